// Identities between the figures of shown answers: a sum of parts, a difference, a list and its count, a bound. They
// are asked by structure and by names, and hold or do not; what that means is for the rule `arithmetic` and for
// ProposeInvariants to say.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "audit/entity.h"
#include "base/decimal.h"

namespace plumbline::audit {

struct Mined {
  enum class Kind {
    kSplit,      // a total and its parts, told for several members alike
    kSeries,     // a total and the sum of rows
    kNamed,      // the names say the identity: remaining, used and limit; subtotal, tax and total; quantity, price and
                 // amount
    kBound,      // the names say that one is at most the other
    kCount,      // a list is no longer than its page or its total; pages are as many as rows need
    kShortList,  // a list has as many rows as its total says
    kLastRows,   // the same of a list that says that nothing follows
    kRunning,    // a balance after each row is that of the row before and the amount of this one
  };
  Kind kind = Kind::kSplit;
  const ShownObject* object = nullptr;  // that the figures belong to
  std::string group;                    // identities of one group stand and fall together: "split calls traffic"
  std::string expression;               // in the language of suites; empty where it cannot be written there
  bool holds = false;
  bool telling = false;  // the figures are such that it does not hold by chance
  std::string sum;       // "28 + 182 = 210"
  document::Node left;   // the total
  std::vector<document::Node> parts;
};

// Every identity that could be asked of the successful answers, in their order.
std::vector<Mined> MineIdentities(const Subject& subject);

// One file each: by structure, by names, of lists, of one row to the next.
void MineSplits(const ShownObject& object, std::vector<Mined>& mined);
void MineNamed(const ShownObject& object, std::vector<Mined>& mined);
void MineLists(const ShownObject& object, std::vector<Mined>& mined);
void MineRunning(const ShownObject& object, std::vector<Mined>& mined);

// A number, or a string that is a decimal number; nothing for other values and for very long ones.
std::optional<Decimal> Figure(const document::Value& value);
// A pointer that an expression can hold, array items as `*`; empty where it cannot.
std::string ExpressionPointer(const JsonPointer& path);

// An identity that holds wherever it can be asked of the shown answers.
struct ProposedInvariant {
  std::string operation;                    // "GET /v1/usage"
  std::string expression;                   // "/calls/total == /calls/in + /calls/out"
  std::size_t support = 0;                  // how often it was seen to hold
  std::string example;                      // "28 + 182 = 210"
  std::size_t operation_index = kNowhere;   // of Subject::operations()
  std::vector<std::size_t> bodies = {};     // where it holds: indexes into Subject::bodies(), each once
  std::vector<SourceLocation> places = {};  // of the totals, the first few
};

// Invariants for the suite of an API, by operation and in the order of its answers. Each holds at every place, at least
// once with telling figures.
std::vector<ProposedInvariant> ProposeInvariants(const Subject& subject);

}  // namespace plumbline::audit

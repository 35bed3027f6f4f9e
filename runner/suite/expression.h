// Invariants of an answer's body: `/calls/total == /in/total + /out/total`. Sums are exact decimals,
// and a string that is a decimal number counts as one. A `*` in a pointer stands for every item:
// inside a function it collects, elsewhere the invariant must hold for each.
//
//   comparison  ==  !=  <  <=  >  >=
//   arithmetic  +  -  *  ( )
//   values      /json/pointer  12.50  "text"  true  false  null
//   functions   sum(/rows/*/n)  count(/rows)  min(/rows/*/n)  max(/rows/*/n)
//               days(/from, /to)  length(/name)
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_pointer.h"
#include "document/value.h"

namespace plumbline::suite {

// Thrown by Parse: where in the text, and what.
struct ExpressionError {
  std::size_t offset = 0;
  std::string message;
};

struct InvariantFailure {
  std::string message;   // "the left side is 210, the right side 209"
  JsonPointer location;  // the first place of the body that the invariant names
  std::string expected;  // "== 209"
  std::string observed;  // "210"

  bool operator==(const InvariantFailure&) const = default;
};

class Expression {
 public:
  static Expression Parse(std::string_view text);  // throws ExpressionError

  // Every way in which the body breaks the invariant (one for each item that `*` stands for).
  std::vector<InvariantFailure> Evaluate(const document::Value& body) const;

  struct Term;

 private:
  std::shared_ptr<const Term> root_;  // shared by copies; immutable
};

}  // namespace plumbline::suite

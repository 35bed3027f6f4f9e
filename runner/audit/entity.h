// What the documentation shows of the things that an API speaks of. A ShownObject is an object at one place of one
// shown body; the rows of a list are one ShownObject. Two are the same entity where they have the same name and share
// members; resemblance makes no chains, so that strangers never become relatives. Subject keeps them for all rules.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "audit/subject.h"

namespace plumbline::audit {

struct ShownObject {
  std::size_t body = 0;              // index into Subject::bodies()
  std::size_t operation = kNowhere;  // of that body
  JsonPointer path;                  // in the body, array items as `*`
  // What the thing is called, in the singular and in lower case: the member that holds it ("accounts" and "account"
  // alike), or the last word of the operation's path. Empty: an envelope, or not known; never the same as anything.
  std::string entity;
  std::string about;                 // the last word of the operation's path, in the singular: what the answer is about
  std::vector<document::Node> rows;  // the objects; several where the path passes an array
  std::set<std::string> members;     // of any row

  bool InList() const;
  bool Has(const std::string& member) const { return members.contains(member); }
};

// Every object of every body, parents first, in the order of bodies. Of a long list the first rows are taken.
std::vector<ShownObject> ShownObjects(const Subject& subject);

// The same name, and at least two and half of the smaller one's members shared. Both in answers or both in requests is
// for the caller to see to.
bool SameEntity(const ShownObject& a, const ShownObject& b);

// The member's value in every row that has it.
std::vector<document::Node> ValuesOf(const ShownObject& object, std::string_view member);

// The member that tells one such thing from another: id, uuid, <entity>_id, or an identifier that the object begins
// with.
std::optional<std::string> OwnIdentifier(const ShownObject& object);

// Two rows that show one and the same thing: an identifier that is the own one of either has the same value in both.
struct SameThing {
  std::string identifier;
  document::Node a, b;  // the rows
};
std::optional<SameThing> FindSameThing(const ShownObject& a, const ShownObject& b);

// Every member of a successful answer of a known operation that is neither object nor array; the node is the row that
// has it.
void ForEachAnsweredScalar(
    const Subject& subject,
    const std::function<void(const ShownObject&, const document::Member&, const document::Node&)>& visit);

// "GET /accounts accounts.*.balance": for messages. `member` may be empty.
std::string Spot(const Subject& subject, const ShownObject& object, std::string_view member);
// "GET /accounts", or the body's label where no operation is known.
std::string OperationName(const Subject& subject, const ShownBody& body);

// The objects of successful answers whose entity is known, by entity name.
std::vector<std::pair<std::string, std::vector<const ShownObject*>>> AnsweredEntities(const Subject& subject);

// The Schema Objects that the contract has for a place of a body, references and allOf followed; empty where it has
// none.
std::vector<contract::Node> SchemasAt(const Subject& subject, const ShownBody& body, const JsonPointer& path);

}  // namespace plumbline::audit

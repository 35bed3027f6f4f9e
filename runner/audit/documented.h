// Lists of parameters and members as the rules need them: which operation, which bodies they describe, and where in a
// body their members stand. A page says `id` of the rows of `data` as well as of the answer itself.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "audit/subject.h"

namespace plumbline::audit {

struct DocumentedList {
  std::size_t page = 0;
  std::size_t index = 0;  // of the list in its page
  const page::FieldList* list = nullptr;
  std::size_t operation = kNowhere;
  std::vector<const page::FieldClaim*> fields;

  // Members that stand side by side at the list's top.
  std::vector<const page::FieldClaim*> TopLevel() const;
};

// All lists of all pages, in their order.
std::vector<DocumentedList> DocumentedLists(const Subject& subject);

// Where in a body the members of a list stand: the pointer (items as `*`) below which most of its names are found;
// nothing where it describes another body.
std::optional<JsonPointer> AnchorOf(const DocumentedList& list, const document::Node& body);

// The objects of a body that a list may be about: down to three members deep, the first rows of arrays, each with its
// path (rows as `*`).
void ForEachNearObject(const document::Value& body,
                       const std::function<void(const document::Value&, const JsonPointer&)>& visit);

// Every value at `path` (array indexes as `*`), in document order.
std::vector<document::Node> ValuesAt(const document::Node& root, const JsonPointer& path);

// The bodies that show an answer to success, or a request, of an operation: samples of pages and files, no examples of
// the contract.
std::vector<const ShownBody*> SamplesOf(const Subject& subject, std::size_t operation, page::Part part);

// A body that a list describes, and where in it the list's members stand.
struct DescribedBody {
  const ShownBody* body = nullptr;
  JsonPointer anchor;

  // Where a field of the list stands.
  JsonPointer PathOf(const page::FieldClaim& field) const;
};

// The bodies that a list describes: those of its operation, answers to failure too; for a list of no operation ("the
// payout object") the answers of its page. Of very many the first are taken.
std::vector<DescribedBody> BodiesFor(const Subject& subject, const DocumentedList& list);

// The declared schema of a part of an operation: its request body, or its first answer to success (or that with the
// status).
std::optional<contract::Node> DeclaredBody(const Subject& subject, std::size_t operation, page::Part part,
                                           std::optional<int> status = {});

// The Schema Objects that may describe what stands at `path` below a schema, references, allOf, anyOf and oneOf
// followed. Empty: the schema says nothing of that place. `open` tells that some schema on the way takes members it
// does not name.
struct DeclaredPlace {
  std::vector<contract::Node> schemas;
  bool open = false;
};
DeclaredPlace DeclaredAt(const Subject& subject, const contract::Node& schema, const JsonPointer& path);

// A place for messages: "accounts[].id".
std::string DotName(const JsonPointer& path);

}  // namespace plumbline::audit

// Reference Objects (3.0.4, 4.7.23; 3.1.1, 4.8.23): `$ref` to a place in this document or in another one below the
// contract's folder. A reference that leads nowhere is data, a BrokenReference, because one of them must not hide the
// rest of a contract.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "document/document.h"
#include "document/store.h"

namespace plumbline::contract {

struct BrokenReference {
  enum class Reason {
    kMissing,     // there is no such file or place
    kNotFetched,  // it lies in the network
    kEndless,     // it leads back to itself, or over too many steps
    kShape,       // it is no reference at all: no string, no JSON Pointer
  };
  Reason reason = Reason::kMissing;
  document::Node at;  // the value of `$ref`
  std::string message;
};

using Reference = std::variant<document::Node, BrokenReference>;

// The place that `reference` names, seen from `at`.
Reference FindTarget(document::Store& store, const document::Node& at, std::string_view reference);
// `node`, or what its `$ref` leads to, over at most kMostSteps steps.
constexpr std::size_t kMostSteps = 100;
Reference FindResolved(document::Store& store, document::Node node);

// The same where a broken reference ends the work: throws Error at its place.
document::Node Target(document::Store& store, const document::Node& at, std::string_view reference);
document::Node Resolve(document::Store& store, document::Node node);
// The same where a broken reference is as good as an empty object: gives the last node of the chain.
document::Node ResolveOrStay(document::Store& store, document::Node node);

// Every `$ref` of every document of the store, and of those that they lead to, that leads nowhere. Values of examples,
// defaults, enums and extensions are data, not references.
std::vector<BrokenReference> FindBrokenReferences(document::Store& store);

}  // namespace plumbline::contract

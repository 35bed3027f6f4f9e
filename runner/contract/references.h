// Reference Objects (3.0.3, 4.7.23): `$ref` to a place in this document or in another one below the
// contract's folder.
#pragma once

#include <string_view>

#include "document/document.h"
#include "document/store.h"

namespace plumbline::contract {

// The place that `reference` names, seen from `at`. Throws Error at `at` where there is none.
document::Node Target(document::Store& store, const document::Node& at, std::string_view reference);

// `node`, or what its `$ref` leads to, over any number of steps. Throws Error where the chain is
// broken or closed to a ring.
document::Node Resolve(document::Store& store, document::Node node);

// Checks every `$ref` of every document of the store, and of those that they lead to. Values of
// examples, defaults, enums and extensions are data, not references.
void CheckAll(document::Store& store);

}  // namespace plumbline::contract

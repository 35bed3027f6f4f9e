// What a mock remembers: the objects that requests created, by the path that they can be fetched at.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "contract/contract.h"
#include "document/value.h"

namespace plumbline::mock {

class State {
 public:
  // The member of `object` that the path parameter stands for: its own name, a name that it ends
  // with (`customer_auth_id`: auth_id), or id. Null: none.
  static const std::string* KeyOf(const document::Value& object, const std::string& parameter);

  // Gives a created object a key that no other has, remembers it, and returns it. `item_path`: the
  // template below the collection, as "/accounts/{id}"; `parameter`: its last name.
  document::Value Create(const std::string& item_path, const std::string& parameter, document::Value object,
                         const document::Value* request);

  // The created object with that key; null: none.
  const document::Value* Find(const std::string& item_path, const std::string& key) const;

 private:
  std::map<std::string, std::map<std::string, document::Value>> objects_;  // item path -> key -> object
};

// `body` with the values of those members that `object` has too, of the same JSON type or null.
document::Value Overlay(document::Value body, const document::Value& object);

}  // namespace plumbline::mock

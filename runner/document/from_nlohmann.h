// nlohmann/json's values as ours, for programs that have them already: Tape::ReadValue takes it from there. Header
// only, so that nobody else depends on that library.
#pragma once

#include <nlohmann/json.hpp>

#include "document/value.h"

namespace plumbline::document {

// Numbers are as nlohmann/json kept them: integers of 64 bits, doubles in their shortest form. NaN, infinities and
// binary values, which JSON has not, become null.
template <typename Json>
Value FromNlohmann(const Json& json) {
  switch (json.type()) {
    case nlohmann::detail::value_t::boolean:
      return Value::Boolean(json.template get<bool>());
    case nlohmann::detail::value_t::number_integer:
    case nlohmann::detail::value_t::number_unsigned:
      return Value::Number(json.dump());
    case nlohmann::detail::value_t::number_float: {
      std::string lexeme = json.dump();  // "null" for what is no number
      return lexeme == "null" ? Value::Null() : Value::Number(std::move(lexeme));
    }
    case nlohmann::detail::value_t::string:
      return Value::String(json.template get<std::string>());
    case nlohmann::detail::value_t::array: {
      Value array = Value::Array();
      for (const Json& item : json) array.items.push_back(FromNlohmann(item));
      return array;
    }
    case nlohmann::detail::value_t::object: {
      Value object = Value::Object();
      for (const auto& [key, value] : json.items()) object.members.push_back({key, {}, FromNlohmann(value)});
      return object;
    }
    default:
      return Value::Null();
  }
}

}  // namespace plumbline::document

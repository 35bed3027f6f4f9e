// How parameter values are written into a request and read back from it: `style` and `explode`
// (3.0.3, 4.7.12.3).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "contract/contract.h"

namespace plumbline::contract {

// For the path: the text in place of {name}, percent-encoded. For a header or a cookie: its value.
std::string WriteParameter(const Parameter& parameter, const document::Value& value);
// For the query: name and value pairs, percent-encoded ("tag=a", "tag=b").
std::vector<std::string> WriteQueryParameter(const Parameter& parameter, const document::Value& value);

// A request's query as decoded pairs, in order.
using QueryPairs = std::vector<std::pair<std::string, std::string>>;
QueryPairs ParseQuery(std::string_view query);

// The value that a raw text stands for, by the types that the parameter's schema allows: "20" is a number for an
// integer and a string for a string. Text that fits no such type stays a string, for the schema
// to complain about.
document::Value ReadParameter(const Contract& contract, const Parameter& parameter, std::string_view raw);
// The same for the query; nothing where the parameter is not there.
std::optional<document::Value> ReadQueryParameter(const Contract& contract, const Parameter& parameter,
                                                  const QueryPairs& query);
// The same for a response header, whose style is always simple.
document::Value ReadHeader(const Contract& contract, const Header& header, std::string_view raw);

}  // namespace plumbline::contract

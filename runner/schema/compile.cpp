#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_map>

#include "base/text.h"
#include "schema/compiler.h"

namespace plumbline::schema {

using document::Value;

namespace {

// Keywords of 2020-12 and its neighbours that would change verdicts and are not evaluated: they
// end the compilation, because a schema that is half understood passes what it should not.
constexpr std::array<std::string_view, 8> kRefused = {
    "$dynamicRef", "$recursiveRef", "$anchor", "$dynamicAnchor", "unevaluatedItems", "unevaluatedProperties", "dependencies", "additionalItems"};

const std::unordered_map<std::string_view, const Keyword*>& KeywordsByName() {
  static const auto table = [] {
    std::unordered_map<std::string_view, const Keyword*> rows;
    for (std::span<const Keyword> group : {TypeKeywords(), NumberKeywords(), StringKeywords(),
                                           ArrayKeywords(), ObjectKeywords(), ApplicatorKeywords()}) {
      for (const Keyword& keyword : group) rows.emplace(keyword.name, &keyword);
    }
    return rows;
  }();
  return table;
}

}  // namespace

Compiled Compiler::Run() {
  Compile({}, {});
  CheckLoops();
  return std::move(compiled_);
}

std::size_t Compiler::Compile(const JsonPointer& location, const JsonPointer& from) {
  if (const auto found = indexes_.find(location); found != indexes_.end()) return found->second;
  const Value* schema = root_.At(location);
  if (schema == nullptr) {
    throw CompileError(from, fmt::format("refers to '#{}', where the schema has nothing", location.ToString()));
  }
  if (!schema->IsObject() && !schema->IsBoolean()) {
    throw CompileError(location, fmt::format("a schema is an object or a boolean, not {}", Describe(*schema)));
  }
  const std::size_t index = compiled_.subschemas.size();
  compiled_.subschemas.emplace_back().location = location;
  indexes_.emplace(location, index);
  CompileInto(index, *schema, location);
  return index;
}

void Compiler::CompileInto(std::size_t index, const Value& schema, const JsonPointer& location) {
  Subschema& subschema = compiled_.subschemas[index];  // a deque: stays where it is
  if (schema.IsBoolean()) {
    subschema.never = !schema.boolean;
    return;
  }
  for (const document::Member& member : schema.members) {
    if (std::find(kRefused.begin(), kRefused.end(), member.key) != kRefused.end()) {
      throw CompileError(location / member.key, fmt::format("the keyword '{}' is not supported", member.key));
    }
    const auto row = KeywordsByName().find(member.key);
    if (row == KeywordsByName().end() || row->second->compile == nullptr) continue;
    row->second->compile({*this, member.value, schema, location / member.key, subschema, options_});
  }
}

// Depth-first over the references that do not move on in the instance; a way back to a subschema
// that is still open is an endless loop.
void Compiler::CheckLoops() const {
  enum class Mark : char { kNew, kOpen, kDone };
  std::vector<Mark> marks(compiled_.subschemas.size(), Mark::kNew);
  struct Step {
    std::size_t index;
    std::size_t next;
  };
  for (std::size_t start = 0; start < marks.size(); ++start) {
    if (marks[start] != Mark::kNew) continue;
    std::vector<Step> stack = {{start, 0}};
    marks[start] = Mark::kOpen;
    while (!stack.empty()) {
      Step& step = stack.back();
      const Subschema& subschema = compiled_.subschemas[step.index];
      if (step.next == subschema.in_place.size()) {
        marks[step.index] = Mark::kDone;
        stack.pop_back();
        continue;
      }
      const std::size_t target = subschema.in_place[step.next++];
      if (marks[target] == Mark::kOpen) {
        throw CompileError(subschema.location, "refers to itself without end: no instance could be judged");
      }
      if (marks[target] == Mark::kNew) {
        marks[target] = Mark::kOpen;
        stack.push_back({target, 0});
      }
    }
  }
}

std::size_t KeywordSite::Length() const {
  const auto length = document::WholeNumber(value);
  if (!length) throw Fail(fmt::format("'{}' takes a whole number from 0, not {}", location.back(), Describe(value)));
  return *length;
}

Decimal KeywordSite::Number() const {
  const auto number = value.IsNumber() ? Decimal::Parse(value.text) : std::nullopt;
  if (!number) throw Fail(fmt::format("'{}' takes a number, not {}", location.back(), Describe(value)));
  return *number;
}

std::vector<std::string> KeywordSite::Strings() const {
  std::vector<std::string> strings;
  for (const Value& item : value.items) {
    if (!item.IsString()) throw Fail(fmt::format("'{}' takes strings, not {}", location.back(), Describe(item)));
    strings.push_back(item.text);
  }
  if (!value.IsArray()) throw Fail(fmt::format("'{}' takes a list of strings, not {}", location.back(), Describe(value)));
  return strings;
}

std::size_t KeywordSite::Child() const { return compiler.Compile(location, location); }

std::size_t KeywordSite::Child(std::string_view token) const {
  return compiler.Compile(location / token, location);
}

std::vector<std::size_t> KeywordSite::ChildList() const {
  if (!value.IsArray() || value.items.empty()) {
    throw Fail(fmt::format("'{}' takes a list of at least one schema, not {}", location.back(), Describe(value)));
  }
  std::vector<std::size_t> list;
  for (std::size_t i = 0; i < value.items.size(); ++i) list.push_back(Child(std::to_string(i)));
  return list;
}

std::size_t KeywordSite::InPlace() const {
  const std::size_t index = Child();
  subschema.in_place.push_back(index);
  return index;
}

std::vector<std::size_t> KeywordSite::InPlaceList() const {
  std::vector<std::size_t> list = ChildList();
  subschema.in_place.insert(subschema.in_place.end(), list.begin(), list.end());
  return list;
}

std::size_t KeywordSite::Reference(const JsonPointer& target) const {
  const std::size_t index = compiler.Compile(target, location);
  subschema.in_place.push_back(index);
  return index;
}

Program Compile(const Value& schema, const Options& options) {
  return Program(std::make_shared<const Compiled>(Compiler(schema, options).Run()));
}

Program CompileDocument(const document::Document& schema, const Options& options) {
  try {
    return Compile(schema.root, options);
  } catch (const CompileError& error) {
    const auto place = document::Node(schema).At(error.location());
    throw (place ? *place : document::Node(schema)).Fail(error.message());
  }
}

}  // namespace plumbline::schema

#include <fmt/format.h>

#include <iterator>
#include <utility>

#include "base/text.h"
#include "schema/keyword.h"

namespace plumbline::schema {

using document::Kind;
using document::Value;

bool Evaluation::Run(std::size_t index, const Value& value) {
  const Subschema& subschema = compiled_.subschemas[index];
  const std::size_t before = violations_.size();
  if (subschema.never) {
    schema_location_ = subschema.location;
    keyword_.clear();
    Fail("is not allowed", "nothing", Describe(value));
  }
  for (const Assertion& assertion : subschema.assertions) {
    way_.push_back(assertion.keyword);
    schema_location_ = subschema.location / assertion.keyword;
    keyword_ = assertion.keyword;
    assertion.check(value, *this);
    way_.pop_back();
  }
  return violations_.size() == before;
}

bool Evaluation::Apply(std::size_t subschema, const Value& value, std::initializer_list<std::string_view> way) {
  way_.insert(way_.end(), way.begin(), way.end());
  const JsonPointer schema_location = schema_location_;
  const std::string keyword = keyword_;
  const bool valid = Run(subschema, value);
  schema_location_ = schema_location;
  keyword_ = keyword;
  way_.resize(way_.size() - way.size());
  return valid;
}

bool Evaluation::ApplyTo(std::string_view member, std::size_t subschema, const Value& value,
                         std::initializer_list<std::string_view> way) {
  instance_.emplace_back(member);
  const bool valid = Apply(subschema, value, way);
  instance_.pop_back();
  return valid;
}

std::vector<Violation> Evaluation::Probe(std::size_t subschema, const Value& value,
                                         std::initializer_list<std::string_view> way) {
  std::vector<Violation> kept = std::exchange(violations_, {});
  Apply(subschema, value, way);
  return std::exchange(violations_, std::move(kept));
}

void Evaluation::Report(std::vector<Violation> violations) {
  violations_.insert(violations_.end(), std::make_move_iterator(violations.begin()),
                     std::make_move_iterator(violations.end()));
}

void Evaluation::Fail(std::string message, std::string expected, std::string observed, const About& about) {
  Violation violation;
  violation.keyword = keyword_;
  violation.instance_location = JsonPointer(instance_);
  violation.keyword_location = JsonPointer(way_);
  violation.schema_location = schema_location_;
  violation.detail_location = about.detail.empty() ? schema_location_ : schema_location_ / about.detail;
  violation.member = about.member;
  violation.message = std::move(message);
  violation.expected = std::move(expected);
  violation.observed = std::move(observed);
  violations_.push_back(std::move(violation));
}

std::vector<Violation> Evaluate(const Program& program, const Value& instance) {
  Evaluation evaluation(program.compiled());
  evaluation.Run(0, instance);
  return evaluation.Take();
}

bool IsValid(const Program& program, const Value& instance) { return Evaluate(program, instance).empty(); }

std::string Describe(const Value& value) {
  constexpr std::size_t kLongest = 60;
  const auto shortened = [](std::string text) {
    if (text.size() <= kLongest) return text;
    std::size_t end = kLongest;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    return text.substr(0, end) + "…";
  };
  switch (value.kind) {
    case Kind::kNull: return "null";
    case Kind::kBoolean: return value.boolean ? "boolean true" : "boolean false";
    case Kind::kNumber: {
      const auto number = Decimal::Parse(value.text);
      return fmt::format("{} {}", number && number->IsInteger() ? "integer" : "number", shortened(value.text));
    }
    case Kind::kString: return "string " + shortened(document::WriteJson(value));
    case Kind::kArray: return "array of " + Count(value.items.size(), "item");
    case Kind::kObject: return "object of " + Count(value.members.size(), "member");
  }
  return "";
}

std::string PathName(const JsonPointer& instance_location) {
  std::string name;
  for (const std::string& token : instance_location.tokens()) {
    if (ArrayIndex(token)) {
      name += '[' + token + ']';
    } else {
      if (!name.empty()) name += '.';
      name += token;
    }
  }
  return name.empty() ? "the value" : name;
}

}  // namespace plumbline::schema

#include "validate/violation_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/snippet.h"
#include "base/text.h"
#include "document/document.h"

namespace plumbline::validate {

using document::Cell;
using schema::Violation;

namespace {

Place PlaceInInstance(const document::FlatDocument& instance, const Violation& violation, int first_line) {
  const Cell* cell = instance.tape().At(violation.instance_location);
  const Cell& value = cell == nullptr ? instance.root() : *cell;
  document::Span span = instance.tape().SpanOf(value);
  if (!violation.member.empty()) {  // an undeclared member is marked itself; a missing one marks its object
    if (const Cell* member = value.Find(violation.member)) span = instance.tape().SpanOf(member[-1]);
  }
  Place place = document::QuoteSpan(instance.source(), span, violation.instance_location.ToString(), violation.observed);
  place.line += first_line - 1;
  return place;
}

Place PlaceInSchema(const schema::Program& program, const Violation& violation) {
  const document::FlatDocument& document = program.DocumentOf(violation);
  const Cell* cell = document.tape().At(violation.detail_location);
  if (cell == nullptr) cell = document.tape().At(violation.schema_location);
  if (cell == nullptr) cell = &document.root();
  // A keyword that holds an object or a list is marked by its name.
  const bool container = (cell->IsObject() || cell->IsArray()) && !violation.detail_location.empty() && cell != &document.root();
  const Cell* parent = container ? document.tape().At(violation.detail_location.Parent()) : nullptr;
  const bool named = parent != nullptr && parent->IsObject();
  const document::Span span = document.tape().SpanOf(named ? cell[-1] : *cell);
  return document::QuoteSpan(document.source(), span, violation.detail_location.ToString(), "expected " + violation.expected);
}

}  // namespace

std::string WriteViolations(const schema::Program& program, const document::FlatDocument& instance,
                            const std::vector<Violation>& violations, const TextOptions& options) {
  const auto paint = [&](const char* code, const std::string& text) {
    return options.color ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : text;
  };
  const std::size_t shown = options.most == 0 ? violations.size() : std::min(options.most, violations.size());
  std::string text;
  for (std::size_t i = 0; i < shown; ++i) {
    const Violation& violation = violations[i];
    const Place place = PlaceInInstance(instance, violation, options.first_line);
    const std::string where = fmt::format("{}:{}:{}", place.source, place.line, place.column);
    std::vector<Place> places = {place};
    if (!violation.related.empty()) places.clear();
    for (const JsonPointer& related : violation.related) {
      const Cell* cell = instance.tape().At(related);
      Place other = document::QuoteSpan(instance.source(), instance.tape().SpanOf(cell == nullptr ? instance.root() : *cell), related.ToString(), "this one");
      other.line += options.first_line - 1;
      places.push_back(std::move(other));
    }
    places.push_back(PlaceInSchema(program, violation));
    const std::string drawn = DrawPlaces(places);
    text += fmt::format("{}: {}\n", paint("1", where), paint("1;31", fmt::format("{} {}", schema::PathName(violation.instance_location), violation.message)));
    text += drawn.substr(drawn.find('\n') + 1);
    if (!violation.choice.empty()) text += fmt::format("  = this schema was {}\n", violation.choice);
  }
  if (shown < violations.size()) {
    text += fmt::format("{}: {} more; --max-errors 0 shows all\n", instance.source().name(), Count(violations.size() - shown, "violation"));
  }
  return text;
}

}  // namespace plumbline::validate

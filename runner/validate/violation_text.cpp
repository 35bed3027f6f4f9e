#include "validate/violation_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "base/snippet.h"
#include "base/text.h"
#include "document/document.h"

namespace plumbline::validate {

using document::Cell;
using schema::Violation;

namespace {

// Finds values by their pointers, each from where the last one in the same container was: violations come in about the
// order of the document, and a search from the first item for each would be quadratic.
class Finder {
 public:
  explicit Finder(const Cell& root) : root_(root) {}

  const Cell* At(const JsonPointer& pointer) {
    const Cell* here = &root_;
    for (const std::string& token : pointer.tokens()) {
      if (here == nullptr || (!here->IsArray() && !here->IsObject()) || here->size == 0) return nullptr;
      here = here->IsArray() ? Item(*here, token) : Member(*here, token);
    }
    return here;
  }

  const Cell* Member(const Cell& object, std::string_view name) {
    if (!object.IsObject() || object.size == 0) return nullptr;
    Position& last = PositionIn(object);
    for (std::uint32_t seen = 0; seen < object.size; ++seen) {
      if (last.at->view() == name) return last.at + 1;
      const bool wraps = ++last.index == object.size;
      last = wraps ? Position{object.First(), 0} : Position{last.at[1].Next(), last.index};
    }
    return nullptr;
  }

 private:
  struct Position {
    const Cell* at = nullptr;
    std::uint32_t index = 0;
  };

  const Cell* Item(const Cell& array, const std::string& token) {
    const auto index = ArrayIndex(token);
    if (!index || *index >= array.size) return nullptr;
    Position& last = PositionIn(array);
    if (*index < last.index) last = {array.First(), 0};
    for (; last.index < *index; ++last.index) last.at = last.at->Next();
    return last.at;
  }

  Position& PositionIn(const Cell& container) {
    Position& position = positions_[&container];
    if (position.at == nullptr) position.at = container.First();
    return position;
  }

  const Cell& root_;
  std::unordered_map<const Cell*, Position> positions_;
};

Place PlaceInInstance(const document::FlatDocument& instance, Finder& finder, const Violation& violation,
                      int first_line) {
  const Cell* cell = finder.At(violation.instance_location);
  const Cell& value = cell == nullptr ? instance.root() : *cell;
  document::Span span = instance.tape().SpanOf(value);
  if (!violation.member.empty()) {  // an undeclared member is marked itself; a missing one marks its object
    if (const Cell* member = finder.Member(value, violation.member)) span = instance.tape().SpanOf(member[-1]);
  }
  Place place =
      document::QuoteSpan(instance.source(), span, violation.instance_location.ToString(), violation.observed);
  place.line += first_line - 1;
  return place;
}

Place PlaceInSchema(const schema::Program& program, const Violation& violation) {
  const document::FlatDocument& document = program.DocumentOf(violation);
  const Cell* cell = document.tape().At(violation.detail_location);
  if (cell == nullptr) cell = document.tape().At(violation.schema_location);
  if (cell == nullptr) cell = &document.root();
  // A keyword that holds an object or a list is marked by its name.
  const bool container =
      (cell->IsObject() || cell->IsArray()) && !violation.detail_location.empty() && cell != &document.root();
  const Cell* parent = container ? document.tape().At(violation.detail_location.Parent()) : nullptr;
  const bool named = parent != nullptr && parent->IsObject();
  const document::Span span = document.tape().SpanOf(named ? cell[-1] : *cell);
  return document::QuoteSpan(document.source(), span, violation.detail_location.ToString(),
                             "expected " + violation.expected);
}

}  // namespace

std::string WriteViolations(const schema::Program& program, const document::FlatDocument& instance,
                            const std::vector<Violation>& violations, const TextOptions& options) {
  const auto paint = [&](const char* code, const std::string& text) {
    return options.color ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : text;
  };
  const std::size_t shown = options.most == 0 ? violations.size() : std::min(options.most, violations.size());
  std::string text;
  Finder finder(instance.root());
  for (std::size_t i = 0; i < shown; ++i) {
    const Violation& violation = violations[i];
    const Place place = PlaceInInstance(instance, finder, violation, options.first_line);
    const std::string where = fmt::format("{}:{}:{}", place.source, place.line, place.column);
    std::vector<Place> places = {place};
    if (!violation.related.empty()) places.clear();
    for (const JsonPointer& related : violation.related) {
      const Cell* cell = finder.At(related);
      Place other =
          document::QuoteSpan(instance.source(), instance.tape().SpanOf(cell == nullptr ? instance.root() : *cell),
                              related.ToString(), "this one");
      other.line += options.first_line - 1;
      places.push_back(std::move(other));
    }
    places.push_back(PlaceInSchema(program, violation));
    const std::string drawn = DrawPlaces(places);
    text += fmt::format(
        "{}: {}\n", paint("1", where),
        paint("1;31", fmt::format("{} {}", schema::PathName(violation.instance_location), violation.message)));
    text += drawn.substr(drawn.find('\n') + 1);
    if (!violation.choice.empty()) text += fmt::format("  = this schema was {}\n", violation.choice);
  }
  const std::size_t hidden = violations.size() - shown;
  if (!options.counts_all) {
    text += fmt::format("{}: at least {} more{}\n", instance.source().name(), Count(hidden + 1, "violation"),
                        hidden > 0 ? "; --max-errors 0 shows all" : "");
  } else if (hidden > 0) {
    text +=
        fmt::format("{}: {} more; --max-errors 0 shows all\n", instance.source().name(), Count(hidden, "violation"));
  }
  return text;
}

}  // namespace plumbline::validate

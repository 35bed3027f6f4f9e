#include "page/list_field.h"

#include <algorithm>

#include "base/regex.h"
#include "base/text.h"
#include "page/facts.h"
#include "page/fields.h"

namespace plumbline::page {
namespace {

constexpr std::size_t kMostNames = 10;

// The marked names at the front, with commas, slashes or "and" between them.
std::size_t ReadMarkedNames(const Text& item, ListField& field) {
  static const Regex kBetween(R"(^\s*(?:,|/|\band\b)\s*$)"), kSpace(R"(^\s*$)");
  std::size_t end = 0;
  for (const Mark& mark : item.marks) {
    if (mark.kind != Mark::Kind::kCode && mark.kind != Mark::Kind::kStrong) continue;
    if (mark.begin < end) continue;  // `code` inside of **strong**
    const std::string_view between = std::string_view(item.text).substr(end, mark.begin - end);
    if (!(field.names.empty() ? kSpace : kBetween).Full(between)) break;
    std::string_view word = Trim(std::string_view(item.text).substr(mark.begin, mark.end - mark.begin));
    while (word.ends_with(':')) word.remove_suffix(1);
    if (!IsIdentifier(word) || field.names.size() >= kMostNames) break;
    const std::size_t begin = item.text.find(word, mark.begin);
    field.names.push_back({std::string(word), begin, begin + word.size(), ""});
    end = mark.end;
  }
  return end;
}

// What one part of "(string, required)" says; false where it is something else.
bool ReadPart(std::string_view part, std::size_t at, ListField& field) {
  const std::string_view trimmed = Trim(part);
  const std::size_t begin = at + static_cast<std::size_t>(trimmed.data() - part.data());
  if (const auto required = ReadRequired(trimmed); required && trimmed.size() > 3) {
    field.facts.required = required;
    field.required_begin = begin, field.required_end = begin + trimmed.size();
    return true;
  }
  static const Regex kEnum(R"((?i)^enum\s+)");
  const auto is_enum = kEnum.Find(trimmed);
  if (field.type_begin == field.type_end && ReadType(is_enum ? trimmed.substr(is_enum->end()) : trimmed, field.facts)) {
    field.type_begin = begin, field.type_end = begin + trimmed.size();
    return true;
  }
  return false;
}

// The parts between [begin, end), where every one of them says something of the field.
bool ReadParts(const Text& item, std::size_t begin, std::size_t end, ListField& field) {
  ListField read = field;
  std::size_t at = begin;
  for (const std::string_view part : Split(std::string_view(item.text).substr(begin, end - begin), ',')) {
    static const Regex kMore(R"((?i)^\s*(?:default\b.*|nullable|read-?only|write-?only|unique|max.*|min.*|length.*)$)");
    if (!ReadPart(part, at, read) && !kMore.In(part)) return false;
    at += part.size() + 1;
  }
  field = std::move(read);
  return true;
}

}  // namespace

std::optional<ListField> ReadListField(const Text& item) {
  constexpr std::size_t kMostOfItem = 5'000;
  if (item.text.size() > kMostOfItem) return std::nullopt;
  ListField field;
  std::size_t end = ReadMarkedNames(item, field);
  const bool marked = !field.names.empty();
  static const Regex kPlain(R"(^([A-Za-z_][\w.\[\]-]*)\s*\()");
  if (const auto plain = marked ? std::nullopt : kPlain.Find(item.text)) {
    field.names.push_back({std::string((*plain)[1]), plain->groups[1].begin, plain->groups[1].end, ""});
    end = plain->groups[1].end;
  }
  if (field.names.empty()) return std::nullopt;
  field.description = end;
  const std::string_view rest = std::string_view(item.text).substr(end);
  static const Regex kBrackets(R"(^\s*[:–—-]?\s*[(\[<]([^()\[\]<>]{1,80}(?:\[\])?)[)\]>])");
  static const Regex kDash(R"(^\s*(?::|–|—|-)\s*([A-Za-z][A-Za-z0-9\[\]<>| _-]{0,40}?)\s*(?:[,.;:(]|\s(?:–|—|-)\s|$))");
  static const Regex kWord(
      R"(^\s+([A-Za-z][A-Za-z0-9\[\]_-]*)(?:\s+\(?(required|optional|mandatory)\)?)?(?:\s*[:–—,.-]|\s|$))");
  if (const auto brackets = kBrackets.Find(rest);
      brackets && ReadParts(item, end + brackets->groups[1].begin, end + brackets->groups[1].end, field)) {
    field.description = end + brackets->end();
  } else if (!marked) {
    return std::nullopt;
  } else if (const auto dash = kDash.Find(rest); dash && ReadPart((*dash)[1], end + dash->groups[1].begin, field)) {
    field.description = end + dash->groups[1].end;
  } else if (const auto word = kWord.Find(rest)) {
    const std::size_t begin = end + word->groups[1].begin;
    const bool told_apart = item.IsMarked(Mark::Kind::kEmphasis, begin, begin + 1) ||
                            item.IsMarked(Mark::Kind::kCode, begin, begin + 1) || word->has(2);
    if (told_apart && ReadPart((*word)[1], begin, field)) {
      field.description = end + word->groups[1].end;
      if (word->has(2)) {
        ReadPart((*word)[2], end + word->groups[2].begin, field);
        field.description = end + word->groups[2].end;
      }
    }
  }
  static const Regex kSeparator(R"(^[\s:.,;)–—-]+)");
  if (const auto separator = kSeparator.Find(std::string_view(item.text).substr(field.description)))
    field.description += separator->end();
  return field;
}

}  // namespace plumbline::page

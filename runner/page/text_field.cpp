#include "page/text_field.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "page/prose.h"
#include "page/text_code.h"
#include "page/text_table.h"

namespace plumbline::page {

namespace {

// A value that the page says in another word: "true" for "required". It spans that word.
Text Saying(std::string_view value, document::Span word) {
  Text text;
  text.Append(value.substr(0, value.size() - 1), word.begin);
  text.anchors.push_back({static_cast<std::uint32_t>(value.size() - 1), static_cast<std::uint32_t>(word.end - 1)});
  text.text += value.back();
  return text;
}

struct Word {
  std::string_view written, attribute, value;  // value empty: the word itself
};
constexpr Word kWords[] = {{"not required", "required", "false"},
                           {"required", "required", "true"},
                           {"optional", "required", "false"},
                           {"mandatory", "required", "true"},
                           {"deprecated", "deprecated", "true"},
                           {"nullable", "nullable", "true"},
                           {"query parameter", "in", "query"},
                           {"query param", "in", "query"},
                           {"path parameter", "in", "path"},
                           {"path param", "in", "path"},
                           {"(query)", "in", "query"},
                           {"(path)", "in", "path"},
                           {"(header)", "in", "header"},
                           {"(body)", "in", "body"},
                           {"(cookie)", "in", "cookie"},
                           {"(formdata)", "in", "form"},
                           {"in query", "in", "query"},
                           {"in path", "in", "path"},
                           {"in header", "in", "header"},
                           {"in body", "in", "body"},
                           {"query", "in", "query"},
                           {"path", "in", "path"},
                           {"header", "in", "header"},
                           {"body", "in", "body"},
                           {"cookie", "in", "cookie"},
                           {"formdata", "in", "form"}};

struct Prefix {
  std::string_view written, attribute;
};
constexpr Prefix kPrefixes[] = {
    {"default value:", "default"}, {"default:", "default"},      {"default =", "default"},
    {"defaults to ", "default"},   {"default is ", "default"},   {"available options:", "enum"},
    {"allowed values:", "enum"},   {"possible values:", "enum"}, {"enum:", "enum"},
    {"allowed:", "enum"},          {"minimum:", "minimum"},      {"min:", "minimum"},
    {"maximum:", "maximum"},       {"max:", "maximum"},          {"format:", "format"}};

// "Required range: 1 <= x <= 100", "x >= 1".
bool ReadRange(const Text& line, std::size_t begin, Block& block) {
  const std::string_view text = std::string_view(line.text).substr(begin);
  const std::size_t x = text.find('x');
  if (x == std::string_view::npos) return false;
  const auto number = [&](std::size_t from, std::size_t to, std::string_view name) {
    std::size_t first = text.find_first_of("-0123456789", from);
    if (first == std::string_view::npos || first >= to) return;
    std::size_t last = first + 1;
    while (last < to && (IsDigit(text[last]) || text[last] == '.')) ++last;
    block.attributes.push_back({std::string(name), line.Part(begin + first, begin + last)});
  };
  number(0, x, "minimum");
  const bool least = text.find('>', x) != std::string_view::npos;
  number(x + 1, text.size(), least ? "minimum" : "maximum");
  return true;
}

}  // namespace

bool ReadFieldAttributes(const Text& line, std::size_t begin, Block& block) {
  if (line.text.size() > 300) return false;
  const std::string lower = AsciiLower(line.text);
  const std::size_t before = block.attributes.size();
  const auto fail = [&] {
    block.attributes.resize(before);
    return false;
  };
  std::size_t at = begin;
  while (at < lower.size()) {
    const std::string_view rest = std::string_view(lower).substr(at);
    if (std::string_view(" ,;|*").find(rest[0]) != std::string_view::npos) {
      if (rest[0] == '*' && !block.Find("required"))
        block.attributes.push_back({"required", Saying("true", line.SpanOf(at, at + 1))});
      ++at;
      continue;
    }
    if (rest.starts_with("\u00B7") || rest.starts_with("\u2022")) {
      at += rest.starts_with("\u00B7") ? 2 : 3;
      continue;
    }
    if (rest.starts_with("required range:")) return ReadRange(line, at + 15, block) || fail();
    const auto prefix = std::find_if(std::begin(kPrefixes), std::end(kPrefixes),
                                     [&](const Prefix& p) { return rest.starts_with(p.written); });
    if (prefix != std::end(kPrefixes)) {
      std::size_t value = at + prefix->written.size();
      while (value < lower.size() && lower[value] == ' ') ++value;
      std::size_t end = lower.size();
      // "Defaults to the last 30 days." is a description.
      if (prefix->attribute != "enum" && (CountWords(std::string_view(lower).substr(value)) > 2 || value == end))
        return fail();
      if (prefix->attribute == "default" && lower[end - 1] == '.') --end;
      if (value < end) block.attributes.push_back({std::string(prefix->attribute), line.Part(value, end)});
      return true;
    }
    const auto word = std::find_if(std::begin(kWords), std::end(kWords), [&](const Word& w) {
      // "headerrequired" has lost what stood between.
      const std::string_view behind = rest.substr(std::min(w.written.size(), rest.size()));
      const bool ends = behind.empty() || !IsLetter(behind[0]) || behind == "required" || behind == "optional";
      return rest.starts_with(w.written) && ends && !block.Find(w.attribute);
    });
    if (word != std::end(kWords)) {
      block.attributes.push_back(
          {std::string(word->attribute), Saying(word->value, line.SpanOf(at, at + word->written.size()))});
      at += word->written.size();
      continue;
    }
    if (block.Find("type")) return fail();
    bool typed = false;
    for (std::size_t length : TypeLengths(std::string_view(line.text).substr(at))) {
      const std::size_t end = at + length;
      // "integerdefault:30": tables lose what stood between.
      const std::string_view after = std::string_view(lower).substr(end);
      const bool glued = std::any_of(std::begin(kPrefixes), std::end(kPrefixes), [&](const Prefix& p) {
        return p.written.ends_with(':') && after.starts_with(p.written);
      });
      const bool then_word = std::any_of(std::begin(kWords), std::end(kWords), [&](const Word& w) {
        return w.attribute != "type" && after.starts_with(w.written);
      });
      if (!after.empty() && !glued && !then_word && std::string_view(" ,;|").find(after[0]) == std::string_view::npos)
        continue;
      block.attributes.push_back({"type", line.Part(at, end)});
      at = end;
      typed = true;
      break;
    }
    if (!typed) return fail();
  }
  return at > begin;
}

namespace {

// Whether words that head a section stand here, and not the name of a field.
bool IsHeadingNotName(std::string_view line) {
  return IsRoleHeading(line) && IsUpper(line[0]) && line != "Authorization";
}

bool IsAttributeWord(std::string_view line) {
  const std::string lower = AsciiLower(line.substr(0, 20));
  return std::any_of(std::begin(kWords), std::end(kWords), [&](const Word& word) { return word.written == lower; });
}

// Whether the line names a field whose type stands beside it or below.
bool BeginsTypedField(const TextLines& lines, std::size_t index) {
  if (index >= lines.size() || lines[index].end - lines[index].begin > 200) return false;
  const Text line = lines.Prose(index);
  const std::string_view name = std::string_view(line.text).substr(0, line.text.find_first_of(" *"));
  if (!IsName(name) || IsHeadingNotName(line.text) || IsHeadingNotName(name)) return false;
  Block block;
  if (name.size() < line.text.size() &&
      (!ReadFieldAttributes(line, name.size(), block) || (line.text[name.size()] == ' ' && !IsCodeName(name))))
    return false;
  if (block.Find("type")) return true;
  if (index + 1 >= lines.size() || lines[index + 1].after_blank) return false;
  if (!ReadFieldAttributes(lines.Prose(index + 1), 0, block)) return false;
  const Text* type = block.Find("type");
  if (type && IsUpper(type->text[0]) && !IsCodeName(name)) return false;
  return type != nullptr || (!IsAttributeWord(name) && block.Find("required") &&
                             (IsCodeName(name) || lines.Prose(index + 1).text.size() < 9));
}

bool IsOtherBlock(const TextLines& lines, std::size_t index) {
  const std::string& line = lines.Clean(index);
  return IsRoleHeading(line) || IsFurniture(line) || IsCodeLabel(line) || FindBareCode(lines, index).has_value() ||
         ReadGluedHeader(line).columns.size() > 1 || line.starts_with("\u2022") ||
         (MethodLength(line) > 0 && MethodLength(line) == line.size());
}

bool EndsSentence(std::string_view line) { return line.ends_with('.') || line.ends_with(".)") || line.ends_with('!'); }

// Whether the line tells what the field before it is, and not what comes next.
bool IsDescription(const TextLines& lines, std::size_t index, const FieldContext& context) {
  if (index >= lines.size() || BeginsTypedField(lines, index) || IsOtherBlock(lines, index)) return false;
  const std::string& line = lines.Clean(index);
  const bool then_field = BeginsTypedField(lines, index + 1);
  if (!lines[index].after_blank) {
    if (IsName(line) && IsCodeName(line)) return then_field && !line.empty();
    return !IsTitleCase(line) || then_field || context.described > 0;
  }
  if (context.fields > 0 && context.detached == 0 && !EndsSentence(line)) return false;
  return EndsSentence(line) || then_field || (!IsTitleCase(line) && CountWords(line) >= 4) ||
         (context.detached > 0 && !IsTitleCase(line));
}

void Describe(const TextLines& lines, BareField& field) {
  field.detached = lines[field.next].after_blank;
  field.block.text = lines.Prose(field.next);
  field.block.span.end = lines[field.next].end;
  ++field.next;
  // What is told after the description: "Available options:" and its list, a range.
  while (field.next < lines.size()) {
    const std::string lower = AsciiLower(lines.Clean(field.next).substr(0, 24));
    const bool told = std::any_of(std::begin(kPrefixes), std::end(kPrefixes),
                                  [&](const Prefix& prefix) { return lower.starts_with(prefix.written); }) ||
                      lower.starts_with("required range:");
    const std::size_t attributes = field.block.attributes.size();
    if (!told || !ReadFieldAttributes(lines.Prose(field.next), 0, field.block)) break;
    field.block.span.end = lines[field.next].end;
    ++field.next;
    if (field.block.attributes.size() > attributes || lower.find(':') == std::string::npos ||
        field.next >= lines.size())
      continue;
    field.block.attributes.push_back({"enum", lines.Prose(field.next)});
    field.block.span.end = lines[field.next].end;
    bool more = lines.Clean(field.next).ends_with(',');
    ++field.next;
    for (int values = 0; more && field.next < lines.size() && values < 200; ++values, ++field.next) {
      Text& value = field.block.attributes.back().value;
      AppendProse(value, " ", lines[field.next].begin);
      AppendProse(value, lines.Raw(field.next), lines[field.next].begin);
      field.block.span.end = lines[field.next].end;
      more = lines.Clean(field.next).ends_with(',');
    }
  }
}

}  // namespace

std::optional<BareField> FindBareField(const TextLines& lines, std::size_t index, const FieldContext& context) {
  const Text line = lines.Prose(index);
  if (line.text.size() > 200) return std::nullopt;
  BareField field;
  field.block.kind = BlockKind::kField;
  field.block.span = {lines[index].begin, lines[index].end};
  field.next = index + 1;
  if (BeginsTypedField(lines, index)) {
    const std::size_t name = std::min(line.text.find_first_of(" *"), line.text.size());
    field.block.attributes.push_back({"name", line.Part(0, name)});
    ReadFieldAttributes(line, name, field.block);
    while (field.next < lines.size() && !lines[field.next].after_blank &&
           !(field.block.Find("type") && BeginsTypedField(lines, field.next)) &&
           ReadFieldAttributes(lines.Prose(field.next), 0, field.block)) {
      field.block.span.end = lines[field.next].end;
      ++field.next;
    }
    if (IsDescription(lines, field.next, context)) Describe(lines, field);
    return field;
  }
  if (!context.expected) return std::nullopt;
  // A type whose name is lost; but `url` is a name, too.
  if (context.fields > 0 && !lines.known_names().contains(line.text) && IsType(line.text) && IsLower(line.text[0]) &&
      !lines.BeforeBlank(index) && CountWords(lines.Clean(index + 1)) > 1 && !IsOtherBlock(lines, index + 1)) {
    field.block.attributes.push_back({"type", line});
    if (IsDescription(lines, field.next, context)) Describe(lines, field);
    return field;
  }
  // Name and description, without a type.
  if (!IsCodeName(line.text) || IsFurniture(line.text) || IsCodeLabel(line.text)) return std::nullopt;
  const bool followed = !lines.BeforeBlank(index) && !IsOtherBlock(lines, index + 1) &&
                        !IsCodeName(lines.Clean(index + 1)) && !BeginsTypedField(lines, index + 1);
  if (!followed && context.fields == 0) return std::nullopt;
  field.block.attributes.push_back({"name", line});
  if (followed) Describe(lines, field);
  return field;
}

}  // namespace plumbline::page

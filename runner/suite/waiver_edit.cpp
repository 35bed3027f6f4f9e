#include "suite/waiver_edit.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "schema/file_format.h"

namespace plumbline::suite {
namespace {

using document::Document;
using document::Member;
using document::Value;

Error ByHand(const Document& file, std::size_t at) {
  return Error(
      file.source.LocationOf(at),
      "this is written in a way that cannot be edited without changing more of it; it has to be edited by hand");
}

// Places in the text, by its lines.
class Text {
 public:
  explicit Text(const Document& file) : file_(file), text_(file.source.text()) {}

  std::string_view all() const { return text_; }
  bool Is(std::size_t at, std::string_view characters) const {
    return at < text_.size() && characters.find(text_[at]) != std::string_view::npos;
  }
  std::size_t LineStart(std::size_t at) const {
    const std::size_t before = at == 0 ? std::string_view::npos : text_.rfind('\n', at - 1);
    return before == std::string_view::npos ? 0 : before + 1;
  }
  // The line break, or the end of the text.
  std::size_t LineEnd(std::size_t at) const { return std::min(text_.find('\n', at), text_.size()); }
  std::size_t Column(std::size_t at) const { return at - LineStart(at); }
  std::string_view Between(std::size_t begin, std::size_t end) const { return text_.substr(begin, end - begin); }

  // The dash of a block sequence's item; nothing in a flow sequence.
  std::optional<std::size_t> Dash(std::size_t item) const {
    const std::size_t before = item == 0 ? std::string_view::npos : text_.find_last_not_of(" \t\r\n", item - 1);
    if (before == std::string_view::npos || text_[before] != '-') return std::nullopt;
    const bool first = Trim(Between(LineStart(before), before)).empty();
    return first ? std::optional(before) : std::nullopt;
  }

  // End of the last line that belongs to what begins at `begin` in this column of its line: lines that are indented
  // deeper. Comments behind the last of them belong to nobody.
  std::size_t BlockEnd(std::size_t begin, std::size_t column) const {
    std::size_t end = LineEnd(begin);
    for (std::size_t start = end + 1; start < text_.size(); start = LineEnd(start) + 1) {
      const std::string_view line = Between(start, LineEnd(start));
      const std::size_t indentation = std::min(line.find_first_not_of(" \r"), line.size());
      if (Trim(line).empty()) continue;
      if (indentation <= column) break;
      if (line[indentation] != '#') end = LineEnd(start);
    }
    return end;
  }

  // One past the bracket or quote that closes the one at `begin`.
  std::size_t FlowEnd(std::size_t begin) const {
    std::size_t depth = 0;
    for (std::size_t i = begin; i < text_.size(); ++i) {
      const char c = text_[i];
      if (c == '"' || c == '\'') {
        for (++i; i < text_.size(); ++i) {
          const bool escape = c == '"' ? text_[i] == '\\' : Between(i, std::min(i + 2, text_.size())) == "''";
          if (escape)
            ++i;
          else if (text_[i] == c)
            break;
        }
      } else if (c == '#' && (i == 0 || Is(i - 1, " \t\n"))) {
        i = LineEnd(i);
        continue;
      } else if (c == '[' || c == '{') {
        ++depth;
      } else if (c == ']' || c == '}') {
        --depth;
      }
      if (depth == 0) return i + 1;
    }
    throw ByHand(file_, begin);
  }

 private:
  const Document& file_;
  std::string_view text_;
};

std::string Quoted(const std::string& text) { return document::WriteJson(Value::String(text), 0); }

// As a plain scalar where nobody could misread it.
std::string Scalar(const std::string& text) {
  const auto plain = [](char c) {
    return (static_cast<unsigned char>(c) & 0x80) != 0 || std::isalnum(static_cast<unsigned char>(c)) != 0 ||
           std::string_view(" _./@-{}()+;,'*$%!?").find(c) != std::string_view::npos;
  };
  const bool starts =
      !text.empty() && (std::isalpha(static_cast<unsigned char>(text.front())) != 0 || text.front() == '/');
  const std::string lower = AsciiLower(text);
  const bool word = lower == "true" || lower == "false" || lower == "null" || lower == "yes" || lower == "no" ||
                    lower == "on" || lower == "off";
  const bool safe = starts && !word && text.back() != ' ' && std::all_of(text.begin(), text.end(), plain);
  return safe ? text : Quoted(text);
}

struct Field {
  const char* name;
  std::string value;
  bool quoted;
};

std::vector<Field> FieldsOf(const finding::Waiver& waiver) {
  std::vector<Field> fields;
  const auto add = [&](const char* name, const std::string& value, bool quoted) {
    if (!value.empty()) fields.push_back({name, value, quoted});
  };
  add("id", waiver.id, false);
  add("fingerprint", waiver.fingerprint, true);
  add("shape", waiver.shape, true);
  add("rule", waiver.rule, false);
  add("operation", waiver.operation, false);
  add("owner", waiver.owner, false);
  add("reason", waiver.reason, false);
  add("expires", FormatDate(waiver.expires), false);
  return fields;
}

// How a new item of a block sequence is written: "  - id: …", the further members below the first.
std::string BlockItem(const finding::Waiver& waiver, const std::string& first, bool folded) {
  std::string text;
  const std::string further(first.size(), ' ');
  for (const Field& field : FieldsOf(waiver)) {
    const std::string& before = text.empty() ? first : further;
    const bool fold = folded && std::string_view(field.name) == "reason";
    const bool date = std::string_view(field.name) == "expires";
    text += fmt::format("{}{}: {}\n", before, field.name,
                        fold           ? ">-\n" + further + "  " + field.value
                        : field.quoted ? Quoted(field.value)
                        : date         ? field.value
                                       : Scalar(field.value));
  }
  return text;
}

// On one line, or as many as its neighbour.
std::string FlowItem(const finding::Waiver& waiver, const std::optional<std::string>& indentation) {
  std::string text = "{";
  for (const Field& field : FieldsOf(waiver)) {
    if (text.size() > 1) text += indentation ? "," : ", ";
    if (indentation) text += '\n' + *indentation + "  ";
    text += Quoted(field.name) + ": " + Quoted(field.value);
  }
  return text + (indentation ? '\n' + *indentation : "") + '}';
}

Value ValueOf(const finding::Waiver& waiver) {
  Value value = Value::Object();
  for (const Field& field : FieldsOf(waiver)) value.Set(field.name, Value::String(field.value));
  return value;
}

// The text with the edits, after it was read again and compared with what it must hold.
WaiverChange Checked(const Document& file, std::vector<TextEdit> edits, const Value& expected) {
  WaiverChange change{edits, Apply(file.source.text(), edits)};
  const std::size_t at = edits.empty() ? 0 : edits.front().begin;
  try {
    const Document again = document::Parse(file.source.name(), change.text);
    schema::RequireFormat(again, "waivers");
    if (!document::Equal(again.root, expected)) throw ByHand(file, at);
  } catch (const Error&) {
    throw ByHand(file, at);
  }
  return change;
}

bool IsFlow(const Text& text, const Value& collection) { return text.Is(collection.span.begin, "[{"); }

const std::vector<Value>& ItemsOf(const Document& file) {
  static const std::vector<Value> kNone;
  const Value* list = file.root.Find("waivers");
  return list == nullptr ? kNone : list->items;
}

bool IsNamed(const Value& item, const std::vector<std::string>& ids) {
  return std::find(ids.begin(), ids.end(), item.Find("id")->text) != ids.end();
}

// Where a block of lines goes that is to stand below the line that holds `at`.
TextEdit Below(const Text& text, std::size_t at, const std::string& lines) {
  const std::size_t end = text.LineEnd(at);
  if (end == text.all().size()) return {end, end, (end == 0 || text.all()[end - 1] == '\n' ? "" : "\n") + lines};
  return {end + 1, end + 1, lines};
}

// Into a list that has no items yet, or that is not there.
std::vector<TextEdit> FirstItem(const Document& file, const Text& text, const finding::Waiver& waiver) {
  const Member* list = file.root.FindMember("waivers");
  const bool flow = file.root.IsObject() && IsFlow(text, file.root);
  if (list == nullptr && flow) {
    const std::size_t inside = file.root.span.begin + 1;
    return {
        {inside, inside,
         "\n  \"waivers\": [\n    " + FlowItem(waiver, "    ") + "\n  ]" + (file.root.members.empty() ? "\n" : ",")}};
  }
  const std::string item = BlockItem(waiver, "  - ", waiver.reason.size() > 60);
  const std::size_t size = text.all().size();
  if (list == nullptr) return {Below(text, size, "waivers:\n" + item)};
  const Value& value = list->value;
  const bool written = value.span.begin != list->key_span.begin;  // a null that is not written has the place of its key
  const std::size_t end = !written              ? list->key_span.end
                          : IsFlow(text, value) ? text.FlowEnd(value.span.begin)
                                                : value.span.end;
  if (flow) return {{value.span.begin, end, "[\n    " + FlowItem(waiver, "    ") + "\n  ]"}};
  std::vector<TextEdit> edits;
  if (written) {
    const std::size_t before = text.all().find_last_not_of(' ', value.span.begin - 1) + 1;
    edits.push_back({before, end, ""});
  }
  edits.push_back(Below(text, end, item));
  return edits;
}

std::vector<TextEdit> FurtherItem(const Document& file, const Text& text, const finding::Waiver& waiver) {
  const Value& last = ItemsOf(file).back();
  const std::size_t begin = last.span.begin;
  if (const auto dash = text.Dash(begin)) {
    const std::size_t start = text.LineStart(*dash), end = text.BlockEnd(*dash, text.Column(*dash));
    const bool same_line = text.LineStart(begin) == start;
    const bool folded =
        !IsFlow(text, last) && last.Find("reason") != nullptr && text.Is(last.Find("reason")->span.begin, ">|");
    if (IsFlow(text, last))
      return {Below(text, end, std::string(text.Between(start, begin)) + FlowItem(waiver, std::nullopt) + '\n')};
    const std::string first =
        same_line ? std::string(text.Between(start, begin)) : std::string(text.Between(start, *dash)) + "- ";
    return {Below(text, end, BlockItem(waiver, first, folded))};
  }
  const std::size_t end = text.FlowEnd(begin);
  const bool several_lines = text.Between(begin, end).find('\n') != std::string_view::npos;
  const std::size_t before = text.all().find_last_not_of(" \t\r\n", begin - 1) + 1;
  const std::string separator(text.Between(before, begin));
  const std::size_t line = separator.rfind('\n');
  const std::string indentation = line == std::string::npos ? "" : separator.substr(line + 1);
  return {{end, end,
           ',' + (separator.empty() ? " " : separator) +
               FlowItem(waiver, several_lines ? std::optional(indentation) : std::nullopt)}};
}

// Where the text of a member's value ends, over all its lines.
std::size_t ValueEnd(const Text& text, const Member& member, bool flow) {
  const std::size_t begin = member.value.span.begin;
  if (text.Is(begin, "\"'")) return text.FlowEnd(begin);
  if (flow) return member.value.span.end;
  const std::size_t end = text.BlockEnd(member.key_span.begin, text.Column(member.key_span.begin));
  const bool one_line = text.LineEnd(begin) == end;
  return one_line && !text.Is(begin, ">|") ? member.value.span.end : end;
}

std::string NewValue(const Text& text, const Member& member, bool flow, const std::string& value) {
  const std::size_t begin = member.value.span.begin;
  if (!flow && text.Is(begin, ">|")) {
    const std::size_t next = text.LineEnd(begin) + 1;
    const std::string_view line = text.Between(next, text.LineEnd(next));
    const std::string_view comment = text.Between(begin, text.LineEnd(begin));
    const std::size_t hash = comment.find(" #");
    return ">-" + (hash == std::string_view::npos ? "" : std::string(comment.substr(hash))) + '\n' +
           std::string(line.find_first_not_of(' '), ' ') + value;
  }
  return flow || text.Is(begin, "\"'") ? Quoted(value) : ParseDate(value) ? value : Scalar(value);
}

}  // namespace

WaiverChange AddWaiver(const Document& file, const finding::Waiver& waiver) {
  const Text text(file);
  std::vector<TextEdit> edits = ItemsOf(file).empty() ? FirstItem(file, text, waiver) : FurtherItem(file, text, waiver);
  Value expected = file.root.IsNull() ? Value::Object() : file.root;
  Value list = Value::Array(ItemsOf(file));
  list.items.push_back(ValueOf(waiver));
  expected.Set("waivers", std::move(list));
  return Checked(file, std::move(edits), expected);
}

WaiverChange RemoveWaivers(const Document& file, const std::vector<std::string>& ids) {
  const Text text(file);
  const std::vector<Value>& items = ItemsOf(file);
  std::vector<TextEdit> edits;
  std::vector<Value> kept;
  bool block = false;
  for (std::size_t i = 0; i < items.size();) {
    if (!IsNamed(items[i], ids)) {
      kept.push_back(items[i++]);
      continue;
    }
    const std::size_t first = i;
    if (const auto dash = text.Dash(items[i].span.begin)) {
      block = true;
      const std::size_t end = text.BlockEnd(*dash, text.Column(*dash));
      edits.push_back({text.LineStart(*dash), std::min(end + 1, text.all().size()), ""});
      ++i;
      continue;
    }
    while (i < items.size() && IsNamed(items[i], ids)) ++i;
    // With the comma behind it; before it, where nothing comes behind.
    const std::size_t begin = items[first].span.begin, end = text.FlowEnd(items[i - 1].span.begin);
    if (i < items.size()) {
      edits.push_back({begin, items[i].span.begin, ""});
    } else {
      edits.push_back({first == 0 ? begin : text.FlowEnd(items[first - 1].span.begin), end, ""});
    }
  }
  Value expected = file.root;
  if (!edits.empty()) expected.Set("waivers", kept.empty() && block ? Value::Null() : Value::Array(std::move(kept)));
  return Checked(file, std::move(edits), expected);
}

WaiverChange RenewWaivers(const Document& file, const std::vector<std::string>& ids, Date expires,
                          const std::string& reason) {
  const Text text(file);
  std::vector<TextEdit> edits;
  Value expected = file.root;
  Value* list = expected.Find("waivers");
  for (std::size_t i = 0; i < ItemsOf(file).size(); ++i) {
    const Value& item = ItemsOf(file)[i];
    if (!IsNamed(item, ids)) continue;
    for (const Member& member : item.members) {
      if (member.key != "expires" && member.key != "reason") continue;
      const std::string value = member.key == "expires" ? FormatDate(expires) : reason;
      const bool flow = IsFlow(text, item);
      edits.push_back({member.value.span.begin, ValueEnd(text, member, flow), NewValue(text, member, flow, value)});
      list->items[i].Set(member.key, Value::String(value));
    }
  }
  return Checked(file, std::move(edits), expected);
}

std::string NextWaiverId(const std::vector<finding::Waiver>& waivers) {
  int highest = 0;
  for (const finding::Waiver& waiver : waivers) {
    const std::string_view digits = std::string_view(waiver.id).substr(std::min<std::size_t>(2, waiver.id.size()));
    const bool ours = waiver.id.starts_with("W-") && !digits.empty() && digits.size() <= 6 &&
                      digits.find_first_not_of("0123456789") == std::string_view::npos;
    if (ours) highest = std::max(highest, std::stoi(std::string(digits)));
  }
  return fmt::format("W-{:04}", highest + 1);
}

}  // namespace plumbline::suite

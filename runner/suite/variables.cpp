#include "suite/variables.h"

#include <charconv>
#include <string_view>

namespace plumbline::suite {
namespace {

using document::Member;
using document::Value;

// The days that are added to today by "today", "today-30", "today+7"; nothing for other names.
std::optional<int> TodayOffset(std::string_view name) {
  if (!name.starts_with("today")) return std::nullopt;
  name.remove_prefix(5);
  if (name.empty()) return 0;
  if (name.front() != '+' && name.front() != '-') return std::nullopt;
  int days = 0;
  const auto [end, error] = std::from_chars(name.data() + 1, name.data() + name.size(), days);
  if (error != std::errc() || end != name.data() + name.size() || days > 100'000) return std::nullopt;
  return name.front() == '-' ? -days : days;
}

struct Reference {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string name;
};

std::optional<Reference> NextReference(std::string_view text, std::size_t from) {
  const std::size_t begin = text.find("${", from);
  if (begin == std::string_view::npos) return std::nullopt;
  const std::size_t end = text.find('}', begin);
  if (end == std::string_view::npos) return std::nullopt;
  return Reference{begin, end + 1, std::string(text.substr(begin + 2, end - begin - 2))};
}

}  // namespace

std::optional<Value> Variables::Find(const std::string& name) const {
  if (const auto offset = TodayOffset(name)) return Value::String(FormatDate(today_ + std::chrono::days(*offset)));
  const auto found = values_.find(name);
  if (found == values_.end()) return std::nullopt;
  return found->second;
}

std::optional<Value> Variables::Fill(const Value& value, std::string& missing) const {
  Value filled = value;
  for (Value& item : filled.items) {
    auto inner = Fill(item, missing);
    if (!inner) return std::nullopt;
    item = std::move(*inner);
  }
  for (Member& member : filled.members) {
    auto inner = Fill(member.value, missing);
    if (!inner) return std::nullopt;
    member.value = std::move(*inner);
  }
  if (!value.IsString()) return filled;
  std::string text;
  std::size_t done = 0;
  while (const auto reference = NextReference(value.text, done)) {
    const auto found = Find(reference->name);
    if (!found) {
      missing = reference->name;
      return std::nullopt;
    }
    if (reference->begin == 0 && reference->end == value.text.size()) return found;
    text.append(value.text, done, reference->begin - done).append(found->text);
    done = reference->end;
  }
  filled.text = text.append(value.text, done);
  return filled;
}

std::vector<std::string> VariableNames(const Value& value) {
  std::vector<std::string> names;
  const auto add = [&](const std::vector<std::string>& more) { names.insert(names.end(), more.begin(), more.end()); };
  for (const Value& item : value.items) add(VariableNames(item));
  for (const Member& member : value.members) add(VariableNames(member.value));
  if (value.IsString()) {
    std::size_t at = 0;
    while (const auto reference = NextReference(value.text, at)) {
      at = reference->end;
      if (!TodayOffset(reference->name)) names.push_back(reference->name);
    }
  }
  return names;
}

}  // namespace plumbline::suite

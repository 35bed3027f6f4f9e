#include "suite/variables.h"

#include <charconv>
#include <string_view>

#include "document/document.h"

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
  unsigned days = 0;  // takes no second sign
  const auto [end, error] = std::from_chars(name.data() + 1, name.data() + name.size(), days);
  if (error != std::errc() || end != name.data() + name.size() || days > kMostDays) return std::nullopt;
  return name.front() == '-' ? -static_cast<int>(days) : static_cast<int>(days);
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
  const auto first = NextReference(value.text, 0);
  if (first && first->begin == 0 && first->end == value.text.size()) {
    auto whole = Find(first->name);
    if (!whole) missing = first->name;
    return whole;
  }
  auto text = FillText(value.text, missing);
  if (!text) return std::nullopt;
  filled.text = std::move(*text);
  return filled;
}

std::optional<std::string> Variables::FillText(std::string_view text, std::string& missing) const {
  std::string filled;
  std::size_t done = 0;
  while (const auto reference = NextReference(text, done)) {
    const auto found = Find(reference->name);
    if (!found) {
      missing = reference->name;
      return std::nullopt;
    }
    const bool plain = found->IsString() || found->IsNumber();
    filled.append(text, done, reference->begin - done).append(plain ? found->text : document::WriteJson(*found, 0));
    done = reference->end;
  }
  return filled.append(text, done);
}

bool IsDayOutOfReach(std::string_view name) {
  return (name.starts_with("today-") || name.starts_with("today+")) && !TodayOffset(name);
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

// ${variables} in the values of a case: what earlier cases captured, and the day of the run as
// ${today}, ${today-30} or ${today+7}.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "document/value.h"

namespace plumbline::suite {

class Variables {
 public:
  explicit Variables(Date today) : today_(today) {}

  void Set(const std::string& name, document::Value value) { values_.insert_or_assign(name, std::move(value)); }

  // `value` with every ${name} replaced. A string that is one variable and nothing else becomes the
  // variable's value, whatever its type. Nothing, and `missing` set, where a variable has no value.
  std::optional<document::Value> Fill(const document::Value& value, std::string& missing) const;
  // The same for text: a variable that is no string stands there as JSON.
  std::optional<std::string> FillText(std::string_view text, std::string& missing) const;

 private:
  std::optional<document::Value> Find(const std::string& name) const;

  Date today_;
  std::map<std::string, document::Value> values_;
};

// How far ${today-30} and ${today+30} reach.
inline constexpr unsigned kMostDays = 100'000;
// Whether the name begins like that of a day and is none: today-99999999999, today+x.
bool IsDayOutOfReach(std::string_view name);

// Names of the variables in a value, ${today…} left out.
std::vector<std::string> VariableNames(const document::Value& value);

}  // namespace plumbline::suite

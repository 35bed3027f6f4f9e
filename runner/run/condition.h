// Why something could not be judged, by the ids that results, reports and CI servers show: neither checks nor rules,
// and as much in need of an explanation.
#pragma once

#include <span>
#include <string_view>

namespace plumbline::run {

struct Condition {
  std::string_view id;       // "transport.timeout"
  std::string_view summary;  // one line
  std::string_view explain;  // what it means for the verdict, and what to do
};

std::span<const Condition> Conditions();
const Condition* FindCondition(std::string_view id);

}  // namespace plumbline::run

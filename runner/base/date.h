// Calendar dates and time stamps as reports and waivers write them. Nothing here reads a clock.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace plumbline {

using Date = std::chrono::sys_days;
using TimePoint = std::chrono::sys_time<std::chrono::milliseconds>;

// RFC 3339 full-date: exactly YYYY-MM-DD and a day that exists. Nothing otherwise.
std::optional<Date> ParseDate(std::string_view text);
std::string FormatDate(Date date);

// "2026-11-21T07:06:00Z", in UTC, whole seconds.
std::string FormatTimestamp(TimePoint time);
// What FormatTimestamp wrote; nothing for anything else.
std::optional<TimePoint> ParseTimestamp(std::string_view text);

}  // namespace plumbline

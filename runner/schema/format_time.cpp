// Dates, times and durations of RFC 3339.
#include <chrono>
#include <string_view>

#include "schema/format_checks.h"
#include "schema/format_scan.h"

namespace plumbline::schema {
namespace {

constexpr std::size_t kDateSize = 10;  // YYYY-MM-DD

// The number in the digits text[at, at + count); -1 where they are not all there.
int ReadDigits(std::string_view text, std::size_t at, std::size_t count) {
  int value = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (!HasClassAt(text, i, kDigit)) return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

int LastDay(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && std::chrono::year(year).is_leap() ? 29 : kDays[month - 1];
}

// full-date at the start of `text`, whatever follows it.
FormatFault CheckLeadingDate(std::string_view text) {
  const int year = ReadDigits(text, 0, 4);
  if (year < 0) return {"the year needs four digits", SkipDigits(text, 0)};
  if (!HasAt(text, 4, '-')) return {"a hyphen belongs after the year", 4};
  const int month = ReadDigits(text, 5, 2);
  if (month < 0) return {"the month needs two digits", SkipDigits(text, 5)};
  if (month == 0) return {"there is no month 00", 5};
  if (month > 12) return {"the month is past 12", 5};
  if (!HasAt(text, 7, '-')) return {"a hyphen belongs after the month", 7};
  const int day = ReadDigits(text, 8, 2);
  if (day < 0) return {"the day needs two digits", SkipDigits(text, 8)};
  if (day == 0) return {"there is no day 00", 8};
  if (day > LastDay(year, month)) return {"the day is past the end of its month", 8};
  return {};
}

// time-secfrac and time-offset, from text[8] on. `minute` is the local minute of the day; `leap`
// where the second is 60, which exists only at 23:59 UTC. Which days have one is announced a few
// months ahead, so any day may (5.7).
FormatFault CheckOffset(std::string_view text, int minute, bool leap) {
  std::size_t at = 8;
  if (HasAt(text, at, '.')) {
    at = SkipDigits(text, 9);
    if (at == 9) return {"a fraction needs a digit", 9};
  }
  int offset = 0;
  if (HasAt(text, at, 'Z') || HasAt(text, at, 'z')) {
    ++at;
  } else if (HasAt(text, at, '+') || HasAt(text, at, '-')) {
    const int sign = text[at] == '-' ? -1 : 1;
    const int hours = ReadDigits(text, at + 1, 2);
    if (hours < 0) return {"the hour of the offset needs two digits", SkipDigits(text, at + 1)};
    if (hours > 23) return {"the hour of the offset is past 23", at + 1};
    if (!HasAt(text, at + 3, ':')) return {"a colon belongs after the hour of the offset", at + 3};
    const int minutes = ReadDigits(text, at + 4, 2);
    if (minutes < 0) return {"the minute of the offset needs two digits", SkipDigits(text, at + 4)};
    if (minutes > 59) return {"the minute of the offset is past 59", at + 4};
    offset = sign * (hours * 60 + minutes);
    at += 6;
  } else {
    return {"Z or an offset such as +05:30 belongs after the time", at};
  }
  constexpr int kDay = 24 * 60;
  if (leap && (minute - offset + kDay) % kDay != kDay - 1) return {"second 60 exists only at 23:59 UTC", 6};
  if (at < text.size()) return {"text follows the time", at};
  return {};
}

// Numbers with units out of `designators`, from text[at] on; `at` is moved past them. A unit is
// followed by the next smaller one or by none, so P1Y2D is refused (RFC 3339, appendix A).
FormatFault CheckDurationParts(std::string_view text, std::size_t& at, std::string_view designators) {
  std::size_t expected = 0;
  bool any = false;
  while (HasClassAt(text, at, kDigit)) {
    const std::size_t end = SkipDigits(text, at);
    if (end == text.size()) return {"a unit belongs after the number", end};
    if (!Is(text[end], kLetter)) return {"a unit belongs after the number", end};
    const char unit = static_cast<char>(text[end] & ~0x20);  // ABNF knows no case (RFC 5234, 2.3)
    if (unit == 'W') return {"weeks must stand alone", end};
    const std::size_t found = designators.find(unit);
    if (found == std::string_view::npos) return {"there is no such unit here", end};
    if (any && found < expected) return {"units must go from large to small, each once", end};
    if (any && found > expected) return {"the unit between the last and this one is missing", end};
    expected = found + 1;
    any = true;
    at = end + 1;
  }
  return {};
}

}  // namespace

FormatFault CheckDate(std::string_view text) {
  const FormatFault fault = CheckLeadingDate(text);
  if (fault.broken()) return fault;
  if (text.size() > kDateSize) return {"text follows the date", kDateSize};
  return {};
}

FormatFault CheckTime(std::string_view text) {
  const int hour = ReadDigits(text, 0, 2);
  if (hour < 0) return {"the hour needs two digits", SkipDigits(text, 0)};
  if (hour > 23) return {"the hour is past 23", 0};
  if (!HasAt(text, 2, ':')) return {"a colon belongs after the hour", 2};
  const int minute = ReadDigits(text, 3, 2);
  if (minute < 0) return {"the minute needs two digits", SkipDigits(text, 3)};
  if (minute > 59) return {"the minute is past 59", 3};
  if (!HasAt(text, 5, ':')) return {"a colon belongs after the minute", 5};
  const int second = ReadDigits(text, 6, 2);
  if (second < 0) return {"the second needs two digits", SkipDigits(text, 6)};
  if (second > 60) return {"the second is past 60", 6};
  return CheckOffset(text, hour * 60 + minute, second == 60);
}

FormatFault CheckDateTime(std::string_view text) {
  const FormatFault fault = CheckLeadingDate(text);
  if (fault.broken()) return fault;
  if (!HasAt(text, kDateSize, 'T') && !HasAt(text, kDateSize, 't')) {
    return {"a T belongs between date and time", kDateSize};
  }
  return Shift(CheckTime(text.substr(kDateSize + 1)), kDateSize + 1);
}

FormatFault CheckDuration(std::string_view text) {
  if (!HasAt(text, 0, 'P') && !HasAt(text, 0, 'p')) return {"a duration must start with P", 0};
  std::size_t at = 1;
  // Weeks stand alone.
  const std::size_t end = SkipDigits(text, at);
  if (end > at && (HasAt(text, end, 'W') || HasAt(text, end, 'w'))) {
    if (end + 1 < text.size()) return {"weeks must stand alone", end + 1};
    return {};
  }
  if (const FormatFault fault = CheckDurationParts(text, at, "YMD"); fault.broken()) return fault;
  if (HasAt(text, at, 'T') || HasAt(text, at, 't')) {
    const std::size_t first = ++at;
    if (const FormatFault fault = CheckDurationParts(text, at, "HMS"); fault.broken()) return fault;
    if (at == first) return {"a number of hours, minutes or seconds belongs after T", at};
  } else if (at == 1) {
    return {"a number or T belongs after P", at};
  }
  if (at < text.size()) return {"a duration cannot hold this character", at};
  return {};
}

}  // namespace plumbline::schema

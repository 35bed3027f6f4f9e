// Dates and times as samples write them: what they mean, so that two can be compared, and the form they are written in,
// so that two ways of writing can be told apart. A text that is nearly a date is none.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace plumbline::audit {

struct Moment {
  enum class Zone { kNone, kZ, kZeroOffset, kOffset };
  bool has_time = false;  // false: a date alone
  char separator = 'T';   // between date and time: 'T', 't' or ' '
  int fraction_digits = 0;
  Zone zone = Zone::kNone;
  std::int64_t seconds = 0;  // since 1970, in UTC; a time without zone is taken for UTC
  std::int64_t nanoseconds = 0;
  std::int64_t day = 0;  // the date as written, in days since 1970

  // "2026-01-31T10:00:00.123456+00:00" for every moment of its form.
  std::string Form() const;
  std::strong_ordering Compare(const Moment& other) const;
};

// ISO 8601's usual subset: YYYY-MM-DD, or that with HH:MM[:SS[.fraction]] after T or a space and Z, +HH:MM, +HHMM or
// nothing.
std::optional<Moment> ParseMoment(std::string_view text);

}  // namespace plumbline::audit

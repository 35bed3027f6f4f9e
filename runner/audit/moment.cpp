#include "audit/moment.h"

#include <tuple>

#include "base/date.h"

namespace plumbline::audit {
namespace {

// Two digits up to `max`, taken from the front.
std::optional<int> TakeTwo(std::string_view& text, int max) {
  if (text.size() < 2 || text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9') return std::nullopt;
  const int number = (text[0] - '0') * 10 + (text[1] - '0');
  if (number > max) return std::nullopt;
  text.remove_prefix(2);
  return number;
}

bool Take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

}  // namespace

std::string Moment::Form() const {
  std::string form = "2026-01-31";
  if (!has_time) return form;
  form += separator;
  form += "10:00:00";
  // Servers leave out trailing zeros, so that only the order of precision tells forms apart.
  if (fraction_digits > 0) form += fraction_digits <= 3 ? ".123" : fraction_digits <= 6 ? ".123456" : ".123456789";
  switch (zone) {
    case Zone::kNone:
      break;
    case Zone::kZ:
      form += 'Z';
      break;
    case Zone::kZeroOffset:
      form += "+00:00";
      break;
    case Zone::kOffset:
      form += "+hh:mm";
      break;
  }
  return form;
}

std::strong_ordering Moment::Compare(const Moment& other) const {
  if (!has_time || !other.has_time) return day <=> other.day;
  return std::tie(seconds, nanoseconds) <=> std::tie(other.seconds, other.nanoseconds);
}

std::optional<Moment> ParseMoment(std::string_view text) {
  if (text.size() < 10 || text.size() > 40) return std::nullopt;
  const auto date = ParseDate(text.substr(0, 10));
  if (!date) return std::nullopt;
  Moment moment;
  moment.day = date->time_since_epoch().count();
  moment.seconds = moment.day * 86'400;
  text.remove_prefix(10);
  if (text.empty()) return moment;
  moment.has_time = true;
  moment.separator = text.front();
  if (moment.separator != 'T' && moment.separator != 't' && moment.separator != ' ') return std::nullopt;
  text.remove_prefix(1);
  const auto hour = TakeTwo(text, 24);
  if (!hour || !Take(text, ':')) return std::nullopt;
  const auto minute = TakeTwo(text, 59);
  if (!minute) return std::nullopt;
  int second = 0;
  if (Take(text, ':')) {
    const auto seconds = TakeTwo(text, 60);
    if (!seconds) return std::nullopt;
    second = *seconds;
    if (Take(text, '.')) {
      std::int64_t scale = 1'000'000'000;
      while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
        scale /= 10;
        moment.nanoseconds += (text.front() - '0') * scale;
        ++moment.fraction_digits;
        text.remove_prefix(1);
      }
      if (moment.fraction_digits == 0) return std::nullopt;
    }
  }
  moment.seconds += *hour * 3600 + *minute * 60 + second;
  if (text.empty()) return moment;
  if (text == "Z" || text == "z") {
    moment.zone = Moment::Zone::kZ;
    return moment;
  }
  const bool west = text.front() == '-';
  if (!west && text.front() != '+') return std::nullopt;
  text.remove_prefix(1);
  const auto offset_hour = TakeTwo(text, 18);
  if (!offset_hour) return std::nullopt;
  int offset_minute = 0;
  if (!text.empty()) {
    Take(text, ':');
    const auto minutes = TakeTwo(text, 59);
    if (!minutes || !text.empty()) return std::nullopt;
    offset_minute = *minutes;
  }
  const std::int64_t offset = *offset_hour * 3600 + offset_minute * 60;
  moment.zone = offset == 0 ? Moment::Zone::kZeroOffset : Moment::Zone::kOffset;
  moment.seconds -= west ? -offset : offset;
  return moment;
}

}  // namespace plumbline::audit

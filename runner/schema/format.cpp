#include "schema/format.h"

#include <arpa/inet.h>
#include <re2/re2.h>

#include <algorithm>
#include <string>

#include "base/date.h"
#include "base/decimal.h"
#include "base/json_pointer.h"
#include "schema/pattern.h"

namespace plumbline::schema {
namespace {

using document::Value;

bool IsString(const Value& value) { return value.IsString(); }
bool IsNumber(const Value& value) { return value.IsNumber(); }
bool Anything(const Value&) { return true; }

template <std::size_t kSize>
bool Matches(const Value& value, const char (&pattern)[kSize]) {
  static const re2::RE2 compiled(pattern);
  return re2::RE2::FullMatch(value.text, compiled);
}

// RFC 3339 partial-time and offset. A leap second is 23:59:60 in UTC.
bool IsTime(std::string_view text) {
  static const re2::RE2 pattern(R"((\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:[Zz]|([+-])(\d\d):(\d\d)))");
  int hour = 0, minute = 0, second = 0, offset_hour = 0, offset_minute = 0;
  std::string sign, oh, om;
  if (!re2::RE2::FullMatch(re2::StringPiece(text.data(), text.size()), pattern, &hour, &minute, &second, &sign, &oh, &om)) return false;
  if (!oh.empty()) offset_hour = std::stoi(oh), offset_minute = std::stoi(om);
  if (hour > 23 || minute > 59 || second > 60 || offset_hour > 23 || offset_minute > 59) return false;
  if (second < 60) return true;
  const int offset = (sign == "-" ? -1 : 1) * (offset_hour * 60 + offset_minute);
  return (hour * 60 + minute - offset + 2880) % 1440 == 1439;
}

bool IsDateTime(const Value& value) {
  const std::string_view text = value.text;
  return text.size() > 11 && (text[10] == 'T' || text[10] == 't') && ParseDate(text.substr(0, 10)) && IsTime(text.substr(11));
}

bool IsInternetAddress(const Value& value, int family) {
  in6_addr address{};
  return value.text.find('\0') == std::string::npos && inet_pton(family, value.text.c_str(), &address) == 1;
}

bool InRange(const Value& value, std::string_view low, std::string_view high) {
  const auto number = Decimal::Parse(value.text);
  return number && number->IsInteger() && *number >= *Decimal::Parse(low) && *number <= *Decimal::Parse(high);
}

constexpr Format kFormats[] = {
    {"date-time", "RFC 3339 date-time: 2026-01-19T18:39:14Z", IsString, IsDateTime},
    {"date", "RFC 3339 full-date: 2026-01-19", IsString, [](const Value& v) { return ParseDate(v.text).has_value(); }},
    {"time", "RFC 3339 full-time: 18:39:14Z", IsString, [](const Value& v) { return IsTime(v.text); }},
    {"email", "a mailbox name, @ and a domain (RFC 5321, 4.1.2, unquoted)", IsString,
     [](const Value& v) { return Matches(v, R"([A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*)"); }},
    {"hostname", "a host name (RFC 1123, 2.1)", IsString,
     [](const Value& v) { return v.text.size() <= 253 && Matches(v, R"([A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*)"); }},
    {"ipv4", "four decimal bytes (RFC 2673, 3.2)", IsString, [](const Value& v) { return IsInternetAddress(v, AF_INET); }},
    {"ipv6", "an IPv6 address (RFC 4291, 2.2)", IsString, [](const Value& v) { return IsInternetAddress(v, AF_INET6); }},
    {"uri", "a URI with a scheme (RFC 3986)", IsString,
     [](const Value& v) { return Matches(v, R"([A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)"); }},
    {"uuid", "RFC 4122: 8-4-4-4-12 hexadecimal digits", IsString,
     [](const Value& v) { return Matches(v, R"([0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12})"); }},
    {"json-pointer", "RFC 6901", IsString, [](const Value& v) { return JsonPointer::Parse(v.text).has_value(); }},
    {"regex", "a regular expression (ECMA-262)", IsString,
     [](const Value& v) { std::string error; return Pattern::Compile(v.text, error).has_value(); }},
    {"byte", "base64 (RFC 4648, section 4)", IsString,
     [](const Value& v) { return v.text.size() % 4 == 0 && Matches(v, R"([A-Za-z0-9+/]*={0,2})"); }},
    {"decimal", "a decimal number as a string: \"108.24\"", IsString, [](const Value& v) { return Decimal::Parse(v.text).has_value(); }},
    {"int32", "a whole number of 32 bits with sign", IsNumber, [](const Value& v) { return InRange(v, "-2147483648", "2147483647"); }},
    {"int64", "a whole number of 64 bits with sign", IsNumber, [](const Value& v) { return InRange(v, "-9223372036854775808", "9223372036854775807"); }},
    {"float", "a number of single precision; any number", IsNumber, Anything},
    {"double", "a number of double precision; any number", IsNumber, Anything},
    {"binary", "any octets; any string", IsString, Anything},
    {"password", "a hint to hide the value; any string", IsString, Anything},
};

}  // namespace

std::span<const Format> Formats() { return kFormats; }

const Format* FindFormat(std::string_view name) {
  const auto found = std::find_if(std::begin(kFormats), std::end(kFormats), [&](const Format& f) { return f.name == name; });
  return found == std::end(kFormats) ? nullptr : found;
}

}  // namespace plumbline::schema

// Host names and IP addresses.
#include <algorithm>
#include <string_view>

#include "schema/format_checks.h"
#include "schema/format_scan.h"

namespace plumbline::schema {
namespace {

enum class PunycodeLabels { kDecoded, kTaken };

FormatFault CheckName(std::string_view text, PunycodeLabels punycode) {
  for (std::size_t at = 0;; ++at) {
    const std::size_t end = std::min(text.find('.', at), text.size());
    const std::string_view label = text.substr(at, end - at);
    if (const FormatFault fault = CheckLdhLabel(label); fault.broken()) return Shift(fault, at);
    if (end > kLongestHostname) return {"a host name is at most 253 characters long", kLongestHostname};
    if (punycode == PunycodeLabels::kDecoded && StartsWithLetters(label, "xn--")) {
      if (const FormatFault fault = CheckALabel(label); fault.broken()) return Shift(fault, at);
    }
    if (end == text.size()) return {};
    at = end;
  }
}

}  // namespace

FormatFault CheckLdhLabel(std::string_view label) {
  if (label.empty()) return {"a label is empty", 0};
  if (label.front() == '-') return {"a label cannot start with a hyphen", 0};
  const std::size_t shown = std::min(label.size(), kLongestLabel);
  for (std::size_t i = 0; i < shown; ++i) {
    if (!Is(label[i], kLetter | kDigit) && label[i] != '-') {
      return {"a label holds ASCII letters, digits and hyphens only", i};
    }
  }
  if (label.size() > kLongestLabel) return {"a label is at most 63 characters long", kLongestLabel};
  if (label.back() == '-') return {"a label cannot end with a hyphen", label.size() - 1};
  return {};
}

FormatFault CheckHostname(std::string_view text) { return CheckName(text, PunycodeLabels::kDecoded); }
FormatFault CheckDomain(std::string_view text) { return CheckName(text, PunycodeLabels::kTaken); }

// dotted-quad: decimal numbers without leading zeros, which some readers take for octal.
FormatFault CheckIpv4(std::string_view text) {
  std::size_t at = 0;
  for (int part = 0; part < 4; ++part) {
    if (part > 0) {
      if (!HasAt(text, at, '.')) return {"a dot and another number belong here", at};
      ++at;
    }
    const std::size_t first = at;
    int value = 0;
    for (; at < first + 3 && HasClassAt(text, at, kDigit); ++at) value = value * 10 + (text[at] - '0');
    if (at == first) return {"a number from 0 to 255 belongs here", at};
    if (text[first] == '0' && HasClassAt(text, first + 1, kDigit))
      return {"a number cannot have a leading zero", first};
    if (value > 255 || HasClassAt(text, at, kDigit)) return {"a number is past 255", first};
  }
  if (at < text.size()) return {"text follows the address", at};
  return {};
}

FormatFault CheckIpv6(std::string_view text) {
  constexpr int kGroups = 8;
  constexpr std::size_t kNowhere = std::string_view::npos;
  int groups = 0;
  std::size_t at = 0, gap = kNowhere;  // the place of "::"
  if (text.starts_with("::")) {
    gap = 0;
    at = 2;
  }
  const bool nothing_more = gap == 0 && text.size() == 2;
  while (!nothing_more) {
    const std::size_t first = at;
    while (at < first + 5 && HasClassAt(text, at, kHexDigit)) ++at;
    if (HasAt(text, at, '.') && at > first) {
      // The last two groups as an IPv4 address.
      if (const FormatFault fault = CheckIpv4(text.substr(first)); fault.broken()) return Shift(fault, first);
      groups += 2;
      if (groups > kGroups) return {"an address has no more than eight groups; an IPv4 address counts as two", first};
      break;
    }
    if (at == first) return {"a group of hexadecimal digits belongs here", at};
    if (at > first + 4) return {"a group has at most four hexadecimal digits", first + 4};
    if (++groups > kGroups) return {"an address has no more than eight groups", first};
    if (at == text.size()) break;
    if (text[at] == '%') return {"a zone is no part of an address", at};
    if (text[at] != ':') return {"an IPv6 address cannot hold this character", at};
    ++at;
    if (at == text.size()) return {"an address cannot end with one colon", at - 1};
    if (text[at] == ':') {
      if (gap != kNowhere) return {"'::' can stand in an address once only", at - 1};
      gap = at - 1;
      ++at;
      if (at == text.size()) break;
    }
  }
  if (gap == kNowhere && groups < kGroups) return {"an address without '::' has eight groups", text.size()};
  if (gap != kNowhere && groups == kGroups) return {"'::' stands for no group", gap};
  return {};
}

}  // namespace plumbline::schema

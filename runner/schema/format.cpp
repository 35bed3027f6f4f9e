#include "schema/format.h"

#include <algorithm>
#include <iterator>

#include "schema/format_checks.h"

namespace plumbline::schema {
namespace {

using enum document::Kind;

constexpr Format kFormats[] = {
    // JSON Schema 2020-12, validation 7.3. Drafts from 4 on know fewer of them, by the same names.
    {"date-time", "RFC 3339 date-time: 2026-01-19T18:39:14Z", kString, CheckDateTime},
    {"date", "RFC 3339 full-date: 2026-01-19", kString, CheckDate},
    {"time", "RFC 3339 full-time: 18:39:14Z", kString, CheckTime},
    {"duration", "RFC 3339, appendix A: P1DT12H", kString, CheckDuration},
    {"email", "a mailbox (RFC 5321, 4.1.2)", kString, CheckEmail},
    {"idn-email", "an internationalised mailbox (RFC 6531)", kString, CheckIdnEmail},
    {"hostname", "a host name (RFC 1123, 2.1), punycode included (RFC 5891, 4.4)", kString, CheckHostname},
    {"idn-hostname", "an internationalised host name (RFC 5890, 2.3.2.3)", kString, CheckIdnHostname},
    {"ipv4", "four decimal bytes (RFC 2673, 3.2)", kString, CheckIpv4},
    {"ipv6", "an IPv6 address (RFC 4291, 2.2)", kString, CheckIpv6},
    {"uri", "a URI with a scheme (RFC 3986)", kString, CheckUri},
    {"uri-reference", "a URI or a relative reference (RFC 3986, 4.1)", kString, CheckUriReference},
    {"iri", "an IRI with a scheme (RFC 3987)", kString, CheckIri},
    {"iri-reference", "an IRI or a relative reference (RFC 3987, 2.2)", kString, CheckIriReference},
    {"uuid", "RFC 4122: 8-4-4-4-12 hexadecimal digits", kString, CheckUuid},
    {"uri-template", "a URI template of any level (RFC 6570)", kString, CheckUriTemplate},
    {"json-pointer", "RFC 6901: /a/0", kString, CheckJsonPointer},
    {"relative-json-pointer", "a level, then a JSON Pointer or #: 1/a, 0#", kString, CheckRelativeJsonPointer},
    {"regex", "a regular expression (ECMA-262)", kString, CheckRegex},
    // OpenAPI: its data types, and its format registry.
    {"byte", "base64 (RFC 4648, section 4)", kString, CheckByte},
    {"binary", "any octets; any string", kString, AcceptAny},
    {"password", "a hint to hide the value; any string", kString, AcceptAny},
    {"decimal", "a decimal number as a string: \"108.24\"", kString, CheckDecimal},
    {"int32", "a whole number of 32 bits with sign", kNumber, CheckInt32},
    {"int64", "a whole number of 64 bits with sign", kNumber, CheckInt64},
    {"float", "a number within the range of single precision", kNumber, CheckFloat},
    {"double", "a number within the range of double precision", kNumber, CheckDouble},
};

}  // namespace

std::span<const Format> Formats() { return kFormats; }

const Format* FindFormat(std::string_view name) {
  const auto found = std::ranges::find(kFormats, name, &Format::name);
  return found == std::end(kFormats) ? nullptr : found;
}

}  // namespace plumbline::schema

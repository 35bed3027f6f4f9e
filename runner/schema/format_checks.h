// One check per format, grouped by the file that holds them. Internal to the formats: everyone else
// looks a format up by its name in format.h.
#pragma once

#include <string_view>

#include "schema/format.h"

namespace plumbline::schema {

// format_time.cpp: RFC 3339.
FormatFault CheckDateTime(std::string_view text);
FormatFault CheckDate(std::string_view text);
FormatFault CheckTime(std::string_view text);
FormatFault CheckDuration(std::string_view text);

// format_email.cpp: RFC 5321 and RFC 6531 mailboxes.
FormatFault CheckEmail(std::string_view text);
FormatFault CheckIdnEmail(std::string_view text);

// format_net.cpp: host names and addresses.
inline constexpr std::size_t kLongestHostname = 253;  // 255 octets on the wire (RFC 1035, 2.3.4)
inline constexpr std::size_t kLongestLabel = 63;
FormatFault CheckHostname(std::string_view text);
FormatFault CheckIpv4(std::string_view text);
FormatFault CheckIpv6(std::string_view text);
// A host name by its spelling alone: "xn--" labels are not decoded.
FormatFault CheckDomain(std::string_view text);
// One label of letters, digits and hyphens. Of a label that is too long no more than its length is
// said.
FormatFault CheckLdhLabel(std::string_view label);

// format_idn.cpp: IDNA 2008.
FormatFault CheckIdnHostname(std::string_view text);
// The domain of an internationalised mailbox (RFC 6531, 3.3): U+002E alone separates labels, and
// labels are judged in normalisation form C, in whichever form they are written.
FormatFault CheckIdnDomain(std::string_view text);
// A label that starts with "xn--", in any case: it decodes to a U-label and that encodes to the
// same again.
FormatFault CheckALabel(std::string_view label);

// format_uri.cpp: RFC 3986 and RFC 3987.
FormatFault CheckUri(std::string_view text);
FormatFault CheckUriReference(std::string_view text);
FormatFault CheckIri(std::string_view text);
FormatFault CheckIriReference(std::string_view text);

// format_uri_template.cpp: RFC 6570.
FormatFault CheckUriTemplate(std::string_view text);

// format_number.cpp: numbers by the range of a type, and numbers written as strings.
FormatFault CheckInt32(std::string_view lexeme);
FormatFault CheckInt64(std::string_view lexeme);
FormatFault CheckFloat(std::string_view lexeme);
FormatFault CheckDouble(std::string_view lexeme);
FormatFault CheckDecimal(std::string_view text);

// format_text.cpp: the others.
FormatFault CheckUuid(std::string_view text);
FormatFault CheckJsonPointer(std::string_view text);
FormatFault CheckRelativeJsonPointer(std::string_view text);
FormatFault CheckRegex(std::string_view text);
FormatFault CheckByte(std::string_view text);
FormatFault AcceptAny(std::string_view text);

}  // namespace plumbline::schema

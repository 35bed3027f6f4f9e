// Percent-encoding of URLs and of the fragments of references.
#pragma once

#include <string>
#include <string_view>

namespace plumbline {

// Percent-encoding (RFC 3986, section 2): everything but unreserved characters and those in `keep`.
std::string PercentEncode(std::string_view text, std::string_view keep = {});
// Decodes %XX; leaves malformed sequences as they are. `plus` reads + as a space.
std::string PercentDecode(std::string_view text, bool plus = false);

}  // namespace plumbline

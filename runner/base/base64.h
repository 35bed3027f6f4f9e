// Base64 (RFC 4648, section 4), by OpenSSL's libcrypto.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace plumbline {

std::string Base64Encode(std::string_view bytes);
// Nothing where the text is no base64 with its padding.
std::optional<std::string> DecodeBase64(std::string_view text);

}  // namespace plumbline

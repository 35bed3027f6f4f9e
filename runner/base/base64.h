// Base64 (RFC 4648, section 4), by OpenSSL's libcrypto.
#pragma once

#include <string>
#include <string_view>

namespace plumbline {

std::string Base64Encode(std::string_view bytes);

}  // namespace plumbline

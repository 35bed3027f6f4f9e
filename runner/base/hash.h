// SHA-256, by OpenSSL's libcrypto: fingerprints and the evidence of which bytes were read.
#pragma once

#include <string>
#include <string_view>

namespace plumbline {

// 64 lower-case hexadecimal digits.
std::string Sha256Hex(std::string_view bytes);

}  // namespace plumbline

// SHA-256, plain and keyed, by OpenSSL's libcrypto: fingerprints, the evidence of which bytes were read, and marks that
// stand for what must not be told.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace plumbline {

// 64 lower-case hexadecimal digits.
std::string Sha256Hex(std::string_view bytes);
// HMAC (RFC 2104) with SHA-256, likewise.
std::string HmacSha256Hex(std::string_view key, std::string_view bytes);

// Bytes that nobody can guess. Throws Error where the system has none.
std::string RandomBytes(std::size_t count);

}  // namespace plumbline

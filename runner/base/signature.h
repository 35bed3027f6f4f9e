// Detached signatures by Ed25519 (RFC 8032), by OpenSSL's libcrypto: 64 bytes over a text, as `openssl pkeyutl -rawin`
// makes and reads them. Keys are PEM texts. Throws Error where a key is none, is of another kind, or is locked by a
// password.
#pragma once

#include <string>
#include <string_view>

namespace plumbline {

std::string Sign(std::string_view bytes, std::string_view private_key_pem);

// Whether whoever has the private key signed exactly these bytes.
bool IsSignedBy(std::string_view bytes, std::string_view signature, std::string_view public_key_pem);

}  // namespace plumbline

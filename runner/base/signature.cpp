#include "base/signature.h"

#include <openssl/evp.h>
#include <openssl/pem.h>

#include <memory>

#include "base/error.h"

namespace plumbline {
namespace {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Memory = std::unique_ptr<BIO, decltype(&BIO_free)>;
using Context = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

// A terminal is never asked for a password.
int NoPassword(char*, int, int, void*) { return -1; }

const unsigned char* Bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

template <typename Read>
Key ReadKey(std::string_view pem, Read read, const char* what) {
  const Memory memory(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), BIO_free);
  Key key(read(memory.get(), nullptr, NoPassword, nullptr), EVP_PKEY_free);
  if (!key) throw Error(std::string("this is no ") + what + " in PEM without a password");
  if (EVP_PKEY_id(key.get()) != EVP_PKEY_ED25519)
    throw Error("this key is not of the kind Ed25519: openssl genpkey -algorithm ed25519 makes one");
  return key;
}

}  // namespace

std::string Sign(std::string_view bytes, std::string_view private_key_pem) {
  const Key key = ReadKey(private_key_pem, PEM_read_bio_PrivateKey, "private key");
  const Context context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  std::string signature(64, '\0');
  std::size_t size = signature.size();
  const bool made = context && EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
                    EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                                   Bytes(bytes), bytes.size()) == 1;
  if (!made) throw Error("libcrypto cannot sign");
  return signature;
}

bool IsSignedBy(std::string_view bytes, std::string_view signature, std::string_view public_key_pem) {
  const Key key = ReadKey(public_key_pem, PEM_read_bio_PUBKEY, "public key");
  const Context context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  if (!context || EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) != 1)
    throw Error("libcrypto cannot verify");
  return EVP_DigestVerify(context.get(), Bytes(signature), signature.size(), Bytes(bytes), bytes.size()) == 1;
}

}  // namespace plumbline

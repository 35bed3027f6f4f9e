// Keeps secrets out of everything that is written. Works on text, by the values of known secrets in every form in which
// they may be written, and by names: of header fields, of JSON members (also of JSON inside JSON strings), of pairs as
// in forms and queries, and of parts of multipart bodies. What stands for a secret is a keyed hash, so that equal
// secrets can be seen to be equal and nothing can be guessed back without the key, which is made for one run and kept
// nowhere.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "http/message.h"

namespace plumbline::http {

class Redactor {
 public:
  // `names` are further header fields and members whose values are secret, beside the usual ones (authorization,
  // cookie, password, token, secret, api key, …). Without a key the marks are all the same.
  explicit Redactor(std::vector<std::string> names = {}, std::string key = {});

  // A value that must not be seen, in any encoding. Values of fewer than 4 characters are not replaced by value: they
  // would tear up innocent text.
  void AddSecret(std::string_view value);

  // Remembers the values of secret header fields, members and pairs of an exchange, so that they are found wherever
  // they are quoted later.
  void Learn(const Exchange& exchange);

  // Text of any kind: known values, and members of what looks like JSON.
  std::string Text(std::string_view text) const;
  // An exchange also by the names of header fields and pairs.
  Exchange Redact(Exchange exchange) const;

  // "<redacted:1a2b3c4d>": what stands for the secret that the value is a form of, or for the value itself.
  std::string Mark(std::string_view value) const;

  // Whether a header field or member of that name holds a secret.
  bool IsSecretName(std::string_view name) const;

 private:
  using Learned = std::function<void(std::string_view)>;

  bool IsMark(std::string_view text) const;
  void AddForm(std::string form, const std::string& mark);
  void LearnValue(std::string_view value);
  void LearnHeader(const HeaderField& field);
  std::string Hashed(std::string_view secret) const;
  std::string RedactMembers(std::string_view text, const Learned& learned) const;
  std::string RedactPairs(std::string_view text, const Learned& learned) const;
  std::string RedactParts(std::string_view text, const Learned& learned) const;
  std::string RedactNamed(std::string_view text, const Learned& learned) const;
  std::string RedactValues(std::string_view text) const;

  std::vector<std::string> names_;
  std::string key_;
  std::unordered_map<std::string, std::string> forms_;  // what is replaced, and its mark
  std::unordered_map<std::uint32_t, std::vector<std::size_t>>
      lengths_;  // of the forms that begin with these four bytes, longest first
};

}  // namespace plumbline::http

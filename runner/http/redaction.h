// Keeps secrets out of everything that is written. Works on text, by three marks: the values of
// known secrets (also base64- and percent-encoded), the names of header fields, and the names of
// JSON members.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "http/message.h"

namespace plumbline::http {

class Redactor {
 public:
  static constexpr std::string_view kMark = "<redacted>";

  // `names` are further header fields and members whose values are secret, beside the usual ones
  // (authorization, cookie, password, token, secret, api key, …).
  explicit Redactor(std::vector<std::string> names = {});

  // A value that must not be seen, in any encoding. Values of fewer than 4 characters are not
  // replaced by value: they would tear up innocent text.
  void AddSecret(std::string_view value);

  // Remembers the values of secret header fields and members of an exchange, so that they are found
  // wherever they are quoted later.
  void Learn(const Exchange& exchange);

  std::string Text(std::string_view text) const;
  Exchange Redact(Exchange exchange) const;

  // Whether a header field or member of that name holds a secret.
  bool IsSecretName(std::string_view name) const;

 private:
  void LearnMembers(std::string_view json);
  std::string RedactMembers(std::string_view text) const;

  std::vector<std::string> names_;
  std::vector<std::string> secrets_;  // longest first
};

}  // namespace plumbline::http

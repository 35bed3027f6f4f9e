#include "http/redaction.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>

#include "base/base64.h"
#include "base/percent.h"
#include "base/text.h"

namespace plumbline::http {
namespace {

constexpr std::size_t kShortestSecret = 4;
// Values found by their member name are replaced everywhere only where they are long enough not to be
// an everyday word.
constexpr std::size_t kShortestLearned = 8;

// Names are compared without case, `_` and `-`: Auth-Token, authToken and auth_token are one.
std::string Plain(std::string_view name) {
  std::string plain = AsciiLower(name);
  std::erase_if(plain, [](char c) { return c == '_' || c == '-' || c == ' '; });
  return plain;
}

// Base64 of any text that holds `value`: what of it does not depend on the text around, for each of the three
// places where the value may begin.
void AddBase64Forms(std::string_view value, std::vector<std::string>& forms) {
  for (std::size_t before = 0; before < 3; ++before) {
    std::string form = Base64Encode(std::string(before, '\0').append(value));
    while (form.ends_with('=')) form.pop_back();
    if ((before + value.size()) % 3 != 0) form.pop_back();
    form.erase(0, before == 0 ? 0 : before + 1);
    forms.push_back(form);
    forms.push_back(ReplaceAll(ReplaceAll(form, "+", "-"), "/", "_"));
  }
}

// The ways in which a secret may be written.
std::vector<std::string> Forms(std::string_view value) {
  std::vector<std::string> forms = {std::string(value), AsciiLower(value), PercentEncode(value), AsciiLower(PercentEncode(value))};
  const std::string quoted = nlohmann::json(std::string(value)).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  forms.push_back(quoted.substr(1, quoted.size() - 2));
  forms.push_back(ReplaceAll(forms.back(), "/", "\\/"));
  std::string percent, hexadecimal, unicode;
  for (const char c : value) {
    const std::string digits = fmt::format("{:02x}", static_cast<unsigned char>(c));
    percent += '%' + digits;
    hexadecimal += digits;
    unicode += "\\u00" + digits;
  }
  const auto upper = [](std::string text) {
    for (char& c : text) c = c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c;
    return text;
  };
  for (const std::string& form : {percent, hexadecimal, unicode}) {
    forms.push_back(form);
    forms.push_back(upper(form));
  }
  for (std::string form : {Base64Encode(value), Base64Encode(':' + std::string(value))}) {
    while (form.ends_with('=')) form.pop_back();
    forms.push_back(std::move(form));
  }
  AddBase64Forms(value, forms);
  return forms;
}

// A `"name": value` pair in JSON text: the name, and the value's place with its quotes.
struct MemberText {
  std::string_view name;
  std::size_t value_begin = 0;
  std::size_t value_end = 0;
  bool is_string = false;
};

// End of the JSON string that begins at text[i]; npos where it does not end.
std::size_t StringEnd(std::string_view text, std::size_t i) {
  for (++i; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == '"') {
      return i + 1;
    }
  }
  return std::string_view::npos;
}

// Finds members in anything that looks like JSON, whole or torn.
void ForEachMember(std::string_view text, const std::function<void(const MemberText&)>& visit) {
  for (std::size_t i = text.find('"'); i < text.size(); i = text.find('"', i)) {
    const std::size_t end = StringEnd(text, i);
    if (end == std::string_view::npos) return;
    std::size_t at = text.find_first_not_of(" \t\r\n", end);
    if (at != std::string_view::npos && text[at] == ':') {
      at = text.find_first_not_of(" \t\r\n", at + 1);
      if (at == std::string_view::npos) return;
      MemberText member{text.substr(i + 1, end - i - 2), at, at, text[at] == '"'};
      // What is inside an object or array is met by itself; looking for its end would cost its length each time.
      const bool scalar = text[at] != '{' && text[at] != '[';
      member.value_end = member.is_string ? StringEnd(text, at) : scalar ? text.find_first_of(",}] \t\r\n", at) : at + 1;
      if (member.value_end == std::string_view::npos) member.value_end = text.size();
      visit(member);
      i = member.is_string ? member.value_end : at;
    } else {
      i = end;
    }
  }
}

}  // namespace

Redactor::Redactor(std::vector<std::string> names) {
  for (const std::string& name : names) names_.push_back(Plain(name));
}

void Redactor::AddSecret(std::string_view value) {
  if (value.size() < kShortestSecret || value == kMark) return;
  for (std::string& form : Forms(value)) {
    if (form.size() < kShortestSecret || std::find(secrets_.begin(), secrets_.end(), form) != secrets_.end()) continue;
    secrets_.push_back(std::move(form));
  }
  std::stable_sort(secrets_.begin(), secrets_.end(),
                   [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
}

bool Redactor::IsSecretName(std::string_view name) const {
  const std::string plain = Plain(name);
  constexpr std::string_view kEndings[] = {"password", "passwd",  "secret",        "token",
                                           "apikey",   "cookie",  "authorization", "privatekey",
                                           "signature", "credential", "credentials", "passphrase"};
  return std::any_of(std::begin(kEndings), std::end(kEndings),
                     [&](std::string_view ending) { return plain.ends_with(ending); }) ||
         std::find(names_.begin(), names_.end(), plain) != names_.end();
}

void Redactor::LearnMembers(std::string_view json) {
  std::vector<std::string> found;
  ForEachMember(json, [&](const MemberText& member) {
    if (!IsSecretName(member.name) || !member.is_string || member.value_end < member.value_begin + 2 + kShortestLearned) return;
    found.emplace_back(json.substr(member.value_begin + 1, member.value_end - member.value_begin - 2));
  });
  for (const std::string& value : found) AddSecret(value);
}

void Redactor::Learn(const Exchange& exchange) {
  const auto learn_headers = [&](const HeaderFields& fields) {
    for (const HeaderField& field : fields) {
      if (!IsSecretName(field.name)) continue;
      AddSecret(field.value);
      // "Bearer x": the credential without its scheme is as secret.
      if (const std::size_t space = field.value.find(' '); space != std::string::npos) {
        AddSecret(std::string_view(field.value).substr(space + 1));
      }
    }
  };
  learn_headers(exchange.request.headers);
  if (exchange.request.body) LearnMembers(*exchange.request.body);
  if (exchange.response) {
    learn_headers(exchange.response->headers);
    LearnMembers(exchange.response->body);
  }
}

std::string Redactor::RedactMembers(std::string_view text) const {
  std::string redacted;
  std::size_t done = 0;
  ForEachMember(text, [&](const MemberText& member) {
    const bool scalar = member.is_string || std::string_view("-0123456789").find(text[member.value_begin]) != std::string_view::npos;
    if (!IsSecretName(member.name) || !scalar) return;
    redacted.append(text.substr(done, member.value_begin - done)).append("\"").append(kMark).append("\"");
    done = member.value_end;
  });
  return redacted.append(text.substr(done));
}

std::string Redactor::Text(std::string_view text) const {
  std::string redacted = RedactMembers(text);
  for (const std::string& secret : secrets_) redacted = ReplaceAll(std::move(redacted), secret, kMark);
  return redacted;
}

Exchange Redactor::Redact(Exchange exchange) const {
  const auto redact_headers = [&](HeaderFields& fields) {
    for (HeaderField& field : fields) {
      field.value = IsSecretName(field.name) ? std::string(kMark) : Text(field.value);
    }
  };
  exchange.request.target = Text(exchange.request.target);
  redact_headers(exchange.request.headers);
  if (exchange.request.body) exchange.request.body = Text(*exchange.request.body);
  if (exchange.response) {
    redact_headers(exchange.response->headers);
    exchange.response->body = Text(exchange.response->body);
  }
  if (exchange.error) exchange.error->message = Text(exchange.error->message);
  return exchange;
}

}  // namespace plumbline::http

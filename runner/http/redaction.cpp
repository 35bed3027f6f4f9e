#include "http/redaction.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <nlohmann/json.hpp>
#include <optional>

#include "base/base64.h"
#include "base/hash.h"
#include "base/percent.h"
#include "base/text.h"

namespace plumbline::http {
namespace {

constexpr std::size_t kShortestSecret = 4;
// Values found by their member name are replaced everywhere only where they are long enough not to be
// an everyday word.
constexpr std::size_t kShortestLearned = 8;
constexpr std::size_t kLongestLearned = 64 * 1024;

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
  std::vector<std::string> forms = {std::string(value), AsciiLower(value), PercentEncode(value),
                                    AsciiLower(PercentEncode(value))};
  const std::string quoted =
      nlohmann::json(std::string(value)).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
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

// A quote of JSON that is nested `level` deep in strings of JSON: 0 is a plain quote, 1 is \", 2 is \\\". What tells
// them apart is the number of backslashes before it.
class Quotes {
 public:
  Quotes(std::string_view text, int level) : text_(text), level_(level) {}

  std::size_t width() const { return std::size_t{1} << level_; }
  // Where the next quote begins, from `at` on; npos where there is none.
  std::size_t Next(std::size_t at) const {
    for (std::size_t quote = text_.find('"', at); quote != std::string_view::npos; quote = text_.find('"', quote + 1)) {
      std::size_t backslashes = 0;
      while (quote - backslashes > at && text_[quote - backslashes - 1] == '\\') ++backslashes;
      if (backslashes % (2 * width()) == width() - 1) return quote + 1 - width();
    }
    return std::string_view::npos;
  }
  bool At(std::size_t at) const {
    return at < text_.size() && text_[at] == (level_ == 0 ? '"' : '\\') && Next(at) == at;
  }
  // Past white space, which inside a string is written as \n, \t and so on.
  std::size_t SkipSpace(std::size_t at) const {
    while (at < text_.size()) {
      if (std::strchr(" \t\r\n", text_[at]) != nullptr) {
        ++at;
        continue;
      }
      const std::size_t letter = level_ == 0 ? at : text_.find_first_not_of('\\', at);
      if (letter == at || letter >= text_.size() || letter - at > width() ||
          std::strchr("nrt", text_[letter]) == nullptr)
        break;
      at = letter + 1;
    }
    return at;
  }

 private:
  std::string_view text_;
  int level_;
};

// JSON in strings of JSON is looked at this deep.
constexpr int kDeepest = 3;

// A `"name": value` pair in JSON text: the name, and the value's place without its quotes.
struct MemberText {
  std::string_view name;
  std::size_t begin = 0;
  std::size_t end = 0;
  bool is_string = false;
  int level = 0;
};

// Finds members in anything that looks like JSON, whole or torn, in the order in which they stand. `from` is where
// `text` begins in the whole.
void ForEachMember(std::string_view text, std::size_t from, int level,
                   const std::function<bool(const MemberText&)>& visit) {
  const Quotes quotes(text, level);
  const auto inside = [&](std::size_t begin, std::size_t end) {
    const std::string_view part = text.substr(begin, end - begin);
    if (level < kDeepest && part.find('\\') != std::string_view::npos)
      ForEachMember(part, from + begin, level + 1, visit);
  };
  std::size_t at = quotes.Next(0);
  while (at != std::string_view::npos) {
    const std::size_t begin = at + quotes.width();
    const std::size_t close = quotes.Next(begin);
    if (close == std::string_view::npos) return inside(begin, text.size());
    const std::size_t after = close + quotes.width();
    const std::size_t colon = quotes.SkipSpace(after);
    if (colon >= text.size() || text[colon] != ':') {
      inside(begin, close);
      at = quotes.Next(after);
      continue;
    }
    const std::size_t value = quotes.SkipSpace(colon + 1);
    if (value >= text.size()) return;
    MemberText member{text.substr(begin, close - begin), value, value, quotes.At(value), level};
    if (member.is_string) {
      member.begin = value + quotes.width();
      member.end = std::min(quotes.Next(member.begin), text.size());
    } else if (std::strchr("{[\"\\", text[value]) == nullptr) {
      member.end = std::min(text.find_first_of(",}] \t\r\n\\\"", value), text.size());
    }
    const std::size_t first = member.begin, last = member.end;
    member.begin += from;
    member.end += from;
    if (!visit(member) && member.is_string) inside(first, last);
    // What is inside an object or array is met by itself; looking for its end would cost its length each time.
    at = quotes.Next(member.is_string ? std::min(last + quotes.width(), text.size()) : last);
  }
}

// What a string says that is nested `level` deep; the text itself where it is torn.
std::string Decoded(std::string_view text, int level) {
  std::string decoded(text);
  for (int i = 0; i <= level && decoded.find('\\') != std::string::npos; ++i) {
    const auto json = nlohmann::json::parse('"' + decoded + '"', nullptr, false);
    if (!json.is_string()) return decoded;
    decoded = json.get<std::string>();
  }
  return decoded;
}

// "x" of "Bearer x"; the text itself where it names no scheme.
std::string_view WithoutScheme(std::string_view credentials) {
  const std::size_t space = credentials.find(' ');
  return space == std::string_view::npos ? credentials : Trim(credentials.substr(space + 1));
}

}  // namespace

Redactor::Redactor(std::vector<std::string> names, std::string key) : key_(std::move(key)) {
  for (const std::string& name : names) names_.push_back(Plain(name));
}

std::string Redactor::Hashed(std::string_view secret) const {
  constexpr std::size_t kDigits = 8;
  return key_.empty() ? "<redacted>" : fmt::format("<redacted:{}>", HmacSha256Hex(key_, secret).substr(0, kDigits));
}

bool Redactor::IsMark(std::string_view text) const {
  return text.starts_with("<redacted") && text.ends_with('>') && text.size() == Hashed("").size();
}

void Redactor::AddForm(std::string form, const std::string& mark) {
  if (form.size() < kShortestSecret || forms_.contains(form)) return;
  std::uint32_t prefix = 0;
  std::memcpy(&prefix, form.data(), sizeof prefix);
  std::vector<std::size_t>& lengths = lengths_[prefix];
  const auto place = std::lower_bound(lengths.begin(), lengths.end(), form.size(), std::greater<>());
  if (place == lengths.end() || *place != form.size()) lengths.insert(place, form.size());
  forms_.emplace(std::move(form), mark);
}

void Redactor::AddSecret(std::string_view value) {
  if (value.size() < kShortestSecret || IsMark(value) || forms_.contains(std::string(value))) return;
  const std::string mark = Hashed(value);
  for (std::string& form : Forms(value)) AddForm(std::move(form), mark);
}

bool Redactor::IsSecretName(std::string_view name) const {
  const std::string plain = Plain(name);
  constexpr std::string_view kEndings[] = {"password",  "passwd",     "secret",        "token",
                                           "apikey",    "cookie",     "authorization", "privatekey",
                                           "signature", "credential", "credentials",   "passphrase"};
  return std::any_of(std::begin(kEndings), std::end(kEndings),
                     [&](std::string_view ending) { return plain.ends_with(ending); }) ||
         std::find(names_.begin(), names_.end(), plain) != names_.end();
}

void Redactor::LearnValue(std::string_view value) {
  if (value.size() >= kShortestLearned && value.size() <= kLongestLearned) AddSecret(value);
}

void Redactor::LearnHeader(const HeaderField& field) {
  if (!IsSecretName(field.name)) return;
  const std::string_view credentials = WithoutScheme(field.value);
  const std::string plain = Plain(field.name);
  if (plain.ends_with("cookie")) {
    // Attributes of Set-Cookie and short values as "dark" are everyday words.
    for (const std::string_view pair : Split(field.value, ';')) {
      const std::size_t equals = pair.find('=');
      if (equals != std::string_view::npos) LearnValue(Trim(pair.substr(equals + 1)));
      if (plain.ends_with("setcookie")) break;
    }
  } else if (const auto basic = DecodeBase64(credentials); basic && AsciiLower(field.value).starts_with("basic ")) {
    AddSecret(*basic);
    AddSecret(std::string_view(*basic).substr(basic->find(':') + 1));
  }
  if (!plain.ends_with("cookie")) AddSecret(credentials);
  AddSecret(field.value);
}

void Redactor::Learn(const Exchange& exchange) {
  const auto learn = [&](std::string_view value) {
    LearnValue(value);
    LearnValue(PercentDecode(value, true));
  };
  std::vector<std::string> found;
  const auto collect = [&](std::string_view value) { found.emplace_back(value); };
  const auto learn_message = [&](const HeaderFields& fields, std::string_view body) {
    for (const HeaderField& field : fields) {
      LearnHeader(field);
      RedactPairs(field.value, collect);
    }
    RedactNamed(body, collect);
  };
  RedactPairs(exchange.request.target, collect);
  learn_message(exchange.request.headers, exchange.request.body.value_or(""));
  if (exchange.response) learn_message(exchange.response->headers, exchange.response->body);
  for (const std::string& value : found) learn(value);
}

// Values of secret members; `learned` is given each, decoded.
std::string Redactor::RedactMembers(std::string_view text, const Learned& learned) const {
  std::string redacted;
  std::size_t done = 0;
  ForEachMember(text, 0, 0, [&](const MemberText& member) {
    const std::string_view value = text.substr(member.begin, member.end - member.begin);
    const bool number = !member.is_string && !value.empty() && std::strchr("-0123456789", value.front()) != nullptr;
    if ((!number && !member.is_string) || !IsSecretName(member.name)) return false;
    const std::string quote = member.is_string ? "" : std::string((std::size_t{1} << member.level) - 1, '\\') + '"';
    const std::string secret = Decoded(value, member.level);
    if (member.is_string) learned(secret);
    redacted.append(text.substr(done, member.begin - done))
        .append(quote)
        .append(IsMark(secret) ? secret : Mark(secret))
        .append(quote);
    done = member.end;
    return true;
  });
  return redacted.append(text.substr(done));
}

// Values of secret names in `a=1&token=x`, be it a query, a fragment, a form or a cookie.
std::string Redactor::RedactPairs(std::string_view text, const Learned& learned) const {
  const auto in_name = [](char c) { return std::strchr("&;?#=\"'<>,(){} \t\r\n\\/", c) == nullptr; };
  std::string redacted;
  std::size_t done = 0;
  for (std::size_t equals = text.find('='); equals != std::string_view::npos; equals = text.find('=', equals + 1)) {
    constexpr std::size_t kLongestName = 200;
    std::size_t begin = equals;
    while (begin > done && equals - begin < kLongestName && in_name(text[begin - 1])) --begin;
    std::string name = PercentDecode(text.substr(begin, equals - begin));
    // card[token]
    if (name.ends_with(']')) name = name.substr(0, name.size() - 1).substr(name.rfind('[') + 1);
    if (name.empty() || !IsSecretName(name)) continue;
    const std::size_t end = std::min(text.find_first_of("&;#\"'<> \t\r\n\\", equals + 1), text.size());
    const std::string_view value = text.substr(equals + 1, end - equals - 1);
    if (value.empty()) continue;
    learned(value);
    redacted.append(text.substr(done, equals + 1 - done)).append(Mark(PercentDecode(value, true)));
    done = end;
  }
  return redacted.append(text.substr(done));
}

// Values of secret names in a multipart body (RFC 7578).
std::string Redactor::RedactParts(std::string_view text, const Learned& learned) const {
  constexpr std::string_view kName = " name=\"";
  std::string redacted;
  std::size_t done = 0;
  for (std::size_t at = text.find(kName); at != std::string_view::npos; at = text.find(kName, at + 1)) {
    constexpr std::size_t kLongestHead = 1000;
    const std::string_view head = text.substr(at + kName.size(), kLongestHead);
    const std::size_t close = head.find('"');
    if (close == std::string_view::npos || !IsSecretName(head.substr(0, close))) continue;
    const std::size_t lf = head.find("\n\n"), crlf = head.find("\r\n\r\n");
    if (lf == std::string_view::npos && crlf == std::string_view::npos) continue;
    const std::size_t value = at + kName.size() + (lf < crlf ? lf + 2 : crlf + 4);
    std::size_t end = std::min(text.find("\n--", value), text.size());
    if (end > value && text[end - 1] == '\r') --end;
    learned(text.substr(value, end - value));
    redacted.append(text.substr(done, value - done)).append(Mark(text.substr(value, end - value)));
    done = end;
    at = end;
  }
  return redacted.append(text.substr(done));
}

std::string Redactor::RedactNamed(std::string_view text, const Learned& learned) const {
  return RedactParts(RedactPairs(RedactMembers(text, learned), learned), learned);
}

std::string Redactor::RedactValues(std::string_view text) const {
  std::string redacted, key;
  std::size_t done = 0;
  const std::size_t mark_size = Hashed("").size();
  for (std::size_t at = 0; !forms_.empty() && at + kShortestSecret <= text.size();) {
    if (text[at] == '<' && IsMark(text.substr(at, mark_size))) {
      at += mark_size;
      continue;
    }
    std::uint32_t prefix = 0;
    std::memcpy(&prefix, text.data() + at, sizeof prefix);
    const auto lengths = lengths_.find(prefix);
    std::size_t taken = 0;
    if (lengths != lengths_.end()) {
      for (const std::size_t length : lengths->second) {
        if (length > text.size() - at) continue;
        key.assign(text.substr(at, length));
        const auto form = forms_.find(key);
        if (form == forms_.end()) continue;
        redacted.append(text.substr(done, at - done)).append(form->second);
        taken = length;
        break;
      }
    }
    at += taken == 0 ? 1 : taken;
    if (taken > 0) done = at;
  }
  return redacted.append(text.substr(done));
}

std::string Redactor::Text(std::string_view text) const {
  return RedactValues(RedactMembers(text, [](std::string_view) {}));
}

// By the secret that the value is a form of, so that one secret has one mark.
std::string Redactor::Mark(std::string_view value) const {
  auto form = forms_.find(std::string(value));
  // Forms of base64 are known without their padding.
  if (form == forms_.end() && value.ends_with('='))
    form = forms_.find(std::string(value.substr(0, value.find_last_not_of('=') + 1)));
  return form == forms_.end() ? Hashed(value) : form->second;
}

Exchange Redactor::Redact(Exchange exchange) const {
  const auto ignore = [](std::string_view) {};
  const auto redact_headers = [&](HeaderFields& fields) {
    for (HeaderField& field : fields) {
      const bool cookie = Plain(field.name).ends_with("cookie");
      field.value = IsSecretName(field.name) ? Mark(cookie ? field.value : WithoutScheme(field.value))
                                             : RedactValues(RedactPairs(field.value, ignore));
    }
  };
  const auto redact_body = [&](const std::string& body) { return RedactValues(RedactNamed(body, ignore)); };
  exchange.request.target = RedactValues(RedactPairs(exchange.request.target, ignore));
  redact_headers(exchange.request.headers);
  if (exchange.request.body) exchange.request.body = redact_body(*exchange.request.body);
  if (exchange.response) {
    redact_headers(exchange.response->headers);
    exchange.response->body = redact_body(exchange.response->body);
  }
  if (exchange.error) exchange.error->message = RedactValues(RedactPairs(exchange.error->message, ignore));
  return exchange;
}

}  // namespace plumbline::http

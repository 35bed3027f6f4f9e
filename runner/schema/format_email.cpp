// Mailboxes of RFC 5321, 4.1.2, and with characters beyond ASCII those of RFC 6531, 3.3.
#include <string_view>

#include "schema/format_checks.h"
#include "schema/format_scan.h"

namespace plumbline::schema {
namespace {

constexpr std::size_t kLongestLocalPart = 64;  // octets (RFC 5321, 4.5.3.1.1)

enum class Alphabet { kAscii, kUnicode };

// A fault, or the place where the local part ends and the @ stands.
struct LocalPart {
  FormatFault fault;
  std::size_t end = 0;
};

// The bytes of the character beyond ASCII at text[at]; 0 where it is none or the alphabet has none.
std::size_t UnicodeSize(std::string_view text, std::size_t at, Alphabet alphabet) {
  if (alphabet == Alphabet::kAscii || IsAscii(text[at])) return 0;
  return DecodeAt(text, at).size;
}

LocalPart ReadQuotedString(std::string_view text, Alphabet alphabet) {
  for (std::size_t at = 1; at < text.size();) {
    const char c = text[at];
    if (c == '"') {
      if (!HasAt(text, at + 1, '@')) return {{"an @ belongs after the quoted local part", at + 1}, 0};
      return {{}, at + 1};
    }
    if (c == '\\') {
      const bool printable = at + 1 < text.size() && text[at + 1] >= ' ' && text[at + 1] <= '~';
      if (!printable) return {{"a backslash must quote a printable ASCII character", at}, 0};
      at += 2;
    } else if (c >= ' ' && c <= '~') {
      ++at;
    } else {
      const std::size_t size = UnicodeSize(text, at, alphabet);
      if (size == 0) return {{"a quoted local part cannot hold this character", at}, 0};
      at += size;
    }
  }
  return {{"the quoted local part is not closed", 0}, 0};
}

LocalPart ReadDotString(std::string_view text, Alphabet alphabet) {
  bool atom = false;  // whether the atom before `at` has a character
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (Is(c, kAtext)) {
      atom = true;
      ++at;
    } else if (c == '.') {
      if (!atom) return {{"a dot must stand between two atoms", at}, 0};
      atom = false;
      ++at;
    } else if (c == '@') {
      if (at == 0) return {{"the local part is empty", 0}, 0};
      if (!atom) return {{"a local part cannot end with a dot", at - 1}, 0};
      return {{}, at};
    } else {
      const std::size_t size = UnicodeSize(text, at, alphabet);
      if (size == 0 && IsAscii(c)) return {{"a local part holds this character in quotes only", at}, 0};
      if (size == 0) return {{"a local part cannot hold this character", at}, 0};
      atom = true;
      at += size;
    }
  }
  return {{"an @ and a domain are missing", text.size()}, 0};
}

// `text` starts with the bracket. IPv6 is the only tag that is registered for other addresses than
// IPv4.
FormatFault CheckAddressLiteral(std::string_view text) {
  const std::size_t close = text.find(']');
  if (close == std::string_view::npos) return {"the address literal is not closed", 0};
  if (close + 1 < text.size()) return {"text follows the address literal", close + 1};
  constexpr std::string_view kTag = "ipv6:";
  const std::string_view address = text.substr(1, close - 1);
  if (!StartsWithLetters(address, kTag)) return Shift(CheckIpv4(address), 1);
  return Shift(CheckIpv6(address.substr(kTag.size())), 1 + kTag.size());
}

FormatFault CheckMailbox(std::string_view text, Alphabet alphabet) {
  const LocalPart local = HasAt(text, 0, '"') ? ReadQuotedString(text, alphabet) : ReadDotString(text, alphabet);
  if (local.fault.broken()) return local.fault;
  if (local.end > kLongestLocalPart) return {"a local part is at most 64 bytes long", kLongestLocalPart};
  const std::size_t begin = local.end + 1;
  const std::string_view domain = text.substr(begin);
  if (domain.empty()) return {"the domain is empty", begin};
  if (domain.front() == '[') return Shift(CheckAddressLiteral(domain), begin);
  return Shift(alphabet == Alphabet::kAscii ? CheckDomain(domain) : CheckIdnDomain(domain), begin);
}

}  // namespace

FormatFault CheckEmail(std::string_view text) { return CheckMailbox(text, Alphabet::kAscii); }
FormatFault CheckIdnEmail(std::string_view text) { return CheckMailbox(text, Alphabet::kUnicode); }

}  // namespace plumbline::schema

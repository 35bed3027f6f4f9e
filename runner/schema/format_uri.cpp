// URIs and IRIs, absolute and relative: the grammars of RFC 3986, appendix A, and RFC 3987, 2.2, in
// one pass.
#include <string_view>

#include "schema/format_checks.h"
#include "schema/format_scan.h"

namespace plumbline::schema {
namespace {

enum class Alphabet { kUri, kIri };
enum class Scheme { kRequired, kOptional };

// What one component holds.
struct Component {
  unsigned classes;  // beside unreserved characters, sub-delims and percent triplets
  std::string_view others;
  std::string_view delimiters;  // what may end it, the end of the text aside
  const char* reason;
  bool private_use = false;  // IRIs only
};

constexpr Component kUserInfo = {0, ":", "@", "user information cannot hold this character"};
constexpr Component kRegisteredName = {0, "", ":/?#", "a host cannot hold this character"};
constexpr Component kPath = {kPathMark, "", "?#", "a path cannot hold this character"};
constexpr Component kFirstSegment = {0, "@", ":/?#", "a path cannot hold this character"};
constexpr Component kQuery = {kPathMark, "?", "#", "a query cannot hold this character", true};
constexpr Component kFragment = {kPathMark, "?", "", "a fragment cannot hold this character"};

// A fault, or the place up to which something was read.
struct Read {
  FormatFault fault;
  std::size_t end = 0;
};

Read ReadComponent(std::string_view text, std::size_t at, const Component& component, Alphabet alphabet) {
  const unsigned classes = kUnreserved | kSubDelim | component.classes;
  while (at < text.size()) {
    const char c = text[at];
    if (Is(c, classes) || component.others.find(c) != std::string_view::npos) {
      ++at;
    } else if (c == '%') {
      if (!HasTripletAt(text, at)) return {{"a percent sign needs two hexadecimal digits", at}, at};
      at += 3;
    } else if (component.delimiters.find(c) != std::string_view::npos) {
      break;
    } else if (IsAscii(c)) {
      return {{component.reason, at}, at};
    } else if (alphabet == Alphabet::kUri) {
      return {{"a URI holds ASCII only; other characters are percent-encoded", at}, at};
    } else {
      const CodePoint code_point = DecodeAt(text, at);
      if (code_point.size == 0) return {{"the bytes are no UTF-8", at}, at};
      const bool allowed =
          IsUcsCharacter(code_point.value) || (component.private_use && IsPrivateUse(code_point.value));
      if (!allowed) return {{component.reason, at}, at};
      at += code_point.size;
    }
  }
  return {{}, at};
}

// IPvFuture: "v", a version, and an address in its own notation.
FormatFault CheckFutureAddress(std::string_view text) {
  std::size_t at = 1;
  while (HasClassAt(text, at, kHexDigit)) ++at;
  if (at == 1) return {"a version of hexadecimal digits belongs after the v", at};
  if (!HasAt(text, at, '.')) return {"a dot belongs after the version", at};
  const std::size_t first = ++at;
  while (HasClassAt(text, at, kUnreserved | kSubDelim) || HasAt(text, at, ':')) ++at;
  if (at < text.size()) return {"an address literal cannot hold this character", at};
  if (at == first) return {"an address belongs after the version", at};
  return {};
}

// A host in brackets, text[at] being the first of them. Zones (RFC 6874) are no part of RFC 3986.
Read ReadAddressLiteral(std::string_view text, std::size_t at) {
  const std::size_t close = text.find_first_of("]/?#", at);
  if (!HasAt(text, close, ']')) return {{"the bracket is not closed", at}, at};
  const std::string_view address = text.substr(at + 1, close - at - 1);
  const FormatFault fault = StartsWithLetters(address, "v") ? CheckFutureAddress(address) : CheckIpv6(address);
  return {Shift(fault, at + 1), close + 1};
}

// [ userinfo "@" ] host [ ":" port ], from text[at] on.
Read ReadAuthority(std::string_view text, std::size_t at, Alphabet alphabet) {
  const std::size_t sign = text.find_first_of("@/?#", at);
  if (HasAt(text, sign, '@')) {
    const Read user = ReadComponent(text, at, kUserInfo, alphabet);
    if (user.fault.broken()) return user;
    at = sign + 1;
  }
  const bool literal = HasAt(text, at, '[');
  const Read host = literal ? ReadAddressLiteral(text, at) : ReadComponent(text, at, kRegisteredName, alphabet);
  if (host.fault.broken()) return host;
  at = host.end;
  const bool port = HasAt(text, at, ':');
  if (port) at = SkipDigits(text, at + 1);
  const bool ended = at == text.size() || text[at] == '/' || text[at] == '?' || text[at] == '#';
  if (ended) return {{}, at};
  return {{port ? "a port holds digits only" : "only a port or a path can follow the bracket", at}, at};
}

// scheme ":" at the start of `text`; the place after it, or the reason why there is none.
Read ReadScheme(std::string_view text) {
  if (!HasClassAt(text, 0, kLetter)) return {{"a scheme, which starts with a letter, belongs here", 0}, 0};
  std::size_t at = 1;
  while (HasClassAt(text, at, kLetter | kDigit) || HasAt(text, at, '+') || HasAt(text, at, '-') ||
         HasAt(text, at, '.')) {
    ++at;
  }
  if (HasAt(text, at, ':')) return {{}, at + 1};
  if (at == text.size()) return {{"a colon and the rest belong after the scheme", at}, 0};
  return {{"a scheme holds letters, digits, +, - and . only", at}, 0};
}

FormatFault CheckReference(std::string_view text, Alphabet alphabet, Scheme scheme) {
  const Read start = ReadScheme(text);
  const bool relative = start.fault.broken();
  if (relative && scheme == Scheme::kRequired) return start.fault;
  std::size_t at = start.end;
  if (text.substr(at).starts_with("//")) {
    const Read authority = ReadAuthority(text, at + 2, alphabet);
    if (authority.fault.broken()) return authority.fault;
    at = authority.end;
  } else if (relative) {
    // path-noscheme: a colon would have made the first segment a scheme.
    const Read segment = ReadComponent(text, at, kFirstSegment, alphabet);
    if (segment.fault.broken()) return segment.fault;
    at = segment.end;
    if (HasAt(text, at, ':')) return {"a relative reference cannot have a colon in its first segment", at};
  }
  const Read path = ReadComponent(text, at, kPath, alphabet);
  if (path.fault.broken()) return path.fault;
  at = path.end;
  if (HasAt(text, at, '?')) {
    const Read query = ReadComponent(text, at + 1, kQuery, alphabet);
    if (query.fault.broken()) return query.fault;
    at = query.end;
  }
  if (HasAt(text, at, '#')) return ReadComponent(text, at + 1, kFragment, alphabet).fault;
  return {};
}

}  // namespace

FormatFault CheckUri(std::string_view text) { return CheckReference(text, Alphabet::kUri, Scheme::kRequired); }
FormatFault CheckUriReference(std::string_view text) { return CheckReference(text, Alphabet::kUri, Scheme::kOptional); }
FormatFault CheckIri(std::string_view text) { return CheckReference(text, Alphabet::kIri, Scheme::kRequired); }
FormatFault CheckIriReference(std::string_view text) { return CheckReference(text, Alphabet::kIri, Scheme::kOptional); }

}  // namespace plumbline::schema

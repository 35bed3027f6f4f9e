// Internationalised host names (IDNA 2008: RFC 5890 to 5893), by libidn2, which knows Unicode's
// tables. It judges labels one by one and says what is wrong, not where; the place, the separators,
// lengths and the rules that hold between labels are ours.
#include <idn2.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "schema/format_checks.h"
#include "schema/format_scan.h"

namespace plumbline::schema {
namespace {

constexpr std::string_view kPunycodePrefix = "xn--";
constexpr const char* kBidiReason = "the directions of the letters break the Bidi rule (RFC 5893, 2)";

enum class Use { kHostname, kMail };

// One label: its characters, and its bytes on the wire.
struct Label {
  FormatFault fault;  // offsets count from the label's start; `unicode` and `ascii` are empty then
  std::string unicode;
  std::string ascii;
};

bool IsAsciiText(std::string_view text) { return std::ranges::all_of(text, IsAscii); }

int Flags(Use use) { return use == Use::kMail ? IDN2_NO_TR46 | IDN2_NFC_INPUT : IDN2_NO_TR46; }

const std::uint8_t* Bytes(const std::string& text) { return reinterpret_cast<const std::uint8_t*>(text.c_str()); }

struct Lookup {
  int code = IDN2_OK;
  std::string ascii;
};

// The checks of a resolver (RFC 5891, 5.4), the Bidi rule among them.
Lookup LookUp(const std::string& label, int flags = IDN2_NO_TR46) {
  std::uint8_t* output = nullptr;
  const int code = idn2_lookup_u8(Bytes(label), &output, flags);
  Lookup lookup{code, {}};
  if (code == IDN2_OK && output != nullptr) lookup.ascii = reinterpret_cast<const char*>(output);
  idn2_free(output);
  return lookup;
}

// The checks of a registry (RFC 5891, 4.2), the contextual rules of CONTEXTO among them.
int Register(const std::string& label, int flags) {
  std::uint8_t* output = nullptr;
  const int code = idn2_register_u8(Bytes(label), nullptr, &output, flags);
  idn2_free(output);
  return code;
}

bool IsEuropeanDigit(char32_t c) { return (c >= '0' && c <= '9') || (c >= 0x06F0 && c <= 0x06F9); }
// Those that IDNA 2008 allows.
bool IsArabicDigit(char32_t c) { return (c >= 0x0660 && c <= 0x0669) || (c >= 0x10D30 && c <= 0x10D39); }

// Bidi rule 4, which libidn2 does not hold labels to: a right-to-left label mixes no European with
// Arabic digits. Arabic digits make any label right-to-left.
bool MixesDigits(std::string_view label) {
  bool european = false, arabic = false;
  for (std::size_t at = 0; at < label.size();) {
    const CodePoint c = DecodeAt(label, at);
    european = european || IsEuropeanDigit(c.value);
    arabic = arabic || IsArabicDigit(c.value);
    at += std::max<std::size_t>(c.size, 1);
  }
  return european && arabic;
}

// Everything there is to say about one label with characters beyond ASCII.
Lookup JudgeLabel(const std::string& label, int flags) {
  Lookup lookup = LookUp(label, flags);
  if (lookup.code == IDN2_OK) lookup.code = Register(label, flags);
  if (lookup.code == IDN2_OK && MixesDigits(label)) lookup.code = IDN2_BIDI;
  return lookup;
}

const char* Reason(int code) {
  switch (code) {
    case IDN2_NFC:
    case IDN2_NOT_NFC:
      return "a label must be in Unicode normalisation form C";
    case IDN2_2HYPHEN:
      return "a label cannot have hyphens in both its third and its fourth place";
    case IDN2_HYPHEN_STARTEND:
      return "a label cannot start or end with a hyphen";
    case IDN2_LEADING_COMBINING:
      return "a label cannot start with a combining mark";
    case IDN2_DISALLOWED:
      return "IDNA 2008 does not allow this character";
    case IDN2_CONTEXTJ_NO_RULE:
    case IDN2_CONTEXTJ:
      return "a joiner of zero width cannot stand in this place (RFC 5892, A.1 and A.2)";
    case IDN2_CONTEXTO_NO_RULE:
    case IDN2_CONTEXTO:
      return "this character cannot stand beside these others (RFC 5892, A.3 to A.9)";
    case IDN2_UNASSIGNED:
      return "this code point is not assigned";
    case IDN2_BIDI:
      return kBidiReason;
    case IDN2_PUNYCODE_BIG_OUTPUT:
    case IDN2_TOO_BIG_DOMAIN:
    case IDN2_TOO_BIG_LABEL:
      return "a label in punycode is at most 63 characters long";
    default:
      return "IDNA 2008 does not allow this label";
  }
}

// The place of the character that breaks a label which libidn2 refuses: the first after the longest
// beginning that it takes. Labels are short here, so trying beginnings is affordable.
std::size_t FaultOffset(const std::string& label, int flags) {
  std::vector<std::size_t> starts;
  for (std::size_t at = 0; at < label.size(); at += std::max<std::size_t>(DecodeAt(label, at).size, 1)) {
    starts.push_back(at);
  }
  while (starts.size() > 1 && JudgeLabel(label.substr(0, starts.back()), flags).code != IDN2_OK) starts.pop_back();
  return starts.empty() ? 0 : starts.back();
}

// `label` is UTF-8 with characters beyond ASCII.
Label ReadULabel(std::string_view label, Use use) {
  for (std::size_t i = 0; i < label.size(); ++i) {
    const char c = label[i];
    if (IsAscii(c) && c != '-' && !Is(c, kLetter | kDigit)) {
      return {{"a label holds letters, digits and hyphens only", i}, {}, {}};
    }
    // Longer ones cannot fit: for each character punycode takes a byte or more, UTF-8 up to four.
    if (i >= 4 * kLongestLabel) return {{Reason(IDN2_TOO_BIG_LABEL), 0}, {}, {}};
  }
  if (label.front() == '-') return {{"a label cannot start with a hyphen", 0}, {}, {}};
  if (label.back() == '-') return {{"a label cannot end with a hyphen", label.size() - 1}, {}, {}};
  const std::string unicode(label);
  const int flags = Flags(use);
  Lookup lookup = JudgeLabel(unicode, flags);
  switch (lookup.code) {
    case IDN2_OK:
      return {{}, unicode, std::move(lookup.ascii)};
    case IDN2_PUNYCODE_BIG_OUTPUT:
    case IDN2_TOO_BIG_DOMAIN:
    case IDN2_TOO_BIG_LABEL:
      return {{Reason(lookup.code), 0}, {}, {}};
    default:
      return {{Reason(lookup.code), FaultOffset(unicode, flags)}, {}, {}};
  }
}

// `label` is ASCII. Letters are taken in lower case, as DNS compares them.
Label ReadAsciiLabel(std::string_view label) {
  if (const FormatFault fault = CheckLdhLabel(label); fault.broken()) return {fault, {}, {}};
  std::string ascii = AsciiLower(label);
  if (!ascii.starts_with(kPunycodePrefix)) return {{}, ascii, ascii};
  char* output = nullptr;
  const int code = idn2_to_unicode_8z8z(ascii.c_str(), &output, IDN2_NO_TR46);
  const std::string unicode = code == IDN2_OK && output != nullptr ? output : "";
  idn2_free(output);
  if (unicode.empty() || IsAsciiText(unicode)) return {{"the label is no punycode", 0}, {}, {}};
  Label decoded = ReadULabel(unicode, Use::kHostname);
  // Its characters have no place of their own in the text.
  if (decoded.fault.broken()) return {{decoded.fault.reason, 0}, {}, {}};
  if (decoded.ascii != ascii) return {{"the label is not the punycode of what it decodes to", 0}, {}, {}};
  return decoded;
}

// libidn2 does not tell classes of direction, but it refuses a left-to-right letter among Hebrew.
bool IsLeftToRight(std::string_view character) {
  const std::string hebrew = "\u05D0";
  return LookUp(hebrew + std::string(character) + hebrew).code == IDN2_BIDI;
}
// A Hebrew label ends with letters, digits and marks.
bool IsMark(std::string_view character) { return LookUp("\u05D0" + std::string(character)).code == IDN2_OK; }
// A right-to-left label holds no Latin letter.
bool IsRightToLeft(const std::string& label) {
  return !IsAsciiText(label) && LookUp(label + "a", Flags(Use::kMail)).code == IDN2_BIDI;
}

// Bidi rules 1 and 6 for a label without letters from right to left: it starts with a letter from
// left to right, and ends with one or with a European digit, not counting marks.
bool FitsLeftToRight(const std::string& label) {
  if (!IsLeftToRight(std::string_view(label).substr(0, DecodeAt(label, 0).size))) return false;
  std::size_t end = label.size();
  while (end > 0) {
    std::size_t begin = end - 1;
    while (begin > 0 && (static_cast<unsigned char>(label[begin]) & 0xC0) == 0x80) --begin;
    const std::string_view last = std::string_view(label).substr(begin, end - begin);
    if (IsEuropeanDigit(DecodeAt(last, 0).value) || IsLeftToRight(last)) return true;
    if (!IsMark(last)) return false;
    end = begin;
  }
  return false;
}

// A label's end, the size of the separator there, and whether the label is ASCII.
struct Extent {
  FormatFault fault;
  std::size_t end = 0;
  std::size_t separator = 0;  // 0 at the end of the text
  bool ascii = true;
};

Extent FindLabelEnd(std::string_view text, std::size_t at, Use use) {
  Extent extent;
  while (at < text.size()) {
    const CodePoint c = DecodeAt(text, at);
    if (c.size == 0) return {{"the bytes are no UTF-8", at}, at, 0, false};
    // The other full stops of RFC 3490, 3.1.
    const bool other_dot = use == Use::kHostname && (c.value == 0x3002 || c.value == 0xFF0E || c.value == 0xFF61);
    if (c.value == '.' || other_dot) {
      extent.separator = c.size;
      break;
    }
    extent.ascii = extent.ascii && c.size == 1;
    at += c.size;
  }
  extent.end = at;
  return extent;
}

FormatFault CheckName(std::string_view text, Use use) {
  struct Placed {
    Label label;
    std::size_t offset;
  };
  std::vector<Placed> labels;  // at most 127, for the name's length
  std::size_t size = 0;
  for (std::size_t at = 0;;) {
    const Extent extent = FindLabelEnd(text, at, use);
    if (extent.fault.broken()) return extent.fault;
    const std::string_view piece = text.substr(at, extent.end - at);
    Label label = extent.ascii ? ReadAsciiLabel(piece) : ReadULabel(piece, use);
    if (label.fault.broken()) return Shift(label.fault, at);
    size += label.ascii.size() + (labels.empty() ? 0 : 1);
    if (size > kLongestHostname) return {"a host name in punycode is at most 253 characters long", at};
    labels.push_back({std::move(label), at});
    if (extent.separator == 0) break;
    at = extent.end + extent.separator;
  }
  // One label from right to left makes the whole name a Bidi domain name (RFC 5893, 1.4).
  if (std::ranges::none_of(labels, [](const Placed& p) { return IsRightToLeft(p.label.unicode); })) return {};
  for (const Placed& placed : labels) {
    const std::string& label = placed.label.unicode;
    if (!IsRightToLeft(label) && !FitsLeftToRight(label)) return {kBidiReason, placed.offset};
  }
  return {};
}

}  // namespace

FormatFault CheckIdnHostname(std::string_view text) { return CheckName(text, Use::kHostname); }
FormatFault CheckIdnDomain(std::string_view text) { return CheckName(text, Use::kMail); }
FormatFault CheckALabel(std::string_view label) { return ReadAsciiLabel(label).fault; }

}  // namespace plumbline::schema

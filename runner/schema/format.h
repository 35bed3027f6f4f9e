// The formats that are asserted: one row each. A format is a function over text that says whether
// the text fits, and where it does not, why and at which byte. Formats without a row are ignored
// (validation 7.2.1); whether a schema asserts formats at all is decided where the keyword is
// compiled, not here.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "document/value.h"

namespace plumbline::schema {

// Why a text is not of its format: a sentence part such as "the month is past 12" (a static string)
// and the byte offset at which the text goes wrong; the text's size where it ends too early. No
// reason: the text fits.
struct FormatFault {
  const char* reason = nullptr;
  std::size_t offset = 0;

  bool broken() const { return reason != nullptr; }
};

struct Format {
  std::string_view name;
  std::string_view summary;
  document::Kind judges;  // kString: the text; kNumber: the JSON lexeme. Values of other kinds always fit.
  // Total over any bytes, in linear time, without exceptions. Safe to call from many threads.
  FormatFault (*check)(std::string_view text);
};

std::span<const Format> Formats();
const Format* FindFormat(std::string_view name);

}  // namespace plumbline::schema

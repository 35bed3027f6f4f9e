// Text that XML 1.0 can hold.
#pragma once

#include <string>
#include <string_view>

namespace plumbline::report {

// `text` with U+FFFD in place of bytes that are not UTF-8 and of characters that XML forbids (XML 1.0,
// production 2: control characters other than tab and line breaks, U+FFFE, U+FFFF).
std::string XmlText(std::string_view text);

}  // namespace plumbline::report

#include "report/xml_text.h"

#include "base/text.h"

namespace plumbline::report {

std::string XmlText(std::string_view text) {
  constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
  std::string clean;
  while (!text.empty()) {
    const auto invalid = FindInvalidUtf8(text);
    const std::string_view valid = text.substr(0, invalid.value_or(text.size()));
    for (std::size_t i = 0; i < valid.size(); ++i) {
      const auto c = static_cast<unsigned char>(valid[i]);
      if (c < 0x20 && c != '\t' && c != '\n' && c != '\r') {
        clean += kReplacement;
      } else if (valid.substr(i, 3) == "\xEF\xBF\xBE" || valid.substr(i, 3) == "\xEF\xBF\xBF") {
        clean += kReplacement;
        i += 2;
      } else {
        clean += valid[i];
      }
    }
    if (!invalid) break;
    clean += kReplacement;
    text.remove_prefix(*invalid + 1);
  }
  return clean;
}

}  // namespace plumbline::report

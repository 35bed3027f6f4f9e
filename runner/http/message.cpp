#include "http/message.h"

#include <http_parser.h>

#include "base/text.h"

namespace plumbline::http {

const std::string* FindHeader(const HeaderFields& fields, std::string_view name) {
  const std::string wanted = AsciiLower(name);
  for (const HeaderField& field : fields) {
    if (AsciiLower(field.name) == wanted) return &field.value;
  }
  return nullptr;
}

std::string EssenceOf(std::string_view content_type) {
  return AsciiLower(Trim(content_type.substr(0, content_type.find(';'))));
}

bool IsJson(std::string_view media_type) {
  const std::string essence = EssenceOf(media_type);
  return essence == "application/json" || essence.ends_with("+json");
}

std::string_view ReasonPhrase(int status) {
  const std::string_view phrase = http_status_str(static_cast<http_status>(status));
  return phrase == "<unknown>" ? std::string_view() : phrase;
}

std::string_view PathOf(std::string_view target) { return target.substr(0, target.find('?')); }

std::string_view QueryOf(std::string_view target) {
  const std::size_t mark = target.find('?');
  return mark == std::string_view::npos ? std::string_view() : target.substr(mark + 1);
}

}  // namespace plumbline::http

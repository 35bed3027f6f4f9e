#include "report/html_writer.h"

#include "base/text.h"

namespace plumbline::report {
namespace {

// Forbidden in HTML (HTML Standard, 13.2.2, control-character-in-input-stream): they would be parse errors, and U+0000
// vanishes.
bool IsForbidden(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7F;
}

}  // namespace

void HtmlWriter::Text(std::string_view text) {
  std::string valid;
  if (FindInvalidUtf8(text)) {
    valid = ValidUtf8(text);
    text = valid;
  }
  for (const char c : text) {
    switch (c) {
      case '&':
        out_ += "&amp;";
        break;
      case '<':
        out_ += "&lt;";
        break;
      case '>':
        out_ += "&gt;";
        break;
      case '"':
        out_ += "&quot;";
        break;
      case '\'':
        out_ += "&#39;";
        break;
      case '\r':
        out_ += "&#13;";
        break;  // as itself it would become a line feed
      default:
        if (IsForbidden(c)) {
          out_ += "\uFFFD";
        } else {
          out_ += c;
        }
    }
  }
}

void HtmlWriter::Begin(HtmlName name, HtmlAttributes attributes) {
  out_.append("<").append(name.view());
  for (const HtmlAttribute& attribute : attributes) {
    out_.append(" ").append(attribute.name.view());
    if (attribute.value.empty()) continue;
    out_ += "=\"";
    Text(attribute.value);
    out_ += '"';
  }
  out_ += '>';
}

HtmlWriter::Element HtmlWriter::In(HtmlName name, HtmlAttributes attributes) {
  return Element(*this, name, attributes);
}

void HtmlWriter::Put(HtmlName name, std::string_view text, HtmlAttributes attributes) {
  const Element element = In(name, attributes);
  Text(text);
}

void HtmlWriter::Void(HtmlName name, HtmlAttributes attributes) { Begin(name, attributes); }

void HtmlWriter::Embed(HtmlName name, std::string_view text) {
  const Element element = In(name);
  if (text.find("</") == std::string_view::npos && text.find("<!--") == std::string_view::npos) out_ += text;
}

}  // namespace plumbline::report

// Writes HTML in which no text can be taken for markup. Names of elements and attributes are literals that the compiler
// has seen; everything else goes through Text or an attribute's value, and both escape. Elements end where their C++
// object ends, so they nest as the code does.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace plumbline::report {

// The name of an element or attribute: a literal, so that no text of a result can become one.
class HtmlName {
 public:
  consteval HtmlName(const char* literal) : name_(literal) {}  // NOLINT: implicit, for names in braces
  constexpr std::string_view view() const { return name_; }

 private:
  std::string_view name_;
};

// An attribute. One without a value ("hidden") has an empty one.
struct HtmlAttribute {
  HtmlName name;
  std::string_view value = {};
};
using HtmlAttributes = std::initializer_list<HtmlAttribute>;

class HtmlWriter {
 public:
  class [[nodiscard]] Element {
   public:
    Element(HtmlWriter& writer, HtmlName name, HtmlAttributes attributes) : writer_(writer), name_(name) {
      writer_.Begin(name, attributes);
    }
    ~Element() { writer_.out_.append("</").append(name_.view()).append(">"); }
    Element(const Element&) = delete;
    Element& operator=(const Element&) = delete;

   private:
    HtmlWriter& writer_;
    HtmlName name_;
  };

  // An element that lasts as long as what is returned.
  Element In(HtmlName name, HtmlAttributes attributes = {});
  // An element that holds one text.
  void Put(HtmlName name, std::string_view text, HtmlAttributes attributes = {});
  // An element that has no content and no end: <meta>, <input>.
  void Void(HtmlName name, HtmlAttributes attributes = {});
  // `&`, `<`, `>` and quotes as character references; U+FFFD for bytes that are not UTF-8 and for characters that HTML
  // forbids.
  void Text(std::string_view text);
  // A line break in the source, for those who read it.
  void Line() { out_ += '\n'; }
  // <!DOCTYPE html>, and the texts of <style> and <script>, which know no escaping: a text that would end its element
  // is not written.
  void Doctype() { out_ += "<!DOCTYPE html>\n"; }
  void Embed(HtmlName name, std::string_view text);

  std::size_t size() const { return out_.size(); }
  std::string Take() { return std::move(out_); }

 private:
  void Begin(HtmlName name, HtmlAttributes attributes);

  std::string out_;
};

}  // namespace plumbline::report

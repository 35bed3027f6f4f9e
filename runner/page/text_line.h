// The lines of a text that was copied from a rendered page, and what a single line looks like: a type, a name, a
// method, a heading. Only what the line itself says; read_text.cpp weighs it against its neighbours.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "page/page.h"

namespace plumbline::page {

// Lines that hold something. Blank ones are told by the line that follows them.
struct Line {
  std::uint32_t begin = 0, end = 0;  // without white space at both ends
  std::uint32_t indent = 0;          // bytes of white space before it
  bool after_blank = false;          // or the first one
};

using KnownNames = std::set<std::string, std::less<>>;

class TextLines {
 public:
  explicit TextLines(std::string_view page);

  std::size_t size() const { return lines_.size(); }
  const Line& operator[](std::size_t index) const { return lines_[index]; }
  std::string_view page() const { return page_; }
  std::string_view Raw(std::size_t index) const {
    return page_.substr(lines_[index].begin, lines_[index].end - lines_[index].begin);
  }
  // As prose; empty past the end. Valid until eight other lines have been asked for.
  const std::string& Clean(std::size_t index) const;
  Text Prose(std::size_t index) const;
  // Whether a blank line, or the end, comes after it.
  bool BeforeBlank(std::size_t index) const { return index + 1 >= size() || lines_[index + 1].after_blank; }
  // Names that the page shows beyond doubt: keys of JSON, and parameters in the query of an address.
  const KnownNames& known_names() const;
  // The first line that begins at `at` or later.
  std::size_t IndexAt(std::size_t at) const;
  // What stands before `at` in the line is done with; the rest is a line of its own, set off from what was before.
  void CutFront(std::size_t index, std::size_t at);
  void CutBack(std::size_t index, std::size_t at);

 private:
  struct Cached {
    std::size_t index = static_cast<std::size_t>(-1);
    std::string text;
  };
  std::string_view page_;
  std::vector<Line> lines_;
  mutable std::array<Cached, 8> cache_;
  mutable std::optional<KnownNames> known_names_;
};

bool IsUpper(char c);
bool IsLower(char c);
bool IsDigit(char c);
bool IsLetter(char c);

std::size_t CountWords(std::string_view text);

// The length of an HTTP method in capitals at the beginning; 0 where there is none.
std::size_t MethodLength(std::string_view text);
// The lengths of the types that begin at the front of `text`, the longest first: "string", "object[]", "array of
// strings", "enum<string>", "string | null", "date (ISO)".
std::vector<std::size_t> TypeLengths(std::string_view text);
bool IsType(std::string_view text);

// "page", "created_at", "startDate", "X-Request-ID", "error.code", "items[].id".
bool IsName(std::string_view text);
// A name that no sentence would hold as a word of its own: with a capital inside, `_`, digits; or wholly in lower case.
bool IsCodeName(std::string_view text);

// "Query Parameters", "Response fields", "Errors", "Example Request": what a section is for, whatever the vendor.
bool IsRoleHeading(std::string_view text);
// A role whose section lists fields.
bool IsFieldRole(std::string_view text);
// Title Case throughout, with no punctuation at its end.
bool IsTitleCase(std::string_view text);
// Short, begins with a capital, and does not end like a sentence.
bool CouldBeHeading(std::string_view text);
// What a page carries around its text: "Skip to main content", "Copy", "Last updated …", breadcrumbs.
bool IsFurniture(std::string_view text);
// A tab over code: "cURL", "Python", "200", "201 Created".
bool IsCodeLabel(std::string_view text);

}  // namespace plumbline::page

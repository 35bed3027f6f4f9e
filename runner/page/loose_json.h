// JSON as documentation shows it: with comments, ellipses, placeholders, single quotes and trailing commas, which say
// something of the page and nothing of the API. Everything that strict JSON allows is read as strict JSON; the rest is
// read and listed. What cannot be read even so, such as an array that is never closed, is a fault.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "page/page.h"

namespace plumbline::page {

struct LooseJson {
  std::shared_ptr<const document::Document>
      body;  // null where there is a fault; its source is the page, its places places of the page
  std::vector<std::string> oddities;  // "a comment", "a trailing comma": each once
  bool shortened = false;             // an ellipsis, or a comment that says so
  bool lacks_members = false;         // and not only between the items of arrays
  std::string fault;
  document::Span fault_span;  // in the page
  std::size_t end = 0;        // bytes of `code` that were read
};

// Reads the one value that `code` holds from byte `begin` on. A placeholder that is no JSON (<TOKEN>, string) becomes a
// string in angle brackets.
LooseJson ReadLooseJson(const document::Source& source, const Text& code, std::size_t begin = 0);

// Turns the places of a value, and of all below it, from bytes of `code` into bytes of the page.
void MapToPage(document::Value& value, const Text& code);

// Whether a text stands for a value that the documentation does not show: "<TOKEN>", "your_api_key", "string", "xxx".
bool IsPlaceholder(std::string_view text);

}  // namespace plumbline::page

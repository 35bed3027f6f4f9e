// Code that stands bare in a text: JSON from its first bracket to the one that closes it, curl commands with their
// continuations, HTTP messages, and code that gives itself away by its first line. Says how far it reaches; never looks
// at a byte more often than a fixed number of times, whatever it is given.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "page/text_line.h"

namespace plumbline::page {

struct BareCode {
  std::string language;  // "json", "bash", "http", "python", "javascript", "php", "go"
  std::size_t end = 0;   // byte of the page, past the code
};

// The code that begins with the line `index`, if there is any.
std::optional<BareCode> FindBareCode(const TextLines& lines, std::size_t index);

}  // namespace plumbline::page

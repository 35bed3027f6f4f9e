// Text from strangers, made safe to stand in a report that people and line-based readers read.
#pragma once

#include <string>
#include <string_view>

namespace plumbline::report {

// UTF-8 with tabs and line feeds; every other control character, every character that turns the direction of writing,
// and every byte that is no UTF-8 becomes U+FFFD. What is left can stand in YAML and XML, and shows what it is.
std::string PlainText(std::string_view text);

// The same on one line: each run of tabs and line breaks is a space.
std::string OneLine(std::string_view text);

}  // namespace plumbline::report

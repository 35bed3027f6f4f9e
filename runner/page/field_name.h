// What the cell of a table says where its column holds names: the names themselves, several of them too, how deep they
// are nested by signs or spaces, and the words behind them. What is no name makes no name: the row is not understood.
#pragma once

#include <string>
#include <vector>

#include "page/page.h"

namespace plumbline::page {

struct FieldName {
  std::string name;
  std::size_t begin = 0, end = 0;  // in the cell
  std::string rest;                // what else the cell says: "string", "required"
};

// The names of a cell; none where it holds anything else.
std::vector<FieldName> FieldNamesIn(const Text& cell);

// How deep a name is nested by the signs before it: "└ id", "│ ├ name", "↳ code", "- id".
int NestingOf(std::string_view cell);

// Likewise by no-break spaces before a name, which prose has lost: "&nbsp;&nbsp;code".
int IndentOf(const std::string& page, const Text& cell);

}  // namespace plumbline::page

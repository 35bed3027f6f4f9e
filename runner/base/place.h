// A quoted place: where something stands in a text, with the line itself, so that whoever prints it
// needs no file. Findings carry places; reports draw them.
#pragma once

#include <string>

namespace plumbline {

struct Place {
  std::string source;   // "specs/acme/openapi.yaml", or "response body"
  std::string pointer;  // JSON Pointer into that source
  int line = 0;         // from 1; 0: no line is known
  int column = 0;       // from 1, in code points
  int end_column = 0;   // one past the last column of the marked text
  // The line in three parts: what stands before the marked text, the marked text, what follows.
  std::string before;
  std::string marked;
  std::string after;
  std::string note;  // what is to be seen there: "the contract says integer"

  bool operator==(const Place&) const = default;
};

}  // namespace plumbline

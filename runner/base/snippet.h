// Draws quoted places as rustc does: where, the line, a caret under what is meant.
#pragma once

#include <string>
#include <vector>

#include "base/place.h"

namespace plumbline {

// Lines of text, each ended by a line break. Places of one source follow each other with `:::`. Long
// lines are cut around the mark.
std::string DrawPlaces(const std::vector<Place>& places);

// "specs/acme/openapi.yaml:312:29", or "response body:41:24 (/a/b)".
std::string WhereIs(const Place& place);

}  // namespace plumbline

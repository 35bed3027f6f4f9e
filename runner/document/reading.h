// What the readers of YAML and JSON share.
#pragma once

#include "document/document.h"

namespace plumbline::document {

Span MakeSpan(std::size_t begin, std::size_t end);

// Throws Error where the text is too large or not UTF-8.
void CheckText(const Source& source, const Limits& limits);

// The error for `second`, whose key `object` holds already.
Error DuplicateKey(const Source& source, const Value& object, const Member& second);

}  // namespace plumbline::document

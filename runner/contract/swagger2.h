// Swagger 2.0 at the edge: a document of that version is translated to the shape of OpenAPI 3.0, so that nothing behind this file
// knows of it. Values keep the places that they have in the user's text, and quotes name the pointers that stand there. Parts
// of other files are not translated; a Schema Object needs no translation to be read.
#pragma once

#include <string>
#include <string_view>

#include "document/document.h"

namespace plumbline::contract {

// Never fails: what has no translation is left as it is, for the loader to find wrong.
document::Document TranslateSwagger2(const document::Document& swagger);

// A reference of a translated document as its author wrote it: "#/definitions/Pet".
std::string AsWritten(const document::Document& document, std::string_view reference);

}  // namespace plumbline::contract

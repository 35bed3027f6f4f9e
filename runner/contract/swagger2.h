// Swagger 2.0 at the edge: a document of that version is translated to the shape of OpenAPI 3.0, so that nothing behind
// this file knows of it. Values keep the places that they have in the user's text, and quotes name the pointers that
// stand there. A part of another file is translated where it stands, as what the reference to it says that it is
// (swagger2_files.cpp).
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "document/store.h"

namespace plumbline::contract {

// The document and the files that it refers to, each in its own place in the store.
const document::Document& TranslateSwagger2(document::Store& store, const document::Document& swagger);

// What a reference leads to.
enum class SwaggerPart { kPathItem, kParameter, kFormField, kResponse, kSchema };
struct SwaggerReference {
  std::string reference;  // as it stands in the document
  SwaggerPart part = SwaggerPart::kSchema;
};
// A part of another file, as it is written; null: there is none.
using FindSwaggerPart = std::function<const document::Value*(const std::string& reference)>;

// Both never fail: what has no translation is left as it is, for the loader to find wrong. They append the references
// that they came upon. A part is of the document `here`, whose own references keep their names unless it is `root`, the
// one with the defaults.
document::Document TranslateSwagger2(const document::Document& swagger, const FindSwaggerPart& find,
                                     std::vector<SwaggerReference>& references);
document::Value TranslateSwaggerPart(const document::Value& root, const document::Value& here,
                                     const document::Value& value, SwaggerPart part, const FindSwaggerPart& find,
                                     std::vector<SwaggerReference>& references);

// Where "/definitions/Pet" lies in a translated document: "/components/schemas/Pet".
std::string ReferenceToSection(std::string_view fragment);

// A reference of a translated document as its author wrote it: "#/definitions/Pet".
std::string AsWritten(const document::Document& document, std::string_view reference);

}  // namespace plumbline::contract

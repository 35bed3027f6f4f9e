// Texts of another length than a page tells for their field.
#pragma once

#include <optional>
#include <string>

#include "document/document.h"
#include "page/claim.h"

namespace plumbline::audit {

struct BrokenLength {
  std::string expected, observed;  // "at most 11 characters"; "string \"…\", 13 characters"
};

// "Your number or an alphanumeric sender of at most 11 characters" says nothing of the length of a number.
bool IsOfAnotherForm(const std::string& description, const std::string& text);

// A text that is longer than the page allows, or a number in digits that has too few of them. Other texts that are too
// short may be shortened.
std::optional<BrokenLength> FindBrokenLength(const page::FieldClaim& field, const document::Value& value);

}  // namespace plumbline::audit

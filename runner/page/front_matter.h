// Metadata before a page's text (--- YAML ---, +++ TOML +++), and the operation that page generators put into its `api`
// member.
#pragma once

#include <optional>
#include <string_view>

#include "page/page.h"

namespace plumbline::page {

// The block of kind kFrontMatter that the page begins with; nothing where it begins otherwise.
std::optional<Block> ReadFrontMatter(std::string_view page);

// An operation as JSON in the `api` member: as it is, or as base64 of a zlib stream, whose text has but one anchor, at
// the value. A stream that grows past 16 MB is not read.
std::optional<Block> ReadOperation(std::string_view page, const Block& front_matter);

}  // namespace plumbline::page

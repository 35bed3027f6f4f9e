// API Blueprint: Markdown whose headings name resources and actions ("## Cars [/cars{?fuel}]", "### Find [GET]") and
// whose lists are parameters, payloads and the members of objects ("+ id: `c-1` (string, required) - Its name").
#pragma once

#include <vector>

#include "page/page.h"

namespace plumbline::page {

// Whether a page says of itself that it is one.
bool IsBlueprint(const std::vector<Block>& blocks);

// Headings of actions get the path of their resource, items that tell a parameter or member become fields, and code is
// titled by the payload that it is of.
std::vector<Block> ReadBlueprint(std::vector<Block> blocks);

}  // namespace plumbline::page

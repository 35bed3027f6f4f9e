// What a user points an audit at: a vendor's folder, a contract, documentation pages, or a folder of them, in any
// order. Pages may hold the contract themselves.
#pragma once

#include <string>
#include <vector>

#include "contract/vendor.h"

namespace plumbline::contract {

// Whether a file is read as a page: by its name's ending.
bool IsPageName(const std::string& path);

// The pages of a folder, those of its folders included, in the order of their names.
std::vector<std::string> PagesBelow(const std::string& folder);

// Reads a page and its claims. Throws Error.
page::DocumentedPage LoadPage(const std::string& path);

// Loads everything that the paths name. Contracts that pages hold are joined to the one that is named, which counts
// where both have an operation. Throws Error where a path is missing, holds neither contract nor page, or where two
// contracts are named.
Vendor LoadTarget(const std::vector<std::string>& paths);

}  // namespace plumbline::contract

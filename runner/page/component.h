// What a tag that opens a component says of it: which container it is, its title, and whether it tells a field of an
// API
// (<ParamField path="id" type="string" required>). The names are those of common documentation tools; an unknown
// component is a field where its attributes are a name and a type.
#pragma once

#include <string_view>

#include "page/mdx.h"
#include "page/tag.h"

namespace plumbline::page {

// Whether a tag at the beginning of a line stands around blocks, and not inside of a sentence.
bool StandsAroundBlocks(const Tag& tag);

// The component that `tag` opens in `parent` (null: in none).
Component MakeComponent(const Tag& tag, const Component* parent);

}  // namespace plumbline::page

// Sets that need no data: shapes that are common, and shapes that are the worst of their kind. Made the same on every
// run.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bench/sets.h"

namespace plumbline::bench {

struct Synthetic {
  std::string_view name;
  std::string_view about;
  Set (*make)();
};

const std::vector<Synthetic>& Synthetics();

}  // namespace plumbline::bench

// A project's configuration, plumbline.yaml: overrides of severities. Read here, beside waivers, and held against its
// schema; the overrides themselves are values of finding/.
#pragma once

#include <string>
#include <vector>

#include "finding/override.h"

namespace plumbline::suite {

struct Config {
  std::string file;  // empty: there is none
  std::string sha256;
  std::vector<finding::Override> overrides;  // the later ones win
};

// `rule_ids`: the checks and rules that there are. Throws Error where a glob fits none of them.
Config LoadConfig(const std::string& path, const std::vector<std::string>& rule_ids);

}  // namespace plumbline::suite

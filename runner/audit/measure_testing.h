// For the tests that measure rules on real and planted pages: everything that an audit of some paths finds, and whether
// a finding stands at given lines. Results are held by golden files that PLUMBLINE_UPDATE_GOLDEN=1 writes anew.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "audit/rule.h"
#include "base/text.h"
#include "contract/target.h"

namespace plumbline::audit {

inline std::vector<finding::Finding> FindingsIn(const std::vector<std::string>& paths) {
  const contract::Vendor vendor = contract::LoadTarget(paths);
  const Subject subject(vendor);
  std::vector<finding::Finding> all;
  for (const Rule& rule : Rules()) {
    for (finding::Finding& found : rule.run(subject)) all.push_back(std::move(found));
  }
  return all;
}

// Lines of a file: "41", "30-44".
struct Lines {
  std::string file;
  int first = 0, last = 0;

  static Lines Of(std::string file, std::string_view lines) {
    const std::size_t dash = lines.find('-');
    const int first = std::stoi(std::string(lines.substr(0, dash)));
    return {std::move(file), first,
            dash == std::string_view::npos ? first : std::stoi(std::string(lines.substr(dash + 1)))};
  }
};

// Whether one of the finding's places, or a detail that names a place ("docs/page.md:41"), lies within the lines, give
// or take `slack`.
inline bool StandsAt(const finding::Finding& found, const Lines& lines, int slack) {
  const auto near_line = [&](int line) { return line >= lines.first - slack && line <= lines.last + slack; };
  for (const Place& place : found.places) {
    if (place.source == lines.file && near_line(place.line)) return true;
  }
  for (const std::string& detail : found.details) {
    for (std::size_t at = detail.find(lines.file + ":"); at != std::string::npos;
         at = detail.find(lines.file + ":", at + 1)) {
      if (near_line(std::atoi(detail.c_str() + at + lines.file.size() + 1))) return true;
    }
  }
  return false;
}

inline void ExpectGolden(const std::string& path, const std::string& text) {
  if (std::getenv("PLUMBLINE_UPDATE_GOLDEN") != nullptr) std::ofstream(path, std::ios::binary) << text;
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream written;
  written << stream.rdbuf();
  EXPECT_EQ(written.str(), text) << path << " differs; PLUMBLINE_UPDATE_GOLDEN=1 writes it anew";
}

}  // namespace plumbline::audit

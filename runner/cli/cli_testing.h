// Runs commands in the process, as tests want it: fixed clock, given environment, streams as text.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "base/folder_testing.h"
#include "cli/cli.h"

namespace plumbline::cli {

struct Outcome {
  int code = 0;
  std::string out;
  std::string err;
};

// 2026-11-21T08:00:00Z
inline constexpr TimePoint kNow{std::chrono::seconds(1'795'248'000)};

inline Outcome RunCommand(const std::vector<std::string>& args,
                          const std::map<std::string, std::string>& variables = {}, const std::string& input = "") {
  Environment environment;
  std::istringstream in(input);
  environment.in = &in;
  environment.variable = [&](const std::string& name) -> std::optional<std::string> {
    const auto found = variables.find(name);
    return found == variables.end() ? std::nullopt : std::optional(found->second);
  };
  environment.clock = [] { return kNow; };
  environment.redaction_key = "the key of the tests";
  std::ostringstream out, err;
  const int code = Run(args, out, err, environment);
  return {code, out.str(), err.str()};
}

using Folder = TestFolder;

inline std::string ReadText(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

// The text of a file, or of all files below a folder with their names.
inline std::string AllTextsBelow(const std::string& path) {
  if (!std::filesystem::is_directory(path)) return ReadText(path);
  std::string texts;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(path)) {
    if (entry.is_regular_file()) texts += entry.path().string() + '\n' + ReadText(entry.path().string());
  }
  return texts;
}

}  // namespace plumbline::cli

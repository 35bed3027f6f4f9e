// Runs commands in the process, as tests want it: fixed clock, given environment, streams as text.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "cli/cli.h"

namespace plumbline::cli {

struct Outcome {
  int code = 0;
  std::string out;
  std::string err;
};

// 2026-11-21T08:00:00Z
inline constexpr TimePoint kNow{std::chrono::seconds(1'795'248'000)};

inline Outcome RunCommand(const std::vector<std::string>& args, const std::map<std::string, std::string>& variables = {}) {
  Environment environment;
  environment.variable = [&](const std::string& name) -> std::optional<std::string> {
    const auto found = variables.find(name);
    return found == variables.end() ? std::nullopt : std::optional(found->second);
  };
  environment.clock = [] { return kNow; };
  std::ostringstream out, err;
  const int code = Run(args, out, err, environment);
  return {code, out.str(), err.str()};
}

// A folder of one test, empty at its start, gone at its end.
class Folder {
 public:
  Folder() {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    path_ = std::filesystem::path(testing::TempDir()) / (std::string("plumbline-") + test->test_suite_name() + "-" + test->name());
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string Path(const std::string& name) const { return (path_ / name).string(); }
  std::string Write(const std::string& name, const std::string& text) const {
    const std::filesystem::path path = path_ / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
    return path.string();
  }

 private:
  std::filesystem::path path_;
};

inline std::string ReadText(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

}  // namespace plumbline::cli

// A folder for one test: new and empty at its start, gone at its end. No other test, and no other run of
// the tests, has the same one.
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <string>
#include <utility>

namespace plumbline {

class TestFolder {
 public:
  TestFolder() : path_(testing::TempDir() + "plumbline-XXXXXX") {
    if (mkdtemp(path_.data()) == nullptr) ADD_FAILURE() << "no folder can be made in " << testing::TempDir();
  }
  // With files: name and text of each.
  TestFolder(std::initializer_list<std::pair<std::string, std::string>> files) : TestFolder() {
    for (const auto& [name, text] : files) Write(name, text);
  }
  ~TestFolder() { std::filesystem::remove_all(path_); }
  TestFolder(const TestFolder&) = delete;
  TestFolder& operator=(const TestFolder&) = delete;

  const std::string& path() const { return path_; }
  std::string Path(const std::string& name) const { return path_ + '/' + name; }
  // Writes a file, its folders made as needed, and returns its path.
  std::string Write(const std::string& name, const std::string& text) const {
    const std::filesystem::path path = Path(name);
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
    return path.string();
  }

 private:
  std::string path_;
};

}  // namespace plumbline

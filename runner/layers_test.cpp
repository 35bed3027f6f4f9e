// The layer diagram of ARCHITECTURE.md, held against every #include.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace plumbline {
namespace {

namespace fs = std::filesystem;

// Folder -> folders that it may include, its own aside.
const std::map<std::string, std::set<std::string>> kMayInclude = {
    {"base", {}},
    {"document", {"base"}},
    {"page", {"base", "document"}},
    {"finding", {"base"}},
    {"http", {"base"}},
    {"schema", {"base", "document"}},
    {"contract", {"base", "document", "finding", "http", "page", "schema"}},
    {"mock", {"base", "document", "http", "schema", "contract"}},
    {"suite", {"base", "document", "finding", "http", "schema", "contract", "mock"}},
    {"check", {"base", "document", "finding", "http", "schema", "contract", "suite"}},
    {"audit", {"base", "document", "finding", "page", "schema", "contract", "http"}},
    {"run", {"base", "document", "finding", "http", "schema", "contract", "mock", "suite", "check", "audit"}},
    {"report", {"base", "finding", "http", "run"}},
    {"bench", {"base", "document", "schema", "contract"}},
    {"fuzz", {"base", "document", "schema", "contract", "page", "audit", "finding"}},
    {"validate", {"base", "document", "http", "schema"}},
    {"cli",
     {"base", "document", "validate", "finding", "schema", "contract", "page", "suite", "check", "audit", "run",
      "report"}},
};

// Header of a foreign library -> the only files that may see it.
const std::map<std::string, std::set<std::string>> kForeign = {
    {"yaml-cpp", {"document/yaml.cpp"}},
    {"curl/curl.h", {"http/curl_transport.cpp"}},
    {"uv.h", {"http/server.cpp"}},
    {"pcre2.h", {"schema/pattern.cpp"}},
    {"re2/", {"base/regex.cpp", "schema/pattern.cpp"}},
    {"idn2.h", {"schema/format_idn.cpp"}},
    {"simdjson.h", {"document/tape.cpp"}},
    {"cmark-gfm", {"page/read_markdown.cpp"}},
    {"libxml/", {"page/read_html.cpp"}},
    {"zlib.h", {"page/front_matter.cpp"}},
    {"CLI/", {"cli/"}},
    {"pugixml.hpp", {"report/junit.cpp"}},
    {"iostream", {"cli/cli.cpp", "bench/", "example/"}},
};

// Folders without I/O, clock or stream.
const std::set<std::string> kPure = {"schema", "page", "check", "audit", "finding", "report"};
const std::vector<std::string> kImpure = {"fstream",          "iostream",      "curl/curl.h",     "uv.h",
                                          "http/transport.h", "http/server.h", "document/store.h"};

struct Include {
  std::string file;    // "check/schema.cpp"
  std::string folder;  // "check"
  std::string header;
  bool quoted = false;
};

std::vector<Include> Includes() {
  std::vector<Include> includes;
  for (const auto& entry : fs::recursive_directory_iterator("runner")) {
    const std::string path = fs::relative(entry.path(), "runner").string();
    const bool source = path.ends_with(".cpp") || path.ends_with(".h");
    const bool test = path.ends_with("_test.cpp") || path.ends_with("_testing.h") || path.ends_with("_suite.cpp");
    if (!source || test || path.find('/') == std::string::npos) continue;
    std::ifstream stream(entry.path());
    for (std::string line; std::getline(stream, line);) {
      if (!line.starts_with("#include ")) continue;
      const std::size_t open = line.find_first_of("<\""), close = line.find_first_of(">\"", open + 1);
      if (open == std::string::npos || close == std::string::npos) continue;
      includes.push_back(
          {path, path.substr(0, path.find('/')), line.substr(open + 1, close - open - 1), line[open] == '"'});
    }
  }
  return includes;
}

TEST(Layers, EveryFolderIncludesOnlyWhatTheDiagramAllows) {
  for (const Include& include : Includes()) {
    if (!include.quoted) continue;
    const auto allowed = kMayInclude.find(include.folder);
    ASSERT_NE(allowed, kMayInclude.end()) << include.file << ": its folder is not in the diagram";
    const std::string target = include.header.substr(0, include.header.find('/'));
    EXPECT_TRUE(target == include.folder || allowed->second.contains(target))
        << include.file << " includes " << include.header;
  }
}

TEST(Layers, ForeignLibrariesAreSeenByTheirOwnFileOnly) {
  for (const Include& include : Includes()) {
    for (const auto& [library, files] : kForeign) {
      if (!include.header.starts_with(library)) continue;
      bool allowed = false;
      for (const std::string& file : files) allowed = allowed || include.file.starts_with(file);
      EXPECT_TRUE(allowed) << include.file << " includes " << include.header;
    }
  }
}

TEST(Layers, PureFoldersDoNoInputOrOutput) {
  for (const Include& include : Includes()) {
    if (!kPure.contains(include.folder)) continue;
    for (const std::string& header : kImpure) EXPECT_NE(include.header, header) << include.file;
  }
}

TEST(Layers, NoSourceFileKnowsAVendor) {
  for (const auto& entry : fs::recursive_directory_iterator("runner")) {
    const std::string path = entry.path().string();
    if ((!path.ends_with(".cpp") && !path.ends_with(".h")) || path.ends_with("_test.cpp")) continue;
    std::ifstream stream(path);
    std::string line;
    for (int number = 1; std::getline(stream, line); ++number) {
      for (const auto& vendor : fs::directory_iterator("specs")) {
        EXPECT_EQ(line.find(vendor.path().filename().string()), std::string::npos) << path << ':' << number;
      }
    }
  }
}

}  // namespace
}  // namespace plumbline

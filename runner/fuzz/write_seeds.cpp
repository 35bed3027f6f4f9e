// Writes what the fuzz targets begin with, each as a file of its own: the schemas, instances and patterns of test
// suites in the format of the official JSON Schema Test Suite, and contracts and documentation pages.
//
//   write_seeds FOLDER SOURCE…       SOURCE: a folder of such a suite, whose name says the dialect (draft7,
//   openapi-3.0-suite), or
//                                    one with contracts and pages below it
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "base/error.h"
#include "contract/target.h"
#include "document/flat.h"
#include "page/page.h"

namespace plumbline::fuzz {
namespace {

namespace fs = std::filesystem;
using document::Cell;

constexpr std::string_view kSuites[] = {"draft4",       "draft6",       "draft7",
                                        "draft2019-09", "draft2020-12", "openapi-3.0-suite"};  // by DialectId

class Seeds {
 public:
  explicit Seeds(fs::path folder) : folder_(std::move(folder)) {}

  void AddFile(const fs::path& path, char dialect) {
    const auto flat = document::FlatDocument::Read(path.string(), document::ReadFile(path.string(), path.string()));
    for (const Cell& group : document::Items(flat->root())) {
      const Cell& schema = *group.Find("schema");
      const std::string text = document::WriteJson(schema);
      Write("compile", dialect + text);
      Write("json", std::string(flat->source().text().substr(0, 500)));
      for (const Cell& test : document::Items(*group.Find("tests"))) {
        const Cell& data = *test.Find("data");
        const std::string instance = document::WriteJson(data);
        Write("evaluate", dialect + text + '\0' + instance);
        Write("json", instance);
        if (!data.IsString()) continue;
        const Cell* pattern = schema.Find("pattern");
        if (pattern != nullptr) Write("pattern", std::string(pattern->view()) + '\0' + std::string(data.view()));
        if (schema.Find("format") != nullptr) Write("format", std::string(data.view()));
      }
    }
  }

  // The pages and YAML files of one folder, and each contract with each page beside or below it.
  void AddFolder(const fs::path& folder) {
    const std::vector<std::string> pages = contract::PagesBelow(folder.string());
    for (const auto& entry : fs::directory_iterator(folder)) {
      const std::string path = entry.path().string(), ending = entry.path().extension().string();
      if (entry.is_directory()) AddFolder(entry.path());
      if (!entry.is_regular_file()) continue;
      const std::string text = document::ReadFile(path, path);
      if (contract::IsPageName(path)) Write("page", static_cast<char>(page::FormatOf(path, text)) + text);
      if (ending == ".yaml") Write("yaml", text);
      if ((ending != ".yaml" && ending != ".json") ||
          (text.find("openapi") == text.npos && text.find("swagger") == text.npos))
        continue;
      const std::string contract = (ending == ".json" ? '\0' : '\1') + text;
      Write("contract", contract);
      for (const std::string& page : pages) Write("contract", contract + '\0' + document::ReadFile(page, page));
    }
  }

 private:
  void Write(const std::string& target, const std::string& text) {
    fs::create_directories(folder_ / target);
    std::ofstream(folder_ / target / std::to_string(++number_), std::ios::binary) << text;
  }

  fs::path folder_;
  std::size_t number_ = 0;
};

int Run(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "write_seeds FOLDER SOURCE...\n");
    return 2;
  }
  Seeds seeds(argv[1]);
  for (int i = 2; i < argc; ++i) {
    const fs::path suite = argv[i];
    std::size_t dialect = 0;
    while (dialect < std::size(kSuites) && kSuites[dialect] != suite.filename()) ++dialect;
    if (dialect == std::size(kSuites)) {
      seeds.AddFolder(suite);
      continue;
    }
    for (const auto& entry : fs::recursive_directory_iterator(suite)) {
      if (entry.path().extension() == ".json") seeds.AddFile(entry.path(), static_cast<char>(dialect));
    }
  }
  return 0;
}

}  // namespace
}  // namespace plumbline::fuzz

int main(int argc, char** argv) {
  try {
    return plumbline::fuzz::Run(argc, argv);
  } catch (const plumbline::Error& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 2;
  }
}

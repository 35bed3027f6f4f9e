// The official JSON Schema Test Suite, and our own of the OpenAPI 3.0 dialect in the same file format: each test is a
// test of its own, and runs through every way of evaluation there is. A program by itself, because it has thousands of
// tests.
//
//   plumbline_official_suite [gtest options]        PLUMBLINE_TEST_DATA names the folder that holds
//   json-schema-test-suite/
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>

#include "base/error.h"
#include "schema/output.h"
#include "schema/paths_testing.h"
#include "schema/schema.h"

namespace plumbline::schema {
namespace {

namespace fs = std::filesystem;
using document::Cell;
using document::FlatDocument;

// Tests that are not run, each with its reason: "draft/file | group | test". None is required.
struct Exclusion {
  std::string_view test;
  std::string_view reason;
};
constexpr std::array<Exclusion, 0> kExclusions = {};

std::shared_ptr<const FlatDocument> ReadFlat(const fs::path& path) {
  return FlatDocument::Read(path.string(), document::ReadFile(path.string(), path.string()));
}

// The suite's remote documents are served below this address.
class Remotes {
 public:
  explicit Remotes(fs::path folder)
      : folder_(std::move(folder)), registry_([this](const std::string& uri) { return Fetch(uri); }) {}
  const Registry& registry() const { return registry_; }

 private:
  std::shared_ptr<const FlatDocument> Fetch(const std::string& uri) const {
    constexpr std::string_view kHost = "http://localhost:1234/";
    if (!uri.starts_with(kHost)) return nullptr;
    const fs::path path = folder_ / uri.substr(kHost.size());
    return fs::is_regular_file(path) ? ReadFlat(path) : nullptr;
  }

  fs::path folder_;
  Registry registry_;
};

struct Group {
  std::string name;
  std::string schema;  // JSON
  Options options;
  std::optional<Program> program;

  const Program& Compiled() {
    if (!program) program = CompileText("schema.json", schema, options);
    return *program;
  }
};

class SuiteTest : public testing::Test {
 public:
  SuiteTest(std::shared_ptr<Group> group, std::string data, bool valid)
      : group_(std::move(group)), data_(std::move(data)), valid_(valid) {}

  void TestBody() override {
    SCOPED_TRACE(fmt::format("schema {}\ndata {}", group_->schema, data_));
    const std::string expected = valid_ ? "valid" : "invalid";
    try {
      for (const auto& [way, says] : AnswersOfAllPaths(group_->Compiled(), data_)) EXPECT_EQ(says, expected) << way;
    } catch (const CompileError& error) {
      ADD_FAILURE() << "at " << error.location().ToString() << ": " << error.message();
    } catch (const Error& error) {
      ADD_FAILURE() << error.what();
    }
  }

 private:
  std::shared_ptr<Group> group_;
  std::string data_;
  bool valid_;
};

// One assertion of the annotation tests: the values that a keyword gave at one place of the instance, by schema
// location.
class AnnotationTest : public testing::Test {
 public:
  AnnotationTest(std::string schema, Options options, std::string instance, std::string assertion)
      : schema_(std::move(schema)),
        options_(options),
        instance_(std::move(instance)),
        assertion_(std::move(assertion)) {}

  void TestBody() override {
    SCOPED_TRACE(fmt::format("schema {}\ninstance {}\nassertion {}", schema_, instance_, assertion_));
    const Program program = CompileText("schema.json", schema_, options_);
    document::Tape tape;
    ASSERT_TRUE(tape.ReadJson(instance_));
    const auto assertion = FlatDocument::Read("assertion.json", assertion_);
    const std::string location(assertion->root().Find("location")->view()),
        keyword(assertion->root().Find("keyword")->view());
    std::map<std::string, std::string> expected, got;
    for (const auto& [key, value] : document::Members(*assertion->root().Find("expected")))
      expected[std::string(key.view())] = document::WriteJson(value);
    for (const Annotation& one : Annotations(Explain(program, tape))) {
      if (one.instance_location.ToString() != location || one.keyword != keyword) continue;
      got["#" + one.schema_location.Parent().ToFragment()] =
          one.value;  // the suite names the schema, we the keyword in it
    }
    EXPECT_EQ(got, expected);
  }

 private:
  std::string schema_;
  Options options_;
  std::string instance_, assertion_;
};

// One output test: the output of a format fits the schema that the suite gives for it.
class OutputTest : public testing::Test {
 public:
  OutputTest(std::string schema, Options options, std::string data, std::string format, std::string output)
      : schema_(std::move(schema)),
        options_(options),
        data_(std::move(data)),
        format_(std::move(format)),
        output_(std::move(output)) {}

  void TestBody() override {
    const Program program = CompileText("schema.json", schema_, options_);
    document::Tape tape;
    ASSERT_TRUE(tape.ReadJson(data_));
    const std::string text = WriteOutput(Explain(program, tape), *FindOutputFormat(format_));
    document::Tape output;
    ASSERT_TRUE(output.ReadJson(text));
    options_.assert_formats = true;
    std::string said;
    for (const Violation& violation : Evaluate(CompileText("output.json", output_, options_), output)) {
      said += violation.instance_location.ToString() + " " + violation.message + "\n";
    }
    EXPECT_EQ(said, "") << text;
  }

 private:
  std::string schema_;
  Options options_;
  std::string data_, format_, output_;
};

std::string Plain(std::string_view text) {
  std::string name;
  for (const char c : text) name += std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
  return name;
}

std::string TextUnder(const Cell& object, std::string_view key) {
  const Cell* found = object.Find(key);
  return found == nullptr ? "" : std::string(found->view());
}

struct Registered {
  std::size_t tests = 0, excluded = 0;
};
std::map<std::string, Registered>& Counts() {
  static std::map<std::string, Registered> counts;
  return counts;
}

void RegisterFile(const std::string& suite, const fs::path& path, const Options& base) {
  const auto flat = ReadFlat(path);
  std::size_t number = 0;
  for (const Cell& entry : document::Items(flat->root())) {
    Options options = base;
    std::map<Direction, std::shared_ptr<Group>> groups;
    for (const Cell& test : document::Items(*entry.Find("tests"))) {
      const std::string direction = TextUnder(test, "direction");
      options.direction = direction == "request"    ? Direction::kRequest
                          : direction == "response" ? Direction::kResponse
                                                    : Direction::kNone;
      auto& group = groups[options.direction];
      if (group == nullptr) {
        group = std::make_shared<Group>(
            Group{TextUnder(entry, "description"), document::WriteJson(*entry.Find("schema")), options, {}});
      }
      const std::string key =
          fmt::format("{}/{} | {} | {}", suite, path.filename().string(), group->name, TextUnder(test, "description"));
      Registered& counts = Counts()[suite];
      if (std::any_of(kExclusions.begin(), kExclusions.end(), [&](const Exclusion& e) { return e.test == key; })) {
        ++counts.excluded;
        continue;
      }
      ++counts.tests;
      const std::string name = fmt::format("{}_{}_{}_{}", Plain(path.stem().string()), ++number, Plain(group->name),
                                           Plain(TextUnder(test, "description")));
      testing::RegisterTest(suite.c_str(), name.c_str(), nullptr, nullptr, __FILE__, __LINE__,
                            [group, data = document::WriteJson(*test.Find("data")),
                             valid = test.Find("valid")->Is(document::CellKind::kTrue)]() -> testing::Test* {
                              return new SuiteTest(group, data, valid);
                            });
    }
  }
}

void RegisterFolder(const std::string& suite, const fs::path& folder, const Options& options) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.is_regular_file() && entry.path().extension() == ".json") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  for (const fs::path& file : files) RegisterFile(suite, file, options);
}

// "4", "<=2019", "6,<=2019", "=2020": whether a test is meant for a dialect.
bool IsCompatible(const std::string& rule, DialectId dialect) {
  constexpr int kReleases[] = {4, 6, 7, 2019, 2020};
  const int release = kReleases[static_cast<std::size_t>(dialect)];
  for (std::size_t begin = 0; begin < rule.size();) {
    const std::size_t end = std::min(rule.find(',', begin), rule.size());
    const std::string part = rule.substr(begin, end - begin);
    const int number = std::stoi(part.substr(part.find_first_of("0123456789")));
    const bool fits = part.starts_with("<=")  ? release <= number
                      : part.starts_with("=") ? release == number
                                              : release >= number;
    if (!fits) return false;
    begin = end + 1;
  }
  return true;
}

void RegisterAnnotations(const fs::path& folder) {
  constexpr std::pair<DialectId, std::string_view> kNames[] = {{DialectId::kDraft4, "draft4"},
                                                               {DialectId::kDraft6, "draft6"},
                                                               {DialectId::kDraft7, "draft7"},
                                                               {DialectId::k2019_09, "draft2019_09"},
                                                               {DialectId::k2020_12, "draft2020_12"}};
  for (const auto& entry : fs::directory_iterator(folder)) {
    const auto flat = ReadFlat(entry.path());
    for (const auto& [dialect, name] : kNames) {
      std::size_t number = 0;
      for (const Cell& group : document::Items(*flat->root().Find("suite"))) {
        const bool other_dialect = group.Find("schema")->Find("$schema") != nullptr && dialect != DialectId::k2020_12;
        if (!IsCompatible(TextUnder(group, "compatibility"), dialect) || other_dialect) continue;
        auto registry = std::make_shared<Registry>();
        if (const Cell* external = group.Find("externalSchemas")) {
          for (const auto& [uri, schema] : document::Members(*external)) {
            registry->Add(std::string(uri.view()),
                          FlatDocument::FromValue(std::string(uri.view()), document::ToValue(schema)));
          }
        }
        Options options;
        options.dialect = dialect;
        options.assert_formats = false;
        options.registry = registry.get();
        for (const Cell& test : document::Items(*group.Find("tests"))) {
          for (const Cell& assertion : document::Items(*test.Find("assertions"))) {
            const std::string suite = std::string(name) + "_annotations";
            ++Counts()[suite].tests;
            const std::string test_name = fmt::format("{}_{}_{}", Plain(entry.path().stem().string()), ++number,
                                                      Plain(TextUnder(group, "description")));
            testing::RegisterTest(suite.c_str(), test_name.c_str(), nullptr, nullptr, __FILE__, __LINE__,
                                  [registry, schema = document::WriteJson(*group.Find("schema")), options,
                                   instance = document::WriteJson(*test.Find("instance")),
                                   text = document::WriteJson(assertion)]() -> testing::Test* {
                                    return new AnnotationTest(schema, options, instance, text);
                                  });
          }
        }
      }
    }
  }
}

void RegisterOutputs(const fs::path& folder, DialectId dialect, const std::string& name) {
  auto registry = std::make_shared<Registry>();
  auto schema_of_outputs = ReadFlat(folder / "output-schema.json");
  registry->Add(std::string(schema_of_outputs->root().Find("$id")->view()), schema_of_outputs);
  for (const auto& entry : fs::directory_iterator(folder / "content")) {
    const auto flat = ReadFlat(entry.path());
    for (const Cell& group : document::Items(flat->root())) {
      for (const Cell& test : document::Items(*group.Find("tests"))) {
        for (const auto& [format, output] : document::Members(*test.Find("output"))) {
          Options options;
          options.dialect = dialect;
          options.assert_formats = false;
          options.registry = registry.get();
          const std::string test_name = fmt::format("{}_{}_{}", Plain(entry.path().stem().string()),
                                                    Plain(TextUnder(test, "description")), std::string(format.view()));
          testing::RegisterTest((name + "_output").c_str(), test_name.c_str(), nullptr, nullptr, __FILE__, __LINE__,
                                [registry, schema = document::WriteJson(*group.Find("schema")), options,
                                 data = document::WriteJson(*test.Find("data")), kind = std::string(format.view()),
                                 text = document::WriteJson(output)]() -> testing::Test* {
                                  return new OutputTest(schema, options, data, kind, text);
                                });
        }
      }
    }
  }
}

// Tells at the end how many tests of each part passed.
class Summary : public testing::EmptyTestEventListener {
  void OnTestProgramEnd(const testing::UnitTest& unit) override {
    std::string text;
    for (int i = 0; i < unit.total_test_suite_count(); ++i) {
      const testing::TestSuite& suite = *unit.GetTestSuite(i);
      if (suite.test_to_run_count() == 0) continue;
      const auto found = Counts().find(suite.name());
      const std::size_t excluded = found == Counts().end() ? 0 : found->second.excluded;
      text += fmt::format("{:<26} {:>5} of {:>5} passed{}\n", suite.name(), suite.successful_test_count(),
                          suite.total_test_count() + static_cast<int>(excluded),
                          excluded == 0 ? "" : fmt::format(", {} excluded", excluded));
    }
    std::cout << text;
    if (const char* path = std::getenv("PLUMBLINE_SUITE_SUMMARY")) std::ofstream(path, std::ios::app) << text;
  }
};

constexpr int kSkipped = 77;  // as CMake is told

int RunSuites(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  testing::UnitTest::GetInstance()->listeners().Append(new Summary);
  const fs::path own = fs::path(PLUMBLINE_SOURCE_DIR) / "runner/schema/openapi-3.0-suite";
  Options options;
  options.assert_formats = false;
  options.dialect = DialectId::kOpenApi30;
  RegisterFolder("openapi_3_0", own, options);
  options.assert_formats = true;
  RegisterFolder("openapi_3_0_format", own / "optional/format", options);

  const char* data = std::getenv("PLUMBLINE_TEST_DATA");
  const fs::path official = data == nullptr ? fs::path() : fs::path(data) / "json-schema-test-suite";
  static const Remotes remotes(official / "remotes");
  if (data == nullptr || !fs::is_directory(official)) {
    std::cout
        << "[  SKIPPED ] the official suite: set PLUMBLINE_TEST_DATA to a folder with json-schema-test-suite/, a checkout of the\n"
           "             repository json-schema-org/JSON-Schema-Test-Suite\n";
  } else {
    constexpr std::pair<DialectId, std::string_view> kFolders[] = {{DialectId::kDraft4, "draft4"},
                                                                   {DialectId::kDraft6, "draft6"},
                                                                   {DialectId::kDraft7, "draft7"},
                                                                   {DialectId::k2019_09, "draft2019-09"},
                                                                   {DialectId::k2020_12, "draft2020-12"}};
    for (const auto& [dialect, folder] : kFolders) {
      options.dialect = dialect;
      options.registry = &remotes.registry();
      const fs::path path = official / "tests" / folder;
      const std::string name = Plain(folder);
      options.assert_formats = false;
      RegisterFolder(name + "_required", path, options);
      options.assert_content = dialect == DialectId::kDraft7;  // what its optional tests ask for
      RegisterFolder(name + "_optional", path / "optional", options);
      options.assert_content = false;
      options.assert_formats = true;
      RegisterFolder(name + "_format", path / "optional/format", options);
    }
    RegisterAnnotations(official / "annotations/tests");
    RegisterOutputs(official / "output-tests/draft2019-09", DialectId::k2019_09, "draft2019_09");
    RegisterOutputs(official / "output-tests/draft2020-12", DialectId::k2020_12, "draft2020_12");
  }
  const int code = RUN_ALL_TESTS();
  return code == 0 && testing::UnitTest::GetInstance()->test_to_run_count() == 0 ? kSkipped : code;
}

}  // namespace
}  // namespace plumbline::schema

int main(int argc, char** argv) { return plumbline::schema::RunSuites(argc, argv); }

// Every way of evaluation over generated schemas and instances: they must agree. The fuzz targets do the same without
// end; these cases are always the same.
#include <gtest/gtest.h>

#include <random>

#include "schema/paths_testing.h"
#include "schema/schema_generator_testing.h"

namespace plumbline::schema {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::uint32_t kCases = 1000;  // each takes ten times as long
#else
constexpr std::uint32_t kCases = 2500;
#endif

std::string BytesOf(std::uint32_t seed) {
  std::mt19937 random(seed);  // the same numbers on every platform
  std::string bytes(30 + random() % 470, '\0');
  for (char& byte : bytes) byte = static_cast<char>(random() & 0xFF);
  return bytes;
}

TEST(Differential, AllPathsAgreeOnGeneratedSchemas) {
  std::size_t compiled = 0, valid = 0, invalid = 0;
  for (std::uint32_t seed = 0; seed < kCases && !HasFailure(); ++seed) {
    const GeneratedCase made = GenerateCase(BytesOf(seed));
    std::optional<Program> program;
    try {
      program = CompileText("schema.json", made.schema, made.options);
    } catch (const CompileError&) {
      continue;
    }
    ++compiled;
    for (const std::string& instance : made.instances) {
      const auto answers = AnswersOfAllPaths(*program, instance);
      EXPECT_EQ(Disagreement(answers), "") << "seed " << seed << ", " << DialectName(made.options.dialect)
                                           << "\nschema " << made.schema << "\ninstance " << instance;
      ++(answers.front().says == "valid" ? valid : invalid);
    }
  }
  // Else the generator makes nothing that is worth a test.
  EXPECT_GT(compiled, kCases * 9 / 10);
  EXPECT_GT(valid, compiled / 2);
  EXPECT_GT(invalid, compiled / 2);
}

}  // namespace
}  // namespace plumbline::schema

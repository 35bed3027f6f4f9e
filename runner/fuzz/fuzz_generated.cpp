// All ways of evaluation against each other, over schemas and instances that are made of the input: nearly every input
// is a case.
//
//   input: the decisions of the generator (schema/schema_generator_testing.h)
#include "fuzz/fuzz.h"
#include "schema/paths_testing.h"
#include "schema/schema_generator_testing.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace plumbline;
  if (size > 512) return 0;
  const schema::GeneratedCase made = schema::GenerateCase(fuzz::TextOf(data, size));
  if (std::getenv("PLUMBLINE_FUZZ_PRINT") != nullptr) {
    std::fprintf(stderr, "%s\n%s\n", std::string(schema::DialectName(made.options.dialect)).c_str(),
                 made.schema.c_str());
    for (const std::string& instance : made.instances) std::fprintf(stderr, "%s\n", instance.c_str());
  }
  std::optional<schema::Program> program;
  try {
    program = schema::CompileText("schema.json", made.schema, made.options);
  } catch (const schema::CompileError&) {
    return 0;
  }
  for (const std::string& instance : made.instances) {
    const std::string differences = schema::Disagreement(schema::AnswersOfAllPaths(*program, instance));
    if (!differences.empty()) {
      fuzz::Found(std::string(schema::DialectName(made.options.dialect)) + " schema " + made.schema + "\ninstance " +
                  instance + '\n' + differences);
    }
  }
  return 0;
}

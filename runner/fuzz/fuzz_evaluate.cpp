// All ways of evaluation against each other, over any schema and instance.
//
//   input: a byte that chooses the options, the schema, a zero byte, the instance
#include "base/error.h"
#include "fuzz/fuzz.h"
#include "fuzz/json_mutation.h"
#include "schema/paths_testing.h"

namespace plumbline::fuzz {
namespace {

// Places are told in full for every keyword, which takes the square of the depth.
constexpr std::size_t kMostSchema = 4096, kMostInstance = 1024;

void Run(std::uint8_t choice, const std::string& schema, const std::string& instance) {
  if (schema.size() > kMostSchema || instance.size() > kMostInstance) return;
  try {
    const schema::Program program = schema::CompileText("schema.json", schema, OptionsOf(choice));
    const std::string differences = schema::Disagreement(schema::AnswersOfAllPaths(program, instance));
    if (!differences.empty())
      Found(std::string(schema::DialectName(program.dialect())) + " schema " + schema + "\ninstance " + instance +
            '\n' + differences);
  } catch (const schema::CompileError&) {
  } catch (const Error&) {
  }
}

struct Case {
  std::string_view schema, instance;
};

Case Split(std::string_view input) {
  const std::string_view schema = input.substr(0, input.find('\0'));
  return {schema, schema.size() < input.size() ? input.substr(schema.size() + 1) : "null"};
}

}  // namespace
}  // namespace plumbline::fuzz

extern "C" {

std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace plumbline::fuzz;
  if (size == 0) return 0;
  const Case made = Split(TextOf(data + 1, size - 1));
  Run(data[0], std::string(made.schema), std::string(made.instance));
  return 0;
}

// Mostly by values of JSON, so that most inputs are JSON; now and then by bytes.
std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size, unsigned seed) {
  using namespace plumbline::fuzz;
  if (size == 0 || seed % 8 == 0) return LLVMFuzzerMutate(data, size, max_size);
  const Case made = Split(TextOf(data + 1, size - 1));
  const auto mutated = MutateJson(made.schema, made.instance, seed / 8);
  if (!mutated || 2 + mutated->first.size() + mutated->second.size() > max_size)
    return LLVMFuzzerMutate(data, size, max_size);
  std::string out(1, static_cast<char>(seed % 64 == 1 ? seed / 64 % 84 : data[0]));
  out += mutated->first + '\0' + mutated->second;
  std::copy(out.begin(), out.end(), reinterpret_cast<char*>(data));
  return out.size();
}

}  // extern "C"

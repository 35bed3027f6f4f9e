// Any text as a schema, in each dialect: nothing but CompileError and Error is thrown, and what was compiled judges
// and is printed.
//
//   input: a byte that chooses the options, the schema
#include "base/error.h"
#include "fuzz/fuzz.h"

namespace plumbline::fuzz {
namespace {

constexpr std::string_view kInstances[] = {
    "null", "true", "1.5", R"("a")", R"([1,"a",[],{}])", R"({"a":{"a":1},"b":["b"],"c":null})"};

void Run(std::uint8_t choice, std::string_view text) {
  try {
    const schema::Program program = schema::CompileText("schema.json", std::string(text), OptionsOf(choice));
    schema::Print(program);
    schema::Evaluator evaluator(program);
    for (const std::string_view instance : kInstances) evaluator.Check(instance);
  } catch (const schema::CompileError& error) {
    Require(!error.message().empty(), "an error says nothing");
  } catch (const Error& error) {
    Require(!error.message().empty(), "an error says nothing");
  }
}

}  // namespace
}  // namespace plumbline::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 0) plumbline::fuzz::Run(data[0], plumbline::fuzz::TextOf(data + 1, size - 1));
  return 0;
}

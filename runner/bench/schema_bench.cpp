// Google Benchmark cases of the schema engine: compile, parse, validate, pipeline (bytes to verdict) and errors (all
// errors of invalid instances), over the synthetic sets and over the sets in the folder that PLUMBLINE_BENCH_SETS
// names.
//
//   PLUMBLINE_BENCH_SETS=folder plumbline_schema_bench --benchmark_filter=validate/
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <functional>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "bench/sets.h"
#include "bench/synthetic.h"
#include "schema/schema.h"

namespace {

using namespace plumbline;

std::vector<document::Tape> ReadAll(const std::vector<std::string>& texts) {
  std::vector<document::Tape> tapes(texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (!tapes[i].ReadJson(texts[i], bench::SetLimits())) throw std::runtime_error("an instance is not JSON");
  }
  return tapes;
}

std::size_t Bytes(const std::vector<std::string>& texts) {
  std::size_t sum = 0;
  for (const std::string& text : texts) sum += text.size();
  return sum;
}

// A set that is made when its first case runs: a filter that leaves it out leaves its cost out.
class Case {
 public:
  explicit Case(std::function<bench::Set()> make) : make_(std::move(make)) {}

  const bench::Set& set() {
    if (!set_) set_ = make_();
    return *set_;
  }
  const schema::Program& program() {
    if (!program_) program_ = schema::CompileText("schema.json", set().schema, bench::SetOptions());
    return *program_;
  }
  const std::vector<document::Tape>& tapes() {
    if (tapes_.empty()) tapes_ = ReadAll(set().instances);
    return tapes_;
  }
  const std::vector<std::string>& invalid() {
    if (invalid_.empty()) invalid_ = bench::Spoil(set());
    return invalid_;
  }

 private:
  std::function<bench::Set()> make_;
  std::optional<bench::Set> set_;
  std::optional<schema::Program> program_;
  std::vector<document::Tape> tapes_;
  std::vector<std::string> invalid_;
};

void Report(benchmark::State& state, std::size_t bytes) {
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes) * static_cast<std::int64_t>(state.iterations()));
}

void Compile(benchmark::State& state, Case& one) {
  for (auto _ : state)
    benchmark::DoNotOptimize(schema::CompileText("schema.json", one.set().schema, bench::SetOptions()));
  Report(state, one.set().schema.size());
}

void Parse(benchmark::State& state, Case& one) {
  document::Tape tape;
  for (auto _ : state) {
    for (const std::string& text : one.set().instances)
      benchmark::DoNotOptimize(tape.ReadJson(text, bench::SetLimits()));
  }
  Report(state, one.set().bytes());
}

void Validate(benchmark::State& state, Case& one) {
  schema::Evaluator evaluator(one.program());
  const std::vector<document::Tape>& tapes = one.tapes();
  for (auto _ : state) {
    for (const document::Tape& tape : tapes) {
      if (evaluator.Check(tape.root()) != schema::Verdict::kValid)
        return state.SkipWithError("an instance is not valid");
    }
  }
  Report(state, one.set().bytes());
}

void Pipeline(benchmark::State& state, Case& one) {
  schema::Evaluator evaluator(one.program());
  for (auto _ : state) {
    for (const std::string& text : one.set().instances) benchmark::DoNotOptimize(evaluator.Check(text));
  }
  Report(state, one.set().bytes());
}

void Errors(benchmark::State& state, Case& one) {
  const std::vector<document::Tape> tapes = ReadAll(one.invalid());
  std::size_t violations = 0;
  for (auto _ : state) {
    violations = 0;
    for (const document::Tape& tape : tapes) violations += schema::Evaluate(one.program(), tape).size();
  }
  Report(state, Bytes(one.invalid()));
  state.counters["violations"] = static_cast<double>(violations);
}

void Register(const std::string& name, std::function<bench::Set()> make) {
  const auto one = std::make_shared<Case>(std::move(make));  // shared by the five cases, which outlive this function
  const auto add = [&](const char* part, void (*run)(benchmark::State&, Case&)) {
    benchmark::RegisterBenchmark((std::string(part) + "/" + name).c_str(), [one, run](benchmark::State& state) {
      try {
        run(state, *one);
      } catch (const std::exception& error) {
        state.SkipWithError(error.what());
      }
    })->Unit(benchmark::kMicrosecond);
  };
  add("compile", Compile);
  add("parse", Parse);
  add("validate", Validate);
  add("pipeline", Pipeline);
  add("errors", Errors);
}

}  // namespace

int main(int argc, char** argv) {
  for (const bench::Synthetic& row : bench::Synthetics()) Register(std::string(row.name), row.make);
  const char* const folder = std::getenv("PLUMBLINE_BENCH_SETS");
  if (folder == nullptr) {
    std::cerr << "PLUMBLINE_BENCH_SETS is not set: only the synthetic sets are measured\n";
  } else {
    const std::vector<std::string> folders = bench::SetFolders(folder);
    if (folders.empty())
      std::cerr << folder << " holds no sets (NAME/schema.json): only the synthetic sets are measured\n";
    for (const std::string& path : folders)
      Register(bench::ReadSet(path).name, [path] { return bench::ReadSet(path); });
  }
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}

// Google Benchmark cases of a large contract: contract/load (text to the model), contract/compile (every schema) and
// contract/examples (every example of a body judged). Of the file that PLUMBLINE_BENCH_CONTRACT names, or of a
// synthetic one.
//
//   plumbline_contract_bench --write FILE    writes the synthetic contract
#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <memory>
#include <string>

#include "bench/synthetic_contract.h"
#include "contract/contract.h"
#include "contract/schema_set.h"

namespace {

using namespace plumbline;

const std::string& Text() {
  static const std::string text = [] {
    const char* const file = std::getenv("PLUMBLINE_BENCH_CONTRACT");
    return file == nullptr ? bench::SyntheticContract() : document::ReadFile(file, file);
  }();
  return text;
}

const contract::Contract& Contract() {
  static const contract::Contract contract = contract::ParseContract("contract.json", Text());
  return contract;
}

// The greatest size that the process has had until now.
void ReportMemory(benchmark::State& state) {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  state.counters["peak_MB"] = static_cast<double>(used.ru_maxrss) / 1024;
}

void Load(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(contract::ParseContract("contract.json", Text()));
  state.SetBytesProcessed(static_cast<std::int64_t>(Text().size()) * state.iterations());
  ReportMemory(state);
}

void Compile(benchmark::State& state) {
  std::size_t problems = 0;
  for (auto _ : state) problems = contract::SchemaSet(Contract()).problems().size();
  state.SetBytesProcessed(static_cast<std::int64_t>(Text().size()) * state.iterations());
  state.counters["problems"] = static_cast<double>(problems);
  ReportMemory(state);
}

void Examples(benchmark::State& state) {
  const contract::SchemaSet schemas(Contract());
  std::size_t judged = 0, broken = 0;
  for (auto _ : state) {
    judged = broken = 0;
    for (const contract::Operation& operation : Contract().operations) {
      for (const contract::Response& response : operation.responses) {
        for (const contract::MediaType& media_type : response.content) {
          for (const contract::Example& example : media_type.examples) {
            if (!media_type.schema) continue;
            ++judged;
            broken +=
                contract::Judge(schemas.For(*media_type.schema, contract::Direction::kResponse), example.value.value())
                        .fits()
                    ? 0
                    : 1;
          }
        }
      }
    }
  }
  state.counters["judged"] = static_cast<double>(judged);
  state.counters["broken"] = static_cast<double>(broken);
  ReportMemory(state);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 3 && std::string_view(argv[1]) == "--write") {
    std::ofstream file(argv[2], std::ios::binary);
    file << bench::SyntheticContract();
    return file.flush() ? 0 : 2;
  }
  benchmark::RegisterBenchmark("contract/load", Load)->Unit(benchmark::kMillisecond);
  benchmark::RegisterBenchmark("contract/compile", Compile)->Unit(benchmark::kMillisecond);
  benchmark::RegisterBenchmark("contract/examples", Examples)->Unit(benchmark::kMillisecond);
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}

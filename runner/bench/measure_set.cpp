// Times one set inside the process: NAME/schema.json, NAME/instances.jsonl and, where it is there, NAME/invalid.jsonl
// (else the invalid instances are made here). Prints one line of JSON for peers.sh: the median nanoseconds of each part
// over all instances.
//
//   plumbline_measure_set FOLDER [ROUNDS [PART]]     PART: only this part, for profilers
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "bench/sets.h"
#include "schema/schema.h"

namespace {

using namespace plumbline;
using Clock = std::chrono::steady_clock;

double Median(std::vector<double> times) {
  if (times.empty()) return 0;
  std::nth_element(times.begin(), times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2), times.end());
  return times[times.size() / 2];
}

double Time(std::size_t rounds, const std::function<void()>& run) {
  std::vector<double> times;
  for (std::size_t i = 0; i < rounds; ++i) {
    const auto start = Clock::now();
    run();
    times.push_back(std::chrono::duration<double, std::nano>(Clock::now() - start).count());
  }
  return Median(std::move(times));
}

std::vector<document::Tape> ReadAll(const std::vector<std::string>& texts) {
  std::vector<document::Tape> tapes(texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (!tapes[i].ReadJson(texts[i], bench::SetLimits())) throw Error("an instance is not JSON");
  }
  return tapes;
}

std::vector<std::string> InvalidOf(const bench::Set& set, const std::string& folder) {
  std::ifstream in(folder + "/invalid.jsonl", std::ios::binary);
  if (!in) return bench::Spoil(set);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

struct Row {
  std::string_view part;
  double nanoseconds;
};

void Measure(const std::string& folder, std::size_t rounds, std::string_view only) {
  const bench::Set set = bench::ReadSet(folder);
  const std::vector<std::string> invalid = InvalidOf(set, folder);
  const schema::Program program = schema::CompileText("schema.json", set.schema, bench::SetOptions());
  schema::Evaluator evaluator(program);
  const std::vector<document::Tape> tapes = ReadAll(set.instances), invalid_tapes = ReadAll(invalid);
  const std::size_t few = std::clamp<std::size_t>(rounds / 5, 1, 5);
  document::Tape tape;
  std::size_t sink = 0, valid = 0, violations = 0, invalid_bytes = 0;
  for (const document::Tape& one : tapes) valid += evaluator.Check(one.root()) == schema::Verdict::kValid ? 1 : 0;
  for (const document::Tape& one : invalid_tapes) violations += schema::Evaluate(program, one).size();
  for (const std::string& text : invalid) invalid_bytes += text.size() + 1;

  std::vector<Row> rows;
  const auto measure = [&](std::string_view part, const std::function<double()>& run) {
    if (only.empty() || only == part) rows.push_back({part, run()});
  };
  measure("compile", [&] {
    return Time(rounds, [&] { (void)schema::CompileText("schema.json", set.schema, bench::SetOptions()); });
  });
  measure("parse", [&] {
    return Time(rounds, [&] {
      for (const std::string& text : set.instances) sink += tape.ReadJson(text, bench::SetLimits()) ? tape.size() : 0;
    });
  });
  // As peers measure: each document several times in a row, so often that reading the clock does not count.
  measure("validate", [&] {
    constexpr std::size_t kLoop = 50;
    double sum = 0;
    for (const document::Tape& one : tapes) {
      sum += Time(few,
                  [&] {
                    for (std::size_t i = 0; i < kLoop; ++i)
                      sink += evaluator.Check(one.root()) == schema::Verdict::kValid ? 1 : 0;
                  }) /
             kLoop;
    }
    return sum;
  });
  // One document after another, as they come.
  measure("sweep", [&] {
    return Time(rounds, [&] {
      for (const document::Tape& one : tapes) sink += evaluator.Check(one.root()) == schema::Verdict::kValid ? 1 : 0;
    });
  });
  measure("pipeline", [&] {
    return Time(rounds, [&] {
      for (const std::string& text : set.instances) sink += evaluator.Check(text) == schema::Verdict::kValid ? 1 : 0;
    });
  });
  measure("errors", [&] {
    return Time(few, [&] {
      for (const document::Tape& one : tapes) sink += schema::Evaluate(program, one).size();
    });
  });
  measure("errors_invalid", [&] {
    return Time(few, [&] {
      for (const document::Tape& one : invalid_tapes) sink += schema::Evaluate(program, one).size();
    });
  });

  std::string times;
  for (const Row& row : rows) times += fmt::format(R"(,"{}":{:.0f})", row.part, row.nanoseconds);
  fmt::print(
      R"({{"set":"{}","bytes":{},"documents":{},"valid":{},"invalid_bytes":{},"invalid_documents":{},"violations":{}{},"sink":{}}})"
      "\n",
      set.name, set.bytes(), set.instances.size(), valid, invalid_bytes, invalid.size(), violations, times, sink % 10);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: plumbline_measure_set FOLDER [ROUNDS [PART]]\n";
    return 2;
  }
  try {
    Measure(argv[1], argc > 2 ? std::max<std::size_t>(1, std::strtoul(argv[2], nullptr, 10)) : 25,
            argc > 3 ? argv[3] : "");
  } catch (const std::exception& error) {
    std::cerr << "plumbline_measure_set: " << error.what() << "\n";
    return 2;
  }
  return 0;
}

// Times one set of the validation benchmark inside the process: NAME/schema.json and NAME/instances.jsonl. Prints one line of
// JSON with the median nanoseconds of each part over all instances, for peers.sh.
//
//   plumbline_measure_set FOLDER [ROUNDS]
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fmt/format.h>
#include <fstream>
#include <functional>
#include <iostream>
#include <sstream>
#include <vector>

#include "base/error.h"
#include "schema/schema.h"

namespace {

using namespace plumbline;
using Clock = std::chrono::steady_clock;

std::string ReadAll(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

double Median(std::vector<double> times) {
  std::sort(times.begin(), times.end());
  return times.empty() ? 0 : times[times.size() / 2];
}

double Time(std::size_t rounds, const std::function<void()>& run) {
  std::vector<double> times;
  for (std::size_t i = 0; i < rounds; ++i) {
    const auto start = Clock::now();
    run();
    times.push_back(std::chrono::duration<double, std::nano>(Clock::now() - start).count());
  }
  return Median(times);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: plumbline_measure_set FOLDER [ROUNDS]\n";
    return 2;
  }
  const std::string folder = argv[1];
  const std::size_t rounds = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 25;
  const std::string schema_text = ReadAll(folder + "/schema.json");
  const std::string instances = ReadAll(folder + "/instances.jsonl");
  std::vector<std::string_view> lines;
  for (std::size_t begin = 0; begin < instances.size();) {
    const std::size_t end = std::min(instances.find('\n', begin), instances.size());
    if (end > begin) lines.push_back(std::string_view(instances).substr(begin, end - begin));
    begin = end + 1;
  }
  try {
    schema::Options options;
    options.assert_formats = false;
    const double compile = Time(rounds, [&] { (void)schema::CompileText("schema.json", schema_text, options); });
    const schema::Program program = schema::CompileText("schema.json", schema_text, options);
    schema::Evaluator evaluator(program);
    std::size_t valid = 0, sink = 0;
    document::Tape tape;
    const double parse = Time(rounds, [&] {
      for (const std::string_view line : lines) sink += tape.ReadJson(line) ? tape.size() : 0;
    });
    std::vector<document::Tape> tapes(lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (!tapes[i].ReadJson(lines[i])) throw std::runtime_error("not JSON");
    }
    // As peers measure: each document several times in a row.
    constexpr std::size_t kLoop = 10;
    double validate = 0;
    for (const document::Tape& one : tapes) {
      bool fits = false;
      validate += Time(rounds, [&] {
        for (std::size_t i = 0; i < kLoop; ++i) fits = evaluator.Check(one.root()) == schema::Verdict::kValid;
      }) / kLoop;
      valid += fits ? 1 : 0;
    }
    const double sweep = Time(rounds, [&] {
      for (const document::Tape& one : tapes) sink += evaluator.Check(one.root()) == schema::Verdict::kValid ? 1 : 0;
    });
    const double pipeline = Time(rounds, [&] {
      for (const std::string_view line : lines) sink += evaluator.Check(line) == schema::Verdict::kValid ? 1 : 0;
    });
    const double errors = Time(std::min<std::size_t>(rounds, 5), [&] {
      for (const document::Tape& one : tapes) sink += schema::Evaluate(program, one).size();
    });
    fmt::print(R"({{"set":"{}","bytes":{},"documents":{},"valid":{},"compile":{:.0f},"parse":{:.0f},"validate":{:.0f},"sweep":{:.0f},"pipeline":{:.0f},"errors":{:.0f},"sink":{}}})" "\n",
               folder.substr(folder.find_last_of('/') + 1), instances.size(), lines.size(), valid, compile, parse, validate, sweep, pipeline, errors, sink % 10);
  } catch (const Error& error) {
    std::cerr << error.what() << "\n";
    return 2;
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 2;
  }
  return 0;
}

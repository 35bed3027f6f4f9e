// Reports: a RunResult in, text out. No clock, no files: whoever calls writes the text. A format is a
// row of one table.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "run/result.h"

namespace plumbline::report {

enum class JunitFlavor {
  kRich,    // file, line and properties on test cases; schemas/plumbline/junit-rich.xsd
  kStrict,  // valid under the schemas of Jenkins and Ant; schemas/plumbline/junit-strict.xsd
};

// What an earlier result came to, for reports that show how things go on.
struct PastResult {
  TimePoint started{};
  std::size_t failing = 0;
  std::size_t documented = 0;
  std::size_t notes = 0;
  std::vector<std::string> fingerprints = {};  // of all its findings

  bool operator==(const PastResult&) const = default;
};
PastResult Past(const run::RunResult& result);

struct Options {
  JunitFlavor junit_flavor = JunitFlavor::kRich;
  std::vector<PastResult> history = {};  // of the same vendor, in any order
};

struct Format {
  std::string_view name;     // as in --report junit=PATH
  std::string_view summary;  // one line
  std::string (*write)(const run::RunResult& result, const Options& options);
};

std::span<const Format> Formats();
const Format* FindFormat(std::string_view name);

std::string WriteJunit(const run::RunResult& result, const Options& options);
std::string WriteJson(const run::RunResult& result, const Options& options);
std::string WriteHtml(const run::RunResult& result, const Options& options);
std::string WriteText(const run::RunResult& result, const Options& options);

}  // namespace plumbline::report

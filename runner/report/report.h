// Reports: a RunResult in, text out. No clock, no files: whoever calls writes the text. A format is a
// row of one table. Most formats are one text; some are a folder of files.
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

// Whether SARIF tells documented discrepancies too, as suppressed results.
enum class Waived { kLeaveOut, kInclude };

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
  Waived sarif_waived = Waived::kLeaveOut;
  std::vector<PastResult> history = {};  // of the same vendor, in any order
};

struct File {
  std::string name;  // without a folder
  std::string text;

  bool operator==(const File&) const = default;
};

struct Format {
  std::string_view name;     // as in --report junit=PATH
  std::string_view summary;  // one line
  // One of both: a text, or the files of a folder.
  std::string (*write)(const run::RunResult& result, const Options& options) = nullptr;
  std::vector<File> (*write_files)(const run::RunResult& result, const Options& options) = nullptr;
};

std::span<const Format> Formats();
const Format* FindFormat(std::string_view name);

std::string WriteJunit(const run::RunResult& result, const Options& options);
std::string WriteJson(const run::RunResult& result, const Options& options);
std::string WriteHtml(const run::RunResult& result, const Options& options);
std::string WriteText(const run::RunResult& result, const Options& options);
std::string WriteSarif(const run::RunResult& result, const Options& options);
std::string WriteGithub(const run::RunResult& result, const Options& options);
std::string WriteGitlab(const run::RunResult& result, const Options& options);
std::string WriteMarkdown(const run::RunResult& result, const Options& options);
std::string WriteCtrf(const run::RunResult& result, const Options& options);
std::string WriteHar(const run::RunResult& result, const Options& options);
std::string WriteTap(const run::RunResult& result, const Options& options);
std::vector<File> WriteAllure(const run::RunResult& result, const Options& options);

}  // namespace plumbline::report

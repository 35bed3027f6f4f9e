// Reports: a RunResult in, text out. No clock, no files: whoever calls writes the text. A format is a
// row of one table.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "run/result.h"

namespace plumbline::report {

enum class JunitFlavor {
  kRich,    // file, line and properties on test cases; schemas/plumbline/junit-rich.xsd
  kStrict,  // valid under the schemas of Jenkins and Ant; schemas/plumbline/junit-strict.xsd
};

struct Options {
  JunitFlavor junit_flavor = JunitFlavor::kRich;
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
std::string WriteText(const run::RunResult& result, const Options& options);

}  // namespace plumbline::report

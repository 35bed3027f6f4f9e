#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <ostream>

#include "audit/rule.h"
#include "base/error.h"
#include "base/text.h"
#include "check/check.h"
#include "cli/command.h"
#include "contract/vendor.h"
#include "report/report.h"
#include "schema/format.h"
#include "suite/suite.h"

namespace plumbline::cli {
namespace {

struct ListOptions {
  std::string what;
  std::string path;
};

using Row = std::pair<std::string, std::string>;

std::vector<Row> Rows(const ListOptions& options, const Environment& environment) {
  std::vector<Row> rows;
  if (options.what == "checks") {
    for (const check::Check& check : check::Checks()) rows.emplace_back(check.info.id, check.info.summary);
  } else if (options.what == "rules") {
    for (const audit::Rule& rule : audit::Rules()) rows.emplace_back(rule.info.id, rule.info.summary);
  } else if (options.what == "formats") {
    for (const schema::Format& format : schema::Formats()) rows.emplace_back(format.name, format.summary);
  } else if (options.what == "reports") {
    for (const report::Format& format : report::Formats()) rows.emplace_back(format.name, format.summary);
  } else if (options.what == "operations") {
    const contract::Vendor vendor = contract::LoadVendor(options.path);
    for (const contract::Operation& operation : vendor.contract->operations)
      rows.emplace_back(operation.id, operation.Name());
  } else {
    const Date today = std::chrono::floor<std::chrono::days>(environment.clock());
    const suite::SuiteSet set = suite::LoadSuites(options.path, check::CheckIds(), {std::nullopt, today});
    for (const suite::Suite& suite : set.suites) {
      for (const suite::Case& test : suite.cases)
        rows.emplace_back(test.id, test.operation->Name() + (test.summary.empty() ? "" : ": " + test.summary));
    }
  }
  return rows;
}

finding::ExitCode Execute(const ListOptions& options, const Context& context) {
  const bool needs_path = options.what == "operations" || options.what == "cases";
  if (needs_path && options.path.empty())
    throw Error(fmt::format("plumbline list {} needs a {}", options.what, options.what == "cases" ? "SUITE" : "SPEC"));
  if (!needs_path && !options.path.empty())
    throw Error(fmt::format("plumbline list {} takes no further argument", options.what));
  const std::vector<Row> rows = Rows(options, context.environment);
  std::size_t width = 0;
  for (const Row& row : rows) width = std::max(width, row.first.size());
  for (const Row& row : rows) context.out << fmt::format("{:<{}}  {}\n", row.first, width, row.second);
  return finding::ExitCode::kConforms;
}

Action Declare(CLI::App& app) {
  auto options = std::make_shared<ListOptions>();
  app.add_option("what", options->what,
                 "checks, rules, formats (of JSON Schema), reports, operations SPEC or cases SUITE")
      ->required()
      ->check(CLI::IsMember({"checks", "rules", "formats", "reports", "operations", "cases"}))
      ->type_name("WHAT");
  app.add_option("path", options->path, "The contract of the operations, or the suite of the cases")
      ->type_name("SPEC|SUITE");
  return [options](const Context& context) { return Execute(*options, context); };
}

}  // namespace

const Command kListCommand = {
    "list", "List checks, rules, formats, reports, a contract's operations or a suite's cases", Declare};

}  // namespace plumbline::cli

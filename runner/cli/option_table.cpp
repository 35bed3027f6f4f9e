#include "cli/option_table.h"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "audit/rule.h"
#include "base/text.h"
#include "check/check.h"
#include "report/report.h"

namespace plumbline::cli {
namespace {

ArgumentKind KindOf(std::string_view placeholder) {
  struct Row {
    std::string_view placeholder;
    ArgumentKind kind;
  };
  // What is not here is the name of a file.
  constexpr Row kRows[] = {
      {"FORMAT=PATH", ArgumentKind::kReport},
      {"URI=PATH", ArgumentKind::kPair},
      {"RULE", ArgumentKind::kRule},
      {"CHECK", ArgumentKind::kRule},
      {"DIR", ArgumentKind::kFolder},
      {"URL", ArgumentKind::kText},
      {"GLOB", ArgumentKind::kText},
      {"YYYY-MM-DD", ArgumentKind::kText},
      {"DATE", ArgumentKind::kText},
      {"N", ArgumentKind::kText},
      {"DAYS", ArgumentKind::kText},
      {"NAME", ArgumentKind::kText},
      {"ID", ArgumentKind::kText},
      {"OWNER", ArgumentKind::kText},
      {"REASON", ArgumentKind::kText},
      {"FINGERPRINT", ArgumentKind::kText},
      {"D", ArgumentKind::kText},
      {"TEXT", ArgumentKind::kText},
      {"INT", ArgumentKind::kText},
      {"UINT", ArgumentKind::kText},
      {"FLOAT", ArgumentKind::kText},
  };
  const auto row =
      std::find_if(std::begin(kRows), std::end(kRows), [&](const Row& r) { return r.placeholder == placeholder; });
  return row == std::end(kRows) ? ArgumentKind::kFile : row->kind;
}

// "WHAT:{checks,rules}": the placeholder, and what CLI11's validators say of themselves.
void ReadType(const std::string& type, OptionRow& row) {
  row.placeholder = type.substr(0, type.find(':'));
  row.kind = KindOf(row.placeholder);
  const std::size_t open = type.find(":{");
  if (open == std::string::npos) return;
  const std::string list = type.substr(open + 2, type.find('}', open) - open - 2);
  for (const std::string_view choice : Split(list, ',')) row.choices.emplace_back(choice);
  row.kind = ArgumentKind::kChoice;
  if (row.placeholder == "TEXT") row.placeholder = Join(row.choices, "|");
}

OptionRow Describe(const CLI::Option& option) {
  OptionRow row;
  for (const std::string& name : option.get_snames()) row.names.push_back('-' + name);
  for (const std::string& name : option.get_lnames()) row.names.push_back("--" + name);
  row.summary = option.get_description();
  row.required = option.get_required();
  row.repeated = option.get_expected_max() > 1 && option.get_items_expected_max() > 0;
  if (option.get_items_expected_max() > 0) {
    ReadType(option.get_type_name(), row);
    row.otherwise = option.get_default_str();
  }
  return row;
}

}  // namespace

CommandRow Describe(const CLI::App& app) {
  CommandRow row{
      .name = app.get_name(), .summary = app.get_description(), .options = {}, .arguments = {}, .commands = {}};
  for (const CLI::Option* option : app.get_options()) {
    (option->nonpositional() ? row.options : row.arguments).push_back(Describe(*option));
  }
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
    row.commands.push_back(Describe(*command));
  return row;
}

std::vector<std::string> ReportNames() {
  std::vector<std::string> names;
  for (const report::Format& format : report::Formats()) names.emplace_back(format.name);
  return names;
}

std::vector<std::string> RuleIds() {
  std::vector<std::string> ids = check::CheckIds();
  for (const audit::Rule& rule : audit::Rules()) ids.emplace_back(rule.info.id);
  return ids;
}

}  // namespace plumbline::cli

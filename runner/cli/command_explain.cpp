#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <ostream>

#include "audit/rule.h"
#include "base/error.h"
#include "base/text.h"
#include "check/check.h"
#include "cli/command.h"
#include "run/condition.h"

namespace plumbline::cli {
namespace {

finding::ExitCode Execute(const std::string& id, const Context& context) {
  const check::Check* check = check::FindCheck(id);
  const audit::Rule* rule = audit::FindRule(id);
  const run::Condition* condition = run::FindCondition(id);
  if (check != nullptr || rule != nullptr) {
    const finding::RuleInfo& info = check != nullptr ? check->info : rule->info;
    context.out << fmt::format("{} ({}, {})\n{}\n\n{}\n", info.id,
                               check != nullptr ? "check of an answer" : "rule for a contract",
                               finding::SeverityName(info.severity), info.summary, info.explain);
  } else if (condition != nullptr) {
    context.out << fmt::format("{} (why there is no judgement, inconclusive)\n{}\n\n{}\n", condition->id,
                               condition->summary, condition->explain);
  } else {
    std::vector<std::string> ids = check::CheckIds();
    for (const audit::Rule& known : audit::Rules()) ids.emplace_back(known.info.id);
    for (const run::Condition& known : run::Conditions()) ids.emplace_back(known.id);
    throw Error(fmt::format("there is no check or rule '{}'{}; see plumbline list checks and plumbline list rules", id,
                            DidYouMean(id, ids)));
  }
  return finding::ExitCode::kConforms;
}

Action Declare(CLI::App& app) {
  auto id = std::make_shared<std::string>();
  app.add_option("id", *id, "A check or rule, or why there is no judgement, as reports name it")
      ->required()
      ->type_name("RULE");
  return [id](const Context& context) { return Execute(*id, context); };
}

}  // namespace

const Command kExplainCommand = {"explain", "Say what a check or rule looks at, why, and what to do", Declare};

}  // namespace plumbline::cli

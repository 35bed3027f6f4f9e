#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <ostream>
#include <set>

#include "audit/rule.h"
#include "base/error.h"
#include "base/text.h"
#include "base/unified_diff.h"
#include "check/check.h"
#include "cli/load_result.h"
#include "cli/write_file.h"
#include "report/console.h"
#include "schema/file_format.h"
#include "suite/suite.h"
#include "suite/waiver_edit.h"
#include "suite/waiver_lint.h"

namespace plumbline::cli {
namespace {

using document::Document;
using finding::Waiver;

struct WaiverOptions {
  std::string fingerprint;
  std::vector<std::string> ids;
  std::string result;
  std::string file;
  std::string owner;
  std::string reason;
  std::string expires;
  std::optional<int> days;
  std::string today;
  bool dry_run = false;
  bool json = false;
};

Date DayOf(const std::string& option, const std::string& text) {
  const auto date = ParseDate(text);
  if (!date) throw Error(fmt::format("{} {}: this is no day; write YYYY-MM-DD", option, text));
  return *date;
}

Date TodayOf(const WaiverOptions& options, const Context& context) {
  return options.today.empty() ? std::chrono::floor<std::chrono::days>(context.environment.clock())
                               : DayOf("--today", options.today);
}

Document LoadFile(const std::string& path) {
  Document file = document::Load(path);
  schema::RequireFormat(file, "waivers");
  return file;
}

// The last day that the options name, if waivers of the file may last that long.
Date LastDay(const WaiverOptions& options, const Document& file, Date today) {
  if (options.expires.empty() == !options.days)
    throw Error("one of --expires DATE and --days N says how long the waiver lasts");
  const Date last = options.days ? today + std::chrono::days(*options.days) : DayOf("--expires", options.expires);
  const auto longest = suite::LongestLifetime(file);
  if (last < today) throw Error(fmt::format("{} has passed", FormatDate(last)));
  if (last - today > longest) {
    throw Error({.file = file.source.name()},
                fmt::format("{} is {} days away; a waiver lasts at most {} days (longest_lifetime_days), until {}",
                            FormatDate(last), (last - today).count(), longest.count(), FormatDate(today + longest)));
  }
  return last;
}

std::string OneLine(const char* option, const std::string& text) {
  const std::string trimmed(Trim(text));
  const bool control = std::any_of(trimmed.begin(), trimmed.end(),
                                   [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
  if (trimmed.empty() || control || FindInvalidUtf8(trimmed))
    throw Error(fmt::format("{}: write one line of text", option));
  return trimmed;
}

std::string ReasonOf(const WaiverOptions& options) {
  std::string reason = OneLine("--reason", options.reason);
  if (const std::string problem = suite::ReasonProblem(reason); !problem.empty()) throw Error("--reason: " + problem);
  return reason;
}

void Finish(const WaiverOptions& options, const std::string& path, const Document& file,
            const suite::WaiverChange& change, const std::string& what, const Context& context) {
  if (options.dry_run) {
    context.out << UnifiedDiff(path, file.source.text(), change.text);
    context.err << "nothing was written (--dry-run)\n";
    return;
  }
  WriteFile(path, change.text);
  context.out << what;
}

std::string FileOf(const WaiverOptions& options, const run::RunResult& result) {
  const std::string path = options.file.empty() ? result.waivers_file : options.file;
  if (path.empty()) throw Error({.file = options.result}, "this run had no waivers file; name one by --file");
  return path;
}

// All findings that the fingerprint, or its first digits, names: one discrepancy, which several cases may have met.
std::vector<const run::JudgedFinding*> Named(const std::string& fingerprint, const run::RunResult& result,
                                             const std::string& path) {
  constexpr std::size_t kLeastDigits = 6;
  const std::string wanted = AsciiLower(fingerprint);
  std::vector<const run::JudgedFinding*> found;
  std::set<std::string> names;
  std::vector<std::string> all;
  for (const run::JudgedFinding& judged : result.findings) {
    if (judged.judgement.state == finding::FindingState::kNote) continue;
    all.push_back(judged.finding.fingerprint);
    if (!judged.finding.fingerprint.starts_with(wanted)) continue;
    names.insert(judged.finding.fingerprint);
    found.push_back(&judged);
  }
  if (wanted.size() < kLeastDigits)
    throw Error(fmt::format("'{}': write {} digits of the fingerprint at least", fingerprint, kLeastDigits));
  if (names.size() > 1)
    throw Error(fmt::format("'{}' is the beginning of {} fingerprints: {}", fingerprint, names.size(),
                            Join({names.begin(), names.end()}, ", ")));
  if (!found.empty()) return found;
  const bool note = std::any_of(result.findings.begin(), result.findings.end(), [&](const run::JudgedFinding& judged) {
    return judged.finding.fingerprint.starts_with(wanted);
  });
  if (note) throw Error(fmt::format("'{}' is a note, which gates nothing and needs no waiver", fingerprint));
  throw Error({.file = path},
              fmt::format("this run found nothing of fingerprint '{}'{}", fingerprint, DidYouMean(wanted, all)));
}

finding::ExitCode Add(const WaiverOptions& options, const Context& context) {
  const run::RunResult result = LoadResult(options.result, context);
  const auto found = Named(options.fingerprint, result, options.result);
  const finding::Finding& first = found.front()->finding;
  const std::string path = FileOf(options, result);
  const bool there = std::filesystem::exists(path);
  const Document file = there ? LoadFile(path) : document::Parse(path, path.ends_with(".json") ? "{}\n" : "");
  const std::vector<Waiver> waivers = suite::ReadWaivers(file);
  const auto known = std::find_if(waivers.begin(), waivers.end(),
                                  [&](const Waiver& waiver) { return waiver.fingerprint == first.fingerprint; });
  if (known != waivers.end()) {
    throw Error(
        known->location,
        fmt::format("{} waives this discrepancy already, until {}; plumbline waivers renew {} gives it another day",
                    known->id, FormatDate(known->expires), known->id));
  }
  const Date last = LastDay(options, file, TodayOf(options, context));
  Waiver waiver{.id = suite::NextWaiverId(waivers),
                .fingerprint = first.fingerprint,
                .owner = OneLine("--owner", options.owner),
                .reason = ReasonOf(options),
                .expires = last,
                .shape = first.shape,
                .rule = first.identity.rule,
                .operation = first.identity.operation,
                .location = {}};
  std::string note;
  const bool shapes = std::any_of(found.begin(), found.end(),
                                  [&](const run::JudgedFinding* other) { return other->finding.shape != first.shape; });
  if (shapes) {
    // A waiver holds one shape, and would call the others worsened.
    waiver.shape.clear();
    note = "  the cases met it in several shapes; the waiver names none, and covers whatever becomes of it\n";
  }
  const suite::WaiverChange change = suite::AddWaiver(file, waiver);
  Finish(options, path, file, change,
         fmt::format("{}: {} waives until {}\n  {}\n{}", path, waiver.id, FormatDate(last),
                     report::FindingTitle(*found.front()), note),
         context);
  return finding::ExitCode::kConforms;
}

finding::ExitCode Prune(const WaiverOptions& options, const Context& context) {
  const run::RunResult result = LoadResult(options.result, context);
  const std::string path = FileOf(options, result);
  const Document file = LoadFile(path);
  std::set<std::string> stale;
  for (const run::WaiverResult& waiver : result.waivers) {
    if (waiver.state == finding::WaiverState::kStale) stale.insert(waiver.waiver.fingerprint);
  }
  std::vector<std::string> ids;
  std::string what;
  for (const Waiver& waiver : suite::ReadWaivers(file)) {
    if (!stale.contains(waiver.fingerprint)) continue;
    ids.push_back(waiver.id);
    what += fmt::format("  {} {} {}: its discrepancy is gone\n", waiver.id,
                        waiver.rule.empty() ? waiver.fingerprint : waiver.rule, waiver.operation);
  }
  const auto unreached =
      std::count_if(result.waivers.begin(), result.waivers.end(),
                    [](const run::WaiverResult& waiver) { return waiver.state == finding::WaiverState::kNotReached; });
  const std::string rest = unreached == 0
                               ? ""
                               : fmt::format("  {} not reached by the run and kept\n",
                                             Count(static_cast<std::size_t>(unreached), "waiver was", "waivers were"));
  if (ids.empty()) {
    context.out << path << ": nothing to remove\n" << rest;
    return finding::ExitCode::kConforms;
  }
  const suite::WaiverChange change = suite::RemoveWaivers(file, ids);
  Finish(options, path, file, change,
         fmt::format("{}: removed {}\n{}{}", path, Count(ids.size(), "waiver"), what, rest), context);
  return finding::ExitCode::kConforms;
}

finding::ExitCode Renew(const WaiverOptions& options, const Context& context) {
  const Document file = LoadFile(options.file);
  std::vector<std::string> known;
  for (const Waiver& waiver : suite::ReadWaivers(file)) known.push_back(waiver.id);
  for (const std::string& id : options.ids) {
    if (std::find(known.begin(), known.end(), id) == known.end())
      throw Error({.file = options.file}, fmt::format("there is no waiver '{}'{}", id, DidYouMean(id, known)));
  }
  const Date last = LastDay(options, file, TodayOf(options, context));
  const suite::WaiverChange change = suite::RenewWaivers(file, options.ids, last, ReasonOf(options));
  Finish(options, options.file, file, change,
         fmt::format("{}: {} until {}\n", options.file, Join(options.ids, ", "), FormatDate(last)), context);
  return finding::ExitCode::kConforms;
}

finding::ExitCode Lint(const WaiverOptions& options, const Context& context) {
  std::vector<std::string> rules = check::CheckIds();
  for (const audit::Rule& rule : audit::Rules()) rules.emplace_back(rule.info.id);
  const Document file = document::Load(options.file);
  if (const std::vector<Error> broken = schema::FormatProblems(file, "waivers"); !broken.empty()) {
    for (const Error& problem : broken)
      context.out << fmt::format("{}: error: {}\n", ToString(problem.location()), problem.message());
    context.out << fmt::format("{}: {}; the file's format is schemas/plumbline/waivers.schema.json\n", options.file,
                               Count(broken.size(), "error"));
    return finding::ExitCode::kUnusable;
  }
  std::map<std::string, std::string> shapes;
  if (!options.result.empty()) {
    for (const run::JudgedFinding& found : LoadResult(options.result, context).findings)
      shapes.emplace(found.finding.fingerprint, found.finding.shape);
  }
  std::size_t errors = 0, warnings = 0;
  for (const suite::WaiverProblem& problem : suite::LintWaivers(file, TodayOf(options, context), rules, shapes)) {
    if (problem.severity == finding::Severity::kError) ++errors;
    if (problem.severity == finding::Severity::kWarning) ++warnings;
    context.out << fmt::format("{}: {}: {}\n", ToString(problem.location), finding::SeverityName(problem.severity),
                               problem.message);
  }
  context.out << fmt::format("{}: {}, {}, {}\n", options.file, Count(suite::ReadWaivers(file).size(), "waiver"),
                             Count(errors, "error"), Count(warnings, "warning"));
  return errors > 0 ? finding::ExitCode::kDiscrepancy : finding::ExitCode::kConforms;
}

finding::ExitCode ListWaivers(const WaiverOptions& options, const Context& context) {
  const Date today = TodayOf(options, context);
  const std::vector<Waiver> waivers = suite::ReadWaivers(LoadFile(options.file));
  if (options.json) {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const Waiver& waiver : waivers) {
      list.push_back({{"id", waiver.id},
                      {"fingerprint", waiver.fingerprint},
                      {"shape", waiver.shape},
                      {"rule", waiver.rule},
                      {"operation", waiver.operation},
                      {"owner", waiver.owner},
                      {"reason", waiver.reason},
                      {"expires", FormatDate(waiver.expires)},
                      {"daysLeft", (waiver.expires - today).count()},
                      {"expired", waiver.expires < today},
                      {"line", waiver.location.line}});
    }
    context.out << list.dump(2) << '\n';
    return finding::ExitCode::kConforms;
  }
  std::vector<std::vector<std::string>> rows = {{"ID", "UNTIL", "DAYS", "OWNER", "RULE", "OPERATION", "REASON"}};
  for (const Waiver& waiver : waivers) {
    const auto left = (waiver.expires - today).count();
    rows.push_back({waiver.id, FormatDate(waiver.expires), left < 0 ? "expired" : std::to_string(left), waiver.owner,
                    waiver.rule.empty() ? "-" : waiver.rule, waiver.operation.empty() ? "-" : waiver.operation,
                    Shortened(waiver.reason, 80)});
  }
  std::vector<std::size_t> widths(rows.front().size(), 0);
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], CodePointCount(row[i]));
  }
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i)
      line += row[i] + (i + 1 == row.size() ? "" : std::string(widths[i] - CodePointCount(row[i]) + 2, ' '));
    context.out << line << '\n';
  }
  return finding::ExitCode::kConforms;
}

void DeclareLife(CLI::App& app, WaiverOptions& options) {
  app.add_option("--reason", options.reason, "Why it is so, and what becomes of it")->required()->type_name("TEXT");
  auto* expires =
      app.add_option("--expires", options.expires, "The last day on which the waiver holds")->type_name("YYYY-MM-DD");
  app.add_option("--days", options.days, "The same, in days from today")
      ->excludes(expires)
      ->check(CLI::Range(0, 3660))
      ->type_name("N");
}

void DeclareEdit(CLI::App& app, WaiverOptions& options) {
  app.add_flag("--dry-run", options.dry_run, "Print what would be changed, as a patch, and change nothing");
}

void DeclareToday(CLI::App& app, WaiverOptions& options) {
  app.add_option("--today", options.today, "The day by which lives are counted, instead of the clock's")
      ->type_name("YYYY-MM-DD");
}

void DeclareResult(CLI::App& app, WaiverOptions& options) {
  app.add_option("--result", options.result, "The run's result, as --report json=PATH wrote it")
      ->required()
      ->type_name("RESULT");
  app.add_option("--file", options.file, "The waivers file, instead of the one that the run read")->type_name("FILE");
}

Action Declare(CLI::App& app) {
  auto options = std::make_shared<WaiverOptions>();
  app.require_subcommand(1);
  CLI::App* add = app.add_subcommand("add", "Waive a discrepancy that a run found");
  add->add_option("fingerprint", options->fingerprint,
                  "Of the discrepancy, as reports print it; its first 6 digits are enough")
      ->required()
      ->type_name("FINGERPRINT");
  DeclareResult(*add, *options);
  add->add_option("--owner", options->owner, "Who answers for it")->required()->type_name("NAME");
  DeclareLife(*add, *options);
  CLI::App* prune = app.add_subcommand("prune", "Remove waivers whose discrepancies a run has found to be gone");
  DeclareResult(*prune, *options);
  CLI::App* renew = app.add_subcommand("renew", "Give waivers another last day, and a reason for it");
  renew->add_option("ids", options->ids, "Of the waivers: W-0003")->required()->type_name("NAME");
  renew->add_option("--file", options->file, "The waivers file")->required()->type_name("FILE");
  DeclareLife(*renew, *options);
  CLI::App* lint = app.add_subcommand("lint", "Say what is wrong with the waivers of a file");
  CLI::App* list = app.add_subcommand("list", "Print the waivers of a file");
  for (CLI::App* reader : {lint, list})
    reader->add_option("file", options->file, "The waivers file")->required()->type_name("FILE");
  lint->add_option("--result", options->result, "A run's result, to say which waivers could name a shape and do not")
      ->type_name("RESULT");
  list->add_flag("--json", options->json, "As JSON, for programs");
  for (CLI::App* editor : {add, prune, renew}) DeclareEdit(*editor, *options);
  for (CLI::App* dated : {add, renew, lint, list}) DeclareToday(*dated, *options);
  for (CLI::App* each : {add, prune, renew, lint, list}) each->set_help_flag("-h,--help", "Print this help");
  return [=](const Context& context) {
    if (add->parsed()) return Add(*options, context);
    if (prune->parsed()) return Prune(*options, context);
    if (renew->parsed()) return Renew(*options, context);
    return lint->parsed() ? Lint(*options, context) : ListWaivers(*options, context);
  };
}

}  // namespace

const Command kWaiversCommand = {"waivers", "Add, prune, renew, lint and list waivers", Declare};

}  // namespace plumbline::cli

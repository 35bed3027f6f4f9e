// Test Anything Protocol, version 14. A documented discrepancy is a failure that is known: `not ok … # TODO`. The
// reason stands below in YAML, in blocks of text that need no quotes.
#include <fmt/format.h>

#include "base/text.h"
#include "report/plain_text.h"
#include "report/report.h"
#include "report/tests.h"

namespace plumbline::report {
namespace {

using run::RunResult;
using run::Verdict;

constexpr std::size_t kLongestReason = 500;

// `#` would begin a directive.
std::string Escaped(std::string_view text) { return ReplaceAll(ReplaceAll(OneLine(text), "\\", "\\\\"), "#", "\\#"); }

// A text in double quotes; PlainText has left nothing else that YAML would mind.
std::string Quoted(std::string_view text) {
  return '"' + ReplaceAll(ReplaceAll(OneLine(text), "\\", "\\\\"), "\"", "\\\"") + '"';
}

std::string Block(std::string_view text) {
  std::string block = "|2\n";
  const std::string plain = PlainText(text);
  for (const std::string_view line : Split(Trim(plain), '\n')) block += fmt::format("    {}\n", line);
  return block;
}

std::string Diagnostics(const Test& test, const RunResult& result) {
  std::string yaml = "  ---\n";
  yaml += fmt::format("  message: {}\n", Quoted(FirstLine(test.text)));
  yaml += fmt::format("  severity: {}\n", test.verdict == Verdict::kWaived  ? "todo"
                                          : test.verdict == Verdict::kError ? "error"
                                                                            : "fail");
  if (!test.type.empty()) yaml += fmt::format("  type: {}\n", Quoted(test.type));
  if (!test.location.file.empty()) yaml += fmt::format("  at:\n    file: {}\n", Quoted(test.location.file));
  if (!test.location.file.empty() && test.location.line > 0) yaml += fmt::format("    line: {}\n", test.location.line);
  if (!test.findings.empty()) yaml += "  findings:\n";
  for (const run::JudgedFinding* found : test.findings) {
    const finding::Finding& f = found->finding;
    yaml += fmt::format("    - fingerprint: {}\n      state: {}\n", Quoted(f.fingerprint),
                        finding::FindingStateName(found->judgement.state));
    if (!f.expected.empty()) yaml += fmt::format("      wanted: {}\n", Quoted(f.expected));
    if (!f.observed.empty()) yaml += fmt::format("      found: {}\n", Quoted(f.observed));
    if (!f.sides.empty()) yaml += "      sides:\n";
    for (const finding::Side& side : f.sides)
      yaml += fmt::format("        - {}\n", Quoted(side.name + " says " + side.says));
    if (!f.likely.empty()) yaml += fmt::format("      likely-wrong: {}\n", Quoted(f.likely));
    if (found->judgement.waiver)
      yaml += fmt::format("      waiver: {}\n", Quoted(result.waivers[*found->judgement.waiver].waiver.id));
  }
  if (test.duration.count() > 0) yaml += fmt::format("  duration_ms: {}\n", test.duration.count());
  if (FirstLine(test.text).size() + 1 < test.text.size()) yaml += "  text: " + Block(test.text);
  return yaml + "  ...\n";
}

std::string Line(const Test& test, std::size_t number, const RunResult& result) {
  const std::string point = fmt::format("{} - {}: {}", number, Escaped(test.suite), Escaped(test.name));
  const std::string reason = OneLine(Shortened(ValidUtf8(FirstLine(test.text)), kLongestReason));
  switch (test.verdict) {
    case Verdict::kPassed:
      return "ok " + point + '\n';
    case Verdict::kFailed:
    case Verdict::kError:
      return "not ok " + point + '\n' + Diagnostics(test, result);
    case Verdict::kWaived:
      return "not ok " + point + " # TODO " + reason + '\n' + Diagnostics(test, result);
    case Verdict::kSkipped:
      return "ok " + point + " # SKIP " + reason + '\n';
  }
  return "";
}

}  // namespace

std::string WriteTap(const RunResult& result, const Options&) {
  const std::vector<Test> tests = Tests(result);
  std::string text = "TAP version 14\n";
  text += tests.empty() ? "1..0 # SKIP nothing was judged\n" : fmt::format("1..{}\n", tests.size());
  text += fmt::format("# plumbline {}: {} ({}), {}, {}\n", OneLine(result.tool_version), OneLine(result.title),
                      OneLine(result.vendor), OneLine(result.contract_file), OneLine(result.mode));
  for (std::size_t i = 0; i < tests.size(); ++i) text += Line(tests[i], i + 1, result);
  if (result.exit_code == finding::ExitCode::kInterrupted) text += "Bail out! interrupted\n";
  return text;
}

}  // namespace plumbline::report

// Annotations of GitHub Actions: commands that a step prints. GitHub shows ten of a kind for a step and drops the rest
// without a word, so the rest is told in one notice.
#include <fmt/format.h>

#include <array>

#include "base/text.h"
#include "report/plain_text.h"
#include "report/problem.h"
#include "report/report.h"

namespace plumbline::report {
namespace {

constexpr std::size_t kMostOfAKind = 10;
constexpr std::size_t kLongestTitle = 200;
constexpr std::size_t kLongestMessage = 4000;

std::string Data(const std::string& text) {
  return ReplaceAll(ReplaceAll(ReplaceAll(text, "%", "%25"), "\r", "%0D"), "\n", "%0A");
}
std::string Property(const std::string& text) { return ReplaceAll(ReplaceAll(Data(text), ":", "%3A"), ",", "%2C"); }

std::string Annotation(std::string_view kind, const Problem& problem) {
  const Place& place = problem.place;
  std::string where = fmt::format("file={},line={}", Property(PlainText(PlainPath(place.source))), place.line);
  if (place.column > 0) where += fmt::format(",col={}", place.column);
  if (place.column > 0 && place.end_column > place.column)
    where += fmt::format(",endLine={},endColumn={}", place.line, place.end_column);
  std::string text = problem.title;
  for (const std::string& note : problem.notes) text += '\n' + note;
  const std::string title = Shortened(OneLine("plumbline " + problem.rule), kLongestTitle);
  return fmt::format("::{} {},title={}::{}\n", kind, where, Property(title), Data(Shortened(text, kLongestMessage)));
}

}  // namespace

std::string WriteGithub(const run::RunResult& result, const Options&) {
  constexpr std::array<std::string_view, 2> kKinds = {"error", "warning"};
  std::array<std::size_t, 2> told{}, left_out{};
  std::size_t notes = 0;
  std::string text;
  for (const Problem& problem : Problems(result, Waived::kLeaveOut)) {
    if (problem.severity == finding::Severity::kNote) {
      ++notes;
      continue;
    }
    const std::size_t kind = problem.severity == finding::Severity::kError ? 0 : 1;
    if (told[kind] == kMostOfAKind) {
      ++left_out[kind];
    } else {
      ++told[kind];
      text += Annotation(kKinds[kind], problem);
    }
  }
  std::vector<std::string> rest;
  for (const std::size_t kind : {0u, 1u}) {
    if (left_out[kind] > 0) rest.push_back(Count(left_out[kind], "more " + std::string(kKinds[kind])));
  }
  if (notes > 0) rest.push_back(Count(notes, "note"));
  if (!rest.empty()) {
    const char* verb = left_out[0] + left_out[1] + notes == 1 ? " is" : " are";
    text += fmt::format(
        "::notice title=plumbline::{}{} not shown here: GitHub shows {} annotations of a kind for a step. The other reports have them.\n",
        Join(rest, ", "), verb, kMostOfAKind);
  }
  return text;
}

}  // namespace plumbline::report

// GitLab's Code Quality: an array of issues. GitLab knows an issue again by its fingerprint and drops a second one of
// the same.
#include <algorithm>

#include "base/text.h"
#include "report/console.h"
#include "report/json_text.h"
#include "report/plain_text.h"
#include "report/problem.h"
#include "report/report.h"

namespace plumbline::report {
namespace {

constexpr std::size_t kLongestDescription = 2000;

const char* SeverityOf(const Problem& problem) {
  switch (problem.severity) {
    case finding::Severity::kError:
      return "major";
    case finding::Severity::kWarning:
      return "minor";
    case finding::Severity::kNote:
      return "info";
  }
  return "";
}

// One line: GitLab shows nothing else of an issue.
std::string Description(const Problem& problem) {
  std::string text = problem.title;
  if (problem.found != nullptr) {
    const finding::Finding& f = problem.found->finding;
    if (!f.sides.empty()) text += " (" + SidesText(f) + ')';
    if (!f.likely.empty()) text += " – likely wrong: " + f.likely;
  }
  return Shortened(OneLine(text), kLongestDescription);
}

}  // namespace

std::string WriteGitlab(const run::RunResult& result, const Options&) {
  Json issues = Json::array();
  for (const Problem& problem : Problems(result, Waived::kLeaveOut)) {
    issues.push_back(
        {{"description", Description(problem)},
         {"check_name", problem.rule},
         {"fingerprint", problem.fingerprint},
         {"severity", SeverityOf(problem)},
         {"location", {{"path", PlainPath(problem.place.source)}, {"lines", {{"begin", problem.place.line}}}}}});
  }
  return JsonText(issues);
}

}  // namespace plumbline::report

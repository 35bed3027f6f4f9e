#include "report/report.h"

#include <algorithm>
#include <array>

namespace plumbline::report {

std::span<const Format> Formats() {
  static constexpr auto kFormats = std::to_array<Format>({
      {"junit", "JUnit XML, for CI servers (--junit-flavor rich or strict)", WriteJunit},
      {"json", "everything that is known of the run, for programs; schemas/plumbline/result.schema.json", WriteJson},
      {"html",
       "the audit as one page for people: verdict, matrix, plots, a card per discrepancy; --history DIR shows earlier results",
       WriteHtml},
      {"text", "what the terminal shows with --verbose, without colours", WriteText},
      {"sarif", "SARIF 2.1.0, for code scanning (--sarif-waived adds what is waived)", WriteSarif},
      {"github", "annotations for GitHub Actions, to be printed by a step: PATH is -", WriteGithub},
      {"gitlab", "Code Quality of GitLab", WriteGitlab},
      {"markdown", "a page of Markdown, as for the job summary of GitHub Actions", WriteMarkdown},
      {"ctrf", "Common Test Report Format, JSON", WriteCtrf},
      {"har", "HTTP Archive 1.2 of all exchanges, redacted", WriteHar},
      {"tap", "Test Anything Protocol, version 14", WriteTap},
      {"allure", "result files for Allure; PATH is their folder", nullptr, WriteAllure},
  });
  return kFormats;
}

const Format* FindFormat(std::string_view name) {
  const auto all = Formats();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Format& format) { return format.name == name; });
  return found == all.end() ? nullptr : &*found;
}

PastResult Past(const run::RunResult& result) {
  PastResult past{.started = result.started,
                  .failing = result.tally.failing,
                  .documented = result.tally.documented,
                  .notes = result.tally.notes};
  for (const run::JudgedFinding& found : result.findings) past.fingerprints.push_back(found.finding.fingerprint);
  return past;
}

}  // namespace plumbline::report

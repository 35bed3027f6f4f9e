// A run that is killed at any moment leaves the reports of the run before whole, and what it had found so far readable.
#include <gmock/gmock.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>

#include "cli/cli_testing.h"
#include "run/result_json.h"

namespace plumbline::cli {
namespace {

constexpr int kKills = 200;

const char* const kFormats[] = {"json", "junit", "text"};

std::vector<std::string> Arguments(const Folder& folder, const std::string& today) {
  std::vector<std::string> args = {"run", "suites/vobiz", "--mock", "--today", today};
  for (const std::string format : kFormats) {
    args.push_back("--report");
    args.push_back(format + "=" + folder.Path(format));
  }
  return args;
}

std::vector<std::string> Reports(const Folder& folder) {
  std::vector<std::string> texts;
  for (const char* format : kFormats) texts.push_back(ReadText(folder.Path(format)));
  return texts;
}

TEST(Kill, AtAnyMomentLeavesTheReportsWholeAndTheJournalReadable) {
  const Folder folder, other;
  const std::vector<std::string> before = Arguments(folder, "2026-11-20"), after = Arguments(folder, "2026-11-21");
  RunCommand(Arguments(other, "2026-11-21"));
  const std::vector<std::string> expected = Reports(other);
  const run::RunResult whole = run::ReadResult("json", expected[0]);
  const auto start = std::chrono::steady_clock::now();
  RunCommand(before);
  const auto duration = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - start);
  const std::vector<std::string> old = Reports(folder);
  const std::string journal = folder.Path("json.journal");
  int partial = 0, untouched = 0;
  for (int i = 0; i < kKills; ++i) {
    const pid_t child = fork();
    if (child == 0) {
      RunCommand(after);
      _exit(0);
    }
    // From the first moment to a little after the end.
    usleep(static_cast<useconds_t>(duration.count() * i / (kKills * 4 / 5)));
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    const std::vector<std::string> reports = Reports(folder);
    for (std::size_t format = 0; format < reports.size(); ++format) {
      ASSERT_TRUE(reports[format] == old[format] || reports[format] == expected[format])
          << kFormats[format] << " is torn after kill " << i;
    }
    untouched += reports == old ? 1 : 0;
    const std::string text = ReadText(journal);
    if (text.find('\n') != std::string::npos) {
      const run::RunResult read = run::ReadJournal(journal, text);
      ASSERT_LE(read.cases.size(), whole.cases.size());
      for (std::size_t done = 0; done < read.cases.size(); ++done) ASSERT_EQ(read.cases[done].id, whole.cases[done].id);
      EXPECT_EQ(read.exit_code, finding::ExitCode::kInterrupted);
      partial += !read.cases.empty() && read.cases.size() < whole.cases.size() ? 1 : 0;
    }
    if (reports != old) RunCommand(before);
    std::filesystem::remove(journal);
  }
  // The kills did fall into the runs.
  EXPECT_GT(partial, 0);
  EXPECT_GT(untouched, 0);
}

}  // namespace
}  // namespace plumbline::cli

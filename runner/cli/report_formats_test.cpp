#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>

#include "cli/cli_testing.h"
#include "report/report.h"
#include "report/report_testing.h"
#include "run/result_json.h"

namespace plumbline::cli {
namespace {

using testing::HasSubstr;

TEST(ReportFormats, EveryOneIsListedAndNamedInTheHelp) {
  const std::string listed = RunCommand({"list", "reports"}).out, help = RunCommand({"run", "--help"}).out;
  for (const report::Format& format : report::Formats()) {
    EXPECT_THAT(listed, testing::ContainsRegex("(^|\n)" + std::string(format.name) + " +")) << format.name;
    EXPECT_THAT(listed, HasSubstr(std::string(format.summary) + '\n'));
    EXPECT_THAT(help, HasSubstr(std::string(format.name))) << format.name;
    EXPECT_NE(format.write == nullptr, format.write_files == nullptr) << format.name;
  }
}

TEST(ReportFormats, EveryOneIsWrittenFromAStoredResult) {
  const Folder folder;
  const std::string stored = folder.Write("r.json", run::WriteResult(report::EverySide()));
  const run::RunResult result = run::ReadResult("r.json", run::WriteResult(report::EverySide()));
  for (const report::Format& format : report::Formats()) {
    const std::string path = folder.Path(std::string(format.name));
    const Outcome outcome = RunCommand({"report", stored, "--to", std::string(format.name) + '=' + path});
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    if (format.write != nullptr) {
      EXPECT_EQ(ReadText(path), format.write(result, {})) << format.name;
      continue;
    }
    const std::vector<report::File> files = format.write_files(result, {});
    for (const report::File& file : files) EXPECT_EQ(ReadText(path + '/' + file.name), file.text) << file.name;
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(path), {}), static_cast<std::ptrdiff_t>(files.size()));
  }
}

TEST(ReportFormats, AFolderOfFilesIsNoStandardOutput) {
  const Outcome outcome = RunCommand({"run", "nowhere", "--mock", "--report", "allure=-"});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_EQ(outcome.err, "plumbline: --report allure=-: allure is a folder of files; write allure=FOLDER\n");
}

TEST(ReportFormats, AFolderThatCannotBeMadeIsAnErrorAndLeavesNothing) {
  const Folder folder;
  const std::string stored = folder.Write("r.json", run::WriteResult(report::EverySide()));
  folder.Write("taken", "");
  const Outcome outcome = RunCommand({"report", stored, "--to", "allure=" + folder.Path("taken")});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("taken"));
  EXPECT_EQ(ReadText(folder.Path("taken")), "");
}

TEST(ReportFormats, SarifTellsWaivedResultsWhereAsked) {
  const Folder folder;
  const std::string stored = folder.Write("r.json", run::WriteResult(report::EverySide()));
  EXPECT_THAT(RunCommand({"report", stored, "--to", "sarif=-", "--sarif-waived"}).out, HasSubstr("\"suppressions\""));
  EXPECT_THAT(RunCommand({"report", stored, "--to", "sarif=-"}).out, testing::Not(HasSubstr("\"suppressions\"")));
}

}  // namespace
}  // namespace plumbline::cli

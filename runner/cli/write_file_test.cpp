#include "cli/write_file.h"

#include <gmock/gmock.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <functional>

#include "base/error.h"
#include "cli/cli_testing.h"
#include "report/report.h"

namespace plumbline::cli {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::StartsWith;

std::vector<std::string> Names(const Folder& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::recursive_directory_iterator(folder.path())) names.push_back(entry.path().filename());
  std::sort(names.begin(), names.end());
  return names;
}

std::string ErrorOf(const std::function<void()>& action) {
  try {
    action();
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

TEST(WriteFile, MakesFoldersAndLeavesNothingBesideTheFile) {
  const Folder folder;
  WriteFile(folder.Path("a/b/r.json"), "one");
  WriteFile(folder.Path("a/b/r.json"), "two");
  EXPECT_EQ(ReadText(folder.Path("a/b/r.json")), "two");
  EXPECT_EQ(Names(folder), (std::vector<std::string>{"a", "b", "r.json"}));
}

TEST(WriteFile, KeepsLinksAndPermissions) {
  const Folder folder;
  folder.Write("real.txt", "old");
  chmod(folder.Path("real.txt").c_str(), 0640);
  fs::create_symlink("real.txt", folder.Path("link.txt"));
  WriteFile(folder.Path("link.txt"), "new");
  EXPECT_TRUE(fs::is_symlink(folder.Path("link.txt")));
  EXPECT_EQ(ReadText(folder.Path("real.txt")), "new");
  EXPECT_EQ(fs::status(folder.Path("real.txt")).permissions(), fs::perms(0640));
}

TEST(WriteFile, SaysWhyItCannot) {
  const Folder folder;
  folder.Write("file", "");
  EXPECT_THAT(ErrorOf([&] { WriteFile(folder.Path("file/r.json"), "x"); }), HasSubstr("the folder cannot be made"));
  EXPECT_THAT(ErrorOf([&] { WriteFile(folder.path(), "x"); }), HasSubstr("cannot be written"));
  EXPECT_EQ(ErrorOf([] { WriteFile("/dev/full", "x"); }), "/dev/full: cannot be written: No space left on device");
}

// The exit code of `action` in a process of its own whose files cannot grow past `bytes`, as on a disk that is full.
int WithFullDisk(rlim_t bytes, const std::function<int()>& action) {
  const pid_t child = fork();
  if (child == 0) {
    signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{bytes, bytes};
    setrlimit(RLIMIT_FSIZE, &limit);
    _exit(action());
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST(FullDisk, EveryFormatKeepsItsOldReportAndTheRunExitsWith2) {
  for (const report::Format& format : report::Formats()) {
    const Folder folder;
    const std::string name(format.name), path = folder.Write("r", "the report of yesterday");
    const int code = WithFullDisk(100, [&] {
      return RunCommand({"audit", "specs/vobiz", "--report", name + "=" + path}).code;
    });
    EXPECT_EQ(code, 2) << name;
    EXPECT_EQ(ReadText(path), "the report of yesterday") << name;
    EXPECT_EQ(Names(folder), std::vector<std::string>{"r"}) << name;
  }
}

TEST(FullDisk, AJournalThatCannotGrowEndsTheRunAndKeepsTheOldReports) {
  const Folder folder;
  const std::string path = folder.Write("r.json", "the report of yesterday");
  EXPECT_EQ(WithFullDisk(4096,
                         [&] {
                           return RunCommand({"run", "suites/vobiz", "--mock", "--report", "json=" + path}).code;
                         }),
            2);
  EXPECT_EQ(ReadText(path), "the report of yesterday");
}

}  // namespace
}  // namespace plumbline::cli

// Daemons and some build servers start programs with a standard descriptor closed.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>

namespace plumbline::cli {
namespace {

int ExitCodeOf(const std::string& redirection) {
  const std::string program =
      (std::filesystem::canonical("/proc/self/exe").parent_path().parent_path() / "plumbline").string();
  const int status = std::system(
      ("'" + program + "' run suites/vobiz --mock --quiet --no-audit >/dev/null 2>/dev/null " + redirection).c_str());
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST(ClosedDescriptor, ARunNeedsNoInput) { EXPECT_EQ(ExitCodeOf("<&-"), ExitCodeOf("")); }
TEST(ClosedDescriptor, ARunThatCannotSpeakIsAnError) { EXPECT_EQ(ExitCodeOf(">&-"), 2); }
TEST(ClosedDescriptor, ErrorsNeedNoPlace) { EXPECT_EQ(ExitCodeOf("2>&-"), ExitCodeOf("")); }

// As of `plumbline man | head -1`: whoever has read enough closes the pipe.
TEST(ClosedDescriptor, AReaderThatIsGoneChangesNoVerdictAndIsNoError) {
  const std::string program =
      (std::filesystem::canonical("/proc/self/exe").parent_path().parent_path() / "plumbline").string();
  for (const char* command : {"man", "list rules", "run suites/vobiz --mock", "completions bash"}) {
    const std::string line =
        "{ '" + program + "' " + command + "; echo $? >&2; } 2>&1 >/dev/full | tail -1 | grep -qx 2";
    EXPECT_EQ(std::system(line.c_str()), 0) << command;  // a full disk is one
    const std::string piped = "( { sleep 0.2; '" + program + "' " + command +
                              " 2>&3; echo \"exit $?\" >&3; } | true ) 3>&1 | grep -qx 'exit 0'";
    EXPECT_EQ(std::system(piped.c_str()), 0) << command;
  }
}

}  // namespace
}  // namespace plumbline::cli

// Daemons and some build servers start programs with a standard descriptor closed.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>

namespace plumbline::cli {
namespace {

int ExitCodeOf(const std::string& redirection) {
  const std::string program = (std::filesystem::canonical("/proc/self/exe").parent_path().parent_path() / "plumbline").string();
  const int status = std::system(("'" + program + "' run suites/vobiz --mock --quiet --no-audit >/dev/null 2>/dev/null " + redirection).c_str());
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST(ClosedDescriptor, ARunNeedsNoInput) { EXPECT_EQ(ExitCodeOf("<&-"), ExitCodeOf("")); }
TEST(ClosedDescriptor, ARunThatCannotSpeakIsAnError) { EXPECT_EQ(ExitCodeOf(">&-"), 2); }
TEST(ClosedDescriptor, ErrorsNeedNoPlace) { EXPECT_EQ(ExitCodeOf("2>&-"), ExitCodeOf("")); }

}  // namespace
}  // namespace plumbline::cli

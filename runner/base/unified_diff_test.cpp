#include "base/unified_diff.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "base/folder_testing.h"

namespace plumbline {
namespace {

constexpr std::string_view kText = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n";

TEST(UnifiedDiff, ShowsWhatChangesWithThreeLinesAround) {
  EXPECT_EQ(UnifiedDiff("a", kText, kText), "");
  EXPECT_EQ(UnifiedDiff("a", kText, "1\n2\n3\n4\nx\n6\n7\n8\n9\n10\n11\n12\n"),
            "--- a\n+++ a\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+x\n 6\n 7\n 8\n");
  EXPECT_EQ(UnifiedDiff("a", kText, "2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n"),
            "--- a\n+++ a\n@@ -1,4 +1,3 @@\n-1\n 2\n 3\n 4\n@@ -10,3 +9,4 @@\n 10\n 11\n 12\n+13\n");
  EXPECT_EQ(UnifiedDiff("a", "", "x\n"), "--- /dev/null\n+++ a\n@@ -0,0 +1,1 @@\n+x\n");
  EXPECT_EQ(UnifiedDiff("a", "x", "x\ny\n"),
            "--- a\n+++ a\n@@ -1,1 +1,2 @@\n-x\n\\ No newline at end of file\n+x\n+y\n");
}

TEST(UnifiedDiff, IsTakenByPatchAndGitApply) {
  const auto shell = [](const std::string& command) { return std::system((command + " >/dev/null 2>&1").c_str()); };
  const std::vector<std::pair<std::string, std::string>> changes = {
      {std::string(kText), "0\n1\n2\n3\n4\n6\n7\n8\nnine\n10\n11\n12"},
      {"x", "x\ny\n"},
      {"x\ny", "y"},
      {"a\r\nb\r\n", "a\r\nc\r\nb\r\n"},
      {std::string(kText) + std::string(kText), std::string(kText)},
      {"", "new\n"}};
  for (const char* apply : {"patch -p0 < change.patch", "git apply -p0 change.patch"}) {
    const std::string_view command = apply;
    if (shell(std::string(command.substr(0, command.find(' '))) + " --version") != 0) continue;
    for (const auto& [before, after] : changes) {
      const TestFolder folder;
      if (!before.empty()) folder.Write("deep/file.yaml", before);
      folder.Write("change.patch", UnifiedDiff("deep/file.yaml", before, after) + "nothing was written\n");
      ASSERT_EQ(shell("cd " + folder.path() + " && " + apply), 0) << apply << '\n' << before;
      std::ifstream stream(folder.Path("deep/file.yaml"), std::ios::binary);
      EXPECT_EQ(std::string(std::istreambuf_iterator<char>(stream), {}), after) << apply;
    }
  }
}

}  // namespace
}  // namespace plumbline

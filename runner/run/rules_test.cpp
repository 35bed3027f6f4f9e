#include "run/rules.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "audit/rule.h"
#include "contract/target.h"

namespace plumbline::run {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> FoldersIn(const std::string& path) {
  std::vector<std::string> folders;
  for (const auto& entry : fs::directory_iterator(path)) {
    if (entry.is_directory()) folders.push_back(entry.path().string());
  }
  std::sort(folders.begin(), folders.end());
  return folders;
}

TEST(RunRules, FindsTheSameInTheSameOrderForAnyNumberOfThreads) {
  std::vector<std::string> folders = FoldersIn("specs");
  const std::vector<std::string> pages = FoldersIn("runner/audit/pages");
  folders.insert(folders.end(), pages.begin(), pages.end());
  ASSERT_GE(folders.size(), 39u);
  std::size_t found_in_all = 0;
  for (const std::string& folder : folders) {
    const contract::Vendor vendor = contract::LoadTarget({folder});
    const audit::Subject subject(vendor);
    const auto alone = RunRules(subject, 1);
    ASSERT_EQ(alone.size(), audit::Rules().size());
    for (std::size_t i = 0; i < alone.size(); ++i) {
      for (const finding::Finding& found : alone[i]) EXPECT_EQ(found.identity.rule, audit::Rules()[i].info.id);
      found_in_all += alone[i].size();
    }
    EXPECT_EQ(RunRules(subject, 4), alone) << folder;
    EXPECT_EQ(RunRules(subject, 64), alone) << folder;
  }
  EXPECT_GT(found_in_all, 100u);
}

TEST(RunRules, NoThreadAtAllIsTheCallersOwn) {
  const contract::Vendor vendor = contract::LoadTarget({"specs/vobiz"});
  const audit::Subject subject(vendor);
  EXPECT_EQ(RunRules(subject, 0), RunRules(subject, 1));
}

}  // namespace
}  // namespace plumbline::run

// Real contracts of OpenAPI 3.1 by many authors: each one loads, derives and is audited, within a bound of time, and
// what the rules about contracts find in them is counted in a table that has been looked at finding by finding.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <map>

#include "audit/rule.h"
#include "base/error.h"
#include "base/text.h"
#include "contract/derive.h"
#include "contract/vendor.h"
#include "finding/finding_testing.h"

namespace plumbline::audit {
namespace {

namespace fs = std::filesystem;

// Of this process: two runs of the tests do not take away each other's.
fs::path Folder() { return fs::path(testing::TempDir()) / ("plumbline-openapi-corpus-" + std::to_string(getpid())); }

// The files of the archive, unpacked.
std::vector<std::string> Unpacked(const std::string& archive) {
  const fs::path folder = Folder();
  fs::remove_all(folder);
  fs::create_directories(folder);
  const std::string command = "tar xzf '" + archive + "' -C '" + folder.string() + "'";
  if (std::system(command.c_str()) != 0) return {};
  std::vector<std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

TEST(ContractCorpus, EveryContractLoadsDerivesAndIsAudited) {
  const char* data = std::getenv("PLUMBLINE_TEST_DATA");
  const std::string archive = data == nullptr ? "" : std::string(data) + "/openapi-corpus-3.1.tar.gz";
  if (data == nullptr || !fs::exists(archive)) {
    GTEST_SKIP()
        << "set PLUMBLINE_TEST_DATA to a folder with openapi-corpus-3.1.tar.gz, an archive of OpenAPI 3.1 contracts";
  }
  const std::vector<std::string> files = Unpacked(archive);
  ASSERT_EQ(files.size(), 79u);
  std::map<std::string, int> counts;
  std::string slowest;
  std::chrono::duration<double> longest{};
  for (const std::string& file : files) {
    SCOPED_TRACE(file);
    const auto start = std::chrono::steady_clock::now();
    contract::Vendor vendor;
    vendor.id = "corpus";
    try {
      vendor.contract = std::make_shared<const contract::Contract>(contract::LoadContract(file));
      for (const contract::SchemaPart& part : contract::SchemaParts(*vendor.contract)) {
        contract::Derive(*vendor.contract->store, part.node, part.direction, vendor.contract->dialect());
      }
    } catch (const Error& error) {
      ADD_FAILURE() << error.what();
      continue;
    }
    ++counts["contracts"];
    counts["operations"] += static_cast<int>(vendor.contract->operations.size());
    counts["incoming"] += static_cast<int>(vendor.contract->incoming.size());
    const Subject subject(vendor);
    for (const Rule& rule : Rules()) {
      if (!rule.info.id.starts_with("contract.")) continue;
      for (const finding::Finding& found : rule.run(subject)) {
        ++counts[std::string(rule.info.id) + ' ' + std::string(SeverityName(found.severity))];
        if (std::getenv("PLUMBLINE_CORPUS_SHOW") != nullptr) std::cout << file << '\n' << finding::TextOf(found);
      }
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    if (took > longest) {
      longest = took;
      slowest = file;
    }
  }
  fs::remove_all(Folder());
  std::cout << "slowest: " << slowest << ", " << longest.count() << " s\n";
  EXPECT_LT(longest.count(), 30);
  std::string table;
  for (const auto& [what, count] : counts) table += what + ' ' + std::to_string(count) + '\n';
  EXPECT_EQ(table, R"(contract.ambiguous-path warning 2
contract.link warning 1
contract.structure error 4
contracts 79
incoming 118
operations 1271
)");
}

}  // namespace
}  // namespace plumbline::audit

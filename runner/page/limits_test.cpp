// Pages with more of something than any page has: what is past a limit is listed, and never left out in silence.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>

#include "page/claim.h"

namespace plumbline::page {
namespace {

std::string PastLimits(const Claims& claims) {
  std::string out;
  for (const NotUnderstood& one : claims.not_understood) {
    if (one.past_limit) out += one.what + "\n";
  }
  return out;
}

TEST(LimitsOfPages, Operations) {
  std::string text = "| Method | Path |\n|---|---|\n";
  for (std::size_t i = 0; i < kMostMentions; ++i) text += fmt::format("| GET | /kites/k{}/tail |\n", i);
  Claims claims = ReadClaims(ReadPage("a.md", text));
  EXPECT_EQ(PastLimits(claims), "");
  EXPECT_EQ(claims.operations.size(), kMostMentions);
  claims = ReadClaims(ReadPage("a.md", text + "\n## GET /boats\n\n```bash\ncurl https://a.example/boats\n```\n"));
  EXPECT_EQ(PastLimits(claims),
            "the page names operations more than 20000 times; what is named from here on is not read\n");
  EXPECT_EQ(claims.operations.size(), kMostMentions);
}

TEST(LimitsOfPages, MembersOfAnObject) {
  const auto page = [](std::size_t members) {
    std::string text = "## GET /kites\n\n```json\n{\"id\": 1";
    for (std::size_t i = 1; i < members; ++i) text += fmt::format(", \"m{}\": 1", i);
    return text + "}\n```\n";
  };
  Claims claims = ReadClaims(ReadPage("a.md", page(kMostMembersOfObject)));
  EXPECT_EQ(PastLimits(claims), "");
  EXPECT_NE(claims.samples.at(0).body, nullptr);
  claims = ReadClaims(ReadPage("a.md", page(kMostMembersOfObject + 1)));
  EXPECT_EQ(PastLimits(claims), "a sample with an object of more than 5000 members is not compared with anything\n");
  EXPECT_EQ(claims.samples.at(0).body, nullptr);
  EXPECT_EQ(claims.samples.at(0).fault, "") << "it is JSON all the same";
}

TEST(LimitsOfPages, ListsAndTheirFields) {
  std::string text = "## GET /kites\n\n";
  for (std::size_t i = 0; i < kMostLists + 2; ++i)
    text += "| Field | Type |\n|---|---|\n| `mast` | string |\n\nNext.\n\n";
  const Claims claims = ReadClaims(ReadPage("a.md", text));
  EXPECT_EQ(
      PastLimits(claims),
      "the page has 5002 lists of parameters and members; those from here on, past the first 5000, are not read\n");
  EXPECT_EQ(claims.lists.size(), kMostLists);
  EXPECT_EQ(claims.fields.size(), kMostLists);
}

}  // namespace
}  // namespace plumbline::page

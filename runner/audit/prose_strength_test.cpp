#include <gtest/gtest.h>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

std::string Page(const std::string& sentence, const std::string& note) {
  return "# GET /kites/{id}\n\nOne kite. " + sentence +
         "\n\n```json 200\n{\"id\": \"k1\", \"tag\": \"red\"}\n```\n\n## Response fields\n\n| Field | Notes |\n|---|---|\n| `id` | Which one |\n| `tag` | " +
         note + " |\n";
}

TEST(ProseStrength, RequiredByAllAndWantedByAFew) {
  EXPECT_EQ(SaidIn(kProseStrength, Page("Keep the `tag`, which searches require as a filter.",
                                        "A mark. Some legacy filters expect it.")),
            R"(
note prose.strength: tag is required as a filter in one sentence, and asked for by a few in another
  identity acme | GET /kites/{id} |  | 
  contract 
  instance tag filter
  expected one strength
  observed required; asked for by a few
  at guide.md:3:11:[Keep the `tag`, which searches require as a filter.] required
  at guide.md:14:19:[Some legacy filters expect it.] a few ask for it
  likely Undecided: a request without it decides.
)");
}

TEST(ProseStrength, WhatDoesNotContradict) {
  const struct {
    const char* what;
    std::string page;
  } rows[] = {
      {"another kind of thing",
       Page("Keep the `tag`, which searches require as a filter.", "A mark. Some legacy printers expect it.")},
      {"not required", Page("The `tag` is not required as a filter.", "A mark. Some legacy filters expect it.")},
      {"required under a condition",
       Page("The `tag` is required as a filter when there is no id.", "A mark. Some legacy filters expect it.")},
      {"another member",
       Page("Keep the `id`, which searches require as a filter.", "A mark. Some legacy filters expect it.")},
      {"all of them", Page("Keep the `tag`, which searches require as a filter.", "A mark. All filters expect it.")},
  };
  for (const auto& row : rows) EXPECT_EQ(SaidIn(kProseStrength, row.page), "") << row.what;
}

}  // namespace
}  // namespace plumbline::audit

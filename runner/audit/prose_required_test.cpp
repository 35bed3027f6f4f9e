#include <gtest/gtest.h>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

std::string Page(const std::string& sentence) {
  return "## POST /kites\n\n### Body parameters\n\n| Field | Type | Required | Description |\n|---|---|---|---|\n| `colour` | string | Yes | A colour |\n| `tail` | integer | No | In metres |\n"
         "| `label` | string | No | A name |\n\n" +
         sentence + "\n";
}

TEST(ProseRequired, RequiredByTheSentenceOnly) {
  EXPECT_EQ(SaidIn(kProseRequired, Page("The required fields are `colour` and `tail`.")), R"(
error prose.required: tail is optional in the list and required by the sentence behind it
  identity acme | POST /kites |  | 
  contract 
  instance tail
  expected optional
  observed required
  at guide.md:8:22:[No] in the list
  at guide.md:11:39:[tail] by the sentence
  likely Undecided: a request without it decides.
)");
}

TEST(ProseRequired, NotTheOnlyOptionalField) {
  EXPECT_EQ(SaidIn(kProseRequired, Page("`label` is the only optional field.")), R"(
error prose.required: by the sentence label is the only optional field, and the list marks 1 other as optional: tail
  identity acme | POST /kites |  | 
  contract 
  instance only optional
  expected one optional field
  observed tail
  at guide.md:8:22:[No] optional, too
  at guide.md:11:2:[label] the only one
  likely Undecided: list and sentence contradict each other.
)");
}

TEST(ProseRequired, WhatAgrees) {
  for (const char* sentence : {"The required fields are `colour`.", "`tail` and `label` are optional.",
                               "If the kite is red, `tail` is required.", "`tail` is not required.",
                               "You must send `colour`.", "A kite needs wind."}) {
    EXPECT_EQ(SaidIn(kProseRequired, Page(sentence)), "") << sentence;
  }
}

}  // namespace
}  // namespace plumbline::audit

#include "suite/variables.h"

#include <gtest/gtest.h>

#include "document/document.h"

namespace plumbline::suite {
namespace {

document::Value Json(const std::string& text) { return document::ParseJson("value", text).root; }

// What earlier cases captured, on 1 March 2026.
Variables Captured() {
  Variables variables(*ParseDate("2026-03-01"));
  variables.Set("id", Json(R"("ac-7")"));
  variables.Set("count", Json("2.50"));
  variables.Set("open", Json("true"));
  variables.Set("tags", Json(R"(["a", 1])"));
  variables.Set("nothing", Json("null"));
  return variables;
}

TEST(Fill, ReplacesVariablesWhereverStringsAre) {
  struct Row {
    const char* value;
    const char* expected;
  };
  const Row rows[] = {
      {R"("plain")", R"("plain")"},
      {R"("account ${id}!")", R"("account ac-7!")"},
      {R"("${id}${id}")", R"("ac-7ac-7")"},
      {R"({"a": ["${id}", {"b": "x${count}"}], "n": 1, "t": true})",
       R"({"a": ["ac-7", {"b": "x2.50"}], "n": 1, "t": true})"},
      {R"({"${id}": 1})", R"({"${id}": 1})"},
      {R"("${id")", R"("${id")"},
      {R"("$id {id}")", R"("$id {id}")"},
  };
  for (const Row& row : rows) {
    std::string missing;
    const auto filled = Captured().Fill(Json(row.value), missing);
    ASSERT_TRUE(filled) << row.value << " lacks " << missing;
    EXPECT_EQ(document::WriteJson(*filled), document::WriteJson(Json(row.expected))) << row.value;
  }
}

TEST(Fill, AStringThatIsOneVariableTakesItsType) {
  struct Row {
    const char* value;
    const char* expected;
  };
  const Row rows[] = {
      {R"("${id}")", R"("ac-7")"},     {R"("${count}")", "2.50"},   {R"("${open}")", "true"},
      {R"("${tags}")", R"(["a", 1])"}, {R"("${nothing}")", "null"},
  };
  for (const Row& row : rows) {
    std::string missing;
    const auto filled = Captured().Fill(Json(row.value), missing);
    ASSERT_TRUE(filled) << row.value << " lacks " << missing;
    EXPECT_EQ(document::WriteJson(*filled, 0), document::WriteJson(Json(row.expected), 0)) << row.value;
  }
}

TEST(FillText, WritesWhatIsNoStringAsJson) {
  struct Row {
    const char* text;
    const char* expected;
  };
  const Row rows[] = {
      {"${id}", "ac-7"},      {"n=${count}", "n=2.50"},
      {"${open}", "true"},    {"open: ${open}", "open: true"},
      {"${nothing}", "null"}, {"", ""},
  };
  for (const Row& row : rows) {
    std::string missing;
    EXPECT_EQ(Captured().FillText(row.text, missing), row.expected) << row.text << " lacks " << missing;
  }
}

TEST(Fill, KnowsTheDayOfTheRun) {
  struct Row {
    const char* text;
    const char* expected;
  };
  const Row rows[] = {
      {"${today}", "2026-03-01"},     {"${today-1}", "2026-02-28"}, {"${today+30}", "2026-03-31"},
      {"${today-365}", "2025-03-01"}, {"${today+0}", "2026-03-01"}, {"${today-1}T00:00:00Z", "2026-02-28T00:00:00Z"},
  };
  for (const Row& row : rows) {
    std::string missing;
    const auto filled = Captured().Fill(document::Value::String(row.text), missing);
    ASSERT_TRUE(filled) << row.text << " lacks " << missing;
    EXPECT_EQ(filled->text, row.expected) << row.text;
  }
}

TEST(Fill, SaysWhichVariableHasNoValue) {
  for (const char* name : {"other", "", "today+", "today*2", "today+1.5", "today-100001", "today+-3",
                           "today--2147483648", "todays", "Today"}) {
    std::string missing = "unset";
    EXPECT_FALSE(Captured().Fill(Json(R"({"a": ["x ${)" + std::string(name) + R"(}"]})"), missing)) << name;
    EXPECT_EQ(missing, name);
  }
}

TEST(Fill, ALaterValueReplacesAnEarlierOne) {
  Variables variables = Captured();
  variables.Set("id", Json("8"));
  std::string missing;
  EXPECT_EQ(variables.Fill(Json(R"("x${id}")"), missing)->text, "x8");
}

TEST(VariableNames, AreThoseThatAreNotTheDay) {
  EXPECT_EQ(
      VariableNames(Json(
          R"({"a": "${one} ${two}", "b": ["${today}", "${today-3}", {"c": "${one}"}], "${key}": 1, "d": "${today+}"})")),
      (std::vector<std::string>{"one", "two", "one", "today+"}));
  EXPECT_EQ(VariableNames(Json(R"(["plain", 1, null])")), std::vector<std::string>{});
}

}  // namespace
}  // namespace plumbline::suite

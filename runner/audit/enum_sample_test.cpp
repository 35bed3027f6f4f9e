#include <gtest/gtest.h>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

std::string Page(const std::string& sentence, const std::string& one, const std::string& rows = "") {
  return "## GET /kites/{kite_id}\n\nOne kite. " + sentence + "\n\n```json 200\n" + one + "\n```\n\n" +
         (rows.empty() ? "" : "## GET /kites\n\nAll kites.\n\n```json 200\n" + rows + "\n```\n");
}
std::string Created(const std::string& values, const std::string& one, const std::string& rows) {
  return "## POST /kites\n\nMakes a kite.\n\n### Request body\n\n| Field | Type | Description |\n|---|---|---|\n| `name` | string | Its name |\n| `state` | "
         "string | " +
         values +
         " |\n\n```json\n{\"name\": \"Red\"}\n```\n\n### Response\n\n```json 201\n{\"kite_id\": \"k1\", \"name\": \"Red\"}\n```\n\n" +
         Page("", one, rows);
}

TEST(EnumSample, ASentenceListsTheValuesAndASampleShowsAnother) {
  const std::string other =
      "\n## GET /kites\n\nAll kites.\n\n```json 200\n{\"kites\": [{\"kite_id\": \"k2\", \"state\": \"stored\"}]}\n```\n";
  EXPECT_EQ(SaidIn(kEnumSample,
                   Page("`state` is one of `flying`, `stored`.", R"({"kite_id": "k1", "state": "lost"})") + other),
            R"(
warning enum.sample: state is one of flying, stored, and the sample at guide.md:6 shows string "lost"
  identity acme | GET /kites/{kite_id} |  | 
  contract 
  instance state values
  expected one of flying, stored
  observed string "lost"
  at guide.md:3:18:[ is one of `flying`, `stored`.] one of flying, stored
  at guide.md:6:28:["lost"] shown here
  - GET /kites/{kite_id} state: string "lost" (guide.md:6:28)
  likely Undecided: sentence and sample contradict each other; a live answer decides.
)");
}

TEST(EnumSample, NothingShowsThatTheListIsOfThisMember) {
  EXPECT_EQ(
      Lines(kEnumSample.run(Subject(VendorOf(
          {{"guide.md", Page("`state` is one of `flying`, `stored`.", R"({"kite_id": "k1", "state": "lost"})")}})))),
      std::vector<std::string>{
          "note GET /kites/{kite_id} state values: state is one of flying, stored, and the sample at guide.md:6 shows string \"lost\""});
}

TEST(EnumSample, AnotherOperationShowsAValueBesideTheList) {
  EXPECT_EQ(
      Lines(kEnumSample.run(Subject(VendorOf(
          {{"guide.md", Page("`state` is one of `flying`, `stored`.", R"({"kite_id": "k1", "state": "stored"})",
                             R"({"kites": [{"kite_id": "k1", "state": "lost"}]})")}})))),
      std::vector<std::string>{
          "note GET /kites/{kite_id} state values: state is one of flying, stored, and the sample at guide.md:14 shows string \"lost\""});
}

TEST(EnumSample, NullInEveryAnswer) {
  EXPECT_EQ(Lines(kEnumSample.run(Subject(VendorOf(
                {{"guide.md", Created("`flying` or `stored`", R"({"kite_id": "k1", "name": "Red", "state": null})",
                                      R"({"kites": [{"kite_id": "k1", "name": "Red", "state": null}]})")}})))),
            std::vector<std::string>{
                "note POST /kites state null: state is one of flying, stored, and null in every answer that shows it"});
}

TEST(EnumSample, WhatIsListedOrMayBeAnother) {
  const struct {
    const char* what;
    std::string page;
  } rows[] = {
      {"listed", Page("`state` is one of `flying`, `stored`.", R"({"kite_id": "k1", "state": "stored"})")},
      {"a placeholder", Page("`state` is one of `flying`, `stored`.", R"({"kite_id": "k1", "state": "<state>"})")},
      {"an open list", Page("`state` is one of `flying`, `stored`, etc.", R"({"kite_id": "k1", "state": "lost"})")},
      {"another kind of thing", Page("`state` is one of `flying`, `stored`.",
                                     R"({"kite_id": "k1", "owner": {"city": "Graz", "state": "Styria"}})")},
      {"null here, a value there", Created("`flying` or `stored`", R"({"kite_id": "k1", "name": "Red", "state": null})",
                                           R"({"kites": [{"kite_id": "k1", "name": "Red", "state": "stored"}]})")},
      {"null once", Created("`flying` or `stored`", R"({"kite_id": "k1", "name": "Red", "state": null})",
                            R"({"kites": [{"kite_id": "k1", "name": "Red"}]})")},
  };
  for (const auto& row : rows) EXPECT_EQ(SaidIn(kEnumSample, row.page), "") << row.what;
}

}  // namespace
}  // namespace plumbline::audit

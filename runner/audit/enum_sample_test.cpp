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

using Strings = std::vector<std::string>;
Strings LinesIn(const std::string& page) {
  const contract::Vendor vendor = VendorOf({{"guide.md", page}});
  return Lines(kEnumSample.run(Subject(vendor)));
}

// What the service sends, and the table of its types.
std::string Events(const std::string& shown, const std::string& before = "These are all:") {
  return "# Webhooks\n\n## Events\n\n" + before +
         "\n\n| Event | When |\n|---|---|\n| `kite.started` | It flies |\n| `kite.landed` | It is down |\n\n## Payload\n\n```json\n{\"event\": \"" +
         shown + "\", \"kite\": {\"kite_id\": \"k1\"}}\n```\n";
}

TEST(EnumSample, AnEventThatTheTableDoesNotList) {
  EXPECT_EQ(SaidIn(kEnumSample, Events("kite.finished")), R"(
warning enum.sample: the sample at guide.md:15 shows the event string "kite.finished", and the page lists kite.started, kite.landed
  identity acme |  |  | 
  contract 
  instance event kite.finished
  expected one of kite.started, kite.landed
  observed string "kite.finished"
  at guide.md:7:1:[| Event | When |] the events of the page
  at guide.md:15:11:["kite.finished"] shown here
  likely Undecided: one of the two is not up to date.
)");
  EXPECT_EQ(LinesIn(Events("kite.landed")), Strings{});
  EXPECT_EQ(LinesIn(Events("boat.landed")), Strings{}) << "of another thing";
  EXPECT_EQ(LinesIn(Events("test")), Strings{}) << "of another form";
  EXPECT_EQ(LinesIn(Events("kite.finished", "The most important ones:")), Strings{});
  EXPECT_EQ(LinesIn(Events("kite.finished") + "\nMore types are added without notice.\n"), Strings{});
}

// A body of no operation, as a webhook sends it.
std::string Sent(const std::string& listed, const std::string& shown) {
  return "# Kites\n\n" + Page("`state` is one of " + listed + ".", R"({"kite_id": "k1", "state": "flying"})") +
         "## Webhooks\n\nWe send this to your server.\n\n```json\n{\"kite\": {\"id\": \"k1\", \"state\": \"" + shown +
         "\"}}\n```\n";
}

TEST(EnumSample, AnotherSpelling) {
  EXPECT_EQ(SaidIn(kEnumSample, Sent("`flying`, `cancelled`", "canceled")), R"(
warning enum.sample: state is string "canceled" in the sample at guide.md:16, and 'cancelled' where the page lists its values
  identity acme |  |  | 
  contract 
  instance state spelling
  expected cancelled
  observed string "canceled"
  at guide.md:5:18:[ is one of `flying`, `cancelled`.] one of flying, cancelled
  at guide.md:16:32:["canceled"] shown here
  likely The sample, unless the list has the wrong spelling; a live answer decides.
)");
  const std::pair<const char*, std::string> rows[] = {{"`flying`, `toll_free`", "tollfree"},
                                                      {"`flying`, `bounced`", "bounce"}};
  for (const auto& [listed, shown] : rows) EXPECT_EQ(LinesIn(Sent(listed, shown)).size(), 1U) << shown;
  EXPECT_EQ(LinesIn(Sent("`flying`, `cancelled`", "cancelled")), Strings{});
  EXPECT_EQ(LinesIn(Sent("`flying`, `cancelled`", "lost")), Strings{}) << "another word";
  EXPECT_EQ(LinesIn(Sent("`flying`, `cancelled`, `canceled`", "canceled")), Strings{}) << "both are listed";
  EXPECT_EQ(LinesIn(Sent("`flying`, `cancelled`", "CANCELED")), Strings{}) << "of another style";
}

}  // namespace
}  // namespace plumbline::audit

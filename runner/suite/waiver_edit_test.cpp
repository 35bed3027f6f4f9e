#include "suite/waiver_edit.h"

#include <gtest/gtest.h>

namespace plumbline::suite {
namespace {

using document::Document;

finding::Waiver New(std::string reason = "The field becomes a number in v2.") {
  return {.id = "W-0009",
          .fingerprint = "0000000000000009",
          .owner = "ann",
          .reason = std::move(reason),
          .expires = *ParseDate("2027-03-31"),
          .shape = "01234567",
          .rule = "response.schema",
          .operation = "GET /a/{id}",
          .location = {}};
}

Document Yaml(const std::string& text) { return document::ParseYaml("w.yaml", text); }
Document Json(const std::string& text) { return document::ParseJson("w.json", text); }

constexpr const char* kBlock = R"(# The first line.
longest_lifetime_days: 400   # days
waivers:
  # About the first.
  - id: W-0001   # one
    fingerprint: "0000000000000001"
    owner: ann
    # Why:
    reason: >-
      It is so,
      and will be.
    expires: 2027-01-01   # soon

  # About the second.
  - id: W-0002
    fingerprint: '0000000000000002'
    owner: "bob"
    reason: 'Isn''t it so: yes'
    expires: "2027-01-02"
  -
    id: W-0003
    fingerprint: "0000000000000003"
    owner: cid
    reason: a plain reason
      of two lines
    expires: 2027-01-03
# The last line.
)";

TEST(AddWaiver, WritesItBehindTheLastInItsStyle) {
  std::string expected = kBlock;
  expected.insert(expected.find("# The last line."), R"(  - id: W-0009
    fingerprint: "0000000000000009"
    shape: "01234567"
    rule: response.schema
    operation: GET /a/{id}
    owner: ann
    reason: The field becomes a number in v2.
    expires: 2027-03-31
)");
  EXPECT_EQ(AddWaiver(Yaml(kBlock), New()).text, expected);
}

TEST(AddWaiver, FoldsTheReasonWhereItsNeighbourDoes) {
  const std::string text =
      "waivers:\n- id: W-0001\n  fingerprint: '0000000000000001'\n  owner: a\n  expires: 2027-01-01\n  reason: >-\n    It is so.";
  EXPECT_EQ(AddWaiver(Yaml(text), New("It is: so # and \"so\"")).text, text + R"(
- id: W-0009
  fingerprint: "0000000000000009"
  shape: "01234567"
  rule: response.schema
  operation: GET /a/{id}
  owner: ann
  reason: >-
    It is: so # and "so"
  expires: 2027-03-31
)");
}

TEST(AddWaiver, QuotesWhatWouldBeReadAsSomethingElse) {
  for (const char* reason : {"true", "12 of 13", "a: b", "a #b", "- a", "\"a\"", "é is so", "it's so"}) {
    const Document file = Yaml("waivers: []\n");
    const Document read = document::ParseYaml("w.yaml", AddWaiver(file, New(reason)).text);
    EXPECT_EQ(read.root.Find("waivers")->items[0].Find("reason")->text, reason);
  }
}

TEST(AddWaiver, BeginsAList) {
  const std::string item = R"(  - id: W-0009
    fingerprint: "0000000000000009"
    shape: "01234567"
    rule: response.schema
    operation: GET /a/{id}
    owner: ann
    reason: The field becomes a number in v2.
    expires: 2027-03-31
)";
  struct Row {
    std::string before, after;
  };
  const Row rows[] = {
      {"", "waivers:\n" + item},
      {"# none\n", "# none\nwaivers:\n" + item},
      {"longest_lifetime_days: 400", "longest_lifetime_days: 400\nwaivers:\n" + item},
      {"waivers:   # none\n# end\n", "waivers:   # none\n" + item + "# end\n"},
      {"waivers: []   # none\nlongest_lifetime_days: 400\n",
       "waivers:   # none\n" + item + "longest_lifetime_days: 400\n"},
      {"waivers: null\n", "waivers:\n" + item},
  };
  for (const Row& row : rows) EXPECT_EQ(AddWaiver(Yaml(row.before), New()).text, row.after) << row.before;
}

TEST(AddWaiver, WritesFlowAndJsonAsItsNeighboursAre) {
  const std::string flow =
      R"(waivers: [{id: W-0001, fingerprint: "0000000000000001", owner: a, reason: b, expires: 2027-01-01}])";
  const std::string line =
      R"({"id": "W-0009", "fingerprint": "0000000000000009", "shape": "01234567", "rule": "response.schema", "operation": "GET /a/{id}", "owner": "ann", "reason": "The field becomes a number in v2.", "expires": "2027-03-31"})";
  EXPECT_EQ(AddWaiver(Yaml(flow), New()).text, flow.substr(0, flow.size() - 1) + ", " + line + "]");
  const std::string items =
      "waivers:\n  - {id: W-0001, fingerprint: \"0000000000000001\", owner: a, reason: b, expires: 2027-01-01}   # one\n";
  EXPECT_EQ(AddWaiver(Yaml(items), New()).text, items + "  - " + line + "\n");
  EXPECT_EQ(AddWaiver(Json("{}\n"), New()).text, "{\n  \"waivers\": [\n    " + line.substr(0, 0) + R"({
      "id": "W-0009",
      "fingerprint": "0000000000000009",
      "shape": "01234567",
      "rule": "response.schema",
      "operation": "GET /a/{id}",
      "owner": "ann",
      "reason": "The field becomes a number in v2.",
      "expires": "2027-03-31"
    })" + "\n  ]\n}\n");
  const std::string one = AddWaiver(Json("{}\n"), New()).text;
  finding::Waiver second = New();
  second.id = "W-0010";
  second.fingerprint = "0000000000000010";
  const std::string two = AddWaiver(Json(one), second).text;
  EXPECT_EQ(two.find("    },\n    {\n      \"id\": \"W-0010\",\n"), one.find("    }\n  ]"));
}

TEST(RemoveWaivers, TakesNothingElse) {
  const std::string text = kBlock;
  std::string without_first = text;
  const std::size_t first = text.find("  - id: W-0001"), blank = text.find("\n  # About the second.");
  without_first.erase(first, blank - first);
  EXPECT_EQ(RemoveWaivers(Yaml(text), {"W-0001", "W-7777"}).text, without_first);
  std::string only_first = text;
  const std::size_t second = text.find("  - id: W-0002");
  only_first.erase(second, text.find("# The last line.") - second);
  EXPECT_EQ(RemoveWaivers(Yaml(text), {"W-0003", "W-0002"}).text, only_first);
  EXPECT_EQ(RemoveWaivers(Yaml(text), {}).text, text);
  const std::string none = RemoveWaivers(Yaml(text), {"W-0001", "W-0002", "W-0003"}).text;
  EXPECT_EQ(
      none,
      "# The first line.\nlongest_lifetime_days: 400   # days\nwaivers:\n  # About the first.\n\n  # About the second.\n# The last line.\n");
}

TEST(RemoveWaivers, TakesTheCommaAlong) {
  const auto item = [](int i) {
    return R"({"id": "W-)" + std::to_string(i) + R"(", "fingerprint": "000000000000000)" + std::to_string(i) +
           R"(", "owner": "a", "reason": "]}", "expires": "2027-01-01"})";
  };
  const std::string text = "{\"waivers\": [\n  " + item(1) + ",\n  " + item(2) + ",\n  " + item(3) + "\n]}\n";
  EXPECT_EQ(RemoveWaivers(Json(text), {"W-1"}).text, "{\"waivers\": [\n  " + item(2) + ",\n  " + item(3) + "\n]}\n");
  EXPECT_EQ(RemoveWaivers(Json(text), {"W-2"}).text, "{\"waivers\": [\n  " + item(1) + ",\n  " + item(3) + "\n]}\n");
  EXPECT_EQ(RemoveWaivers(Json(text), {"W-2", "W-3"}).text, "{\"waivers\": [\n  " + item(1) + "\n]}\n");
  EXPECT_EQ(RemoveWaivers(Json(text), {"W-1", "W-3"}).text, "{\"waivers\": [\n  " + item(2) + "\n]}\n");
  EXPECT_EQ(RemoveWaivers(Json(text), {"W-1", "W-2", "W-3"}).text, "{\"waivers\": [\n  \n]}\n");
}

TEST(RenewWaivers, ChangesDayAndReasonInTheirPlaces) {
  std::string expected = kBlock;
  const auto replace = [&](const std::string& from, const std::string& to) {
    expected.replace(expected.find(from), from.size(), to);
  };
  replace("      It is so,\n      and will be.\n", "      The vendor asked for more time.\n");
  replace("2027-01-01   # soon", "2027-03-31   # soon");
  replace("'Isn''t it so: yes'", "\"The vendor asked for more time.\"");
  replace("\"2027-01-02\"", "\"2027-03-31\"");
  replace("a plain reason\n      of two lines", "The vendor asked for more time.");
  replace("2027-01-03", "2027-03-31");
  EXPECT_EQ(RenewWaivers(Yaml(kBlock), {"W-0001", "W-0002", "W-0003"}, *ParseDate("2027-03-31"),
                         "The vendor asked for more time.")
                .text,
            expected);
  const std::string json =
      R"({"waivers": [{"id": "W-1", "fingerprint": "0000000000000001", "owner": "a", "reason": "b", "expires": "2027-01-01"}]})";
  EXPECT_EQ(
      RenewWaivers(Json(json), {"W-1"}, *ParseDate("2027-03-31"), "c").text,
      R"({"waivers": [{"id": "W-1", "fingerprint": "0000000000000001", "owner": "a", "reason": "c", "expires": "2027-03-31"}]})");
}

TEST(WaiverEdits, WhatCannotBeEditedInPlaceIsAnError) {
  const std::string anchors =
      "waivers:\n  - &a {id: W-1, fingerprint: \"0000000000000001\", owner: a, reason: b, expires: &d 2027-01-01}\n"
      "  - {<<: *a, id: W-2, fingerprint: \"0000000000000002\"}\n";
  EXPECT_THROW(RenewWaivers(Yaml(anchors), {"W-2"}, *ParseDate("2027-03-31"), "c"), Error);
  EXPECT_THROW(RemoveWaivers(Yaml(anchors), {"W-1"}), Error);
}

TEST(NextWaiverId, IsOnePastTheHighest) {
  EXPECT_EQ(NextWaiverId({}), "W-0001");
  finding::Waiver a, b, c;
  a.id = "W-0041";
  b.id = "W-7";
  c.id = "W-x99";
  EXPECT_EQ(NextWaiverId({a, b, c}), "W-0042");
}

}  // namespace
}  // namespace plumbline::suite

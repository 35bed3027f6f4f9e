#include <gtest/gtest.h>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

std::string Page(const std::string& row, const std::string& sample) {
  return "## GET /kites/{id}\n\n### Response fields\n\n| Field | Type | Description |\n|---|---|---|\n| `id` | string | Its id |\n| `price` | integer | In cents |\n" +
         row + "\n### Response\n\n```json\n" + sample + "\n```\n";
}
constexpr const char* kTail = "| `tail_length` | integer | In metres |\n";

std::string Contract(const std::string& property) {
  return "openapi: 3.0.3\npaths:\n  /kites/{id}:\n    get:\n      responses:\n        '200':\n          content:\n            application/json:\n              schema:\n"
         "                type: object\n                properties:\n                  id: {type: string}\n                  price: {type: integer}\n" +
         property;
}

TEST(FieldAbsent, AListedMemberThatNoSampleShows) {
  EXPECT_EQ(SaidIn(kFieldAbsent, Page(kTail, R"({"id": "k1", "price": 7, "tail_len": 3})")), R"(
error field.absent: the page lists tail_length, and the sample at guide.md:14 has no such member (did you mean 'tail_len'?)
  identity acme | GET /kites/{id} |  | 
  contract 
  instance /tail_length
  expected a member tail_length
  observed not in the sample
  at guide.md:9:4:[tail_length] the page lists it
  at guide.md:14:1:[{"id": "k1", "price": 7, "tail_len": 3}] not in here
  likely Undecided: list and sample stand on the same footing; a live run decides.
)");
}

TEST(FieldAbsent, NorTheContract) {
  EXPECT_EQ(SaidIn(kFieldAbsent, Page(kTail, R"({"id": "k1", "price": 7})"), Contract("")), R"(
error field.absent: the page lists tail_length, and the sample at guide.md:14 has no such member
  identity acme | GET /kites/{id} |  | 
  contract 
  instance /tail_length
  expected a member tail_length
  observed neither in the sample nor in the contract
  at guide.md:9:4:[tail_length] the page lists it
  at guide.md:14:1:[{"id": "k1", "price": 7}] not in here
  at openapi.yaml:9:15:[schema] the contract declares no such member
  likely The page: sample and contract agree that there is no such member.
)");
}

TEST(FieldAbsent, AConditionExplainsItUnlessAnotherNameIsNear) {
  const std::string row = "| `sold_at` | string | Present only after the sale |\n";
  EXPECT_EQ(SaidIn(kFieldAbsent, Page(row, R"({"id": "k1", "price": 7})")), "");
  EXPECT_EQ(SaidIn(kFieldAbsent, Page(row, R"({"id": "k1", "price": 7, "sold_on": 1})")), R"(
note field.absent: the page lists sold_at, and the sample at guide.md:14 has no such member (did you mean 'sold_on'?)
  identity acme | GET /kites/{id} |  | 
  contract 
  instance /sold_at
  expected a member sold_at
  observed not in the sample
  at guide.md:9:4:[sold_at] the page lists it
  at guide.md:14:1:[{"id": "k1", "price": 7, "sold_on": 1}] not in here
  likely Undecided: list and sample stand on the same footing; a live run decides.
)");
}

TEST(FieldAbsent, SeveralThatAreMissingMayBeOfSomethingElse) {
  const std::string two = std::string(kTail) + "| `mast` | string | Its mast |\n| `sail` | string | Its sail |\n";
  std::string out;
  for (const finding::Finding& found : FoundIn(kFieldAbsent, Page(two, R"({"id": "k1", "price": 7, "sail": "red"})")))
    out += std::string(finding::SeverityName(found.severity)) + ": " + found.message + '\n';
  EXPECT_EQ(out,
            "note: the page lists tail_length, and the sample at guide.md:16 has no such member\n"
            "note: the page lists mast, and the sample at guide.md:16 has no such member\n");
}

TEST(FieldAbsent, AListThatLostItsNesting) {
  const std::string rows = "| `total` | integer | All of them |\n";
  EXPECT_EQ(SaidIn(kFieldAbsent, Page(rows, R"({"total": 1, "kites": [{"id": "k1", "price": 7}]})")), "");
  EXPECT_NE(SaidIn(kFieldAbsent, Page(rows, R"({"sum": 1, "kites": [{"id": "k1", "price": 7}]})")), "");
}

TEST(FieldAbsent, WhatIsNotMissing) {
  const struct {
    const char* what;
    std::string page;
    std::string contract;
  } rows[] = {
      {"it is there", Page(kTail, R"({"id": "k1", "price": 7, "tail_length": 3})"), std::string(kNoContract)},
      {"null is there", Page(kTail, R"({"id": "k1", "price": 7, "tail_length": null})"), std::string(kNoContract)},
      {"the sample is shortened", Page(kTail, "{\"id\": \"k1\", \"price\": 7, ...}"), std::string(kNoContract)},
      {"the contract declares it", Page(kTail, R"({"id": "k1", "price": 7})"),
       Contract("                  tail_length: {type: integer}\n")},
      {"its holder is empty",
       Page("| `tail.length` | integer | In metres |\n| `tail` | object | The tail |\n",
            R"({"id": "k1", "price": 7, "tail": {}})"),
       std::string(kNoContract)},
      {"the body is an answer to something else", Page(kTail, R"({"message": "not found", "code": 7})"),
       std::string(kNoContract)},
      {"the second row has it",
       Page(kTail, R"([{"id": "k1", "price": 7}, {"id": "k2", "price": 7, "tail_length": 3}])"),
       std::string(kNoContract)},
  };
  for (const auto& row : rows) EXPECT_EQ(SaidIn(kFieldAbsent, row.page, row.contract), "") << row.what;
}

}  // namespace
}  // namespace plumbline::audit

#include <gtest/gtest.h>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

// A parameter in the list of a page, and in the contract.
std::string Page(const std::string& type, const std::string& required, const std::string& description) {
  return "## GET /kites\n\n### Query parameters\n\n| Parameter | Type | Required | Description |\n|---|---|---|---|\n| `span` | " +
         type + " | " + required + " | " + description + " |\n| `q` | string | No | Words |\n";
}

std::string Contract(const std::string& schema, const std::string& required = "false",
                     const std::string& description = "Filter.") {
  return "openapi: 3.0.3\npaths:\n  /kites:\n    get:\n      parameters:\n        - {name: q, in: query, schema: {type: string}}\n        - name: span\n          in: query\n          required: " +
         required + "\n          description: " + description + "\n          schema: " + schema +
         "\n      responses: {'200': {description: ok}}\n";
}

TEST(DocumentedType, ThePageAndTheContractDiffer) {
  EXPECT_EQ(SaidIn(kDocumentedType, Page("integer", "No", "Wing span"), Contract("{type: string}")), R"(
error documented.type: span is of type integer for the page, and of type string for the contract
  identity acme | GET /kites |  | 
  contract 
  instance request /span
  expected of type integer
  observed of type string
  at guide.md:7:12:[integer] of type integer
  at openapi.yaml:11:26:[string] of type string
  likely Undecided: the two contradict each other; a live request decides.
)");
}

TEST(DocumentedLimit, DigitsAreNoValueOfANumber) {
  EXPECT_EQ(SaidIn(kDocumentedLimit, Page("integer", "No", "4 to 8 digits"),
                   Contract("{type: integer, minimum: 1, maximum: 10}")),
            "");
}

TEST(DocumentedType, WhatIsOneType) {
  EXPECT_EQ(SaidIn(kDocumentedType, Page("integer", "No", "Wing span"), Contract("{type: integer}")), "");
  EXPECT_EQ(SaidIn(kDocumentedType, Page("number", "No", "Wing span"), Contract("{type: integer}")), "")
      << "pages say number for both";
  EXPECT_EQ(SaidIn(kDocumentedType, Page("integer", "No", "Wing span"), Contract("{description: anything}")), "");
  EXPECT_EQ(SaidIn(kDocumentedType, Page("", "No", "Wing span"), Contract("{type: string}")), "");
  EXPECT_EQ(SaidIn(kDocumentedType, Page("string", "No", "Several with a comma"),
                   Contract("{type: array, items: {type: string}}")),
            "")
      << "a list in an address is one string";
}

TEST(DocumentedType, AnIntegerMayBeToldAsANumber) {
  EXPECT_EQ(SaidIn(kDocumentedType, Page("integer", "No", "Wing span"), Contract("{type: number}")), R"(
warning documented.type: span is of type integer for the page, and of type number for the contract
  identity acme | GET /kites |  | 
  contract 
  instance request /span
  expected of type integer
  observed of type number
  at guide.md:7:12:[integer] of type integer
  at openapi.yaml:11:26:[number] of type number
  likely Undecided: the two contradict each other; a live request decides.
)");
}

TEST(DocumentedRequired, ThePageAndTheContractDiffer) {
  EXPECT_EQ(SaidIn(kDocumentedRequired, Page("integer", "Yes", "Wing span"), Contract("{type: integer}")), R"(
error documented.required: span is required for the page, and optional for the contract
  identity acme | GET /kites |  | 
  contract 
  instance request /span
  expected required
  observed optional
  at guide.md:7:22:[Yes] required
  at openapi.yaml:9:21:[false] optional
  likely Undecided: the two contradict each other; a live request decides.
)");
}

TEST(DocumentedRequired, WhatAgrees) {
  EXPECT_EQ(SaidIn(kDocumentedRequired, Page("integer", "Yes", "Wing span"), Contract("{type: integer}", "true")), "");
  EXPECT_EQ(SaidIn(kDocumentedRequired, Page("integer", "No", "Wing span"), Contract("{type: integer}")), "");
  EXPECT_EQ(SaidIn(kDocumentedRequired, Page("integer", "", "Wing span"), Contract("{type: integer}", "true")), "");
}

TEST(DocumentedRequired, AnAnswerMayHaveWhatTheContractDoesNotRequire) {
  EXPECT_EQ(
      SaidIn(
          kDocumentedRequired, R"md(## GET /kites/{id}

### Response fields

| Field | Type | Required | Description |
|---|---|---|---|
| `id` | string | Yes | Its id |
| `span` | integer | Yes | Wing span |

### Response

```json
{"id": "k1", "span": 3}
```
)md",
          "openapi: 3.0.3\npaths:\n  /kites/{id}:\n    get:\n      responses:\n        '200':\n          content:\n            application/json:\n              schema:\n"
          "                type: object\n                properties: {id: {type: string}, span: {type: integer}}\n"),
      "");
}

TEST(DocumentedDefault, ThePageAndTheContractDiffer) {
  EXPECT_EQ(SaidIn(kDocumentedDefault, Page("integer", "No", "Wing span. Default: 20"),
                   Contract("{type: integer, default: 50}")),
            R"(
error documented.default: span is 20 by default for the page, and 50 by default for the contract
  identity acme | GET /kites |  | 
  contract 
  instance request /span
  expected 20 by default
  observed 50 by default
  at guide.md:7:27:[Wing span. Default: 20] 20 by default
  at openapi.yaml:11:11:[schema] 50 by default
  likely Undecided: the two contradict each other; a live request decides.
)");
}

TEST(DocumentedDefault, WhatIsOneDefault) {
  EXPECT_EQ(SaidIn(kDocumentedDefault, Page("integer", "No", "Wing span. Default: 20"),
                   Contract("{type: integer, default: 20}")),
            "");
  EXPECT_EQ(SaidIn(kDocumentedDefault, Page("number", "No", "Wing span. Default: 20"),
                   Contract("{type: number, default: 20.0}")),
            "");
  EXPECT_EQ(SaidIn(kDocumentedDefault, Page("integer", "No", "Wing span. Default: 20"), Contract("{type: integer}")),
            "");
  EXPECT_EQ(SaidIn(kDocumentedDefault, Page("string", "No", "Day. Default: the current day"),
                   Contract("{type: string, default: today}")),
            "")
      << "words are no value";
}

TEST(DocumentedLimit, ThePageAndTheContractDiffer) {
  EXPECT_EQ(SaidIn(kDocumentedLimit, Page("integer", "No", "Wing span, at most 100"),
                   Contract("{type: integer, maximum: 250}")),
            R"(
error documented.limit: span is at most 100 for the page, and at most 250 for the contract
  identity acme | GET /kites |  | 
  contract 
  instance request /span at most
  expected at most 100
  observed at most 250
  at guide.md:7:27:[Wing span, at most 100] at most 100
  at openapi.yaml:11:11:[schema] at most 250
  likely Undecided: the two contradict each other; a live request decides.
)");
}

TEST(DocumentedLimit, TheContractDeclaresNone) {
  EXPECT_EQ(SaidIn(kDocumentedLimit, Page("integer", "No", "Wing span, at most 100"), Contract("{type: integer}")), R"(
note documented.limit: span is at most 100 for the page, and without a limit for the contract
  identity acme | GET /kites |  | 
  contract 
  instance request /span at most
  expected at most 100
  observed without a limit
  at guide.md:7:27:[Wing span, at most 100] at most 100
  at openapi.yaml:11:11:[schema] without a limit
  likely Undecided: the two contradict each other; a live request decides.
)");
}

TEST(DocumentedLimit, WhatIsOneLimit) {
  EXPECT_EQ(SaidIn(kDocumentedLimit, Page("integer", "No", "Wing span, at most 100"),
                   Contract("{type: integer, maximum: 100}")),
            "");
  EXPECT_EQ(SaidIn(kDocumentedLimit, Page("integer", "No", "Wing span"), Contract("{type: integer, maximum: 100}")), "")
      << "the page need not tell it";
  EXPECT_EQ(SaidIn(kDocumentedLimit, Page("integer", "No", "Wing span, usually 100"), Contract("{type: integer}")), "");
}

TEST(DocumentedUnit, ThePageAndTheContractDiffer) {
  EXPECT_EQ(SaidIn(kDocumentedUnit, Page("integer", "No", "Time of flight in seconds"),
                   Contract("{type: integer, description: Time of flight in milliseconds}")),
            R"(
error documented.unit: span is in seconds for the page, and in milliseconds for the contract
  identity acme | GET /kites |  | 
  contract 
  instance request /span
  expected in seconds
  observed in milliseconds
  at guide.md:7:27:[Time of flight in seconds] in seconds
  at openapi.yaml:11:11:[schema] in milliseconds
  likely Undecided: the two contradict each other; a live request decides.
)");
}

TEST(DocumentedUnit, WhatIsOneUnit) {
  EXPECT_EQ(SaidIn(kDocumentedUnit, Page("integer", "No", "Time of flight in seconds"),
                   Contract("{type: integer, description: Time of flight in seconds}")),
            "");
  EXPECT_EQ(SaidIn(kDocumentedUnit, Page("integer", "No", "Time of flight"),
                   Contract("{type: integer, description: Time of flight in milliseconds}")),
            "");
}

TEST(DocumentedValues, ThePageAndTheContractDiffer) {
  EXPECT_EQ(SaidIn(kDocumentedValues, Page("string", "No", "One of `small`, `wide`"),
                   Contract("{type: string, enum: [small, large]}")),
            R"(
error documented.values: span is one of small, wide for the page, and one of small, large for the contract
  identity acme | GET /kites |  | 
  contract 
  instance request /span
  expected one of small, wide
  observed one of small, large
  at guide.md:7:26:[One of `small`, `wide] one of small, wide
  at openapi.yaml:11:11:[schema] one of small, large
  likely Undecided: the two contradict each other; a live request decides.
)");
}

TEST(DocumentedValues, WhatIsOneList) {
  EXPECT_EQ(SaidIn(kDocumentedValues, Page("string", "No", "One of `wide`, `small`"),
                   Contract("{type: string, enum: [small, wide]}")),
            "")
      << "in any order";
  EXPECT_EQ(SaidIn(kDocumentedValues, Page("string", "No", "For example `small` or `wide`"),
                   Contract("{type: string, enum: [small, wide, huge]}")),
            "");
  EXPECT_EQ(SaidIn(kDocumentedValues, Page("string", "No", "One of `small`, `wide`"), Contract("{type: string}")), "");
}

// A table of states, and the contract's answer.
TEST(DocumentedValues, ATableOfStatesAndTheContract) {
  const auto page = [](const std::string& header, const std::string& last) {
    return "## GET /kites\n\nAll kites.\n\n### States of a kite\n\n" + header +
           "\n|---|---|\n| `flying` | Up |\n| `stored` | Down |\n| `" + last + "` | Gone |\n";
  };
  const std::string contract =
      "openapi: 3.0.3\npaths:\n  /kites:\n    get:\n      responses:\n        '200':\n          description: ok\n          content:\n            "
      "application/json:\n              schema: {type: object, properties: {status: {type: string, enum: [flying, stored, lost]}}}\n";
  const auto lines = [&](const std::string& text) {
    const contract::Vendor vendor = VendorOf({{"guide.md", text}}, contract);
    return Lines(kDocumentedValues.run(Subject(vendor)));
  };
  EXPECT_EQ(
      lines(page("| Status | Meaning |", "sold")),
      std::vector<std::string>{
          "error GET /kites request /status: status is one of flying, stored, sold for the page, and one of flying, "
          "stored, lost for the contract"});
  EXPECT_EQ(lines(page("| Status | Meaning |", "lost")), std::vector<std::string>{});
  EXPECT_EQ(lines(page("| Place | Meaning |", "sold")), std::vector<std::string>{}) << "of something else";
}

// Sentences.

TEST(DocumentedLimit, ASentenceAndTheListDiffer) {
  EXPECT_EQ(SaidIn(kDocumentedLimit,
                   Page("integer", "No", "Wing span, at most 100") + "\nThe value of `span` is at most 250.\n"),
            R"(
error documented.limit: span is at most 100 in one place, and at most 250 in another
  identity acme | GET /kites |  | 
  contract 
  instance request /span at most
  expected at most 100
  observed at most 250
  at guide.md:7:27:[Wing span, at most 100] at most 100
  at guide.md:10:20:[ is at most 250.] at most 250
  likely Undecided: the two contradict each other; a live request decides.
)");
}

std::vector<std::string> LinesOf(const Rule& rule, const std::string& page) {
  const contract::Vendor vendor = VendorOf({{"guide.md", page}});
  return Lines(rule.run(Subject(vendor)));
}

TEST(DocumentedDefault, TimesInTwoUnits) {
  const auto lines = [](const std::string& sentence) {
    return LinesOf(kDocumentedDefault,
                   Page("integer", "No", "Time of flight in seconds, default 60") + "\n" + sentence + "\n");
  };
  EXPECT_EQ(
      lines("A kite without `span` is taken down after 2 minutes."),
      std::vector<std::string>{
          "error GET /kites request /span: span is 60 seconds by default in one place, and 2 minutes by default in another"});
  EXPECT_EQ(lines("A kite without `span` is taken down after 1 minute."), std::vector<std::string>{});
  EXPECT_EQ(LinesOf(kDocumentedDefault, Page("integer", "No", "Time of flight, default 60") +
                                            "\nA kite without `span` is taken down after 2 minutes.\n"),
            std::vector<std::string>{})
      << "60 of what?";
}

TEST(DocumentedLimit, TextsThatAreNamedByAWord) {
  const auto lines = [](const std::string& sentence) {
    return LinesOf(kDocumentedLimit,
                   Page("string", "No", "At most 80 characters") + "\n# Questions\n\n" + sentence + "\n");
  };
  const std::vector<std::string> differs = {
      "error GET /kites request /span at most: span is at most 80 in one place, and at most 140 in another"};
  EXPECT_EQ(lines("A span may have up to 140 characters; longer ones are refused."), differs);
  EXPECT_EQ(lines("Spans cannot be longer than 140 characters."), differs);
  EXPECT_EQ(lines("Spans may have at most 80 characters."), std::vector<std::string>{});
  EXPECT_EQ(lines("Spans may have at most 140 characters on the large plan."), std::vector<std::string>{});
  EXPECT_EQ(lines("A span of more than 140 characters is rejected."), differs);
  EXPECT_EQ(lines("A span of more than 140 characters is sent in parts."), std::vector<std::string>{});
  EXPECT_EQ(lines("If it is a boat, a span may have up to 140 characters."), std::vector<std::string>{});
  EXPECT_EQ(lines("Names may have at most 140 characters."), std::vector<std::string>{});
}

TEST(DocumentedLimit, CodesOfErrorsNameTheirParameter) {
  const auto lines = [](const std::string& row) {
    return LinesOf(kDocumentedLimit,
                   Page("integer", "No", "At most 12") +
                       "\n## Errors\n\n| Status | Code | Cause |\n|---|---|---|\n| 404 | `none` | No kite |\n" + row);
  };
  EXPECT_EQ(lines("| 422 | `span_too_large` | More than 10 metres |\n"),
            std::vector<std::string>{
                "error GET /kites request /span at most: span is at most 12 in one place, and at most 10 in another"});
  EXPECT_EQ(lines("| 422 | `span_too_large` | More than 12 metres |\n"), std::vector<std::string>{});
  EXPECT_EQ(lines("| 422 | `boat_too_large` | More than 10 metres |\n"), std::vector<std::string>{});
  EXPECT_EQ(lines("| 422 | `span_too_large` | More than 10 MB |\n"), std::vector<std::string>{});
}

TEST(DocumentedLimit, OfWhatAnotherOperationChanges) {
  const auto lines = [](const std::string& heading) {
    return LinesOf(
        kDocumentedLimit,
        "## POST /kites\n\n### Body\n\n| Field | Type | Notes |\n|---|---|---|\n| `span` | integer | Between 1 and 200 |\n\n## " +
            heading + "\n\nRaising `span` above 100 is refused with `422`.\n");
  };
  EXPECT_EQ(
      lines("PATCH /kites/{id}"),
      std::vector<std::string>{
          "error POST /kites request /span at most: span is at most 200 in one place, and at most 100 in another"});
  EXPECT_EQ(lines("PATCH /boats/{id}"), std::vector<std::string>{});
}

TEST(DocumentedUnit, GramsAndKilograms) {
  const auto lines = [](const std::string& sentence) {
    return LinesOf(kDocumentedUnit, Page("integer", "No", "Weight in kilograms") + "\n" + sentence + "\n");
  };
  const std::vector<std::string> differs = {
      "error GET /kites request /span: span is in kilograms in one place, and in grams in another"};
  EXPECT_EQ(lines("Spans are given in grams."), differs);
  EXPECT_EQ(lines("It looks like this (`span` is in grams):"), differs);
  EXPECT_EQ(lines("Spans are given in kilograms."), std::vector<std::string>{});
}

TEST(DocumentedLimit, SentencesOfTwoOperationsAreAboutTwoParameters) {
  EXPECT_EQ(
      SaidIn(kDocumentedLimit, std::vector<PageSource>{{"kites.md", "## GET /kites\n\n`span` is at most 100.\n"},
                                                       {"boats.md", "## GET /boats\n\n`span` is at most 250.\n"}}),
      "");
  EXPECT_EQ(SaidIn(kDocumentedLimit, std::vector<PageSource>{{"kites.md", "# Kites\n\n`span` is at most 100.\n"},
                                                             {"boats.md", "# Boats\n\n`span` is at most 250.\n"}}),
            "");
}

}  // namespace
}  // namespace plumbline::audit

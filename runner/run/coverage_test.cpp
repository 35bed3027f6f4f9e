#include "run/coverage.h"

#include <gmock/gmock.h>

namespace plumbline::run {
namespace {

using testing::ElementsAre;

CaseResult Answered(const char* operation, const char* target, int status, const char* body,
                    http::HeaderFields sent = {}) {
  CaseResult test;
  test.operation = operation;
  const http::HeaderFields type =
      *body == '\0' ? http::HeaderFields{} : http::HeaderFields{{"Content-Type", "application/json; charset=utf-8"}};
  test.exchange = http::Exchange{
      {"GET", target, std::move(sent), std::nullopt}, http::Response{status, type, body}, std::nullopt, {}};
  return test;
}

// "+kind name" of what was met, "-kind name" of what was not.
std::vector<std::string> Coverage(const char* contract, const std::vector<CaseResult>& cases) {
  std::vector<std::string> lines;
  for (const CoverageItem& item :
       CoverageOf(contract::MakeVendor("acme", contract::ParseContract("openapi.yaml", contract)), cases)) {
    lines.push_back((item.observed ? "+" : "-") + item.kind + ' ' + item.name);
  }
  return lines;
}

constexpr const char* kContract = R"(openapi: 3.0.3
info: {title: Shop, version: '1'}
paths:
  /shops/{id}:
    get:
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
        - {name: limit, in: query, schema: {type: integer}}
        - {name: page size, in: query, schema: {type: integer}}
        - {name: filter, in: query, style: deepObject, schema: {type: object, properties: {city: {type: string}}}}
        - {name: range, in: query, schema: {type: object, properties: {from: {type: string}, to: {type: string}}}}
        - {name: X-Trace, in: header, schema: {type: string}}
        - {name: theme, in: cookie, schema: {type: string}}
      responses:
        '200':
          description: a shop
          content:
            application/json:
              schema:
                type: object
                properties:
                  rows: {type: array, items: {$ref: '#/components/schemas/Row'}}
                  prices: {type: object, additionalProperties: {type: object, properties: {net: {type: string}, tax: {type: string}}}}
                  secret: {type: string, writeOnly: true}
            text/csv: {}
        '204': {description: none}
        default: {description: else, content: {application/json: {schema: {type: object, properties: {error: {type: string}}}}}}
  /idle:
    get: {responses: {'200': {description: ok}}}
components:
  schemas:
    Row:
      allOf:
        - {type: object, properties: {id: {type: string}}}
        - {type: object, properties: {parent: {$ref: '#/components/schemas/Row'}, note: {type: string}}}
)";

TEST(CoverageOf, ListsWhatIsDeclaredAndMarksWhatWasMet) {
  EXPECT_THAT(
      Coverage(
          kContract,
          {Answered(
               "GET /shops/{id}", "/shops/1?page%20size=2&filter[city]=x&from=1", 200,
               R"({"rows": [{"id": "a"}, {"parent": {"id": "b", "note": "c"}}], "prices": {"de": {"net": "1"}}, "secret": "s"})",
               {{"x-trace", "1"}, {"Cookie", "a=1; theme=dark"}}),
           Answered("GET /shops/{id}", "/shops/2", 204, "")}),
      ElementsAre("+operation GET /shops/{id}", "+parameter path id", "-parameter query limit",
                  "+parameter query page size", "+parameter query filter", "+parameter query range",
                  "+parameter header X-Trace", "+parameter cookie theme", "+response 200 application/json",
                  "+property 200 application/json /rows", "+property 200 application/json /rows/*/id",
                  "+property 200 application/json /rows/*/parent", "-property 200 application/json /rows/*/note",
                  "+property 200 application/json /prices", "+property 200 application/json /prices/*/net",
                  "-property 200 application/json /prices/*/tax", "-response 200 text/csv", "+response 204",
                  "-response default application/json", "-property default application/json /error",
                  "-operation GET /idle", "-response 200"));
}

TEST(CoverageOf, WithoutCasesNothingIsMet) {
  for (const std::string& line : Coverage(kContract, {})) EXPECT_EQ(line.front(), '-') << line;
}

TEST(CoverageOf, NoAnswerMeetsNoOperationThoughItsParametersWereSent) {
  CaseResult gone = Answered("GET /shops/{id}", "/shops/1?limit=1", 200, "");
  gone.exchange->response.reset();
  const auto lines = Coverage(kContract, {gone});
  EXPECT_EQ(lines[0], "-operation GET /shops/{id}");
  EXPECT_EQ(lines[2], "+parameter query limit");
}

TEST(CoverageOf, StatusThatIsNotDeclaredMeetsDefaultAndBrokenJsonMeetsNoMember) {
  const auto lines = Coverage(kContract, {Answered("GET /shops/{id}", "/shops/1", 500, R"({"error": )")});
  EXPECT_THAT(lines, testing::Contains("+response default application/json"));
  EXPECT_THAT(lines, testing::Contains("-property default application/json /error"));
}

TEST(CoverageOf, BranchesThatShareTheirPartsAreBounded) {
  std::string contract =
      "openapi: 3.0.3\ninfo: {title: Many, version: '1'}\npaths:\n  /a:\n    get: {responses: {'200': {description: ok, content: {application/json: {schema: "
      "{$ref: '#/components/schemas/S0'}}}}}}\ncomponents:\n  schemas:\n";
  constexpr int kLevels = 31;
  for (int i = 0; i < kLevels; ++i) {
    const std::string next = "{$ref: '#/components/schemas/S" + std::to_string(i + 1) + "'}";
    contract += "    S" + std::to_string(i) + ": {type: object, properties: {a: " + next + ", b: " + next + "}}\n";
  }
  contract += "    S" + std::to_string(kLevels) + ": {type: string}\n";
  const auto lines = Coverage(contract.c_str(), {Answered("GET /a", "/a", 200, R"({"a": {"a": 1}})")});
  EXPECT_EQ(lines.size(), kMostMembers + 2);
  EXPECT_EQ(lines[2], "+property 200 application/json /a");
  EXPECT_EQ(lines[3], "+property 200 application/json /a/a");
  EXPECT_EQ(lines[4], "-property 200 application/json /a/a/a");
}

}  // namespace
}  // namespace plumbline::run

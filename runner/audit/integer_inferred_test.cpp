#include <gtest/gtest.h>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

std::string Contract(const std::string& flown, const std::string& idle = "integer") {
  return R"(openapi: 3.0.3
info: {title: Kites, version: '1'}
paths:
  /kites/{id}:
    get:
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema:
                type: object
                properties:
                  id: {type: string}
                  name: {type: string}
                  colour: {type: string}
                  flown_minutes: {type: )" +
         flown + R"(}
                  idle_minutes: {type: )" +
         idle + R"(}
)";
}
std::string Page(const std::string& one, const std::string& rows) {
  return "## GET /kites/{id}\n\nOne kite.\n\n```json 200\n" + one +
         "\n```\n\n## GET /kites\n\nAll kites.\n\n```json 200\n" + rows + "\n```\n";
}
constexpr const char* kWhole =
    R"({"id": "k1", "name": "Red", "colour": "red", "flown_minutes": 12, "idle_minutes": 3})";

TEST(IntegerInferred, AnotherOperationShowsAFraction) {
  EXPECT_EQ(SaidIn(kIntegerInferred,
                   Page(kWhole, R"({"kites": [{"id": "k1", "name": "Red", "colour": "red", "flown_minutes": 12.5}]})"),
                   Contract("integer")),
            R"(
warning integer.inferred: flown_minutes is an integer in the contract, and GET /kites kites.*.flown_minutes shows 12.5 for the same thing
  identity acme | GET /kites/{id} | 200 | application/json
  contract /paths/~1kites~1{id}/get/responses/200/content/application~1json/schema/properties/flown_minutes
  instance /flown_minutes
  expected number
  observed integer
  at openapi.yaml:17:41:[integer] says integer
  at guide.md:14:74:[12.5] a fraction
  likely The contract, whose type looks inferred from a sample in which the value happened to be whole.
)");
}

TEST(IntegerInferred, AMeasureBesideOneThatIsANumber) {
  EXPECT_EQ(SaidIn(kIntegerInferred, Page(kWhole, R"({"kites": []})"), Contract("integer", "number")), R"(
note integer.inferred: flown_minutes is an integer, and idle_minutes beside it a number
  identity acme | GET /kites/{id} | 200 | application/json
  contract /paths/~1kites~1{id}/get/responses/200/content/application~1json/schema/properties/flown_minutes
  instance /flown_minutes
  expected number
  observed integer
  at openapi.yaml:17:41:[integer] says integer
  at openapi.yaml:18:40:[number] says number
  at guide.md:6:63:[12] a whole number by chance?
  likely The integer: it looks inferred from a sample in which the value happened to be whole.
)");
}

TEST(IntegerInferred, IntegersThatNothingContradicts) {
  const struct {
    const char* what;
    std::string page, contract;
  } rows[] = {
      {"whole everywhere",
       Page(kWhole, R"({"kites": [{"id": "k1", "name": "Red", "colour": "red", "flown_minutes": 13}]})"),
       Contract("integer")},
      {"a number", Page(kWhole, R"({"kites": [{"id": "k1", "name": "Red", "colour": "red", "flown_minutes": 12.5}]})"),
       Contract("number", "number")},
      {"another kind of thing",
       Page(kWhole, R"({"owners": [{"id": "k1", "name": "Red", "colour": "red", "flown_minutes": 12.5}]})"),
       Contract("integer")},
      {"hardly anything shared", Page(kWhole, R"({"kites": [{"flown_minutes": 12.5, "a": 1, "b": 2, "c": 3}]})"),
       Contract("integer")},
  };
  for (const auto& row : rows) EXPECT_EQ(SaidIn(kIntegerInferred, row.page, row.contract), "") << row.what;
}

}  // namespace
}  // namespace plumbline::audit

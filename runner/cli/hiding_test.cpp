// Nothing hides anything else: what was waived covers no change of it, and a flaw of the contract no other flaw. Real
// files, whole commands.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "base/text.h"
#include "cli/cli_testing.h"

namespace plumbline::cli {
namespace {

using Json = nlohmann::json;

// A contract of one answer: its required members are strings, and its example is this.
std::string ContractWith(const std::vector<std::string>& members, const std::string& example) {
  std::string properties;
  for (const std::string& member : members) properties += "                  " + member + ": {type: string}\n";
  return R"(openapi: 3.0.3
info: {title: Purse, version: '1'}
servers: [{url: https://purse.example}]
paths:
  /purses/{id}:
    get:
      operationId: get-purse
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses:
        '200':
          description: d
          content:
            application/json:
              schema:
                type: object
                required: [)" +
         Join(members, ", ") + R"(]
                properties:
)" + properties +
         "              example: " + example + "\n";
}

class Audited {
 public:
  explicit Audited(std::vector<std::string> members) : members_(std::move(members)) {}

  // The only finding that fails, as a waiver with its shape.
  void Waive(const std::string& example) {
    const Json findings = Findings(example);
    ASSERT_EQ(findings.size(), 1u) << findings.dump(2);
    waivers_ = folder_.Write("waivers.yaml", "waivers:\n  - {id: W-1, fingerprint: \"" +
                                                 findings[0]["fingerprint"].get<std::string>() + "\", shape: \"" +
                                                 findings[0]["shape"].get<std::string>() +
                                                 "\", owner: purses, reason: known, expires: 2026-12-31}\n");
  }

  // "example.schema documented: the example breaks its schema: …" of each finding.
  std::vector<std::string> States(const std::string& example) {
    std::vector<std::string> states;
    for (const Json& found : Findings(example)) {
      states.push_back(found["rule"].get<std::string>() + ' ' + found["state"].get<std::string>() + ": " +
                       found["message"].get<std::string>());
    }
    return states;
  }

  int code() const { return code_; }

 private:
  Json Findings(const std::string& example) {
    std::vector<std::string> args = {"audit",    folder_.Write("openapi.yaml", ContractWith(members_, example)),
                                     "--report", "json=" + folder_.Path("r.json"),
                                     "--today",  "2026-11-21"};
    if (!waivers_.empty()) args.insert(args.end(), {"--waivers", waivers_});
    code_ = RunCommand(args).code;
    Json gating = Json::array();
    const Json result = Json::parse(ReadText(folder_.Path("r.json")));
    for (const Json& found : result["findings"]) {
      if (found["state"] != "note") gating.push_back(found);
    }
    return gating;
  }

  TestFolder folder_;
  std::vector<std::string> members_;
  std::string waivers_;
  int code_ = 0;
};

using Strings = std::vector<std::string>;

TEST(Hiding, AWaivedValueThatBecomesAnotherKindComesBack) {
  Audited audited({"id", "balance"});
  audited.Waive("{id: p1, balance: 50000}");
  const std::string said = "the example breaks its schema: it has 1 wrong value";
  EXPECT_EQ(audited.States("{id: p1, balance: 50000}"), Strings{"example.schema documented: " + said});
  EXPECT_EQ(audited.code(), 0);
  EXPECT_EQ(audited.States("{id: p1, balance: 40000}"), Strings{"example.schema documented: " + said})
      << "the same mistake with another amount";
  EXPECT_EQ(audited.code(), 0);
  EXPECT_EQ(audited.States("{id: p1, balance: true}"), Strings{"example.schema worsened: " + said});
  EXPECT_EQ(audited.code(), 1);
  EXPECT_EQ(audited.States("{id: 7, balance: 50000}"),
            Strings{"example.schema worsened: the example breaks its schema: it has 2 wrong values"});
  EXPECT_EQ(audited.code(), 1);
}

TEST(Hiding, TheSeventeenthMissingMemberIsSeenBesideSixteenThatAreWaived) {
  Strings members;
  for (char c = 'a'; c < 'a' + 20; ++c) members.push_back(std::string("part_") + c);
  const auto example = [&](std::size_t missing) {
    Strings shown;
    for (std::size_t i = missing; i < members.size(); ++i) shown.push_back(members[i] + ": text");
    return '{' + Join(shown, ", ") + '}';
  };
  Audited audited(members);
  audited.Waive(example(16));
  EXPECT_EQ(audited.States(example(16)),
            Strings{"example.schema documented: the example breaks its schema: it lacks 16 required members"});
  EXPECT_EQ(audited.code(), 0);
  EXPECT_EQ(audited.States(example(17)),
            Strings{"example.schema worsened: the example breaks its schema: it lacks 17 required members"});
  EXPECT_EQ(audited.code(), 1);
  // One that was mended beside another that is broken now are as many, and others.
  std::string other = ReplaceAll(example(16), "part_q: text", "part_a: text");
  EXPECT_EQ(audited.States(other),
            Strings{"example.schema worsened: the example breaks its schema: it lacks 16 required members"});
  EXPECT_EQ(audited.code(), 1);
}

// Every kind of flaw beside a member whose schema is this; all on lines of their own.
std::string FlawsBeside(const std::string& schema) {
  return R"(openapi: 3.0.3
info: {title: Purse, version: '1'}
servers: [{url: https://purse.example}]
paths:
  /purses/{id}:
    get:
      operationId: get-purse
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses:
        '200':
          description: d
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Purse'}
              example: {id: 7, note: n, opened_at: '2026-01-19T10:00:00Z', coins: 3, undeclared: 1}
  /purses:
    get:
      operationId: list-purses
      responses:
        '200':
          description: d
          content:
            application/json:
              schema:
                type: object
                properties:
                  purses: {type: array, items: {$ref: '#/components/schemas/Purse'}}
              example: {purses: [{id: p1, note: null, opened_at: '2026-01-19T10:00:00Z', coins: '3'}]}
components:
  schemas:
    Purse:
      type: object
      additionalProperties: false
      required: [id, note, coins]
      properties:
        id: {type: string}
        note: )" +
         schema + R"(
        opened_at: {type: string}
        coins: {type: integer}
)";
}

// Findings and inconclusive judgements, without those about the nullable itself.
std::pair<Json, Json> SaidBeside(const std::string& schema) {
  const TestFolder folder;
  RunCommand({"audit", folder.Write("openapi.yaml", FlawsBeside(schema)), "--report", "json=" + folder.Path("r.json")});
  const Json result = Json::parse(ReplaceAll(ReadText(folder.Path("r.json")), folder.Path(""), ""));
  Json others = Json::array(), own = Json::array();
  for (const Json& found : result["findings"]) (found["rule"] == "nullable.untyped" ? own : others).push_back(found);
  others.push_back(result["tally"]["inconclusive"]);
  return {others, own};
}

TEST(Hiding, AnUntypedNullableHidesNothing) {
  const auto [typed, none] = SaidBeside("{type: string, nullable: true}");
  const auto [untyped, told] = SaidBeside("{nullable: true}");
  EXPECT_EQ(none, Json::array());
  EXPECT_EQ(told.size(), 1u) << told.dump(2);
  EXPECT_GT(typed.size(), 3u) << "there is something to hide: " << typed.dump(2);
  EXPECT_EQ(untyped, typed) << Json::diff(typed, untyped).dump(2);
}

TEST(Hiding, AnUntypedNullableHidesNothingOfAnAnswer) {
  for (const char* schema : {"{type: string, nullable: true}", "{nullable: true}"}) {
    const TestFolder folder;
    folder.Write("openapi.yaml", FlawsBeside(schema));
    const std::string suite = folder.Write("suites/purses.yaml", R"(suite: purses
vendor: ../openapi.yaml
cases:
  - {id: get, operation: get-purse, parameters: {id: p1}, expect: {status: 200}, mock: {body: {id: 7, note: null, coins: x, more: 1}}}
)");
    const Outcome outcome = RunCommand({"run", suite, "--mock", "--no-audit", "--color", "never"});
    EXPECT_EQ(outcome.code, 1);
    Strings titles;
    for (const std::string_view line : Split(outcome.out, '\n')) {
      if (line.starts_with("error[") || line.starts_with("warning[")) titles.emplace_back(line);
    }
    EXPECT_EQ(titles,
              (Strings{"error[response.schema]: GET /purses/{id} → 200: the value has the undeclared member 'more'",
                       "error[response.schema]: GET /purses/{id} → 200: id is not a string",
                       "error[response.schema]: GET /purses/{id} → 200: coins is not an integer"}))
        << schema;
  }
}

}  // namespace
}  // namespace plumbline::cli

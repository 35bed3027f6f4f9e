#include <gtest/gtest.h>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

// A contract of GET operations /0, /1, …, each of which answers with one of the schemas.
std::string Answering(const std::vector<std::string>& schemas, const std::string& components = "{}") {
  std::string text = "openapi: 3.0.3\npaths:\n";
  for (std::size_t i = 0; i < schemas.size(); ++i) {
    text += "  /" + std::to_string(i) + ":\n    get:\n      operationId: op" + std::to_string(i) +
            "\n      responses: {\"200\": {content: {application/json: {schema:\n        " + schemas[i] + "}}}}\n";
  }
  return text + "components: {schemas: " + components + "}\n";
}

std::vector<std::string> Messages(const std::string& contract) {
  std::vector<std::string> messages;
  for (const finding::Finding& found : Found(kEntityType, contract)) messages.push_back(found.message);
  return messages;
}

TEST(EntityType, FindsAMemberOfTwoTypesAndWhatTheSamplesShow) {
  EXPECT_EQ(
      Said(
          kEntityType,
          Answering(
              {"{type: object, properties: {id: {type: string}, name: {type: string}, total: {type: integer}}}",
               "{type: array, items: {type: object, properties: {id: {type: string}, name: {type: string}, total: {type: number}, more: {type: string}}}}"}),
          {{.name = "one", .operation = "op0", .json = R"({"id": "a", "name": "b", "total": 25})"},
           {.name = "list", .operation = "op1", .json = "[{\"total\": 1},\n {\"total\": 25.5}]"},
           {.name = "not-found", .operation = "op1", .json = R"([{"total": "none"}])", .status = 404}}),
      R"(
error entity.type: total is integer here, elsewhere number, in what looks like the same object
  identity acme | GET /0 | 200 | application/json
  contract /paths/~10/get/responses/200/content/application~1json/schema/properties/total
  instance /total
  expected one type
  observed integer; number
  at openapi.yaml:7:93:[integer] says integer
  at openapi.yaml:12:114:[number] says number
  at one.json:1:35:[25] the sample 'one' shows integer
  at list.json:2:12:[25.5] the sample 'list' shows number
  - integer: GET /0 total (openapi.yaml:7:93)
  - number: GET /1 *.total (openapi.yaml:12:114)
  - sample 'one' shows integer (one.json:1:35)
  - sample 'list' shows integer (list.json:1:12)
  - sample 'list' shows number (list.json:2:12)
  likely The place that says integer: 1 other place says number. It looks inferred from a sample in which the value happened to be whole.
)");
}

TEST(EntityType, AnUntypedMemberIsTheSuspectOfAll) {
  EXPECT_EQ(
      Said(kEntityType,
           Answering(
               {"{properties: {id: {type: string}, name: {type: string}, note: {type: string}}}",
                "{properties: {id: {type: string}, name: {type: string}, note: {nullable: true}}}",
                "{properties: {id: {type: string}, name: {type: string}, note: {type: string, nullable: true}}}"})),
      R"(
error entity.type: note is untyped here, elsewhere string, string or null, in what looks like the same object
  identity acme | GET /1 | 200 | application/json
  contract /paths/~11/get/responses/200/content/application~1json/schema/properties/note
  instance /note
  expected one type
  observed string; string or null; untyped
  at openapi.yaml:12:82:[true] says untyped
  at openapi.yaml:7:78:[string] says string
  - string: GET /0 note (openapi.yaml:7:78)
  - untyped: GET /1 note (openapi.yaml:12:82)
  - string or null: GET /2 note (openapi.yaml:17:78)
  likely The place that says untyped: 1 other place says string, 1 other place says string or null. A schema without a type accepts any value, so it promises nothing.
)");
}

TEST(EntityType, TheRarestTypeIsTheSuspect) {
  const std::string string = "{properties: {id: {type: string}, name: {type: string}, n: {type: string}}}";
  const std::string number = "{properties: {id: {type: string}, name: {type: string}, n: {type: number}}}";
  const auto found = Found(kEntityType, Answering({number, string, number}));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].message, "n is string here, elsewhere number, in what looks like the same object");
  EXPECT_EQ(found[0].identity.operation, "GET /1");
  EXPECT_EQ(found[0].likely, "The place that says string: 2 other places say number.");
  EXPECT_EQ(found[0].details.size(), 3u);
}

TEST(EntityType, EveryMemberIsAFindingOfItsOwn) {
  EXPECT_EQ(
      Messages(Answering(
          {"{properties: {a: {type: string}, b: {type: string}, c: {type: string}, d: {type: boolean}}}",
           "{properties: {a: {type: string}, b: {type: integer}, c: {type: array, items: {}}, d: {type: boolean}}}"})),
      (std::vector<std::string>{"b is integer here, elsewhere string, in what looks like the same object",
                                "c is array here, elsewhere string, in what looks like the same object"}));
}

TEST(EntityType, ObjectsOfOneNameNeedFewerSharedMembers) {
  const std::string owner =
      "{properties: {x: {type: string}, owner: {type: object, properties: {id: {type: string}, n: {type: string}}}}}";
  const auto with = [](const std::string& name) {
    return "{properties: {y: {type: string}, " + name +
           ": {type: object, properties: {id: {type: string}, n: {type: integer}, p: {type: string}}}}}";
  };
  EXPECT_EQ(
      Messages(Answering({owner, with("owner")})),
      (std::vector<std::string>{"owner.n is integer here, elsewhere string, in what looks like the same object"}));
  EXPECT_EQ(Messages(Answering({owner, with("buyer")})), std::vector<std::string>{});
}

TEST(EntityType, SeesThroughReferencesAndAllOf) {
  EXPECT_EQ(Messages(Answering(
                {"{$ref: '#/components/schemas/Full'}",
                 "{properties: {id: {type: string}, name: {type: string}, n: {$ref: '#/components/schemas/Amount'}}}"},
                R"({
    Amount: {type: number},
    Base: {type: object, properties: {id: {type: string}, name: {type: string}}},
    Full: {allOf: [{$ref: '#/components/schemas/Base'}, {properties: {n: {type: string}}}]}
  })")),
            (std::vector<std::string>{"n is number here, elsewhere string, in what looks like the same object"}));
}

TEST(EntityType, FindsNothingWhereObjectsAgreeOrAreStrangers) {
  const std::string thing = "{properties: {id: {type: string}, name: {type: string}, n: {type: string}}}";
  struct Row {
    const char* what;
    std::vector<std::string> schemas;
  };
  const Row rows[] = {
      {"the same types", {thing, thing}},
      {"two shared members make no kin",
       {"{properties: {id: {type: string}, n: {type: string}}}",
        "{properties: {id: {type: string}, n: {type: integer}}}"}},
      {"three of five are too few",
       {"{properties: {id: {type: string}, name: {type: string}, n: {type: string}, a: {}, b: {}}}",
        "{properties: {id: {type: string}, name: {type: string}, n: {type: integer}, c: {}, d: {}}}"}},
      {"a composed member is not compared",
       {thing,
        "{properties: {id: {type: string}, name: {type: string}, n: {oneOf: [{type: string}, {type: integer}]}}}"}},
      {"an enum without a type is not compared",
       {thing, "{properties: {id: {type: string}, name: {type: string}, n: {enum: [a]}}}"}},
      {"formats are no types",
       {thing,
        "{properties: {id: {type: string, format: uuid}, name: {type: string}, n: {type: string, minLength: 1}}}"}},
  };
  for (const Row& row : rows) EXPECT_EQ(Messages(Answering(row.schemas)), std::vector<std::string>{}) << row.what;
}

TEST(EntityType, RequestsAreComparedWithRequestsOnly) {
  const auto contract = [](const std::string& type) {
    return R"(openapi: 3.0.3
paths:
  /a:
    post:
      requestBody: {content: {application/json: {schema: {properties: {id: {type: string}, name: {type: string}, n: {type: integer}}}}}}
      responses: {"200": {content: {application/json: {schema: {properties: {id: {type: string}, name: {type: string}, n: {type: string}}}}}}}
    put:
      requestBody: {content: {application/json: {schema: {properties: {id: {type: string}, name: {type: string}, n: {type: )" +
           type + R"(}}}}}}
      responses: {"204": {description: done}}
)";
  };
  EXPECT_EQ(Messages(contract("integer")), std::vector<std::string>{});
  EXPECT_EQ(Messages(contract("number")),
            (std::vector<std::string>{"n is integer here, elsewhere number, in what looks like the same object"}));
}

TEST(EntityType, ARecursiveSchemaIsComparedOnce) {
  EXPECT_EQ(
      Messages(Answering(
          {"{$ref: '#/components/schemas/Node'}",
           "{properties: {id: {type: string}, name: {type: string}, next: {type: string}, n: {type: string}}}"},
          "{Node: {type: object, properties: {id: {type: string}, name: {type: string}, next: {$ref: '#/components/schemas/Node'}, n: {type: integer}}}}")),
      (std::vector<std::string>{"n is integer here, elsewhere string, in what looks like the same object",
                                "next is object here, elsewhere string, in what looks like the same object"}));
}

TEST(EntityType, TheShapeChangesWithEveryPlace) {
  const std::string string = "{properties: {id: {type: string}, name: {type: string}, n: {type: string}}}";
  const std::string integer = "{properties: {id: {type: string}, name: {type: string}, n: {type: integer}}}";
  const auto shape = [&](const std::vector<std::string>& schemas) {
    return Found(kEntityType, Answering(schemas)).at(0).shape;
  };
  EXPECT_EQ(shape({string, integer}), shape({string, integer}));
  EXPECT_NE(shape({string, integer}), shape({integer, string}));
  EXPECT_NE(shape({string, integer}), shape({string, integer, string}));
}

// "severity: message" of each.
std::vector<std::string> Told(const std::string& contract) {
  std::vector<std::string> told;
  for (const finding::Finding& found : Found(kEntityType, contract))
    told.push_back(std::string(finding::SeverityName(found.severity)) + ": " + found.message);
  return told;
}

TEST(EntityType, ComponentsOfTwoNamesAreOnlyAlike) {
  const auto told = [](const std::string& first, const std::string& second) {
    const std::string shared = "a: {type: string}, b: {type: string}, c: {type: string}, n: ";
    return Told(
        Answering({"{$ref: '#/components/schemas/Kite'}", "{$ref: '#/components/schemas/Glider'}"},
                  "{Kite: {properties: {" + shared + first + "}}, Glider: {properties: {" + shared + second + "}}}"));
  };
  EXPECT_EQ(told("{type: integer}", "{type: number}"),
            (std::vector<std::string>{"note: n is integer here, elsewhere number, in an object that looks alike"}));
  EXPECT_EQ(told("{type: object}", "{type: string}"), std::vector<std::string>{});
}

TEST(EntityType, WhatDiffersInMostOfItsTypesOrInAFixedValueIsAnotherThing) {
  // The same words of categories, once as flags and once as scores.
  EXPECT_EQ(Told(Answering(
                {"{properties: {flags: {properties: {a: {type: boolean}, b: {type: boolean}, c: {type: boolean}}}, "
                 "scores: {properties: {a: {type: number}, b: {type: number}, c: {type: number}}}}}"})),
            std::vector<std::string>{});
  const auto with = [](const std::string& kind, const std::string& type) {
    return "{properties: {kind: {type: string, enum: [" + kind +
           "]}, id: {type: string}, name: {type: string}, n: {type: " + type + "}}}";
  };
  EXPECT_EQ(Told(Answering({with("card", "string"), with("bank", "integer")})), std::vector<std::string>{});
  EXPECT_EQ(
      Told(Answering({with("card", "string"), with("card", "integer")})),
      (std::vector<std::string>{"error: n is integer here, elsewhere string, in what looks like the same object"}));
}

TEST(EntityType, AlternativesOfOnePlaceAndFormsAreNotCompared) {
  const auto object = [](const std::string& type) {
    return "{properties: {id: {type: string}, name: {type: string}, n: {type: " + type + "}}}";
  };
  EXPECT_EQ(Told(Answering({"{oneOf: [" + object("string") + ", " + object("integer") + "]}"})),
            std::vector<std::string>{});
  const auto sent = [&](const std::string& type) {
    return "openapi: 3.0.3\npaths:\n  /a:\n    post:\n      requestBody: {content: {" + type +
           ": {schema: " + object("string") + "}}}\n  /b:\n    post:\n" +
           "      requestBody: {content: {application/json: {schema: " + object("object") + "}}}\n";
  };
  EXPECT_EQ(Told(sent("multipart/form-data")), std::vector<std::string>{});
  EXPECT_EQ(
      Told(sent("application/json")),
      (std::vector<std::string>{"error: n is object here, elsewhere string, in what looks like the same object"}));
}

TEST(EntityType, WhatARequestMayClearIsANote) {
  const auto contract = [](const std::string& part) {
    const std::string open =
        "{content: {application/json: {schema: {properties: {id: {type: string}, a: {type: string}, b: {type: string}, n: ";
    const auto one = [&](const std::string& type) {
      return part == "request" ? "      requestBody: " + open + type + "}}}}}\n"
                               : "      responses: {'200': " + open + type + "}}}}}}\n";
    };
    return "openapi: 3.0.3\npaths:\n  /a:\n    post:\n" + one("{type: string}") + "    patch:\n" +
           one("{type: string, nullable: true}");
  };
  EXPECT_EQ(
      Told(contract("request")),
      (std::vector<std::string>{"note: n is string here, elsewhere string or null, in an object that looks alike"}));
  EXPECT_EQ(Told(contract("response")),
            (std::vector<std::string>{
                "error: n is string here, elsewhere string or null, in what looks like the same object"}));
}

TEST(EntityType, NullAloneIsNoMistakeOfThingsWithOtherNames) {
  const auto told = [](const std::string& name, const std::string& type) {
    return Told(Answering(
        {"{properties: {kite: {properties: {id: {type: string}, name: {type: string}, n: {type: string}}}}}",
         "{properties: {" + name + ": {properties: {id: {type: string}, name: {type: string}, n: " + type + "}}}}"}));
  };
  const std::string null = "{type: string, nullable: true}";
  EXPECT_EQ(told("kite", null),
            (std::vector<std::string>{
                "error: kite.n is string here, elsewhere string or null, in what looks like the same object"}));
  EXPECT_EQ(told("owner", null), std::vector<std::string>{});
  EXPECT_EQ(
      Told(Answering(
          {"{properties: {a: {properties: {data: {properties: {id: {type: string}, name: {type: string}, n: {type: string}}}}}}}",
           "{properties: {b: {properties: {data: {properties: {id: {type: string}, name: {type: string}, n: " + null +
               "}}}}}}"})),
      std::vector<std::string>{});
  EXPECT_EQ(told("owner", "{type: integer}"),
            (std::vector<std::string>{
                "error: owner.n is integer here, elsewhere string, in what looks like the same object"}));
}

TEST(EntityType, Since31NullIsAType) {
  const auto told = [](const std::string& type) {
    std::string contract = Answering(
        {"{properties: {kite: {properties: {id: {type: string}, name: {type: string}, n: {type: string}}}}}",
         "{properties: {kites: {type: array, items: {properties: {id: {type: string}, name: {type: string}, n: " +
             type + "}}}}}"});
    contract.replace(contract.find("3.0.3"), 5, "3.1.0");
    return Told(contract);
  };
  EXPECT_EQ(told("{type: [string, 'null']}"),
            (std::vector<std::string>{
                "error: kite.n is string here, elsewhere string or null, in what looks like the same object"}));
  EXPECT_EQ(told("{type: string, nullable: true}"), std::vector<std::string>{});
  EXPECT_EQ(told("{type: ['null']}"),
            (std::vector<std::string>{
                "error: kites.*.n is null here, elsewhere string, in what looks like the same object"}));
  EXPECT_EQ(told("{type: [string, integer]}"), std::vector<std::string>{});
}

}  // namespace
}  // namespace plumbline::audit

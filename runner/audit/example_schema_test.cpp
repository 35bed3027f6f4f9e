#include <gtest/gtest.h>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

// A contract with one answer, whose media type is given.
std::string Answering(const std::string& media_type, const std::string& status = "\"200\"") {
  return "openapi: 3.0.3\npaths:\n  /accounts:\n    get:\n      operationId: get\n      responses:\n        " + status +
         ":\n          content:\n            application/json:\n" + media_type;
}

const std::string kBroken = R"(              schema:
                type: object
                required: [id, name]
                properties:
                  id: {type: string}
                  name: {type: string}
                  total: {type: integer}
              example: {id: 7, total: 1.5, extra: true, more: {x: 1}}
)";

TEST(ExampleSchema, ListsAllThatIsMissingUndeclaredAndWrong) {
  EXPECT_EQ(Said(kExampleSchema, Answering(kBroken)), R"(
error example.schema: the example breaks its schema: it lacks 1 required member, has 2 undeclared members, has 2 wrong values
  identity acme | GET /accounts | 200 | application/json
  contract /paths/~1accounts/get/responses/200/content/application~1json/schema
  instance /paths/~1accounts/get/responses/200/content/application~1json/example
  expected string
  observed integer 7
  at openapi.yaml:14:30:[string] the contract says string
  at openapi.yaml:17:29:[7] observed integer 7
  - missing (1): name
  - not declared (2): extra, more
  - wrong: id is not a string (expected string, observed integer 7)
  - wrong: total is not an integer (expected integer, observed number 1.5)
  likely Undecided: the contract contradicts itself, and no documented sample tells which side is right.
)");
}

TEST(ExampleSchema, ADocumentedSampleOfTheSameBodyDecides) {
  const auto likely = [](const std::string& status, const SampleText& sample) {
    const auto found = Found(kExampleSchema, Answering(kBroken, status), {sample});
    return found.size() == 1 ? found[0].likely : "not one finding";
  };
  const std::string undecided =
      "Undecided: the contract contradicts itself, and no documented sample tells which side is right.";
  const std::string fits = R"({"id": "a", "name": "b"})";
  EXPECT_EQ(likely("\"200\"", {.name = "s", .operation = "get", .json = fits}),
            "The example: schema and sample 's' agree on present.");
  EXPECT_EQ(likely("\"200\"", {.name = "s", .operation = "get", .json = fits, .page = "accounts, lines 3-9"}),
            "The example: schema and sample 's' (accounts, lines 3-9) agree on present.");
  EXPECT_EQ(likely("\"200\"", {.name = "s", .operation = "get", .json = "{}"}),
            "The schema: sample 's' and example agree on absent.");
  EXPECT_EQ(likely("\"200\"", {.name = "s", .operation = "get", .json = fits, .status = 404}), undecided);
  EXPECT_EQ(likely("\"200\"", {.name = "s", .operation = "other", .json = fits}), undecided);
  EXPECT_EQ(likely("2XX", {.name = "s", .operation = "get", .json = fits, .status = 201}),
            "The example: schema and sample 's' agree on present.");
  EXPECT_EQ(likely("default", {.name = "s", .operation = "get", .json = fits, .status = 404}),
            "The example: schema and sample 's' agree on present.");
}

TEST(ExampleSchema, UndeclaredMembersOfAnOpenSchemaAreANote) {
  EXPECT_EQ(Said(kExampleSchema, Answering(R"(              schema:
                type: object
                properties: {id: {type: string}, rows: {type: array, items: {properties: {n: {type: integer}}}}}
              examples:
                first: {value: {id: a}}
                second: {value: {id: a, rows: [{n: 1}, {n: 2, m: 3}]}}
)")),
            R"(
note example.schema: the example 'second' fits its schema but has 1 undeclared member
  identity acme | GET /accounts | 200 | application/json
  contract /paths/~1accounts/get/responses/200/content/application~1json/schema
  instance /paths/~1accounts/get/responses/200/content/application~1json/examples/second/value
  expected declared members
  observed rows[1].m
  at openapi.yaml:10:15:[schema] the contract does not declare it
  at openapi.yaml:15:63:[m] the documentation shows it
  - not declared (1): rows[1].m
  likely The schema, which leaves out what the example shows; or the example, which shows what is not there.
)");
}

TEST(ExampleSchema, AMissingMemberIsShownAtItsObject) {
  EXPECT_EQ(Said(kExampleSchema, Answering(R"(              schema:
                type: object
                properties: {owner: {type: object, required: [id], properties: {id: {type: string}}}}
              example:
                owner: {}
)")),
            R"(
error example.schema: the example breaks its schema: it lacks 1 required member
  identity acme | GET /accounts | 200 | application/json
  contract /paths/~1accounts/get/responses/200/content/application~1json/schema
  instance /paths/~1accounts/get/responses/200/content/application~1json/example
  expected 'id'
  observed no such member
  at openapi.yaml:12:63:[id] the contract says 'id'
  at openapi.yaml:14:17:[owner] observed no such member
  - missing (1): owner.id
  likely Undecided: the contract contradicts itself, and no documented sample tells which side is right.
)");
}

TEST(ExampleSchema, LooksAtParametersBodiesAndSchemasAtAnyDepth) {
  EXPECT_EQ(Said(kExampleSchema, R"(openapi: 3.0.3
paths:
  /accounts:
    post:
      parameters:
        - {name: page, in: query, schema: {type: integer}, examples: {good: {value: 1}, bad: {value: one}}}
      requestBody:
        content:
          application/json:
            schema: {$ref: "#/components/schemas/Account"}
            example: {rows: [x]}
      responses: {"200": {description: ok}}
components:
  schemas:
    Account:
      type: object
      properties:
        rows: {type: array, items: {type: integer, example: "7"}}
)"),
            R"(
error example.schema: the example 'bad' breaks its schema: it has 1 wrong value
  identity acme | POST /accounts |  | 
  contract /paths/~1accounts/post/parameters/0/schema
  instance /paths/~1accounts/post/parameters/0/examples/bad/value
  expected integer
  observed string "one"
  at openapi.yaml:6:50:[integer] the contract says integer
  at openapi.yaml:6:102:[one] observed string "one"
  - wrong: the value is not an integer (expected integer, observed string "one")
  likely Undecided: the contract contradicts itself, and no documented sample tells which side is right.

error example.schema: the example breaks its schema: it has 1 wrong value
  identity acme | POST /accounts |  | application/json
  contract /paths/~1accounts/post/requestBody/content/application~1json/schema
  instance /paths/~1accounts/post/requestBody/content/application~1json/example
  expected integer
  observed string "x"
  at openapi.yaml:18:43:[integer] the contract says integer
  at openapi.yaml:11:30:[x] observed string "x"
  - wrong: rows[0] is not an integer (expected integer, observed string "x")
  - reached by #/components/schemas/Account (openapi.yaml:10:28)
  likely Undecided: the contract contradicts itself, and no documented sample tells which side is right.

error example.schema: the example breaks its schema: it has 1 wrong value
  identity acme | POST /accounts |  | application/json
  contract /components/schemas/Account/properties/rows/items
  instance /components/schemas/Account/properties/rows/items/example
  expected integer
  observed string "7"
  at openapi.yaml:18:43:[integer] the contract says integer
  at openapi.yaml:18:61:["7"] observed string "7"
  - wrong: the value is not an integer (expected integer, observed string "7")
  likely Undecided: the contract contradicts itself, and no documented sample tells which side is right.
)");
}

TEST(ExampleSchema, FindsNothingWhereExamplesFit) {
  struct Row {
    const char* what;
    const char* media_type;
  };
  const Row rows[] = {
      {"fits",
       "              schema: {type: object, properties: {id: {type: string}}}\n              example: {id: a}\n"},
      {"no schema", "              example: {id: a}\n"},
      {"nothing is declared", "              schema: {type: object}\n              example: {id: a, more: [1]}\n"},
      {"additionalProperties is open",
       "              schema: {type: object, properties: {id: {type: string}}, additionalProperties: true}\n              example: {id: a, more: 1}\n"},
      {"additionalProperties has a schema",
       "              schema: {type: object, properties: {id: {type: string}}, additionalProperties: {type: integer}}\n              example: {id: a, more: 1}\n"},
      {"declared in a branch",
       "              schema: {allOf: [{properties: {id: {type: string}}}, {properties: {more: {type: integer}}}]}\n              example: {id: a, more: 1}\n"},
      {"placeholders stand for what is not shown",
       "              schema: {type: object, properties: {token: {type: string, minLength: 40, pattern: '^[a-z]+$'}}}\n              example: {token: <TOKEN>}\n"},
      {"null is allowed",
       "              schema: {type: object, properties: {id: {type: string, nullable: true}}}\n              example: {id: null}\n"},
  };
  for (const Row& row : rows) EXPECT_EQ(Said(kExampleSchema, Answering(row.media_type)), "") << row.what;
}

TEST(ExampleSchema, APlaceholderHasTheTypeOfAString) {
  const auto messages = [](const std::string& value) {
    std::vector<std::string> details;
    for (
        const finding::Finding& found : Found(
            kExampleSchema,
            Answering(
                "              schema: {type: object, properties: {n: {type: integer}, s: {type: string, minLength: 20}}}\n"
                "              example: " +
                value + "\n"))) {
      details.insert(details.end(), found.details.begin(), found.details.end());
    }
    return details;
  };
  EXPECT_EQ(
      messages("{n: <redacted>}"),
      (std::vector<std::string>{R"(wrong: n is not an integer (expected integer, observed string "<redacted>"))"}));
  EXPECT_EQ(messages("{n: '[id of a kite, optional]'}"), std::vector<std::string>{});
  EXPECT_EQ(
      messages("{s: '<a> <b>'}"),
      (std::vector<std::string>{
          R"(wrong: s is shorter than 20 characters (expected at least 20 characters, observed string "<a> <b>"))"}));
  EXPECT_EQ(messages("{s: '<>'}"),
            (std::vector<std::string>{
                R"(wrong: s is shorter than 20 characters (expected at least 20 characters, observed string "<>"))"}));
}

TEST(ExampleSchema, ARecursiveSchemaIsFollowedAsDeepAsTheExample) {
  EXPECT_EQ(Said(kExampleSchema, R"(openapi: 3.0.3
paths:
  /nodes:
    get:
      responses:
        "200":
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Node"}
              example: {next: {next: {next: {n: x, m: 1}}}}
components:
  schemas:
    Node: {type: object, properties: {n: {type: integer}, next: {$ref: "#/components/schemas/Node"}}}
)"),
            R"(
error example.schema: the example breaks its schema: it has 1 undeclared member, has 1 wrong value
  identity acme | GET /nodes | 200 | application/json
  contract /paths/~1nodes/get/responses/200/content/application~1json/schema
  instance /paths/~1nodes/get/responses/200/content/application~1json/example
  expected integer
  observed string "x"
  at openapi.yaml:13:49:[integer] the contract says integer
  at openapi.yaml:10:49:[x] observed string "x"
  - not declared (1): next.next.next.m
  - wrong: next.next.next.n is not an integer (expected integer, observed string "x")
  - reached by #/components/schemas/Node (openapi.yaml:9:30), then #/components/schemas/Node (openapi.yaml:13:72) (3 times)
  likely Undecided: the contract contradicts itself, and no documented sample tells which side is right.
)");
}

TEST(ExampleSchema, TheShapeHoldsWhatIsWrongButNoValue) {
  const auto shape = [](const std::string& example) {
    return Found(
               kExampleSchema,
               Answering(
                   "              schema: {type: object, required: [a], properties: {a: {type: integer}}}\n              example: " +
                   example + "\n"))
        .at(0)
        .shape;
  };
  EXPECT_EQ(shape("{a: x}"), shape("{a: y}"));
  EXPECT_NE(shape("{a: x}"), shape("{}"));
  EXPECT_NE(shape("{a: x}"), shape("{a: x, b: 1}"));
}

// "severity operation: message" of each.
std::string Told(const std::string& contract) {
  std::string text;
  for (const finding::Finding& found : Found(kExampleSchema, contract)) {
    text += std::string(finding::SeverityName(found.severity)) + ' ' + found.identity.operation + ": " + found.message +
            '\n';
  }
  return text;
}

TEST(ExampleSchema, JsonInATextIsANoteWhereItFits) {
  const auto told = [](const std::string& example) {
    return Told(Answering(
        "              schema: {type: object, required: [a], properties: {a: {type: integer}}}\n              example: " +
        example + "\n"));
  };
  EXPECT_EQ(
      told(R"('{"a": 1}')"),
      "note GET /accounts: the example is written as a text that holds JSON, which fits its schema when it is read\n");
  EXPECT_EQ(told(R"('{"a": "x"}')"), "error GET /accounts: the example breaks its schema: it has 1 wrong value\n");
  EXPECT_EQ(told(R"('{"a": 1')"), "error GET /accounts: the example breaks its schema: it has 1 wrong value\n");
  EXPECT_EQ(told("'a: 1'"), "error GET /accounts: the example breaks its schema: it has 1 wrong value\n");
}

TEST(ExampleSchema, ATextOfAnotherMediaTypeIsNotHeldAgainstAnObject) {
  const auto told = [](const std::string& type, const std::string& example) {
    return Told(
        "openapi: 3.0.3\npaths:\n  /a:\n    get:\n      responses:\n        \"200\":\n          content:\n            " +
        type + ": {schema: {type: object, properties: {a: {type: integer}}}, example: " + example + "}\n");
  };
  EXPECT_EQ(told("application/xml", "<a>1</a>"), "");
  EXPECT_EQ(told("multipart/form-data", "'--x'"), "");
  EXPECT_EQ(told("application/xml", "{a: x}"), "error GET /a: the example breaks its schema: it has 1 wrong value\n");
  EXPECT_EQ(told("application/hal+json", "<a>1</a>"),
            "error GET /a: the example breaks its schema: it has 1 wrong value\n");
}

TEST(ExampleSchema, AParameterMayBeWrittenAsItIsSent) {
  const auto told = [](const std::string& parameter) {
    return Told("openapi: 3.1.0\npaths:\n  /a:\n    get:\n      parameters:\n        - {name: q, " + parameter + "}\n");
  };
  const std::string note =
      "note GET /a: the example is written as the text that is sent, which fits its schema when it is read\n";
  const std::string error = "error GET /a: the example breaks its schema: it has 1 wrong value\n";
  EXPECT_EQ(told("in: header, schema: {type: string}, example: 7"), note);
  EXPECT_EQ(told("in: query, schema: {type: integer}, example: '7'"), note);
  EXPECT_EQ(told("in: query, schema: {type: array, items: {type: integer}}, example: '1,2'"), note);
  EXPECT_EQ(
      told("in: query, style: deepObject, schema: {type: object, properties: {k: {type: integer}}}, example: 'q[k]=1'"),
      note);
  EXPECT_EQ(told("in: query, schema: {type: string, examples: [7]}"), note);
  EXPECT_EQ(told("in: query, schema: {type: integer}, example: x"), error);
  EXPECT_EQ(told("in: query, schema: {type: array, items: {type: integer}}, example: 'a,b'"), error);
  EXPECT_EQ(told("in: header, schema: {type: string, maxLength: 1}, example: 77"), error);
}

TEST(ExampleSchema, AnExampleOfManyOperationsIsToldOnce) {
  EXPECT_EQ(Said(kExampleSchema, R"(openapi: 3.0.3
paths:
  /a: {get: {responses: {"401": {$ref: "#/components/responses/No"}}}}
  /b: {get: {responses: {"401": {$ref: "#/components/responses/No"}, "403": {$ref: "#/components/responses/No"}}}}
components:
  responses:
    No: {description: no, content: {application/json: {schema: {$ref: "#/components/schemas/Problem"}, example: {code: 7}}}}
  schemas:
    Problem: {type: object, properties: {code: {type: string}}}
)"),
            R"(
error example.schema: the example breaks its schema: it has 1 wrong value (at 3 places)
  identity acme |  |  | 
  contract /components/schemas/Problem
  instance /components/responses/No/content/application~1json/example
  expected string
  observed integer 7
  at openapi.yaml:9:55:[string] the contract says string
  at openapi.yaml:7:120:[7] observed integer 7
  - wrong: code is not a string (expected string, observed integer 7)
  - reached by #/components/schemas/Problem (openapi.yaml:7:71)
  - used by: GET /a → 401, GET /b → 401, GET /b → 403
  likely Undecided: the contract contradicts itself, and no documented sample tells which side is right.
)");
}

TEST(ExampleSchema, Since31ExamplesAreAListAndStandBesideAReference) {
  const auto told = [](const std::string& version) {
    return Told("openapi: " + version + R"(
paths:
  /a:
    get:
      responses:
        "200":
          content:
            application/json:
              schema:
                properties:
                  n: {type: integer, examples: [1, x]}
                  m: {$ref: "#/components/schemas/M", example: y}
                  k: {$ref: "#/components/schemas/M", examples: [1]}
components: {schemas: {M: {type: integer}}}
)");
  };
  const std::string error = "error GET /a: the example breaks its schema: it has 1 wrong value\n";
  EXPECT_EQ(told("3.1.0"), error + error);
  EXPECT_EQ(told("3.0.3"), "");
}

TEST(ExampleSchema, AFormatThatOpenApiLeavesOpenIsANote) {
  const auto told = [](const std::string& schema) { return Told(Answering("              schema: " + schema + "\n")); };
  EXPECT_EQ(told("{type: string, format: time, example: '10:00'}"),
            "note GET /accounts: the example breaks its schema: it has 1 wrong value\n");
  EXPECT_EQ(told("{type: string, format: time, maxLength: 3, example: '10:00'}"),
            "error GET /accounts: the example breaks its schema: it has 2 wrong values\n");
  EXPECT_EQ(told("{type: string, format: date, example: '10:00'}"),
            "error GET /accounts: the example breaks its schema: it has 1 wrong value\n");
}

TEST(ExampleSchema, NullBesideAnEnumThatLacksItPointsAtTheSchema) {
  const auto found = Found(
      kExampleSchema, Answering("              schema: {type: string, nullable: true, enum: [a], example: null}\n"));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].likely, "The schema: its type allows null, and its enum, which does not list null, forbids it.");
  EXPECT_EQ(Told(Answering("              schema: {type: string, nullable: true, enum: [a, null], example: null}\n")),
            "");
}

}  // namespace
}  // namespace plumbline::audit

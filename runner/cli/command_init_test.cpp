#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/cli_testing.h"
#include "document/document.h"
#include "schema/file_format.h"

namespace plumbline::cli {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

// Path parameters, a body, credentials, header and query parameters, an answer without a body.
constexpr std::string_view kShop = R"(openapi: 3.0.3
info: {title: Acme Shop API, version: "1"}
servers: [{url: "https://shop.example/v1"}]
security: [{apiKey: []}]
components:
  securitySchemes:
    apiKey: {type: apiKey, in: header, name: X-Key}
    token: {type: http, scheme: bearer}
  schemas:
    Order:
      type: object
      required: [id, amount, currency]
      properties:
        id: {type: string, readOnly: true, pattern: "^o_[0-9]+$", example: o_1}
        amount: {type: integer, minimum: 1}
        currency: {type: string, enum: [EUR, USD]}
    Problem:
      type: object
      required: [detail]
      properties: {detail: {type: string}}
paths:
  /orders:
    get:
      operationId: listOrders
      summary: "All orders: newest first"
      parameters:
        - {name: day, in: query, required: true, schema: {type: string, format: date}}
        - {name: page, in: query, schema: {type: integer}}
        - {name: X-Trace, in: header, required: true, schema: {type: string, pattern: "^[0-9a-f]{32}$"}}
      responses:
        "200":
          description: them
          content: {application/json: {schema: {type: array, items: {$ref: "#/components/schemas/Order"}}}}
        "401": {description: no, content: {application/json: {schema: {$ref: "#/components/schemas/Problem"}}}}
    post:
      operationId: createOrder
      requestBody:
        required: true
        content:
          application/json:
            schema:
              allOf:
                - $ref: "#/components/schemas/Order"
                - {type: object, properties: {note: {type: string, pattern: "^(?!a)[a-z]{12}$"}}}
      responses:
        "201": {description: made, content: {application/json: {schema: {$ref: "#/components/schemas/Order"}}}}
        "401": {description: no, content: {application/json: {schema: {$ref: "#/components/schemas/Problem"}}}}
  /orders/{id}:
    parameters:
      - {name: id, in: path, required: true, schema: {type: string}, example: o_12}
    get:
      responses:
        "200": {description: it, content: {application/json: {schema: {$ref: "#/components/schemas/Order"}}}}
        "401": {description: no, content: {application/json: {schema: {$ref: "#/components/schemas/Problem"}}}}
    delete:
      operationId: "cancel order"
      security: [{token: []}]
      responses:
        "204": {description: gone}
        "401": {description: no, content: {application/json: {schema: {$ref: "#/components/schemas/Problem"}}}}
)";

// Runs `plumbline init`, holds what it wrote against the schemas, and runs the suite as the last line says.
Outcome InitAndRun(const Folder& folder, const std::string& vendor, const std::vector<std::string>& further = {}) {
  std::vector<std::string> args = {"init", folder.Path("openapi.yaml"), "--dir", folder.path()};
  args.insert(args.end(), further.begin(), further.end());
  const Outcome init = RunCommand(args);
  EXPECT_EQ(init.code, 0) << init.err;
  EXPECT_THAT(init.out, HasSubstr("Next: plumbline run " + folder.Path("suites/" + vendor) + " --mock\n"));
  for (const auto& [name, format] :
       std::vector<std::pair<std::string, std::string>>{{"specs/" + vendor + "/vendor.yaml", "vendor"},
                                                        {"suites/" + vendor + "/operations.yaml", "suite"},
                                                        {"suites/" + vendor + "/waivers.yaml", "waivers"}}) {
    const document::Document file = document::Load(folder.Path(name));
    EXPECT_NO_THROW(schema::RequireFormat(file, format)) << name;
    const std::string text = ReadText(folder.Path(name));
    const std::string comment = "# yaml-language-server: $schema=";
    EXPECT_TRUE(text.starts_with(comment)) << name;
    const std::string schema = text.substr(comment.size(), text.find('\n') - comment.size());
    EXPECT_TRUE(fs::exists(fs::path(folder.Path(name)).parent_path() / schema)) << schema;
  }
  return RunCommand({"run", folder.Path("suites/" + vendor), "--mock", "--no-audit"});
}

TEST(Init, WritesASuiteThatPasses) {
  const Folder folder{{"openapi.yaml", std::string(kShop)}};
  const Outcome run = InitAndRun(folder, "acme-shop");
  EXPECT_EQ(run.code, 0) << run.out << run.err;
  EXPECT_THAT(run.out, HasSubstr("4 cases"));
  EXPECT_EQ(ReadText(folder.Path("suites/acme-shop/operations.yaml")),
            R"(# yaml-language-server: $schema=../../schemas/plumbline/suite.schema.json
# One case for each operation, with what has to be sent. Values are the contract's examples, or invented: a live service needs
# ones that it knows, and POST, PUT, PATCH and DELETE change what it holds.
suite: operations
vendor: ../../specs/acme-shop
summary: One case for each operation of Acme Shop API.
cases:
  - id: listOrders
    summary: "All orders: newest first"
    operation: listOrders
    parameters:
      day: "2026-01-01"
      X-Trace: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
    expect:
      status: 200

  - id: createOrder
    operation: createOrder
    body:
      amount: 1
      currency: EUR
    expect:
      status: 201

  - id: get-orders-id
    operation: get-orders-id
    parameters:
      id: o_12
    expect:
      status: 200

  - id: cancel-order
    operation: cancel order
    parameters:
      id: o_12
    expect:
      status: 204
)");
  EXPECT_EQ(ReadText(folder.Path("specs/acme-shop/vendor.yaml")),
            R"(# yaml-language-server: $schema=../../schemas/plumbline/vendor.schema.json
vendor: acme-shop
title: Acme Shop API
contract: ../../openapi.yaml
suites: ../../suites/acme-shop
# Security scheme of the contract: environment variable that holds its credential in a live run.
credentials:
  apiKey: ACME_SHOP_API_KEY
  token: ACME_SHOP_TOKEN
)");
}

TEST(Init, SaysWhatItWroteAndWhatComesNext) {
  const Folder folder{{"openapi.yaml", std::string(kShop)}};
  const Outcome outcome =
      RunCommand({"init", folder.Path("openapi.yaml"), "--dir", folder.path(), "--vendor", "shop", "--ci", "github"});
  EXPECT_EQ(outcome.out, "wrote " + folder.Path("specs/shop/vendor.yaml") + "\nwrote " +
                             folder.Path("suites/shop/operations.yaml") + "\nwrote " +
                             folder.Path("suites/shop/waivers.yaml") + "\nwrote " +
                             folder.Path(".github/workflows/plumbline.yml") + "\nwrote " +
                             folder.Path("schemas/plumbline/config.schema.json") + "\nwrote " +
                             folder.Path("schemas/plumbline/suite.schema.json") + "\nwrote " +
                             folder.Path("schemas/plumbline/vendor.schema.json") + "\nwrote " +
                             folder.Path("schemas/plumbline/waivers.schema.json") +
                             "\n\n4 operations of 4 in the suite.\nNext: plumbline run " + folder.Path("suites/shop") +
                             " --mock\nThen: replace OWNER in " + folder.Path(".github/workflows/plumbline.yml") +
                             " by where Plumbline's repository is.\n");
}

TEST(Init, OverwritesNothing) {
  for (const std::string present :
       {"specs/acme-shop/vendor.yaml", "suites/acme-shop/operations.yaml", "suites/acme-shop/waivers.yaml",
        ".gitlab-ci.yml", "suites/acme-shop/orders.yaml"}) {
    const Folder folder{{"openapi.yaml", std::string(kShop)}, {present, "mine\n"}};
    const Outcome outcome = RunCommand({"init", folder.Path("openapi.yaml"), "--dir", folder.path(), "--ci", "gitlab"});
    EXPECT_EQ(outcome.code, 2) << present;
    EXPECT_THAT(outcome.err,
                HasSubstr(present.ends_with("orders.yaml") ? folder.Path("suites/acme-shop") : folder.Path(present)));
    EXPECT_THAT(outcome.err, HasSubstr("nothing was written"));
    EXPECT_EQ(ReadText(folder.Path(present)), "mine\n");
    std::size_t files = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder.path())) files += entry.is_regular_file() ? 1 : 0;
    EXPECT_EQ(files, 2u) << present;
  }
}

TEST(Init, TakesAContractThatLiesInItsPlace) {
  const Folder folder;
  folder.Write("specs/mill/openapi.yaml", std::string(kShop));
  const Outcome outcome = RunCommand({"init", folder.Path("specs/mill/openapi.yaml"), "--dir", folder.path()});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(ReadText(folder.Path("specs/mill/vendor.yaml")), testing::Not(HasSubstr("\ncontract:")));
  EXPECT_EQ(RunCommand({"run", folder.Path("suites/mill"), "--mock", "--no-audit"}).code, 0);
}

TEST(Init, TakesAFolderThatIsNotThereByARelativePath) {
  const Folder folder;
  folder.Write("openapi.yaml", std::string(kShop));
  const fs::path before = fs::current_path();
  fs::current_path(folder.path());
  const Outcome outcome = RunCommand({"init", "openapi.yaml", "--vendor", "mill", "--dir", "new/place"});
  const Outcome run = RunCommand({"run", "new/place/suites/mill", "--mock", "--no-audit"});
  fs::current_path(before);
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_THAT(ReadText(folder.Path("new/place/specs/mill/vendor.yaml")),
              HasSubstr("\ncontract: ../../../../openapi.yaml\n"));
}

// What cannot be asked for is a comment that says why.
TEST(Init, LeavesOutWithAReason) {
  const Folder folder{{"openapi.yaml", R"(openapi: 3.1.0
info: {title: Files, version: "1"}
paths:
  /files:
    post:
      operationId: upload
      requestBody:
        required: true
        content: {multipart/form-data: {schema: {type: object, properties: {file: {type: string}}}}}
      responses: {"201": {description: made}}
    get:
      operationId: list
      responses: {"200": {description: them, content: {application/json: {schema: {type: array, items: {type: string}}}}}}
  /files/{code}:
    get:
      operationId: one
      parameters: [{name: code, in: path, required: true, schema: {type: string, pattern: "^(?!a)[a-z]{9}$"}}]
      responses: {"200": {description: it}}
  /old:
    get:
      operationId: old
      responses: {"410": {description: gone}}
  /odd:
    get:
      operationId: odd
      responses: {"200": {description: it, content: {application/json: {schema: {type: string, pattern: "^(?!a)[a-z]{9}$"}}}}}
  /moved:
    get:
      operationId: moved
      responses: {"302": {description: elsewhere, headers: {Location: {schema: {type: string, format: uri}}}}}
)"}};
  const Outcome run = InitAndRun(folder, "files");
  EXPECT_EQ(run.code, 0) << run.out << run.err;
  const std::string suite = ReadText(folder.Path("suites/files/operations.yaml"));
  EXPECT_THAT(
      suite,
      HasSubstr(
          "  # POST /files is left out: a body of type multipart/form-data has parts with boundaries, which suites do not write.\n"));
  EXPECT_THAT(
      suite,
      HasSubstr(
          "  # GET /files/{code} is left out: no value of the parameter code is known that fits its schema: it does not match"));
  EXPECT_THAT(suite, HasSubstr("  # GET /old is left out: the contract declares no answer that is a success.\n"));
  EXPECT_THAT(suite, HasSubstr("  # GET /odd is left out: our mock gives no answer that conforms: "));
  EXPECT_THAT(suite, HasSubstr("  - id: list\n"));
  EXPECT_THAT(
      suite,
      HasSubstr("  - id: moved\n    operation: moved\n    expect:\n      status: 302\n    mock:\n      status: 302\n"));
}

// Names that collide, names that YAML would take for something else, values of every kind.
TEST(Init, TakesCareWithNamesAndValues) {
  const Folder folder{{"openapi.yaml", R"(openapi: 3.0.3
info: {title: "…", version: "1"}
paths:
  /a:
    get: {operationId: "a.b", responses: {"200": {description: it}}}
    put: {operationId: "a/b", responses: {"2XX": {description: it}}}
    post: {operationId: "true", responses: {default: {description: it}}}
    patch: {operationId: "é: # '", responses: {"200": {description: it}}}
  /b/{a}/{b}:
    post:
      parameters:
        - {name: a, in: path, required: true, schema: {type: integer, minimum: 7}}
        - {name: b, in: path, required: true, schema: {type: string, enum: ["no"]}}
        - {name: a, in: query, required: true, schema: {type: array, items: {type: string, enum: ["1"]}}}
        - {name: "c[]", in: query, required: true, schema: {type: boolean}}
        - {name: d, in: cookie, required: true, schema: {type: string, example: "x y"}}
      requestBody:
        required: true
        content:
          text/xml: {schema: {type: object}}
          application/merge-patch+json:
            example: {"list": [{"a": null, "b": []}, [1, 2.50], "x: y", "", {}], "10": "\u2028~", "deep": {"er": true}}
      responses: {"202": {description: it}}
  /form:
    post:
      requestBody:
        required: true
        content:
          application/x-www-form-urlencoded:
            schema: {type: object, properties: {name: {type: string, example: "a b&c"}, n: {type: array, items: {type: integer, example: 3}}}}
      responses: {"200": {description: it}}
  /text:
    post:
      requestBody: {required: true, content: {text/plain: {schema: {type: string, example: "null"}}}}
      responses: {"200": {description: it}}
  /optional:
    post:
      requestBody: {content: {application/octet-stream: {schema: {type: string, format: binary}}}}
      responses: {"200": {description: it}}
)"}};
  const Outcome run = InitAndRun(folder, "openapi");
  EXPECT_EQ(run.code, 0) << run.out << run.err;
  EXPECT_THAT(run.out, HasSubstr("8 cases"));
  const std::string suite = ReadText(folder.Path("suites/openapi/operations.yaml"));
  EXPECT_THAT(suite, HasSubstr("  - id: a-b\n    operation: a.b\n"));
  EXPECT_THAT(suite, HasSubstr("  - id: a-b-2\n    operation: a/b\n    expect:\n      status: 2XX\n"));
  EXPECT_THAT(suite, HasSubstr("  - id: \"true\"\n    operation: \"true\"\n"));
  EXPECT_THAT(suite, HasSubstr("    operation: \"é: # '\"\n"));
  EXPECT_THAT(suite, HasSubstr(R"(    parameters:
      path.a: 7
      b: "no"
      query.a:
        - "1"
      "c[]": true
      d: x y
    body:
      list:
        - a: null
          b: []
        -
          - 1
          - 2.50
        - "x: y"
        - ""
        - {}
      "10": "\u2028~"
      deep:
        er: true
    content_type: application/merge-patch+json
)"));
  EXPECT_THAT(suite, HasSubstr("    body: \"name=a%20b%26c&n=3\"\n"));
  EXPECT_THAT(suite, HasSubstr("    body: \"null\"\n"));
  const document::Document read = document::Load(folder.Path("suites/openapi/operations.yaml"));
  const document::Value* body = read.root.At(*JsonPointer::Parse("/cases/4/body"));
  ASSERT_NE(body, nullptr);
  EXPECT_EQ(document::WriteJson(*body, 0),
            "{\"list\":[{\"a\":null,\"b\":[]},[1,2.50],\"x: y\",\"\",{}],\"10\":\"\u2028~\",\"deep\":{\"er\":true}}");
}

TEST(Init, RefusesWhatIsNoUse) {
  struct Row {
    std::string text;
    std::string error;
  };
  const Row kRows[] = {
      {"openapi: 3.0.3\ninfo: {title: A, version: '1'}\npaths: {}\n", "has no operation that a client could call"},
      {"openapi: 3.0.3\ninfo: {title: A, version: '1'}\npaths: {/a: {get: {responses: {'400': {description: no}}}}}\n",
       "no operation can be asked for"},
      {"not: openapi\n", "openapi"},
  };
  for (const Row& row : kRows) {
    const Folder folder{{"openapi.yaml", row.text}};
    const Outcome outcome = RunCommand({"init", folder.Path("openapi.yaml"), "--dir", folder.path()});
    EXPECT_EQ(outcome.code, 2);
    EXPECT_THAT(outcome.err, HasSubstr(row.error));
    EXPECT_FALSE(fs::exists(folder.Path("specs")));
  }
  const Folder folder{{"openapi.yaml", std::string(kShop)}};
  EXPECT_THAT(RunCommand({"init", folder.Path("openapi.yaml"), "--vendor", "../up"}).err, HasSubstr("--vendor ../up"));
  EXPECT_THAT(RunCommand({"init", folder.path()}).err, HasSubstr("is a folder"));
}

// A title cannot lead out of specs/, nor a name break the file.
TEST(Init, NamesNoFolderButItsOwn) {
  const Folder folder{{"openapi.yaml",
                       "openapi: 3.0.3\ninfo: {title: \"../../x\\n# y: API\", version: '1'}\n"
                       "paths: {/a: {get: {responses: {'200': {description: it}}}}}\n"}};
  const Outcome run = InitAndRun(folder, "x-y");
  EXPECT_EQ(run.code, 0) << run.out << run.err;
}

TEST(Init, WritesSuitesOfContractsThatAreThere) {
  for (const std::string vendor : {"vobiz", "tingting", "bullseye"}) {
    const Folder folder;
    fs::copy_file("specs/" + vendor + "/openapi.yaml", folder.Path("openapi.yaml"));
    const Outcome run = InitAndRun(folder, vendor, {"--vendor", vendor});
    EXPECT_EQ(run.code, 0) << run.out << run.err;
  }
}

}  // namespace
}  // namespace plumbline::cli

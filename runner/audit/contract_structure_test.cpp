#include <gtest/gtest.h>

#include "audit/contract_testing.h"

namespace plumbline::audit {
namespace {

std::string Lines(const std::string& contract) { return LinesOfContract(kContractStructure, contract); }

constexpr const char* kHead30 = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\n";
constexpr const char* kHead31 = "openapi: 3.1.0\ninfo: {title: t, version: '1'}\n";

TEST(ContractStructure, ACleanDocumentOfEachVersionIsClean) {
  EXPECT_EQ(
      Lines(
          std::string(kHead30) +
          "paths:\n  /a:\n    get: {responses: {'200': {description: d, content: {application/json: {schema: {type: string, nullable: true}}}}}}\n"),
      "");
  EXPECT_EQ(
      Lines(
          std::string(kHead31) +
          "paths:\n  /a:\n    get: {responses: {'200': {description: d, content: {application/json: {schema: {type: [string, 'null']}}}}}}\n"),
      "");
  EXPECT_EQ(
      Lines(
          "openapi: 3.2.0\ninfo: {title: t, version: '1'}\npaths: {/a: {query: {responses: {'200': {description: d}}}}}\n"),
      "");
  EXPECT_EQ(
      Lines(
          "swagger: '2.0'\ninfo: {title: t, version: '1'}\npaths:\n  /a:\n    get: {parameters: [{name: q, in: query, type: string}], responses: {'200': {description: d}}}\n"),
      "");
}

TEST(ContractStructure, OneSlipIsOneFindingWithItsPlace) {
  EXPECT_EQ(SaidOfContract(kContractStructure,
                           std::string(kHead30) + "paths:\n  /a:\n    get: {responses: {'200': {content: {}}}}\n"),
            R"(
error contract.structure: GET /a, responses.200 lacks the required member 'description'
  identity acme |  |  | 
  contract /paths/~1a/get/responses/200
  instance #/definitions/Response/required description
  expected 'description'
  observed no such member
  at openapi.yaml:5:23:['200'] not as OpenAPI 3.0.3 has it
  likely The contract: the official schema of its version refuses it.
)");
}

TEST(ContractStructure, OfAlternativesTheOneThatWasMeantIsTold) {
  struct Row {
    std::string text, of_30, of_31;
  };
  const std::vector<Row> rows = {
      {"paths: {}\ncomponents: {parameters: {P: {in: query, schema: {type: string}}}}\n",
       "error 4:27 components.parameters.P lacks the required member 'name'\n",
       "error 4:27 components.parameters.P lacks the required member 'name'\n"},
      {"paths: {}\ncomponents: {schemas: {A: {type: strin}}}\n",
       "error 4:34 components.schemas.A.type is not one of the allowed values (did you mean 'string'?)\n",
       "error 4:34 components.schemas.A.type is not one of the allowed values (did you mean 'string'?)\n"},
      {"paths: {}\ncomponents: {schemas: {A: {type: object, properties: {b: {type: [string]}}}}}\n",
       "error 4:59 components.schemas.A.properties.b.type is not a string\n", ""},
      {"paths: {}\ncomponents: {securitySchemes: {k: {type: apiKey, name: x}}}\n",
       "error 4:32 components.securitySchemes.k lacks the required member 'in'\n",
       "error 4:32 components.securitySchemes.k lacks the required member 'in'\n"},
      {"paths: {}\ncomponents: {securitySchemes: {k: {type: apikey, name: x, in: header}}}\n",
       "error 4:42 components.securitySchemes.k.type is not one of the allowed values (did you mean 'apiKey'?)\n",
       "error 4:42 components.securitySchemes.k.type is not one of the allowed values (did you mean 'apiKey'?)\n"},
      {"paths: {}\ncomponents: {headers: {H: {schema: {}, content: {a/b: {}}}}}\n",
       "error 4:24 components.headers.H has both 'schema' and 'content'; one of them is allowed\n",
       "error 4:24 components.headers.H has both 'schema' and 'content'; one of them is allowed\n"},
      {"paths: {/a: {get: {}}}\n", "error 3:14 GET /a lacks the required member 'responses'\n", ""},
      {"paths: {/a: {gett: {}}}\n", "error 3:14 /a has the unknown member 'gett'\n",
       "error 3:14 /a has the unknown member 'gett' (did you mean 'get'?)\n"},
      {"paths: {charges: {}}\n", "error 3:9 the path 'charges' must begin with a slash\n",
       "error 3:9 the path 'charges' must begin with a slash\n"},
      {"paths: {}\nserver: []\n", "error 4:1 the document has the unknown member 'server' (did you mean 'servers'?)\n",
       "error 4:1 the document has the unknown member 'server' (did you mean 'servers'?)\n"},
      {"paths: {/a: {get: {parameters: [{name: b, in: body, schema: {}}], responses: {'200': {description: d}}}}}\n",
       "error 3:47 'in' is path, query, header or cookie, not 'body'\n",
       "error 3:47 'in' is path, query, header or cookie, not 'body'\n"},
      {"paths: {}\ncomponents: {schemas: {A: {example: 1, examples: [1]}}}\n",
       "error 4:40 components.schemas.A has the unknown member 'examples' (did you mean 'example'?)\n", ""},
      {"paths: {}\ncomponents: {parameters: {P: {name: a, in: query, schema: {}, example: 1, examples: {}}}}\n",
       "error 4:27 components.parameters.P has both 'example' and 'examples'; one of them is allowed\n",
       "error 4:27 components.parameters.P has both 'example' and 'examples'; one of them is allowed\n"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(Lines(kHead30 + row.text), row.of_30) << row.text;
    EXPECT_EQ(Lines(kHead31 + row.text), row.of_31) << row.text;
  }
}

TEST(ContractStructure, TheSameSlipAtManyPlacesIsOneFinding) {
  std::string text = std::string(kHead30) + "paths:\n";
  for (int i = 0; i < 50; ++i) text += "  /a" + std::to_string(i) + ": {get: {responses: {'200': {}}}}\n";
  const auto found = FoundInContract(kContractStructure, text);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].message,
            "GET /a0, responses.200 lacks the required member 'description', and the same at 49 more places");
  EXPECT_EQ(found[0].details.size(), 21u);
  EXPECT_EQ(found[0].details.back(), "and at 30 more places");
}

}  // namespace
}  // namespace plumbline::audit

#include <gtest/gtest.h>

#include "audit/contract_testing.h"

namespace plumbline::audit {
namespace {

std::string Lines(const std::string& contract) { return LinesOfContract(kContractStructure, contract); }

constexpr const char* kHead30 = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\n";
constexpr const char* kHead31 = "openapi: 3.1.0\ninfo: {title: t, version: '1'}\n";

TEST(ContractStructure, ACleanDocumentOfEachVersionIsClean) {
  EXPECT_EQ(Lines(std::string(kHead30) + "paths:\n  /a:\n    get: {responses: {'200': {description: d, content: {application/json: {schema: {type: string, nullable: true}}}}}}\n"), "");
  EXPECT_EQ(Lines(std::string(kHead31) + "paths:\n  /a:\n    get: {responses: {'200': {description: d, content: {application/json: {schema: {type: [string, 'null']}}}}}}\n"), "");
  EXPECT_EQ(Lines("openapi: 3.2.0\ninfo: {title: t, version: '1'}\npaths: {/a: {query: {responses: {'200': {description: d}}}}}\n"), "");
  EXPECT_EQ(Lines("swagger: '2.0'\ninfo: {title: t, version: '1'}\npaths:\n  /a:\n    get: {parameters: [{name: q, in: query, type: string}], responses: {'200': {description: d}}}\n"), "");
}

TEST(ContractStructure, OneSlipIsOneFindingWithItsPlace) {
  EXPECT_EQ(SaidOfContract(kContractStructure, std::string(kHead30) + "paths:\n  /a:\n    get: {responses: {'200': {content: {}}}}\n"), R"(
error contract.structure: GET /a, responses.200 misses the required member 'description'
  identity acme |  |  | 
  contract /paths/~1a/get/responses/200
  instance 
  expected 'description'
  observed none
  at openapi.yaml:5:22:['200'] not as OpenAPI 3.0.3 has it
  likely The contract: the official schema of its version refuses it.
)");
}

TEST(ContractStructure, OfAlternativesTheOneThatWasMeantIsTold) {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"paths: {}\ncomponents: {parameters: {P: {in: query, schema: {type: string}}}}\n", ""},
      {"paths: {}\ncomponents: {schemas: {A: {type: strin}}}\n", ""},
      {"paths: {}\ncomponents: {schemas: {A: {type: object, properties: {b: {type: [string]}}}}}\n", ""},
      {"paths: {}\ncomponents: {securitySchemes: {k: {type: apiKey, name: x}}}\n", ""},
      {"paths: {}\ncomponents: {securitySchemes: {k: {type: apikey, name: x, in: header}}}\n", ""},
      {"paths: {}\ncomponents: {headers: {H: {schema: {}, content: {a/b: {}}}}}\n", ""},
      {"paths: {}\ncomponents: {parameters: {P: {name: a, in: query}}}\n", ""},
      {"paths: {}\ncomponents: {parameters: {P: {name: a, in: path, schema: {}}}}\n", ""},
      {"paths: {/a: {get: {}}}\n", ""},
      {"paths: {/a: {gett: {}}}\n", ""},
      {"paths: {charges: {}}\n", ""},
      {"paths: {/a: {get: {responses: {}}}}\nserver: []\n", ""},
      {"", ""},
      {"paths: {/a: {get: {parameters: [{name: b, in: body, schema: {}}], responses: {'200': {description: d}}}}}\n", ""},
      {"paths: {}\ncomponents: {schemas: {A: {example: 1, examples: [1]}}}\n", ""},
      {"paths: {}\ncomponents: {parameters: {P: {name: a, in: query, schema: {}, example: 1, examples: {}}}}\n", ""},
  };
  for (const auto& [text, said] : rows) {
    EXPECT_EQ(Lines(kHead30 + text), said) << text;
    EXPECT_EQ(Lines(kHead31 + text), said) << text;
  }
}

}  // namespace
}  // namespace plumbline::audit

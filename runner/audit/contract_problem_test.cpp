#include <gtest/gtest.h>

#include "audit/contract_testing.h"

namespace plumbline::audit {
namespace {

TEST(ContractReference, OneFindingForAReferenceHoweverOftenItStands) {
  EXPECT_EQ(SaidOfContract(kContractReference, R"(openapi: 3.0.3
info: {title: t, version: '1'}
paths:
  /a:
    get: {responses: {'200': {$ref: '#/components/responses/Non'}}}
    put: {responses: {'200': {$ref: '#/components/responses/Non'}}}
components:
  responses: {None: {description: d}}
)"),
            R"(
error contract.reference: unresolved $ref '#/components/responses/Non' (did you mean 'None'?), at 2 places
  identity acme |  |  | 
  contract 
  instance #/components/responses/Non
  expected a place that is there
  observed #/components/responses/Non
  at openapi.yaml:5:37:['#/components/responses/Non'] leads nowhere
  - openapi.yaml:5:37
  - openapi.yaml:6:37
  likely The contract: what stands there is not known to any tool, and is not judged here.
)");
}

TEST(ContractReference, TheNetworkIsANoteAndDataIsNothing) {
  EXPECT_EQ(LinesOfContract(kContractReference, R"(openapi: 3.0.3
paths: {}
components:
  schemas:
    A: {$ref: 'https://acme.test/a.yaml'}
    B: {example: {$ref: '#/none'}}
    C: {$ref: '#/components/schemas/B'}
)"),
            "note 5:15 unresolved $ref 'https://acme.test/a.yaml': references are not fetched from the network\n");
}

TEST(ContractOperationId, TellsOfBothOperations) {
  EXPECT_EQ(SaidOfContract(kContractOperationId, R"(openapi: 3.0.3
paths:
  /a: {get: {operationId: list}}
  /b: {get: {operationId: list}}
  /c: {get: {operationId: List}}
)"),
            R"(
error contract.operation-id: the operationId 'list' is used twice
  identity acme | GET /b |  | 
  contract /paths/~1b/get/operationId
  instance list
  expected an operationId that no other operation has
  observed list
  at openapi.yaml:3:27:[list] used here
  at openapi.yaml:4:27:[list] and here again
  likely The contract: one of the operations was copied from the other.
)");
}

TEST(ContractOperationId, APathItemThatTwoPathsShareIsOneOperation) {
  EXPECT_EQ(LinesOfContract(kContractOperationId, R"(openapi: 3.1.0
paths:
  /a: {$ref: '#/components/pathItems/A'}
  /b: {$ref: '#/components/pathItems/A'}
components: {pathItems: {A: {get: {operationId: list}}}}
)"),
            "");
}

TEST(ContractPathParameter, TemplateAndParametersAgree) {
  const auto lines = [](const std::string& path, const std::string& parameters) {
    return LinesOfContract(kContractPathParameter,
                           "openapi: 3.0.3\npaths:\n  " + path + ":\n    get:\n      parameters: " + parameters + "\n");
  };
  EXPECT_EQ(lines("/a/{id}", "[{name: id, in: path, required: true, schema: {}}]"), "");
  EXPECT_EQ(lines("/a/{id}", "[]"), "error 4:5 the path parameter 'id' of GET /a/{id} is not declared\n");
  EXPECT_EQ(lines("/a", "[{name: id, in: path, required: true, schema: {}}]"),
            "error 5:27 the path parameter 'id' does not occur in /a\n");
  EXPECT_EQ(
      lines("/a/{Id}", "[{name: id, in: path, required: true, schema: {}}]"),
      "error 5:27 the path parameter 'id' does not occur in /a/{Id} (did you mean 'Id'? Names are told apart by case)\n");
  EXPECT_EQ(lines("/a/{id}/{id}", "[{name: id, in: path, required: true, schema: {}}]"),
            "error 3:3 /a/{id}/{id}: the path template names 'id' twice\n");
}

TEST(ContractSecurityName, NamesADeclaredScheme) {
  const auto lines = [](const std::string& security) {
    return LinesOfContract(
        kContractSecurityName,
        "openapi: 3.0.3\nsecurity: " + security +
            "\npaths: {}\ncomponents: {securitySchemes: {bearer: {type: http, scheme: bearer}, odd: {$ref: '#/none'}}}\n");
  };
  EXPECT_EQ(lines("[{bearer: []}, {}, {odd: []}]"), "");
  EXPECT_EQ(lines("[{Bearer: []}]"),
            "error 2:13 the security scheme 'Bearer' is not declared (did you mean 'bearer'?)\n");
}

TEST(ContractAmbiguousPath, NamesDoNotTellPathsApart) {
  EXPECT_EQ(SaidOfContract(kContractAmbiguousPath, R"(openapi: 3.0.3
paths:
  /a/{x}: {get: {}}
  /a/{y}: {get: {}, put: {}}
)"),
            R"(
error contract.ambiguous-path: /a/{x} and /a/{y} are the same path, and both have GET
  identity acme | GET /a/{y} |  | 
  contract /a/{}
  instance 
  expected one path item for one path
  observed /a/{y}
  at openapi.yaml:3:3:[/a/{x}] this path
  at openapi.yaml:4:3:[/a/{y}] and this one match the same requests
  likely The contract: by the standard, paths that differ in the names of their parameters alone are identical and invalid.
)");
  const auto lines = [](const std::string& paths) {
    return LinesOfContract(kContractAmbiguousPath, "openapi: 3.0.3\npaths:\n" + paths);
  };
  EXPECT_EQ(lines("  /a/{x}: {get: {}}\n  /a/{y}: {put: {}}\n"),
            "warning 4:3 /a/{x} and /a/{y} are the same path with other names\n");
  EXPECT_EQ(lines("  /a/{x}: {get: {}}\n  /a/b: {get: {}}\n  /{z}/b: {get: {}}\n  /a/{x}/: {get: {}}\n"), "");
}

TEST(ContractServer, UrlsAndVariables) {
  const auto lines = [](const std::string& server) {
    return LinesOfContract(kContractServer,
                           "openapi: 3.1.0\nservers: [" + server + "]\npaths: {/a: {get: {}, put: {}}}\n");
  };
  EXPECT_EQ(lines("{url: 'https://{env}.acme.test/v1', variables: {env: {default: live, enum: [live, test]}}}"), "");
  EXPECT_EQ(lines("{url: /v1}"), "");
  EXPECT_EQ(lines("{url: ../v1.2}"), "");
  EXPECT_EQ(lines("{url: '{scheme}://acme.test', variables: {scheme: {default: https}}}"), "");
  EXPECT_EQ(lines("{url: ''}"), "warning 2:17 the URL of a server is empty\n");
  EXPECT_EQ(
      lines("{url: 'https://{envv}.acme.test', variables: {env: {default: live}}}"),
      "error 2:17 the server variable 'envv' is not declared (did you mean 'env'?)\n"
      "warning 2:62 the server variable 'env' is not used in 'https://{envv}.acme.test' (did you mean 'envv'?)\n");
  EXPECT_EQ(lines("{url: 'https://{env}.acme.test', variables: {env: {default: prod, enum: [live, test]}}}"),
            "error 2:71 the default 'prod' of the server variable 'env' is not one of its values\n");
  EXPECT_EQ(lines("{url: api.acme.test/v1}"),
            "warning 2:17 the server 'api.acme.test/v1' has no scheme, so that it is read as a path\n");
  EXPECT_EQ(lines("{url: 'htps://acme.test'}"),
            "error 2:17 the scheme 'htps' of a server is not known (did you mean 'https'?)\n");
  EXPECT_EQ(lines("{url: 'https://acme.test/ v1'}"),
            "error 2:17 the server 'https://acme.test/ v1' has a space in its URL\n");
}

TEST(ContractLink, LeadsToAnOperationAndItsParameters) {
  const auto lines = [](const std::string& link) {
    return LinesOfContract(kContractLink, R"(openapi: 3.0.3
paths:
  /a/{id}:
    parameters: [{name: id, in: path, required: true, schema: {}}]
    get: {operationId: getA}
  /a:
    post:
      responses:
        '201': {description: d, links: {made: )" +
                                              link + "}}\n");
  };
  EXPECT_EQ(lines("{operationId: getA, parameters: {id: '$response.body#/id', path.id: 7}}"), "");
  EXPECT_EQ(lines("{operationRef: '#/paths/~1a~1{id}/get', parameters: {id: 1}}"), "");
  EXPECT_EQ(
      lines("{operationId: geta}"),
      "error 9:61 the link 'made' leads to the operationId 'geta', which no operation has (did you mean 'getA'?)\n");
  EXPECT_EQ(lines("{operationRef: '#/paths/~1b/get'}"),
            "error 9:62 the link 'made' leads to '#/paths/~1b/get', where there is no operation\n");
  EXPECT_EQ(lines("{operationRef: 'https://acme.test/o.yaml#/paths/~1b/get'}"),
            "note 9:62 the link 'made' leads to 'https://acme.test/o.yaml#/paths/~1b/get', which is not fetched\n");
  EXPECT_EQ(lines("{operationId: getA, parameters: {key: 1}}"),
            "warning 9:85 the link 'made' gives 'key' to GET /a/{id}, which has no such parameter\n");
}

}  // namespace
}  // namespace plumbline::audit

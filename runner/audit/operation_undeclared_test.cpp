#include <gtest/gtest.h>

#include "audit/audit_testing.h"
#include "base/folder_testing.h"
#include "contract/target.h"

namespace plumbline::audit {
namespace {

constexpr const char* kContract = R"(openapi: 3.0.3
servers: [{url: 'https://api.kites.example/v2'}]
paths:
  /kites/{id}:
    get:
      responses: {'200': {description: ok}}
)";
constexpr const char* kKites = "# Kites\n\n## GET /kites/{id}\n\nOne kite.\n\n```json\n{\"id\": \"k1\"}\n```\n";

TEST(OperationUndeclared, ASectionOfItsOwn) {
  EXPECT_EQ(
      SaidIn(
          kOperationUndeclared,
          kKites +
              std::string(
                  "\n## DELETE /kites/{id}\n\nTakes it down.\n\n```bash\ncurl -X DELETE https://api.kites.example/v2/kites/k1\n```\n"),
          kContract),
      R"(
warning operation.undeclared: the page describes DELETE /kites/{id}, and the contract declares no such operation
  identity acme | DELETE /kites/{id} |  | 
  contract 
  instance 
  expected an operation of the contract
  observed none
  at guide.md:11:4:[DELETE /kites/{id}] the page describes it
  at openapi.yaml:3:1:[paths] not declared in here
  likely The contract, which leaves out what the page describes.
)");
}

// A request with a name of the reader's in the path.
TEST(OperationUndeclared, WordsInThePlaceOfParameters) {
  const auto said = [](const std::string& command) {
    const contract::Vendor vendor = VendorOf(
        {{"guide.md", "# Kites\n\n## Flights\n\nThey fly.\n\n```bash\n" + command + "\n```\n"}},
        "openapi: 3.0.3\nservers: [{url: 'https://api.kites.example/v2'}]\npaths:\n  /kites/{name}/flights:\n    post: {responses: {'200': {description: ok}}}\n"
        "  /kites/{name}:\n    get: {responses: {'200': {description: ok}}}\n");
    return Lines(kOperationUndeclared.run(Subject(vendor))).size();
  };
  EXPECT_EQ(said("curl -X POST https://api.kites.example/v2/kites/red-baron/flights"), 0U);
  EXPECT_EQ(said("curl -X POST https://api.kites.example/v2/kites/red-baron/landings"), 1U);
  EXPECT_EQ(said("curl https://api.kites.example/v2/kites/search"), 1U) << "may be an operation of its own";
  EXPECT_EQ(said("curl -X POST https://api.kites.example/v2/kites/red-baron/flights\ncurl -X PUT \"$UPLOAD_URL\""), 0U)
      << "nobody knows where that goes";
}

TEST(OperationUndeclared, ADocumentInAFenceOfThePageNeedNotListAll) {
  const TestFolder folder{
      {"guide.md",
       "## GET /kites\n\n```yaml GET /kites\nopenapi: 3.0.3\ninfo: {title: K, version: '1'}\npaths: {/kites: {get: {responses: {'200': {description: d}}}}}\n```\n\n"
       "## DELETE /kites/{id}\n\nEnds a kite.\n"}};
  const contract::Vendor vendor = contract::LoadTarget({folder.Path("guide.md")});
  const auto found = kOperationUndeclared.run(Subject(vendor));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].severity, finding::Severity::kNote);
  EXPECT_EQ(found[0].identity.operation, "DELETE /kites/{id}");
}

TEST(OperationUndeclared, OfThisVersionAndOfAService) {
  const auto found = [](const std::string& page, const std::string& server) {
    return SaidIn(kOperationUndeclared, "## GET /kites\n\nAll kites.\n\n" + page,
                  "openapi: 3.0.3\nservers: [{url: '" + server + "'}]\npaths: {/kites: {get: {responses: {}}}}\n") !=
           "";
  };
  EXPECT_TRUE(found("## GET /v2/winds\n\nAll winds.\n", "https://api.kites.test/v2"));
  EXPECT_TRUE(found("## GET /winds\n\nAll winds.\n", "https://api.kites.test/v2"));
  EXPECT_TRUE(found("## GET /v3/winds\n\nAll winds.\n", "https://api.kites.test/v2"));
  EXPECT_TRUE(found("```bash\ncurl https://auth.kites.test/winds -d a=b\n```\n", "https://auth.kites.test"));
}

TEST(OperationUndeclared, WhatIsDeclaredOrOnlyNamed) {
  const struct {
    const char* what;
    std::string page;
    std::string contract;
  } rows[] = {
      {"another parameter name", "## GET /kites/{kite_id}\n\nOne kite.\n", kContract},
      {"a base path, a slash", "## GET /v2/kites/:id/\n\nOne kite.\n", kContract},
      {"only named", kKites + std::string("\nSee also `DELETE /kites/{id}`.\n"), kContract},
      {"another vendor's page", "## GET /orders/{id}\n\nOne order of another service.\n", kContract},
      {"another company's service",
       "## GET /kites\n\nAll kites.\n\n```py\nrequests.get(\"https://wind.example/forecast/now\")\n```\n",
       "openapi: 3.0.3\nservers: [{url: 'https://api.kites.test/v1'}]\npaths: {/kites: {get: {responses: {}}}}\n"},
      {"where tokens are had", "## GET /kites\n\nAll kites.\n\n## POST /oauth2/token\n\nA token for all of it.\n",
       kContract},
      {"a service for tokens",
       "## GET /kites\n\nAll kites.\n\n```bash\ncurl https://auth.kites.test/token -d a=b\n```\n",
       "openapi: 3.0.3\nservers: [{url: 'https://api.kites.test/v1'}]\npaths: {/kites: {get: {responses: {}}}}\n"},
      {"an earlier version", "## GET /kites\n\nAll kites.\n\n## GET /v1/winds\n\nAll winds.\n",
       "openapi: 3.0.3\nservers: [{url: 'https://api.kites.test/v2'}]\npaths: {/kites: {get: {responses: {}}}}\n"},
      {"a long word in the place of a parameter",
       "## Get a kite\n\n```bash\ncurl https://api.kites.test/kites/KTaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n```\n",
       kContract},
      {"said so", "## GET /kites\n\nAll kites.\n\n## GET /winds\n\nThese aren't in the [OpenAPI file](a.yaml) yet.\n",
       kContract},
      {"a base with a parameter", "## GET /shops/{shop-id}/v1/kites\n\nAll kites.\n",
       "openapi: 3.0.3\nservers: [{url: 'https://api.kites.test/shops/{shop}/v1', variables: {shop: {default: a}}}]\npaths: {/kites: {get: {responses: {}}}}\n"},
      {"no contract", "## GET /kites/{id}\n\nOne kite.\n", std::string(kNoContract)},
  };
  for (const auto& row : rows) EXPECT_EQ(SaidIn(kOperationUndeclared, row.page, row.contract), "") << row.what;
}

}  // namespace
}  // namespace plumbline::audit

#include <gtest/gtest.h>

#include <chrono>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

constexpr const char* kContract = R"(openapi: 3.0.3
servers: [{url: 'https://api.kites.example/v2'}]
paths:
  /kites:
    get: {responses: {'200': {description: ok}}}
    post: {responses: {'201': {description: ok}}}
  /kites/{id}:
    get: {responses: {'200': {description: ok}}}
  /admin/users:
    get: {responses: {'200': {description: ok}}}
)";

// "GET /kites <- guide.md GET /v2/kites": every operation, and the claims that are tied to it.
std::vector<std::string> Tied(const std::vector<PageSource>& pages, const std::string& contract = kContract) {
  const contract::Vendor vendor = VendorOf(pages, contract);
  const Subject subject(vendor);
  std::vector<std::string> lines;
  for (const ApiOperation& operation : subject.operations()) {
    std::string line = operation.name + (operation.declared == nullptr ? " (pages only)" : "");
    for (const auto& [p, o] : operation.documented)
      line += " <- " + subject.pages()[p].page.source.name() + ' ' + subject.pages()[p].claims.operations[o].Name();
    if (!operation.documented.empty() || operation.declared == nullptr) lines.push_back(line);
  }
  return lines;
}
using Strings = std::vector<std::string>;

TEST(Subject, OtherNamesOfParameters) {
  EXPECT_EQ(Tied({{"a.md", "## GET /kites/:kite_id\n\nOne.\n"}}),
            Strings{"GET /kites/{id} <- a.md GET /kites/{kite_id}"});
}

TEST(Subject, ABasePathMoreOrLess) {
  EXPECT_EQ(Tied({{"a.md", "## GET /v2/kites/{id}\n\nOne.\n"}}), Strings{"GET /kites/{id} <- a.md GET /v2/kites/{id}"});
  EXPECT_EQ(Tied({{"a.md", "## GET /kites/{id}\n\nOne.\n"}},
                 "openapi: 3.0.3\npaths:\n  /api/v2/kites/{id}:\n    get: {responses: {'200': {description: ok}}}\n"),
            Strings{"GET /api/v2/kites/{id} <- a.md GET /kites/{id}"});
}

TEST(Subject, ASlashAtTheEnd) {
  EXPECT_EQ(Tied({{"a.md", "## POST /kites/\n\nMakes one.\n"}}), Strings{"POST /kites <- a.md POST /kites/"});
}

TEST(Subject, HostsAndQueriesAreNoPartOfThePath) {
  EXPECT_EQ(
      Tied({{"a.md", "# Kites\n\n```bash\ncurl 'https://sandbox.kites.example/v2/kites/k17?expand=owner'\n```\n"}}),
      Strings{"GET /kites/{id} <- a.md GET /v2/kites/k17"});
}

TEST(Subject, AnotherMethodIsAnotherOperation) {
  EXPECT_EQ(Tied({{"a.md", "## DELETE /kites/{id}\n\nTakes it down.\n"}}),
            Strings{"DELETE /kites/{id} (pages only) <- a.md DELETE /kites/{id}"});
}

TEST(Subject, AParameterIsNoBasePath) {
  EXPECT_EQ(Tied({{"a.md", "## GET /owners/{owner}/kites\n\nHers.\n"}}),
            Strings{"GET /owners/{owner}/kites (pages only) <- a.md GET /owners/{owner}/kites"});
}

TEST(Subject, SeveralThatAreAsNearAreNone) {
  EXPECT_EQ(
      Tied(
          {{"a.md", "## GET /users\n\nUsers.\n"}},
          "openapi: 3.0.3\npaths:\n  /a/users:\n    get: {responses: {'200': {description: ok}}}\n  /b/users:\n    get: {responses: {'200': {description: ok}}}\n"),
      Strings{"GET /users (pages only) <- a.md GET /users"});
}

TEST(Subject, ExampleRequestsAreSentToTemplates) {
  const PageSource heading{"a.md", "## GET /boats/{id}\n\nOne.\n"},
      request{"b.md", "# Start\n\n```bash\ncurl https://api.kites.example/v2/boats/b17\n```\n"};
  const std::string none(kNoContract);
  EXPECT_EQ(Tied({request, heading}, none),
            Strings{"GET /boats/{id} (pages only) <- b.md GET /v2/boats/b17 <- a.md GET /boats/{id}"});
  EXPECT_EQ(Tied({request}, none), Strings{"GET /v2/boats/b17 (pages only) <- b.md GET /v2/boats/b17"});
  EXPECT_EQ(
      Tied({heading, {"b.md", "# Start\n\n```bash\ncurl https://api.kites.example/v2/boats/nearby\n```\n"}}, none),
      (Strings{"GET /v2/boats/nearby (pages only) <- b.md GET /v2/boats/nearby",
               "GET /boats/{id} (pages only) <- a.md GET /boats/{id}"}))
      << "a word may be an operation of its own";
}

TEST(Subject, PagesShareAnOperationThatNoContractDeclares) {
  EXPECT_EQ(Tied({{"a.md", "## GET /boats/{id}\n\nOne.\n"}, {"b.md", "## GET /v1/boats/{boat}\n\nOne.\n"}},
                 std::string(kNoContract)),
            Strings{"GET /v1/boats/{boat} (pages only) <- a.md GET /boats/{id} <- b.md GET /v1/boats/{boat}"});
}

TEST(Subject, BodiesOfOperations) {
  const contract::Vendor vendor = VendorOf(
      {{"a.md",
        "## POST /kites\n\n### Request\n\n```json\n{\"colour\": \"red\"}\n```\n\n### Response\n\n```json 201\n{\"id\": \"k1\"}\n```\n\n```json 422\n{\"error\": \"no\"}\n```\n"}},
      kContract);
  const Subject subject(vendor);
  std::vector<std::string> lines;
  for (std::size_t o = 0; o < subject.operations().size(); ++o) {
    for (const page::Part part : {page::Part::kRequest, page::Part::kResponse}) {
      for (const std::size_t b : subject.BodiesOf(o, part)) {
        const ShownBody& body = subject.bodies()[b];
        lines.push_back(subject.operations()[o].name + (part == page::Part::kRequest ? " sends " : " answers ") +
                        body.root->members.front().key + (body.IsSuccess() ? "" : ", no success") + ", " + body.label);
      }
    }
  }
  EXPECT_EQ(lines, (Strings{"POST /kites sends colour, no success, the sample at a.md:6",
                            "POST /kites answers id, the sample at a.md:12",
                            "POST /kites answers error, no success, the sample at a.md:16"}));
  EXPECT_TRUE(subject.BodiesOf(kNowhere, page::Part::kResponse).empty());
}

// A page of very many operations is read in the time that its size asks for.
TEST(Subject, FiveHundredOperations) {
  std::string text = "# Everything\n";
  for (int i = 0; i < 500; ++i) {
    const std::string name = "thing" + std::to_string(i);
    text +=
        "\n## GET /v1/" + name + "/{id}\n\nOne " + name +
        ". Reusing a serial returns 422.\n\n### Query parameters\n\n| Parameter | Type | Required | Description |\n|---|---|---|---|\n| `limit` | integer | No | At most 100 |\n"
        "\n```bash\ncurl 'https://api.kites.example/v1/" +
        name +
        "/7?limit=5' -H 'X-Kite-Key: abc'\n```\n\n### Response fields\n\n| Field | Type | Description |\n|---|---|---|\n| `id` | string | Its id |\n| `price` | integer | In cents |\n"
        "| `colour` | string | One of `red`, `blue` |\n\n### Response\n\n```json 200\n{\"id\": \"a" +
        std::to_string(i) + "\", \"price\": 7, \"colour\": \"red\"}\n```\n";
  }
  const contract::Vendor vendor = VendorOf({{"all.md", text}});
  const auto begin = std::chrono::steady_clock::now();
  const Subject subject(vendor);
  EXPECT_EQ(subject.operations().size(), 500U);
  std::vector<finding::Finding> findings;
  for (const Rule& rule : Rules()) {
    auto more = rule.run(subject);
    findings.insert(findings.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  }
  EXPECT_EQ(finding::TextOf(findings), "");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20));
}

}  // namespace
}  // namespace plumbline::audit

#include "page/mentions.h"

#include <gtest/gtest.h>

#include <string>

#include "page/claim.h"

namespace plumbline::page {
namespace {

// "GET /a/{id} (3)": the operations with the number of their mentions.
std::string Operations(const std::string& text) {
  std::string out;
  for (const DocumentedOperation& operation : ReadClaims(ReadPage("page.md", text)).operations) {
    out += operation.Name() + " (" + std::to_string(operation.mentions.size()) +
           (operation.described ? ")\n" : ", named)\n");
  }
  return out;
}

TEST(PathTemplateOf, ParametersHoweverTheyAreWritten) {
  const std::pair<const char*, const char*> kRows[] = {{"/a/{id}", "/a/{id}"},
                                                       {"/a/:id", "/a/{id}"},
                                                       {"/a/<id>", "/a/{id}"},
                                                       {"/a/<int:id>", "/a/{id}"},
                                                       {"/a/(int:id)", "/a/{id}"},
                                                       {"/a/$ID", "/a/{ID}"},
                                                       {"/a/{{id}}?x=1", "/a/{id}"},
                                                       {"/a/", "/a/"},
                                                       {"", "/"},
                                                       {"/a/12", "/a/12"}};
  for (const auto& [written, expected] : kRows) EXPECT_EQ(PathTemplateOf(written), expected) << written;
}

TEST(Mentions, OneOperationHoweverItIsWritten) {
  EXPECT_EQ(Operations("## GET /v1/cars/{id}\n\nSee `GET /v1/cars/:car`, `GET /v1/cars/123` and `GET /cars/{id}`.\n"),
            "GET /v1/cars/{id} (4)\n");
  EXPECT_EQ(
      Operations("## GET /v1/cars/{id}\n\nNot `GET /v1/cars/mine`, `PUT /v1/cars/{id}` or `GET /v1/cars`.\n"),
      "GET /v1/cars/{id} (1)\nGET /v1/cars/mine (1, named)\nPUT /v1/cars/{id} (1, named)\nGET /v1/cars (1, named)\n");
}

TEST(Mentions, AShortPathOfTwoLongerOnesIsNeither) {
  EXPECT_EQ(Operations("## GET /v1/cars\n\n## GET /v2/cars\n\nSee `GET /cars` there.\n"),
            "GET /v1/cars (1)\nGET /v2/cars (1)\nGET /cars (1, named)\n");
}

TEST(Mentions, WhatIsStatedTwiceIsTwoUnlessTheFirstPartIsABase) {
  EXPECT_EQ(Operations("## GET /admin/cars\n\n## GET /cars\n"), "GET /admin/cars (1)\nGET /cars (1)\n");
  EXPECT_EQ(Operations("| Method | Path |\n|---|---|\n| GET | /cars |\n\n## GET /v1/cars\n"), "GET /v1/cars (2)\n");
  EXPECT_EQ(Operations("## GET /cars\n\n```bash\ncurl https://a.example/fleet/cars\n```\n"), "GET /fleet/cars (2)\n");
}

TEST(Mentions, SmallVerbsBesideAPathAndNothingElse) {
  EXPECT_EQ(Operations("## List cars\n\nget /cars\n\n## Sell\n\ndelete/cars/{id}\n"),
            "GET /cars (1)\nDELETE /cars/{id} (1)\n");
  EXPECT_EQ(Operations("## List cars\n\nYou get /cars back.\n\nput /cars to use\n\nPut/Call\n"), "");
}

TEST(Mentions, ValuesOfARequestAreTheParametersOfTheHeading) {
  EXPECT_EQ(Operations("## Get a car\n\n```bash\ncurl https://a.example/v2/cars/car_17\n```\n\n`GET /cars/:id`\n"),
            "GET /v2/cars/{id} (2)\n");
  EXPECT_EQ(Operations("## Get my car\n\n```bash\ncurl https://a.example/v2/cars/mine\n```\n\nSee `GET /cars/:id`.\n"),
            "GET /v2/cars/mine (1)\nGET /cars/{id} (1, named)\n");
}

TEST(Mentions, AVerbInTheHeadingAndTheAddressBelow) {
  EXPECT_EQ(Operations("## GET List cars\n\n`{{host}}/cars`\n\n## `DELETE` Sell\n\n```\n{{host}}/cars/:id\n```\n"),
            "GET /cars (1)\nDELETE /cars/{id} (1)\n");
  EXPECT_EQ(Operations("## GET List cars\n\nSee /cars for more.\n\n## Post the form\n\n`/cars`\n"), "");
}

TEST(Mentions, AnAddressAndAMethodInLinesOfTheirOwn) {
  EXPECT_EQ(Operations("# Buy a car\n\n**URL** : `/cars`\n\n**Method** : `POST`\n\n**Auth required** : YES\n"),
            "POST /cars (1)\n");
  EXPECT_EQ(Operations("## Sell\n\n- Method: DELETE\n- Endpoint: https://a.example/v1/cars/:id\n"),
            "DELETE /v1/cars/{id} (1)\n");
  EXPECT_EQ(Operations("## Get\n\nHTTP method: get  \nURL: {{base}}/cars?page=1\n"), "GET /cars (1)\n");
  EXPECT_EQ(Operations("## Sell\n\n- Test environment URL: https://a.example/cars/sell\n- Request method： POST\n"),
            "POST /cars/sell (1)\n");
  EXPECT_EQ(Operations("## Cars\n\nCallback URL: /hook\n\nMethod: POST\n"), "");
  EXPECT_EQ(Operations("## Cars\n\nBase URL: /v1\n\nMethods: GET and POST\n"), "");
}

TEST(Mentions, AnAddressInATableOfKeys) {
  EXPECT_EQ(Operations("## Buy\n\n| Endpoint | `POST /cars` |\n|---|---|\n| Body | A car |\n"), "POST /cars (1)\n");
  EXPECT_EQ(Operations("## Sell\n\n| | |\n|---|---|\n| URL | /cars/{id} |\n| Method | delete |\n"),
            "DELETE /cars/{id} (1)\n");
  EXPECT_EQ(Operations("## All\n\n| Endpoint | What |\n|---|---|\n| `POST /cars` | Buys |\n| `GET /cars` | Lists |\n"),
            "POST /cars (1, named)\nGET /cars (1, named)\n");
}

TEST(Mentions, AnAnnotatedHeading) {
  EXPECT_EQ(Operations("## List cars {{ tag: 'GET', label: '/v1/cars' }}\n\nAll of them.\n"), "GET /v1/cars (1)\n");
  EXPECT_EQ(Operations("## The car {{ tag: 'NEW', label: '/v1/cars' }}\n"), "");
}

TEST(Mentions, AListItemThatLeadsItsSection) {
  EXPECT_EQ(Operations("## Get cars\n\n* `GET /cars.json` will return all of them.\n"), "GET /cars.json (1)\n");
  EXPECT_EQ(Operations("## Cars\n\n* `GET /cars.json` returns them.\n* `POST /cars.json` creates one.\n"),
            "GET /cars.json (1, named)\nPOST /cars.json (1, named)\n");
  EXPECT_EQ(Operations("## Rights\n\n* `GET /cars.json` needs the scope `cars`.\n"), "GET /cars.json (1, named)\n");
}

TEST(Mentions, AnAccountBeforeThePathOfARequest) {
  EXPECT_EQ(Operations("## Get cars\n\n`GET /cars/1`\n\n```bash\ncurl https://a.example/$ACCOUNT/cars/1\n```\n"),
            "GET /{ACCOUNT}/cars/1 (2)\n");
  EXPECT_EQ(Operations("## Get cars\n\n`GET /cars/1`\n\n```bash\ncurl https://a.example/shops/$ID/cars/1\n```\n"),
            "GET /cars/1 (1)\nGET /shops/{ID}/cars/1 (1)\n");
}

TEST(Mentions, AVerbInMarksBesideItsPath) { EXPECT_EQ(Operations("## Add a car\n\nPOST/cars\n"), "POST /cars (1)\n"); }

TEST(Mentions, WhatIsToldInThePastOpensNothing) {
  EXPECT_EQ(Operations("## Cars\n\n`GET /cars`\n\n## Old names\n\n`GET /autos` returned them.\n"),
            "GET /cars (1)\nGET /autos (1, named)\n");
  EXPECT_EQ(Operations("## Cars\n\n`GET /autos` was the name.\n"), "GET /autos (1, named)\n");
  EXPECT_EQ(Operations("## Cars\n\n`GET /autos?q=…` returned them.\n"), "GET /autos (1, named)\n");
  EXPECT_EQ(Operations("## Cars\n\n`GET /autos` returns them.\n"), "GET /autos (1)\n");
}

TEST(Mentions, APathWithoutASlashInARowWithAMethod) {
  EXPECT_EQ(Operations("## Cars\n\n| Method | URI |\n|---|---|\n| POST | cars/sell |\n| GET | all |\n"),
            "POST /cars/sell (1, named)\n");
}

TEST(Mentions, AWordInThePlaceOfAParameterInItsSection) {
  EXPECT_EQ(Operations("## A car\n\n`GET /cars/:id`\n\n```bash\ncurl https://a.example/v1/cars/old_red\n```\n"),
            "GET /cars/{id} (2)\n");
  EXPECT_EQ(Operations("## A car\n\n`GET /cars/:id`\n\n## Mine\n\n```bash\ncurl https://a.example/v1/cars/mine\n```\n"),
            "GET /cars/{id} (1)\nGET /v1/cars/mine (1)\n");
}

TEST(Mentions, APluralOfTheOnlyWordOfAPath) {
  const auto operations = [](const std::string& more, const std::string& sent) {
    return Operations("## GET /cars\n\n" + more + "```bash\ncurl https://a.example" + sent + "\n```\n");
  };
  EXPECT_EQ(operations("", "/v1/car"), "GET /cars (2)\n");
  EXPECT_EQ(operations("", "/v1/cart"), "GET /cars (1)\nGET /v1/cart (1)\n");
  EXPECT_EQ(operations("## GET /car\n\nYour own.\n\n", "/v1/car"), "GET /cars (1)\nGET /v1/car (2)\n");
}

TEST(Mentions, AnAddressDoesNotGoOnInTheNextLine) {
  EXPECT_EQ(Operations("## GET /cars\n\n```bash\ncurl \"https://a.example/cars\nand more\"\n```\n"), "GET /cars (1)\n");
}

TEST(Mentions, ASlipBehindABaseThatThePageLeavesOut) {
  const auto operations = [](const std::string& sent) {
    return Operations("## POST /cars/sell\n\n```bash\ncurl -X POST https://a.example" + sent + "\n```\n");
  };
  EXPECT_EQ(operations("/v1/car/sell"), "POST /cars/sell (2)\n");
  EXPECT_EQ(operations("/shops/car/sell"), "POST /cars/sell (1)\nPOST /shops/car/sell (1)\n");
}

TEST(Mentions, ASlipInARequestIsTheOperationOfTheHeading) {
  EXPECT_EQ(Operations("## GET /v1/cars\n\n```bash\ncurl https://a.example/v2/cars\n```\n"), "GET /v1/cars (2)\n");
  EXPECT_EQ(Operations("## GET /v1/cars\n\n```bash\ncurl https://a.example/v1/boats\n```\n"),
            "GET /v1/cars (1)\nGET /v1/boats (1)\n");
}

// Which operation each paragraph "returns 4xx" speaks of.
std::string About(const std::string& text) {
  const Claims claims = ReadClaims(ReadPage("page.md", text));
  std::string out;
  for (const StatusClaim& status : claims.statuses) {
    out += std::to_string(status.statuses.at(0)) + " " +
           (status.operation == kNoOperation ? "nothing" : claims.operations[status.operation].Name()) + "\n";
  }
  return out;
}

TEST(Mentions, ASectionSpeaksOfTheOperationItDefines) {
  EXPECT_EQ(
      About(
          "# Cars\n\nIt returns 401.\n\n## GET /cars\n\nIt returns 404.\n\n### Response\n\nIt returns 405.\n\n## POST /cars\n\nIt returns 422. `GET /cars` returns 406.\n"),
      "401 nothing\n404 GET /cars\n405 GET /cars\n422 POST /cars\n406 GET /cars\n");
}

TEST(Mentions, APageOfOneOperationIsAboutIt) {
  EXPECT_EQ(About("# Cars\n\nIt returns 401.\n\n## GET /cars\n\nText.\n"), "401 GET /cars\n");
}

TEST(Mentions, HeadingsBeforeTheOnlyOneThatNamesAnOperationAreAboutOthers) {
  EXPECT_EQ(
      About("# Cars\n\n## Buy a car\n\nIt returns 409.\n\n## Sell a car\n\n`DELETE /cars/{id}`\n\nIt returns 404.\n"),
      "409 nothing\n404 DELETE /cars/{id}\n");
}

TEST(Mentions, AnAsideIsAboutNothingUnlessItSaysSo) {
  EXPECT_EQ(About("## GET /cars\n\n## Webhooks\n\nYours returns 410.\n"), "410 nothing\n");
}

}  // namespace
}  // namespace plumbline::page

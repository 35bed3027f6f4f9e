#include <gtest/gtest.h>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

TEST(AuthHeader, TwoNamesForOneCredential) {
  EXPECT_EQ(
      SaidIn(
          kAuthHeader,
          "# Start\n\nSend your key in the `X-Kite-Key` header with every request.\n\n## GET /kites\n\nLists kites, the oldest first.\n\nPage by page.\n\n```bash\ncurl https://api.kites.example/kites "
          "\\\n  -H 'X-Kite-Token: abc'\n```\n"),
      R"(
error auth.header: credentials go into X-Kite-Key in one place and into X-Kite-Token in another
  identity acme |  |  | 
  contract 
  instance x-kite
  expected X-Kite-Key
  observed X-Kite-Token
  at guide.md:3:23:[X-Kite-Key] the page names it
  at guide.md:13:7:[X-Kite-Token] the command sends X-Kite-Token
  likely Undecided: one request decides.
)");
}

TEST(AuthHeader, TheContractNamesAnother) {
  EXPECT_EQ(
      SaidIn(
          kAuthHeader, "## GET /kites\n\n```bash\ncurl https://api.kites.example/kites -H 'X-Kite-Token: abc'\n```\n",
          "openapi: 3.0.3\ncomponents:\n  securitySchemes:\n    key: {type: apiKey, in: header, name: X-Kite-Key}\npaths: {}\n"),
      R"(
error auth.header: credentials go into X-Kite-Key in one place and into X-Kite-Token in another
  identity acme |  |  | 
  contract 
  instance x-kite
  expected X-Kite-Key
  observed X-Kite-Token
  at openapi.yaml:4:43:[X-Kite-Key] the contract names it
  at guide.md:4:42:[X-Kite-Token] the command sends X-Kite-Token
  likely Undecided: one request decides.
)");
}

TEST(AuthHeader, WhatIsOneNameOrTwoCredentials) {
  const struct {
    const char* what;
    const char* page;
  } rows[] = {
      {"one name in two cases",
       "Send your key in the `X-Kite-Key` header.\n\n```bash\ncurl https://api.kites.example/kites -H 'x-kite-key: abc'\n```\n"},
      {"both are sent",
       "Send your key.\n\n```bash\ncurl https://api.kites.example/kites -H 'X-Kite-Key: abc' -H 'X-Kite-Secret: def'\n```\n"},
      {"other stems",
       "Send your key in the `X-Kite-Key` header.\n\nText.\n\nText.\n\nText.\n\nText.\n\nText.\n\n```bash\ncurl https://api.kites.example/kites -H 'X-Upload-Token: abc'\n```\n"},
      {"an older name",
       "Send your key in the `X-Kite-Key` header.\n\nText.\n\nText.\n\nText.\n\nText.\n\nText.\n\nThe deprecated `X-Kite-Token` header is refused.\n"},
      {"a signature of webhooks",
       "Send your key in the `X-Kite-Key` header.\n\nText.\n\nText.\n\nText.\n\nText.\n\nText.\n\nA webhook carries the token in `X-Kite-Auth`.\n"},
  };
  for (const auto& row : rows) EXPECT_EQ(SaidIn(kAuthHeader, row.page), "") << row.what;
}

std::string Sending(const std::string& header) {
  return "\n## GET /kites\n\n```bash\ncurl https://api.kites.example/kites -H '" + header + ": abc'\n```\n";
}

TEST(AuthHeader, ACommandSendsAnotherThanEveryRequestCarries) {
  EXPECT_EQ(
      SaidIn(
          kAuthHeader,
          "# Start\n\nAll requests carry your key in the header `X-Kite-Key`. There is no other way.\n" +
              Sending("X-Kite-Key") +
              "\n## DELETE /kites/{id}\n\n```bash\ncurl -X DELETE https://api.kites.example/kites/1 -H 'Authorization: Bearer abc'\n```\n"),
      R"(
error auth.header: every request carries its credentials in X-Kite-Key by the page's words, and a command sends Authorization in its place
  identity acme |  |  | 
  contract 
  instance x-kite-key authorization
  expected X-Kite-Key
  observed Authorization
  at guide.md:3:44:[X-Kite-Key] every request carries it
  at guide.md:14:54:[Authorization] the command sends Authorization
  likely The command: 1 of 2 that the pages show sends X-Kite-Key.
)");
}

TEST(AuthHeader, TheHeaderFieldStandsBelowItsSentence) {
  EXPECT_EQ(
      SaidIn(
          kAuthHeader,
          "# Start\n\nWe expect the token in all requests in a header that looks like this:\n\n`X-Kite-Key: YOUR_TOKEN`\n" +
              Sending("X-Auth-Token")),
      R"(
error auth.header: every request carries its credentials in X-Kite-Key by the page's words, and a command sends X-Auth-Token in its place
  identity acme |  |  | 
  contract 
  instance x-kite-key x-auth-token
  expected X-Kite-Key
  observed X-Auth-Token
  at guide.md:5:2:[X-Kite-Key] every request carries it
  at guide.md:10:42:[X-Auth-Token] the command sends X-Auth-Token
  likely Undecided: one request decides.
)");
}

TEST(AuthHeader, WhatMayBeSentInItsPlace) {
  const std::string every = "# Start\n\nAll requests carry your key in the header `X-Kite-Key`.\n";
  const std::string bearer =
      "openapi: 3.0.3\ncomponents:\n  securitySchemes:\n    key: {type: http, scheme: bearer}\npaths: {}\n";
  const struct {
    const char* what;
    std::string page;
    std::string contract = std::string(kNoContract);
  } rows[] = {
      {"the page names another way", every + "\nOr use a Bearer token.\n" + Sending("Authorization")},
      {"not every request",
       "# Start\n\nRequests may carry your key in the header `X-Kite-Key`.\n" + Sending("Authorization")},
      {"on a condition", "# Start\n\nAll requests carry your key in the header `X-Kite-Key` unless they are public.\n" +
                             Sending("Authorization")},
      {"the contract declares another", every + Sending("Authorization"), bearer},
      {"a key of other use", every + Sending("Idempotency-Key")},
      {"a login",
       every + "\n```bash\ncurl -X POST https://api.kites.example/oauth/token -H 'Authorization: Basic abc'\n```\n"},
      {"another host", every + Sending("X-Kite-Key") +
                           "\n```bash\ncurl -X PUT https://files.example/kite -H 'Authorization: Bearer abc'\n```\n"},
      {"both",
       every +
           "\n```bash\ncurl https://api.kites.example/kites -H 'X-Kite-Key: abc' -H 'Authorization: Bearer def'\n```\n"},
  };
  for (const auto& row : rows) EXPECT_EQ(SaidIn(kAuthHeader, row.page, row.contract), "") << row.what;
}

TEST(AuthHeader, TheContractDeclaresQuiteAnother) {
  constexpr const char* kContract =
      "openapi: 3.0.3\ncomponents:\n  securitySchemes:\n    key: {type: apiKey, in: header, name: X-Api-Key}\npaths:\n  /kites:\n    get: {responses: {'200': {description: ok}}}\n";
  const auto lines = [&](const std::string& page) {
    const contract::Vendor vendor = VendorOf({{"guide.md", page}}, kContract);
    return Lines(kAuthHeader.run(Subject(vendor)));
  };
  EXPECT_EQ(
      lines("# Start\n\nSend your partner key in the `X-Partner-Key` header.\n\n## GET /kites\n\nAll kites.\n"),
      std::vector<std::string>{
          "error  x-partner-key x-api-key: credentials go into X-Partner-Key by the page's words, and into X-Api-Key by the contract"});
  EXPECT_EQ(lines("# Start\n\nSend your partner key in the `X-Partner-Key` header, or in `X-Api-Key`.\n"),
            std::vector<std::string>{});
  EXPECT_EQ(lines("# Start\n\nSend your partner key in the `X-Partner-Key` header.\n\n## GET /boats\n\nAll boats.\n"),
            std::vector<std::string>{})
      << "a contract of something else";
  EXPECT_EQ(lines("# Start\n\nThe answer has a key in the `X-Partner-Key` header.\n"), std::vector<std::string>{});
}

}  // namespace
}  // namespace plumbline::audit

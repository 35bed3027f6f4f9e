#include <gtest/gtest.h>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

TEST(AuthHeader, TwoNamesForOneCredential) {
  EXPECT_EQ(SaidIn(kAuthHeader, "# Start\n\nSend your key in the `X-Kite-Key` header with every request.\n\n## GET /kites\n\nLists kites, the oldest first.\n\nPage by page.\n\n```bash\ncurl https://api.kites.example/kites "
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
  EXPECT_EQ(SaidIn(kAuthHeader, "## GET /kites\n\n```bash\ncurl https://api.kites.example/kites -H 'X-Kite-Token: abc'\n```\n",
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
      {"one name in two cases", "Send your key in the `X-Kite-Key` header.\n\n```bash\ncurl https://api.kites.example/kites -H 'x-kite-key: abc'\n```\n"},
      {"both are sent", "Send your key.\n\n```bash\ncurl https://api.kites.example/kites -H 'X-Kite-Key: abc' -H 'X-Kite-Secret: def'\n```\n"},
      {"other stems", "Send your key in the `X-Kite-Key` header.\n\nText.\n\nText.\n\nText.\n\nText.\n\nText.\n\n```bash\ncurl https://api.kites.example/kites -H 'X-Upload-Token: abc'\n```\n"},
      {"an older name", "Send your key in the `X-Kite-Key` header.\n\nText.\n\nText.\n\nText.\n\nText.\n\nText.\n\nThe deprecated `X-Kite-Token` header is refused.\n"},
      {"a signature of webhooks", "Send your key in the `X-Kite-Key` header.\n\nText.\n\nText.\n\nText.\n\nText.\n\nText.\n\nA webhook carries the token in `X-Kite-Auth`.\n"},
  };
  for (const auto& row : rows) EXPECT_EQ(SaidIn(kAuthHeader, row.page), "") << row.what;
}

}  // namespace
}  // namespace plumbline::audit

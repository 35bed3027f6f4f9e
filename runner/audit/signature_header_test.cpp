#include <gtest/gtest.h>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

std::string Page(const std::string& said, const std::string& code) {
  return "# Events\n\n## Signature\n\n" + said + "\n\n```js\n" + code + "\n```\n";
}

TEST(SignatureHeader, TheCodeReadsAnother) {
  EXPECT_EQ(SaidIn(kAuthHeader, Page("Each request carries `X-Kite-Signature`, an HMAC of the body.",
                                     "const given = req.headers['x-kite-hmac'];")),
            R"(
error auth.header: the page says that the signature is in X-Kite-Signature, and the code of the same section reads x-kite-hmac
  identity acme |  |  | 
  contract 
  instance x-kite-signature
  expected X-Kite-Signature
  observed x-kite-hmac
  at guide.md:5:23:[X-Kite-Signature] the page names it
  at guide.md:8:28:[x-kite-hmac] the code reads x-kite-hmac
  likely The code: nothing else on the pages names its header field. A request that is received decides.
)");
}

TEST(SignatureHeader, WhatIsOneNameOrNoSignature) {
  const char* told = "Each request carries `X-Kite-Signature`, an HMAC of the body.";
  const struct {
    const char* what;
    std::string page;
  } rows[] = {
      {"the same in lower case", Page(told, "const given = req.headers['x-kite-signature'];")},
      {"the same as a server spells it", Page(told, "$given = $_SERVER['HTTP_X_KITE_SIGNATURE'];")},
      {"another field beside it", Page(told, "const when = req.headers['x-kite-timestamp'];")},
      {"it is sent", Page(told, "headers['x-kite-hmac'] = sign(body);")},
      {"both are named", Page("Each request carries `X-Kite-Signature`, and the older `X-Kite-Hmac`.",
                              "const given = req.headers['x-kite-hmac'];")},
      {"both are read", Page(told, "const given = req.headers['x-kite-signature'] ?? req.headers['x-kite-hmac'];")},
      {"another section names it",
       Page(told, "const given = req.headers['x-kite-hmac'];") + "\n## Older\n\nVersion 1 sends `X-Kite-Hmac`.\n"},
      {"code of another section", "# Events\n\n## Signature\n\n" + std::string(told) +
                                      "\n\n## Other\n\n```js\nconst given = req.headers['x-kite-hmac'];\n```\n"},
  };
  for (const auto& row : rows) EXPECT_EQ(SaidIn(kAuthHeader, row.page), "") << row.what;
}

}  // namespace
}  // namespace plumbline::audit

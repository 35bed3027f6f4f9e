#include <gtest/gtest.h>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

TEST(TextGlued, ACountryAndItsCurrencyAsOneWord) {
  EXPECT_EQ(SaidIn(kTextGlued, "# GET /kites\n\nThe country decides the currency (CHCHF)."), R"(
note text.glued: CHCHF reads like CH and CHF that have lost what stood between them
  identity acme | GET /kites |  | 
  contract 
  instance CHCHF
  expected CH → CHF
  observed CHCHF
  at guide.md:3:35:[CHCHF] a country and a currency without anything between them
  likely The page: a sign or a break was lost.
)");
}

TEST(TextGlued, OtherWordsOfFiveCapitals) {
  for (const char* text : {"The country decides the currency (CH → CHF).", "Pairs such as EURUSD or USDCHF.",
                           "COCOA and MAMAS are words.", "The code is `CHCHF`.", "CHCHFX is longer.", "XXXXX"}) {
    EXPECT_EQ(SaidIn(kTextGlued, "# GET /kites\n\n" + std::string(text)), "") << text;
  }
}

}  // namespace
}  // namespace plumbline::audit

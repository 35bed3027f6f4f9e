#include "base/signature.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace plumbline {
namespace {

// The first test vector of RFC 8032, 7.1: an empty text.
constexpr std::string_view kPrivate =
    "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMRESblySQoDI0XNC5qmj6pg\n-----END PRIVATE KEY-----\n";

TEST(Sign, MakesOneSignatureForOneText) {
  EXPECT_EQ(Sign("a text", kPrivate).size(), 64u);
  EXPECT_EQ(Sign("a text", kPrivate), Sign("a text", kPrivate));
  EXPECT_NE(Sign("a text", kPrivate), Sign("another", kPrivate));
}

TEST(Sign, AKeyThatIsNoneIsAnError) {
  EXPECT_THROW(Sign("a text", ""), Error);
  EXPECT_THROW(Sign("a text", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"), Error);
  EXPECT_THROW(IsSignedBy("a text", std::string(64, 'x'), kPrivate), Error);
}

}  // namespace
}  // namespace plumbline

#include "document/from_nlohmann.h"

#include <gtest/gtest.h>

#include <limits>

#include "document/document.h"

namespace plumbline::document {
namespace {

TEST(FromNlohmann, KeepsEveryKindOfValue) {
  const auto json = nlohmann::ordered_json::parse(
      R"({"z": null, "a": [true, false, -3, 18446744073709551615, 0.1, 1e300, "x\u00e9"], "o": {}})");
  EXPECT_EQ(WriteJson(FromNlohmann(json), 0),
            R"({"z":null,"a":[true,false,-3,18446744073709551615,0.1,1e+300,"xé"],"o":{}})");
  EXPECT_TRUE(FromNlohmann(nlohmann::json(std::numeric_limits<double>::infinity())).IsNull());
}

}  // namespace
}  // namespace plumbline::document

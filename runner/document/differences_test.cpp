#include "document/differences.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "document/document.h"

namespace plumbline::document {
namespace {

std::string Between(const std::string& a, const std::string& b) {
  std::vector<std::string> pointers;
  for (const JsonPointer& place : Differences(ParseJson("a", a).root, ParseJson("b", b).root))
    pointers.push_back('\'' + place.ToString() + '\'');
  return Join(pointers, " ");
}

TEST(Differences, AreTheOutermostPlaces) {
  EXPECT_EQ(Between("{\"a\": [1, {\"b\": 2}]}", "{\"a\": [1.0, {\"b\": 2}]}"), "");
  EXPECT_EQ(Between("1", "2"), "''");
  EXPECT_EQ(
      Between("{\"a\": 1, \"b\": [1, 2, 3], \"c\": {\"d\": 1}}", "{\"x\": 0, \"c\": {\"d\": [1]}, \"b\": [1, 3]}"),
      "'/a' '/b/1' '/b/2' '/c/d' '/x'");
}

}  // namespace
}  // namespace plumbline::document

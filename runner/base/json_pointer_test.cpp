#include "base/json_pointer.h"

#include <gtest/gtest.h>

#include <utility>

namespace plumbline {
namespace {

using Tokens = std::vector<std::string>;

TEST(JsonPointer, ParsesTheExamplesOfTheStandard) {
  const std::vector<std::pair<std::string, Tokens>> rows = {
      {"", {}},           {"/", {""}},
      {"/foo", {"foo"}},  {"/foo/0", {"foo", "0"}},
      {"/a~1b", {"a/b"}}, {"/m~0n", {"m~n"}},
      {"/~01", {"~1"}},   {"/c%d", {"c%d"}},
      {"/ ", {" "}},      {"/a//b", {"a", "", "b"}},
      {"/a/", {"a", ""}}, {"/paths/~1v1~1charges~1{id}/get", {"paths", "/v1/charges/{id}", "get"}},
  };
  for (const auto& [text, tokens] : rows) {
    const auto pointer = JsonPointer::Parse(text);
    ASSERT_TRUE(pointer) << text;
    EXPECT_EQ(pointer->tokens(), tokens) << text;
    EXPECT_EQ(pointer->ToString(), text);
  }
}

TEST(JsonPointer, RefusesWhatIsNone) {
  for (std::string_view text : {"a", "a/b", "#/a", "/~", "/~2", "/a~", "/a~x/b", " /a"}) {
    EXPECT_FALSE(JsonPointer::Parse(text)) << text;
  }
}

TEST(JsonPointer, BuildsAndTakesApart) {
  const JsonPointer root;
  const JsonPointer pointer = root / "paths" / "/v1" / std::size_t{3};
  EXPECT_EQ(pointer.ToString(), "/paths/~1v1/3");
  EXPECT_EQ(pointer.back(), "3");
  EXPECT_EQ(pointer.Parent().ToString(), "/paths/~1v1");
  EXPECT_EQ(root.Parent(), root);
  EXPECT_TRUE(root.empty());
}

TEST(JsonPointer, StartsWithComparesWholeTokens) {
  const JsonPointer pointer = *JsonPointer::Parse("/a/bc");
  EXPECT_TRUE(pointer.StartsWith(JsonPointer()));
  EXPECT_TRUE(pointer.StartsWith(*JsonPointer::Parse("/a")));
  EXPECT_TRUE(pointer.StartsWith(pointer));
  EXPECT_FALSE(pointer.StartsWith(*JsonPointer::Parse("/a/b")));
  EXPECT_FALSE(pointer.StartsWith(*JsonPointer::Parse("/a/bc/d")));
}

TEST(JsonPointer, StarredHidesTheRow) {
  EXPECT_EQ(JsonPointer::Parse("/customers/12/phones/0/a~1b")->Starred(), "/customers/*/phones/*/a~1b");
  EXPECT_EQ(JsonPointer().Starred(), "");
  EXPECT_EQ(JsonPointer::Parse("/01/-1")->Starred(), "/01/-1");
}

TEST(JsonPointer, ArrayIndexHasNoSignAndNoLeadingZero) {
  const std::vector<std::pair<std::string, std::optional<std::size_t>>> rows = {
      {"0", 0},
      {"7", 7},
      {"10", 10},
      {"", std::nullopt},
      {"00", std::nullopt},
      {"01", std::nullopt},
      {"-1", std::nullopt},
      {"+1", std::nullopt},
      {"1a", std::nullopt},
      {"-", std::nullopt},
      {"99999999999999999999999", std::nullopt},
  };
  for (const auto& [token, index] : rows) EXPECT_EQ(ArrayIndex(token), index) << token;
}

}  // namespace
}  // namespace plumbline

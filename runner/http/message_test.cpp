#include "http/message.h"

#include <gtest/gtest.h>

#include <utility>

#include "base/percent.h"

namespace plumbline::http {
namespace {

TEST(FindHeader, ComparesNamesWithoutCaseAndTakesTheFirst) {
  const HeaderFields fields = {{"Content-Type", "a"}, {"X-Id", "1"}, {"content-type", "b"}};
  EXPECT_EQ(*FindHeader(fields, "CONTENT-TYPE"), "a");
  EXPECT_EQ(*FindHeader(fields, "x-id"), "1");
  EXPECT_EQ(FindHeader(fields, "X-I"), nullptr);
  EXPECT_EQ(FindHeader({}, "x"), nullptr);
}

TEST(EssenceOf, DropsParametersAndCase) {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"Application/JSON; charset=utf-8", "application/json"},
      {" text/html ", "text/html"},
      {"", ""},
      {";x", ""},
      {"a/b;c;d", "a/b"},
  };
  for (const auto& [text, essence] : rows) EXPECT_EQ(EssenceOf(text), essence) << text;
}

TEST(IsJson, TakesTheSuffixToo) {
  for (std::string_view type : {"application/json", "Application/JSON;charset=utf-8", "application/problem+json",
                                "application/hal+json; x=y"}) {
    EXPECT_TRUE(IsJson(type)) << type;
  }
  for (std::string_view type :
       {"", "text/html", "text/json-like", "application/jsonp", "application/json+xml", "application/x-ndjson"}) {
    EXPECT_FALSE(IsJson(type)) << type;
  }
}

TEST(ReasonPhrase, KnowsRegisteredStatusesOnly) {
  EXPECT_EQ(ReasonPhrase(200), "OK");
  EXPECT_EQ(ReasonPhrase(404), "Not Found");
  EXPECT_EQ(ReasonPhrase(429), "Too Many Requests");
  EXPECT_EQ(ReasonPhrase(299), "");
  EXPECT_EQ(ReasonPhrase(0), "");
}

TEST(PercentEncode, LeavesUnreservedCharactersAndThoseToKeep) {
  EXPECT_EQ(PercentEncode("azAZ09-._~"), "azAZ09-._~");
  EXPECT_EQ(PercentEncode("a b/c?d=é%"), "a%20b%2Fc%3Fd%3D%C3%A9%25");
  EXPECT_EQ(PercentEncode("a b/c:d", "/:"), "a%20b/c:d");
  EXPECT_EQ(PercentEncode(std::string_view("\0\xFF", 2)), "%00%FF");
}

TEST(PercentDecode, LeavesMalformedSequencesAsTheyAre) {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"a%20b", "a b"},   {"%c3%A9", "é"}, {"%", "%"},     {"%4", "%4"}, {"%41", "A"},
      {"%4g%41", "%4gA"}, {"%%41", "%A"},  {"a+b", "a+b"}, {"%2B", "+"}, {"%2541", "%41"},
  };
  for (const auto& [text, decoded] : rows) EXPECT_EQ(PercentDecode(text), decoded) << text;
  EXPECT_EQ(PercentDecode("a+b%2Bc", true), "a b+c");
}

TEST(Target, PathAndQueryAreSplitAtTheFirstQuestionMark) {
  struct Row {
    std::string target, path, query;
  };
  for (const auto& [target, path, query] : std::vector<Row>{{"/a/b?x=1", "/a/b", "x=1"},
                                                            {"/a", "/a", ""},
                                                            {"/a?", "/a", ""},
                                                            {"/a?x=?&y", "/a", "x=?&y"},
                                                            {"", "", ""}}) {
    EXPECT_EQ(PathOf(target), path) << target;
    EXPECT_EQ(QueryOf(target), query) << target;
  }
}

}  // namespace
}  // namespace plumbline::http

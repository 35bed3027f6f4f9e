#include "report/html_body.h"

#include <gmock/gmock.h>

namespace plumbline::report {
namespace {

using testing::ElementsAre;
using testing::Pair;

constexpr std::size_t kPlenty = 1u << 20;

TEST(LayOut, JsonStandsOnLinesOfItsOwnAndPointersHaveTheirLines) {
  const BodyLines body = LayOut(R"({"a":[1,{"b":"x, y","c/d":null}],"e":{},"f":[]})",
                                {"", "/a", "/a/1/b", "/a/1/c~1d", "/f", "/g"}, kPlenty);
  EXPECT_TRUE(body.is_json);
  EXPECT_FALSE(body.cut);
  EXPECT_THAT(body.lines, ElementsAre("{", "  \"a\": [", "    1,", "    {", "      \"b\": \"x, y\",",
                                      "      \"c/d\": null", "    }", "  ],", "  \"e\": {},", "  \"f\": []", "}"));
  EXPECT_THAT(body.line_of,
              ElementsAre(Pair("", 0), Pair("/a", 1), Pair("/a/1/b", 4), Pair("/a/1/c~1d", 5), Pair("/f", 9)));
}

TEST(LayOut, ABodyThatIsLaidOutAlreadyStaysAsItIs) {
  const std::string text = "{\n  \"a\": [\n    true,\n    -1.5e3\n  ]\n}";
  const BodyLines body = LayOut(text + '\n', {"/a/1"}, kPlenty);
  EXPECT_THAT(body.lines, ElementsAre("{", "  \"a\": [", "    true,", "    -1.5e3", "  ]", "}"));
  EXPECT_EQ(body.line_of.at("/a/1"), 3u);
}

TEST(LayOut, OneValueIsOneLine) { EXPECT_THAT(LayOut(" \"x\" ", {""}, kPlenty).lines, ElementsAre("\"x\"")); }

TEST(LayOut, WhatIsNoJsonKeepsItsLines) {
  for (const char* text : {"<p>\nx", "{\"a\": }\nx", "[1,]\nx", "{\"a\" 1}\nx", "\"open\nx", "1 2\nx", "[1}\nx"}) {
    const BodyLines body = LayOut(text, {"/a"}, kPlenty);
    EXPECT_FALSE(body.is_json) << text;
    EXPECT_THAT(body.lines, ElementsAre(std::string(text).substr(0, std::string(text).find('\n')), "x")) << text;
    EXPECT_TRUE(body.line_of.empty()) << text;
  }
  EXPECT_TRUE(LayOut("", {}, kPlenty).lines.empty());
}

TEST(LayOut, BytesThatAreNoTextAreReplaced) {
  EXPECT_THAT(LayOut("\xFF"
                     "a",
                     {}, kPlenty)
                  .lines,
              ElementsAre("\uFFFD"
                          "a"));
}

TEST(LayOut, ALongBodyIsCutAndSaysSo) {
  std::string text = "[0";
  for (int i = 1; i < 10'000; ++i) text += ',' + std::to_string(i);
  const BodyLines body = LayOut(text + ']', {"/1", "/9999"}, 1000);
  EXPECT_TRUE(body.is_json);
  EXPECT_TRUE(body.cut);
  EXPECT_LT(body.lines.size(), 200u);
  EXPECT_THAT(body.line_of, ElementsAre(Pair("/1", 2)));
  EXPECT_TRUE(LayOut(std::string(5000, '\n'), {}, 1000).cut);
}

TEST(LayOut, HostileBodiesAreBounded) {
  constexpr std::size_t kMega = 1'000'000;
  for (const std::string& text :
       {std::string(kMega, '['), std::string(kMega, '{'), std::string(kMega, '"'), "\"" + std::string(kMega, '\\'),
        std::string(kMega, '1'), "{\"" + std::string(kMega, 'k') + "\": 1}", "[" + std::string(kMega, ' ')}) {
    const BodyLines body = LayOut(text, {"/a/b/c"}, 64u << 10);
    std::size_t bytes = 0;
    for (const std::string& line : body.lines) bytes += line.size() + 1;
    EXPECT_LT(bytes, 70'000u) << text.substr(0, 3);
  }
}

}  // namespace
}  // namespace plumbline::report

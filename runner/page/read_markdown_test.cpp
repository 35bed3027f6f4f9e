#include <gtest/gtest.h>
#include <zlib.h>

#include <chrono>
#include <random>
#include <string>

#include "base/base64.h"
#include "base/text.h"
#include "page/page.h"
#include "page/prose.h"

namespace plumbline::page {
namespace {

Page PageOf(std::string text) {
  Page page{document::Source("page.md", std::move(text)), Format::kMarkdown, {}};
  page.blocks = ReadMarkdown(page.source);
  return page;
}

std::string Printed(std::string text) { return Print(PageOf(std::move(text))); }

// Where the text does not say what the page says at its anchors; empty: nowhere. White space may be a space, an entity
// its character.
std::string Misplaced(const Page& page, const Text& text) {
  const std::string& source = page.source.text();
  for (std::size_t i = 0; i < text.anchors.size(); ++i) {
    const std::size_t begin = text.anchors[i].text,
                      end = i + 1 < text.anchors.size() ? text.anchors[i + 1].text : text.text.size();
    if (begin >= end) return "an empty run";
    if (text.text.substr(begin, end - begin) == " ") continue;  // between the sentences of a field
    if (EntityAt(source, text.anchors[i].page).length > 0 && source[text.anchors[i].page] == '&' &&
        source.compare(text.anchors[i].page, end - begin, text.text, begin, end - begin) != 0)
      continue;
    for (std::size_t j = begin; j < end; ++j) {
      const std::size_t at = text.anchors[i].page + (j - begin);
      const char c = at < source.size() ? source[at] : '\n';
      const bool space = text.text[j] == ' ' && (std::string_view(" \t\r\n\\<").find(c) != std::string_view::npos ||
                                                 source.compare(at, 2, "\u00A0") == 0);
      const bool line_end = text.text[j] == '\n' && c == '\r';
      if (c != text.text[j] && !space && !line_end) {
        return "'" + text.text.substr(j, 20) + "' at " + std::to_string(at) + " '" +
               source.substr(std::min(at, source.size()), 20) + "' in '" + text.text + "'";
      }
    }
  }
  if (!text.empty() && (text.anchors.empty() || text.anchors[0].text != 0)) return "no anchor at 0";
  return "";
}

void ExpectInPlace(const Page& page) {
  for (const Block& block : page.blocks) {
    EXPECT_LE(block.span.end, page.source.text().size());
    EXPECT_LE(block.span.begin, block.span.end);
    if (block.info != "openapi-operation") {
      EXPECT_EQ(Misplaced(page, block.text), "") << page.source.text();
    }
    for (const Row& row : block.rows) {
      for (const Text& cell : row.cells) EXPECT_EQ(Misplaced(page, cell), "") << page.source.text();
    }
    for (const Attribute& attribute : block.attributes) {
      if (attribute.name == "name" || attribute.name == "type" || attribute.name == "default") {
        EXPECT_EQ(Misplaced(page, attribute.value), "");
      }
    }
    for (const Mark& mark : block.text.marks)
      EXPECT_TRUE(mark.begin < mark.end && mark.end <= block.text.text.size()) << page.source.text();
  }
}

// Each word of the text with the byte it comes from: "a@3".
std::string Words(const Text& text) {
  std::string out;
  for (std::size_t begin = 0; begin < text.text.size();) {
    const std::size_t end = std::min(text.text.find(' ', begin), text.text.size());
    out += (out.empty() ? "" : " ") + text.text.substr(begin, end - begin) + "@" +
           std::to_string(text.SpanOf(begin, end).begin);
    begin = end + 1;
  }
  return out;
}

TEST(ReadMarkdown, InlinesLoseTheirMarkupAndKeepTheirPlaces) {
  EXPECT_EQ(Words(PageOf(R"(`a` a *a* **a** [a](a "a") ![a](a) <b>a</b> \* &amp; a)").blocks.at(0).text),
            "a@1 a@4 a@7 a@12 a@17 a@29 a@38 *@45 &@47 a@53");
  EXPECT_EQ(Words(PageOf("[a][r] [r] a [not] `` ` `` ~~a~~ <http://a> a\n\n[r]: a 'a'\n").blocks.at(0).text),
            "a@1 r@8 a@11 [not]@13 `@22 a@29 http://a@34 a@44");
  EXPECT_EQ(Words(PageOf("> * a b\r\n>   \ta&nbsp;`a\r\n> a`  \r\nc\\\r\nd").blocks.at(0).text),
            "a@4 b@6 a@14 a@22 a@27 c@33 d@37");
  EXPECT_EQ(Words(PageOf("[x]: /u \"b\"\n[y]: /u\na [x] b").blocks.at(0).text), "a@20 x@23 b@26");
}

TEST(ReadMarkdown, MarksStandOnTheText) {
  EXPECT_EQ(Printed("A **bold `code`** and *[link](/to \"t\")*, <code>id</code>, name\\_with\\_escapes."),
            "paragraph [1:1] A **bold `code`** and _[link](/to)_, `id`, name_with_escapes.\n");
}

TEST(ReadMarkdown, ZeroWidthCharactersAreLeftOut) {
  const Page page = PageOf("\uFEFF# a\u200Bb `c\u2060d`\n");
  EXPECT_EQ(page.blocks.at(0).text.text, "ab cd");
  ExpectInPlace(page);
}

TEST(ReadMarkdown, HeadingsOfThreeForms) {
  EXPECT_EQ(Printed("# One {#one}\n\nTwo `x`\n---\n\n<h3 id=\"a\">Three</h3>\n\n## {id} of {x}\n"),
            "heading 1 [1:1] One\nheading 2 [3:1] Two `x`\nheading 3 [6:12] Three\nheading 2 [8:1] {id} of {x}\n");
}

TEST(ReadMarkdown, ListsTellTheirDepth) {
  EXPECT_EQ(Printed("- a\n  - b\n\n    more\n- [ ] c\n\n1. d\n"),
            "item 1 [1:1] a\nitem 2 [2:3] b\nparagraph [4:5] more\nitem 1 [5:1] c\nitem 1 [7:1] d\n");
}

TEST(ReadMarkdown, QuotesAreContainersAndAlertsNameThem) {
  EXPECT_EQ(Printed("> a\n\n> [!WARNING]\n> b\n"), "paragraph [1:3] <quote> a\nparagraph [3:3] <warning> b\n");
}

TEST(ReadMarkdown, CodeAtTheEndOfAPageHasNoLineBreakThatIsNotThere) {
  const Page page = PageOf("a\n\n```json\n{}");
  EXPECT_EQ(page.blocks.at(1).text.text, "{}");
  EXPECT_EQ(page.blocks.at(1).text.span(), (document::Span{11, 13}));
  EXPECT_EQ(PageOf("```json\n{}\n```").blocks.at(0).text.text, "{}\n");
}

TEST(ReadMarkdown, InfoStringsTellLanguageAndTitle) {
  EXPECT_EQ(
      Printed(
          "```bash theme={null}\na\n```\n```json title=\"200 OK\" {1,3-5}\nb\n```\n```JS Request.js\nc\n```\n```json{2}\nd\n```\n"
          "````yaml openapi.yaml GET /v1/x\n```\n````\n```\nf\n```\n"),
      "code [1:1] (bash theme={null}) a⏎\n"
      "code [4:1] \"200 OK\" (json title=\"200 OK\" {1,3-5}) b⏎\n"
      "code [7:1] \"Request.js\" (JS Request.js) c⏎\n"
      "code [10:1] (json{2}) d⏎\n"
      "code [13:1] \"openapi.yaml GET /v1/x\" (yaml openapi.yaml GET /v1/x) ```⏎\n"
      "code [16:1] f⏎\n");
  EXPECT_EQ(PageOf("```JS Request.js\n```").blocks.at(0).language, "js");
  EXPECT_EQ(PageOf("```json{2}\n```").blocks.at(0).language, "json");
}

TEST(ReadMarkdown, CodeLosesTheIndentationOfItsFence) {
  const Page page = PageOf("1. a\n\n   ~~~json\n   {\r\n     \"a\": 1\n   }\n   ~~~\n> ```\n> q\n> ```\n");
  EXPECT_EQ(Print(page), "item 1 [1:1] a\ncode [3:4] (json) {⏎  \"a\": 1⏎}⏎\ncode [8:3] <quote> q⏎\n");
  const Text& code = page.blocks.at(1).text;
  const document::Span one = code.SpanOf(code.text.find('1'), code.text.find('1') + 1);
  EXPECT_EQ(page.source.text().substr(one.begin, one.end - one.begin), "1");
  EXPECT_EQ(page.source.LocationOf(one.begin), (SourceLocation{"page.md", 5, 11}));
}

TEST(ReadMarkdown, FencesThatAreNeverClosed) {
  EXPECT_EQ(Printed("<Tab title=\"A\">\n  ```json\n  1\n</Tab>\n\nb\n\n```\nc"),
            "code [2:3] <tab> \"A\" (json) 1⏎\nparagraph [6:1] b\ncode [8:1] c\n");
}

TEST(ReadMarkdown, TablesKeepCellsPastTheHeader) {
  EXPECT_EQ(Printed("| A | B |\n|---|:-:|\n| `a\\|b` x \\| y | [l](/u) | *more* |\n| c\n"),
            "table [1:1]\n  || A | B | \n  | `a|b` x | y | [l](/u) | _more_\n  | c |  | \n");
  EXPECT_EQ(Printed("a | b\nno table\n"), "paragraph [1:1] a | b no table\n");
}

TEST(ReadMarkdown, HtmlTablesStandForMarkdownOnes) {
  EXPECT_EQ(
      Printed(
          "x\n\n<table>\n<thead><tr><th>Name</th><th>Type</th></tr></thead>\n\n<tr><td><code>id</code></td>\n<td>a &lt; `b`<br>c</td></tr></table>\ny\n"),
      "paragraph [1:1] x\ntable [3:1]\n  || Name | Type\n  | `id` | a < `b` c\nparagraph [8:1] y\n");
}

TEST(ReadMarkdown, DetailsAreTitledByTheirSummary) {
  EXPECT_EQ(Printed("<details>\n<summary>More</summary>\n\n*a*\n\n</details>\nb\n"),
            "paragraph [2:10] <summary> \"More\" More\nparagraph [4:1] <details> \"More\" _a_\nparagraph [7:1] b\n");
}

TEST(ReadMarkdown, CalloutsOfManyDialects) {
  EXPECT_EQ(
      Printed(
          "<Info>\n  a\n</Info>\n<Tip>b `c`</Tip>\n:::note[T]\nd\n:::\n{% hint style=\"danger\" %}\ne\n{% endhint %}\n!!! tip \"U\"\n    f\n\ng\n"
          "<Callout type=\"error\">h\n</Callout>\n"),
      "paragraph [2:3] <info> a\nparagraph [4:6] <tip> b `c`\nparagraph [6:1] <note> \"T\" d\nparagraph [9:1] <danger> e\n"
      "paragraph [12:5] <tip> \"U\" f\nparagraph [14:1] g\nparagraph [15:23] <error> h\n");
}

TEST(ReadMarkdown, TabsTitleWhatTheyHold) {
  EXPECT_EQ(
      Printed(
          "<Tabs items={['npm', \"yarn\"]}>\n  <Tabs.Tab>\n    a\n  </Tabs.Tab>\n  <Tabs.Tab>\n    - b\n      - c\n  </Tabs.Tab>\n</Tabs>\n"
          "{% tabs %}\n{% tab title=\"D\" %}\n```\nd\n```\n{% endtab %}\n{% endtabs %}\n"),
      "paragraph [3:5] <tab> \"npm\" a\nitem 1 [6:5] <tab> \"yarn\" b\nitem 2 [7:7] <tab> \"yarn\" c\ncode [12:1] <tab> \"D\" d⏎\n");
}

TEST(ReadMarkdown, FieldsTellTheirAttributes) {
  EXPECT_EQ(
      Printed(
          "<ParamField query=\"limit\" type=\"integer\" default={20}\n  required={false}>\n  At most `100`.\n\n  - a\n</ParamField>\n"
          "<ParamField header='X-Key' type={\"string\"} required deprecated />\n"),
      "field [1:1] At most `100`. a\n  name: limit\n  in: query\n  type: integer\n  default: 20\n  required: false\n"
      "field [7:1]\n  name: X-Key\n  in: header\n  type: string\n  required: true\n  deprecated: true\n");
}

TEST(ReadMarkdown, FieldsNest) {
  EXPECT_EQ(
      Printed(
          "<ResponseField name=\"a\" type=\"object\">\n  A\n  <Expandable title=\"members\">\n    <ResponseField name=\"b\" type=\"string\">B</ResponseField>\n"
          "  </Expandable>\n  tail\n  ```\n  code\n  ```\n</ResponseField>\n"),
      "field [1:1] A tail\n  name: a\n  type: object\n  in: response\n"
      "field 1 [4:5] <expandable> B\n  name: b\n  type: string\n  in: response\n"
      "code [7:3] <responsefield> code⏎\n");
}

TEST(ReadMarkdown, UnknownComponentsAreFieldsWhereTheyHaveNameAndType) {
  EXPECT_EQ(
      Printed(
          "<ApiArgument name=\"a\" type=\"string\">x</ApiArgument>\n\n<Icon name=\"b\" type=\"solid\" />\n\n<Person name=\"c\">y</Person>\n"),
      "field [1:1] x\n  name: a\n  type: string\nparagraph [5:18] <person> y\n");
}

TEST(ReadMarkdown, ModuleLinesAndCommentsAreDropped) {
  EXPECT_EQ(
      Printed(
          "import A from '@b/c'\nimport { D } from \"d\"\n\nexport const e = {\n\n  f: 1,\n}\n\n{/* g\n\n*/}\na {/* h */} b <!-- i -->\n\n<!--\n\nj -->\n"),
      "paragraph [12:1] a b\n");
  EXPECT_EQ(Printed("import your calls from a file\n\nexport them\n"),
            "paragraph [1:1] import your calls from a file\nparagraph [3:1] export them\n");
}

TEST(ReadMarkdown, ComponentsInSentencesAreDroppedAlone) {
  EXPECT_EQ(Printed("<Tooltip tip={\"a\"}>word</Tooltip> and <B x={1}/> so `<C d={2}>`\n\nGET /calls/<id> <Br/>\n"),
            "paragraph [1:20] word and so `<C d={2}>`\nparagraph [3:1] GET /calls/<id>\n");
}

TEST(ReadMarkdown, FrontMatterIsYaml) {
  EXPECT_EQ(Printed("---\ntitle: A\n---\n\n# b\n"), "front matter [1:1] title: A⏎\nheading 1 [5:1] b\n");
  EXPECT_EQ(Printed("+++\ntitle = \"A\"\n+++\nb\n"), "front matter [1:1] title = \"A\"⏎\nparagraph [4:1] b\n");
  EXPECT_EQ(Printed("---\nno member\n---\n"), "heading 2 [2:1] no member\n");
}

std::string Deflated(std::string_view text) {
  std::string out(compressBound(text.size()), '\0');
  uLongf size = out.size();
  compress(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(text.data()), text.size());
  out.resize(size);
  return Base64Encode(out);
}

TEST(ReadMarkdown, TheOperationInFrontMatterIsUnpacked) {
  const Page page = PageOf("---\nid: x\napi: " + Deflated(R"({"method":"get"})") + "\n---\n");
  ASSERT_EQ(page.blocks.size(), 2u);
  EXPECT_EQ(page.blocks[1].text.text, R"({"method":"get"})");
  EXPECT_EQ(page.blocks[1].info, "openapi-operation");
  EXPECT_EQ(page.source.LocationOf(page.blocks[1].span.begin), (SourceLocation{"page.md", 3, 6}));
  EXPECT_EQ(Words(PageOf("---\napi: {\"a\":1}\n---\n").blocks.at(1).text), "{\"a\":1}@9");
}

TEST(ReadMarkdown, AnOperationThatIsNoneStaysFrontMatter) {
  EXPECT_EQ(PageOf("---\napi: GET /v1/calls\n---\n").blocks.size(), 1u);
  EXPECT_EQ(PageOf("---\napi: " + Deflated(std::string(20u << 20, 'a')) + "\n---\n").blocks.size(), 1u);
  EXPECT_EQ(PageOf("---\napi: " + Deflated("no JSON") + "\n---\n").blocks.size(), 1u);
}

// Fragments that are hard to place, put together in many ways.
TEST(ReadMarkdown, TabsThatAreWrittenAsHeadingsOfTheFirstLevel) {
  EXPECT_EQ(
      Printed("## Create\n\n# [201 - Created](#tab/one)\n\nText.\n\n# [See](#tabs)\n"),
      "heading 2 [1:1] Create\nheading 6 [3:1] [201 - Created](#tab/one)\nparagraph [5:1] Text.\nheading 1 [7:1] [See](#tabs)\n");
}

TEST(ReadMarkdown, EveryTextIsWhereItsAnchorsSay) {
  const std::vector<std::string> fragments = {"a",
                                              "b\u00FCc",
                                              "`x`",
                                              "`` y`z ``",
                                              "*e*",
                                              "**s**",
                                              "[l](/u \"t\")",
                                              "[r]",
                                              "\\_",
                                              "&amp;",
                                              "&copy;",
                                              "&ngE;",
                                              " ",
                                              "  ",
                                              "\n",
                                              "\r\n",
                                              "\n\n",
                                              "\t",
                                              "> ",
                                              "\n> ",
                                              "\n- ",
                                              "\n  1. ",
                                              "\n# ",
                                              "\n| a | b |\n|---|---|\n| ",
                                              " | ",
                                              "\\|",
                                              "\n```json\n",
                                              "\n```\n",
                                              "<Info>",
                                              "</Info>",
                                              "\n<Tip>\n",
                                              "\n</Tip>\n",
                                              "\n    ",
                                              "<br>",
                                              "<b>",
                                              "</b>",
                                              "~~",
                                              "*",
                                              "_",
                                              "`",
                                              "![i](/i)",
                                              "<http://u>",
                                              "www.a.com",
                                              "\u200B",
                                              "\u00A0",
                                              "{/* c */}",
                                              "<P a={1}>",
                                              "\n:::note\n",
                                              "\n:::\n",
                                              "\n\n[r]: /u\n\n",
                                              "{#i}",
                                              "\\\n",
                                              "\n<ParamField path=\"p&lt;\" type=\"t\">",
                                              "</ParamField>",
                                              "a@b.co",
                                              "\n---\n",
                                              "]",
                                              "(",
                                              "\\"};
  std::mt19937 random(7);
  for (int i = 0; i < 4000; ++i) {
    std::string text;
    for (std::size_t n = 2 + random() % 24; n > 0; --n) text += fragments[random() % fragments.size()];
    ExpectInPlace(PageOf(text));
    if (HasFailure()) return;
  }
}

TEST(ReadMarkdown, HostilePagesTakeLinearTime) {
  const auto repeat = [](std::string_view part, std::size_t bytes) {
    std::string text;
    while (text.size() < bytes) text += part;
    return text;
  };
  for (std::string_view part : {"[", "*", "<", "|", ">", "`", "![", "[a](", "> ", "- ", "<A>", "<A>\n", "<A x=\"\n",
                                "{% a %}", "<A>\n```x\n</A>\n", "<table>\n", "a@b.", "|a\n"}) {
    const auto begin = std::chrono::steady_clock::now();
    PageOf(repeat(part, 1u << 20));
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10)) << part;
  }
  PageOf(std::string(100'000, '>') + " a");
  PageOf("|" + repeat("a|", 4000) + "\n|" + repeat("-|", 4000) + "\n" + repeat("|\n", 1u << 20));
}

}  // namespace
}  // namespace plumbline::page

#include <gtest/gtest.h>

#include <string>

#include "base/error.h"
#include "page/page.h"

namespace plumbline::page {
namespace {

std::string Read(std::string text) {
  Page page{document::Source("page.html", std::move(text)), Format::kHtml, {}};
  page.blocks = ReadHtml(page.source);
  return Print(page);
}

TEST(ReadHtml, HeadingsAndProseWithMarks) {
  EXPECT_EQ(
      Read(
          "<!DOCTYPE html><html><head><title>T</title></head><body><nav><a href='/x'>page page</a></nav>\n"
          "<h1>List <em>pages</em><a class=\"headerlink\" href=\"#x\">\u00B6</a></h1>\n"
          "<p>Every <code>page</code> &amp; more&nbsp;of <a href=\"/a\">them</a>.<br>Then <!-- page -->\npage.</p>\n"
          "<script>var page = '<p>page</p>';</script><p hidden>page</p><footer>page</footer>\n"
          "<div class=\"admonition warning\"><p class=\"admonition-title\">Warning</p><p>Keep the page.</p></div></body></html>"),
      R"(heading 1 [2:5] List _pages_
paragraph [3:4] Every `page` & more of [them](/a). Then page.
paragraph [6:75] <warning> Keep the page.
)");
}

TEST(ReadHtml, TextsKnowTheirBytesHoweverOftenAWordOccurs) {
  const std::string text =
      "<p>id id</p><!-- id --><p title=\"id\">&lt;id&gt; <b>id</b></p><script>id</script><style>id</style><p>\u00E4 id &#x69;d</p>";
  const document::Source source("page.html", text);
  const std::vector<Block> blocks = ReadHtml(source);
  ASSERT_EQ(blocks.size(), 3u);
  EXPECT_EQ(blocks[0].text.SpanOf(3, 5), (document::Span{6, 8}));
  EXPECT_EQ(blocks[1].text.text, "<id> id");
  EXPECT_EQ(text.substr(blocks[1].text.SpanOf(1, 3).begin, 2), "id");
  EXPECT_EQ(blocks[1].text.SpanOf(5, 7).begin, text.find("<b>id") + 3);
  EXPECT_EQ(blocks[2].text.text, "\u00E4 id id");
  EXPECT_EQ(blocks[2].text.SpanOf(3, 5).begin, text.rfind(" id ") + 1);
  EXPECT_EQ(blocks[2].text.SpanOf(6, 7).begin, text.find("&#x69;"));
}

TEST(ReadHtml, TablesWithCellsOverRowsAndColumns) {
  EXPECT_EQ(
      Read(
          "<table><thead><tr><th>Name</th><th>Type</th><th>What</th></tr></thead><tbody>"
          "<tr><td><code>page</code></td><td rowspan=\"2\">integer</td><td>The <b>one</b><br>page</td></tr>"
          "<tr><td>size</td><td><p>How</p><p>many</p></td></tr><tr><td colspan=\"2\">wide</td><td>x</td></tr></tbody></table>"),
      R"(table [1:23]
  || Name | Type | What
  | `page` | integer | The **one** page
  | size | integer | How many
  | wide |  | x
)");
  EXPECT_EQ(Read("<table><tr><th>id</th><td>a</td></tr></table>"), "table [1:16]\n  | id | a\n");
}

TEST(ReadHtml, TermsThatNameParametersAreFields) {
  EXPECT_EQ(
      Read(
          "<dl><dt><code>limit</code> (integer, required)</dt><dd>How many.</dd><dt>What it is</dt><dd>Prose.</dd></dl>"),
      R"(field [1:15] How many.
  name: `limit`
  type: integer
  required: true
paragraph [1:74] What it is
paragraph [1:93] Prose.
)");
}

TEST(ReadHtml, TermsWithTypeInAnyMarkAndDescriptionsThatBeginWithIt) {
  EXPECT_EQ(
      Read(
          "<dl><dt>to <em>string</em>, required</dt><dd>Who.</dd><dt>tag: string</dt><dd>A tag.</dd><dt><b>ref</b> &mdash; string, optional</dt><dd>Yours.</dd>"
          "<dt><var>city</var></dt><dd><i>string, required.</i> Where.</dd><dt>note: what it is</dt><dd><i>Really</i> prose.</dd></dl>"),
      R"(field [1:9] Who.
  name: to
  type: _string_
  required: true
field [1:59] A tag.
  name: tag
  type: string
field [1:97] Yours.
  name: **ref**
  type: string
  required: false
field [1:158] Where.
  name: city
  type: _string_
  required: true
paragraph [1:217] note: what it is
paragraph [1:245] _Really_ prose.
)");
}

TEST(ReadHtml, MethodAndPathInElementsOfTheirOwnAreAHeadingBelowTheOneAround) {
  EXPECT_EQ(
      Read(
          "<h3>Kites</h3><div><span><div class=\"opblock\"><div class=\"opblock-summary\"><button><span class=\"opblock-summary-method\">GET</span>"
          "<span class=\"opblock-summary-path\"><span>/kites<wbr>/{id}</span></span></button><div>One kite</div></div><div><h4>Curl</h4><p>x</p></div></div></span>"
          "<span><div class=\"opblock\"><div class=\"opblock-summary\"><span class=\"opblock-summary-method\">POST</span><span class=\"opblock-summary-path\">/kites</span>"
          "</div></div></span></div><h4>Schemas</h4>"),
      "heading 3 [1:5] Kites\nheading 4 [1:121] GET /kites/{id}\nparagraph [1:216] One kite\nheading 5 [1:245] Curl\nparagraph [1:257] x\n"
      "heading 4 [1:374] POST /kites\nheading 4 [1:462] Schemas\n");
  // Below a heading of its own it is what that heading announces; in a list it is a line of an index.
  EXPECT_EQ(
      Read("<h2>Make</h2><div class=\"ep\"><span class=\"method\">POST</span> <span class=\"url\">/kites</span></div>"
           "<ul><li><span class=\"method\">GET</span> <span class=\"path\">/kites</span></li></ul>"),
      "heading 2 [1:5] Make\nparagraph [1:51] POST /kites\nitem 1 [1:129] GET /kites\n");
}

TEST(ReadHtml, AnswersInARowOfStatusesAreCode) {
  EXPECT_EQ(
      Read("<table><tr><th>Code</th><th>What</th></tr><tr><td>200</td><td>Fine<pre>{\n\"a\": 1}</pre></td></tr>"
           "<tr><td>meta</td><td>Such as<pre>{\n\"b\": 1}</pre></td></tr></table>"),
      "table [1:16]\n  || Code | What\n  | 200 | Fine\n  | meta | Such as { \"b\": 1}\ncode [1:72] \"200\" {\u23CE\"a\": 1}\n");
}

TEST(ReadHtml, TheFirstCellOverAllColumnsIsATablesTitle) {
  const std::vector<Block> blocks = ReadHtml(document::Source(
      "page.html", "<table><tr><td colspan=\"2\">Kite</td></tr><tr><td>id*</td><td>string</td></tr></table>"));
  ASSERT_EQ(blocks.size(), 1u);
  EXPECT_EQ(blocks[0].title, "Kite");
  EXPECT_EQ(blocks[0].rows.size(), 1u);
}

TEST(ReadHtml, CodeWithItsLanguageAndWithoutGutters) {
  EXPECT_EQ(
      Read(
          "<div class=\"highlight-json\"><div class=\"highlight\"><pre><span class=\"lineno\">1</span><span class=\"p\">{</span>\n"
          "  <span class=\"nt\">&quot;a&quot;</span>: 1\n<span class=\"p\">}</span>\n</pre></div></div>"
          "<pre><code class=\"hljs language-bash\">curl x &lt;b&gt;</code></pre><pre><code><div>a</div><div>b</div></code></pre><p>c</p>"),
      "code [1:102] (json) {⏎  \"a\": 1⏎}\ncode [4:57] (bash) curl x <b>\ncode [4:102] a⏎b\nparagraph [4:137] c\n");
}

TEST(ReadHtml, ListsInListsAndTheirParagraphs) {
  EXPECT_EQ(Read("<ul><li>One<ul><li>Two</li></ul></li><li><p>Three</p><p>Further</p></li></ul>"),
            "item 1 [1:9] One\nitem 2 [1:20] Two\nitem 1 [1:45] Three\nparagraph [1:57] Further\n");
}

TEST(ReadHtml, FieldsAsNestedDivisions) {
  EXPECT_EQ(
      Read(
          "<div class=\"params\"><div class=\"param-item\"><div class=\"param-head\"><span class=\"param-name\">owner</span>"
          "<span class=\"param-type\">object</span><span class=\"param-required\">required</span></div><div class=\"param-desc\">Who <i>owns</i></div>"
          "<div class=\"param-item\"><span class=\"param-name\">id</span><span class=\"param-type\">string</span><p>In it</p></div></div>"
          "<div class=\"param-item\"><span class=\"param-name\">age</span></div></div>"),
      R"(field [1:94] Who _owns_
  name: owner
  type: object
  required: true
field 1 [1:288] In it
  name: id
  type: string
paragraph [1:408] age
)");
}

TEST(ReadHtml, OnlyTheMainPartWhereThereIsOne) {
  EXPECT_EQ(Read("<div>Menu</div><main><details><summary>More</summary><p>Shown</p></details></main><div>Other</div>"),
            "paragraph [1:40] More\nparagraph [1:57] Shown\n");
}

TEST(ReadHtml, ATagWithTooManyAttributesIsRefused) {
  std::string text = "<p";
  for (int i = 0; i < 100'000; ++i) text += " a" + std::to_string(i);
  EXPECT_THROW(Read(text + ">x</p>"), Error);
}

TEST(ReadHtml, AQuarterOfAMegabyteOfAnythingIsReadInLinearTime) {
  for (std::string_view unit : {"<",          "<p>",
                                "<div>",      "<b>",
                                "<a href=x>", "&",
                                "&amp;",      "x ",
                                "<!--",       "<script>",
                                "</p>",       "<table><tr><td>",
                                "<ul><li>",   "<dl><dt>",
                                "<pre>",      "<div class=param-x>",
                                "<br>",       "<td colspan=100 rowspan=100>",
                                "<?",         "]]>"}) {
    std::string text;
    while (text.size() < 250'000) text += unit;
    ReadHtml(document::Source("page.html", std::move(text)));
  }
}

}  // namespace
}  // namespace plumbline::page

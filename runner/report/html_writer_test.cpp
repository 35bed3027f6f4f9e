#include "report/html_writer.h"

#include <gtest/gtest.h>

namespace plumbline::report {
namespace {

TEST(HtmlWriter, ElementsNestAsTheCodeDoesAndTextIsEscaped) {
  HtmlWriter html;
  {
    const auto list = html.In("ul", {{"class", "a\"b<c>&'"}, {"hidden"}});
    html.Put("li", "<script>alert(1)</script> & \"x\" 'y'");
    html.Void("input", {{"type", "search"}});
  }
  EXPECT_EQ(
      html.Take(),
      "<ul class=\"a&quot;b&lt;c&gt;&amp;&#39;\" hidden><li>&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot; &#39;y&#39;</li><input "
      "type=\"search\"></ul>");
}

TEST(HtmlWriter, WhatHtmlForbidsIsReplaced) {
  HtmlWriter html;
  html.Text(std::string_view("a\0b\x1b[31m\xFF\x7F\t\n\r", 13));
  EXPECT_EQ(html.Take(), "a\uFFFDb\uFFFD[31m\uFFFD\uFFFD\t\n&#13;");
}

TEST(HtmlWriter, ATextThatWouldEndItsScriptIsNotEmbedded) {
  HtmlWriter html;
  html.Embed("script", "a < b");
  html.Embed("script", "'</script>'");
  html.Embed("style", "<!-- a");
  EXPECT_EQ(html.Take(), "<script>a < b</script><script></script><style></style>");
}

}  // namespace
}  // namespace plumbline::report

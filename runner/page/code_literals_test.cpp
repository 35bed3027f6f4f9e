#include "page/code_literals.h"

#include <gtest/gtest.h>

namespace plumbline::page {
namespace {

// "call name,size: /size 70", one line a group with literals.
std::vector<std::string> Read(const std::string& code, std::string_view language) {
  Text text;
  text.Append(code, 0);
  std::vector<std::string> lines;
  for (const LiteralGroup& group : ReadLiterals(text, language)) {
    if (group.literals.empty()) continue;
    std::string line = group.is_sent ? "sent" : group.is_call ? "call" : "object";
    for (const CodeLiteral& literal : group.literals)
      line += ' ' + literal.path.ToString() + '=' + literal.text + '@' +
              code.substr(literal.begin, literal.end - literal.begin);
    lines.push_back(line);
  }
  return lines;
}
using Strings = std::vector<std::string>;

TEST(CodeLiterals, Python) {
  EXPECT_EQ(Read("a.create(name='Ada', size=1_000, tail=x, kind='a' + b)", "python"),
            Strings{"call /name=Ada@'Ada' /size=1000@1_000"});
  EXPECT_EQ(Read("post(url, json={\"a\": [{\"b\": 2}], # c\n\"d\": \"e\"}, timeout=10)", "python"),
            (Strings{"call /timeout=10@10", "sent /a/*/b=2@2 /d=e@\"e\""}));
}

TEST(CodeLiterals, Ruby) {
  EXPECT_EQ(Read("kite = client.kites.create(\n  name: 'Ada', # Kites::Box\n  :size => 7, tail: \"x#{y}\"\n)", "ruby"),
            Strings{"call /name=Ada@'Ada' /size=7@7"});
  EXPECT_EQ(Read("post(url, body: { \"name\" => \"Ada\", size: 7 }.to_json)", "ruby"),
            Strings{"sent /name=Ada@\"Ada\" /size=7@7"});
  EXPECT_EQ(Read("kites.each { |kite| puts kite == Kites::Box ? 'a' : 'b' }", "ruby"), Strings{});
}

TEST(CodeLiterals, JavaScript) {
  EXPECT_EQ(Read("axios.get(url, { params: { size: 7, tail: `x${y}` } }); // { a: 1 }", "js"),
            Strings{"sent /size=7@7"});
  EXPECT_EQ(Read("const kite = { name: 'Ada', tail: wind ? 'a' : 'b' };", "js"), Strings{"object /name=Ada@'Ada'"});
  EXPECT_EQ(Read("{\"a\": 1}", "json"), Strings{});
}

}  // namespace
}  // namespace plumbline::page

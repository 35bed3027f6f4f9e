#include "page/code_reads.h"

#include <gtest/gtest.h>

#include <string>

namespace plumbline::page {
namespace {

std::string Reads(std::string_view language, std::string_view code) {
  Text text;
  text.Append(code, 0);
  std::string out;
  for (const CodeRead& read : ReadCode(text, language)) out += (out.empty() ? "" : " ") + read.path.ToString();
  return out;
}

TEST(ReadCode, MembersOfTheAnswerInEachLanguage) {
  struct {
    const char *language, *code, *reads;
  } const kRows[] = {
      {"python", "kite = requests.get(url).json()\nprint(kite[\"mast\"][\"height\"])", "/mast/height"},
      {"python", "data = requests.get(url).json()\nfor row in data[\"kites\"]:\n    print(row[\"colour\"])",
       "/kites /kites/*/colour"},
      {"javascript", "const kite = await res.json();\nconsole.log(kite.mast.height);", "/mast/height"},
      {"javascript", "const { mast, sail } = await res.json();", "/mast /sail"},
      {"php", "$kite = json_decode($body);\necho $kite->mast->height;", "/mast/height"},
      {"php", "$kite = json_decode($body, true);\necho $kite['mast'];", "/mast"},
      {"bash", "curl -s https://a.example/kites | jq '.kites[].colour'", "/kites/*/colour"},
      {"javascript", "const response = await axios.get(url);\nconsole.log(response.data.mast);", "/mast"},
      {"javascript", "const saved = await cache.get(key);\nconsole.log(saved.data.mast);", ""},
      // What another variable holds is nobody's claim.
      {"python", "settings = load()\nprint(settings[\"mast\"])", ""},
      {"javascript", "console.log(kite.mast);", ""},
      {"javascript", "const kite = await res.json();\nkite.save();", ""},
      {"json", "{\"kite\": {\"mast\": 1}}", ""},
      {"", "", ""},
  };
  for (const auto& row : kRows) EXPECT_EQ(Reads(row.language, row.code), row.reads) << row.language << ": " << row.code;
}

}  // namespace
}  // namespace plumbline::page

#include <gtest/gtest.h>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

std::string Page(const std::string& language, const std::string& code, const std::string& size = "1 to 50, at most 50",
                 const std::string& after = "") {
  return "## POST /v1/kites\n\n### Body\n\n| Name | Type | Description |\n|---|---|---|\n| `name` | string | Shown on the line |\n"
         "| `tail` | string | One of `long`, `short` |\n| `size` | integer | " +
         size + " |\n\n```" + language + "\n" + code + "\n```\n" + after;
}
std::string Python(const std::string& passed) {
  return "import requests\nr = requests.post(\"https://api.acme.example/v1/kites\", headers={\"X\": KEY}, json={" +
         passed + "})";
}
std::vector<std::string> Found(const std::string& page, const std::string& contract = std::string(kNoContract)) {
  const contract::Vendor vendor = VendorOf({{"guide.md", page}}, contract);
  return Lines(kCodeValue.run(Subject(vendor)));
}
using Strings = std::vector<std::string>;

TEST(CodeValue, PythonSendsWhatIsNotListed) {
  EXPECT_EQ(SaidIn(kCodeValue, Page("python", Python(R"("name": "Ada", "tail": "curly")"))), R"(
error code.value: tail is one of long, short, and the code sends "curly"
  identity acme | POST /v1/kites |  | 
  contract 
  instance /tail values
  expected one of long, short
  observed "curly"
  at guide.md:8:21:[One of `long`, `short] one of long, short
  at guide.md:13:105:["curly"] the code sends it
  likely The code, unless the service takes more than is told; a live request decides.
)");
}

TEST(CodeValue, ProgramsPastALimit) {
  EXPECT_EQ(Found(Page("python", "kite = acme.kites.create(\n    name=\"Ada\",\n    size=70,\n)", "At most 50")),
            Strings{"error POST /v1/kites /size maximum: size is at most 50, and the code sends 70"});
  EXPECT_EQ(
      Found(Page(
          "javascript",
          "await fetch('https://api.acme.example/v1/kites', {\n  method: 'POST',\n  body: JSON.stringify({ name: 'Ada', tail: 'curly' }),\n});")),
      Strings{"error POST /v1/kites /tail values: tail is one of long, short, and the code sends \"curly\""});
}

TEST(CodeValue, CommandsInTheirForm) {
  EXPECT_EQ(
      Found(Page(
          "bash",
          "curl https://api.acme.example/v1/kites \\\n  --data-urlencode 'name=Ada' \\\n  -d tail=curly -d size=70",
          "At most 50")),
      (Strings{"error POST /v1/kites /tail values: tail is one of long, short, and the code sends \"curly\"",
               "error POST /v1/kites /size maximum: size is at most 50, and the code sends 70"}));
  EXPECT_EQ(Found(Page("bash", "curl https://api.acme.example/v1/kites -d tail=long -d size=7")), Strings{});
  EXPECT_EQ(Found(Page("bash", "curl https://api.acme.example/v1/kites -d tail=$TAIL")), Strings{});
}

TEST(CodeValue, CommandsInTheirQueryAndBody) {
  const std::string list =
      "## GET /v1/kites\n\n**Query parameters**\n\n| Name | Type | Description |\n|---|---|---|\n| `per_page` | number | Default 20, at most 100 |\n\n";
  const auto curl = [](const std::string& query) {
    return "```bash\ncurl \"https://api.acme.example/v1/kites?" + query + "\"\n```\n";
  };
  EXPECT_EQ(Found(list + curl("per_page=250")),
            Strings{"error GET /v1/kites /per_page maximum: per_page is at most 100, and the code sends 250"});
  EXPECT_EQ(Found(list + curl("per_page=100")), Strings{});
  EXPECT_EQ(Found(list + curl("per_page=$SIZE")), Strings{});
  EXPECT_EQ(Found(list + "Too large pages are refused:\n\n" + curl("per_page=250")), Strings{});
  EXPECT_EQ(Found(Page("bash", "curl https://api.acme.example/v1/kites -d '{\"name\": \"Ada\", \"size\": 70}'",
                       "At most 50")),
            Strings{"error POST /v1/kites /size maximum: size is at most 50, and the code sends 70"});
}

TEST(CodeValue, WhatAnAnswerIsComparedWith) {
  const auto page = [](const std::string& compared) {
    return "## GET /v1/kites/{id}\n\n```python\nimport requests\nkite = requests.get(\"https://api.acme.example/v1/kites/7\").json()\nif kite[\"state\"] " +
           compared +
           ":\n    pass\n```\n\n### Response\n\n```json\n{\"state\": \"up\"}\n```\n\n| Field | Type | Description |\n|---|---|---|\n| `state` | string | One of `up`, `down` |\n";
  };
  EXPECT_EQ(
      Found(page("== \"flying\"")),
      Strings{
          "error GET /v1/kites/{id} /state values: state is one of up, down, and the code compares it with \"flying\""});
  EXPECT_EQ(
      Found(page("in (\"up\", \"flying\")")),
      Strings{
          "error GET /v1/kites/{id} /state values: state is one of up, down, and the code compares it with \"flying\""});
  EXPECT_EQ(Found(page("== \"down\"")), Strings{});
}

TEST(CodeValue, WhatIsNoContradiction) {
  const struct {
    const char* what;
    std::string page;
  } rows[] = {
      {"a listed value", Page("python", Python(R"("name": "Ada", "tail": "short")"))},
      {"another case", Page("python", Python(R"("name": "Ada", "tail": "SHORT")"))},
      {"a placeholder", Page("python", Python(R"("name": "Ada", "tail": "YOUR_TAIL")"))},
      {"a variable", Page("python", Python(R"("name": "Ada", "tail": tail)"))},
      {"a choice", Page("python", Python(R"("name": "Ada", "tail": "curly" if wind else "short")"))},
      {"a formatted text", Page("python", Python(R"("name": "Ada", "tail": f"{kind}")"))},
      {"a member of something else", Page("python", Python(R"("name": "Ada", "metadata": {"tail": "curly"})"))},
      {"headers",
       Page(
           "python",
           "import requests\nr = requests.post(\"https://api.acme.example/v1/kites\", headers={\"tail\": \"curly\"})")},
      {"not code of this operation", Page("python", "paint(tail=\"curly\", colour=\"red\")")},
      {"a limit under a condition",
       Page("python", Python(R"("name": "Ada", "size": 70)"), "At most 50 on the free plan")},
      {"of another unit", Page("python", Python(R"("name": "Ada", "size": 7000)"), "At most 50 seconds")},
      {"a comment says so",
       Page(
           "python",
           "import requests\nr = requests.post(\"https://api.acme.example/v1/kites\", json={\n  \"name\": \"Ada\",\n  \"tail\": \"curly\",  # invalid\n})")},
      {"the answer is a failure", Page("python", Python(R"("name": "Ada", "tail": "curly")"), "At most 50",
                                       "\n```json 422\n{\"error\": \"no such tail\"}\n```\n")},
  };
  for (const auto& row : rows) EXPECT_EQ(Found(row.page), Strings{}) << row.what;
}

}  // namespace
}  // namespace plumbline::audit

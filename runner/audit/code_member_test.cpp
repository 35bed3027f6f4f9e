#include <gtest/gtest.h>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

std::string Page(
    const std::string& language, const std::string& code,
    const std::string& sample =
        R"({"id": "k1", "owner": {"name": "Ada", "email": "a@kites.example"}, "tails": [{"length": 3}]})") {
  return "## GET /kites/{id}\n\n```" + language + "\n" + code + "\n```\n\n### Response\n\n```json\n" + sample +
         "\n```\n";
}
constexpr const char* kFetch =
    "import requests\nresponse = requests.get(\"https://api.kites.example/kites/k1\")\nkite = response.json()\n";

TEST(CodeMember, PythonReadsWhatTheSampleLacks) {
  EXPECT_EQ(SaidIn(kCodeMember, Page("python", kFetch + std::string("print(kite[\"owner\"][\"nmae\"])"))), R"(
error code.member: the code reads owner.nmae, and the sample at guide.md:13 has no such member (did you mean 'name'?)
  identity acme | GET /kites/{id} |  | 
  contract 
  instance /owner/nmae
  expected a member owner.nmae
  observed not in the sample
  at guide.md:7:7:[kite["owner"]["nmae"]] the code reads it
  at guide.md:13:23:[{"name": "Ada", "email": "a@kites.example"}] not in here
  likely The code, where the sample was copied from a real answer.
)");
}

TEST(CodeMember, TheNextPageMayNotBeThere) {
  EXPECT_EQ(
      SaidIn(kCodeMember, Page("python", kFetch + std::string("print(kite[\"owner\"][\"name\"], kite.get(\"next\"))"))),
      "");
}

// The result of a client library's method, where what is passed to it are members of the operation's request.
TEST(CodeMember, ResultsOfClientLibraries) {
  const auto page = [](const std::string& language, const std::string& code) {
    return "## POST /kites\n\n### Body\n\n| Field | Type | Required |\n|---|---|---|\n| `colour` | string | Yes |\n| `tail_length` | integer | No |\n\n```" +
           language + "\n" + code +
           "\n```\n\n### Response\n\n```json\n{\"id\": \"k1\", \"made_at\": \"2026-01-01\", \"owner\": {\"name\": \"Ada\"}}\n```\n";
  };
  const auto said = [&](const std::string& language, const std::string& code) {
    const contract::Vendor vendor = VendorOf({{"guide.md", page(language, code)}});
    return Lines(kCodeMember.run(Subject(vendor)));
  };
  using Strings = std::vector<std::string>;
  EXPECT_EQ(
      said(
          "javascript",
          "const kite = await flyers.kites.create({ colour: 'red', tailLength: 3 });\nconsole.log(kite.kite_id, kite.owner.name, kite.madeAt);"),
      Strings{"error POST /kites /kite_id: the code reads kite_id, and the sample at guide.md:18 has no such member"});
  EXPECT_EQ(
      said(
          "python",
          "kite = client.kites.create(\n    colour=\"red\",\n    tail_length=3,\n)\nprint(kite.kite_id, kite.owner.name, kite.made_at, kite.to_dict())"),
      Strings{"error POST /kites /kite_id: the code reads kite_id, and the sample at guide.md:21 has no such member"});
  EXPECT_EQ(said("javascript",
                 "const card = await payments.cards.create({ number: '1', colour: 'red' });\nconsole.log(card.brand);"),
            Strings{})
      << "somebody else's";
  EXPECT_EQ(
      said("javascript",
           "const kite = await flyers.kites.create({ colour: 'red', tail_length: 3 });\nconsole.log(kite.data.id);"),
      Strings{})
      << "a wrapper of the library";
  EXPECT_EQ(said("javascript", "const kite = await flyers.kites.get('k1');\nconsole.log(kite.kite_id);"), Strings{})
      << "nothing tells what is called";
}

// Rows that are left out lack no members.
TEST(CodeMember, AShortenedList) {
  const auto page = [](const std::string& sample) {
    return Page("python", kFetch + std::string("for tail in kite[\"tails\"]:\n    print(tail[\"lenght\"])"), sample);
  };
  EXPECT_EQ(SaidIn(kCodeMember, page(R"({"tails": [{"length": 3}, ...]})")).substr(0, 92),
            "\nerror code.member: the code reads tails[].lenght, and the sample at guide.md:14 has no such");
  EXPECT_EQ(SaidIn(kCodeMember, page(R"({"tails": [{"length": 3, ...}]})")), "");
  EXPECT_EQ(SaidIn(kCodeMember, page(R"({"tails": [{"length": 3}], ...})")), "");
}

TEST(CodeMember, JavaScriptReadsWhatTheSampleLacks) {
  EXPECT_EQ(
      SaidIn(
          kCodeMember,
          Page(
              "javascript",
              "const response = await fetch('https://api.kites.example/kites/k1');\nconst kite = await response.json();\nconsole.log(kite.owner.phone);")),
      R"(
error code.member: the code reads owner.phone, and the sample at guide.md:12 has no such member
  identity acme | GET /kites/{id} |  | 
  contract 
  instance /owner/phone
  expected a member owner.phone
  observed not in the sample
  at guide.md:6:13:[kite.owner.phone] the code reads it
  at guide.md:12:23:[{"name": "Ada", "email": "a@kites.example"}] not in here
  likely The code, where the sample was copied from a real answer.
)");
}

// An operation shows no answer, and a chapter of the page what it gives back.
TEST(CodeMember, TheObjectThatAChapterDescribes) {
  const auto lines = [](const std::string& heading, const std::string& read) {
    const std::string page =
        "# Kites\n\n## " + heading +
        "\n\n| Attribute | Type | Description |\n|---|---|---|\n| `id` | string | Its id |\n| `status` | string | Its state |\n| `colour` | string | Its colour |\n"
        "| `fault` | string | Only of lost ones |\n\n```json\n{\"id\": \"k1\", \"status\": \"flying\", \"colour\": \"red\"}\n```\n\n## Make a kite\n\n`POST "
        "/kites`\n\n```python\nkite = requests.post(\"https://api.kites.example/kites\", json=kite).json()\nprint(kite[\"id\"], kite[\"" +
        read + "\"])\n```\n\n## All boats\n\n`GET /boats`\n\nBoats.\n";
    const contract::Vendor vendor = VendorOf({{"guide.md", page}});
    return Lines(kCodeMember.run(Subject(vendor)));
  };
  using Strings = std::vector<std::string>;
  EXPECT_EQ(
      lines("The kite object", "state"),
      Strings{"error POST /kites /state: the code reads state, and the sample at guide.md:13 has no such member"});
  EXPECT_EQ(lines("The kite object", "status"), Strings{});
  EXPECT_EQ(lines("The kite object", "fault"), Strings{}) << "the chapter tells of it";
  EXPECT_EQ(lines("The boat object", "state"), Strings{}) << "of something else";
}

// axios gives the answer as `data`; where answers have a member of that name, it may be that one.
TEST(CodeMember, TheDataOfAResponse) {
  const auto lines = [](const std::string& read, const std::string& sample) {
    const contract::Vendor vendor = VendorOf(
        {{"guide.md",
          Page("javascript",
               "const res = await axios.get(\"https://api.kites.example/kites/k1\");\nconsole.log(" + read + ");",
               sample)}});
    return Lines(kCodeMember.run(Subject(vendor)));
  };
  using Strings = std::vector<std::string>;
  EXPECT_EQ(
      lines("res.data.name", R"({"id": "k1", "title": "Roc"})"),
      Strings{"error GET /kites/{id} /name: the code reads name, and the sample at guide.md:11 has no such member"});
  EXPECT_EQ(lines("res.data.title", R"({"id": "k1", "title": "Roc"})"), Strings{});
  EXPECT_EQ(lines("res.data.name", R"({"data": {"id": "k1", "title": "Roc"}})"), Strings{});
}

TEST(CodeMember, WhatIsThereOrNoMember) {
  const struct {
    const char* what;
    std::string page;
  } rows[] = {
      {"it is there",
       Page("python",
            kFetch +
                std::string(
                    "print(kite[\"owner\"][\"name\"])\nfor tail in kite[\"tails\"]:\n    print(tail[\"length\"])"))},
      {"a method of the language",
       Page(
           "javascript",
           "const response = await fetch('https://api.kites.example/kites/k1');\nconst kite = await response.json();\nkite.tails.forEach(t => console.log(t.length));")},
      {"the sample is shortened", Page("python", kFetch + std::string("print(kite[\"owner\"][\"phone\"])"),
                                       "{\"id\": \"k1\", \"owner\": {\"name\": \"Ada\", ...}}")},
      {"another variable", Page("python", kFetch + std::string("config = {\"owner\": {}}\nprint(config[\"colour\"])"))},
      {"what is null may be an object",
       Page("python", kFetch + std::string("print(kite[\"owner\"][\"name\"])"), R"({"id": "k1", "owner": null})")},
  };
  for (const auto& row : rows) EXPECT_EQ(SaidIn(kCodeMember, row.page), "") << row.what;
}

TEST(CodeMember, TheContractMayDeclareIt) {
  EXPECT_EQ(
      SaidIn(kCodeMember, Page("python", kFetch + std::string("print(kite[\"owner\"][\"phone\"])")), R"(openapi: 3.0.3
paths:
  /kites/{id}:
    get:
      responses:
        '200':
          content:
            application/json:
              schema:
                properties:
                  owner: {properties: {phone: {type: string}}}
)"),
      "");
}

// Code of the contract itself.
std::string Contract(const std::string& code, const std::string& schema, const std::string& example = "",
                     const std::string& language = "Python", const std::string& answer = "kite = response.json()") {
  return "openapi: 3.0.3\ninfo: {title: Kites, version: '1'}\npaths:\n  /kites/{id}:\n    get:\n      x-codeSamples:\n        - lang: " +
         language + "\n          source: |\n            " + answer + "\n            " + code +
         "\n      responses:\n        '200':\n          description: ok\n          content:\n            application/json:\n              schema: " +
         schema + "\n" + (example.empty() ? "" : "              example: " + example + "\n");
}

TEST(CodeMember, CodeOfTheContractReadsWhatItsSchemaLacks) {
  EXPECT_EQ(Said(kCodeMember,
                 Contract("print(kite[\"owner\"][\"nmae\"])",
                          "{type: object, properties: {owner: {type: object, properties: {name: {type: string}}}}}")),
            R"(
warning code.member: the code reads owner.nmae, and the contract declares no such member (did you mean 'name'?)
  identity acme | GET /kites/{id} |  | 
  contract 
  instance /owner/nmae
  expected a member owner.nmae
  observed not in the contract
  at openapi.yaml:10:19:[kite["owner"]["nmae"]] the code reads it
  at openapi.yaml:16:73:[properties] not in here
  likely The code: the contract declares the other members.
)");
}

TEST(CodeMember, CodeOfTheContractReadsWhatItsExampleLacks) {
  EXPECT_EQ(Lines(Found(kCodeMember, Contract("print(kite[\"colour\"])",
                                              "{type: object, properties: {id: {type: string}}}", "{id: k1}"))),
            std::vector<std::string>{
                "error GET /kites/{id} /colour: the code reads colour, and the example has no such member"});
}

TEST(CodeMember, CodeOfTheContractThatFits) {
  const struct {
    const char* what;
    std::string contract;
  } rows[] = {
      {"declared", Contract("print(kite[\"owner\"][\"name\"])",
                            "{type: object, properties: {owner: {type: object, properties: {name: {type: string}}}}}")},
      {"an open schema",
       Contract("print(kite[\"owner\"][\"name\"])", "{type: object, properties: {owner: {type: object}}}")},
      {"further members are declared",
       Contract("print(kite[\"owner\"])",
                "{type: object, properties: {id: {type: string}}, additionalProperties: true}")},
      {"the answer's own data",
       Contract("console.log(kite.colour);",
                "{type: object, properties: {data: {type: object, properties: {colour: {type: string}}}}}", "",
                "JavaScript", "const kite = response.data;")},
      {"shown, if not declared",
       Contract("print(kite[\"owner\"])", "{type: object, properties: {id: {type: string}}}", "{id: k1, owner: Ada}")},
  };
  for (const auto& row : rows) EXPECT_EQ(Said(kCodeMember, row.contract), "") << row.what;
}

}  // namespace
}  // namespace plumbline::audit

#include <algorithm>

#include "base/text.h"
#include "cli/cli_testing.h"

namespace plumbline::cli {
namespace {

constexpr const char* kUser = R"($schema: https://json-schema.org/draft/2020-12/schema
type: object
required: [id, email]
properties:
  id: {type: integer}
  email: {type: string, format: email}
  tags: {uniqueItems: true}
additionalProperties: false
)";

Outcome Validate(const Folder& folder, std::vector<std::string> args, const std::string& input = "") {
  args.insert(args.begin(), {"validate"});
  Outcome outcome = RunCommand(args, {}, input);
  outcome.out = ReplaceAll(outcome.out, folder.Path(""), "");
  outcome.err = ReplaceAll(outcome.err, folder.Path(""), "");
  return outcome;
}

TEST(CommandValidate, ShowsEveryViolationWithItsPlaceAndTheSchemas) {
  const Folder folder{{"user.yaml", kUser},
                      {"a.json", "{\n  \"id\": \"7\",\n  \"emial\": \"x@y\",\n  \"tags\": [1, 2, 1.0]\n}\n"}};
  const Outcome outcome = Validate(folder, {folder.Path("user.yaml"), folder.Path("a.json")});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_EQ(outcome.err, "");
  EXPECT_EQ(outcome.out, R"(a.json:1:1: the value lacks the required member 'email' (did you mean 'emial'?)
  |
1 | {
  | ^ no such member
 ::: user.yaml:3:16 (/required/1)
  |
3 | required: [id, email]
  |                ^^^^^ expected 'email'
a.json:2:9: id is not an integer
  |
2 |   "id": "7",
  |         ^^^ string "7"
 ::: user.yaml:5:14 (/properties/id/type)
  |
5 |   id: {type: integer}
  |              ^^^^^^^ expected integer
a.json:4:11: tags holds equal items at 0 and 2
  |
4 |   "tags": [1, 2, 1.0]
  |            ^ this one
 ::: a.json:4:18 (/tags/2)
  |
4 |   "tags": [1, 2, 1.0]
  |                  ^^^ this one
 ::: user.yaml:7:23 (/properties/tags/uniqueItems)
  |
7 |   tags: {uniqueItems: true}
  |                       ^^^^ expected unique items
a.json:3:3: the value has the undeclared member 'emial' (did you mean 'email'?)
  |
3 |   "emial": "x@y",
  |   ^^^^^^^ 'emial'
 ::: user.yaml:8:23 (/additionalProperties)
  |
8 | additionalProperties: false
  |                       ^^^^^ expected no other members
)");
}

TEST(CommandValidate, FilesGetALineEachAndATotal) {
  const Folder folder{{"user.yaml", kUser},
                      {"a.json", R"({"id": 1, "email": "a@b"})"},
                      {"b.yaml", "id: 2\nemail: c@d\n"},
                      {"c.json", "{"},
                      {"d.json", "5"}};
  const Outcome outcome = Validate(folder, {folder.Path("user.yaml"), folder.Path("a.json"), folder.Path("b.yaml"),
                                            folder.Path("c.json"), folder.Path("d.json"), folder.Path("none.json")});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_EQ(
      outcome.err,
      "plumbline: c.json:1:2: the text ends inside the object that begins at 1:1\nplumbline: none.json: no such file\n");
  EXPECT_EQ(outcome.out, R"(a.json: valid
b.yaml: valid
d.json:1:1: the value is not an object
  |
1 | 5
  | ^ integer 5
 ::: user.yaml:2:7 (/type)
  |
2 | type: object
  |       ^^^^^^ expected object
5 documents · 2 valid · 1 invalid · 2 unreadable
)");
}

TEST(CommandValidate, ExitCodes) {
  const Folder folder{{"s.json", R"({"type": "integer"})"}, {"limit.json", R"({"pattern": "(?=a)^(a+)+\\1$"})"}};
  const std::string schema = folder.Path("s.json");
  EXPECT_EQ(Validate(folder, {schema}, "5").code, 0);
  EXPECT_EQ(Validate(folder, {schema}, "\"5\"").code, 1);
  EXPECT_EQ(Validate(folder, {schema}, "{").code, 2);
  EXPECT_EQ(Validate(folder, {folder.Path("none.json")}, "5").code, 2);
  EXPECT_EQ(
      Validate(folder, {schema, "--dialect", "draft5"}, "5").err,
      "plumbline: --dialect draft5: no such dialect (did you mean 'draft4'?); there are draft4, draft6, draft7, 2019-09, 2020-12, openapi-3.0, openapi-3.1\n");
  const Outcome undecided = Validate(folder, {folder.Path("limit.json")}, "\"" + std::string(60, 'a') + "b\"");
  EXPECT_EQ(undecided.code, 3);
  EXPECT_EQ(undecided.err, "plumbline: <stdin>: cannot be judged: the pattern (?=a)^(a+)+\\1$ met its match limit\n");
}

TEST(CommandValidate, RefusesWhatItWouldOtherwiseMisread) {
  const Folder folder{{"s.json", "{}"}, {"empty.jsonl", "\n\n"}};
  const std::string schema = folder.Path("s.json");
  EXPECT_EQ(Validate(folder, {schema}, "").err, "plumbline: <stdin>:1:1: the JSON text is empty\n");
  for (const std::vector<std::string>& args :
       std::vector<std::vector<std::string>>{{folder.Path("empty.jsonl")}, {"-", "--lines"}, {"-", "--documents"}}) {
    std::vector<std::string> all = {schema};
    all.insert(all.end(), args.begin(), args.end());
    const Outcome outcome = Validate(folder, all, "");
    EXPECT_EQ(outcome.code, 2);
    EXPECT_EQ(outcome.err,
              "plumbline: " + std::string(args[0] == "-" ? "<stdin>" : "empty.jsonl") + ": holds no document\n");
  }
  EXPECT_EQ(Validate(folder, {schema, "--jobs", "-1"}, "5").code, 2);
  EXPECT_EQ(Validate(folder, {schema, "--max-errors", "-1"}, "5").code, 2);
  EXPECT_EQ(
      Validate(folder, {schema, "--direction", "request"}, "5").err,
      "plumbline: --direction request: only the OpenAPI dialects have one, and this schema is of 2020-12; --dialect openapi-3.0 or openapi-3.1 says otherwise\n");
}

TEST(CommandValidate, LinesKeepTheirOrderForAnyNumberOfThreads) {
  std::string lines, flags;
  for (int i = 0; i < 60'000; ++i) {
    const bool fits = i % 1000 != 7;
    lines += fits ? "{\"id\": 1, \"email\": \"a@b\"}\n" : "{\"id\": 1}\n";
    flags += fits ? "{\"valid\":true}\n" : "{\"valid\":false}\n";
  }
  const Folder folder{{"user.yaml", kUser}, {"many.jsonl", lines}};
  for (const std::string jobs : {"1", "2", "5"}) {
    const Outcome outcome =
        Validate(folder, {folder.Path("user.yaml"), folder.Path("many.jsonl"), "--output", "flag", "--jobs", jobs});
    EXPECT_EQ(outcome.code, 1);
    EXPECT_TRUE(outcome.out == flags) << jobs;
  }
  const Outcome text =
      Validate(folder, {folder.Path("user.yaml"), "-", "--lines", "--jobs", "2", "--fail-fast"}, lines);
  EXPECT_EQ(text.code, 1);
  EXPECT_EQ(text.out.substr(0, text.out.find('\n')), "<stdin>:8:1: the value lacks the required member 'email'");
}

TEST(CommandValidate, LinesNameTheirPlaceInTheFile) {
  const Folder folder{{"s.json", R"({"items": {"type": "integer"}})"}, {"a.ndjson", "[1]\r\n\n[2, \"x\"]\n[\n"}};
  const Outcome outcome = Validate(folder, {folder.Path("s.json"), folder.Path("a.ndjson")});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_EQ(outcome.err, "plumbline: a.ndjson:4:2: unexpected end of text where a value is expected\n");
  EXPECT_EQ(outcome.out, R"(a.ndjson:3:5: [1] is not an integer
  |
3 | [2, "x"]
  |     ^^^ string "x"
 ::: s.json:1:20 (/items/type)
  |
1 | {"items": {"type": "integer"}}
  |                    ^^^^^^^^^ expected integer
3 documents · 1 valid · 1 invalid · 1 unreadable
)");
}

TEST(CommandValidate, YamlStreamsHoldSeveralDocuments) {
  const Folder folder{{"s.json", R"({"required": ["kind"]})"}, {"k8s.yaml", "kind: A\n---\nkind: B\n---\nname: C\n"}};
  const Outcome outcome = Validate(folder, {folder.Path("s.json"), folder.Path("k8s.yaml"), "--documents"});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_EQ(outcome.out, R"(k8s.yaml: valid
k8s.yaml:2: valid
k8s.yaml:5:1: the value lacks the required member 'kind'
  |
5 | name: C
  | ^^^^^^^ no such member
 ::: s.json:1:15 (/required/0)
  |
1 | {"required": ["kind"]}
  |               ^^^^^^ expected 'kind'
3 documents · 2 valid · 1 invalid
)");
  // Without the option, a second document is an error and no pass.
  EXPECT_EQ(Validate(folder, {folder.Path("s.json"), folder.Path("k8s.yaml")}).code, 2);
}

TEST(CommandValidate, TellsHowManyViolationsAreNotShown) {
  const Folder folder{{"s.json", R"({"items": {"type": "integer"}})"}};
  const auto last_line = [&](int items, std::vector<std::string> more) {
    std::string list = "[\"x\"";
    for (int i = 1; i < items; ++i) list += ",\"x\"";
    more.insert(more.begin(), folder.Path("s.json"));
    const std::string out = Validate(folder, more, list + "]").out;
    return out.substr(out.rfind('\n', out.size() - 2) + 1);
  };
  EXPECT_EQ(last_line(51, {}), "<stdin>: 1 violation more; --max-errors 0 shows all\n");
  EXPECT_EQ(last_line(10'000, {}), "<stdin>: 9950 violations more; --max-errors 0 shows all\n");
  EXPECT_EQ(last_line(20'000, {}), "<stdin>: at least 9951 violations more; --max-errors 0 shows all\n");
  EXPECT_EQ(last_line(20'000, {"--max-errors", "19999"}), "<stdin>: at least 1 violation more\n");
  EXPECT_EQ(last_line(20'000, {"--max-errors", "0"}), "  |                    ^^^^^^^^^ expected integer\n");
}

TEST(CommandValidate, LinesAreWrittenAlikeWhetherByNameOrByOption) {
  const Folder folder{{"s.json", R"({"type": "integer"})"}, {"a.jsonl", "5\n"}};
  const std::string by_name =
      Validate(folder, {folder.Path("s.json"), folder.Path("a.jsonl"), "--output", "basic"}).out;
  EXPECT_EQ(by_name, Validate(folder, {folder.Path("s.json"), "-", "--lines", "--output", "basic"}, "5\n").out);
  EXPECT_EQ(std::count(by_name.begin(), by_name.end(), '\n'), 1);
}

TEST(CommandValidate, WhatHasNoVerdictSaysWhy) {
  const Folder folder{{"limit.json", R"({"pattern": "(?=a)^(a+)+\\1$"})"}};
  const std::string text = "\"" + std::string(60, 'a') + "b\"";
  const Outcome outcome = Validate(folder, {folder.Path("limit.json"), "--output", "flag"}, text);
  EXPECT_EQ(outcome.out,
            "{\"valid\":false,\"error\":\"cannot be judged: the pattern (?=a)^(a+)+\\\\1$ met its match limit\"}\n");
  EXPECT_EQ(outcome.code, 3);
}

TEST(CommandValidate, CommentsAndDirectivesAreNoDocuments) {
  const Folder folder{{"s.json", R"({"type": "object", "required": ["a"]})"}};
  const auto total = [&](const std::string& stream) {
    const Outcome outcome = Validate(folder, {folder.Path("s.json"), "--documents", "--output", "flag"}, stream);
    return outcome.out + outcome.err;
  };
  const std::string fits = "{\"valid\":true}\n", fails = "{\"valid\":false}\n";
  EXPECT_EQ(total("# licence\n---\na: 1\n"), fits);
  EXPECT_EQ(total("%YAML 1.2\n---\na: 1\n"), fits);
  EXPECT_EQ(total("\xEF\xBB\xBF# licence\n\n---\na: 1\n...\n# next\n%YAML 1.2\n---\na: 2\n...\n# end\n"), fits + fits);
  EXPECT_EQ(total("---\n---\na: 1\n"), fails + fits);  // a document may be empty where it says that it begins
  EXPECT_EQ(total("a: 1\n...\nb: 1\n"), fits + fails);
  const Outcome placed =
      Validate(folder, {folder.Path("s.json"), "--documents", "-q"}, "a: 1\n...\n# next\n---\nb: 1\n");
  EXPECT_EQ(placed.out.substr(0, placed.out.find('\n')), "<stdin>:5:1: the value lacks the required member 'a'");
}

TEST(CommandValidate, ALineMayBeLong) {
  const Folder folder{{"s.json", R"({"type": "array"})"}};
  std::string line = "[";
  for (int i = 0; i < 3'000'000; ++i) line += "1,";
  const Outcome outcome = Validate(folder, {folder.Path("s.json"), "--lines"}, "[]\n" + line + "1]\n5\n" + line + "1]");
  EXPECT_EQ(outcome.code, 1);
  EXPECT_EQ(outcome.out.substr(0, outcome.out.find('\n')), "<stdin>:3:1: the value is not an array");
  EXPECT_EQ(outcome.out.substr(outcome.out.rfind("4 documents")), "4 documents · 3 valid · 1 invalid\n");
}

TEST(CommandValidate, StandardOutputs) {
  const Folder folder{
      {"s.json", R"({"$id": "https://example.com/s", "properties": {"a": {"type": "integer", "title": "An a"}}})"}};
  EXPECT_EQ(Validate(folder, {folder.Path("s.json"), "--output", "flag"}, R"({"a": 1})").out, "{\"valid\":true}\n");
  EXPECT_EQ(
      Validate(folder, {folder.Path("s.json"), "--output", "basic", "--lines"}, "{\"a\": \"x\"}\n").out,
      R"({"valid":false,"keywordLocation":"","absoluteKeywordLocation":"https://example.com/s#","instanceLocation":"","errors":[{"valid":false,"keywordLocation":"/properties/a/type","absoluteKeywordLocation":"https://example.com/s#/properties/a/type","instanceLocation":"/a","error":"is not an integer"}]}
)");
  EXPECT_EQ(
      Validate(folder, {folder.Path("s.json"), "--output", "detailed", "--lines"}, "{\"a\": 1}\n").out,
      R"({"valid":true,"keywordLocation":"/properties","absoluteKeywordLocation":"https://example.com/s#/properties","instanceLocation":"","annotation":["a"],"annotations":[{"valid":true,"keywordLocation":"/properties/a/title","absoluteKeywordLocation":"https://example.com/s#/properties/a/title","instanceLocation":"/a","annotation":"An a"}]}
)");
  EXPECT_EQ(
      Validate(folder, {folder.Path("s.json"), "--output", "verbose", "--lines"}, "{\"a\": 1}\n").out,
      R"({"valid":true,"keywordLocation":"","absoluteKeywordLocation":"https://example.com/s#","instanceLocation":"","annotations":[{"valid":true,"keywordLocation":"/properties","absoluteKeywordLocation":"https://example.com/s#/properties","instanceLocation":"","annotation":["a"],"annotations":[{"valid":true,"keywordLocation":"/properties/a","absoluteKeywordLocation":"https://example.com/s#/properties/a","instanceLocation":"/a","annotations":[{"valid":true,"keywordLocation":"/properties/a/type","absoluteKeywordLocation":"https://example.com/s#/properties/a/type","instanceLocation":"/a"},{"valid":true,"keywordLocation":"/properties/a/title","absoluteKeywordLocation":"https://example.com/s#/properties/a/title","instanceLocation":"/a","annotation":"An a"}]}]}]}
)");
}

TEST(CommandValidate, ReferencesReadFilesBelowOneFolderOnly) {
  const Folder folder{{"schemas/s.json",
                       R"({"properties": {"a": {"$ref": "parts/a.yaml#/$defs/A"}, "b": {"$ref": "../outside.json"}}})"},
                      {"schemas/only_a.json", R"({"properties": {"a": {"$ref": "parts/a.yaml#/$defs/A"}}})"},
                      {"schemas/parts/a.yaml", "$defs:\n  A: {type: integer}\n"},
                      {"outside.json", "{}"}};
  const Outcome refused = Validate(folder, {folder.Path("schemas/s.json")}, "{}");
  EXPECT_EQ(refused.code, 2);
  EXPECT_NE(refused.err.find("the folder that references may read; --base names another"), std::string::npos)
      << refused.err;
  EXPECT_EQ(Validate(folder, {folder.Path("schemas/s.json"), "--base", folder.Path("")}, "{}").code, 0);
  EXPECT_EQ(Validate(folder, {folder.Path("schemas/only_a.json")}, R"({"a": "x"})").code, 1);
}

TEST(CommandValidate, ResolvesUrisToFilesAndFolders) {
  const Folder folder{
      {"s.json",
       R"({"items": {"anyOf": [{"$ref": "https://example.com/one"}, {"$ref": "https://example.com/many/b"}]}})"},
      {"one.json", R"({"type": "integer"})"},
      {"many/b.json", R"({"type": "null"})"}};
  const Outcome missing = Validate(folder, {folder.Path("s.json")}, "[]");
  EXPECT_EQ(missing.code, 2);
  EXPECT_EQ(
      missing.err,
      "plumbline: s.json:1:31: the reference 'https://example.com/one' leads to 'https://example.com/one', which is not there: give it with --resolve, or allow the network\n");
  EXPECT_EQ(Validate(folder,
                     {folder.Path("s.json"), "--resolve", "https://example.com/one=" + folder.Path("one.json"),
                      "--resolve", "https://example.com/many/=" + folder.Path("many")},
                     "[1, null]")
                .code,
            0);
  EXPECT_EQ(Validate(folder, {folder.Path("s.json"), "--resolve", "nonsense"}, "[]").err,
            "plumbline: --resolve nonsense: write URI=PATH, as in https://example.com/schemas/=./schemas\n");
}

TEST(CommandValidate, ASchemaIsHeldAgainstItsMetaSchema) {
  const Folder folder{{"a.json", R"({"properties": {"a": {"type": "strin"}}})"},
                      {"b.json", R"({"$schema": "http://json-schema.org/draft-07/schema#", "title": 5})"}};
  EXPECT_EQ(Validate(folder, {folder.Path("a.json")}, "{}").err,
            "plumbline: a.json:1:31: 'strin' is no JSON Schema type (did you mean 'string'?)\n");
  EXPECT_EQ(
      Validate(folder, {folder.Path("b.json")}, "{}").err,
      "plumbline: b.json:1:65: title is not a string (by the meta-schema http://json-schema.org/draft-07/schema)\n");
  const Outcome outcome = RunCommand({"metaschema", folder.Path("b.json")});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_EQ(ReplaceAll(outcome.out, folder.Path(""), ""), R"(b.json:1:65: title is not a string
   |
 1 | …hema": "http://json-schema.org/draft-07/schema#", "title": 5}
   |                                                             ^ integer 5
  ::: schemas/json-schema/draft-07/schema.json:57:21 (/properties/title/type)
   |
57 |             "type": "string"
   |                     ^^^^^^^^ expected string
b.json: 1 violation by http://json-schema.org/draft-07/schema
)");
  const Folder good{{"c.yaml", "type: object\n"}};
  EXPECT_EQ(RunCommand({"metaschema", good.Path("c.yaml")}).out,
            good.Path("c.yaml") + ": valid by https://json-schema.org/draft/2020-12/schema\n");
}

TEST(CommandMetaSchema, HoldsPartsAgainstTheirOwnDialectsAndSaysEachThingOnce) {
  const Folder folder{
      {"number.json", "3"},
      {"pattern.json", R"({"pattern": "("})"},
      {"missing.json", R"({"$ref": "https://e.com/not-at-hand"})"},
      {"two.json",
       R"({"$defs": {"a": {"$id": "a", "$schema": "http://json-schema.org/draft-07/schema#", "items": [{}], "title": 5}}})"}};
  const auto run = [&](const std::string& name) {
    Outcome outcome = RunCommand({"metaschema", folder.Path(name)});
    outcome.out = ReplaceAll(outcome.out, folder.Path(""), "");
    return outcome;
  };
  const std::string meta = "https://json-schema.org/draft/2020-12/schema";
  EXPECT_EQ(run("number.json").out.substr(run("number.json").out.rfind("number.json")),
            "number.json: 1 violation by " + meta + "\n");
  EXPECT_EQ(run("pattern.json").code, 1);
  EXPECT_EQ(run("pattern.json").out.substr(0, 44), "pattern.json:1:13: '(' is no regular express");
  EXPECT_EQ(run("pattern.json").out.substr(run("pattern.json").out.rfind("pattern.json")),
            "pattern.json: valid by " + meta + ", but cannot be compiled\n");
  EXPECT_EQ(run("missing.json").out, "missing.json: valid by " + meta + "\n");
  const Outcome two = run("two.json");
  EXPECT_EQ(two.code, 1);
  EXPECT_EQ(two.out.substr(0, two.out.find('\n')), "two.json:1:108: $defs.a.title is not a string");
  EXPECT_EQ(two.out.substr(two.out.rfind("two.json")),
            "two.json: 1 violation by " + meta + " and http://json-schema.org/draft-07/schema\n");
}

TEST(CommandValidate, TheSchemaMayComeFromStandardInput) {
  const Folder folder{{"a.json", "5"}, {"s.json", R"({"$ref": "none"})"}};
  EXPECT_EQ(Validate(folder, {"-", folder.Path("a.json")}, "{\"type\": \"integer\"}").out, "a.json: valid\n");
  EXPECT_EQ(Validate(folder, {"-", folder.Path("a.json")}, "{\"type\": \"strin\"}").err,
            "plumbline: <stdin>:1:10: 'strin' is no JSON Schema type (did you mean 'string'?)\n");
  EXPECT_EQ(Validate(folder, {"-"}, "{}").err,
            "plumbline: standard input cannot be both the schema and a document: name the documents\n");
}

TEST(CommandValidate, RefusesOptionsThatSayNothing) {
  const Folder folder{{"s.json", R"({"format": "dat"})"}, {"a.json", "5"}};
  const auto error_of = [&](std::vector<std::string> more) {
    more.insert(more.begin(), {folder.Path("s.json"), folder.Path("a.json")});
    return Validate(folder, more).err;
  };
  EXPECT_EQ(error_of({"--max-errors", "-1"}),
            "plumbline: --max-errors: takes a whole number from 0, not '-1'; see plumbline validate --help\n");
  EXPECT_EQ(error_of({"--dialect", ""}),
            "plumbline: --dialect: takes the name of a dialect; see plumbline validate --help\n");
  EXPECT_EQ(error_of({"--base", "none"}), "plumbline: --base none: there is no such folder\n");
  EXPECT_EQ(error_of({"--resolve", "x=none"}), "plumbline: --resolve x=none: there is no 'none'\n");
  EXPECT_EQ(error_of({"--format-assertion"}),
            "plumbline: the format 'dat' is not known (did you mean 'date'?) and is not asserted (1 use)\n");
}

TEST(CommandValidate, DirectionAndFormatsAreAsserted) {
  const Folder folder{
      {"s.json",
       R"({"type": "object", "properties": {"id": {"type": "integer", "readOnly": true}, "on": {"type": "string", "format": "date"}, "x": {"format": "sku"}}})"}};
  const auto run = [&](std::vector<std::string> more, const std::string& input) {
    more.insert(more.begin(), {folder.Path("s.json"), "--dialect", "openapi-3.0"});
    return Validate(folder, more, input);
  };
  EXPECT_EQ(run({}, R"({"id": 1, "on": "never"})").code, 0);
  EXPECT_EQ(run({"--direction", "response"}, R"({"id": 1})").code, 0);
  const Outcome request = run({"--direction", "request"}, R"({"id": 1})");
  EXPECT_EQ(request.code, 1);
  EXPECT_EQ(request.out.substr(0, request.out.find('\n')),
            "<stdin>:1:2: the value has the readOnly member 'id', which is no part of a request");
  const Outcome dated = run({"--format-assertion"}, R"({"on": "2026-13-01"})");
  EXPECT_EQ(dated.out.substr(0, dated.out.find('\n')),
            "<stdin>:1:8: on is no date: the month is past 12 (character 6)");
  EXPECT_EQ(dated.err, "plumbline: the format 'sku' is not known and is not asserted (1 use)\n");
}

TEST(CommandCompile, PrintsTheProgram) {
  const Folder folder{
      {"s.yaml",
       "type: object\nrequired: [kind]\nproperties:\n  kind: {enum: [b, a]}\n  n: {type: integer, minimum: 3}\n"}};
  EXPECT_EQ(RunCommand({"compile", folder.Path("s.yaml")}).out, folder.Path("s.yaml") + ": compiles as 2020-12\n");
  const std::string printed = RunCommand({"compile", folder.Path("s.yaml"), "--print"}).out;
  EXPECT_EQ(ReplaceAll(printed, folder.Path(""), ""), R"(3 subschemas · 11 instructions · 1 resources · dialect 2020-12

schema 0: file://s.yaml# (s.yaml:1:1)
  null, false, true, integer, decimal, string, array: reject
  object:
    members:
      'kind' required: schema 1
      'n': schema 2

schema 1: file://s.yaml#/properties/kind (s.yaml:4:9)
  null, false, true, integer, decimal, array, object: reject
  string:
    is one of "a", "b"

schema 2: file://s.yaml#/properties/n (s.yaml:5:6)
  null, false, true, string, array, object: reject
  integer:
    number >= 3
  decimal:
    is a whole number
    number >= 3
)");
}

}  // namespace
}  // namespace plumbline::cli

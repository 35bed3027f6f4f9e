// Many schemas of one document, and those among them that cannot be compiled.
#include <gtest/gtest.h>

#include "schema/schema.h"
#include "schema/undeclared.h"

namespace plumbline::schema {
namespace {

using document::FlatDocument;

std::shared_ptr<const FlatDocument> Read(const std::string& text) {
  return FlatDocument::Read("document", text, {}, document::TextSyntax::kYaml);
}

std::vector<SchemaPlace> Places(const std::vector<std::string>& pointers) {
  std::vector<SchemaPlace> places;
  for (const std::string& pointer : pointers) places.push_back({"", *JsonPointer::Parse(pointer)});
  return places;
}

Options Collecting(DialectId dialect) {
  Options options;
  options.dialect = dialect;
  options.faults = Faults::kCollect;
  return options;
}

// "3:1" is the third entry on the integer 1: + valid, - invalid, ? undecided.
std::string Verdicts(const Program& program, const std::vector<std::string>& instances) {
  Evaluator evaluator(program);
  std::string text;
  for (const Entry entry : program.entries()) {
    for (const std::string& instance : instances) {
      document::Tape tape;
      tape.ReadJson(instance);
      const Verdict verdict = evaluator.Check(tape.root(), entry);
      const Judgement judgement = Judge(program, entry, tape);
      const char sign = verdict == Verdict::kValid ? '+' : verdict == Verdict::kInvalid ? '-' : '?';
      // The explanation may find a violation where the verdict met a doubt first; nothing else may differ.
      const char explained = !judgement.violations.empty() ? '-' : judgement.doubt == Doubt::kNone ? '+' : '?';
      EXPECT_TRUE(sign == explained || (sign == '?' && explained == '-')) << instance << ' ' << sign << explained;
      text += explained;
    }
    text += ' ';
  }
  return text;
}

std::string Problems(const Program& program) {
  std::string text;
  for (const CompileProblem& problem : program.problems())
    text += problem.place.document + '#' + problem.place.pointer.ToString() + ' ' + problem.message + '\n';
  return text;
}

constexpr const char* kDescription = R"(openapi: 3.0.3
paths:
  /a:
    get:
      responses:
        '200': {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
        '400': {content: {application/json: {schema: {type: string, nullable: true}}}}
components:
  schemas:
    Pet: {type: object, required: [name], properties: {name: {type: string}, friends: {type: array, items: {$ref: '#/components/schemas/Pet'}}}}
)";

TEST(CompileEntries, SchemasStandAnywhereInADocument) {
  const Program program = CompileEntries(Read(kDescription),
                                         Places({"/paths/~1a/get/responses/200/content/application~1json/schema",
                                                 "/paths/~1a/get/responses/400/content/application~1json/schema",
                                                 "/components/schemas/Pet/properties/friends"}),
                                         {.dialect = DialectId::kOpenApi30});
  EXPECT_EQ(Verdicts(program, {"null", "\"x\"", R"({"name": "x"})", R"([{"name": "x"}])",
                               R"([{"name": "x", "friends": [{}]}])"}),
            "--+-- ++--- ---+- ");
  document::Tape tape;
  tape.ReadJson(R"({"name": "x", "friends": [{"name": 1}]})");
  const Judgement judgement = Judge(program, program.entries()[0], tape);
  ASSERT_EQ(judgement.violations.size(), 1u);
  EXPECT_EQ(judgement.violations[0].schema_location.ToString(), "/components/schemas/Pet/properties/name/type");
  EXPECT_EQ(judgement.violations[0].keyword_location.ToString(),
            "/$ref/properties/friends/items/$ref/properties/name/type");
}

TEST(CompileEntries, ThrowsWhereItIsNotToldToCollect) {
  EXPECT_THROW(CompileEntries(Read("a: {type: x}"), Places({"/a"})), CompileError);
  EXPECT_THROW(CompileEntries(Read("a: {type: x}"), Places({"/b"})), CompileError);
  EXPECT_EQ(CompileEntries(Read("a: {type: x}"), {}).schemas(), 0u);
}

TEST(CompileEntries, EntriesAndReferencesMayBeOfOtherDocuments) {
  Registry registry;
  registry.Add("file:///api/pets.yaml", Read("Pet: {type: object, properties: {tag: {$ref: 'sub/tag.yaml'}}}"));
  registry.Add("file:///api/sub/tag.yaml", Read("{anyOf: [{$ref: '../pets.yaml#/Pet'}, {type: integer}]}"));
  Options options = Collecting(DialectId::kOpenApi30);
  options.base_uri = "file:///api/openapi.yaml";
  options.registry = &registry;
  const std::vector<SchemaPlace> places = {{"", *JsonPointer::Parse("/a")},
                                           {"file:///api/pets.yaml", *JsonPointer::Parse("/Pet")},
                                           {"file:///api/none.yaml", {}}};
  const Program program = CompileEntries(Read("a: {$ref: 'pets.yaml#/Pet'}"), places, options);
  EXPECT_EQ(Verdicts(program, {R"({"tag": {"tag": 1}})", R"({"tag": {"tag": "x"}})", "1"}), "+-- +-- ??? ");
  EXPECT_EQ(Problems(program), "file:///api/none.yaml# the document 'file:///api/none.yaml' is not there\n");
}

TEST(CompileEntries, AnchorsAndIdsInsideADescriptionAreFound) {
  const Program program =
      CompileEntries(Read(R"(openapi: 3.1.0
paths: {schema: {$anchor: inline, type: 'null'}}
components:
  schemas:
    A: {$anchor: a, type: integer}
    B: {$id: 'https://example.com/b', $defs: {c: {$anchor: c, type: string}}, $ref: '#c'}
    C: {oneOf: [{$ref: '#a'}, {$ref: 'https://example.com/b'}, {$ref: '#inline'}]}
)"),
                     Places({"/paths/schema", "/components/schemas/C"}), Collecting(DialectId::kOpenApi31));
  EXPECT_EQ(Problems(program), "");
  EXPECT_EQ(Verdicts(program, {"null", "1", "\"x\"", "[]"}), "+--- +++- ");
}

TEST(CompileEntries, WhatCannotBeCompiledJudgesNothing) {
  const Program program =
      CompileEntries(Read(R"(
bad: {type: strin}
all: {allOf: [{$ref: '#/bad'}, {type: integer}]}
any: {anyOf: [{$ref: '#/bad'}, {type: integer}]}
one: {oneOf: [{$ref: '#/bad'}, {type: integer}]}
not: {not: {$ref: '#/bad'}, type: integer}
if: {if: {$ref: '#/bad'}, then: false}
property: {properties: {a: {$ref: '#/bad'}, b: {type: integer}}}
rest: {allOf: [{$ref: '#/bad'}], unevaluatedProperties: false}
contains: {contains: {$ref: '#/bad'}}
names: {propertyNames: {$ref: '#/bad'}}
)"),
                     Places({"/all", "/any", "/one", "/not", "/if", "/property", "/rest", "/contains", "/names"}),
                     Collecting(DialectId::k2020_12));
  EXPECT_EQ(Problems(program), "#/bad/type 'strin' is no JSON Schema type (did you mean 'string'?)\n");
  EXPECT_EQ(Verdicts(program, {"1", "\"x\"", R"({"a": 1, "b": 2})", R"({"a": 1, "b": "x"})", R"({"b": 2})", "[1]"}),
            "?----- "    // all: the integer may break `bad`; nothing else is an integer
            "+????? "    // any
            "?????? "    // one
            "?----- "    // not
            "?????? "    // if
            "++?-++ "    // property
            "?????? "    // rest
            "+++++? "    // contains
            "++???+ ");  // names
}

TEST(CompileEntries, OneOfWeighsTheKnownBranchesAsWell) {
  const Program program =
      CompileEntries(Read("{bad: {pattern: '('}, one: {oneOf: [{$ref: '#/bad'}, {type: integer}, {minimum: 3}]}}"),
                     Places({"/one"}), Collecting(DialectId::k2020_12));
  EXPECT_EQ(Verdicts(program, {"1", "5"}), "?? ");
}

TEST(CompileEntries, EveryKindOfFaultIsCollectedAndWhatABadSchemaHoldsIsCompiled) {
  const Program program =
      CompileEntries(Read(R"(
reference: {$ref: '#/nothing'}
loop: {allOf: [{$ref: '#/loop'}]}
number: 5
held: {required: true, properties: {a: {type: integer}}}
good: {$ref: '#/held/properties/a'}
)"),
                     Places({"/reference", "/loop", "/number", "/held", "/good"}), Collecting(DialectId::k2020_12));
  EXPECT_EQ(Problems(program),
            "#/number a schema is an object or a boolean, not integer 5\n"
            "#/reference/$ref refers to '#/nothing', where the schema has nothing\n"
            "#/held/required 'required' takes a list of strings, not boolean true\n"
            "#/loop/allOf/0 refers to itself without end: no instance could be judged\n");
  EXPECT_EQ(Verdicts(program, {"1", "\"x\""}), "?? ?? ?? ?? +- ");
}

TEST(CompileEntries, OnlyReferencesToNamesThatAreGivenTwiceAreDoubtful) {
  const Program program = CompileEntries(
      Read(R"(openapi: 3.1.0
components:
  schemas:
    A: {$anchor: a, type: integer}
    B: {$anchor: a, type: string}
    C: {$id: 'https://example.com/c', type: integer}
    D: {$id: 'https://example.com/c', type: string}
    E: {$ref: '#a'}
    F: {$ref: 'https://example.com/c'}
    G: {$ref: '#/components/schemas/A'}
)"),
      Places({"/components/schemas/A", "/components/schemas/B", "/components/schemas/C", "/components/schemas/D",
              "/components/schemas/E", "/components/schemas/F", "/components/schemas/G"}),
      Collecting(DialectId::kOpenApi31));
  EXPECT_EQ(
      Problems(program),
      "#/components/schemas/E/$ref refers to '#a', and the anchor 'a' is given at document:5:18 once more\n"
      "#/components/schemas/F/$ref refers to 'https://example.com/c', and the URI 'https://example.com/c' is given at document:7:14 once more\n");
  EXPECT_EQ(Verdicts(program, {"1", "\"x\""}), "+- -+ +- -+ ?? ?? +- ");
}

TEST(CompileEntries, WhatCannotBeCompiledMaySpeakOfAnyMember) {
  const Program program = CompileEntries(Read(R"(
bad: {type: strin}
rest: {allOf: [{properties: {a: {type: integer}}}, {if: {required: [c]}, then: {$ref: '#/bad'}}], unevaluatedProperties: false}
)"),
                                         Places({"/rest"}), Collecting(DialectId::k2020_12));
  document::Tape tape;
  tape.ReadJson(R"({"a": "x", "zzz": 1})");
  const Judgement judgement = Judge(program, program.entries()[0], tape);
  ASSERT_EQ(judgement.violations.size(), 1u);
  EXPECT_EQ(judgement.violations[0].keyword, "type");
}

TEST(CompileEntries, RequiredAsksForNoMemberOfTheOtherDirectionEvenWhereItIsNotRefused) {
  Options options = Collecting(DialectId::kOpenApi30);
  options.direction = Direction::kRequest;
  options.one_way_members = OneWayMembers::kNotAsked;
  const Program program = CompileEntries(Read(R"(
a: {allOf: [{$ref: '#/base'}, {required: [id, name]}]}
base: {properties: {id: {readOnly: true, type: integer}, name: {}}}
)"),
                                         Places({"/a"}), options);
  EXPECT_EQ(Verdicts(program, {R"({"name": 1})", R"({"name": 1, "id": 1})", R"({"name": 1, "id": "x"})", "{}"}),
            "++-- ");
}

TEST(UndeclaredMembers, AreThoseThatNoSchemaOfTheirObjectNames) {
  struct Row {
    const char* schema;
    const char* instance;
    const char* found;
  };
  const Row rows[] = {
      {"{properties: {a: {}}}", R"({"a": 1, "b": 2, "c": {"d": 1}})", "/b /c "},
      {"{type: object}", R"({"b": 2})", ""},
      {"{properties: {a: {}}, additionalProperties: true}", R"({"b": 2})", ""},
      {"{properties: {a: {}}, patternProperties: {x: {}}}", R"({"b": 2})", ""},
      {"{allOf: [{properties: {a: {}}}, {properties: {b: {}}}]}", R"({"a": 1, "b": 2, "c": 3})", "/c "},
      {"{anyOf: [{properties: {a: {}}}, {oneOf: [{properties: {b: {}}}]}], if: true, then: {properties: {d: {}}}}",
       R"({"a": 1, "b": 2, "c": 3, "d": 4})", "/c "},
      {"{items: {properties: {a: {items: {properties: {b: {}}}}}}}", R"([{"a": [{"b": 1, "c": 1}]}, {"d": 1}])",
       "/0/a/0/c /1/d "},
      {"{prefixItems: [{properties: {a: {}}}], items: {properties: {b: {}}}}", R"([{"b": 1}, {"b": 1}, {"a": 1}])",
       "/0/b /2/a "},
      {"{properties: {next: {$ref: '#'}}}", R"({"next": {"next": {"other": 1}}})", "/next/next/other "},
      {"{properties: {a: {}}, allOf: [{type: strin}]}", R"({"b": 2})", ""},
  };
  for (const Row& row : rows) {
    const Program program = CompileEntries(Read(row.schema), Places({""}), Collecting(DialectId::k2020_12));
    document::Tape tape;
    tape.ReadJson(row.instance);
    std::string found;
    for (const JsonPointer& pointer : UndeclaredMembers(program, program.entries().front(), tape.root()))
      found += pointer.ToString() + ' ';
    EXPECT_EQ(found, row.found) << row.schema;
  }
}

}  // namespace
}  // namespace plumbline::schema

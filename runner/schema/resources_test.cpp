// Where $id, id and anchors count, whatever way they are written.
#include <gtest/gtest.h>

#include "base/error.h"
#include "schema/schema.h"

namespace plumbline::schema {
namespace {

bool Fits(const Program& program, const std::string& instance) { return Evaluator(program).Check(std::string_view(instance)) == Verdict::kValid; }

// Each schema has two definitions of `s`: a string at the root, an integer in a resource of its own below `a`.
TEST(Resources, AnIdMakesAResourceHoweverItIsWritten) {
  const std::string draft4 = R"($schema: http://json-schema.org/draft-04/schema#
definitions: {s: {type: string}}
properties: {a: {ID: sub, definitions: {s: {type: integer}}, properties: {v: {$ref: "#/definitions/s"}}}}
)";
  const std::string since_2020 = R"($schema: https://json-schema.org/draft/2020-12/schema
$defs: {s: {type: string}}
properties: {a: {ID: sub, $defs: {s: {type: integer}}, properties: {v: {$ref: "#/$defs/s"}}}}
)";
  const std::string embedded = R"($schema: https://json-schema.org/draft/2020-12/schema
$defs: {s: {type: string}}
properties: {a: {ID: sub, $schema: "http://json-schema.org/draft-04/schema#", definitions: {s: {type: integer}}, properties: {v: {$ref: "#/definitions/s"}}}}
)";
  const auto with = [](std::string schema, const std::string& id) { return schema.replace(schema.find("ID"), 2, id); };
  for (const std::string& schema : {with(draft4, "id"), with(draft4, "'id'"), with(draft4, "\"id\""), with(draft4, R"("\x69d")"), with(since_2020, "$id"),
                                    with(since_2020, R"("\x24id")"), with(since_2020, R"("\u0024id")"), with(embedded, "id")}) {
    const Program program = CompileText("s.yaml", schema);
    EXPECT_TRUE(Fits(program, R"({"a": {"v": 1}})")) << schema;
    EXPECT_FALSE(Fits(program, R"({"a": {"v": "x"}})")) << schema;
  }
}

TEST(Resources, ADialectIsInherited) {
  Registry registry;
  Options options;
  options.registry = &registry;
  options.base_uri = "https://example.com/s";
  registry.Add("https://example.com/w", document::FlatDocument::Read("w.json", R"({"definitions": {"s": {"type": "string"}},
      "properties": {"a": {"id": "sub", "definitions": {"s": {"type": "integer"}}, "properties": {"v": {"$ref": "#/definitions/s"}}}}})"));
  registry.Add("https://example.com/meta", document::FlatDocument::Read("meta.json", R"({"$schema": "http://json-schema.org/draft-04/schema#"})"));
  for (const std::string dialect : {"http://json-schema.org/draft-04/schema#", "https://example.com/meta"}) {
    const Program program = CompileText("s.json", R"({"$schema": ")" + dialect + R"(", "allOf": [{"$ref": "w"}]})", options);
    EXPECT_TRUE(Fits(program, R"({"a": {"v": 1}})")) << dialect;
    EXPECT_FALSE(Fits(program, R"({"a": {"v": "x"}})")) << dialect;
  }
}

TEST(Resources, AnAnchorAtTheRootIsFound) {
  EXPECT_TRUE(Fits(CompileText("s.json", R"({"$anchor": "me", "properties": {"next": {"$ref": "#me"}}, "type": "object"})"), R"({"next": {}})"));
  const Program draft7 = CompileText("s.json", R"({"$schema": "http://json-schema.org/draft-07/schema#", "$id": "#me", "properties": {"next": {"$ref": "#me"}}, "type": "object"})");
  EXPECT_FALSE(Fits(draft7, R"({"next": 5})"));
}

}  // namespace
}  // namespace plumbline::schema

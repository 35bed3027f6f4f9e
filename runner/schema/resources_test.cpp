// Where $id, id and anchors count, whatever way they are written.
#include <gtest/gtest.h>

#include "base/error.h"
#include "schema/schema.h"

namespace plumbline::schema {
namespace {

bool Fits(const Program& program, const std::string& instance) {
  return Evaluator(program).Check(std::string_view(instance)) == Verdict::kValid;
}

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
  for (const std::string& schema :
       {with(draft4, "id"), with(draft4, "'id'"), with(draft4, "\"id\""), with(draft4, R"("\x69d")"),
        with(since_2020, "$id"), with(since_2020, R"("\x24id")"), with(since_2020, R"("\u0024id")"),
        with(embedded, "id")}) {
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
  registry.Add("https://example.com/w",
               document::FlatDocument::Read("w.json", R"({"definitions": {"s": {"type": "string"}},
      "properties": {"a": {"id": "sub", "definitions": {"s": {"type": "integer"}}, "properties": {"v": {"$ref": "#/definitions/s"}}}}})"));
  registry.Add("https://example.com/meta",
               document::FlatDocument::Read("meta.json", R"({"$schema": "http://json-schema.org/draft-04/schema#"})"));
  for (const std::string dialect : {"http://json-schema.org/draft-04/schema#", "https://example.com/meta"}) {
    const Program program =
        CompileText("s.json", R"({"$schema": ")" + dialect + R"(", "allOf": [{"$ref": "w"}]})", options);
    EXPECT_TRUE(Fits(program, R"({"a": {"v": 1}})")) << dialect;
    EXPECT_FALSE(Fits(program, R"({"a": {"v": "x"}})")) << dialect;
  }
}

TEST(Resources, AnAnchorAtTheRootIsFound) {
  EXPECT_TRUE(
      Fits(CompileText("s.json", R"({"$anchor": "me", "properties": {"next": {"$ref": "#me"}}, "type": "object"})"),
           R"({"next": {}})"));
  const Program draft7 = CompileText(
      "s.json",
      R"({"$schema": "http://json-schema.org/draft-07/schema#", "$id": "#me", "properties": {"next": {"$ref": "#me"}}, "type": "object"})");
  EXPECT_FALSE(Fits(draft7, R"({"next": 5})"));
}

std::string Outcome(const std::string& schema, const Options& options = {}) {
  try {
    (void)CompileText("s.json", schema, options);
    return "compiles";
  } catch (const CompileError& error) {
    return (error.place() ? ToString(*error.place()) : error.location().ToString()) + ": " + error.message();
  }
}

TEST(Resources, NamesGivenTwiceAreRefused) {
  EXPECT_EQ(Outcome(R"({"$id": "https://e.com/s", "$defs": {
    "a": {"$id": "x"},
    "b": {"$id": "x"}}})"),
            "s.json:2:18: the URI 'https://e.com/x' is also that of the schema at s.json:3:10");
  EXPECT_EQ(Outcome(R"({"$id": "https://e.com/s", "$defs": {"a": {"$id": "s"}}})"),
            "s.json:1:51: the URI 'https://e.com/s' is also that of the schema at s.json:1:1");
  EXPECT_EQ(Outcome(R"({"$defs": {"a": {"$anchor": "x"}, "b": {"$dynamicAnchor": "x"}}})"),
            "s.json:1:29: the anchor 'x' is also that of the schema at s.json:1:40");
  EXPECT_EQ(
      Outcome(
          R"({"$defs": {"a": {"$anchor": "x"}, "b": {"$id": "b", "$anchor": "x"}, "c": {"enum": [{"$anchor": "x"}]}}})"),
      "compiles");
  EXPECT_EQ(Outcome(R"({"$anchor": "x", "$dynamicAnchor": "x"})"), "compiles");
  EXPECT_EQ(
      Outcome(
          R"({"$schema": "http://json-schema.org/draft-07/schema#", "definitions": {"a": {"$id": "#/a"}, "b": {"$id": "#/a"}}})"),
      "compiles");
}

TEST(Resources, EachIsHeldAgainstTheMetaSchemaOfItsDialect) {
  Options options;
  options.check_metaschema = true;
  const std::string root =
      R"({"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": {"a": {"$id": "a", )";
  const std::string draft7 = R"("$schema": "http://json-schema.org/draft-07/schema#", )";
  EXPECT_EQ(Outcome(root + draft7 + R"("items": [{}]}}})", options), "compiles");
  EXPECT_EQ(
      Outcome(root + R"("title": 5}}})", options),
      "s.json:1:98: $defs.a.title is not a string (by the meta-schema https://json-schema.org/draft/2020-12/schema)");
  EXPECT_EQ(Outcome(root + draft7 + R"("title": 5}}})", options),
            "s.json:1:152: $defs.a.title is not a string (by the meta-schema http://json-schema.org/draft-07/schema)");
  // A resource of the outer dialect within one of another.
  EXPECT_EQ(
      Outcome(
          root + draft7 +
              R"("items": [{"$id": "b", "$schema": "https://json-schema.org/draft/2020-12/schema", "prefixItems": 5}]}}})",
          options),
      "s.json:1:240: $defs.a.items[0].prefixItems is not an array (by the meta-schema https://json-schema.org/draft/2020-12/schema)");
}

TEST(Resources, ReferencedDocumentsAreHeldAgainstTheirMetaSchema) {
  Registry registry;
  registry.Add("https://e.com/other",
               document::FlatDocument::Read("other.json", R"({"$defs": {"a": {}, "b": {"title": 5}}})"));
  registry.Add(
      "https://e.com/api",
      document::FlatDocument::Read(
          "api.json", R"({"info": {"title": "An API"}, "components": {"schemas": {"A": {"title": 5}, "B": {}}}})"));
  Options options;
  options.check_metaschema = true;
  options.registry = &registry;
  EXPECT_EQ(
      Outcome(R"({"allOf": [{"$ref": "https://e.com/other#/$defs/a"}, {"$ref": "https://e.com/other"}]})", options),
      "other.json:1:36: $defs.b.title is not a string (by the meta-schema https://json-schema.org/draft/2020-12/schema)");
  // A file of OpenAPI is no schema; what is reached in it is.
  options.dialect = DialectId::kOpenApi30;
  EXPECT_EQ(Outcome(R"({"$ref": "https://e.com/api#/components/schemas/B"})", options), "compiles");
  EXPECT_EQ(Outcome(R"({"$ref": "https://e.com/api#/components/schemas/A"})", options).substr(0, 59),
            "api.json:1:73: components.schemas.A.title is not a string (");
}

}  // namespace
}  // namespace plumbline::schema

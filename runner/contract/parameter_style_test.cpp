#include "contract/parameter_style.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace plumbline::contract {
namespace {

using document::Document;
using document::ParseJson;
using document::WriteJson;

// The parameter `color` and its schema, as a contract declares them.
struct Declared {
  Contract contract;
  const Parameter& parameter() const { return contract.operations.front().parameters.front(); }
};

Declared Declare(const std::string& parameter, const std::string& components = "{}") {
  const bool path = parameter.find("in: path") != std::string::npos;
  Contract contract = ParseContract(
      "openapi.yaml", "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths:\n  /a" +
                          std::string(path ? "/{color}" : "") + ":\n    get:\n      parameters: [{" + parameter +
                          "}]\n      responses: {'200': {description: d}}\ncomponents: " + components + "\n");
  return {std::move(contract)};
}

const char* const kString = "schema: {type: string}";
const char* const kArray = "schema: {type: array, items: {type: string}}";
const char* const kObject =
    "schema: {type: object, properties: {R: {type: integer}, G: {type: integer}, B: {type: integer}}}";

const char* const kBlue = R"("blue")";
const char* const kColors = R"(["blue","black","brown"])";
const char* const kRgb = R"({"R":100,"G":200,"B":150})";

std::string Written(const Declared& declared, const std::string& json) {
  const document::Value value = ParseJson("value", json).root;
  if (declared.parameter().in == Location::kQuery) return Join(WriteQueryParameter(declared.parameter(), value), "&");
  return WriteParameter(declared.parameter(), value);
}

std::string Read(const Declared& declared, const std::string& text) {
  if (declared.parameter().in != Location::kQuery)
    return WriteJson(ReadParameter(declared.contract, declared.parameter(), text), 0);
  const auto value = ReadQueryParameter(declared.contract, declared.parameter(), ParseQuery(text));
  return value ? WriteJson(*value, 0) : "nothing";
}

// The table of Style Values (3.0.3, 4.7.12.3). Where it separates a label's unexploded parts by dots, it
// contradicts RFC 6570, 3.2.5, to which it refers; 3.0.4 prints commas, and so do we. Characters that a
// URI may not hold are percent-encoded.
TEST(ParameterStyle, FollowsTheTableOfTheStandardBothWays) {
  struct Row {
    std::string parameter, schema, json, text;
  };
  const std::vector<Row> rows = {
      {"in: path, style: matrix, explode: false", kString, R"("")", ";color"},
      {"in: path, style: matrix, explode: false", kString, kBlue, ";color=blue"},
      {"in: path, style: matrix, explode: false", kArray, kColors, ";color=blue,black,brown"},
      {"in: path, style: matrix, explode: false", kObject, kRgb, ";color=R,100,G,200,B,150"},
      {"in: path, style: matrix, explode: true", kString, R"("")", ";color"},
      {"in: path, style: matrix, explode: true", kString, kBlue, ";color=blue"},
      {"in: path, style: matrix, explode: true", kArray, kColors, ";color=blue;color=black;color=brown"},
      {"in: path, style: matrix, explode: true", kObject, kRgb, ";R=100;G=200;B=150"},
      {"in: path, style: label, explode: false", kString, R"("")", "."},
      {"in: path, style: label, explode: false", kString, kBlue, ".blue"},
      {"in: path, style: label, explode: false", kArray, kColors, ".blue,black,brown"},
      {"in: path, style: label, explode: false", kObject, kRgb, ".R,100,G,200,B,150"},
      {"in: path, style: label, explode: true", kString, R"("")", "."},
      {"in: path, style: label, explode: true", kString, kBlue, ".blue"},
      {"in: path, style: label, explode: true", kArray, kColors, ".blue.black.brown"},
      {"in: path, style: label, explode: true", kObject, kRgb, ".R=100.G=200.B=150"},
      {"in: path, style: simple, explode: false", kString, kBlue, "blue"},
      {"in: path, style: simple, explode: false", kArray, kColors, "blue,black,brown"},
      {"in: path, style: simple, explode: false", kObject, kRgb, "R,100,G,200,B,150"},
      {"in: path, style: simple, explode: true", kArray, kColors, "blue,black,brown"},
      {"in: path, style: simple, explode: true", kObject, kRgb, "R=100,G=200,B=150"},
      {"in: path", kObject, kRgb, "R,100,G,200,B,150"},
      {"in: header", kString, kBlue, "blue"},
      {"in: header", kArray, kColors, "blue,black,brown"},
      {"in: header, style: simple, explode: false", kObject, kRgb, "R,100,G,200,B,150"},
      {"in: header, style: simple, explode: true", kObject, kRgb, "R=100,G=200,B=150"},
      {"in: query, style: form, explode: false", kString, R"("")", "color="},
      {"in: query, style: form, explode: false", kString, kBlue, "color=blue"},
      {"in: query, style: form, explode: false", kArray, kColors, "color=blue,black,brown"},
      {"in: query, style: form, explode: false", kObject, kRgb, "color=R,100,G,200,B,150"},
      {"in: query, style: form, explode: true", kString, R"("")", "color="},
      {"in: query, style: form, explode: true", kString, kBlue, "color=blue"},
      {"in: query, style: form, explode: true", kArray, kColors, "color=blue&color=black&color=brown"},
      {"in: query, style: form, explode: true", kObject, kRgb, "R=100&G=200&B=150"},
      {"in: query", kArray, kColors, "color=blue&color=black&color=brown"},
      {"in: query, style: spaceDelimited, explode: false", kArray, kColors, "color=blue%20black%20brown"},
      {"in: query, style: spaceDelimited, explode: false", kObject, kRgb, "color=R%20100%20G%20200%20B%20150"},
      {"in: query, style: pipeDelimited, explode: false", kArray, kColors, "color=blue%7Cblack%7Cbrown"},
      {"in: query, style: pipeDelimited, explode: false", kObject, kRgb, "color=R%7C100%7CG%7C200%7CB%7C150"},
      {"in: query, style: deepObject, explode: true", kObject, kRgb,
       "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"},
      {"in: cookie", kString, kBlue, "blue"},
      {"in: cookie, explode: false", kArray, kColors, "blue,black,brown"},
      {"in: cookie, explode: false", kObject, kRgb, "R,100,G,200,B,150"},
  };
  for (const auto& [parameter, schema, json, text] : rows) {
    const Declared declared = Declare("name: color, " + parameter + ", " + schema);
    EXPECT_EQ(Written(declared, json), text) << parameter << ' ' << json;
    EXPECT_EQ(Read(declared, text), json) << parameter << ' ' << text;
  }
}

TEST(ParameterStyle, EncodesWhatWouldBeReadAsASeparator) {
  struct Row {
    std::string parameter, json, text;
  };
  const std::vector<Row> rows = {
      {"in: path, schema: {type: string}", R"("a/b c?é")", "a%2Fb%20c%3F%C3%A9"},
      {"in: path, schema: {type: array, items: {type: string}}", R"(["a,b","c;d"])", "a%2Cb,c%3Bd"},
      {"in: path, style: matrix, explode: true, schema: {type: array, items: {type: string}}", R"(["a;b","c"])",
       ";color=a%3Bb;color=c"},
      {"in: query, schema: {type: string}", R"("a&b=c+d e")", "color=a%26b%3Dc%2Bd%20e"},
      {"in: query, schema: {type: array, items: {type: string}}", R"(["a,b","c&d"])", "color=a%2Cb&color=c%26d"},
      {"in: query, allowReserved: true, schema: {type: string}", R"("/a?b:c")", "color=/a?b:c"},
      {"in: header, schema: {type: string}", R"("a/b, c")", "a/b, c"},
  };
  for (const auto& [parameter, json, text] : rows) {
    const Declared declared = Declare("name: color, " + parameter);
    EXPECT_EQ(Written(declared, json), text) << parameter;
    EXPECT_EQ(Read(declared, text), json) << parameter;
  }
}

TEST(ParameterStyle, TheSchemaTellsWhatATextStandsFor) {
  struct Row {
    std::string schema, text, json;
  };
  const std::vector<Row> rows = {
      {"{type: integer}", "20", "20"},
      {"{type: integer}", "025", R"("025")"},
      {"{type: integer}", "1.5", "1.5"},
      {"{type: integer}", "abc", R"("abc")"},
      {"{type: number}", "25.50", "25.50"},
      {"{type: string}", "20", R"("20")"},
      {"{type: boolean}", "true", "true"},
      {"{type: boolean}", "yes", R"("yes")"},
      {"{type: integer, nullable: true}", "", "null"},
      {"{type: string, nullable: true}", "", R"("")"},
      {"{}", "20", R"("20")"},
      {"{oneOf: [{type: integer}, {type: string}]}", "20", "20"},
      {"{allOf: [{$ref: '#/components/schemas/Id'}]}", "20", "20"},
      {"{$ref: '#/components/schemas/Id'}", "20", "20"},
      {"{type: array, items: {type: integer}}", "", "[]"},
      {"{type: array, items: {type: integer}}", "1,x", R"([1,"x"])"},
      {"{type: array, items: {$ref: '#/components/schemas/Id'}}", "1,2", "[1,2]"},
      {"{$ref: '#/components/schemas/Ids'}", "1,2", "[1,2]"},
      {"{$ref: '#/components/schemas/Point'}", "x,1,y,2", R"({"x":1,"y":2})"},
      {"{type: object}", "", "{}"},
  };
  const std::string components =
      "{schemas: {Id: {type: integer}, Ids: {type: array, items: {$ref: '#/components/schemas/Id'}},"
      " Point: {allOf: [{type: object, properties: {x: {type: integer}}}, {properties: {y: {type: integer}}}]}}}";
  for (const auto& [schema, text, json] : rows) {
    EXPECT_EQ(Read(Declare("name: color, in: query, explode: false, schema: " + schema, components), "color=" + text),
              json)
        << schema << ' ' << text;
    EXPECT_EQ(Read(Declare("name: color, in: path, schema: " + schema, components), text), json)
        << schema << ' ' << text;
    EXPECT_EQ(Read(Declare("name: color, in: header, schema: " + schema, components), text), json)
        << schema << ' ' << text;
  }
}

TEST(ParameterStyle, ContentIsWrittenAndReadAsJson) {
  for (const std::string in : {"path", "query", "header"}) {
    const Declared declared = Declare("name: color, in: " + in +
                                      ", content: {application/json: {schema: {type: object, properties: {R: {}}}}}");
    const std::string text = in == "header"
                                 ? R"({"R":[1,"a b"]})"
                                 : std::string(in == "query" ? "color=" : "") + "%7B%22R%22%3A%5B1%2C%22a%20b%22%5D%7D";
    EXPECT_EQ(Written(declared, R"({"R":[1,"a b"]})"), text) << in;
    EXPECT_EQ(Read(declared, text), R"({"R":[1,"a b"]})") << in;
    EXPECT_EQ(Read(declared, in == "query" ? "color={" : "{"), R"("{")") << in;
  }
}

TEST(ReadQueryParameter, GivesNothingWhereTheParameterIsNotThere) {
  for (const std::string parameter :
       {"schema: {type: string}", "schema: {type: array, items: {}}", "schema: {type: object, properties: {R: {}}}",
        "style: deepObject, schema: {type: object}", "content: {application/json: {schema: {type: object}}}"}) {
    EXPECT_EQ(Read(Declare("name: color, in: query, " + parameter), "colour=x&color2=y&colors[a]=z"), "nothing")
        << parameter;
  }
}

TEST(ReadQueryParameter, OfAnExplodedObjectTakesItsPropertiesOnly) {
  const Declared declared = Declare("name: color, in: query, schema: {$ref: '#/components/schemas/Rgb'}",
                                    "{schemas: {Rgb: {type: object, properties: {R: {type: integer}}}}}");
  EXPECT_EQ(Read(declared, "page=3&R=100"), R"({"R":100})");
}

TEST(ParseQuery, DecodesPairsInOrder) {
  EXPECT_EQ(ParseQuery("a=1&b=x%26y+z&&a=2&c&=d&e=f=g"),
            (QueryPairs{{"a", "1"}, {"b", "x&y z"}, {"a", "2"}, {"c", ""}, {"", "d"}, {"e", "f=g"}}));
  EXPECT_EQ(ParseQuery(""), QueryPairs{});
}

TEST(ReadHeader, ListsMayHaveSpaceAroundTheirCommas) {
  const auto read = [](const std::string& schema, std::string_view raw) {
    const Declared declared = Declare("name: color, in: header, schema: " + schema);
    const Header header{
        .name = "color", .required = false, .schema = declared.parameter().schema, .node = declared.parameter().node};
    EXPECT_EQ(Read(declared, std::string(raw)), WriteJson(ReadHeader(declared.contract, header, raw), 0));
    return WriteJson(ReadHeader(declared.contract, header, raw), 0);
  };
  EXPECT_EQ(read("{type: array, items: {type: integer}}", "1, 2 ,3"), "[1,2,3]");
  EXPECT_EQ(read("{type: string}", "a, b"), R"("a, b")");
  EXPECT_EQ(read("{type: integer}", "60"), "60");
}

}  // namespace
}  // namespace plumbline::contract

#include "audit/documented.h"

#include <gtest/gtest.h>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

using document::Node;

// The lists of a page without samples, against a body.
std::string Anchor(const std::string& page, const std::string& body) {
  const contract::Vendor vendor = VendorOf({{"guide.md", page}});
  const Subject subject(vendor);
  const auto lists = DocumentedLists(subject);
  if (lists.size() != 1) return "lists: " + std::to_string(lists.size());
  const document::Document parsed = document::ParseJson("body.json", body);
  const auto anchor = AnchorOf(lists.front(), Node(parsed));
  return anchor ? '"' + anchor->ToString() + '"' : "nowhere";
}
constexpr const char* kFields =
    "| Field | Type | Description |\n|---|---|---|\n| `id` | string | Its id |\n| `price` | integer | In cents |\n| `colour` | string | A colour |\n";
std::string Of(const std::string& heading) { return heading + "\n\n### Response fields\n\n" + kFields; }

TEST(AnchorOf, WhereMostNamesStand) {
  const std::string page = Of("## GET /kites");
  EXPECT_EQ(Anchor(page, R"({"id": "k1", "price": 7, "colour": "red"})"), R"("")");
  EXPECT_EQ(Anchor(page, R"([{"id": "k1", "price": 7, "colour": "red"}])"), R"("/*")");
  EXPECT_EQ(Anchor(page, R"({"data": {"kites": [{"id": "k1", "price": 7}], "id": "page"}})"), R"("/data/kites/*")");
  EXPECT_EQ(
      Anchor(page, R"({"id": "k1", "price": 7, "colour": "red", "next": {"id": "k2", "price": 7, "colour": "red"}})"),
      R"("")")
      << "the outermost of equals";
}

TEST(AnchorOf, AnotherBody) {
  const std::string page = Of("## GET /kites");
  EXPECT_EQ(Anchor(page, R"({"message": "not found"})"), "nowhere");
  EXPECT_EQ(Anchor(page, R"({"id": "k1", "mast": 2})"), "nowhere") << "one name of three";
  EXPECT_EQ(Anchor(page, R"("red")"), "nowhere");
  EXPECT_EQ(Anchor(page, R"({"a": {"b": {"c": {"d": {"id": "k1", "price": 7, "colour": "red"}}}}})"), "nowhere")
      << "too deep to be meant";
}

TEST(ValuesAt, RowsByStarAndByName) {
  const document::Document body = document::ParseJson("body.json", R"({"rows": [{"a": 1}, {"b": 2}, {"a": 3}]})");
  const auto texts = [&](const char* pointer) {
    std::vector<std::string> values;
    for (const Node& node : ValuesAt(Node(body), *JsonPointer::Parse(pointer))) values.push_back(node->text);
    return values;
  };
  EXPECT_EQ(texts("/rows/*/a"), (std::vector<std::string>{"1", "3"}));
  EXPECT_EQ(texts("/rows/a"), (std::vector<std::string>{"1", "3"}));
  EXPECT_EQ(texts("/rows/*/c"), std::vector<std::string>{});
}

std::vector<std::string> Described(const std::string& page) {
  const contract::Vendor vendor = VendorOf({{"guide.md", page}});
  const Subject subject(vendor);
  std::vector<std::string> lines;
  for (const DocumentedList& list : DocumentedLists(subject)) {
    for (const DescribedBody& described : BodiesFor(subject, list)) {
      lines.push_back((list.operation == kNowhere ? "a list of none" : subject.operations()[list.operation].name) +
                      ": " + described.body->label + " \"" + described.anchor.ToString() + '"');
    }
  }
  return lines;
}

TEST(BodiesFor, TheSamplesOfTheOperation) {
  EXPECT_EQ(
      Described(
          Of("## GET /kites/{id}") +
          "\n### Response\n\n```json 200\n{\"id\": \"k1\", \"price\": 7, \"colour\": \"red\"}\n```\n\n## GET /boats/{id}\n\n### Response\n\n```json 200\n{\"id\": \"b1\", \"price\": 7, "
          "\"colour\": \"red\"}\n```\n"),
      std::vector<std::string>{"GET /kites/{id}: the sample at guide.md:14 \"\""});
}

TEST(BodiesFor, AListOfNoOperationHasToFitWell) {
  EXPECT_EQ(
      Described(
          "# Kites\n\n## The kite object\n\n### Fields\n\n" + std::string(kFields) +
          "\n## GET /kites/{id}\n\n### Response\n\n```json 200\n{\"id\": \"k1\", \"price\": 7, \"colour\": \"red\"}\n```\n\n## GET /boats/{id}\n\n### Response\n\n```json 200\n{\"id\": \"b1\", \"price\": 7, "
          "\"sail\": 2}\n```\n"),
      std::vector<std::string>{"a list of none: the sample at guide.md:18 \"\""});
}

std::string Declared(const std::string& pointer) {
  const contract::Vendor vendor = VendorOf({}, R"(openapi: 3.0.3
components:
  schemas:
    Kite:
      allOf:
        - {type: object, properties: {id: {type: string}}}
        - {type: object, properties: {tails: {type: array, items: {$ref: '#/components/schemas/Tail'}}, extra: {type: object}}}
    Tail: {type: object, additionalProperties: false, properties: {length: {type: integer}, next: {$ref: '#/components/schemas/Tail'}}}
paths:
  /kites/{id}:
    get: {responses: {'200': {content: {application/json: {schema: {$ref: '#/components/schemas/Kite'}}}}}}
)");
  const Subject subject(vendor);
  const auto schema = DeclaredBody(subject, 0, page::Part::kResponse);
  const DeclaredPlace place = DeclaredAt(subject, *schema, *JsonPointer::Parse(pointer));
  std::string text;
  for (const contract::Node& node : place.schemas) text += (node.Find("type") ? (*node.Find("type"))->text : "?") + ' ';
  return text + (place.open ? "open" : "closed");
}

TEST(DeclaredAt, ReferencesAndBranchesAreFollowed) {
  EXPECT_EQ(Declared("/id"), "string closed");
  EXPECT_EQ(Declared("/tails"), "array closed");
  EXPECT_EQ(Declared("/tails/*/length"), "integer closed");
  EXPECT_EQ(Declared("/tails/length"), "integer closed") << "of the rows";
  EXPECT_EQ(Declared("/tails/*/next/next/length"), "integer closed");
  EXPECT_EQ(Declared("/colour"), "closed");
  EXPECT_EQ(Declared("/extra/anything"), "open");
}

}  // namespace
}  // namespace plumbline::audit

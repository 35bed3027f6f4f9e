#include "page/list_field.h"

#include <gtest/gtest.h>

#include <string>

#include "base/text.h"

namespace plumbline::page {
namespace {

// "a, b: string required | the description" of the one item of a page.
std::string Read(const std::string& item) {
  const Page page = ReadPage("a.md", "- " + item + "\n");
  const Text& text = page.blocks.at(0).text;
  const auto field = ReadListField(text);
  if (!field) return "none";
  std::vector<std::string> names;
  for (const FieldName& name : field->names) names.push_back(name.name);
  std::string out = Join(names, ", ") + ":";
  if (field->type_begin < field->type_end) out += ' ' + (field->facts.type.empty() ? "?" : field->facts.type);
  if (field->facts.required) out += *field->facts.required ? " required" : " optional";
  return out + " | " + text.text.substr(field->description);
}

TEST(ListField, NamesTypesAndDescriptions) {
  const std::pair<const char*, const char*> kRows[] = {
      {"`id` (string): Its id", "id: string | Its id"},
      {"`price` (integer, optional): in cents", "price: integer optional | in cents"},
      {"`colour` - string, one of `red`, `blue`", "colour: string | one of red, blue"},
      {"`owner`: **object**. The owner", "owner: object | The owner"},
      {"**tail** *integer* required: Length", "tail: integer required | Length"},
      {"**`tail`** *(number)* - Length", "tail: number | Length"},
      {"`source`, `destination` (Object): Where", "source, destination: object | Where"},
      {"`direction` (enum string): `in` or `out`.", "direction: string | in or out."},
      {"`tags` (array of strings, default `[]`) Labels", "tags: array | Labels"},
      {"name (string, required) - The name", "name: string required | The name"},
      {"`status`: waiting for something", "status: | waiting for something"},
      {"`queued`", "queued: | "},
      {"See `id` (string)", "none"},
      {"`GET /kites` (list)", "none"},
      {"Words (in brackets) are none", "none"},
  };
  for (const auto& [item, expected] : kRows) EXPECT_EQ(Read(item), expected) << item;
}

}  // namespace
}  // namespace plumbline::page

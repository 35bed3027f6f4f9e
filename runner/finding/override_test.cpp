#include "finding/override.h"

#include <gtest/gtest.h>

namespace plumbline::finding {
namespace {

Finding Found(std::string rule, std::string operation = "GET /a", std::string file = "specs/acme/openapi.yaml",
              std::string pointer = "/rows/*/cost") {
  Finding found;
  found.identity.rule = std::move(rule);
  found.identity.operation = std::move(operation);
  found.identity.instance_pointer = std::move(pointer);
  Place place;
  place.source = std::move(file);
  place.pointer = "/paths/~1a/get";
  found.places = {place};
  return found;
}

Override By(std::string rule, std::optional<Severity> severity, int line = 1) {
  return {.rule = std::move(rule), .severity = severity, .location = {"plumbline.yaml", line, 3}};
}

JsonPointer Pointer(std::string_view text) { return *JsonPointer::Parse(text); }

TEST(FitsPointer, ComparesSegmentBySegment) {
  struct Row {
    const char* pattern;
    const char* pointer;
    bool expected;
  };
  const Row rows[] = {
      {"", "", true},
      {"", "/a", false},
      {"/a", "/a", true},
      {"/a", "/a/b", false},
      {"/a/b", "/a", false},
      {"/*", "/a", true},
      {"/*", "/a/b", false},
      {"/a*/b", "/abc/b", true},
      {"/rows/*/cost", "/rows/17/cost", true},
      {"/rows/*/cost", "/rows/*/cost", true},
      {"/rows/0/cost", "/rows/*/cost", false},
      {"/**", "", true},
      {"/**", "/a/b/c", true},
      {"/a/**", "/a", true},
      {"/a/**", "/ab", false},
      {"/**/cost", "/cost", true},
      {"/**/cost", "/a/b/cost", true},
      {"/**/cost", "/a/cost/b", false},
      {"/a/**/c/**/e", "/a/b/c/c/d/e", true},
      {"/a/**/c/**/e", "/a/b/d/e", false},
      {"/paths/~1a~1*/get", "/paths/~1a~1{id}/get", true},
      {"/paths/*/get", "/paths/~1a~1{id}/get", true},
  };
  for (const Row& row : rows)
    EXPECT_EQ(FitsPointer(Pointer(row.pattern), Pointer(row.pointer)), row.expected)
        << row.pattern << " and " << row.pointer;
}

TEST(FitsPointer, ManyStarsEndSoon) {
  std::string pattern, pointer;
  for (int i = 0; i < 400; ++i) pattern += "/**/*a*a*b", pointer += "/aaaaaaaaaaaaaaaaaaaa";
  EXPECT_FALSE(FitsPointer(Pointer(pattern), Pointer(pointer)));
}

TEST(Fits, EveryPartThatIsGiven) {
  const Finding found = Found("money.type");
  struct Row {
    Override override;
    bool expected;
  };
  const Row rows[] = {
      {{}, true},
      {{.rule = "money.*"}, true},
      {{.rule = "money"}, false},
      {{.operation = "GET *"}, true},
      {{.operation = "POST *"}, false},
      {{.file = "specs/acme/openapi.yaml"}, true},
      {{.file = "acme/*.yaml"}, true},
      {{.file = "openapi.yaml"}, true},
      {{.file = "api.yaml"}, false},
      {{.file = "docs/*"}, false},
      {{.pointer = Pointer("/rows/*/cost")}, true},
      {{.pointer = Pointer("/paths/**")}, true},
      {{.pointer = Pointer("/rows")}, false},
      {{.rule = "money.*", .operation = "GET *", .file = "openapi.yaml", .pointer = Pointer("/rows/**")}, true},
      {{.rule = "time.*", .operation = "GET *", .file = "openapi.yaml", .pointer = Pointer("/rows/**")}, false},
      {{.rule = "money.*", .pointer = Pointer("/data/**")}, false},
  };
  for (const Row& row : rows) {
    const Override& by = row.override;
    EXPECT_EQ(Fits(by, found), row.expected) << by.rule << ' ' << by.operation << ' ' << by.file;
  }
}

TEST(ApplyOverrides, TheLastOneThatFitsWins) {
  const Overridden result =
      ApplyOverrides({Found("money.type"), Found("money.scale"), Found("time.form"), Found("heading.empty")},
                     {By("money.*", std::nullopt, 2), By("money.type", Severity::kNote, 3),
                      By("time.form", Severity::kError, 4), By("entity.*", std::nullopt, 5)});
  Finding note = Found("money.type");
  note.severity = Severity::kNote;
  note.details = {"note by plumbline.yaml:3:3; the rule says error"};
  EXPECT_EQ(result.kept, (std::vector<Finding>{note, Found("time.form"), Found("heading.empty")}));
  EXPECT_EQ(result.off, (std::vector<Finding>{Found("money.scale")}));
  EXPECT_EQ(result.used, (std::set<std::size_t>{0, 1, 2}));
  EXPECT_EQ(result.off_by, (std::set<std::size_t>{0}));
}

TEST(ApplyOverrides, WithoutAnyAllStaysAsItIs) {
  const Overridden result = ApplyOverrides({Found("money.type"), Found("time.form")}, {});
  EXPECT_EQ(result.kept, (std::vector<Finding>{Found("money.type"), Found("time.form")}));
  EXPECT_TRUE(result.off.empty());
}

}  // namespace
}  // namespace plumbline::finding

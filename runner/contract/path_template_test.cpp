#include "contract/path_template.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace plumbline::contract {
namespace {

using Values = std::map<std::string, std::string>;

TEST(PathTemplate, MatchesPathsAndGivesRawValues) {
  struct Row {
    std::string text, path;
    std::optional<Values> values;
  };
  const std::vector<Row> rows = {
      {"/", "/", Values{}},
      {"/v1/charges", "/v1/charges", Values{}},
      {"/v1/charges", "/v1/charges/", std::nullopt},
      {"/v1/charges", "/v1/charge", std::nullopt},
      {"/v1/{id}", "/v1/a%2Fb", Values{{"id", "a%2Fb"}}},
      {"/v1/{id}", "/v1/", std::nullopt},
      {"/v1/{id}", "/v1/a/b", std::nullopt},
      {"/v1/{id}/lines/{line}", "/v1/7/lines/3", Values{{"id", "7"}, {"line", "3"}}},
      {"/v1/{id}/lines", "/v1//lines", std::nullopt},
      {"/v1/{id}/lines", "/v1/7/rows", std::nullopt},
      {"/files/{name}.{ending}", "/files/a.json", Values{{"name", "a"}, {"ending", "json"}}},
      {"/files/{name}.json", "/files/a.json", Values{{"name", "a"}}},
      {"/files/{name}.json", "/files/a.json.json", Values{{"name", "a.json"}}},
      {"/files/{name}.json", "/files/.json.json", Values{{"name", ".json"}}},
      {"/files/{name}.json", "/files/.json", std::nullopt},
      {"/files/{name}.json", "/files/a/b.json", std::nullopt},
      {"/jobs/{id}:cancel", "/jobs/a:b:cancel", Values{{"id", "a:b"}}},
      {"/{a}-{b}/c", "/x-y-z/c", Values{{"a", "x"}, {"b", "y-z"}}},
  };
  for (const auto& [text, path, values] : rows)
    EXPECT_EQ(PathTemplate::Parse(text).Match(path), values) << text << " on " << path;
}

TEST(PathTemplate, ExpandsWhatItMatches) {
  const PathTemplate parsed = PathTemplate::Parse("/v1/{id}/lines/{line}.json");
  EXPECT_EQ(parsed.Names(), (std::vector<std::string>{"id", "line"}));
  const std::string path = parsed.Expand({{"id", "a%20b"}, {"line", "3"}, {"unused", "x"}});
  EXPECT_EQ(path, "/v1/a%20b/lines/3.json");
  EXPECT_EQ(parsed.Match(path), (Values{{"id", "a%20b"}, {"line", "3"}}));
}

TEST(PathTemplate, LiteralLengthTellsTheMoreConcreteOne) {
  EXPECT_EQ(PathTemplate::Parse("/v1/{id}").LiteralLength(), 4u);
  EXPECT_EQ(PathTemplate::Parse("/v1/mine").LiteralLength(), 8u);
  EXPECT_EQ(PathTemplate::Parse("{a}").LiteralLength(), 0u);
}

TEST(PathTemplate, RefusesTemplatesThatMeanNothing) {
  const auto error_of = [](std::string_view text) -> std::string {
    try {
      PathTemplate::Parse(text);
      return "no error";
    } catch (const Error& error) {
      return error.what();
    }
  };
  EXPECT_EQ(error_of("/v1/{id"), "the path template has an unbalanced brace");
  EXPECT_EQ(error_of("/v1/id}"), "the path template has an unbalanced brace");
  EXPECT_EQ(error_of("/v1/{}"), "the path template has an unbalanced brace or an empty name");
  EXPECT_EQ(error_of("/v1/{a{b}}"), "the path template has an unbalanced brace or an empty name");
  EXPECT_EQ(error_of("/{a/b}"), "the path template has an unbalanced brace or an empty name");
  EXPECT_EQ(error_of("/{id}/{id}"), "the path template names 'id' twice");
  EXPECT_EQ(error_of(""), "no error");
}

}  // namespace
}  // namespace plumbline::contract

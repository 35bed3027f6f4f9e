#include "mock/state.h"

#include <gtest/gtest.h>

#include "document/document.h"

namespace plumbline::mock {
namespace {

document::Value Json(const std::string& text) { return document::ParseJson("value", text).root; }
std::string Line(const document::Value& value) { return document::WriteJson(value, 0); }

TEST(KeyOf, IsTheMemberThatThePathParameterStandsFor) {
  struct Row {
    const char* object;
    const char* parameter;
    const char* key;
  };
  const Row rows[] = {
      {R"({"id": "a", "customer_auth_id": "b"})", "customer_auth_id", "customer_auth_id"},
      {R"({"id": "a", "auth_id": "b"})", "customer_auth_id", "auth_id"},
      {R"({"auth_id": "b", "id": "a"})", "customer_auth_id", "auth_id"},
      {R"({"id": "a", "name": "b"})", "account", "id"},
      {R"({"id": 7})", "account_id", "id"},
      {R"({"id": null, "account_id": {}})", "account_id", nullptr},
      {R"({"xid": "a"})", "account_id", nullptr},
      {R"([])", "id", nullptr},
  };
  for (const Row& row : rows) {
    const document::Value object = Json(row.object);
    const std::string* key = State::KeyOf(object, row.parameter);
    EXPECT_EQ(key == nullptr ? "none" : *key, row.key == nullptr ? "none" : row.key) << row.object;
  }
}

TEST(Create, GivesEveryObjectAKeyOfItsOwn) {
  struct Row {
    const char* object;
    const char* first;
    const char* second;
  };
  const Row rows[] = {
      {R"({"id":"ac-7","n":1})", R"({"id":"ac-7-1","n":1})", R"({"id":"ac-7-2","n":1})"},
      {R"({"id":7})", R"({"id":71})", R"({"id":72})"},
      {R"({"id":"6f1ed002-ab5c-4bb2-8b2c-0a1b2c3d4e5f"})", R"({"id":"6f1ed002-ab5c-4bb2-8b2c-0a1b2c3d4e51"})",
       R"({"id":"6f1ed002-ab5c-4bb2-8b2c-0a1b2c3d4e52"})"},
      {R"({"name":"nobody"})", R"({"name":"nobody"})", R"({"name":"nobody"})"},
  };
  for (const Row& row : rows) {
    State state;
    EXPECT_EQ(Line(state.Create("/a/{id}", "id", Json(row.object), nullptr)), row.first);
    EXPECT_EQ(Line(state.Create("/a/{id}", "id", Json(row.object), nullptr)), row.second);
    EXPECT_EQ(Line(state.Create("/b/{id}", "id", Json(row.object), nullptr)), row.first);
  }
}

TEST(Create, KeepsKeysApartThatTheRequestChose) {
  State state;
  const document::Value eleven = Json(R"({"id": 11})"), one = Json(R"({"id": 1})");
  EXPECT_EQ(Line(state.Create("/a/{id}", "id", eleven, nullptr)), R"({"id":111})");
  for (int i = 2; i <= 10; ++i) state.Create("/a/{id}", "id", Json(R"({"id": 5})"), nullptr);
  EXPECT_EQ(Line(state.Create("/a/{id}", "id", one, nullptr)), R"({"id":112})");
}

TEST(Create, AnswersWithWhatWasSentAndRemembersTheRest) {
  State state;
  const document::Value request = Json(R"({"name": "Zoë", "size": "wrong type", "note": "not echoed"})");
  EXPECT_EQ(
      Line(state.Create("/a/{id}", "id", Json(R"({"id": "x", "name": "Anna", "size": 5, "open": true})"), &request)),
      R"({"id":"x-1","name":"Zoë","size":5,"open":true})");
  ASSERT_NE(state.Find("/a/{id}", "x-1"), nullptr);
  EXPECT_EQ(Line(*state.Find("/a/{id}", "x-1")),
            R"({"id":"x-1","name":"Zoë","size":5,"open":true,"note":"not echoed"})");
  EXPECT_EQ(state.Find("/a/{id}", "x"), nullptr);
  EXPECT_EQ(state.Find("/b/{id}", "x-1"), nullptr);
}

TEST(Overlay, TakesValuesOfTheSameTypeForMembersThatAreThere) {
  struct Row {
    const char* body;
    const char* object;
    const char* expected;
  };
  const Row rows[] = {
      {R"({"a": 1, "b": "x"})", R"({"a": 2, "b": "y", "c": true})", R"({"a":2,"b":"y"})"},
      {R"({"a": 1})", R"({"a": "2"})", R"({"a":1})"},
      {R"({"a": null})", R"({"a": "2"})", R"({"a":"2"})"},
      {R"({"a": "2"})", R"({"a": null})", R"({"a":"2"})"},
      {R"({"a": {"b": 1}})", R"({"a": {"c": 2}})", R"({"a":{"c":2}})"},
      {R"([1])", R"({"a": 1})", R"([1])"},
      {R"({"a": 1})", R"([1])", R"({"a":1})"},
  };
  for (const Row& row : rows)
    EXPECT_EQ(Line(Overlay(Json(row.body), Json(row.object))), row.expected) << row.body << " with " << row.object;
}

}  // namespace
}  // namespace plumbline::mock

#include "check/body.h"

#include <gtest/gtest.h>

namespace plumbline::check {
namespace {

http::Response Typed(const std::string& type, std::string body) {
  return {200, {{"Content-Type", type}}, std::move(body)};
}

std::string Nested(std::size_t levels, const std::string& inside = "1") {
  return std::string(levels, '[') + inside + std::string(levels, ']');
}

// "JSON", "text", "not JSON: why", "not read: why".
std::string Read(const http::Response& response) {
  const Body body = ReadBody(response);
  if (body.not_json) return std::string("not JSON: ") + body.not_json->what();
  if (!body.not_read.empty()) return "not read: " + body.not_read;
  return body.document.root.IsNull() ? "text" : "JSON";
}

TEST(ReadBody, IsJsonWhereTheTypeSaysSo) {
  EXPECT_EQ(Read(Typed("application/json", "{}")), "JSON");
  EXPECT_EQ(Read(Typed("application/problem+json; charset=utf-8", "[1]")), "JSON");
  EXPECT_EQ(Read(Typed("text/plain", "{}")), "text");
  EXPECT_EQ(Read({200, {}, "{}"}), "text");
}

TEST(ReadBody, TellsWhatIsBroken) {
  EXPECT_EQ(Read(Typed("application/json", "{")),
            "not JSON: response body:1:2: the text ends inside the object that begins at 1:1");
}

TEST(ReadBody, JsonBeyondWhatIsReadIsJsonAllTheSame) {
  EXPECT_EQ(Read(Typed("application/json", Nested(400))), "JSON");
  EXPECT_EQ(
      Read(Typed("application/json", Nested(401))),
      "not read: the body is JSON beyond what Plumbline reads: nested deeper than 400 levels (response body:1:401)");
  EXPECT_EQ(
      Read(Typed("application/json", Nested(200'000))),
      "not read: the body is JSON beyond what Plumbline reads: nested deeper than 400 levels (response body:1:401)");
  EXPECT_EQ(
      Read(Typed("application/json", std::string(10'001, '7'))),
      "not read: the body is JSON beyond what Plumbline reads: a number has more than 10000 characters (response body:1:1)");
}

TEST(ReadBody, WhatIsBrokenBelowTheLimitIsNoJson) {
  EXPECT_EQ(Read(Typed("application/json", Nested(500, "tru"))),
            "not JSON: response body:1:501: unexpected 't' where a value is expected");
  EXPECT_EQ(Read(Typed("application/json", Nested(401) + "]")),
            "not JSON: response body:1:804: unexpected ']' after the end of the value");
  EXPECT_EQ(Read(Typed("application/json", std::string(200'000, '['))),
            "not JSON: response body:1:401: nested deeper than 400 levels, and broken below");
}

}  // namespace
}  // namespace plumbline::check

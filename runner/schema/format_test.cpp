#include "schema/format.h"

#include <gtest/gtest.h>

#include <vector>

#include "document/document.h"
#include "schema/schema.h"

namespace plumbline::schema {
namespace {

// Instances in JSON, by format.
struct Row {
  std::string format;
  std::vector<std::string> accepted, refused;
};

const std::vector<Row>& Rows() {
  static const std::vector<Row> rows = {
      {"date-time",
       {R"("2026-01-19T18:39:14Z")", R"("2026-01-19t18:39:14.123456z")", R"("2024-02-29T00:00:00+05:30")", R"("1990-12-31T23:59:60Z")",
        R"("1990-12-31T15:59:60-08:00")"},
       {R"("2026-01-19")", R"("2026-01-19 18:39:14Z")", R"("2026-01-19T18:39:14")", R"("2026-02-29T00:00:00Z")", R"("2026-01-19T24:00:00Z")",
        R"("2026-01-19T18:39Z")", R"("2026-01-19T18:39:14.Z")", R"("2026-01-19T18:39:14+0530")", R"("1990-12-31T22:59:60Z")",
        R"("2026-01-19T18:39:14+24:00")", R"("2026-01-19T18:39:14Z\n")", R"("")"}},
      {"date", {R"("2026-01-19")", R"("2024-02-29")"}, {R"("2026-02-29")", R"("2026-1-19")", R"("2026-01-19T00:00:00Z")", R"("19.01.2026")", R"("")"}},
      {"time",
       {R"("18:39:14Z")", R"("00:00:00.5+00:00")", R"("23:59:60Z")", R"("01:29:60+01:30")"},
       {R"("18:39:14")", R"("18:39Z")", R"("24:00:00Z")", R"("18:60:00Z")", R"("18:39:61Z")", R"("22:59:60Z")", R"("१8:39:14Z")"}},
      {"email",
       {R"("a@b")", R"("joe.bloggs+tag@example.com")", R"("a!#$%&'*+/=?^_`{|}~-@b-c.de")"},
       {R"("a")", R"("@b")", R"("a@")", R"(".a@b")", R"("a.@b")", R"("a..b@c")", R"("a b@c")", R"("a@-b")", R"("a@b.")", R"("a@b@c")"}},
      {"hostname",
       {R"("a")", R"("www.example.com")", R"("xn--4gbwdl.xn--wgbh1c")", R"("1host")"},
       {R"("")", R"("-a")", R"("a-")", R"("a..b")", R"("a_b")", R"("a.")", R"("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")"}},
      {"ipv4", {R"("127.0.0.1")", R"("255.255.255.255")"}, {R"("256.0.0.1")", R"("1.2.3")", R"("1.2.3.4.5")", R"("087.10.0.1")", R"("0x7f.0.0.1")", R"("1.2.3.4 ")", R"("1.2.3.4\u0000")"}},
      {"ipv6", {R"("::1")", R"("2001:db8::1")", R"("::ffff:192.168.0.1")"}, {R"("::1::")", R"("12345::")", R"("fe80::1%eth0")", R"("127.0.0.1")", R"("1:2:3:4:5:6:7:8:9")"}},
      {"uri",
       {R"("https://example.com/a?b=c#d")", R"("urn:x:y")", R"("mailto:a@b")", R"("http://[::1]/%20")"},
       {R"("/a/b")", R"("//host/a")", R"("a b:c")", R"("1a:b")", R"("http://a b")", R"("http://a/%zz")", R"("http://a/é")", R"("")"}},
      {"uuid",
       {R"("2eb8aa08-aa98-11ea-b4aa-73b441d16380")", R"("2EB8AA08-AA98-11EA-B4AA-73B441D16380")", R"("00000000-0000-0000-0000-000000000000")"},
       {R"("2eb8aa08aa9811eab4aa73b441d16380")", R"("2eb8aa08-aa98-11ea-b4aa-73b441d1638")", R"("2eb8aa08-aa98-11ea-b4aa-73b441d1638g")",
        R"("{2eb8aa08-aa98-11ea-b4aa-73b441d16380}")", R"("")"}},
      {"json-pointer", {R"("")", R"("/a/~0~1")"}, {R"("a")", R"("/~2")", R"("#/a")"}},
      {"regex", {R"("^a$")", R"x("(?=a)")x"}, {R"x("(")x", R"("[")"}},
      {"byte", {R"("")", R"("YQ==")", R"("YWI=")", R"("YWJj")", R"("+/+/")"}, {R"("YQ")", R"("YQ=")", R"("Y===")", R"("YQ==YQ==")", R"("YW-j")", R"("YWJ\n")"}},
      {"decimal", {R"("108.24")", R"("-0.5")", R"("1e3")"}, {R"("")", R"("+1")", R"("1,5")", R"(".5")", R"("NaN")"}},
      {"int32", {"0", "1.0", "-2147483648", "2147483647", "2.147483647e9"}, {"2147483648", "-2147483649", "0.5", "1e400"}},
      {"int64", {"9223372036854775807", "-9223372036854775808", "1e18"}, {"9223372036854775808", "-9223372036854775809", "1e1000000000", "0.1"}},
      {"float", {"0.1", "1e400"}, {}},
      {"double", {"0.1", "1e400"}, {}},
      {"binary", {R"("any")"}, {}},
      {"password", {R"("any")"}, {}},
  };
  return rows;
}

TEST(Format, AcceptsAndRefuses) {
  for (const Row& row : Rows()) {
    const Format* format = FindFormat(row.format);
    ASSERT_NE(format, nullptr) << row.format;
    const auto judge = [&](const std::string& json) {
      const document::Value value = document::ParseJson("instance", json).root;
      return format->applies(value) && format->accepts(value);
    };
    for (const std::string& json : row.accepted) EXPECT_TRUE(judge(json)) << row.format << ' ' << json;
    for (const std::string& json : row.refused) EXPECT_FALSE(judge(json)) << row.format << ' ' << json;
  }
}

TEST(Format, EveryFormatHasARowHere) {
  std::vector<std::string> formats, tested;
  for (const Format& format : Formats()) formats.emplace_back(format.name);
  for (const Row& row : Rows()) tested.push_back(row.format);
  EXPECT_EQ(formats, tested);
}

TEST(Format, JudgesOnlyItsKindOfValue) {
  const Program dates = Compile(document::ParseJson("schema", R"({"format": "date"})").root);
  const Program numbers = Compile(document::ParseJson("schema", R"({"format": "int32"})").root);
  for (const std::string json : {"null", "5", "[]", "{}", "true"}) EXPECT_TRUE(IsValid(dates, document::ParseJson("instance", json).root)) << json;
  for (const std::string json : {"null", "\"x\"", "[]", "{}", "true"}) EXPECT_TRUE(IsValid(numbers, document::ParseJson("instance", json).root)) << json;
}

TEST(Format, IsIgnoredWhereUnknownOrNotAsserted) {
  const document::Value date = document::ParseJson("schema", R"({"format": "date"})").root;
  const document::Value unknown = document::ParseJson("schema", R"({"format": "colour"})").root;
  const document::Value text = document::Value::String("x");
  EXPECT_FALSE(IsValid(Compile(date), text));
  EXPECT_TRUE(IsValid(Compile(date, {.assert_formats = false}), text));
  EXPECT_TRUE(IsValid(Compile(unknown), text));
  EXPECT_EQ(FindFormat("colour"), nullptr);
}

}  // namespace
}  // namespace plumbline::schema

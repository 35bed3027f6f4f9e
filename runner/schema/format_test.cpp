#include "schema/format.h"

#include <gtest/gtest.h>

#include <ostream>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "schema/schema.h"

namespace plumbline::schema {
namespace {

using namespace std::string_literals;  // texts with NUL in them

// A text, and what is wrong with it; no reason where it fits.
struct Row {
  std::string text;
  std::string reason = {};
  std::size_t offset = 0;

  bool operator==(const Row&) const = default;
};

void PrintTo(const Row& row, std::ostream* out) {
  *out << '\'' << row.text << "': " << (row.reason.empty() ? "fits" : row.reason) << " at " << row.offset;
}

void Expect(std::string_view name, const std::vector<Row>& rows) {
  const Format* format = FindFormat(name);
  ASSERT_NE(format, nullptr) << name;
  for (const Row& row : rows) {
    const FormatFault fault = format->check(row.text);
    EXPECT_EQ((Row{row.text, fault.broken() ? fault.reason : "", fault.offset}), row) << name;
  }
}

std::string Repeat(std::string_view part, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += part;
  return text;
}

TEST(Format, Date) {
  Expect("date", {
                     {"2026-01-19"},
                     {"2024-02-29"},
                     {"0400-02-29"},
                     {"0000-01-01"},
                     {"9999-12-31"},
                     {"", "the year needs four digits", 0},
                     {"998-01-01", "the year needs four digits", 3},
                     {"+2020-01-01", "the year needs four digits", 0},
                     {"२०२६-01-19", "the year needs four digits", 0},
                     {"12020-01-01", "a hyphen belongs after the year", 4},
                     {"2026", "a hyphen belongs after the year", 4},
                     {"20260119", "a hyphen belongs after the year", 4},
                     {"2020–01–01", "a hyphen belongs after the year", 4},
                     {"2026-1-19", "the month needs two digits", 6},
                     {"2026-W01", "the month needs two digits", 5},
                     {"2026-00-01", "there is no month 00", 5},
                     {"2026-13-01", "the month is past 12", 5},
                     {"2026-01/01", "a hyphen belongs after the month", 7},
                     {"2026-01", "a hyphen belongs after the month", 7},
                     {"2026-01-1", "the day needs two digits", 9},
                     {"2026-01-0:", "the day needs two digits", 9},
                     {"1963-06-1৪", "the day needs two digits", 9},
                     {"2026-01-00", "there is no day 00", 8},
                     {"2026-02-29", "the day is past the end of its month", 8},
                     {"2100-02-29", "the day is past the end of its month", 8},
                     {"2026-04-31", "the day is past the end of its month", 8},
                     {"2026-12-32", "the day is past the end of its month", 8},
                     {"2026-01-19T00:00:00Z", "text follows the date", 10},
                     {"2026-01-19\n", "text follows the date", 10},
                     {"2026-01-19\0"s, "text follows the date", 10},
                 });
}

TEST(Format, Time) {
  Expect("time", {
                     {"18:39:14Z"},
                     {"18:39:14z"},
                     {"00:00:00.5+00:00"},
                     {"12:34:56-00:00"},
                     {"23:59:59.999999999999999999999999+23:59"},
                     {"23:59:60Z"},
                     {"23:59:60.5Z"},
                     {"01:29:60+01:30"},
                     {"15:59:60-08:00"},
                     {"00:29:60-23:30"},
                     {"", "the hour needs two digits", 0},
                     {"8:30:06Z", "the hour needs two digits", 1},
                     {"१8:39:14Z", "the hour needs two digits", 0},
                     {"24:00:00Z", "the hour is past 23", 0},
                     {"008:030:006Z", "a colon belongs after the hour", 2},
                     {"18", "a colon belongs after the hour", 2},
                     {"18:3", "the minute needs two digits", 4},
                     {"18:60:00Z", "the minute is past 59", 3},
                     {"18:39Z", "a colon belongs after the minute", 5},
                     {"18:39:1", "the second needs two digits", 7},
                     {"18:39:61Z", "the second is past 60", 6},
                     {"18:39:14.Z", "a fraction needs a digit", 9},
                     {"18:39:14", "Z or an offset such as +05:30 belongs after the time", 8},
                     {"18:39:14,5Z", "Z or an offset such as +05:30 belongs after the time", 8},
                     {"12:00:00.52", "Z or an offset such as +05:30 belongs after the time", 11},
                     {"08:30:06 PST", "Z or an offset such as +05:30 belongs after the time", 8},
                     {"08:30:06-8:00", "the hour of the offset needs two digits", 10},
                     {"08:30:06+24:00", "the hour of the offset is past 23", 9},
                     {"08:30:06+0530", "a colon belongs after the hour of the offset", 11},
                     {"08:30:06+05", "a colon belongs after the hour of the offset", 11},
                     {"08:30:06+05:3", "the minute of the offset needs two digits", 13},
                     {"08:30:06+05:60", "the minute of the offset is past 59", 12},
                     {"22:59:60Z", "second 60 exists only at 23:59 UTC", 6},
                     {"23:59:60+01:00", "second 60 exists only at 23:59 UTC", 6},
                     {"18:39:14Z+00:00", "text follows the time", 9},
                     {"18:39:14Z\n", "text follows the time", 9},
                 });
}

TEST(Format, DateTime) {
  Expect("date-time", {
                          {"2026-01-19T18:39:14Z"},
                          {"2026-01-19t18:39:14.123456z"},
                          {"2024-02-29T00:00:00+05:30"},
                          {"1990-12-31T23:59:60Z"},
                          {"1990-12-31T15:59:60-08:00"},
                          {"", "the year needs four digits", 0},
                          {"06/19/1963 08:30:06 PST", "the year needs four digits", 2},
                          {"2013-350T01:01:01", "the month is past 12", 5},
                          {"2026-02-29T00:00:00Z", "the day is past the end of its month", 8},
                          {"2026-01-19", "a T belongs between date and time", 10},
                          {"2026-01-19 18:39:14Z", "a T belongs between date and time", 10},
                          {"2026-01-19T", "the hour needs two digits", 11},
                          {"1963-06-11T0৪:00:00Z", "the hour needs two digits", 12},
                          {"2026-01-19T24:00:00Z", "the hour is past 23", 11},
                          {"2026-01-19T18:39Z", "a colon belongs after the minute", 16},
                          {"2026-01-19T18:39:14", "Z or an offset such as +05:30 belongs after the time", 19},
                          {"2026-01-19T18:39:14.Z", "a fraction needs a digit", 20},
                          {"2026-01-19T18:39:14+0530", "a colon belongs after the hour of the offset", 22},
                          {"2026-01-19T18:39:14+24:00", "the hour of the offset is past 23", 20},
                          {"1990-12-31T22:59:60Z", "second 60 exists only at 23:59 UTC", 17},
                          {"2026-01-19T18:39:14Z\n", "text follows the time", 20},
                      });
}

TEST(Format, Duration) {
  Expect("duration", {
                         {"P4DT12H30M5S"},
                         {"P1Y2M3DT4H5M6S"},
                         {"P1Y"},
                         {"P1M2D"},
                         {"PT0S"},
                         {"PT1M2S"},
                         {"P2W"},
                         {"P01D"},
                         {"p1dt2h"},
                         {"P" + Repeat("9", 100) + "D"},
                         {"", "a duration must start with P", 0},
                         {"-P1D", "a duration must start with P", 0},
                         {"P", "a number or T belongs after P", 1},
                         {"P২Y", "a number or T belongs after P", 1},
                         {"P-1D", "a number or T belongs after P", 1},
                         {"PT", "a number of hours, minutes or seconds belongs after T", 2},
                         {"P1YT", "a number of hours, minutes or seconds belongs after T", 4},
                         {"P1", "a unit belongs after the number", 2},
                         {"PT0.5S", "a unit belongs after the number", 3},
                         {"PT1D", "there is no such unit here", 3},
                         {"P1S", "there is no such unit here", 2},
                         {"P1D2H", "there is no such unit here", 4},
                         {"P2D1Y", "units must go from large to small, each once", 4},
                         {"PT1S1S", "units must go from large to small, each once", 5},
                         {"P1Y2D", "the unit between the last and this one is missing", 4},
                         {"PT1H2S", "the unit between the last and this one is missing", 5},
                         {"P1Y2W", "weeks must stand alone", 4},
                         {"P1W2D", "weeks must stand alone", 3},
                         {"P1W\n", "weeks must stand alone", 3},
                         {"PT1W", "weeks must stand alone", 3},
                         {"P1D ", "a duration cannot hold this character", 3},
                         {"PT1H\0"s, "a duration cannot hold this character", 4},
                     });
}

TEST(Format, Email) {
  Expect("email", {
                      {"a@b"},
                      {"joe.bloggs+tag@example.com"},
                      {"a!#$%&'*+/=?^_`{|}~-@b-c.de"},
                      {R"("joe bloggs"@example.com)"},
                      {R"("joe@..bloggs"@example.com)"},
                      {R"("a\"b\\"@example.com)"},
                      {R"(""@example.com)"},
                      {"joe.bloggs@[127.0.0.1]"},
                      {"joe.bloggs@[IPv6:::1]"},
                      {"joe.bloggs@[ipv6:2001:db8::1]"},
                      {Repeat("a", 64) + "@b"},
                      {"a@xn--x"},
                      {"", "an @ and a domain are missing", 0},
                      {"2962", "an @ and a domain are missing", 4},
                      {"@b", "the local part is empty", 0},
                      {".a@b", "a dot must stand between two atoms", 0},
                      {"a..b@c", "a dot must stand between two atoms", 2},
                      {"a.@b", "a local part cannot end with a dot", 1},
                      {"a b@c", "a local part holds this character in quotes only", 1},
                      {"ö@b", "a local part cannot hold this character", 0},
                      {Repeat("a", 65) + "@b", "a local part is at most 64 bytes long", 64},
                      {R"("a)", "the quoted local part is not closed", 0},
                      {R"("a"b@c)", "an @ belongs after the quoted local part", 3},
                      {R"("a")", "an @ belongs after the quoted local part", 3},
                      {"\"a\n\"@b", "a quoted local part cannot hold this character", 2},
                      {"\"ö\"@b", "a quoted local part cannot hold this character", 1},
                      {"\"a\\", "a backslash must quote a printable ASCII character", 2},
                      {"a@", "the domain is empty", 2},
                      {"a@-b", "a label cannot start with a hyphen", 2},
                      {"a@b.", "a label is empty", 4},
                      {"a@b@c", "a label holds ASCII letters, digits and hyphens only", 3},
                      {"a@b_c", "a label holds ASCII letters, digits and hyphens only", 3},
                      {"a@b, c@d", "a label holds ASCII letters, digits and hyphens only", 3},
                      {"a@b\n", "a label holds ASCII letters, digits and hyphens only", 3},
                      {"a@ö", "a label holds ASCII letters, digits and hyphens only", 2},
                      {"a@[1.2.3.300]", "a number is past 255", 9},
                      {"a@[IPv6:1]", "an address without '::' has eight groups", 9},
                      {"a@[1.2.3.4", "the address literal is not closed", 2},
                      {"a@[1.2.3.4]b", "text follows the address literal", 11},
                  });
}

TEST(Format, IdnEmail) {
  Expect("idn-email", {
                          {"joe.bloggs@example.com"},
                          {"실례@실례.테스트"},
                          {"\"δοκιμή δ\"@example.com"},
                          {"cafe\u0301@cafe\u0301.com"},
                          {"\u0085@example.com"},
                          {"user\uFF20example.com", "an @ and a domain are missing", 18},
                          {"δ\xFF@b", "a local part cannot hold this character", 2},
                          {"\"\xED\xA0\x80\"@b", "a quoted local part cannot hold this character", 1},
                          {"δοκιμή", "an @ and a domain are missing", 12},
                          {"a@b\u3002c", "IDNA 2008 does not allow this character", 3},
                          {"a@xn--x", "the label is no punycode", 2},
                          {"ö@ö..b", "a label is empty", 6},
                      });
}

TEST(Format, Hostname) {
  const std::string label(63, 'a');
  Expect("hostname",
         {
             {"a"},
             {"www.example.com"},
             {"WWW.EXAMPLE.COM"},
             {"1host"},
             {"a--b.com"},
             {"ab--cd.example"},
             {"xn--4gbwdl.xn--wgbh1c"},
             {"XN--4GBWDL"},
             {"1.xn--4db"},
             {label + ".com"},
             {label + '.' + label + '.' + label + '.' + label.substr(2)},
             {"", "a label is empty", 0},
             {".", "a label is empty", 0},
             {"a..b", "a label is empty", 2},
             {"a.", "a label is empty", 2},
             {"-a", "a label cannot start with a hyphen", 0},
             {"a.b-", "a label cannot end with a hyphen", 3},
             {"a_b", "a label holds ASCII letters, digits and hyphens only", 1},
             {"example．com", "a label holds ASCII letters, digits and hyphens only", 7},
             {"a.com\n", "a label holds ASCII letters, digits and hyphens only", 5},
             {"a\0b"s, "a label holds ASCII letters, digits and hyphens only", 1},
             {"a." + label + "a", "a label is at most 63 characters long", 65},
             {label + '.' + label + '.' + label + '.' + label.substr(1), "a host name is at most 253 characters long",
              253},
             {"a.xn--X", "the label is no punycode", 2},
             {"xn--", "a label cannot end with a hyphen", 3},
             {"xn---9uc", "the label is no punycode", 0},
             {"xn--hello-zed", "a label cannot start with a combining mark", 0},
             {"xn--07jt112bpxg", "IDNA 2008 does not allow this character", 0},
             {"xn--al-0ea", "this character cannot stand beside these others (RFC 5892, A.3 to A.9)", 0},
             {"a.xn--11b2er09f", "a joiner of zero width cannot stand in this place (RFC 5892, A.1 and A.2)", 2},
             {"XN--aa---o47jg78q", "a label cannot have hyphens in both its third and its fourth place", 0},
             {"xn--0ca24w", "the directions of the letters break the Bidi rule (RFC 5893, 2)", 0},
         });
}

TEST(Format, IdnHostname) {
  constexpr const char* kDisallowed = "IDNA 2008 does not allow this character";
  constexpr const char* kBeside = "this character cannot stand beside these others (RFC 5892, A.3 to A.9)";
  constexpr const char* kJoiner = "a joiner of zero width cannot stand in this place (RFC 5892, A.1 and A.2)";
  constexpr const char* kBidi = "the directions of the letters break the Bidi rule (RFC 5893, 2)";
  Expect("idn-hostname", {
                             {"실례.테스트"},
                             {"bücher.example"},
                             {"WWW.bücher.example"},
                             {"ab--cd.example"},
                             {"xn--ihqwcrb4cv8a8dqg056pqjye"},
                             {"ßς་〇"},
                             {"a\u3002b\uFF0Ec\uFF61d"},
                             {"l·l"},
                             {"α͵β"},
                             {"א׳ב"},
                             {"・ぁ"},
                             {"ب٠ب"},
                             {"क\u094D\u200Dष"},
                             {"بي\u200Cبي"},
                             {"a.א"},
                             {"a1.א.é.XN--4DB"},
                             {"", "a label is empty", 0},
                             {"a..b", "a label is empty", 2},
                             {"example\u3002", "a label is empty", 10},
                             {"-ü", "a label cannot start with a hyphen", 0},
                             {"ü-.de", "a label cannot end with a hyphen", 2},
                             {"ü_b", "a label holds letters, digits and hyphens only", 2},
                             {"ü\0b"s, "a label holds letters, digits and hyphens only", 2},
                             {"ü\n", "a label holds letters, digits and hyphens only", 2},
                             {"ü\xFF", "the bytes are no UTF-8", 2},
                             {"a.\xC3", "the bytes are no UTF-8", 2},
                             {"cafe\u0301", "a label must be in Unicode normalisation form C", 4},
                             {"ab--ü", "a label cannot have hyphens in both its third and its fourth place", 4},
                             {"a.\u0300hello", "a label cannot start with a combining mark", 2},
                             {"Bücher.example", kDisallowed, 1},
                             {"실\u302E례", kDisallowed, 3},
                             {"x😀y", kDisallowed, 1},
                             {"a\u0378", "this code point is not assigned", 1},
                             {"a·l", kBeside, 1},
                             {"l·lx·y", kBeside, 5},
                             {"α͵", kBeside, 2},
                             {"׳ב", kBeside, 0},
                             {"def・abc", kBeside, 3},
                             {"ب٠۰", kBeside, 4},
                             {"क\u200Dष", kJoiner, 3},
                             {"क\u094D\u200Cषx\u200Cy", kJoiner, 13},
                             {"0ا", kBidi, 1},
                             {"aא", kBidi, 1},
                             {"א0٠", kBidi, 3},
                             {"0a.א", kBidi, 0},
                             {"a.א.・ァ", kBidi, 5},
                             {"1.XN--4DB", kBidi, 0},
                             {Repeat("ü", 64), "a label in punycode is at most 63 characters long", 0},
                             {"a." + Repeat("ü", 100000), "a label in punycode is at most 63 characters long", 2},
                             {Repeat("ü.", 100000), "a host name in punycode is at most 253 characters long", 93},
                         });
}

TEST(Format, Ipv4) {
  Expect("ipv4", {
                     {"127.0.0.1"},
                     {"0.0.0.0"},
                     {"255.255.255.255"},
                     {"", "a number from 0 to 255 belongs here", 0},
                     {"1.2.3.", "a number from 0 to 255 belongs here", 6},
                     {"1..2.3", "a number from 0 to 255 belongs here", 2},
                     {"1.2.x.4", "a number from 0 to 255 belongs here", 4},
                     {"१.0.0.1", "a number from 0 to 255 belongs here", 0},
                     {"256.0.0.1", "a number is past 255", 0},
                     {"1.2.3.1000", "a number is past 255", 6},
                     {"2130706433", "a number is past 255", 0},
                     {"1.2.3.04", "a number cannot have a leading zero", 6},
                     {"087.10.0.1", "a number cannot have a leading zero", 0},
                     {"1.2.3", "a dot and another number belong here", 5},
                     {"0x7f.0.0.1", "a dot and another number belong here", 1},
                     {"1.2.3.4.5", "text follows the address", 7},
                     {"1.2.3.4 ", "text follows the address", 7},
                     {"1.2.3.4/24", "text follows the address", 7},
                     {"1.2.3.4\0"s, "text follows the address", 7},
                 });
}

TEST(Format, Ipv6) {
  Expect("ipv6",
         {
             {"::"},
             {"::1"},
             {"d6::"},
             {"2001:db8::1"},
             {"2001:DB8::1"},
             {"1:2:3:4:5:6:7:8"},
             {"1:2:3:4:5:6:7::"},
             {"::2:3:4:5:6:7:8"},
             {"::ffff:192.168.0.1"},
             {"1:2:3:4:5:6:1.2.3.4"},
             {"1:2:3:4:5::1.2.3.4"},
             {"", "a group of hexadecimal digits belongs here", 0},
             {":1", "a group of hexadecimal digits belongs here", 0},
             {"1:::2", "a group of hexadecimal digits belongs here", 3},
             {"::laptop", "a group of hexadecimal digits belongs here", 2},
             {"[::1]", "a group of hexadecimal digits belongs here", 0},
             {"1:2:3:4:5:6:7:৪", "a group of hexadecimal digits belongs here", 14},
             {"12345::", "a group has at most four hexadecimal digits", 4},
             {"1:2:3:4:5:6:7:8:9", "an address has no more than eight groups", 16},
             {"1:2:3:4:5:6:7:1.2.3.4", "an address has no more than eight groups; an IPv4 address counts as two", 14},
             {"1:", "an address cannot end with one colon", 1},
             {"1::2::", "'::' can stand in an address once only", 4},
             {"1:2:3:4:5:6:7:8::", "'::' stands for no group", 15},
             {"1:2:3", "an address without '::' has eight groups", 5},
             {"127.0.0.1", "an address without '::' has eight groups", 9},
             {"::1.2.3", "a dot and another number belong here", 7},
             {"::1.2.3.04", "a number cannot have a leading zero", 8},
             {"::1.2.3.4:5", "text follows the address", 9},
             {"fe80::1%eth0", "a zone is no part of an address", 7},
             {"::1/64", "an IPv6 address cannot hold this character", 3},
             {"::1\n", "an IPv6 address cannot hold this character", 3},
             {"::1\0"s, "an IPv6 address cannot hold this character", 3},
         });
}

TEST(Format, Uri) {
  Expect("uri", {
                    {"https://example.com/a?b=c#d"},
                    {"http://-.~_!$&'()*+,;=:%40:80%2f::::::@example.com"},
                    {"http://[::1]:8080/%20"},
                    {"http://[v1.fe:d]/"},
                    {"http://999.999.999.999/"},
                    {"http://a:/"},
                    {"http://a?b/?c#d/?e"},
                    {"file:///etc/hosts"},
                    {"urn:x:y"},
                    {"a:"},
                    {"mailto:a@b"},
                    {"tel:+1-816-555-1212"},
                    {"a+1.b-c:/p//q"},
                    {"", "a scheme, which starts with a letter, belongs here", 0},
                    {"/a/b", "a scheme, which starts with a letter, belongs here", 0},
                    {"//host/a", "a scheme, which starts with a letter, belongs here", 0},
                    {"1a:b", "a scheme, which starts with a letter, belongs here", 0},
                    {"a b:c", "a scheme holds letters, digits, +, - and . only", 1},
                    {"ht_tp://a", "a scheme holds letters, digits, +, - and . only", 2},
                    {"abc", "a colon and the rest belong after the scheme", 3},
                    {"http://a b", "a host cannot hold this character", 8},
                    {"http://a@b@c/", "a host cannot hold this character", 10},
                    {"http://a[::1]", "a host cannot hold this character", 8},
                    {"http://a\\b/", "a host cannot hold this character", 8},
                    {"https://[@example.org/", "user information cannot hold this character", 8},
                    {"http://[::1", "the bracket is not closed", 7},
                    {"http://[::1/]", "the bracket is not closed", 7},
                    {"http://[::1]a", "only a port or a path can follow the bracket", 12},
                    {"http://[]", "a group of hexadecimal digits belongs here", 8},
                    {"http://[1.2.3.4]", "an address without '::' has eight groups", 15},
                    {"http://[::1%25eth0]", "a zone is no part of an address", 11},
                    {"http://[v.a]", "a version of hexadecimal digits belongs after the v", 9},
                    {"http://[v1]", "a dot belongs after the version", 10},
                    {"http://[v1.]", "an address belongs after the version", 11},
                    {"http://[v1.a@b]", "user information cannot hold this character", 7},
                    {"http://[v1.a\"]", "an address literal cannot hold this character", 12},
                    {"http://a:8o/", "a port holds digits only", 10},
                    {"http://2001:db8::1/", "a port holds digits only", 12},
                    {"http://a/%zz", "a percent sign needs two hexadecimal digits", 9},
                    {"http://a/%2", "a percent sign needs two hexadecimal digits", 9},
                    {"http://%/", "a percent sign needs two hexadecimal digits", 7},
                    {"http://a/é", "a URI holds ASCII only; other characters are percent-encoded", 9},
                    {"http://a/\\", "a path cannot hold this character", 9},
                    {"http://a/[b]", "a path cannot hold this character", 9},
                    {"http://a/\n", "a path cannot hold this character", 9},
                    {"http://a/\0"s, "a path cannot hold this character", 9},
                    {"a:{b}", "a path cannot hold this character", 2},
                    {"a:?b c", "a query cannot hold this character", 4},
                    {"a:#b#c", "a fragment cannot hold this character", 4},
                });
}

TEST(Format, UriReference) {
  Expect("uri-reference", {
                              {""},
                              {"/abc"},
                              {"abc"},
                              {"//"},
                              {"//a:80/b?c#d"},
                              {"?query=1"},
                              {"#fragment"},
                              {"./this:that"},
                              {"a/b:c"},
                              {"urn:x"},
                              {"a@b"},
                              {"1:b", "a relative reference cannot have a colon in its first segment", 1},
                              {":a", "a relative reference cannot have a colon in its first segment", 0},
                              {"a b:c", "a path cannot hold this character", 1},
                              {"\\\\WINDOWS\\share", "a path cannot hold this character", 0},
                              {"/[::1]", "a path cannot hold this character", 1},
                              {"#frag\\ment", "a fragment cannot hold this character", 5},
                              {"//a:b/", "a port holds digits only", 4},
                              {"/é", "a URI holds ASCII only; other characters are percent-encoded", 1},
                              {"/%zz", "a percent sign needs two hexadecimal digits", 1},
                          });
}

TEST(Format, Iri) {
  Expect("iri", {
                    {"http://ƒøø.ßår/?∂éœ=πîx#πîüx"},
                    {"http://ö@[2001:db8::1]/𐌀"},
                    {"http://[V1.fe]"},
                    {"a:?\U000F0000"},
                    {"âππ", "a scheme, which starts with a letter, belongs here", 0},
                    {"http://a/\U000F0000", "a path cannot hold this character", 9},
                    {"http://a/\u0085", "a path cannot hold this character", 9},
                    {"http://a/\uFFFF", "a path cannot hold this character", 9},
                    {"http://a/\uFDD0", "a path cannot hold this character", 9},
                    {"http://a/é\xFF", "the bytes are no UTF-8", 11},
                    {"http://a/\xC0\xAF", "the bytes are no UTF-8", 9},
                    {"http://[é]/", "a group of hexadecimal digits belongs here", 8},
                    {"http://ö:é/", "a port holds digits only", 10},
                    {"http://ö/\n", "a path cannot hold this character", 10},
                });
}

TEST(Format, IriReference) {
  Expect("iri-reference", {
                              {""},
                              {"/âππ"},
                              {"âππ"},
                              {"#ƒrägmênt"},
                              {"//ƒøø.ßår/?∂éœ=πîx"},
                              {"é:b", "a relative reference cannot have a colon in its first segment", 2},
                              {"#ƒräg\\mênt", "a fragment cannot hold this character", 7},
                              {"\\\\WINDOWS\\filëßåré", "a path cannot hold this character", 0},
                          });
}

TEST(Format, UriTemplate) {
  Expect("uri-template", {
                             {""},
                             {"http://example.com/dictionary/{term:1}/{term}"},
                             {"{+a}{#a}{.a}{/a}{;a}{?a}{&a}"},
                             {"{=a}{,a}{!a}{@a}{|a}"},
                             {"{a,b.c*,%41_:9999}"},
                             {"a%41b'é😀"},
                             {"{a", "an expression is not closed", 0},
                             {"x{a,", "an expression is not closed", 1},
                             {"x{", "an expression is not closed", 1},
                             {"{}", "the name of a variable belongs here", 1},
                             {"{+}", "the name of a variable belongs here", 2},
                             {"{a,,b}", "the name of a variable belongs here", 3},
                             {"{.a.}", "a dot must stand between two characters of a name", 3},
                             {"{a..b}", "a dot must stand between two characters of a name", 2},
                             {"{a:0}", "a prefix length is a number from 1 to 9999", 3},
                             {"{a:10000}", "a prefix length is a number from 1 to 9999", 3},
                             {"{a:}", "a prefix length is a number from 1 to 9999", 3},
                             {"{a:1*}", "an expression cannot hold this character here", 4},
                             {"{a=b}", "an expression cannot hold this character here", 2},
                             {"{a%4}", "an expression cannot hold this character here", 2},
                             {"{é}", "the name of a variable belongs here", 1},
                             {"foo}bar", "a closing brace has no opening one", 3},
                             {"a b", "a literal cannot hold this character", 1},
                             {"a\n", "a literal cannot hold this character", 1},
                             {"a\0"s, "a literal cannot hold this character", 1},
                             {"a\x7F", "a literal cannot hold this character", 1},
                             {"a\u0085", "a literal cannot hold this character", 1},
                             {"a\\b", "a literal cannot hold this character", 1},
                             {"a%4", "a percent sign needs two hexadecimal digits", 1},
                             {"a\xFF", "the bytes are no UTF-8", 1},
                         });
}

TEST(Format, Uuid) {
  Expect("uuid", {
                     {"2eb8aa08-aa98-11ea-b4aa-73b441d16380"},
                     {"2EB8AA08-AA98-11EA-B4AA-73B441D16380"},
                     {"00000000-0000-0000-0000-000000000000"},
                     {"", "a hexadecimal digit belongs here", 0},
                     {"2eb8aa08-aa98-11ea-b4aa-73b441d1638", "a hexadecimal digit belongs here", 35},
                     {"2eb8aa08-aa98-11ea-b4aa-73b441d1638g", "a hexadecimal digit belongs here", 35},
                     {"{2eb8aa08-aa98-11ea-b4aa-73b441d16380}", "a hexadecimal digit belongs here", 0},
                     {"2eb8-aa08-aa98-11ea-b4aa73b44-1d16380", "a hexadecimal digit belongs here", 4},
                     {"২eb8aa08-aa98-11ea-b4aa-73b441d16380", "a hexadecimal digit belongs here", 0},
                     {"2eb8aa08aa9811eab4aa73b441d16380", "a hyphen belongs here", 8},
                     {"2eb8aa08-aa98-11ea-b4aa-73b441d16380\n", "text follows the UUID", 36},
                 });
}

TEST(Format, JsonPointer) {
  Expect("json-pointer", {
                             {""},
                             {"/"},
                             {"/a/~0~1"},
                             {"/foo\0\n\t😎"s},
                             {"a", "a JSON Pointer must be empty or start with /", 0},
                             {"#/a", "a JSON Pointer must be empty or start with /", 0},
                             {"/~2", "0 or 1 belongs after this ~", 1},
                             {"/~0~", "0 or 1 belongs after this ~", 3},
                             {"/a/~~0", "0 or 1 belongs after this ~", 3},
                         });
}

TEST(Format, RelativeJsonPointer) {
  Expect("relative-json-pointer", {
                                      {"0"},
                                      {"0#"},
                                      {"120/foo/~0"},
                                      {"0//"},
                                      {"1+2/a"},
                                      {"0-1#"},
                                      {"", "a number belongs here", 0},
                                      {"/foo", "a number belongs here", 0},
                                      {"+1/foo", "a number belongs here", 0},
                                      {"1+/foo", "a number belongs here", 2},
                                      {"١/foo", "a number belongs here", 0},
                                      {"01/a", "a number cannot have a leading zero", 0},
                                      {"1-01", "a number cannot have a leading zero", 2},
                                      {"1a", "a / or # belongs after the number", 1},
                                      {"1\n", "a / or # belongs after the number", 1},
                                      {"1#/a", "text follows the #", 2},
                                      {"1/~2", "0 or 1 belongs after this ~", 2},
                                  });
}

TEST(Format, Regex) {
  Expect("regex", {{"^a$"}, {"(?=a)"}, {""}});
  for (const char* text : {"(", "["}) EXPECT_TRUE(FindFormat("regex")->check(text).broken()) << text;
  EXPECT_STREQ(FindFormat("regex")->check("(").reason, "is no ECMA-262 regular expression");
}

TEST(Format, Byte) {
  Expect("byte", {
                     {""},
                     {"YQ=="},
                     {"YR=="},  // bits that no byte needs may be set
                     {"YWI="},
                     {"YWJj"},
                     {"+/+/"},
                     {"Y", "the last group has one character, which is no byte", 1},
                     {"YWJjY===", "the last group has one character, which is no byte", 5},
                     {"YQ", "padding is missing", 2},
                     {"YQ=", "padding is missing", 3},
                     {"YQ===", "there is too much padding", 4},
                     {"YWJj=", "there is too much padding", 4},
                     {"=", "there is too much padding", 0},
                     {"YQ==YQ==", "text follows the padding", 4},
                     {"YQ==\n", "text follows the padding", 4},
                     {"YW-j", "base64 cannot hold this character", 2},
                     {"YWJj\n", "base64 cannot hold this character", 4},
                     {"YW\0j"s, "base64 cannot hold this character", 2},
                 });
}

TEST(Format, BinaryAndPasswordTakeAnyString) {
  Expect("binary", {{""}, {"any"}, {"\0\xFF"s}});
  Expect("password", {{""}, {"any"}, {"\0\xFF"s}});
}

TEST(Format, Decimal) {
  Expect("decimal", {
                        {"108.24"},
                        {"-0.5"},
                        {"0"},
                        {"1e3"},
                        {"1E+3"},
                        {Repeat("9", 1000) + ".5e-1000000000000000000000"},
                        {"", "a number needs a digit here", 0},
                        {"-", "a number needs a digit here", 1},
                        {"+1", "a number needs a digit here", 0},
                        {".5", "a number needs a digit here", 0},
                        {"NaN", "a number needs a digit here", 0},
                        {"१", "a number needs a digit here", 0},
                        {"-01", "a number cannot have a leading zero", 1},
                        {"1.", "a fraction needs a digit", 2},
                        {"1e", "an exponent needs a digit", 2},
                        {"1e+x", "an exponent needs a digit", 3},
                        {"1,5", "a number cannot hold this character here", 1},
                        {"0x1", "a number cannot hold this character here", 1},
                        {"1 ", "a number cannot hold this character here", 1},
                    });
}

TEST(Format, Int32) {
  Expect("int32", {
                      {"0"},
                      {"-0"},
                      {"1.0"},
                      {"1e2"},
                      {"-2147483648"},
                      {"2147483647"},
                      {"2.147483647e9"},
                      {"0e99999999999999999999"},
                      {"2147483647." + Repeat("0", 1000)},
                      {"2147483648", "the number is past 2147483647", 0},
                      {"2147483647.0e1", "the number is past 2147483647", 0},
                      {"1e400", "the number is past 2147483647", 0},
                      {"-2147483649", "the number is below -2147483648", 0},
                      {"-1e1000000000", "the number is below -2147483648", 0},
                      {"0.5", "the number is no integer", 1},
                      {"2147483647.5", "the number is no integer", 10},
                      {"5e-1", "the number is no integer", 1},
                      {"x", "a number needs a digit here", 0},
                      {"", "a number needs a digit here", 0},
                      {"-", "a number needs a digit here", 1},
                      {"01", "a number cannot have a leading zero", 0},
                  });
}

TEST(Format, Int64) {
  Expect("int64", {
                      {"9223372036854775807"},
                      {"-9223372036854775808"},
                      {"1e18"},
                      {"9223372036854775.807e3"},
                      {"9223372036854775808", "the number is past 9223372036854775807", 0},
                      {"-9223372036854775809", "the number is below -9223372036854775808", 0},
                      {"1e1000000000", "the number is past 9223372036854775807", 0},
                      {"0.1", "the number is no integer", 1},
                  });
}

// The last number that rounds to the largest of its type fits; the next one is past it.
TEST(Format, FloatAndDouble) {
  constexpr const char* kFloat = "the number is past the largest float, 3.4028235e38";
  constexpr const char* kDouble = "the number is past the largest double, 1.7976931348623157e308";
  Expect("float", {
                      {"0.1"},
                      {"-0"},
                      {"1e-400"},
                      {"3.4028235e38"},
                      {"-340282356779733661637539395458142568447"},
                      {"340282356779733661637539395458142568448", kFloat, 0},
                      {"3.5e38", kFloat, 0},
                      {"-1e400", kFloat, 0},
                  });
  Expect("double", {
                       {"0.1"},
                       {"3.5e38"},
                       {"1e-400"},
                       {"0e99999999999999999999"},
                       {"1.7976931348623158e308"},
                       {"1.7976931348623159e308", kDouble, 0},
                       {"1e400", kDouble, 0},
                       {"-1e99999999999999999999", kDouble, 0},
                       {"nan", "a number needs a digit here", 0},
                       {"1.", "a fraction needs a digit", 2},
                   });
}

// Every check ends, and within the text, on bytes that no one would send in good faith.
TEST(Format, ChecksAreTotal) {
  const std::vector<std::string> units = {"a",   "1",  ".",  ":",   "-",   "%41", "é", "א", "\xFF",
                                          "\0"s, "a.", "1:", "P1D", "{a}", "\"",  "/", "="};
  for (const Format& format : Formats()) {
    if (format.name == "regex") continue;  // pattern_test.cpp
    for (const std::string& unit : units) {
      const std::string text = Repeat(unit, 100'000);
      EXPECT_LE(format.check(text).offset, text.size()) << format.name << ' ' << unit;
    }
  }
}

TEST(Format, NamesAreUniqueAndFound) {
  std::set<std::string_view> names;
  for (const Format& format : Formats()) {
    EXPECT_TRUE(names.insert(format.name).second) << format.name;
    EXPECT_EQ(FindFormat(format.name), &format);
    EXPECT_FALSE(format.summary.empty()) << format.name;
  }
  const std::set<std::string_view> known = {"binary",        "byte",
                                            "date",          "date-time",
                                            "decimal",       "double",
                                            "duration",      "email",
                                            "float",         "hostname",
                                            "idn-email",     "idn-hostname",
                                            "int32",         "int64",
                                            "ipv4",          "ipv6",
                                            "iri",           "iri-reference",
                                            "json-pointer",  "password",
                                            "regex",         "relative-json-pointer",
                                            "time",          "uri",
                                            "uri-reference", "uri-template",
                                            "uuid"};
  EXPECT_EQ(names, known);
  EXPECT_EQ(FindFormat("colour"), nullptr);
  EXPECT_EQ(FindFormat("Date"), nullptr);
  EXPECT_EQ(FindFormat(""), nullptr);
}

TEST(Format, OpenApisNumberFormatsJudgeNumbersAllOthersStrings) {
  std::set<std::string_view> of_numbers;
  for (const Format& format : Formats()) {
    if (format.judges == document::Kind::kNumber)
      of_numbers.insert(format.name);
    else
      EXPECT_EQ(format.judges, document::Kind::kString) << format.name;
  }
  EXPECT_EQ(of_numbers, (std::set<std::string_view>{"double", "float", "int32", "int64"}));
}

TEST(Format, JudgesOnlyItsKindOfValue) {
  const Program dates = Compile(document::ParseJson("schema", R"({"format": "date"})").root);
  const Program numbers = Compile(document::ParseJson("schema", R"({"format": "int32"})").root);
  for (const std::string json : {"null", "5", "[]", "{}", "true"})
    EXPECT_TRUE(IsValid(dates, document::ParseJson("instance", json).root)) << json;
  for (const std::string json : {"null", "\"x\"", "[]", "{}", "true"})
    EXPECT_TRUE(IsValid(numbers, document::ParseJson("instance", json).root)) << json;
}

TEST(Format, IsIgnoredWhereUnknownOrNotAsserted) {
  const document::Value date = document::ParseJson("schema", R"({"format": "date"})").root;
  const document::Value unknown = document::ParseJson("schema", R"({"format": "colour"})").root;
  const document::Value text = document::Value::String("x");
  EXPECT_FALSE(IsValid(Compile(date), text));
  EXPECT_TRUE(IsValid(Compile(date, {.assert_formats = false}), text));
  EXPECT_TRUE(IsValid(Compile(unknown), text));
}

}  // namespace
}  // namespace plumbline::schema

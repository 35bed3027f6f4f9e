#include <gtest/gtest.h>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

// A page with one operation, a chapter before it and one of errors behind it.
std::string Page(const std::string& before, const std::string& about, const std::string& errors) {
  return "# Kites\n\n" + before + "\n\n## POST /kites\n\n" + about +
         "\n\n### Body\n\n| Field | Type | Notes |\n|---|---|---|\n| `name` | string | Its name |\n| `url` | string | Signed link, valid for 24 hours |\n\n## Errors\n\n| Status | Code | Cause |\n|---|---|---|\n" +
         errors + "| 500 | `server` | Our mistake |\n";
}

TEST(LimitsToldTwice, RequestsAMinute) {
  EXPECT_EQ(SaidIn(kDocumentedLimit, Page("Requests are limited to 60 per minute and token.", "Makes a kite.",
                                          "| 429 | `slow_down` | More than 120 requests in a minute |\n")),
            R"(
error documented.limit: requests per minute are at most 60 in one place, and at most 120 in another
  identity acme | POST /kites |  | 
  contract 
  instance requests per minute
  expected at most 60
  observed at most 120
  at guide.md:3:25:[60 per minute] at most 60
  at guide.md:20:33:[120 requests in a minute] at most 120
  likely Undecided: the two contradict each other; a live request decides.
)");
}

std::vector<std::string> LinesOf(const std::string& before, const std::string& about, const std::string& errors) {
  const contract::Vendor vendor = VendorOf({{"guide.md", Page(before, about, errors)}});
  return Lines(kDocumentedLimit.run(Subject(vendor)));
}

TEST(LimitsToldTwice, WhatContradicts) {
  using Strings = std::vector<std::string>;
  const struct {
    const char *before, *about, *errors;
    Strings expected;
  } rows[] = {
      {"A single request can carry up to 1,000 kites.",
       "Send no more than 500 kites in a request.",
       "",
       {"error POST /kites kites in a request: kites in a request are at most 1000 in one place, and at most 500 in another"}},
      {"Flies.",
       "Images up to 8 MB.",
       "| 413 | `large` | Image larger than 10 MB |\n",
       {"error POST /kites the size of one image in MB: the size of one image in MB is at most 8 in one place, and at most 10 in another"}},
      {"Kites are kept for 30 days and then removed.",
       "Kites that you do not delete yourself disappear after 90 days.",
       "",
       {"error POST /kites how long kites are kept: how long kites are kept: 30 days in one place, and 90 days in another"}},
      {"Kites are deleted 30 days after the flight.",
       "A kite is deleted 90 days after the flight.",
       "",
       {"error POST /kites when a kite is deleted after the flight: when a kite is deleted after the flight: 30 days in one place, and 90 days in another"}},
      {"You can return a kite within 14 days of the flight.",
       "Makes a kite.",
       "| 409 | `late` | The flight is more than 7 days ago |\n",
       {"error POST /kites how long after the flight: how long after the flight: 14 days in one place, and 7 days in another"}},
      {"Fly kites up to 72 hours ahead with `at`.",
       "Kites can be flown up to 7 days ahead with `at`.",
       "",
       {"error POST /kites how far ahead at may be: how far ahead at may be: 72 hours in one place, and 7 days in another"}},
      {"A kite can be returned within 14 days after purchase.",
       "Kites older than 7 days cannot be returned.",
       "",
       {"error POST /kites how long a kite can be returned: how long a kite can be returned: 14 days in one place, and 7 days in another"}},
      {"Flies.",
       "The `url` stops working 7 days after.",
       "",
       {"error POST /kites how long url is valid: how long url is valid: 7 days in one place, and 24 hours in another"}},
  };
  for (const auto& row : rows) EXPECT_EQ(LinesOf(row.before, row.about, row.errors), row.expected) << row.about;
}

TEST(LimitsToldTwice, WhatDoesNot) {
  const struct {
    const char *before, *about, *errors;
  } rows[] = {
      {"60 requests per minute.", "Makes a kite.", "| 429 | `slow` | More than 60 requests in a minute |\n"},
      {"60 requests per minute on the small plan.", "Makes a kite.",
       "| 429 | `slow` | More than 120 requests in a minute |\n"},
      {"60 requests per minute and key.", "Makes a kite.",
       "| 429 | `slow` | More than 120 requests in a minute per IP |\n"},
      {"60 requests per minute.", "Makes a kite.", "| 429 | `slow` | More than 5 requests per second |\n"},
      {"Up to 100 kites in a request.", "Up to 500 boats in a request.", ""},
      {"Send many kites through [Flocks](flocks.md) instead, which takes 500 kites per request.",
       "Up to 100 kites in a request.", ""},
      {"Images up to 8 MB.", "Videos up to 16 MB.", "| 413 | `large` | Video larger than 16 MB |\n"},
      {"Kites are kept for 30 days.", "Boats are deleted after 90 days.", ""},
      {"Kites are kept for 30 days in Europe.", "Kites are deleted after 90 days.", ""},
      {"A call costs 5 points per request.", "Up to 10 points per request.", ""},
      {"Kites are kept for 30 days.", "Kites are deleted after 720 hours.", ""},
      {"Return a kite within 14 days of the flight.", "Complain within 7 days of the flight.", ""},
      {"Return a kite within 14 days of the flight.", "Complain within 7 days of the flight.",
       "| 409 | `late` | The flight is more than 7 days ago |\n"},
      {"Flies.", "The `url` stops working one day after.", ""},
      {"Photos are deleted 7 days after the upload.", "Photos of crashes are deleted 90 days after the upload.", ""},
      {"A kite can be returned within 14 days.", "A kite can be returned within 30 days by members.", ""},
      {"Kites are kept for 30 days. Kites are kept for 90 days.", "Makes a kite.", ""},
      {"Flies.", "The `url` is valid for 1 day.", ""},
  };
  for (const auto& row : rows)
    EXPECT_EQ(LinesOf(row.before, row.about, row.errors), std::vector<std::string>{}) << row.before << row.about;
}

}  // namespace
}  // namespace plumbline::audit

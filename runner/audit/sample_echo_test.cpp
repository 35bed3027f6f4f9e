#include <gtest/gtest.h>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

using Strings = std::vector<std::string>;
constexpr auto kRequest = page::Part::kRequest;

Strings On(const std::vector<PageText>& bodies) { return Lines(FoundOnPage(kSampleEcho, bodies)); }

TEST(SampleEcho, AnotherValueComesBack) {
  EXPECT_EQ(SaidOnPage(
                kSampleEcho,
                {{"POST /guests", R"({"name": "Ada", "country": "DE", "email": "ada@example.com"})", 200, kRequest},
                 {"POST /guests", R"({"id": "g1", "name": "Ada", "country": "de", "email": "bob@example.com"})", 201}}),
            R"(
warning sample.echo: email is sent with one value and comes back with another
  identity acme | POST /guests |  | 
  contract 
  instance /email
  expected "ada@example.com"
  observed "bob@example.com"
  at guide.md:1:43:["ada@example.com"] the request sends it
  at guide.md:2:55:["bob@example.com"] the answer to it shows another value
  - email: sent "ada@example.com", answered "bob@example.com"
  - equal in both: name, country
  likely One of the two samples: they were not taken from one exchange.
)");
}

TEST(SampleEcho, SamplesThatMayNotBelongTogetherAreANote) {
  EXPECT_EQ(On({{"POST /guests", R"({"name": "Ada", "email": "ada@example.com"})", 200, kRequest},
                {"POST /guests", R"({"name": "Bob", "email": "bob@example.com"})", 201}}),
            (Strings{"note POST /guests /name: name, email is sent with one value and comes back with another"}));
}

TEST(SampleEcho, WhatMayComeBackOtherwise) {
  const std::string request = R"({"name": "Ada", "country": "DE", "phone": "+49 731-5550100", "plan": "gold")";
  const struct {
    const char* what;
    std::string sent, back;
  } rows[] = {
      {"equal", R"(, "city": "Ulm"})", R"(, "city": "Ulm"})"},
      {"other case and punctuation", R"(, "site": "Ada GmbH"})", R"(, "site": "ada-gmbh"})"},
      {"a number as text", R"(, "seats": 4})", R"(, "seats": "4.0"})"},
      {"a boolean as text", R"(, "vip": true})", R"(, "vip": "true"})"},
      {"a code spelled out", R"(, "nation": "US"})", R"(, "nation": "United States"})"},
      {"minor units", R"(, "amount": 12.5})", R"(, "amount": 1250})"},
      {"another zone", R"(, "start": "2026-01-01T10:00:00Z"})", R"(, "start": "2026-01-01T12:00:00+02:00"})"},
      {"the server's own", R"(, "status": "new", "updated_at": "x", "id": "a", "token": "t"})",
       R"(, "status": "active", "updated_at": "y", "id": "b", "token": "u"})"},
      {"masked", R"(, "iban": "DE0212030000"})", R"(, "iban": "DE02****"})"},
      {"a placeholder", R"(, "city": "<city>"})", R"(, "city": "Ulm"})"},
      {"the answer's own message", R"(, "message": "hi there"})", R"(, "message": "queued"})"},
      {"null", R"(, "city": "Ulm"})", R"(, "city": null})"},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(On({{"POST /guests", request + row.sent, 200, kRequest},
                  {"POST /guests",
                   R"({"name": "Ada", "country": "DE", "phone": "+497315550100", "plan": "gold")" + row.back, 201}}),
              Strings{})
        << row.what;
  }
  EXPECT_EQ(On({{"POST /guests", R"({"name": "Ada", "a": "1", "b": "2"})", 200, kRequest},
                {"POST /guests", R"({"name": "no such guest", "a": "1", "b": "2"})", 404}}),
            Strings{})
      << "a refusal";
}

TEST(SampleEcho, OfSeveralAnswersTheFittingOne) {
  EXPECT_EQ(On({{"POST /guests", R"({"name": "Ada", "country": "DE", "city": "Ulm"})", 200, kRequest},
                {"POST /guests", R"({"name": "Bob", "country": "FR", "city": "Lyon"})", 201},
                {"POST /guests", R"({"data": {"name": "Ada", "country": "DE", "city": "Ulm"}})", 201}}),
            Strings{});
}

TEST(SampleEcho, WhatWasSentIsNullLater) {
  const PageText sent{"POST /guests", R"({"name": "Ada", "vat_number": "V1", "notes": "n", "password": "p"})", 200,
                      kRequest};
  const PageText made{"POST /guests", R"({"guest_id": "G-12", "name": "Ada"})", 201};
  EXPECT_EQ(
      On({sent,
          made,
          {"GET /guests/{id}", R"({"guest_id": "G-12", "vat_number": null, "notes": "n", "password": null})"}}),
      (Strings{"note POST /guests later: vat_number is sent when the thing is made, and null when it is fetched"}));
  EXPECT_EQ(On({sent, made, {"GET /guests/{id}", R"({"guest_id": "G-13", "vat_number": null})"}}), Strings{})
      << "another guest";
}

TEST(SampleInstance, OneIdentifierOfTwoThings) {
  EXPECT_EQ(
      Lines(FoundOnPage(
          kSampleInstance,
          {{"GET /guests/{id}", R"({"guest_id": "G-12", "created_at": "2026-01-01T00:00:00Z", "city": "Ulm"})"},
           {"GET /stay", R"({"guest": {"guest_id": "G-12", "created_at": "2026-02-01T00:00:00Z", "city": "Bonn"}})"}})),
      (Strings{"note  /guest_id: one guest_id stands for things that differ in created_at"}));
  EXPECT_EQ(Lines(FoundOnPage(
                kSampleInstance,
                {{"GET /guests/{id}", R"({"guest_id": "G-12", "created_at": "2026-01-01T00:00:00Z", "city": "Ulm"})"},
                 {"GET /stay",
                  R"({"guest": {"guest_id": "G-12", "created_at": "2026-01-01T01:00:00+01:00", "city": "Bonn"}})"},
                 {"GET /rooms/{id}", R"({"room_id": "R1", "guest_id": "G-12", "name": "the blue one"})"}})),
            Strings{})
      << "the same moment, what may change, and what only belongs to it";
}

TEST(SampleInstance, WhatARequestChangesMayDiffer) {
  const auto found = [](const std::string& sent) {
    return Lines(FoundOnPage(kSampleInstance,
                             {{"PATCH /guests/{id}", sent, 200, kRequest},
                              {"PATCH /guests/{id}", R"({"guest_id": "G-12", "room_id": "R-11", "city": "Ulm"})"},
                              {"PATCH /guests/{id}", R"({"guest_id": "G-12", "room_id": "R-22", "city": "Ulm"})"}}));
  };
  EXPECT_EQ(found(R"({"city": "Ulm"})"),
            (Strings{"note  /guest_id: one guest_id stands for things that differ in room_id"}));
  EXPECT_EQ(found(R"({"room_id": "R-22"})"), Strings{});
}

TEST(SampleCopy, AnIdentifierInTwoMembers) {
  const PageText owner{"GET /guests/{id}", R"({"id": "aaaa1111-2222-4333-8444-555566667777", "city": "Ulm"})"};
  EXPECT_EQ(
      Lines(FoundOnPage(
          kSampleCopy,
          {owner,
           {"GET /rooms/{id}",
            R"({"id": "r1", "api_id": "aaaa1111-2222-4333-8444-555566667777", "guest_id": "aaaa1111-2222-4333-8444-555566667777"})"}})),
      (Strings{"note GET /rooms/{id} /api_id: api_id has the value of guest_id, which is the id of a guest"}));
  EXPECT_EQ(
      Lines(FoundOnPage(
          kSampleCopy,
          {owner,
           {"GET /rooms/{id}",
            R"({"id": "r1", "owner_id": "aaaa1111-2222-4333-8444-555566667777", "guest_id": "aaaa1111-2222-4333-8444-555566667777"})"},
           {"GET /keys/{id}", R"({"id": "r1", "guest_id": "aaaa1111-2222-4333-8444-555566667777"})"}})),
      Strings{});
}

TEST(SampleCopy, TheFiguresOfAnotherPeriod) {
  const auto report = [](const char* from, const char* to, const char* figures) {
    return std::string(R"({"period": {"from": ")") + from + R"(", "to": ")" + to + R"("}, "visits": )" + figures + "}";
  };
  const char* figures = R"({"all": 210, "paid": 178, "cost": "108.24"})";
  EXPECT_EQ(Lines(FoundOnPage(kSampleCopy, {{"GET /a", report("2026-01-01", "2026-03-31", figures)},
                                            {"GET /b", report("2026-04-01", "2026-04-30", figures)}})),
            (Strings{"note GET /b /visits: visits has the same figures for two different periods"}));
  const char* account = R"({"id": 77001, "seats": 23, "limit": 1000, "cost": "1.25"})";
  EXPECT_EQ(Lines(FoundOnPage(kSampleCopy, {{"GET /a", report("2026-01-01", "2026-03-31", account)},
                                            {"GET /b", report("2026-04-01", "2026-04-30", account)}})),
            Strings{})
      << "who it is about";
  EXPECT_EQ(Lines(FoundOnPage(kSampleCopy, {{"GET /a", report("2026-01-01", "2026-03-31", figures)},
                                            {"GET /b", report("2026-01-01", "2026-03-31", figures)}})),
            Strings{})
      << "one period";
  EXPECT_EQ(
      Lines(FoundOnPage(kSampleCopy, {{"GET /a", report("2026-01-01", "2026-03-31", R"({"all": 10, "paid": 10})")},
                                      {"GET /b", report("2026-04-01", "2026-04-30", R"({"all": 10, "paid": 10})")}})),
      Strings{})
      << "few figures";
}

}  // namespace
}  // namespace plumbline::audit

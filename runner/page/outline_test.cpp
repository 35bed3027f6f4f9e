#include "page/outline.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace plumbline::page {
namespace {

std::string_view NameOf(Role role) {
  constexpr std::array<std::string_view, 12> kNames = {"topic",   "parameters", "path",   "query",  "headers", "body",
                                                       "request", "response",   "fields", "errors", "webhook", "aside"};
  return kNames[static_cast<std::size_t>(role)];
}

TEST(RoleOf, ShortHeadingsTellWhatTheyHold) {
  const std::pair<const char*, const char*> kRows[] = {
      {"Parameters", "parameters"},
      {"Optional parameters", "parameters"},
      {"Query parameters", "query"},
      {"Query string", "query"},
      {"Request URL", "request"},
      {"POST", "request"},
      {"Post a message", "topic"},
      {"Filters", "query"},
      {"Path parameters", "path"},
      {"URL params", "path"},
      {"Headers", "headers"},
      {"Request headers", "headers"},
      {"Request body", "body"},
      {"Body parameters", "body"},
      {"Body", "body"},
      {"Response", "response"},
      {"Example response", "response"},
      {"Returns", "response"},
      {"200 OK", "response"},
      {"Example request", "request"},
      {"cURL", "request"},
      {"Request samples", "request"},
      {"Fields", "fields"},
      {"Key fields", "fields"},
      {"Errors", "errors"},
      {"Status codes", "errors"},
      {"Error responses", "errors"},
      {"Related endpoints", "aside"},
      {"Webhooks", "webhook"},
      {"Rate limits", "aside"},
      {"List parcels", "topic"},
      {"Get All Plans", "topic"},
      {"Plan object", "topic"},
      {"Plans", "aside"},
      {"Create a return", "topic"},
      {"2.5 Answer", "response"},
      {"2.1 Request fields", "body"},
      {"Webhook endpoints", "topic"},
      {"Primary parameters", "parameters"},
      {"2.0 migration", "aside"},
      {"Returns API", "topic"},
      {"Version 1", "aside"},
      {"List webhooks", "topic"},
      {"The result object", "topic"},
      {"Plan limits", "aside"},
      {"API 3 (until January 2027)", "aside"},
      {"API 3 (current)", "topic"},
      {"Get started: plans and prices", "aside"},
      {"GET /v1/parameters", "topic"},
      {"", "topic"},
      {"How the response changed when we moved to regions", "topic"},
  };
  for (const auto& [title, role] : kRows) EXPECT_EQ(NameOf(RoleOf(title)), role) << title;
}

// "[heading < parent: role of its blocks] …"
std::string Read(const std::string& text) {
  const Page page = ReadPage("page.md", text);
  const Outline outline = OutlineOf(page);
  std::string out;
  for (const Section& section : outline.sections) {
    if (section.heading == Section::kNone) continue;
    const std::size_t above = outline.sections[section.parent].heading;
    out += page.blocks[section.heading].text.text + " < " +
           (above == Section::kNone ? "page" : page.blocks[above].text.text) + ": " +
           std::string(NameOf(outline.RoleAt(section.heading))) + '\n';
  }
  return out;
}

TEST(Outline, AThingThatIsCalledLikeAnAsideIsAChapterWhereOperationsAreBelowIt) {
  EXPECT_EQ(
      Read("# Plans\n\n## Get all plans\n\n### Query parameters\n\n# Rate limits\n\n## Burst\n"),
      "Plans < page: topic\nGet all plans < Plans: topic\nQuery parameters < Get all plans: query\nRate limits < page: aside\nBurst < Rate limits: aside\n");
}

TEST(Outline, PartsBelongToTheTopicAboveThem) {
  EXPECT_EQ(
      Read("# Parcels\n\n## Get a parcel\n\n### Response\n\n### Errors\n\n## List parcels\n\n### Query parameters\n"),
      "Parcels < page: topic\nGet a parcel < Parcels: topic\nResponse < Get a parcel: response\nErrors < Get a parcel: errors\n"
      "List parcels < Parcels: topic\nQuery parameters < List parcels: query\n");
}

TEST(Outline, TheOnlyChapterOfErrorsBesideSeveralTopicsIsAboutAll) {
  EXPECT_EQ(
      Read("# Parcels\n\n## Get a parcel\n\n## List parcels\n\n## Errors\n"),
      "Parcels < page: topic\nGet a parcel < Parcels: topic\nList parcels < Parcels: topic\nErrors < Parcels: errors\n");
  EXPECT_EQ(Read("# Parcels\n\n## Get a parcel\n\n# Errors\n"),
            "Parcels < page: topic\nGet a parcel < Parcels: topic\nErrors < page: errors\n");
  EXPECT_EQ(
      Read("## Get a parcel\n\n## Errors\n\n## List parcels\n\n## Errors\n"),
      "Get a parcel < page: topic\nErrors < Get a parcel: errors\nList parcels < page: topic\nErrors < List parcels: errors\n");
  EXPECT_EQ(Read("## Get a parcel\n\n## Errors\n"), "Get a parcel < page: topic\nErrors < Get a parcel: errors\n");
}

TEST(Outline, OnFlatPagesPartsAreBelowTheTopicBeforeThem) {
  EXPECT_EQ(
      Read("## Get a parcel\n\n## Response\n\n## List parcels\n\n## Response\n"),
      "Get a parcel < page: topic\nResponse < Get a parcel: response\nList parcels < page: topic\nResponse < List parcels: response\n");
}

TEST(Outline, WhatTheServiceSendsIsToldByTheFirstParagraph) {
  EXPECT_EQ(Read("## Delivery report\n\nIf you passed callback_url, we POST this body once per parcel.\n"),
            "Delivery report < page: webhook\n");
  EXPECT_EQ(Read("## Delivery report\n\nWe send it by post.\n"), "Delivery report < page: topic\n");
}

TEST(Outline, ATopicInsideOfARoleIsOneOfItsParts) {
  EXPECT_EQ(Read("# Get a parcel\n\n## Response\n\n### The parcel object\n"),
            "Get a parcel < page: topic\nResponse < Get a parcel: response\nThe parcel object < Response: response\n");
}

}  // namespace
}  // namespace plumbline::page

#include "page/sentences.h"

#include <gtest/gtest.h>

#include <string>

namespace plumbline::page {
namespace {

std::string Sentences(std::string_view prose) {
  Text text;
  text.Append(prose, 0);
  std::string out;
  for (const Text& sentence : SentencesOf(text)) out += "[" + sentence.text + "]";
  return out;
}

TEST(SentencesOf, PointsThatEndAndPointsThatDoNot) {
  const std::pair<const char*, const char*> kRows[] = {{"One. Two", "[One.][Two]"},
                                                       {"At 1.5 m. Fine!", "[At 1.5 m.][Fine!]"},
                                                       {"See e.g. this.", "[See e.g. this.]"},
                                                       {"Read error.code here.", "[Read error.code here.]"},
                                                       {"A; b", "[A;][b]"},
                                                       {"", ""},
                                                       {"No end", "[No end]"}};
  for (const auto& [prose, expected] : kRows) EXPECT_EQ(Sentences(prose), expected) << prose;
}

// What the sentences of a page about GET /kites claim.
std::string Claimed(const std::string& prose) {
  const Claims claims = ReadClaims(
      ReadPage("a.md", "## GET /kites\n\n" + prose +
                           "\n\n```json\n{\"total\": 2, \"paid\": 1, \"due\": 1, \"state\": \"held\"}\n```\n"));
  std::string out;
  const auto add = [&](const std::string& text) { out += (out.empty() ? "" : "; ") + text; };
  for (const StatusClaim& one : claims.statuses) {
    std::string numbers;
    for (const int status : one.statuses) numbers += " " + std::to_string(status);
    add("status" + numbers);
  }
  for (const ValueClaim& one : claims.values) add(one.member + " is " + one.value);
  for (const ToldFacts& one : claims.told)
    add(one.name + (one.facts.maximum ? " to " + *one.facts.maximum : "") +
        (one.facts.default_value ? " default " + *one.facts.default_value : ""));
  for (const ToldRelation& one : claims.relations) add(one.member + " of " + std::to_string(one.others.size()));
  return out;
}

TEST(ReadProse, WhatSentencesClaim) {
  const std::pair<const char*, const char*> kRows[] = {
      {"It returns 404.", "status 404"},
      {"A wrong key gives 401 or 403.", "status 401 403"},
      {"A sold one is gone: reading it gives `404`.", ""},
      {"Reading gives `404`.", "status 404"},
      {"There are 404 kites.", ""},
      {"`state` is `held`.", "state is held"},
      {"`state` is `held` if it is paid.", ""},
      {"`state` is required.", ""},
      {"It has `state: held`.", "state is held"},
      {"### Errors\n\nThe body has `state: held`.", ""},
      {"- **state:** `held`", ""},
      {"- It has **state:** `held`", "state is held"},
      {"Send `state: \"held\"` and wait.", ""},
      {"Needs the scope `total:read`.", ""},
      {"total: 140 (number, required) - All kites", ""},
      {"`total` is at most 50.", "total to 50"},
      {"`total` is at most 50 on the small plan.", ""},
      {"`total` is the sum of `paid` and `due`.", "total of 2"},
      {"`total` is usually the sum of `paid` and `due`.", ""},
      {"Without `total` you get 20 kites.", "total default 20"},
      {"Without `total` you get 20 kites on the small plan.", ""},
      {"It flies with `paid` and `total` (20 by default, at most 50).", "total to 50 default 20"},
      {"It flies with `paid` and `total` (20 by default on the small plan).", ""},
      {"A kite without `total` is cut after 2 minutes.", "total default 2 minutes"},
      {"A kite without `total` is cut after 2 tries.", ""},
      {"Kites are cut after 60 minutes unless `total` says otherwise.", "total default 60 minutes"},
      {"Kites are cut after 60 minutes unless `total` is set.", ""},
      {"`total` is limited to 50 and silently cut to that for larger values.", "total to 50"},
      {"`total` is limited to 50 for boats.", ""},
      {"Raising `total` above 100 is refused.", "total to 100"},
      {"`total` is `paid` times `due` plus `state`, nothing else.", "total of 3"},
      {"`total` is `paid` plus `due` times `state`.", ""},
      {"`total` is `paid` plus all the `due`.", "total of 1"},
      {"Kites fly.", ""},
  };
  for (const auto& [prose, expected] : kRows) EXPECT_EQ(Claimed(prose), expected) << prose;
}

}  // namespace
}  // namespace plumbline::page

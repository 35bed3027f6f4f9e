// Pages of invented vendors in many styles, each with planted contradictions and traps (pages/*/expected.yaml): what is
// found of what was planted, and what is found beside it.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "audit/measure_testing.h"
#include "base/regex.h"
#include "document/document.h"

namespace plumbline::audit {
namespace {

namespace fs = std::filesystem;
using document::Node;

struct Planted {
  std::string what;
  std::vector<Lines> places;
  std::vector<std::string> names;  // that `what` marks as code
};

std::vector<Planted> PlantedIn(const std::string& folder) {
  const document::Document file = document::Load(folder + "/expected.yaml");
  const auto list = Node(file).Find("discrepancies");
  std::vector<Planted> all;
  for (std::size_t i = 0; list && i < (*list)->items.size(); ++i) {
    const Node entry = list->Item(i);
    Planted planted{entry.Find("what")->value().text, {}, {}};
    const Node places = *entry.Find("places");
    for (std::size_t p = 0; p < places->items.size(); ++p) {
      planted.places.push_back(Lines::Of(folder + '/' + places.Item(p).Find("file")->value().text,
                                         places.Item(p).Find("line")->value().text));
    }
    static const Regex kCode("`([^`]+)`");
    for (const Regex::Match& code : kCode.All(planted.what)) {
      std::string name(code[1]);
      name = name.substr(name.rfind('.') == std::string::npos ? 0 : name.rfind('.') + 1);
      if (!name.empty()) planted.names.push_back(std::move(name));
    }
    all.push_back(std::move(planted));
  }
  return all;
}

// Two of the planted sides, or one of them and a name.
bool Tells(const finding::Finding& found, const Planted& planted) {
  const auto sides = std::count_if(planted.places.begin(), planted.places.end(),
                                   [&](const Lines& lines) { return StandsAt(found, lines, 2); });
  const bool named = std::any_of(planted.names.begin(), planted.names.end(), [&](const std::string& name) {
    return found.message.find(name) != std::string::npos;
  });
  return sides >= 2 || (sides == 1 && named);
}

TEST(Pages, WhatIsFoundOfWhatWasPlanted) {
  std::vector<std::string> folders;
  for (const auto& entry : fs::directory_iterator("runner/audit/pages")) {
    if (entry.is_directory()) folders.push_back(entry.path().string());
  }
  std::sort(folders.begin(), folders.end());
  ASSERT_GE(folders.size(), 36u);
  std::size_t planted_in_all = 0, found_in_all = 0, right = 0, wrong = 0;
  std::string rows, missed, others;
  for (const std::string& folder : folders) {
    const std::string name = fs::path(folder).filename().string();
    const std::vector<Planted> planted = PlantedIn(folder);
    std::vector<bool> hit(planted.size(), false);
    std::size_t other = 0;
    for (const finding::Finding& found : FindingsIn({folder})) {
      bool told = false;
      for (std::size_t i = 0; i < planted.size(); ++i) {
        if (!Tells(found, planted[i])) continue;
        hit[i] = told = true;
      }
      if (found.severity == finding::Severity::kNote) continue;
      ++(told ? right : wrong);
      if (told) continue;
      ++other;
      others += fmt::format("- {}: `{}` {}\n", name, found.identity.rule, found.message);
    }
    const auto found = static_cast<std::size_t>(std::count(hit.begin(), hit.end(), true));
    for (std::size_t i = 0; i < planted.size(); ++i) {
      if (!hit[i]) missed += fmt::format("- {}: {}\n", name, planted[i].what);
    }
    planted_in_all += planted.size();
    found_in_all += found;
    rows += fmt::format("| {} | {} | {} | {} |\n", name, planted.size(), found, other);
  }
  // A tool that cries wolf is thrown away: of a hundred errors and warnings at least 95 are planted.
  EXPECT_GE(right * 100, (right + wrong) * 95) << others;
  const std::string text = fmt::format(
      "# Planted contradictions\n\nMade by the tests from `expected.yaml` of each folder. Errors and warnings: {} that were planted, {} others. Found: {} of {}, notes counted.\n\n"
      "| folder | planted | found | other errors and warnings |\n|---|---|---|---|\n{}\n## Others\n\n{}\n## Not found\n\n{}",
      right, wrong, found_in_all, planted_in_all, rows, others, missed);
  ExpectGolden("runner/audit/pages/README.md", text);
}

}  // namespace
}  // namespace plumbline::audit

// The documentation of the vendors that come with the project, against a list of its contradictions that was made by
// reading.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>

#include "audit/measure_testing.h"
#include "document/document.h"

namespace plumbline::audit {
namespace {

using document::Node;

std::string TextOf(const Node& node, std::string_view key) {
  const auto member = node.Find(key);
  return member ? (*member)->text : "";
}

TEST(Discrepancies, OfTheVendorsAreFoundByTheRulesThatTheListNames) {
  // Each vendor's folder, and its pages alone, whose own contracts declare less.
  std::map<std::string, std::vector<finding::Finding>> findings;
  for (const std::string vendor : {"bullseye", "tingting", "vobiz"}) {
    for (const std::string& path : {"specs/" + vendor, "specs/" + vendor + "/docs"}) {
      for (finding::Finding& found : FindingsIn({path})) findings[vendor].push_back(std::move(found));
    }
  }
  const document::Document list = document::Load("runner/audit/discrepancies.yaml");
  const Node root(list);
  std::map<std::string, std::pair<int, int>> counts;  // by confidence: found, all
  std::string rows;
  for (std::size_t i = 0; i < root->items.size(); ++i) {
    const Node entry = root.Item(i);
    const std::string id = TextOf(entry, "id"), rule = TextOf(entry, "rule"), vendor = TextOf(entry, "vendor");
    const Node places = *entry.Find("places");
    const finding::Finding* by = nullptr;
    std::string where;
    for (std::size_t p = 0; p < places->items.size(); ++p) {
      const Lines lines =
          Lines::Of("specs/" + vendor + '/' + TextOf(places.Item(p), "page"), TextOf(places.Item(p), "lines"));
      if (p == 0) where = fmt::format("{}:{}", lines.file, lines.first);
      for (const finding::Finding& found : findings[vendor]) {
        if (by == nullptr && !rule.empty() && found.identity.rule == rule && StandsAt(found, lines, 1)) by = &found;
      }
    }
    EXPECT_EQ(by != nullptr, !rule.empty()) << id << " is not found by " << rule;
    auto& [found, all] = counts[TextOf(entry, "confidence")];
    found += by != nullptr ? 1 : 0;
    ++all;
    rows += fmt::format("| {} | {} | {} | {} | {} |\n", id, TextOf(entry, "confidence"), TextOf(entry, "what"), where,
                        by == nullptr ? "not found: " + TextOf(entry, "why_not")
                                      : fmt::format("`{}` ({})", rule, finding::SeverityName(by->severity)));
  }
  std::string text =
      "# Contradictions in the documentation of the three vendors\n\nMade by the tests from `runner/audit/discrepancies.yaml`. Errors and warnings gate; notes do not.\n\n";
  for (const auto& [confidence, count] : counts)
    text += fmt::format("- {}: {} of {} found\n", confidence, count.first, count.second);
  text += "\n| | confidence | what | first place | found by |\n|---|---|---|---|---|\n" + rows;
  ExpectGolden("reports/discrepancies.md", text);
}

}  // namespace
}  // namespace plumbline::audit

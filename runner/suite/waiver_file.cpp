#include <fmt/format.h>

#include <set>

#include "base/hash.h"
#include "schema/file_format.h"
#include "suite/suite.h"

namespace plumbline::suite {
namespace {

using document::Document;
using document::Node;

std::string TextOf(const Node& node, std::string_view key) {
  const auto member = node.Find(key);
  return member ? (*member)->text : "";
}

}  // namespace

std::vector<finding::Waiver> ReadWaivers(const Document& file) {
  const auto list = Node(file).Find("waivers");
  std::vector<finding::Waiver> waivers;
  for (std::size_t i = 0; list && i < (*list)->items.size(); ++i) {
    const Node entry = list->Item(i);
    waivers.push_back({.id = TextOf(entry, "id"),
                       .fingerprint = TextOf(entry, "fingerprint"),
                       .owner = TextOf(entry, "owner"),
                       .reason = TextOf(entry, "reason"),
                       .expires = *ParseDate(TextOf(entry, "expires")),
                       .shape = TextOf(entry, "shape"),
                       .rule = TextOf(entry, "rule"),
                       .operation = TextOf(entry, "operation"),
                       .location = entry.Find("id")->Location()});
  }
  return waivers;
}

std::chrono::days LongestLifetime(const Document& file) {
  constexpr std::uint64_t kUsual = 180;
  const auto lifetime = Node(file).Find("longest_lifetime_days");
  return std::chrono::days(lifetime ? document::WholeNumber(lifetime->value()).value_or(kUsual) : kUsual);
}

WaiverFile LoadWaivers(const std::string& path, Date today) {
  const Document file = document::Load(path);
  schema::RequireFormat(file, "waivers");
  const auto list = Node(file).Find("waivers");
  const auto longest = LongestLifetime(file);
  std::vector<finding::Waiver> waivers = ReadWaivers(file);
  std::set<std::string> ids, fingerprints;
  for (std::size_t i = 0; i < waivers.size(); ++i) {
    const finding::Waiver& waiver = waivers[i];
    const Node entry = list->Item(i);
    if (!ids.insert(waiver.id).second) throw entry.Find("id")->Fail(fmt::format("a second waiver '{}'", waiver.id));
    if (!fingerprints.insert(waiver.fingerprint).second)
      throw entry.Find("fingerprint")->Fail("a second waiver for this fingerprint");
    if (waiver.expires - today > longest) {
      throw entry.Find("expires")->Fail(
          fmt::format("{} is {} days away; a waiver lasts at most {} days (longest_lifetime_days)",
                      FormatDate(waiver.expires), (waiver.expires - today).count(), longest.count()));
    }
  }
  return {path, Sha256Hex(file.source.text()), std::move(waivers)};
}

}  // namespace plumbline::suite

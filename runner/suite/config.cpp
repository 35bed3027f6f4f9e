#include "suite/config.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/hash.h"
#include "base/text.h"
#include "document/document.h"
#include "schema/file_format.h"

namespace plumbline::suite {
namespace {

using document::Node;
using finding::Severity;

std::optional<Severity> SeverityOf(const std::string& word) {
  for (const Severity severity : {Severity::kError, Severity::kWarning, Severity::kNote}) {
    if (word == finding::SeverityName(severity)) return severity;
  }
  return std::nullopt;  // "off": the schema allows no other word
}

// Ids, and for a glob what it may have meant: "money.*".
std::vector<std::string> Candidates(const std::string& glob, const std::vector<std::string>& rule_ids) {
  std::vector<std::string> candidates = rule_ids;
  if (glob.find('*') == std::string::npos) return candidates;
  for (const std::string& id : rule_ids) {
    const std::string group = id.substr(0, id.find('.')) + ".*";
    if (std::find(candidates.begin(), candidates.end(), group) == candidates.end()) candidates.push_back(group);
  }
  return candidates;
}

void RequireRule(const std::string& glob, const SourceLocation& location, const std::vector<std::string>& rule_ids) {
  if (std::any_of(rule_ids.begin(), rule_ids.end(), [&](const std::string& id) { return GlobMatch(glob, id); })) return;
  const bool pattern = glob.find_first_of("*?") != std::string::npos;
  const std::string_view said = pattern ? "no check or rule fits" : "there is no check or rule";
  throw Error(location, fmt::format("{} '{}'{}; see plumbline list checks and plumbline list rules", said, glob,
                                    DidYouMean(glob, Candidates(glob, rule_ids))));
}

}  // namespace

Config LoadConfig(const std::string& path, const std::vector<std::string>& rule_ids) {
  const document::Document document = document::Load(path);
  schema::RequireFormat(document, "config");
  const Node root(document);
  Config config{path, Sha256Hex(document.source.text()), {}};
  if (const auto severities = root.Find("severity"); severities && severities->value().IsObject()) {
    for (const document::Member& member : severities->value().members) {
      const SourceLocation location = severities->Find(member.key)->KeyLocation();
      RequireRule(member.key, location, rule_ids);
      config.overrides.push_back({.rule = member.key, .severity = SeverityOf(member.value.text), .location = location});
    }
  }
  const auto list = root.Find("overrides");
  for (std::size_t i = 0; list && i < (*list)->items.size(); ++i) {
    const Node entry = list->Item(i);
    finding::Override override;
    const auto read = [&](std::string_view key, std::string& glob) {
      if (const auto node = entry.Find(key)) glob = node->value().text;
    };
    read("rule", override.rule);
    read("operation", override.operation);
    read("file", override.file);
    if (const auto rule = entry.Find("rule")) RequireRule(override.rule, rule->Location(), rule_ids);
    if (const auto pointer = entry.Find("pointer")) override.pointer = JsonPointer::Parse(pointer->value().text);
    override.severity = SeverityOf(entry.Find("severity")->value().text);
    override.location = entry.Location();
    config.overrides.push_back(std::move(override));
  }
  return config;
}

}  // namespace plumbline::suite

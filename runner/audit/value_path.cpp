#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "audit/entity.h"
#include "audit/member_name.h"
#include "audit/rule.h"
#include "base/text.h"
#include "schema/schema.h"

namespace plumbline::audit {
namespace {

using document::Node;

bool NamesLink(std::string_view name) {
  const std::vector<std::string> words = Words(name);
  static const std::set<std::string_view> kLinks = {"uri",  "url",  "href",     "link",
                                                    "path", "self", "location", "resource"};
  return !words.empty() && kLinks.contains(words.back());
}

std::vector<std::string_view> Segments(std::string_view path) {
  std::vector<std::string_view> segments;
  for (std::string_view segment : Split(path.substr(0, path.find_first_of("?#")), '/')) {
    if (!segment.empty()) segments.push_back(segment);
  }
  return segments;
}

bool IsOpen(std::string_view segment) {
  return segment.find_first_of("{<") != std::string_view::npos || segment.starts_with(':');
}

// Whether a path ends like a template does, or a template like the path: either may have a server's part before it.
bool Fits(const std::vector<std::string_view>& path, const std::vector<std::string_view>& pattern) {
  const std::size_t shared = std::min(path.size(), pattern.size());
  bool literal = false;
  for (std::size_t i = 1; i <= shared; ++i) {
    const std::string_view wanted = pattern[pattern.size() - i];
    if (IsOpen(wanted)) continue;
    if (wanted != path[path.size() - i]) return false;
    literal = true;
  }
  return literal;
}

// The identifiers of a row.
std::set<std::string_view> IdentifiersOf(const document::Value& row) {
  std::set<std::string_view> identifiers;
  for (const document::Member& member : row.members) {
    if (NamesIdentifier(member.key) && member.value.IsString() && member.value.text.size() > 1)
      identifiers.insert(member.value.text);
  }
  return identifiers;
}

std::vector<finding::Finding> Run(const Subject& subject) {
  std::vector<finding::Finding> findings;
  std::vector<std::vector<std::string_view>> patterns;
  for (const ApiOperation& operation : subject.operations()) patterns.push_back(Segments(operation.path));
  // What is known to answer for one such thing: GET /accounts/{id}.
  std::vector<std::pair<std::string, std::size_t>> own;
  for (const ShownObject& object : subject.objects()) {
    if (!object.path.empty() || object.operation == kNowhere || object.about.empty()) continue;
    const auto& segments = patterns[object.operation];
    if (subject.operations()[object.operation].method == "GET" && !segments.empty() && IsOpen(segments.back()))
      own.emplace_back(object.about, object.operation);
  }
  std::set<std::pair<std::size_t, JsonPointer>> told;
  std::set<std::string> told_links;
  for (const ShownObject& object : subject.objects()) {
    const ShownBody& body = subject.bodies()[object.body];
    if (!body.IsSuccess() || object.operation == kNowhere || object.entity.empty()) continue;
    const auto asked =
        std::find_if(own.begin(), own.end(), [&](const auto& one) { return one.first == object.entity; });
    if (asked == own.end()) continue;
    for (const Node& row : object.rows) {
      const std::set<std::string_view> identifiers = IdentifiersOf(row.value());
      for (const document::Member& member : row->members) {
        if (!member.value.IsString() || !member.value.text.starts_with('/') || member.value.text.starts_with("//") ||
            !NamesLink(member.key))
          continue;
        const auto segments = Segments(member.value.text);
        // The link to the row itself: it ends in the row's identifier.
        if (segments.size() < 2 || !identifiers.contains(segments.back())) continue;
        if (std::any_of(patterns.begin(), patterns.end(), [&](const auto& pattern) { return Fits(segments, pattern); }))
          continue;
        // One finding for a link, wherever it is shown.
        if (!told.insert({object.operation, object.path / member.key}).second ||
            !told_links.insert(object.entity + ' ' + member.key).second)
          continue;
        const std::string& known = subject.operations()[asked->second].name;
        finding::Finding found = NewFinding(subject, "value.path", object.operation, finding::Severity::kNote,
                                            (object.path / member.key).ToString());
        found.message = fmt::format("{} is {}, and no such path is documented; {} answers for it",
                                    schema::PathName(object.path / member.key), member.value.text, known);
        found.expected = known;
        found.observed = member.value.text;
        found.places = {row.Child(member).Quote("a path that nothing documents")};
        for (const auto& [p, index] : subject.operations()[asked->second].documented) {
          const auto& mentions = subject.pages()[p].claims.operations[index].mentions;
          if (found.places.size() < 2 && !mentions.empty())
            found.places.push_back(subject.Quote(p, mentions.front().span, "documented"));
        }
        if (found.places.size() < 2 && subject.operations()[asked->second].declared != nullptr)
          found.places.push_back(subject.operations()[asked->second].declared->node.QuoteKey("declared"));
        found.likely = "The sample, where it shows a path of another version or another API; a request to it decides.";
        findings.push_back(std::move(found));
      }
    }
  }
  return findings;
}

}  // namespace

const Rule kValuePath = {
    {"value.path", "Links in answers are paths that are documented", finding::Severity::kNote,
     "Looks at members that hold the path of the thing that they belong to (`resource_uri`, `href`), by its identifier at the end, and "
     "compares the path with every path that pages and contract "
     "have. Only where they tell the path for such a thing is another one a finding.\n\nWhy: who follows the link asks something that "
     "nobody described.\n\nWhat to do: document the path, or show "
     "the one that is documented."},
    Run};

}  // namespace plumbline::audit

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "audit/page_sections.h"
#include "audit/rule.h"
#include "base/regex.h"
#include "base/text.h"
#include "page/same_path.h"

namespace plumbline::audit {
namespace {

// One place of a page that names an operation.
struct Named {
  std::size_t operation = kNowhere;
  std::size_t block = 0;
  const page::OperationMention* mention = nullptr;
};

// What a page names in one topic: what it is about, and what is sent there.
struct Topic {
  std::vector<Named> stated, sent;
};

// "PUT /tickets/{id}" alone in a block of code states the operation, and sends nothing.
bool IsRequestLine(const page::Block& block) {
  static const Regex kLine(R"(\s*(?:GET|POST|PUT|PATCH|DELETE)[ \t]+\S+(?:[ \t]+HTTP/[\d.]+)?\s*)");
  return block.kind == page::BlockKind::kCode && kLine.Full(block.text.text).has_value();
}

std::set<std::size_t> OperationsOf(const std::vector<Named>& named) {
  std::set<std::size_t> operations;
  for (const Named& one : named) operations.insert(one.operation);
  return operations;
}

bool IsOnePath(const page::PathSegments& a, const page::PathSegments& b) {
  return page::SamePath(a, b) || page::WithoutBase(a, b) || page::WithoutBase(b, a);
}

// The segment of the path that is another one, by a slip; empty where there is none, or more is different.
std::string OtherSegment(page::PathSegments meant, page::PathSegments sent) {
  page::PathSegments& longer = meant.size() > sent.size() ? meant : sent;
  const auto base = longer.begin() + static_cast<std::ptrdiff_t>(longer.size() - std::min(meant.size(), sent.size()));
  if (std::any_of(longer.begin(), base, [](const std::string& one) { return page::IsPathParameter(one); })) return "";
  longer.erase(longer.begin(), base);
  std::optional<std::size_t> differing;
  for (std::size_t i = 0; i < meant.size(); ++i) {
    if (page::SamePath({meant[i]}, {sent[i]})) continue;
    if (differing) return "";
    differing = i;
  }
  // Below a parameter stand names, not values: /kites/{id}/suspend. Elsewhere only a slip is certain.
  static const Regex kName("[a-z][a-z_-]{2,}");
  if (!differing || !kName.Full(meant[*differing]) || !kName.Full(sent[*differing])) return "";
  const bool below_parameter = *differing > 0 && page::IsPathParameter(meant[*differing - 1]);
  return below_parameter || page::IsSlip(meant, sent) ? sent[*differing] : "";
}

// The other method or segment; empty where they are more than a slip apart. Tabs of one request may differ by both:
// DELETE /numbers/{id} and POST /numbers/{id}/release.
std::string Difference(const ApiOperation& meant, const ApiOperation& sent, bool tab_of_one) {
  static const Regex kKnown("GET|POST|PUT|PATCH|DELETE");
  if (!kKnown.Full(meant.method) || !kKnown.Full(sent.method)) return "";
  page::PathSegments a = page::SegmentsOf(meant.path);
  const page::PathSegments b = page::SegmentsOf(sent.path);
  if (meant.method == sent.method) return OtherSegment(a, b);
  if (IsOnePath(a, b)) return sent.method;
  if (!tab_of_one || a.size() < 2) return "";
  a.pop_back();
  return page::IsPathParameter(a.back()) && IsOnePath(a, b) ? sent.method : "";
}

// The pages' requests by where they stand, and which operations are known by requests only.
class Requests {
 public:
  explicit Requests(const Subject& subject)
      : subject_(subject), described_(subject.operations().size()), sent_in_(subject.operations().size()) {
    for (std::size_t o = 0; o < described_.size(); ++o) described_[o] = subject.operations()[o].declared != nullptr;
    for (std::size_t p = 0; p < subject.pages().size(); ++p) ReadPage(p);
  }

  std::vector<finding::Finding> Run() const {
    std::vector<finding::Finding> findings;
    for (std::size_t p = 0; p < topics_.size(); ++p) {
      for (const auto& [section, topic] : topics_[p]) {
        if (!topic.sent.empty()) Judge(p, section, topic, findings);
      }
    }
    return findings;
  }

 private:
  void ReadPage(std::size_t p) {
    const page::DocumentedPage& page = subject_.pages()[p];
    sections_.emplace_back(page.page);
    std::map<std::size_t, Topic>& topics = topics_.emplace_back();
    for (std::size_t i = 0; i < page.claims.operations.size(); ++i) {
      const std::size_t operation = subject_.OperationOf(p, i);
      if (operation == kNowhere) continue;
      for (const page::OperationMention& mention : page.claims.operations[i].mentions) {
        const auto block = sections_[p].BlockOf(mention.span);
        const bool request =
            mention.kind == page::Mention::kRequest && block && !IsRequestLine(page.page.blocks[*block]);
        if (!request) described_[operation] = true;
        if (!block || sections_[p].IsAside(*block)) continue;
        const std::size_t section = sections_[p].TopicOf(*block);
        if (request) {
          topics[section].sent.push_back({operation, *block, &mention});
          sent_in_[operation].insert({p, section});
        } else if (mention.kind != page::Mention::kTable && mention.kind != page::Mention::kProse) {
          topics[section].stated.push_back({operation, *block, &mention});
        }
      }
    }
  }

  // The one operation that a topic is about, or the nearest one around it that names any.
  const Named* StatedFor(std::size_t p, std::size_t section, const Topic& topic) const {
    if (!topic.stated.empty()) return OperationsOf(topic.stated).size() == 1 ? &topic.stated.front() : nullptr;
    const page::Outline& outline = sections_[p].outline();
    while (outline.sections[section].parent != page::Section::kNone) {
      section = outline.TopicOf(outline.sections[section].parent);
      const auto around = topics_[p].find(section);
      if (around == topics_[p].end() || around->second.stated.empty()) continue;
      const Named& stated = around->second.stated.front();
      return IsAllAbout(p, section, stated.operation) ? &stated : nullptr;
    }
    return nullptr;
  }

  bool IsAllAbout(std::size_t p, std::size_t around, std::size_t operation) const {
    const page::Outline& outline = sections_[p].outline();
    return std::all_of(topics_[p].begin(), topics_[p].end(), [&](const auto& entry) {
      std::size_t s = entry.first;
      while (s != around && s != page::Section::kNone) s = outline.sections[s].parent;
      const std::vector<Named>& stated = entry.second.stated;
      return s != around ||
             std::all_of(stated.begin(), stated.end(), [&](const Named& one) { return one.operation == operation; });
    });
  }

  void Judge(std::size_t p, std::size_t section, const Topic& topic, std::vector<finding::Finding>& findings) const {
    const Named* stated = StatedFor(p, section, topic);
    if (stated == nullptr) return;
    std::set<std::size_t> others = OperationsOf(topic.sent);
    const bool shown_right = others.erase(stated->operation) > 0;
    if (others.size() != 1) return;
    const std::size_t other = *others.begin();
    if (described_[other] || sent_in_[other].size() != 1) return;
    if (shown_right && !AreTabsOfOne(p, topic)) return;
    const ApiOperation &meant = subject_.operations()[stated->operation], &requested = subject_.operations()[other];
    const auto sent =
        std::find_if(topic.sent.begin(), topic.sent.end(), [&](const Named& one) { return one.operation == other; });
    const std::string difference = Difference(meant, requested, shown_right);
    if (difference.empty() ||
        IsExplained(p, section, sent->block, difference == requested.method ? difference : '/' + difference))
      return;
    // What was changed may be read back.
    const bool reads = requested.method == "GET" && meant.method != "GET" && !shown_right;
    finding::Finding found = NewFinding(subject_, "request.operation", stated->operation,
                                        reads ? finding::Severity::kWarning : finding::Severity::kError, difference);
    found.message =
        meant.method != requested.method
            ? fmt::format("the section is about {}, and a request in it is sent with {}", meant.name, requested.method)
            : fmt::format("the section is about {}, and a request in it goes to '{}'", meant.name, difference);
    found.expected = meant.name;
    found.observed = requested.name;
    found.places = {subject_.Quote(p, stated->mention->span, "what the section is about"),
                    subject_.Quote(p, sent->mention->span, "sent as " + requested.name)};
    found.likely = "Undecided: one request decides.";
    findings.push_back(std::move(found));
  }

  // One request in several languages, a block each: the tabs of an example.
  bool AreTabsOfOne(std::size_t p, const Topic& topic) const {
    const std::vector<page::Block>& blocks = subject_.pages()[p].page.blocks;
    std::set<std::size_t> groups;
    std::set<std::string> languages;
    for (const Named& one : topic.sent) {
      const std::string& language = blocks[one.block].language;
      if (language.empty() || !languages.insert(language).second) return false;
      groups.insert(sections_[p].GroupOf(one.block));
    }
    return groups.size() == 1;
  }

  // Whether the topic speaks of the other method or path, or sends one in the place of another.
  bool IsExplained(std::size_t p, std::size_t section, std::size_t block, const std::string& word) const {
    const std::vector<page::Block>& blocks = subject_.pages()[p].page.blocks;
    static const Regex kInstead(
        R"((?i)instead|alternativ|older|deprecated|formerly|legacy|equivalent|\b(?:also|before|then|afterwards)\b)");
    static const Regex kOverride(R"((?i)method-override|\b_method\b)");
    if (kInstead.In(sections_[p].TextBefore(block)) || kOverride.In(blocks[block].text.text)) return true;
    const page::Section& whole = sections_[p].outline().sections[section];
    const auto speaks = [&](const page::Text& text) { return text.text.find(word) != std::string::npos; };
    for (std::size_t b = whole.heading == page::Section::kNone ? 0 : whole.heading;
         b < std::min(whole.end, blocks.size()); ++b) {
      if (blocks[b].kind == page::BlockKind::kCode) continue;
      if (speaks(blocks[b].text)) return true;
      for (const page::Row& row : blocks[b].rows) {
        if (std::any_of(row.cells.begin(), row.cells.end(), speaks)) return true;
      }
    }
    return false;
  }

  const Subject& subject_;
  std::vector<PageSections> sections_;                // by page
  std::vector<std::map<std::size_t, Topic>> topics_;  // by page; by section
  std::vector<bool> described_;                       // by operation: by something else than a request
  std::vector<std::set<std::pair<std::size_t, std::size_t>>> sent_in_;  // by operation: page and topic
};

std::vector<finding::Finding> Run(const Subject& subject) { return Requests(subject).Run(); }

}  // namespace

const Rule kRequestOperation = {
    {"request.operation", "A request in a section goes to its operation", finding::Severity::kError,
     "Compares the method and path that a section is about (heading, badge, request line) with the requests that it shows: PATCH above and `curl -X PUT` "
     "below, `/pause` above and `/suspend` below, another method in one language than in the others. Only where the section is about one operation, and no "
     "page and no contract describes what the request is sent to.\n\nWhy: requests are copied, and answered with 404 or 405.\n\nWhat to do: send it, and write "
     "the method and path that the service takes in both places."},
    Run};

}  // namespace plumbline::audit

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
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

// What a page names in one topic: what it is about, by a heading or by the first words of a paragraph, and what is sent
// there.
struct Topic {
  std::vector<Named> stated, opening, sent;
};

// A request that goes elsewhere than what is stated for it.
struct Deviation {
  const Named* stated = nullptr;
  std::size_t sent = kNowhere;  // operation
  std::string difference;       // the other method or segment
  bool in_tabs = false;         // of one request
  bool elsewhere = false;       // stated in another section
};

// Blocks that follow each other.
struct Range {
  std::size_t begin = 0, end = 0;
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

// "cancel" as the last segment of a path is what is done there, and no value.
bool IsAction(const std::string& segment) {
  static const Regex kAction(
      "activate|add|approve|archive|assign|block|buy|cancel|capture|check|clone|close|complete|confirm|create|deactivate|"
      "delete|disable|enable|end|export|hangup|import|lookup|merge|order|pause|publish|purchase|refund|reject|release|"
      "remove|resend|restore|resume|retry|search|send|start|stop|submit|suspend|sync|transfer|trigger|update|upload|"
      "validate|verify|void");
  return kAction.Full(segment).has_value();
}

// "{BASE_URL}" at the beginning of a path.
bool IsBase(const std::string& segment) {
  static const Regex kBase(R"((?i)\{[^{}]*(?:base|host|url|domain|server)[^{}]*\})");
  return kBase.Full(segment).has_value();
}

// Cuts the base that only one of the two paths has; false where that is no base.
bool CutBase(page::PathSegments& a, page::PathSegments& b) {
  page::PathSegments& longer = a.size() > b.size() ? a : b;
  const auto base = longer.begin() + static_cast<std::ptrdiff_t>(longer.size() - std::min(a.size(), b.size()));
  if (std::any_of(longer.begin(), base,
                  [](const std::string& one) { return page::IsPathParameter(one) && !IsBase(one); }))
    return false;
  longer.erase(longer.begin(), base);
  return true;
}

// The segment of the path that is another one, by a slip; empty where there is none, or more is different.
std::string OtherSegment(page::PathSegments meant, page::PathSegments sent) {
  if (!CutBase(meant, sent)) return "";
  std::optional<std::size_t> differing;
  for (std::size_t i = 0; i < meant.size(); ++i) {
    if (page::SamePath({meant[i]}, {sent[i]})) continue;
    if (differing) return "";
    differing = i;
  }
  // Below a parameter stand names, not values: /kites/{id}/suspend. Elsewhere only a slip is certain.
  static const Regex kName("[a-z][A-Za-z_-]{2,}");
  if (!differing || !kName.Full(meant[*differing]) || !kName.Full(sent[*differing])) return "";
  const bool below_parameter = *differing > 0 && page::IsPathParameter(meant[*differing - 1]);
  const bool actions =
      *differing > 0 && *differing + 1 == meant.size() && IsAction(meant[*differing]) && IsAction(sent[*differing]);
  // /users/{accountId}/messages, /accounts/{accountId}/messages: names of what has the key, and no values.
  const bool collections = *differing + 2 < meant.size() && page::IsPathParameter(meant[*differing + 1]) &&
                           meant[*differing + 1] == sent[*differing + 1];
  return below_parameter || actions || collections || page::IsSlip(meant, sent) ? sent[*differing] : "";
}

// "shipment" for "shipments" before a key of both: the name of one collection.
std::string OtherNumber(page::PathSegments meant, page::PathSegments sent) {
  if (!CutBase(meant, sent)) return "";
  const std::string other = OtherSegment(meant, sent);
  for (std::size_t i = 0; i + 1 < meant.size() && !other.empty(); ++i) {
    const bool plural = meant[i] + 's' == sent[i] || sent[i] + 's' == meant[i];
    if (plural && page::IsPathParameter(meant[i + 1])) return other;
  }
  return "";
}

// "Cancel a booking" over DELETE /bookings/{id} and POST /bookings/{id}/cancel: two ways of one action.
bool AreWaysOf(const std::string& title, const page::PathSegments& meant, const page::PathSegments& sent) {
  const auto adds = [&](const page::PathSegments& plain, page::PathSegments longer) {
    if (plain.empty() || longer.empty() || !IsAction(longer.back())) return false;
    if (AsciiLower(title).find(longer.back()) == std::string::npos) return false;
    longer.pop_back();
    return page::IsPathParameter(plain.back()) && IsOnePath(plain, longer);
  };
  return adds(meant, sent) || adds(sent, meant);
}

// The other method or segment; empty where they are more than a slip apart. Tabs of one request may differ by both:
// DELETE /numbers/{id} and POST /numbers/{id}/release; so may what one title says.
std::string Difference(const ApiOperation& meant, const ApiOperation& sent, bool tab_of_one, const std::string& title) {
  static const Regex kKnown("GET|POST|PUT|PATCH|DELETE");
  if (!kKnown.Full(meant.method) || !kKnown.Full(sent.method)) return "";
  page::PathSegments a = page::SegmentsOf(meant.path);
  const page::PathSegments b = page::SegmentsOf(sent.path);
  if (meant.method == sent.method) return OtherSegment(a, b);
  if (IsOnePath(a, b)) return sent.method;
  if (meant.method != "GET" && sent.method != "GET" && AreWaysOf(title, a, b)) return sent.method;
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
        } else if (mention.kind == page::Mention::kProse) {
          if (IsOpening(page, *block, mention)) topics[section].opening.push_back({operation, *block, &mention});
        } else if (mention.kind != page::Mention::kTable) {
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

  // "`PATCH /kites/{id}` with what shall change." as a paragraph of its own.
  static bool IsOpening(const page::DocumentedPage& page, std::size_t block, const page::OperationMention& mention) {
    const page::Block& paragraph = page.page.blocks[block];
    return paragraph.kind == page::BlockKind::kParagraph && mention.span.begin >= paragraph.span.begin &&
           mention.span.begin - paragraph.span.begin <= 3;
  }

  Range RangeOf(std::size_t p, std::size_t section) const {
    const page::Section& whole = sections_[p].outline().sections[section];
    return {whole.heading == page::Section::kNone ? 0 : whole.heading,
            std::min(whole.end, subject_.pages()[p].page.blocks.size())};
  }

  void Judge(std::size_t p, std::size_t section, const Topic& topic, std::vector<finding::Finding>& findings) const {
    const std::size_t before = findings.size();
    if (OperationsOf(topic.stated).size() > 1) {
      JudgeEach(p, section, topic, findings);
    } else if (const Named* stated = StatedFor(p, section, topic)) {
      JudgeStated(p, RangeOf(p, section), topic, *stated, findings);
    } else if (topic.stated.empty()) {
      JudgeUnstated(p, section, topic, findings);
    }
    if (findings.size() == before) JudgeNumbers(p, section, topic, findings);
  }

  // Pages without headings: each operation is stated, and what is sent to it stands before the next one.
  void JudgeEach(std::size_t p, std::size_t section, const Topic& topic,
                 std::vector<finding::Finding>& findings) const {
    if (topic.stated.size() * topic.sent.size() > kMostPairs) return;
    std::map<std::size_t, const Named*> stated;  // by block
    for (const Named& one : topic.stated) {
      if (!stated.emplace(one.block, &one).second) return;
    }
    for (const Named& one : topic.sent) {
      if (one.block < stated.begin()->first) return;  // what is sent stands first
    }
    for (auto one = stated.begin(); one != stated.end(); ++one) {
      const auto next = std::next(one);
      const Range range{one->first, next == stated.end() ? RangeOf(p, section).end : next->first};
      if (range.end - range.begin < 2) continue;  // of a list of operations
      if (one != stated.begin() && range.begin - std::prev(one)->first < 2) continue;
      Topic part;
      part.stated = {*one->second};
      for (const Named& sent : topic.sent) {
        if (sent.block > range.begin && sent.block < range.end) part.sent.push_back(sent);
      }
      if (!part.sent.empty()) JudgeStated(p, range, part, *one->second, findings);
    }
  }

  void JudgeStated(std::size_t p, Range range, const Topic& topic, const Named& stated,
                   std::vector<finding::Finding>& findings) const {
    std::set<std::size_t> others = OperationsOf(topic.sent);
    const bool shown_right = others.erase(stated.operation) > 0;
    if (others.size() != 1) return;
    const std::size_t other = *others.begin();
    if (!IsOnlySentHere(other)) return;
    if (shown_right && !AreTabsOfOne(p, topic)) return;
    const ApiOperation &meant = subject_.operations()[stated.operation], &requested = subject_.operations()[other];
    const std::string difference = Difference(meant, requested, shown_right, TitleOf(p, stated.block));
    if (!difference.empty()) Report(p, range, topic, {&stated, other, difference, shown_right}, findings);
  }

  // Where no heading states an operation: the first words of the paragraph above the request do, or another tab of the
  // same request.
  void JudgeUnstated(std::size_t p, std::size_t section, const Topic& topic,
                     std::vector<finding::Finding>& findings) const {
    if (topic.opening.size() * topic.sent.size() > kMostPairs) return;
    for (const std::size_t other : OperationsOf(topic.sent)) {
      if (!IsOnlySentHere(other)) continue;
      const ApiOperation& requested = subject_.operations()[other];
      const page::PathSegments path = page::SegmentsOf(requested.path);
      for (const Named& one : topic.opening) {
        const ApiOperation& meant = subject_.operations()[one.operation];
        if (meant.method.empty() || meant.method == "GET" || requested.method == "GET" ||
            !IsOnePath(page::SegmentsOf(meant.path), path) || one.block > SentTo(topic, other).block)
          continue;
        Report(p, RangeOf(p, section), topic, {&one, other, requested.method}, findings);
        return;
      }
    }
    const std::set<std::size_t> operations = OperationsOf(topic.sent);
    if (operations.size() == 2 && AreTabsOfOne(p, topic)) {
      const Named& first = topic.sent.front();
      const std::size_t other = *operations.begin() == first.operation ? *operations.rbegin() : *operations.begin();
      const ApiOperation &meant = subject_.operations()[first.operation], &requested = subject_.operations()[other];
      const std::string difference = meant.method == requested.method
                                         ? OtherSegment(page::SegmentsOf(meant.path), page::SegmentsOf(requested.path))
                                         : "";
      if (IsOnlySentHere(other) && !difference.empty())
        Report(p, RangeOf(p, section), topic, {&first, other, difference, true}, findings);
      return;
    }
  }

  void JudgeNumbers(std::size_t p, std::size_t section, const Topic& topic,
                    std::vector<finding::Finding>& findings) const {
    for (const std::size_t other : OperationsOf(topic.sent)) {
      if (!IsOnlySentHere(other)) continue;
      const auto [meant, difference] = OnlyOtherNumber(p, other);
      if (meant != nullptr) Report(p, RangeOf(p, section), topic, {meant, other, difference, false, true}, findings);
    }
  }

  // The only operation that the page states with that path but for "shipment" and "shipments", and the segment sent.
  std::pair<const Named*, std::string> OnlyOtherNumber(std::size_t p, std::size_t sent) const {
    const ApiOperation& requested = subject_.operations()[sent];
    std::pair<const Named*, std::string> only{nullptr, ""};
    if (topics_[p].size() * sent_in_.size() > kMostPairs) return only;
    for (const auto& [section, topic] : topics_[p]) {
      for (const Named& one : topic.stated) {
        const ApiOperation& meant = subject_.operations()[one.operation];
        if (meant.method != requested.method) continue;
        std::string other = OtherNumber(page::SegmentsOf(meant.path), page::SegmentsOf(requested.path));
        if (other.empty()) continue;
        if (only.first != nullptr && only.first->operation != one.operation) return {nullptr, ""};
        only = {&one, std::move(other)};
      }
    }
    return only;
  }

  bool IsOnlySentHere(std::size_t operation) const { return !described_[operation] && sent_in_[operation].size() == 1; }

  std::string TitleOf(std::size_t p, std::size_t block) const {
    const page::Outline& outline = sections_[p].outline();
    const std::size_t heading = outline.sections[sections_[p].TopicOf(block)].heading;
    return heading == page::Section::kNone ? "" : subject_.pages()[p].page.blocks[heading].text.text;
  }

  static const Named& SentTo(const Topic& topic, std::size_t operation) {
    return *std::find_if(topic.sent.begin(), topic.sent.end(),
                         [&](const Named& one) { return one.operation == operation; });
  }

  void Report(std::size_t p, Range range, const Topic& topic, const Deviation& deviation,
              std::vector<finding::Finding>& findings) const {
    const ApiOperation& meant = subject_.operations()[deviation.stated->operation];
    const ApiOperation& requested = subject_.operations()[deviation.sent];
    const Named& sent = SentTo(topic, deviation.sent);
    const bool method = deviation.difference == requested.method;
    if (IsExplained(p, range, sent.block, method ? requested.method : '/' + deviation.difference)) return;
    // What was changed may be read back.
    const bool reads = requested.method == "GET" && meant.method != "GET" && !deviation.in_tabs;
    finding::Finding found =
        NewFinding(subject_, "request.operation", deviation.stated->operation,
                   reads ? finding::Severity::kWarning : finding::Severity::kError, deviation.difference);
    found.message =
        fmt::format("the {} {}, and a request {}'{}'", deviation.elsewhere ? "page describes" : "section is about",
                    meant.name, deviation.elsewhere ? "goes to " : "in it goes to ", deviation.difference);
    if (method)
      found.message =
          fmt::format("the section is about {}, and a request in it is sent with {}", meant.name, requested.method);
    found.expected = meant.name;
    found.observed = requested.name;
    found.places = {subject_.Quote(p, deviation.stated->mention->span,
                                   deviation.elsewhere ? "described here" : "what the section is about"),
                    subject_.Quote(p, sent.mention->span, "sent as " + requested.name)};
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
  bool IsExplained(std::size_t p, Range range, std::size_t block, const std::string& word) const {
    const std::vector<page::Block>& blocks = subject_.pages()[p].page.blocks;
    static const Regex kInstead(
        R"((?i)instead|alternativ|older|deprecated|formerly|legacy|equivalent|\b(?:also|then|afterwards)\b|^before\b|\bbefore (?:you|that|this|it|\w+ing)\b)");
    static const Regex kOverride(R"((?i)method-override|\b_method\b)");
    if (kInstead.In(sections_[p].TextBefore(block)) || kOverride.In(blocks[block].text.text)) return true;
    const auto speaks = [&](const page::Text& text) {
      for (std::size_t at = text.text.find(word); at != std::string::npos; at = text.text.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        if (end == text.text.size() || std::isalpha(static_cast<unsigned char>(text.text[end])) == 0) return true;
      }
      return false;
    };
    for (std::size_t b = range.begin; b < range.end; ++b) {
      if (blocks[b].kind == page::BlockKind::kCode) continue;
      if (speaks(blocks[b].text)) return true;
      for (const page::Row& row : blocks[b].rows) {
        if (std::any_of(row.cells.begin(), row.cells.end(), speaks)) return true;
      }
    }
    return false;
  }

  static constexpr std::size_t kMostPairs = 1'000'000;  // of what is stated and what is sent

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
     "below, `/pause` above and `/suspend` below, another method or segment in one language than in the others, `/kite/{id}` where the page describes `/kites/{id}`. Only where the section is about one operation, and no "
     "page and no contract describes what the request is sent to.\n\nWhy: requests are copied, and answered with 404 or 405.\n\nWhat to do: send it, and write "
     "the method and path that the service takes in both places."},
    Run};

}  // namespace plumbline::audit

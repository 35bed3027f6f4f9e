#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "audit/documented.h"
#include "audit/rule.h"
#include "base/regex.h"
#include "page/sentences.h"

namespace plumbline::audit {
namespace {

// A sentence that promises that a secret is shown once.
struct Promise {
  std::size_t page;
  std::size_t operation;
  std::string member;
  page::Text sentence;
  document::Span span;
};

const Regex& ShownOnce() {
  static const Regex pattern(
      R"((?i)\b(?:(?:is |are |be )?(?:only )?(?:shown|displayed|returned|visible|available|revealed|given|appears?) (?:only )?once\b)"
      R"(|(?:shown|displayed|returned|visible|revealed|given) (?:only )?(?:(?:this|a) (?:one|single) time|one (?:single )?time|just once|exactly once)\b)"
      R"(|(?:only|just) (?:shown|displayed|returned|visible|available|revealed) (?:once|(?:at|on|upon|during) (?:the time of )?creation|when|(?:in|by|with) this (?:response|answer|request|call))\b)"
      R"(|(?:shown|displayed|returned|visible|available|revealed|given) (?:in|by|with) this (?:response|answer|request|call) only\b)"
      R"(|(?:shown|displayed|returned|visible|available|revealed|given) only (?:(?:at|on|upon|during) (?:the time of )?creation|(?:in|by|with) this (?:response|answer|request|call))\b)"
      R"(|is (?:only )?(?:contained |included |part )?(?:in|of) this (?:response|answer) (?:only\b|and (?:in|of) no other\b))"
      R"(|no other (?:endpoint|operation|call|request|method|answer|response) (?:can |will |ever )?(?:returns?|shows?|gives?|has|contains?|includes?)(?: it| them)?\s*(?:[.,;)]|$))"
      R"(|(?:cannot|can't|can not|won't|will not|never) be (?:\w+ )?(?:shown|displayed|retrieved|returned|recovered|seen|viewed)(?: again)?)"
      R"(|(?:cannot|can't|can not|won't|will not|never) be (?:read|fetched|accessed|obtained|requested|had) again)"
      R"(|(?:cannot|can't|won't|will not) (?:be able to )?(?:see|view|retrieve|read|get|access) (?:it|them) again)"
      R"(|never (?:shown|returned|displayed)(?: again\b|\s*(?:[.,;)]|$))|not (?:be )?(?:shown|returned|displayed) again|the only time\b))");
  return pattern;
}

std::vector<Promise> Promises(const Subject& subject) {
  std::vector<Promise> promises;
  static const Regex kName(R"([A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+|[a-z]+[A-Z][A-Za-z0-9]*|[a-z]{3,})");
  for (std::size_t p = 0; p < subject.pages().size(); ++p) {
    const page::DocumentedPage& documented = subject.pages()[p];
    // Members that samples of this page's operations show, by operation.
    const auto read = [&](const page::Text& text, std::size_t operation) {
      for (const page::Text& sentence : page::SentencesOf(text)) {
        const auto once = ShownOnce().Find(sentence.text);
        if (!once) continue;
        // The member named nearest before the promise.
        std::optional<Regex::Match> named;
        for (Regex::Match& match : kName.All(std::string_view(sentence.text).substr(0, once->begin()))) {
          const bool code = sentence.IsMarked(page::Mark::Kind::kCode, match.begin(), match.end());
          const bool written =
              match[0].find('_') != std::string_view::npos ||
              std::any_of(match[0].begin() + 1, match[0].end(), [](char c) { return c >= 'A' && c <= 'Z'; });
          if (code || written) named = std::move(match);
        }
        if (named)
          promises.push_back(
              {p, operation, std::string((*named)[0]), sentence, sentence.SpanOf(once->begin(), once->end())});
      }
    };
    std::vector<std::uint32_t> mentioned;
    for (const page::MemberMention& mention : documented.claims.members) mentioned.push_back(mention.span.begin);
    std::sort(mentioned.begin(), mentioned.end());
    for (const page::MemberMention& mention : documented.claims.members) {
      if (ShownOnce().In(mention.sentence.text) && !mention.path.empty()) {
        const auto once = ShownOnce().Find(mention.sentence.text);
        const std::uint32_t promised = mention.sentence.SpanOf(once->begin(), once->end()).begin;
        // The promise is about the member named last before it.
        const auto next = std::upper_bound(mentioned.begin(), mentioned.end(), mention.span.begin);
        if (next != mentioned.end() && *next < promised) continue;
        const bool known = std::any_of(promises.begin(), promises.end(), [&](const Promise& promise) {
          return promise.page == p && promise.member == mention.path.back();
        });
        // "This is the only time that we show you the `secret`."
        static const Regex kThisTime(R"((?i)the only time)");
        if (!known && (mention.span.begin <= promised || kThisTime.In((*once)[0]))) {
          promises.push_back({p, subject.OperationOf(p, mention.operation), mention.path.back(), mention.sentence,
                              mention.sentence.SpanOf(once->begin(), once->end())});
        }
      }
    }
    for (const page::FieldClaim& field : documented.claims.fields) {
      const auto once = ShownOnce().Find(field.description.text);
      if (field.in != page::In::kBody && field.in != page::In::kUnknown) continue;
      if (once && !field.path.empty()) {
        promises.push_back({p, subject.OperationOf(p, field.operation), field.path.back(), field.description,
                            field.description.SpanOf(once->begin(), once->end())});
      } else {
        read(field.description, subject.OperationOf(p, field.operation));
      }
    }
  }
  return promises;
}

// A member of that name anywhere below, with a value.
std::optional<document::Node> FindMember(const document::Node& node, const std::string& name, int depth) {
  if (depth > 12) return std::nullopt;
  if (node->IsArray()) {
    for (std::size_t i = 0; i < node->items.size() && i < 50; ++i) {
      if (auto found = FindMember(node.Item(i), name, depth + 1)) return found;
    }
  }
  for (const document::Member& member : node->members) {
    const document::Node child(node.document(), member.value, node.pointer() / member.key);
    if (member.key == name && !child->IsNull()) return child;
    if (auto found = FindMember(child, name, depth + 1)) return found;
  }
  return std::nullopt;
}

// A masked value shows nothing.
bool IsMasked(const document::Value& value) {
  static const Regex kMasked(R"(.*[*•…]{2,}.*|.*x{4,}.*)");
  return value.IsString() && kMasked.Full(value.text);
}

// The beginning of a secret, by which its owner knows it; or a whole one that the page's author cut.
bool IsCut(const document::Value& value) {
  return value.IsString() && (value.text.ends_with("...") || value.text.ends_with("…"));
}

// The answer that is to show the secret shows no more of it.
bool ShowsTheSame(const Subject& subject, const Promise& promise, const document::Value& value) {
  return std::any_of(subject.bodies().begin(), subject.bodies().end(), [&](const ShownBody& body) {
    if (body.operation != promise.operation || !body.IsSuccess()) return false;
    const auto shown = FindMember(body.root, promise.member, 0);
    return shown && document::Equal(shown->value(), value);
  });
}

std::vector<finding::Finding> Run(const Subject& subject) {
  std::vector<finding::Finding> findings;
  std::set<std::string> told;
  constexpr std::size_t kMostPromises = 200;
  for (const Promise& promise : Promises(subject)) {
    if (told.size() >= kMostPromises || !told.insert(promise.member).second) continue;
    std::vector<Place> again;
    for (const ShownBody& body : subject.bodies()) {
      if (!body.IsSuccess() || body.operation == promise.operation || body.operation == kNowhere) continue;
      // Another operation that makes a new one shows a new one.
      const std::string& method = subject.operations()[body.operation].method;
      if (method != "GET" && method != "HEAD") continue;
      if (const auto member = FindMember(body.root, promise.member, 0)) {
        if (IsMasked(member->value()) || (IsCut(member->value()) && !ShowsTheSame(subject, promise, member->value())))
          continue;
        Place place = member->QuoteKey(subject.operations()[body.operation].name + " shows it");
        again.push_back(std::move(place));
      }
    }
    // The same text that says where to get it again.
    static const Regex kAgain(
        R"((?i)\b(?:retriev\w+|fetch\w*|get|look(?:ed)? up|obtain\w*|read) (?:it|them|the token|the key|the secret)?\s*(?:again|later|back)\b|\b(?:way|place) to (?:retrieve|fetch|get|obtain|see) it\b)");
    std::optional<Place> contradicted;
    for (const page::Block& block : subject.pages()[promise.page].page.blocks) {
      if (block.span.begin > promise.span.begin || block.span.end < promise.span.end) continue;
      const auto match = kAgain.Find(block.text.text);
      // "It cannot be read again."
      static const Regex kNot(R"((?i)(?:\b(?:not|cannot|never|no|without|impossible|unable)\b|n't\b|n’t\b)[^.;!?]*$)");
      if (match && !kNot.In(std::string_view(block.text.text).substr(0, match->begin()))) {
        if (block.text.text.find(promise.member) != std::string::npos)
          contradicted =
              subject.Quote(promise.page, block.text.SpanOf(match->begin(), match->end()), "…and can be had again");
      }
    }
    if (again.empty() && !contradicted) continue;
    finding::Finding found =
        NewFinding(subject, "secret.once", promise.operation, finding::Severity::kError, promise.member);
    found.message = fmt::format(
        "{} is shown only once by the page's words, and {}", promise.member,
        again.empty()
            ? "the same text tells how to get it again"
            : fmt::format("{} {} it again", again.front().note.substr(0, again.front().note.rfind(" shows")), "shows"));
    found.expected = "a secret that is not returned again";
    found.observed = again.empty() ? "a way to get it again" : again.front().note;
    found.places = {subject.Quote(promise.page, promise.span, "shown once")};
    for (const Place& place : again)
      found.details.push_back(fmt::format("{}:{}: {}", place.source, place.line, place.note));
    if (contradicted) found.places.push_back(*contradicted);
    for (std::size_t i = 0; i < again.size() && i < 3; ++i) found.places.push_back(again[i]);
    found.likely =
        again.empty()
            ? "Undecided: the two sentences contradict each other."
            : "The sentence: the samples show the secret in other answers. If the samples are right, every reader of a list holds the secrets.";
    findings.push_back(std::move(found));
  }
  return findings;
}

}  // namespace

const Rule kSecretOnce = {
    {"secret.once", "A secret that is shown only once is in no other answer", finding::Severity::kError,
     "Looks for sentences that say of a member that it is shown only once or cannot be retrieved again, and for that member in the samples of other operations that read; and for text beside the sentence "
     "that tells how to get it again. Masked values are passed over.\n\nWhy: either the promise is false, or secrets leak from lists.\n\nWhat to do: ask the service; mend the sentence or the samples."},
    Run};

}  // namespace plumbline::audit

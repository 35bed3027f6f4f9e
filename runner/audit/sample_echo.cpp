#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "audit/entity.h"
#include "audit/member_name.h"
#include "audit/moment.h"
#include "audit/rule.h"
#include "base/decimal.h"
#include "base/text.h"
#include "schema/schema.h"

namespace plumbline::audit {
namespace {

using document::Member;
using document::Node;
using document::Value;
using finding::Finding;
using finding::Severity;

// A server makes these itself, hides them, or means something else by them in an answer.
bool IsServersOwn(const std::string& member) {
  if (NamesMoment(member) || Words(member).empty()) return true;
  const auto words = Words(member);
  for (const std::string& word : words) {
    for (std::string_view name :
         {"password", "secret", "token",   "key",    "hash",    "signature", "status",  "state",  "message", "code",
          "error",    "result", "success", "detail", "details", "note",      "version", "count",  "total",   "page",
          "limit",    "offset", "size",    "cursor", "url",     "uri",       "href",    "link",   "type",    "action",
          "event",    "method", "mode",    "id",     "ids",     "uuid",      "card",    "number", "cvc",     "cvv",
          "balance",  "date",   "time",    "object", "text",    "body",      "content", "query",  "prompt",  "model",
          "data",     "value",  "format",  "file",   "input",   "output"}) {
      if (word == name) return true;
    }
  }
  return false;
}

// Letters and digits in lower case: "+91 98765-43210" is "+919876543210", "IN" is "in".
std::string Plain(std::string_view text) {
  std::string plain;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 || byte >= 0x80) plain += static_cast<char>(std::tolower(byte));
  }
  return plain;
}

bool Echoes(const Value& sent, const Value& back) {
  if (document::Equal(sent, back)) return true;
  // true and "true" differ in type, not in what they say.
  const auto as_text = [](const Value& value) {
    return value.IsBoolean() ? std::string(value.boolean ? "true" : "false") : AsciiLower(value.text);
  };
  if ((sent.IsBoolean() || back.IsBoolean()) && as_text(sent) == as_text(back)) return true;
  const bool texts = (sent.IsString() || sent.IsNumber()) && (back.IsString() || back.IsNumber());
  if (!texts) return false;
  const auto a = Decimal::Parse(sent.text), b = Decimal::Parse(back.text);
  if (a && b) {
    // Major and minor units of one amount.
    const auto minor_a = Multiply(*a, Decimal(100)), minor_b = Multiply(*b, Decimal(100));
    return *a == *b || (minor_a && *minor_a == *b) || (minor_b && *minor_b == *a);
  }
  // A moment may come back in another zone, and a code spelled out: "US", "United States".
  if (ParseMoment(sent.text) && ParseMoment(back.text)) return true;
  const auto code = [](const Value& value) { return value.text.size() <= 3; };
  if (code(sent) != code(back)) return true;
  const std::string plain_a = Plain(sent.text), plain_b = Plain(back.text);
  return plain_a == plain_b || plain_a.find(plain_b) != std::string::npos || plain_b.find(plain_a) != std::string::npos;
}

bool Comparable(const Member& member) {
  return (member.value.IsString() || member.value.IsNumber() || member.value.IsBoolean()) && !IsStandIn(member.value) &&
         !IsServersOwn(member.key);
}

// The thing that the answer is about: the body itself, or what its envelope holds.
std::optional<Node> Thing(const Node& body) {
  if (!body->IsObject()) return std::nullopt;
  std::optional<Node> inner;
  for (const Member& member : body->members) {
    if (!member.value.IsObject()) continue;
    if (inner) return body;
    inner = body.Find(member.key);
  }
  return inner && body->members.size() <= 3 ? inner : std::optional<Node>(body);
}

struct Pair {
  std::size_t request, answer;
  Node sent, back;
  std::vector<std::string> equal, other;  // members that come back as they were sent, and that do not
};

Pair Compare(std::size_t request, std::size_t answer, const Node& sent, const Node& back) {
  Pair pair{request, answer, sent, back, {}, {}};
  for (const Member& member : sent->members) {
    const Member* echo = back->FindMember(member.key);
    if (echo == nullptr || !Comparable(member) || !Comparable(*echo)) continue;
    (Echoes(member.value, echo->value) ? pair.equal : pair.other).push_back(member.key);
  }
  return pair;
}

Finding Report(const Subject& subject, const Pair& pair, Severity severity) {
  const std::string& first = pair.other.front();
  const Node sent = *pair.sent.Find(first), back = *pair.back.Find(first);
  Finding found;
  found.severity = severity;
  found.identity = subject.Identify("sample.echo", subject.bodies()[pair.answer].operation);
  found.identity.instance_pointer = back.pointer().Starred();
  found.message = fmt::format("{} is sent with one value and comes back with another", Join(pair.other, ", "));
  found.expected = document::WriteJson(sent.value(), 0);
  found.observed = document::WriteJson(back.value(), 0);
  found.places = {sent.Quote("the request sends it"), back.Quote("the answer to it shows another value")};
  for (const std::string& member : pair.other) {
    found.details.push_back(fmt::format("{}: sent {}, answered {}", member,
                                        document::WriteJson(pair.sent.Find(member)->value(), 0),
                                        document::WriteJson(pair.back.Find(member)->value(), 0)));
  }
  if (!pair.equal.empty()) found.details.push_back(fmt::format("equal in both: {}", Join(pair.equal, ", ")));
  found.shape = finding::Shape(pair.other);
  found.likely = "One of the two samples: they were not taken from one exchange.";
  return found;
}

void FindEchoes(const Subject& subject, std::size_t operation, std::vector<Finding>& findings) {
  std::vector<Pair> pairs;
  const auto &requests = subject.BodiesOf(operation, page::Part::kRequest),
             &answers = subject.BodiesOf(operation, page::Part::kResponse);
  constexpr std::size_t kMaxSamples = 10;
  for (std::size_t r = 0; r < std::min(requests.size(), kMaxSamples); ++r) {
    const auto sent = Thing(subject.bodies()[requests[r]].root);
    std::optional<Pair> best;
    for (std::size_t a = 0; a < std::min(answers.size(), kMaxSamples); ++a) {
      if (!subject.bodies()[answers[a]].IsSuccess()) continue;
      const auto back = Thing(subject.bodies()[answers[a]].root);
      if (!sent || !back) continue;
      Pair pair = Compare(requests[r], answers[a], *sent, *back);
      // Of several answers, the one that fits the request best is the one to it.
      const auto fit = [](const Pair& p) {
        return static_cast<int>(p.equal.size()) - static_cast<int>(p.other.size());
      };
      if (!best || fit(pair) > fit(*best)) best = std::move(pair);
    }
    if (best && !best->other.empty()) pairs.push_back(*std::move(best));
  }
  // Where several requests are shown, an answer need not be the one to each.
  if (pairs.size() != 1) return;
  const Pair& pair = pairs.front();
  const bool corresponds = pair.equal.size() >= 2 && pair.other.size() <= 2 && requests.size() == 1;
  findings.push_back(Report(subject, pair, corresponds ? Severity::kWarning : Severity::kNote));
}

// What was sent when a thing was made is null where it is fetched later: by the identifier that the answer gave it.
void FindLost(const Subject& subject, std::size_t operation, std::vector<Finding>& findings) {
  const auto& requests = subject.BodiesOf(operation, page::Part::kRequest);
  if (requests.size() != 1) return;
  const auto sent = Thing(subject.bodies()[requests.front()].root);
  if (!sent) return;
  struct Lost {
    std::string member;
    Node node;
    std::string spot;
  };
  std::vector<Lost> lost;
  for (const ShownObject& made : subject.objects()) {
    if (made.operation != operation || made.entity.empty() || made.InList() || !subject.bodies()[made.body].IsSuccess())
      continue;
    for (const ShownObject& later : subject.objects()) {
      if (later.entity != made.entity || later.operation == operation || !subject.bodies()[later.body].IsSuccess() ||
          subject.operations()[later.operation].method != "GET")
        continue;
      const auto same = FindSameThing(made, later);
      if (!same) continue;
      for (const Member& member : (*sent)->members) {
        const auto there = same->b.Find(member.key);
        const bool given = !member.value.IsNull() && !IsStandIn(member.value) && !NamesMoment(member.key) &&
                           !HasWord(member.key, "password");
        if (there && (*there)->IsNull() && given)
          lost.push_back({member.key, *there, Spot(subject, later, member.key)});
      }
    }
    break;
  }
  if (lost.empty()) return;
  Finding found;
  found.severity = Severity::kNote;
  found.identity = subject.Identify("sample.echo", operation);
  found.identity.instance_pointer = "later";
  std::vector<std::string> names;
  for (const Lost& one : lost) {
    if (std::find(names.begin(), names.end(), one.member) == names.end()) names.push_back(one.member);
    found.details.push_back(fmt::format("null: {} ({})", one.spot, ToString(one.node.Location())));
  }
  found.message = fmt::format("{} {} sent when the thing is made, and null when it is fetched", Join(names, ", "),
                              names.size() == 1 ? "is" : "are");
  found.expected = document::WriteJson(sent->Find(lost.front().member)->value(), 0);
  found.observed = "null";
  found.places = {sent->Find(lost.front().member)->Quote("the request sends it"),
                  lost.front().node.Quote("the thing with the same identifier has null")};
  found.shape = finding::Shape(names);
  found.likely =
      "The samples, if one identifier stands for several things in them; else the service loses what it is sent.";
  findings.push_back(std::move(found));
}

std::vector<Finding> Run(const Subject& subject) {
  std::vector<Finding> findings;
  for (std::size_t o = 0; o < subject.operations().size(); ++o) {
    const std::string& method = subject.operations()[o].method;
    if (method != "POST" && method != "PUT" && method != "PATCH") continue;
    if (subject.BodiesOf(o, page::Part::kRequest).empty()) continue;
    FindEchoes(subject, o, findings);
    if (method == "POST") FindLost(subject, o, findings);
  }
  return findings;
}

}  // namespace

const Rule kSampleEcho = {
    {"sample.echo", "What a shown request sends, the shown answer repeats", finding::Severity::kWarning,
     "Compares the request sample of an operation with the sample of its answer, member by member: texts without regard to case and punctuation, numbers by "
     "value. "
     "Identifiers, times, secrets, statuses, masked values and placeholders are left out. It is a warning where at least two other members come back as they "
     "were sent, "
     "so that the samples belong together; else a note. What is sent when a thing is made, but is null where the thing with the same identifier is fetched, is "
     "a note.\n\nWhy: readers conclude that the service changes what they send.\n\nWhat to do: take both samples from one exchange."},
    Run};

}  // namespace plumbline::audit

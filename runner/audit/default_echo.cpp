#include <fmt/format.h>

#include <algorithm>

#include "audit/documented.h"
#include "audit/rule.h"
#include "audit/told_value.h"
#include "base/decimal.h"
#include "schema/schema.h"

namespace plumbline::audit {
namespace {

using document::Node;
using document::Value;

bool IsPlain(const Value& value) { return value.IsString() || value.IsNumber() || value.IsBoolean(); }

std::string TextOf(const Value& value) { return value.IsBoolean() ? (value.boolean ? "true" : "false") : value.text; }

// Whether a default is a value as it stands, and not words about one.
bool IsExact(const std::string& told, const Value& value) {
  if (value.IsNumber()) return Decimal::Parse(told).has_value();
  if (value.IsBoolean()) return told == "true" || told == "false";
  return told.find(' ') == std::string::npos && !told.empty();
}

// The object of an answer that shows what was sent: at its top, or in a member of it.
std::optional<Node> EchoIn(const Node& answer, const Value& sent) {
  constexpr std::size_t kEnough = 2;  // members with the value that was sent
  const auto shared = [&](const Value& object) {
    return static_cast<std::size_t>(std::count_if(sent.members.begin(), sent.members.end(), [&](const auto& member) {
      const Value* back = object.Find(member.key);
      return back != nullptr && document::Equal(*back, member.value);
    }));
  };
  if (!answer->IsObject()) return std::nullopt;
  if (shared(answer.value()) >= kEnough) return answer;
  for (const document::Member& member : answer->members) {
    if (member.value.IsObject() && shared(member.value) >= kEnough) return answer.Find(member.key);
  }
  return std::nullopt;
}

std::vector<finding::Finding> Run(const Subject& subject) {
  std::vector<finding::Finding> findings;
  for (const DocumentedList& list : DocumentedLists(subject)) {
    if (list.list->part != page::Part::kRequest || list.operation == kNowhere) continue;
    const auto requests = SamplesOf(subject, list.operation, page::Part::kRequest);
    // Of several requests nobody knows which one is answered.
    if (requests.size() != 1 || requests.front()->lacks_members || !requests.front()->root->IsObject()) continue;
    const Value& sent = requests.front()->root.value();
    for (const ShownBody* answer : SamplesOf(subject, list.operation, page::Part::kResponse)) {
      const auto echo = EchoIn(answer->root, sent);
      if (!echo) continue;
      for (const page::FieldClaim* field : list.TopLevel()) {
        if (field->in != page::In::kBody || !field->facts.default_value) continue;
        const std::string& name = field->path.back();
        const auto shown = sent.Find(name) == nullptr ? echo->Find(name) : std::nullopt;
        if (!shown || !IsPlain(shown->value()) || !IsExact(*field->facts.default_value, shown->value()) ||
            SameValue(*field->facts.default_value, TextOf(shown->value())))
          continue;
        finding::Finding found =
            NewFinding(subject, "default.echo", list.operation, finding::Severity::kError, field->path.ToString());
        found.message = fmt::format("{} is {} by default, the request does not send it, and {} shows {}", name,
                                    *field->facts.default_value, answer->label, schema::Describe(shown->value()));
        found.expected = *field->facts.default_value;
        found.observed = schema::Describe(shown->value());
        found.places = {
            subject.Quote(list.page, field->facts_span.end > 0 ? field->facts_span : field->span, "the default"),
            shown->Quote("comes back"), requests.front()->root.Quote("not sent in here")};
        found.likely = "Undecided: a live request without it decides.";
        findings.push_back(std::move(found));
      }
      break;
    }
  }
  return findings;
}

}  // namespace

const Rule kDefaultEcho = {
    {"default.echo", "What is not sent comes back with its default", finding::Severity::kError,
     "Looks for members of a request that have a default, that the sample request of the operation does not send, and that the answer beside it shows with another value. The answer has to "
     "show what was sent (two members with the values of the request), and there has to be one sample request only.\n\nWhy: readers count on the default.\n\nWhat to do: send the request, and mend "
     "the default or the sample."},
    Run};

}  // namespace plumbline::audit

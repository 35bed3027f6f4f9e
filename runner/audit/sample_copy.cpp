#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "audit/entity.h"
#include "audit/member_name.h"
#include "audit/moment.h"
#include "audit/rule.h"
#include "base/text.h"

namespace plumbline::audit {
namespace {

using document::Member;
using document::Node;
using document::Value;
using finding::Finding;
using finding::Severity;

// Long enough, and mixed enough, that two things do not have it by chance.
bool IsUnique(const Value& value) {
  return value.IsString() && value.text.size() >= 16 && !IsStandIn(value) &&
         value.text.find_first_of("0123456789") != std::string::npos && value.text.find(' ') == std::string::npos;
}

// Members whose value is by design the identifier of some person or thing told elsewhere.
bool PlaysARole(const std::string& member) {
  for (const std::string& word : Words(member)) {
    for (std::string_view role :
         {"owner",     "user",    "created", "updated",     "creator",   "author",   "parent",   "root", "original",
          "source",    "default", "primary", "main",        "latest",    "current",  "previous", "last", "next",
          "first",     "from",    "to",      "sender",      "recipient", "assignee", "member",   "by",   "external",
          "reference", "request", "trace",   "correlation", "object",    "entity",   "target"}) {
      if (word == role) return true;
    }
  }
  return false;
}

// One object: api_id and partner_id are equal, and the value is a partner's id.
void FindCopies(const Subject& subject, std::vector<Finding>& findings) {
  std::map<std::string, std::pair<const ShownObject*, Node>> owner;  // value -> the object whose own id it is
  for (const ShownObject& object : subject.objects()) {
    if (!subject.bodies()[object.body].IsSuccess() || object.entity.empty()) continue;
    for (const Node& row : object.rows) {
      const auto id = row.Find("id");
      if (id && IsUnique(id->value())) owner.emplace((*id)->text, std::pair(&object, *id));
    }
  }
  std::set<std::string> told;
  for (const ShownObject& object : subject.objects()) {
    if (!subject.bodies()[object.body].IsSuccess() || object.operation == kNowhere) continue;
    for (const Node& row : object.rows) {
      for (const Member& member : row->members) {
        if (!NamesIdentifier(member.key) || Words(member.key).size() < 2 || PlaysARole(member.key) ||
            !IsUnique(member.value))
          continue;
        const auto whose = owner.find(member.value.text);
        if (whose == owner.end() || whose->second.first->entity == object.entity ||
            Spelled(member.key) == whose->second.first->entity + "_id")
          continue;
        // The member that rightly has the value stands beside it.
        const auto rightful = std::find_if(row->members.begin(), row->members.end(), [&](const Member& other) {
          return Spelled(other.key) == whose->second.first->entity + "_id" &&
                 document::Equal(other.value, member.value);
        });
        const std::string key = object.entity + ' ' + member.key;
        if (rightful == row->members.end() || !told.insert(key).second) continue;
        Finding found;
        found.severity = Severity::kNote;
        found.identity = subject.Identify("sample.copy", object.operation);
        found.identity.instance_pointer = (object.path / member.key).Starred();
        found.message = fmt::format("{} has the value of {}, which is the id of a {}", member.key, rightful->key,
                                    whose->second.first->entity);
        found.expected = fmt::format("an identifier of its own for {}", member.key);
        found.observed = fmt::format("equal to {}", rightful->key);
        found.places = {
            row.Find(rightful->key)->Quote("rightly"), row.Find(member.key)->Quote("the same value under another name"),
            whose->second.second.Quote(fmt::format("the id of {}", Spot(subject, *whose->second.first, "")))};
        found.likely = "The sample: an identifier was copied into a member that means something else.";
        findings.push_back(std::move(found));
      }
    }
  }
}

void Numbers(const Value& value, std::vector<std::string>& numbers, int depth) {
  constexpr std::size_t kMax = 200;
  if (depth > 16 || numbers.size() > kMax) return;
  const bool decimal = value.IsString() && value.text.find('.') != std::string::npos &&
                       value.text.find_first_not_of("0123456789.-") == std::string::npos;
  if ((value.IsNumber() && value.text.size() > 1) || decimal) numbers.push_back(value.text);
  for (const Member& member : value.members) Numbers(member.value, numbers, depth + 1);
}

// A period of the answer: from and to, or start and end, as dates.
std::string PeriodOf(const Value& body) {
  for (const Member& member : body.members) {
    if (member.value.IsObject()) {
      const Value *from = member.value.Find("from"), *to = member.value.Find("to");
      if (from == nullptr) from = member.value.Find("start"), to = member.value.Find("end");
      if (from != nullptr && to != nullptr && ParseMoment(from->text) && ParseMoment(to->text))
        return from->text + ".." + to->text;
    }
  }
  std::string from, to;
  for (const Member& member : body.members) {
    const auto words = Words(member.key);
    if (words.empty() || !member.value.IsString() || !ParseMoment(member.value.text)) continue;
    if (words.front() == "from" || words.front() == "start") from = member.value.text;
    if (words.front() == "to" || words.front() == "end") to = member.value.text;
  }
  return from.empty() || to.empty() ? "" : from + ".." + to;
}

// The figures of one period, to the digit, for another one.
void FindRepeated(const Subject& subject, std::vector<Finding>& findings) {
  std::map<std::string, std::pair<std::size_t, std::string>> first;  // figures -> body, period
  std::set<std::size_t> told;
  for (std::size_t i = 0; i < subject.bodies().size(); ++i) {
    const ShownBody& body = subject.bodies()[i];
    if (!body.IsSuccess() || body.operation == kNowhere || !body.root->IsObject()) continue;
    const std::string period = PeriodOf(body.root.value());
    if (period.empty()) continue;
    for (const Member& member : body.root->members) {
      // Who it is about stays the same from period to period.
      const bool thing = std::any_of(member.value.members.begin(), member.value.members.end(),
                                     [](const Member& inner) { return NamesIdentifier(inner.key); });
      if (!member.value.IsObject() || thing) continue;
      std::vector<std::string> numbers;
      Numbers(member.value, numbers, 0);
      if (std::set<std::string>(numbers.begin(), numbers.end()).size() < 3) continue;
      const auto [known, fresh] = first.emplace(member.key + ' ' + Join(numbers, " "), std::pair(i, period));
      if (fresh || known->second.second == period || !told.insert(i).second) continue;
      const ShownBody& other = subject.bodies()[known->second.first];
      Finding found;
      found.severity = Severity::kNote;
      found.identity = subject.Identify("sample.copy", body.operation);
      found.identity.instance_pointer = "/" + EscapeToken(member.key);
      found.message = fmt::format("{} has the same figures for two different periods", member.key);
      found.expected = "figures of the period";
      found.observed = fmt::format("the figures of {}", OperationName(subject, other));
      found.details = {fmt::format("{}: {}", OperationName(subject, other), known->second.second),
                       fmt::format("{}: {}", OperationName(subject, body), period)};
      found.places = {other.root.Find(member.key)->QuoteKey(known->second.second),
                      body.root.Find(member.key)->QuoteKey(period)};
      found.likely = "The samples: the figures of one were written into the other.";
      findings.push_back(std::move(found));
    }
  }
}

std::vector<Finding> Run(const Subject& subject) {
  std::vector<Finding> findings;
  FindCopies(subject, findings);
  FindRepeated(subject, findings);
  return findings;
}

}  // namespace

const Rule kSampleCopy = {
    {"sample.copy", "Values are not copied between members that mean different things", finding::Severity::kNote,
     "Notes an identifier that stands in two members of one object, of which one rightly has it: the value is the id of another thing that is shown, and that "
     "thing's "
     "name is the other member's. Notes figures that are equal to the last digit for two different periods.\n\nWhy: it is unclear what the copied member "
     "holds.\n\nWhat to do: replace the copied values by real ones."},
    Run};

}  // namespace plumbline::audit

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <set>

#include "audit/entity.h"
#include "audit/member_name.h"
#include "audit/rule.h"
#include "base/text.h"

namespace plumbline::audit {
namespace {

using document::Member;
using document::Node;
using document::Value;
using finding::Finding;
using finding::Severity;

struct Named {
  const ShownObject* object;
  Node row;
  std::string member;
  Node value() const { return *row.Find(member); }
};

Finding Pair(const Subject& subject, Severity severity, const Named& a, const Named& b, std::string message,
             std::string likely) {
  Finding found;
  found.severity = severity;
  const std::size_t operation = a.object->operation;
  found.identity = subject.Identify("entity.name", operation);
  found.identity.instance_pointer = (a.object->path / a.member).Starred() + " " + b.member;
  found.message = std::move(message);
  found.expected = "one name";
  found.observed = a.member + "; " + b.member;
  found.places = {a.value().QuoteKey(Spot(subject, *a.object, a.member)),
                  b.value().QuoteKey(Spot(subject, *b.object, b.member))};
  found.likely = std::move(likely);
  return found;
}

// "credits_used", "creditSpent": what was used up of what; empty for other names.
std::string UsedUp(std::string_view name) {
  const auto words = Words(name);
  if (words.size() != 2 || words.front() == "time" || words.front() == "is") return "";
  const std::string& verb = words.back();
  return verb == "used" || verb == "spent" || verb == "consumed" ? Singular(words.front()) : "";
}

void FindUsedUp(const Subject& subject, const ShownObject& object, std::vector<Finding>& findings) {
  std::map<std::string, std::string> by_noun;
  for (const Member& member : object.rows.front()->members) {
    const std::string noun = UsedUp(member.key);
    if (noun.empty() || !member.value.IsNumber()) continue;
    const auto [known, fresh] = by_noun.emplace(noun, member.key);
    if (fresh) continue;
    const Named a{&object, object.rows.front(), known->second}, b{&object, object.rows.front(), member.key};
    const bool differ = !document::Equal(a.value().value(), b.value().value());
    findings.push_back(Pair(
        subject, differ ? Severity::kWarning : Severity::kNote, a, b,
        fmt::format("{} and {} are two names for the {}s that were used{}", a.member, b.member, noun,
                    differ ? fmt::format(", with different values ({} and {})", a.value()->text, b.value()->text) : ""),
        "Undecided: if they mean different things, the names do not tell; if they mean the same, one value is wrong."));
  }
}

// "credits_used" beside "credit_spent": one word, now in the singular, now in the plural, before others.
void FindPrefixes(const Subject& subject, const ShownObject& object, std::vector<Finding>& findings) {
  std::map<std::string, std::map<std::string, std::string>> by_noun;  // singular -> word as written -> first member
  for (const Member& member : object.rows.front()->members) {
    const auto words = Words(member.key);
    constexpr std::string_view kOfQuantities[] = {"used",      "spent",     "consumed", "usage",   "remaining",
                                                  "purchased", "available", "left",     "granted", "reserved"};
    const bool quantity = words.size() > 1 && std::find(std::begin(kOfQuantities), std::end(kOfQuantities), words[1]) !=
                                                  std::end(kOfQuantities);
    if (quantity && words.front().size() > 3) by_noun[Singular(words.front())].emplace(words.front(), member.key);
  }
  for (const auto& [noun, forms] : by_noun) {
    if (forms.size() != 2) continue;
    const Named a{&object, object.rows.front(), forms.begin()->second},
        b{&object, object.rows.front(), std::next(forms.begin())->second};
    findings.push_back(Pair(subject, Severity::kNote, a, b,
                            fmt::format("names begin with {}_ and with {}_ in one object", forms.begin()->first,
                                        std::next(forms.begin())->first),
                            "Undecided: whoever types one of them from memory picks the wrong one."));
  }
}

// What users put in has the spelling that they gave it.
bool InFreeForm(const JsonPointer& path) {
  return std::any_of(path.tokens().begin(), path.tokens().end(), [](const std::string& token) {
    return token != "*" && !NamesWrapper(token) && NamesFreeForm(token);
  });
}

// "accountId" in one answer, "account_id" in another.
void FindSpellings(const Subject& subject, std::vector<Finding>& findings) {
  struct Spelling {
    std::map<std::string, Named> first;
  };
  std::map<std::string, Spelling> by_word;
  for (const ShownObject& object : subject.objects()) {
    const ShownBody& body = subject.bodies()[object.body];
    if (!body.IsSuccess() || body.operation == kNowhere || object.rows.empty() || InFreeForm(object.path)) continue;
    for (const Member& member : object.rows.front()->members) {
      const auto words = Words(member.key);
      if (words.size() > 1 && words.front().size() > 1)
        by_word[Join(words, "_")].first.emplace(member.key, Named{&object, object.rows.front(), member.key});
    }
  }
  std::vector<std::string> details, shape;
  const Named *a = nullptr, *b = nullptr;
  bool together = false;
  for (const auto& [word, spelling] : by_word) {
    if (spelling.first.size() < 2) continue;
    const Named &one = spelling.first.begin()->second, &other = std::next(spelling.first.begin())->second;
    const bool close = one.object->body == other.object->body || SameEntity(*one.object, *other.object);
    if (a == nullptr || (close && !together)) a = &one, b = &other;
    together = together || close;
    for (const auto& [name, named] : spelling.first) {
      details.push_back(
          fmt::format("{} ({})", Spot(subject, *named.object, name), ToString(named.value().KeyLocation())));
      shape.push_back(name);
    }
  }
  if (a == nullptr) return;
  Finding found = Pair(subject, together ? Severity::kWarning : Severity::kNote, *a, *b,
                       fmt::format("one name is spelled in two ways: {} and {}", a->member, b->member),
                       "Undecided: member names are compared letter by letter, so that clients need both.");
  found.identity.operation.clear();
  found.identity.instance_pointer = "spelling";
  found.details = std::move(details);
  found.shape = finding::Shape(std::move(shape));
  findings.push_back(std::move(found));
}

bool IsHolding(const Member& member) {
  const auto words = Words(member.key);
  const bool named = !words.empty() && words.size() <= 2 &&
                     (words.back() == "balance" || words.back() == "credits" || words.back() == "funds");
  return named && (member.value.IsNumber() || member.value.IsString());
}

// The only member of the row that does.
std::optional<std::string> Only(const Node& row, const std::function<bool(const Member&)>& does) {
  std::optional<std::string> only;
  for (const Member& member : row->members) {
    if (!does(member)) continue;
    if (only) return std::nullopt;
    only = member.key;
  }
  return only;
}

bool IsActiveFlag(const Member& member) {
  const std::string spelled = Spelled(member.key);
  return member.value.IsBoolean() &&
         (spelled == "is_active" || spelled == "active" || spelled == "enabled" || spelled == "is_enabled");
}

bool IsActiveStatus(const Member& member) {
  const std::string spelled = Spelled(member.key), value = AsciiLower(member.value.text);
  return (spelled == "status" || spelled == "state") && member.value.IsString() &&
         (value == "active" || value == "inactive" || value == "enabled" || value == "disabled");
}

// Answers that show one and the same thing, and a quantity of it under a name of its own each.
void FindAcrossAnswers(const Subject& subject, const std::string& entity,
                       const std::vector<const ShownObject*>& objects, std::vector<Finding>& findings) {
  constexpr std::size_t kMaxObjects = 30;
  std::map<std::string, std::pair<Finding, std::vector<std::string>>> found;  // with the lines of its shape
  const auto tell = [&](const Named& a, const Named& b, const std::string& what) {
    // Several flags may stand against one status.
    const std::string key =
        what == "state" ? a.member : std::min(a.member, b.member) + ' ' + std::max(a.member, b.member);
    auto known = found.find(key);
    if (known == found.end()) {
      Finding pair =
          Pair(subject, Severity::kWarning, a, b,
               fmt::format("the {} of one {}: {} in one answer, {} in another", what, entity, a.member, b.member),
               "Undecided: the same identifier stands in both, and neither shows the other's name.");
      known = found.emplace(key, std::pair(std::move(pair), std::vector<std::string>())).first;
    }
    for (const Named* named : {&a, &b}) {
      const std::string detail =
          fmt::format("{} {} ({})", Spot(subject, *named->object, named->member),
                      document::WriteJson(named->value().value(), 0), ToString(named->value().Location()));
      auto& [pair, shape] = known->second;
      if (std::find(pair.details.begin(), pair.details.end(), detail) != pair.details.end()) continue;
      pair.details.push_back(detail);
      shape.push_back(Spot(subject, *named->object, named->member));
    }
  };
  const std::size_t compared = std::min(objects.size(), kMaxObjects);
  for (std::size_t i = 0; i < compared; ++i) {
    for (std::size_t k = i + 1; k < compared; ++k) {
      const ShownObject &a = *objects[i], &b = *objects[k];
      if (a.operation == b.operation) continue;
      const auto same = FindSameThing(a, b);
      if (!same) continue;
      const auto left = Only(same->a, IsHolding), right = Only(same->b, IsHolding);
      if (left && right && *left != *right && Spelled(*left) != Spelled(*right) && !b.Has(*left) && !a.Has(*right)) {
        tell({&a, same->a, *left}, {&b, same->b, *right}, "balance");
      }
      for (const auto& [one, other, one_row, other_row] :
           {std::tuple(&a, &b, same->a, same->b), std::tuple(&b, &a, same->b, same->a)}) {
        const auto status = Only(one_row, IsActiveStatus);
        const bool flagged = std::any_of(one_row->members.begin(), one_row->members.end(), IsActiveFlag);
        if (!status || flagged || other->Has(*status)) continue;
        for (const Member& member : other_row->members) {
          if (IsActiveFlag(member)) tell({one, one_row, *status}, {other, other_row, member.key}, "state");
        }
      }
    }
  }
  for (auto& [key, one] : found) {
    auto& [pair, shape] = one;
    pair.shape = finding::Shape(std::move(shape));
    findings.push_back(std::move(pair));
  }
}

// "billing_mode" and "billing_model": names that differ in one last letter, never in one object.
void FindNearNames(const Subject& subject, std::vector<Finding>& findings) {
  std::map<std::string, Named> names;
  for (const ShownObject& object : subject.objects()) {
    const ShownBody& body = subject.bodies()[object.body];
    if (!body.IsSuccess() || body.operation == kNowhere || object.rows.empty()) continue;
    for (const Member& member : object.rows.front()->members) {
      if (member.value.IsString() && Words(member.key).size() > 1)
        names.emplace(Spelled(member.key), Named{&object, object.rows.front(), member.key});
    }
  }
  for (auto a = names.begin(); a != names.end(); ++a) {
    const auto b = std::next(a);
    if (b == names.end() || b->first.size() != a->first.size() + 1 || !b->first.starts_with(a->first)) continue;
    const char last = b->first.back();
    if (last == 's' || last == 'd' || (last >= '0' && last <= '9') || a->second.object->Has(b->second.member) ||
        b->second.object->Has(a->second.member))
      continue;
    findings.push_back(Pair(
        subject, Severity::kNote, a->second, b->second,
        fmt::format("{} and {} are names that are easily taken for each other", a->second.member, b->second.member),
        "Undecided: they may mean different things, or one of them is a slip."));
  }
}

std::vector<Finding> Run(const Subject& subject) {
  std::vector<Finding> findings;
  std::set<std::pair<std::size_t, std::string>> told;  // an operation's samples show the same objects
  for (const ShownObject& object : subject.objects()) {
    const ShownBody& body = subject.bodies()[object.body];
    if (!body.IsSuccess() || object.rows.empty() || !told.emplace(body.operation, object.path.ToString()).second)
      continue;
    FindUsedUp(subject, object, findings);
    FindPrefixes(subject, object, findings);
  }
  for (const auto& [entity, objects] : AnsweredEntities(subject)) FindAcrossAnswers(subject, entity, objects, findings);
  FindSpellings(subject, findings);
  FindNearNames(subject, findings);
  return findings;
}

}  // namespace

const Rule kEntityName = {
    {"entity.name", "One quantity has one name", finding::Severity::kWarning,
     "Finds, in shown answers: two members of one object that both tell what was used up (credits_used, credit_spent) with different values; answers that show "
     "one and "
     "the same thing, by its identifier, where each has one balance or one sign of being active, under names of their own (balance and cash_credits, status "
     "and "
     "is_active); one name in two spellings (accountId, account_id). Notes names that are easily taken for each other (mode, model), and one word in singular "
     "and "
     "plural before other names of an object.\n\nWhy: two names for one quantity make every client guess whether they are two.\n\nWhat to do: keep one name; "
     "where they are different quantities, say in which way."},
    Run};

}  // namespace plumbline::audit

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "audit/documented.h"
#include "audit/entity.h"
#include "audit/kin.h"
#include "audit/member_name.h"
#include "audit/rule.h"
#include "base/regex.h"
#include "base/text.h"
#include "page/told_facts.h"
#include "schema/schema.h"

namespace plumbline::audit {
namespace {

using document::Node;
using document::Value;
using finding::Severity;

// Values that a list or a sentence of a page names as all that a member may have.
struct ValueList {
  std::string member;
  std::string
      holder;  // the member that holds the object with this one; empty: the object at the list's top, or not told
  std::size_t operation = kNowhere;
  std::optional<page::Part> part;        // of a list of fields; a sentence tells none
  std::set<const ShownBody*> described;  // answers of other operations that field.sample holds against the list
  std::vector<std::string> values;
  std::size_t page = kNowhere;
  Place place;
  bool holds_null = false;  // the page says that it may be null

  bool Allows(std::string_view value) const { return std::find(values.begin(), values.end(), value) != values.end(); }
};

// "signers" of signers/*.
std::string HolderOf(const JsonPointer& object) {
  for (auto token = object.tokens().rbegin(); token != object.tokens().rend(); ++token) {
    if (*token != "*") return *token;
  }
  return "";
}

std::vector<ValueList> ListsOf(const Subject& subject, const std::vector<DocumentedList>& documented_lists,
                               const Kin& kin) {
  std::vector<ValueList> lists;
  for (const DocumentedList& documented : documented_lists) {
    std::optional<std::set<const ShownBody*>> described;
    for (const page::FieldClaim* field : documented.fields) {
      if (field->in != page::In::kBody || field->path.empty() || field->facts.values.size() < 2 ||
          !field->facts.values_complete)
        continue;
      if (!described) {
        described.emplace();
        for (const DescribedBody& body : kin.Of(documented, BodiesFor(subject, documented)))
          described->insert(body.body);
      }
      lists.push_back({field->path.back(), HolderOf(field->path.Parent()), documented.operation, field->part,
                       *described, field->facts.values, documented.page,
                       subject.Quote(documented.page, field->facts_span.end > 0 ? field->facts_span : field->span,
                                     "one of " + Join(field->facts.values, ", ")),
                       field->facts.nullable.value_or(false)});
    }
  }
  for (std::size_t p = 0; p < subject.pages().size(); ++p) {
    for (const page::ToldFacts& told : subject.pages()[p].claims.told) {
      if (told.facts.values.size() < 2 || !told.facts.values_complete || told.name == page::kEventTypes) continue;
      lists.push_back({told.name,
                       "",
                       subject.OperationOf(p, told.operation),
                       std::nullopt,
                       {},
                       told.facts.values,
                       p,
                       subject.Quote(p, told.span, "one of " + Join(told.facts.values, ", ")),
                       told.facts.nullable.value_or(false)});
    }
  }
  return lists;
}

// A value of the member that pages show, of the thing that the list is about.
struct ShownValue {
  const ShownObject* object;
  Node value;
};

class Judge {
 public:
  explicit Judge(const Subject& subject) : subject_(subject) {
    for (const ShownObject& object : subject.objects()) {
      const ShownBody& body = subject.bodies()[object.body];
      if (body.origin == ShownBody::Origin::kExample || body.is_error || object.operation == kNowhere) continue;
      if (object.operation != kNowhere) about_.try_emplace(object.operation, object.about);
      for (const std::string& member : object.members) {
        auto& shown = by_member_[member];
        if (shown.size() < kMaxShown) shown.push_back(&object);
      }
    }
  }

  void Run(const ValueList& list, std::vector<finding::Finding>& findings) {
    if (list.operation == kNowhere || budget_ == 0) return;
    const auto about = about_.find(list.operation);
    const auto shown_in = by_member_.find(list.member);
    if (about == about_.end() || shown_in == by_member_.end()) return;
    std::vector<ShownValue> odd, null;
    std::size_t fitting = 0;
    for (const ShownObject* object : shown_in->second) {
      const ShownBody& body = subject_.bodies()[object->body];
      const bool own = object->operation == list.operation && (!list.part || *list.part == body.part);
      // Elsewhere: the same kind of thing, by the words of the paths.
      if (!own && (about->second.empty() || object->entity != about->second)) continue;
      if (!list.holder.empty() && HolderOf(object->path) != list.holder) continue;
      // A list of fields and the bodies that it describes are the matter of field.sample.
      const bool described = (own && list.part.has_value()) || list.described.contains(&body);
      for (const Node& value : ValuesOf(*object, list.member)) {
        budget_ -= budget_ > 0 ? 1 : 0;
        if (value->IsNull() && body.IsAnswer()) null.push_back({object, value});
        if (!value->IsString() || IsStandIn(value.value())) continue;
        if (list.Allows(value->text))
          ++fitting;
        else if (!described)
          odd.push_back({object, value});
      }
    }
    if (!odd.empty() && (fitting > 0 || LooksLike(list, odd.front().value->text))) {
      const ShownValue& first = odd.front();
      // A sentence about the very operation, whose other values are shown, leaves no doubt; what holds for another
      // operation may differ.
      const bool certain = fitting > 0 && first.object->operation == list.operation && !list.part &&
                           first.object->path.tokens().size() <= 2;
      Report(list, first, certain ? Severity::kWarning : Severity::kNote,
             fmt::format("{} is one of {}, and {} shows {}", list.member, Join(list.values, ", "),
                         subject_.bodies()[first.object->body].label, schema::Describe(first.value.value())),
             "values", odd, findings);
      return;
    }
    // Null wherever an answer shows it, of several answers: none of the values was ever seen there.
    std::set<std::size_t> bodies;
    for (const ShownValue& one : null) bodies.insert(one.object->body);
    const bool answered = std::any_of(shown_in->second.begin(), shown_in->second.end(), [&](const ShownObject* object) {
      const auto values = ValuesOf(*object, list.member);
      return object->entity == about->second && subject_.bodies()[object->body].IsAnswer() &&
             std::any_of(values.begin(), values.end(), [](const Node& value) { return !value->IsNull(); });
    });
    if (bodies.size() < 2 || answered || list.holds_null || list.Allows("null")) return;
    Report(list, null.front(), Severity::kNote,
           fmt::format("{} is one of {}, and null in every answer that shows it", list.member, Join(list.values, ", ")),
           "null", null, findings);
  }

 private:
  // A word like the listed ones: lower case with lower case, capitals with capitals.
  static bool LooksLike(const ValueList& list, std::string_view value) {
    const auto form = [](std::string_view text) {
      const bool upper = std::any_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; }),
                 lower = std::any_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
      const bool other = text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.") !=
                         std::string_view::npos;
      return (upper ? 1 : 0) + (lower ? 2 : 0) + (other ? 4 : 0);
    };
    return std::all_of(list.values.begin(), list.values.end(),
                       [&](const std::string& one) { return form(one) == form(value); });
  }

  void Report(const ValueList& list, const ShownValue& first, Severity severity, std::string message, const char* kind,
              const std::vector<ShownValue>& all, std::vector<finding::Finding>& findings) {
    if (!told_.insert({list.member, kind, list.operation}).second) return;
    finding::Finding found = NewFinding(subject_, "enum.sample", list.operation, severity, list.member + ' ' + kind);
    found.message = std::move(message);
    found.expected = "one of " + Join(list.values, ", ");
    found.observed = schema::Describe(first.value.value());
    found.places = {list.place, first.value.Quote("shown here")};
    constexpr std::size_t kMaxDetails = 10;
    for (const ShownValue& one : all) {
      if (found.details.size() < kMaxDetails)
        found.details.push_back(fmt::format("{}: {} ({})", Spot(subject_, *one.object, list.member),
                                            schema::Describe(one.value.value()), ToString(one.value.Location())));
    }
    found.likely = severity == Severity::kWarning
                       ? "Undecided: sentence and sample contradict each other; a live answer decides."
                       : "The page, whose list leaves out a value that answers have; a live answer decides.";
    findings.push_back(std::move(found));
  }

  static constexpr std::size_t kMaxShown = 500;  // objects with one member

  const Subject& subject_;
  std::size_t budget_ = 1'000'000;  // values that are looked at
  std::map<std::size_t, std::string> about_;
  std::map<std::string, std::vector<const ShownObject*>> by_member_;
  std::set<std::tuple<std::string, std::string, std::size_t>> told_;
};

// One word in two spellings: toll_free and tollfree, cancelled and canceled, bounced and bounce.
bool IsOtherSpelling(const std::string& a, const std::string& b) {
  static const Regex kWord(R"([a-z][a-z0-9]*(?:[_-][a-z0-9]+)*)");
  if (a == b || std::min(a.size(), b.size()) < 4 || !kWord.Full(a) || !kWord.Full(b)) return false;
  const auto letters = [](const std::string& word) {
    std::string plain;
    for (const char c : word) {
      if (c != '_' && c != '-' && (plain.empty() || plain.back() != c)) plain += c;
    }
    return plain;
  };
  const auto participle = [](const std::string& shorter, const std::string& longer) {
    return longer == shorter + "ed" || (shorter.ends_with('e') && longer == shorter + 'd');
  };
  return letters(a) == letters(b) || participle(a, b) || participle(b, a);
}

// Values that are spelled otherwise than in the lists that the page has for a member of that name, and that no finding
// tells yet.
void RunSpellings(const Subject& subject, const std::vector<DocumentedList>& lists, const Kin& kin,
                  std::vector<finding::Finding>& findings) {
  struct Listed {
    std::string value;
    Place place;
    const DocumentedList* list;  // null: a sentence
  };
  std::map<std::string, std::vector<Listed>> listed;  // by member
  const auto add = [&](const std::string& member, const page::Facts& facts, const Place& place,
                       const DocumentedList* list) {
    for (const std::string& value : facts.values) {
      if (facts.values.size() >= 2) listed[member].push_back({value, place, list});
    }
  };
  for (const DocumentedList& list : lists) {
    for (const page::FieldClaim* field : list.fields) {
      if (!field->path.empty() && (field->in == page::In::kBody || field->in == page::In::kQuery))
        add(field->path.back(), field->facts,
            subject.Quote(list.page, field->facts_span.end > 0 ? field->facts_span : field->span,
                          "one of " + Join(field->facts.values, ", ")),
            &list);
    }
  }
  for (std::size_t p = 0; p < subject.pages().size(); ++p) {
    for (const page::ToldFacts& told : subject.pages()[p].claims.told)
      add(told.name, told.facts, subject.Quote(p, told.span, "one of " + Join(told.facts.values, ", ")), nullptr);
  }
  const auto is_described = [&](const Listed& one, const ShownBody& body) {
    if (one.list == nullptr) return false;
    std::vector<DescribedBody> bodies = BodiesFor(subject, *one.list);
    const std::vector<DescribedBody> more = kin.Of(*one.list, bodies);
    bodies.insert(bodies.end(), more.begin(), more.end());
    return std::any_of(bodies.begin(), bodies.end(), [&](const DescribedBody& other) { return other.body == &body; });
  };
  const auto tells = [](const finding::Finding& one, const Place& value, bool note) {
    return one.places.back() == value && (one.severity == Severity::kNote) == note;
  };
  const auto is_known = [&](const Node& value) {
    return std::any_of(findings.begin(), findings.end(),
                       [&](const finding::Finding& one) { return tells(one, value.Quote("shown here"), false); });
  };
  std::set<std::pair<std::string, std::string>> told;
  for (const ShownObject& object : subject.objects()) {
    const ShownBody& body = subject.bodies()[object.body];
    if (body.origin != ShownBody::Origin::kPage || body.is_error) continue;
    for (const std::string& member : object.members) {
      const auto known = listed.find(member);
      if (known == listed.end()) continue;
      for (const Node& value : ValuesOf(object, member)) {
        if (!value->IsString() || IsStandIn(value.value())) continue;
        const std::vector<Listed>& values = known->second;
        const Listed* other = nullptr;
        bool right = false;
        for (const Listed& one : values) {
          right = right || one.value == value->text;
          if (other == nullptr && IsOtherSpelling(one.value, value->text)) other = &one;
        }
        if (right || other == nullptr || is_known(value) || is_described(*other, body) ||
            !told.emplace(member, value->text).second)
          continue;
        finding::Finding found =
            NewFinding(subject, "enum.sample", object.operation, Severity::kWarning, member + " spelling");
        found.message = fmt::format("{} is {} in {}, and '{}' where the page lists its values", member,
                                    schema::Describe(value.value()), body.label, other->value);
        found.expected = other->value;
        found.observed = schema::Describe(value.value());
        found.places = {other->place, value.Quote("shown here")};
        found.likely = "The sample, unless the list has the wrong spelling; a live answer decides.";
        std::erase_if(findings, [&](const finding::Finding& one) { return tells(one, found.places.back(), true); });
        findings.push_back(std::move(found));
      }
    }
  }
}

// The type of an event, as a sample of the page names it.
bool NamesEvent(const std::string& member) {
  static const Regex kName("event|type|event_?[tT]ype|event_?[nN]ame");
  return kName.Full(member).has_value();
}

// A word like the listed types: begins with the first part of one of them, and has the same mark behind it.
bool IsEventLike(const std::vector<std::string>& types, std::string_view value) {
  static const Regex kType(R"(([a-z]\w*?)([.:_-])\w+(?:[.:_-]\w+)*)");
  const auto shown = kType.Full(value);
  return shown && std::any_of(types.begin(), types.end(), [&](const std::string& one) {
           const auto listed = kType.Full(one);
           return listed && (*listed)[1] == (*shown)[1] && (*listed)[2] == (*shown)[2];
         });
}

// Whether a page says that its table of events is not all: "More types are added without notice."
bool HasFurtherEvents(const page::Page& page) {
  static const Regex kMore(
      R"((?i)\b(?:more|new|further|additional) (?:event |kinds of )?(?:types|events|ones)\b[^.]{0,60}\b(?:add|come|appear|follow|introduc)\w*|\b(?:list|table) is not (?:complete|exhaustive)\b)");
  return std::any_of(page.blocks.begin(), page.blocks.end(), [&](const page::Block& block) {
    return block.kind != page::BlockKind::kCode && kMore.In(block.text.text);
  });
}

// Samples of events whose type is not in the only table of them on the page.
void RunEvents(const Subject& subject, std::vector<finding::Finding>& findings) {
  for (std::size_t p = 0; p < subject.pages().size(); ++p) {
    const page::ToldFacts* table = nullptr;
    std::size_t tables = 0;
    for (const page::ToldFacts& told : subject.pages()[p].claims.told) {
      if (told.name != page::kEventTypes) continue;
      table = &told;
      ++tables;
    }
    if (tables != 1 || !table->facts.values_complete) continue;
    const bool open = HasFurtherEvents(subject.pages()[p].page);
    const std::vector<std::string>& types = table->facts.values;
    std::set<std::string> told;
    for (const ShownObject& object : subject.objects()) {
      const ShownBody& body = subject.bodies()[object.body];
      const bool top = object.path.empty() || (object.path.tokens().size() == 1 && object.path.back() == "*");
      if (body.page != p || !top) continue;
      for (const std::string& member : object.members) {
        if (!NamesEvent(member)) continue;
        for (const Node& value : ValuesOf(object, member)) {
          if (!value->IsString() || std::find(types.begin(), types.end(), value->text) != types.end() ||
              !IsEventLike(types, value->text) || (open && !ClosestMatch(value->text, types)) ||
              !told.insert(value->text).second)
            continue;
          finding::Finding found =
              NewFinding(subject, "enum.sample", kNowhere, Severity::kWarning, member + ' ' + value->text);
          found.message = fmt::format("{} shows the event {}, and the page lists {}", body.label,
                                      schema::Describe(value.value()), Join(types, ", "));
          found.expected = "one of " + Join(types, ", ");
          found.observed = schema::Describe(value.value());
          found.places = {subject.Quote(p, table->span, "the events of the page"), value.Quote("shown here")};
          found.likely = "Undecided: one of the two is not up to date.";
          findings.push_back(std::move(found));
        }
      }
    }
  }
}

std::vector<finding::Finding> Run(const Subject& subject) {
  std::vector<finding::Finding> findings;
  RunEvents(subject, findings);
  const std::vector<DocumentedList> documented = DocumentedLists(subject);
  const Kin kin(subject);
  const std::vector<ValueList> lists = ListsOf(subject, documented, kin);
  if (!lists.empty()) {
    Judge judge(subject);
    for (const ValueList& list : lists) judge.Run(list, findings);
  }
  RunSpellings(subject, documented, kin, findings);
  return findings;
}

}  // namespace

const Rule kEnumSample = {
    {"enum.sample", "Values that samples show are among those that pages list", finding::Severity::kNote,
     "Takes the values that a sentence or a list of fields names as the allowed ones, and looks at the samples of the same operation, "
     "and at those of other operations that show the same kind of thing. A value "
     "beside the list is a warning where a sentence speaks of the very operation, a note elsewhere; so is a member that is null in every "
     "answer. So is the type of an event that the page's table of events leaves out, and a value that is only spelled otherwise than a listed one, wherever "
     "a sample shows it: both are warnings. A list of fields and the "
     "bodies that it describes are compared by field.sample, the contract's enum by sample.schema and example.schema.\n\nWhy: a client "
     "that knows the listed values stops at another one.\n\nWhat to do: "
     "add the value to the list, or mend the sample."},
    Run};

}  // namespace plumbline::audit

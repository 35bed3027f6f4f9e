#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <set>

#include "audit/code_sample.h"
#include "audit/documented.h"
#include "audit/field_length.h"
#include "audit/member_name.h"
#include "audit/page_sections.h"
#include "audit/rule.h"
#include "base/decimal.h"
#include "base/regex.h"
#include "base/text.h"
#include "page/code_literals.h"
#include "page/code_reads.h"
#include "page/curl.h"
#include "page/loose_json.h"
#include "page/told_limit.h"

namespace plumbline::audit {
namespace {

using page::Facts;
using page::FieldClaim;
using page::In;

// Array items and names that a page writes twice ("voice", below it "voice.speed") left out.
JsonPointer Plain(const JsonPointer& path) {
  std::vector<std::string> tokens;
  for (const std::string& token : path.tokens()) {
    if (token != "*" && (tokens.empty() || tokens.back() != token)) tokens.push_back(token);
  }
  return JsonPointer(std::move(tokens));
}

// What is told of one parameter or member of an operation.
struct Known {
  JsonPointer path;
  Facts facts;
  std::string description;
  Place place;
  const FieldClaim* field = nullptr;  // of a page's list
};

// A value that a command or a program sends, or compares with what it read.
struct Written {
  JsonPointer path;
  bool is_number = false;
  std::string text;
};

struct Contradiction {
  std::string facet, expected, observed;
};

std::string Shown(const Written& value) { return value.is_number ? value.text : '"' + value.text + '"'; }

// Whether a description speaks of the value itself: then it is no mistake, or one that another rule tells.
bool Names(const std::string& description, const std::string& value) {
  for (std::size_t at = description.find(value); at != std::string::npos; at = description.find(value, at + 1)) {
    const auto word = [&](std::size_t i) {
      return i < description.size() &&
             (std::isalnum(static_cast<unsigned char>(description[i])) != 0 || description[i] == '_');
    };
    if ((at == 0 || !word(at - 1)) && !word(at + value.size())) return true;
  }
  return false;
}

bool IsWord(const std::string& text) {
  static const Regex kWord(R"(-?[A-Za-z0-9][\w.:-]*)");
  return kWord.Full(text).has_value() && !page::IsPlaceholder(text);
}

std::optional<Contradiction> BesideList(const Known& known, const Written& value) {
  const Facts& facts = known.facts;
  if (!facts.values_complete || facts.values.size() < 2 || facts.type == "array" || facts.type == "object" ||
      facts.type == "boolean")
    return std::nullopt;
  if (value.is_number || !IsWord(value.text) || Names(known.description, value.text)) return std::nullopt;
  const std::string bare =
      AsciiLower(value.text.starts_with('-') ? std::string_view(value.text).substr(1) : std::string_view(value.text));
  const bool listed = std::any_of(facts.values.begin(), facts.values.end(),
                                  [&](const std::string& one) { return AsciiLower(one) == bare; });
  const bool shown = facts.default_value == value.text ||
                     std::find(facts.examples.begin(), facts.examples.end(), value.text) != facts.examples.end();
  if (listed || shown) return std::nullopt;
  return Contradiction{"values", "one of " + Join(facts.values, ", "), Shown(value)};
}

// Limits that hold under a condition, of money in one of two units, or that the service puts right by itself, decide
// nothing.
bool IsConditional(const std::string& description) {
  static const Regex kCondition(
      R"((?i)\b(?:if|when|unless|except|plans?|tiers?|trial|accounts?|clamp\w*|capped|rounded|truncated|reduced|lowered|treated|instead|cents?|ignored|or more|soft)\b|[$€£¥])");
  return kCondition.In(description);
}

// Whether the value is of the unit that the limit counts: "at most 30 seconds" says nothing of `timeout_ms`.
bool CountsTheSame(const Known& known) {
  static const Regex kTime(R"((?:milli|micro)?seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?)");
  const Facts& facts = known.facts;
  if (!kTime.Full(facts.limit_unit)) return !page::CountsCharacters(facts.limit_unit);
  const std::string& name = known.path.back();
  return facts.unit == facts.limit_unit || HasWord(name, facts.limit_unit) || HasWord(name, Singular(facts.limit_unit));
}

std::optional<Contradiction> PastLimit(const Known& known, const Written& value) {
  const Facts& facts = known.facts;
  if ((!facts.minimum && !facts.maximum) || IsConditional(known.description)) return std::nullopt;
  std::optional<Decimal> number;
  std::string what, observed = Shown(value);
  if (facts.type == "string" && !value.is_number) {
    if (IsOfAnotherForm(known.description, value.text)) return std::nullopt;
    if (!page::CountsCharacters(facts.limit_unit) || page::IsPlaceholder(value.text) || value.text.empty())
      return std::nullopt;
    const std::size_t length = CodePointCount(value.text);
    number = Decimal(static_cast<std::int64_t>(length));
    what = " characters";
    observed = fmt::format("{}, {} characters", observed, length);
  } else if (value.is_number && (facts.type == "integer" || facts.type == "number" || facts.type.empty())) {
    if (!CountsTheSame(known)) return std::nullopt;
    number = Decimal::Parse(value.text);
  }
  if (!number) return std::nullopt;
  const auto maximum = facts.maximum ? Decimal::Parse(*facts.maximum) : std::nullopt,
             minimum = facts.minimum ? Decimal::Parse(*facts.minimum) : std::nullopt;
  if (maximum && *number > *maximum)
    return Contradiction{"maximum", fmt::format("at most {}{}", *facts.maximum, what), observed};
  // 0 and -1 often stand for "none".
  const bool none = value.is_number && (number->IsZero() || number->IsNegative());
  if (minimum && *number < *minimum && !none)
    return Contradiction{"minimum", fmt::format("at least {}{}", *facts.minimum, what), observed};
  return std::nullopt;
}

std::optional<Contradiction> Contradicts(const Known& known, const Written& value) {
  if (auto beside = BesideList(known, value)) return beside;
  return PastLimit(known, value);
}

// Facts that a schema declares of one value; nothing where it is not a plain one.
std::optional<Known> Declared(const contract::Node& schema, const JsonPointer& path) {
  Known known;
  known.path = path;
  const auto type = schema.Find("type");
  if (!type || !(*type)->IsString()) return std::nullopt;
  known.facts.type = (*type)->text;
  if (const auto values = schema.Find("enum"); values && (*values)->IsArray() && known.facts.type == "string") {
    for (const document::Value& value : (*values)->items) {
      if (value.IsString()) known.facts.values.push_back(value.text);
    }
    known.facts.values_complete = true;
    known.place = values->QuoteKey("one of " + Join(known.facts.values, ", "));
  }
  const bool number = known.facts.type == "integer" || known.facts.type == "number";
  for (const auto& [keyword, limit] : {std::pair{number ? "maximum" : "maxLength", &Facts::maximum},
                                       std::pair{number ? "minimum" : "minLength", &Facts::minimum}}) {
    const auto declared = schema.Find(keyword);
    if (!declared || !(*declared)->IsNumber()) continue;
    known.facts.*limit = (*declared)->text;
    if (!number) known.facts.limit_unit = "characters";
    if (known.place.source.empty()) known.place = declared->QuoteKey("declared here");
  }
  if (known.place.source.empty()) return std::nullopt;
  return known;
}

// "Each has property, op and value. op is one of eq, neq": the list is of a member of the items.
std::optional<std::string> MemberOfItems(const FieldClaim& field) {
  static const Regex kMember(R"re((?:^|[.;:(] ?)`?([a-z]\w*)`? is (?:exactly )?one of\b)re");
  if (field.facts.item_type != "object" || !field.facts.values_complete) return std::nullopt;
  const auto match = kMember.Find(field.description.text);
  return match ? std::optional(std::string((*match)[1])) : std::nullopt;
}

class Judge {
 public:
  Judge(const Subject& subject, std::vector<finding::Finding>& findings) : subject_(subject), findings_(findings) {
    Gather();
  }

  void Run() {
    for (std::size_t p = 0; p < subject_.pages().size(); ++p) {
      ReadPrograms(p);
      ReadComparisons(p);
    }
    for (std::size_t o = 0; o < subject_.operations().size(); ++o) {
      ReadQueries(o);
      ReadBodies(o);
    }
    for (const CodeSample& sample : CodeSamples(subject_)) ReadSample(sample);
  }

 private:
  using Quote = std::function<Place()>;

  void Gather() {
    sent_.resize(subject_.operations().size());
    answered_.resize(subject_.operations().size());
    for (std::size_t p = 0; p < subject_.pages().size(); ++p) {
      for (const FieldClaim& field : subject_.pages()[p].claims.fields) {
        const std::size_t operation = subject_.OperationOf(p, field.operation);
        if (operation == kNowhere || field.path.empty() || field.name.empty() ||
            (field.in != In::kQuery && field.in != In::kBody && field.in != In::kUnknown))
          continue;
        Known known{Plain(field.path), field.facts, field.description.text,
                    subject_.Quote(p, field.facts_span.end > 0 ? field.facts_span : field.span, "the page says so"),
                    &field};
        auto& list = field.part == page::Part::kRequest ? sent_ : answered_;
        if (const auto member = MemberOfItems(field); member && field.part == page::Part::kRequest) {
          Known below = known;
          below.path = below.path / *member;
          below.facts.type = "string";
          items_.push_back({operation, below});
        }
        list[operation].push_back(std::move(known));
      }
    }
  }

  // What contradicts every telling of the value. Where one allows it, the tellings differ, which is another rule's
  // matter.
  void Hold(const std::vector<Known>& all, std::size_t operation, const Written& value, const std::string& verb,
            const Quote& quote) {
    const Known* first = nullptr;
    std::optional<Contradiction> found;
    for (const Known& known : all) {
      if (known.path != value.path) continue;
      auto here = Contradicts(known, value);
      const bool tells = known.facts.values_complete || known.facts.minimum || known.facts.maximum;
      if (!here && tells) return;
      if (!here || first != nullptr) continue;
      first = &known;
      found = std::move(here);
    }
    if (first == nullptr || !told_.insert({operation, value.path.ToString(), value.text}).second) return;
    finding::Finding finding = NewFinding(subject_, "code.value", operation, finding::Severity::kError,
                                          value.path.ToString() + ' ' + found->facet);
    finding.message =
        fmt::format("{} is {}, and the code {} {}", DotName(value.path), found->expected, verb, found->observed);
    finding.expected = found->expected;
    finding.observed = found->observed;
    Place told = first->place;
    told.note = found->expected;
    finding.places = {std::move(told), quote()};
    finding.likely = "The code, unless the service takes more than is told; a live request decides.";
    findings_.push_back(std::move(finding));
  }

  std::vector<Known> SentOf(std::size_t operation, const JsonPointer& path) const {
    std::vector<Known> all;
    for (const Known& known : sent_[operation]) {
      if (known.path == path) all.push_back(known);
    }
    const contract::Operation* declared = subject_.operations()[operation].declared;
    if (declared == nullptr) return all;
    for (const contract::Parameter& parameter : declared->parameters) {
      if (parameter.in != contract::Location::kQuery || path.tokens().size() != 1 || parameter.name != path.back() ||
          !parameter.ValueSchema())
        continue;
      AddDeclared(DeclaredAt(subject_, *parameter.ValueSchema(), {}), path, all);
    }
    if (const auto schema = DeclaredBody(subject_, operation, page::Part::kRequest))
      AddDeclared(DeclaredAt(subject_, *schema, path), path, all);
    return all;
  }

  static void AddDeclared(const DeclaredPlace& place, const JsonPointer& path, std::vector<Known>& all) {
    if (place.schemas.size() != 1) return;
    if (auto known = Declared(place.schemas.front(), path)) all.push_back(std::move(*known));
  }

  bool IsKnown(std::size_t operation, const std::string& name) const {
    const JsonPointer path({name});
    if (std::any_of(sent_[operation].begin(), sent_[operation].end(),
                    [&](const Known& known) { return known.path == path; }))
      return true;
    const contract::Operation* declared = subject_.operations()[operation].declared;
    if (declared == nullptr) return false;
    if (std::any_of(declared->parameters.begin(), declared->parameters.end(),
                    [&](const auto& one) { return one.name == name; }))
      return true;
    const auto schema = DeclaredBody(subject_, operation, page::Part::kRequest);
    return schema && !DeclaredAt(subject_, *schema, path).schemas.empty();
  }

  // Whether the names of a group are those of the operation's request, so that its values are, too.
  bool IsOfRequest(const page::LiteralGroup& group, std::size_t operation, bool asks) const {
    const auto known = static_cast<std::size_t>(std::count_if(
        group.names.begin(), group.names.end(), [&](const std::string& name) { return IsKnown(operation, name); }));
    if (known == 0) return false;
    if (asks && group.is_sent) return known * 2 > group.names.size();
    return known >= 2 && known == group.names.size() && (asks || group.is_call || group.is_sent);
  }

  // The operation that the code of a block asks; `asks`: by a request of its own.
  std::size_t OperationOfCode(std::size_t p, std::size_t b, bool& asks) const {
    const page::Claims& claims = subject_.pages()[p].claims;
    const document::Span span = subject_.pages()[p].page.blocks[b].span;
    std::set<std::size_t> asked;
    for (std::size_t o = 0; o < claims.operations.size(); ++o) {
      for (const page::OperationMention& mention : claims.operations[o].mentions) {
        if (mention.kind == page::Mention::kRequest && mention.span.begin >= span.begin && mention.span.end <= span.end)
          asked.insert(subject_.OperationOf(p, o));
      }
    }
    asks = asked.size() == 1;
    if (asked.size() > 1) return kNowhere;
    return asks ? *asked.begin()
                : subject_.OperationOf(p, b < claims.operation_of.size() ? claims.operation_of[b] : page::kNoOperation);
  }

  void ReadPrograms(std::size_t p) {
    const page::Page& page = subject_.pages()[p].page;
    for (std::size_t b = 0; b < page.blocks.size(); ++b) {
      const page::Block& block = page.blocks[b];
      if (block.kind != page::BlockKind::kCode) continue;
      bool asks = false;
      const std::size_t operation = OperationOfCode(p, b, asks);
      if (operation == kNowhere) continue;
      for (const page::LiteralGroup& group : page::ReadLiterals(block.text, block.language)) {
        if (!IsOfRequest(group, operation, asks)) continue;
        for (const page::CodeLiteral& literal : group.literals) {
          const document::Span span = block.text.SpanOf(literal.begin, literal.end);
          if (ShowsRefusal(subject_.pages()[p], span.begin)) continue;
          const Written value{Plain(literal.path), literal.is_number, literal.text};
          Hold(SentOf(operation, value.path), operation, value, "sends",
               [&] { return subject_.Quote(p, span, "the code sends it"); });
        }
      }
    }
  }

  static Written OfQuery(const std::string& name, const std::string& text) {
    static const Regex kNumber(R"(-?\d+(?:\.\d+)?)");
    return {JsonPointer({name}), kNumber.Full(text).has_value(), text};
  }

  void ReadQueries(std::size_t o) {
    for (const auto& [p, index] : subject_.operations()[o].documented) {
      for (const page::OperationMention& mention : subject_.pages()[p].claims.operations[index].mentions) {
        if (mention.kind != page::Mention::kRequest || (mention.query.empty() && mention.form.empty()) ||
            ShowsRefusal(subject_.pages()[p], mention.span.begin))
          continue;
        for (const page::FormField& field : mention.form) {
          const Written value = OfQuery(field.name, field.value);
          Hold(SentOf(o, value.path), o, value, "sends",
               [&, p = p] { return subject_.Quote(p, field.span, "the code sends it"); });
        }
        for (const auto& [name, text] : mention.query) {
          const Written value = OfQuery(name, text);
          Hold(SentOf(o, value.path), o, value, "sends", [&, p = p, &name = name] {
            return subject_.Quote(p, PlaceIn(p, mention.span, name), "the code sends it");
          });
        }
      }
    }
  }

  // "per_page=250" in the address, or all of it.
  document::Span PlaceIn(std::size_t p, document::Span address, const std::string& name) const {
    const std::string& text = subject_.pages()[p].page.source.text();
    const std::size_t at = text.find(name + '=', address.begin);
    if (at == std::string::npos || at >= address.end) return address;
    const std::size_t end = std::min<std::size_t>(text.find_first_of("&#\"'` \n", at), address.end);
    return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)};
  }

  // Limits of what a shown request sends, and lists of the members of its items; its other values are field.sample's,
  // and what the contract declares of them is sample.schema's.
  void ReadBodies(std::size_t o) {
    for (const std::size_t b : subject_.BodiesOf(o, page::Part::kRequest)) {
      const ShownBody& body = subject_.bodies()[b];
      if (body.origin != ShownBody::Origin::kPage || ShowsRefusal(subject_.pages()[body.page], body.root->span.begin))
        continue;
      const auto hold = [&](const Known& known) {
        for (const document::Node& node : ValuesAlong(body.root, known.path)) {
          if (!node->IsNumber() && !node->IsString()) continue;
          if (known.field != nullptr && FindBrokenLength(*known.field, node.value()))
            continue;  // field.sample tells it
          const Written value{known.path, node->IsNumber(), node->text};
          Hold({known}, o, value, "sends", [&] { return node.Quote("the code sends it"); });
        }
      };
      for (Known known : sent_[o]) {
        known.facts.values.clear();
        known.facts.values_complete = false;
        hold(known);
      }
      for (const auto& [operation, known] : items_) {
        if (operation == o) hold(known);
      }
    }
  }

  // The values at a path that leaves out the items of arrays.
  static std::vector<document::Node> ValuesAlong(const document::Node& root, const JsonPointer& path) {
    std::vector<document::Node> here{root};
    const auto spread = [&] {
      std::vector<document::Node> all;
      for (const document::Node& node : here) {
        if (!node->IsArray()) all.push_back(node);
        for (std::size_t i = 0; node->IsArray() && i < node->items.size() && i < 100; ++i) all.push_back(node.Item(i));
      }
      here = std::move(all);
    };
    for (const std::string& token : path.tokens()) {
      spread();
      std::vector<document::Node> below;
      for (const document::Node& node : here) {
        if (const auto member = node->IsObject() ? node.Find(token) : std::nullopt) below.push_back(*member);
      }
      here = std::move(below);
    }
    return here;
  }

  // call["status"] == "answered", call.status !== 'done', call["status"] in ("a", "b").
  struct Compared {
    std::string text;
    std::size_t begin = 0, end = 0;  // behind the read, quotes included
  };
  static std::vector<Compared> ComparedWith(std::string_view rest) {
    static const Regex kEqual(R"re(^\s*(?:===?|!==?)\s*(?:"([^"\n\\]*)"|'([^'\n\\]*)'))re"),
        kIn(R"re(^\s+(?:not\s+)?in\s+[(\[{]([^()\[\]{}]*)[)\]}])re");
    static const Regex kString(R"re("([^"\n\\]*)"|'([^'\n\\]*)')re");
    std::vector<Compared> all;
    const auto add = [&](const Regex::Match& match, std::size_t offset) {
      const std::size_t group = match.has(1) ? 1 : 2;
      all.push_back(
          {std::string(match[group]), offset + match.groups[group].begin - 1, offset + match.groups[group].end + 1});
    };
    if (const auto equal = kEqual.Find(rest)) {
      add(*equal, 0);
    } else if (const auto in = kIn.Find(rest)) {
      for (const Regex::Match& one : kString.All((*in)[1])) add(one, in->groups[1].begin);
    }
    return all;
  }

  // The lists of the member that is read, of its answers: the same path, or what is left of it below a wrapper.
  std::vector<Known> AnsweredOf(std::size_t operation, const JsonPointer& path) const {
    std::vector<Known> all;
    for (Known known : answered_[operation]) {
      const auto &wanted = path.tokens(), &told = known.path.tokens();
      if (told.size() > wanted.size() || !std::equal(told.rbegin(), told.rend(), wanted.rbegin())) continue;
      if (told.size() < wanted.size() && (wanted.size() != told.size() + 1 || !NamesWrapper(wanted.front()))) continue;
      known.path = path;
      known.facts.minimum = known.facts.maximum = std::nullopt;
      all.push_back(std::move(known));
    }
    return all;
  }

  bool IsShown(std::size_t operation, const std::string& member, const std::string& value) const {
    for (const std::size_t b : subject_.BodiesOf(operation, page::Part::kResponse)) {
      bool shown = false;
      ForEachNearObject(subject_.bodies()[b].root.value(), [&](const document::Value& object, const JsonPointer&) {
        const document::Value* one = object.Find(member);
        shown = shown || (one != nullptr && one->IsString() && one->text == value);
      });
      if (shown) return true;
    }
    return false;
  }

  void HoldComparison(std::size_t operation, const JsonPointer& path, const std::string& value, std::vector<Known> all,
                      const Quote& quote) {
    if (const auto schema = DeclaredBody(subject_, operation, page::Part::kResponse))
      AddDeclared(DeclaredAt(subject_, *schema, path), Plain(path), all);
    if (all.empty() || IsShown(operation, path.back(), value)) return;
    Hold(all, operation, {Plain(path), false, value}, "compares it with", quote);
  }

  void ReadComparisons(std::size_t p) {
    const std::string& text = subject_.pages()[p].page.source.text();
    for (const page::CodeRead& read : subject_.pages()[p].claims.reads) {
      const std::size_t operation = subject_.OperationOf(p, read.operation);
      if (operation == kNowhere || read.path.back() == "*") continue;
      for (const Compared& one : ComparedWith(std::string_view(text).substr(read.span.end, 200))) {
        const document::Span span{static_cast<std::uint32_t>(read.span.end + one.begin),
                                  static_cast<std::uint32_t>(read.span.end + one.end)};
        HoldComparison(operation, read.path, one.text, AnsweredOf(operation, Plain(read.path)),
                       [&] { return subject_.Quote(p, span, "compared with this"); });
      }
    }
  }

  // Code that the contract holds.
  void ReadSample(const CodeSample& sample) {
    for (const page::LiteralGroup& group : page::ReadLiterals(sample.code, sample.language)) {
      if (!IsOfRequest(group, sample.operation, true)) continue;
      for (const page::CodeLiteral& literal : group.literals) {
        const Written value{Plain(literal.path), literal.is_number, literal.text};
        Hold(SentOf(sample.operation, value.path), sample.operation, value, "sends",
             [&] { return sample.Quote(sample.code.SpanOf(literal.begin, literal.end), "the code sends it"); });
      }
    }
    const auto requests = page::ReadRequests(sample.code, sample.language);
    if (requests.size() != 1) return;
    for (const auto& [name, text] : page::SplitRequestUrl(requests.front().url).query) {
      const Written value = OfQuery(name, text);
      Hold(SentOf(sample.operation, value.path), sample.operation, value, "sends",
           [&] { return sample.Quote(requests.front().span, "the code sends it"); });
    }
  }

  const Subject& subject_;
  std::vector<finding::Finding>& findings_;
  std::vector<std::vector<Known>> sent_, answered_;  // by operation
  std::vector<std::pair<std::size_t, Known>> items_;
  std::set<std::tuple<std::size_t, std::string, std::string>> told_;
};

std::vector<finding::Finding> Run(const Subject& subject) {
  std::vector<finding::Finding> findings;
  Judge(subject, findings).Run();
  return findings;
}

}  // namespace

const Rule kCodeValue = {
    {"code.value", "Code sends and expects values that are documented", finding::Severity::kError,
     "Reads what commands send in their query, form and body, what programs (Python, JavaScript) pass by name, and what programs compare a member of an answer "
     "with. Each value is held to the closed list, the limits and the length that a page or the contract gives the parameter or member of that very "
     "operation. Placeholders, examples of what is refused, and limits under a condition are passed over.\n\nWhy: copied code is refused, or waits for a "
     "value that never comes.\n\nWhat to do: mend the code, or the list where the service takes the value."},
    Run};

}  // namespace plumbline::audit

#include "audit/statement.h"

#include <algorithm>
#include <map>
#include <span>
#include <unordered_map>

#include "audit/schema_walk.h"
#include "base/text.h"
#include "page/facts.h"

namespace plumbline::audit {

using contract::Node;
using page::FieldClaim;
using page::In;
using page::Part;

namespace {

page::Facts FactsOfSchema(const Subject& subject, const Node& written) {
  page::Facts facts;
  const Node schema = Follow(subject.vendor(), written);
  const auto text = [&](std::string_view key) -> std::optional<std::string> {
    const auto member = schema.Find(key);
    if (!member || !((*member)->IsString() || (*member)->IsNumber() || (*member)->IsBoolean())) return std::nullopt;
    return (*member)->IsBoolean() ? ((*member)->boolean ? "true" : "false") : (*member)->text;
  };
  if (const auto type = schema.Find("type")) {
    if ((*type)->IsString()) facts.type = (*type)->text;
    if ((*type)->IsArray()) {
      std::vector<std::string> types;
      for (const document::Value& one : (*type)->items) {
        if (one.text == "null") {
          facts.nullable = true;
        } else {
          types.push_back(one.text);
        }
      }
      if (types.size() == 1) facts.type = types[0];
    }
  }
  facts.format = text("format").value_or("");
  facts.default_value = text("default");
  const bool string = facts.type == "string", array = facts.type == "array", object = facts.type == "object";
  facts.maximum = text(string ? "maxLength" : array ? "maxItems" : object ? "maxProperties" : "maximum");
  facts.minimum = text(string ? "minLength" : array ? "minItems" : object ? "minProperties" : "minimum");
  if (const auto described = schema.Find("description"); described && (*described)->IsString()) {
    page::Text description;
    description.Append((*described)->text, 0);
    page::Facts more;
    page::ReadDescription(description, more);
    facts.unit = more.unit;
  }
  if (const auto nullable = schema.Find("nullable"); nullable && (*nullable)->IsTrue()) facts.nullable = true;
  if (const auto values = schema.Find("enum"); values && (*values)->IsArray()) {
    for (const document::Value& value : (*values)->items) {
      if (value.IsString() || value.IsNumber()) facts.values.push_back(value.text);
    }
    facts.values_complete = true;
  }
  return facts;
}

Statement StatementOfSchema(const Subject& subject, const Node& at, const Node& schema) {
  Statement statement;
  statement.facts = FactsOfSchema(subject, schema);
  const Node followed = Follow(subject.vendor(), schema);
  statement.name = at.QuoteKey("in the contract");
  const auto type = followed.Find("type");
  statement.type =
      type ? type->Quote("the contract says " + statement.facts.type) : followed.QuoteKey("in the contract");
  statement.required = statement.name;
  statement.facts_place = followed.QuoteKey("in the contract");
  return statement;
}

// What the contract says of a member of what is sent, or of the answer, for a sentence that does not tell which: where
// one of the two alone has it.
std::optional<Statement> OnlyMember(const Subject& subject, std::size_t operation, const JsonPointer& path) {
  std::optional<Statement> only;
  for (const Part part : {Part::kRequest, Part::kResponse}) {
    const auto body = DeclaredBody(subject, operation, part);
    if (!body) continue;
    const DeclaredPlace place = DeclaredAt(subject, *body, path);
    if (place.schemas.empty()) continue;
    if (only) return std::nullopt;
    only = StatementOfSchema(subject, place.schemas.front(), place.schemas.front());
  }
  return only;
}

In InOf(contract::Location location) {
  switch (location) {
    case contract::Location::kPath:
      return In::kPath;
    case contract::Location::kQuery:
      return In::kQuery;
    case contract::Location::kHeader:
      return In::kHeader;
    case contract::Location::kCookie:
      return In::kCookie;
  }
  return In::kUnknown;
}

// /customers and /customers/{id}
bool AreOfOneResource(const Subject& subject, std::size_t one, std::size_t other) {
  if (one == kNowhere || other == kNowhere) return false;
  const auto resource = [&](std::size_t operation) {
    std::string_view path = subject.operations()[operation].path;
    while (path.ends_with('}') || path.ends_with('/'))
      path = path.substr(0, path.rfind(path.ends_with('}') ? '{' : '/'));
    return path;
  };
  return !resource(one).empty() && resource(one) == resource(other);
}

}  // namespace

std::string Topic::Name() const { return DotName(path); }

std::vector<Topic> TopicsOf(const Subject& subject) {
  struct Key {
    std::size_t operation;
    Part part;
    In in;
    JsonPointer path;
    auto operator<=>(const Key&) const = default;
  };
  std::map<Key, Topic> topics;
  std::vector<Key> order;
  std::unordered_map<std::string, std::vector<Key>> by_name;
  for (const DocumentedList& list : DocumentedLists(subject)) {
    if (list.operation == kNowhere) continue;
    // Members of bodies are known by their place in the body.
    JsonPointer anchor;
    constexpr std::size_t kMaxSamples = 20;
    const auto samples = SamplesOf(subject, list.operation, list.list->part);
    for (const ShownBody* sample : std::span(samples).first(std::min(samples.size(), kMaxSamples))) {
      if (const auto here = AnchorOf(list, sample->root)) {
        anchor = *here;
        break;
      }
    }
    for (const FieldClaim* field : list.fields) {
      if (field->path.empty() || field->in == In::kUnknown) continue;
      JsonPointer path = field->in == In::kBody ? anchor : JsonPointer();
      for (const std::string& token : field->path.tokens()) path = path / token;
      if (field->in == In::kHeader) path = JsonPointer({AsciiLower(field->name)});
      const Key key{list.operation, list.list->part, field->in, path};
      const auto [found, added] = topics.try_emplace(key, Topic{list.operation, list.list->part, field->in, path, {}});
      if (added) {
        order.push_back(key);
        by_name[path.back()].push_back(key);
      }
      Statement statement;
      statement.page = list.page;
      statement.field = field;
      statement.facts = field->facts;
      statement.name = subject.Quote(list.page, field->span, "on the page");
      const auto quote = [&](document::Span span) {
        return subject.Quote(list.page, span.end > 0 ? span : field->span, "on the page");
      };
      statement.type = quote(field->type_span.end > 0 ? field->type_span : field->facts_span);
      statement.required = quote(field->required_span);
      statement.facts_place = quote(field->facts_span);
      found->second.statements.push_back(std::move(statement));
      // What another cell of the row says otherwise.
      const page::Facts& described = field->described;
      const bool differs = (described.default_value && field->facts.default_value &&
                            described.default_value != field->facts.default_value) ||
                           (described.maximum && field->facts.maximum && described.maximum != field->facts.maximum);
      if (differs) {
        Statement more = found->second.statements.back();
        more.facts = described;
        more.facts.type.clear();
        more.facts.required.reset();
        more.facts_place = quote(field->facts_span);
        found->second.statements.push_back(std::move(more));
      }
    }
  }
  // Sentences that name a parameter or member of the operation; where no list has it, of any other sentence.
  for (std::size_t p = 0; p < subject.pages().size(); ++p) {
    for (const page::ToldFacts& told : subject.pages()[p].claims.told) {
      const std::size_t operation = subject.OperationOf(p, told.operation);
      Topic* topic = nullptr;
      bool several = false;
      for (const Key& key : by_name[told.name]) {
        if (operation != kNowhere && key.operation != operation) continue;
        several = topic != nullptr;
        topic = &topics.at(key);
      }
      const page::Facts& facts = told.facts;
      const bool unit_only = !facts.unit.empty() && !facts.maximum && !facts.minimum && !facts.default_value;
      if (several && unit_only) {
        // "Weights are given in grams" is about each of them.
        for (const Key& key : by_name[told.name]) {
          Topic& one = topics.at(key);
          const bool tells = std::any_of(one.statements.begin(), one.statements.end(),
                                         [](const Statement& s) { return !s.facts.unit.empty(); });
          if (!tells || (operation != kNowhere && key.operation != operation)) continue;
          topic = &one;
          several = false;
          break;
        }
      }
      if (several && operation == kNowhere && (facts.maximum || facts.default_value)) {
        // A limit or default is of what is sent.
        topic = nullptr;
        std::size_t sent = 0;
        for (const Key& key : by_name[told.name]) {
          if (key.part != Part::kRequest) continue;
          ++sent;
          topic = &topics.at(key);
        }
        several = sent != 1;
      }
      if (several) continue;
      // A limit told of the same parameter where another operation changes the thing.
      bool of_kin = false;
      if (topic == nullptr && operation != kNowhere && (facts.maximum || facts.minimum)) {
        for (const Key& key : by_name[told.name]) {
          if (key.part != Part::kRequest || !AreOfOneResource(subject, key.operation, operation)) continue;
          several = of_kin;
          of_kin = true;
          topic = &topics.at(key);
        }
        if (several) continue;
      }
      if (topic == nullptr) {
        const Key key{operation, Part::kRequest, In::kUnknown, JsonPointer({told.name})};
        const auto [found, added] = topics.try_emplace(key, Topic{operation, key.part, key.in, key.path, {}});
        if (added) {
          order.push_back(key);
          by_name[told.name].push_back(key);
        }
        topic = &found->second;
      }
      Statement statement;
      statement.page = p;
      statement.facts = told.facts;
      statement.facts.type.clear();
      if (of_kin) {
        statement.facts.default_value.reset();
        statement.facts.values.clear();
      }
      statement.name = subject.Quote(p, told.name_span, "by a sentence");
      statement.type = statement.required = statement.name;
      statement.facts_place = subject.Quote(p, told.span, "by a sentence");
      topic->statements.push_back(std::move(statement));
    }
  }
  std::vector<Topic> result;
  for (const Key& key : order) {
    Topic& topic = topics.at(key);
    const contract::Operation* declared =
        key.operation == kNowhere ? nullptr : subject.operations()[key.operation].declared;
    bool is_parameter = false;
    if (declared != nullptr && key.in != In::kBody) {
      for (const contract::Parameter& parameter : declared->parameters) {
        const bool same =
            key.in == In::kHeader ? AsciiLower(parameter.name) == key.path.back() : parameter.name == key.path.back();
        if (!same || (key.in != In::kUnknown && InOf(parameter.in) != key.in))
          continue;  // a sentence does not say where it is sent
        is_parameter = true;
        const auto schema = parameter.ValueSchema();
        Statement statement = StatementOfSchema(subject, parameter.node, schema.value_or(parameter.node));
        statement.facts.required = parameter.required;
        const auto required = parameter.node.Find("required");
        statement.required = required ? required->Quote("in the contract") : statement.name;
        topic.statements.push_back(std::move(statement));
      }
    } else if (declared != nullptr && key.in == In::kBody) {
      if (const auto body = DeclaredBody(subject, key.operation, key.part)) {
        const DeclaredPlace place = DeclaredAt(subject, *body, key.path);
        if (!place.schemas.empty()) {
          Statement statement = StatementOfSchema(subject, place.schemas.front(), place.schemas.front());
          bool required = false;
          const DeclaredPlace holder = DeclaredAt(subject, *body, key.path.Parent());
          for (const Node& schema : holder.schemas) {
            const auto names = schema.Find("required");
            for (std::size_t i = 0; names && i < (*names)->items.size(); ++i) {
              if ((*names)->items[i].text != key.path.back()) continue;
              required = true;
              statement.required = names->Item(i).Quote("in the contract");
            }
          }
          statement.facts.required = required;
          topic.statements.push_back(std::move(statement));
        }
      }
    }
    if (declared != nullptr && key.in == In::kUnknown && !is_parameter) {
      if (auto statement = OnlyMember(subject, key.operation, key.path))
        topic.statements.push_back(*std::move(statement));
    }
    if (topic.statements.size() > 1) result.push_back(std::move(topic));
  }
  return result;
}

}  // namespace plumbline::audit

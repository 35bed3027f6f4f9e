#include "contract/schema_set.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <string_view>
#include <tuple>

#include "base/text.h"
#include "base/uri.h"
#include "contract/references.h"

namespace plumbline::contract {
namespace fs = std::filesystem;

using document::Document;
using document::FlatDocument;
using document::Value;
using schema::Violation;

namespace {

// A contract's documents as the engine names and walks them.
class Documents {
 public:
  explicit Documents(const document::Store& store) : store_(store) {
    for (const auto& [path, document] : store.documents()) {
      const std::string uri = FileUri(fs::absolute(document->source.name()).lexically_normal().string());
      uris_.emplace(document.get(), uri);
      documents_.emplace(uri, document.get());
      // Since OpenAPI 3.2 a document may say what it is called (3.2.0, `$self`).
      const Value* self = document->root.Find("$self");
      if (self != nullptr && self->IsString() && self->text.find("://") != std::string::npos)
        documents_.emplace(self->text, document.get());
    }
  }

  // By the name that it was read under: that is what its references are relative to.
  const std::string& UriOf(const Document& document) const { return uris_.at(&document); }
  const Document* Find(const std::string& uri) const {
    const auto found = documents_.find(uri);
    if (found != documents_.end()) return found->second;
    const std::string path = FilePath(uri);
    return path.empty() ? nullptr : store_.Find(path);  // the file may have been read under another name
  }
  bool Has(const Document& document) const { return uris_.contains(&document); }
  // Laid out when somebody refers to it.
  std::shared_ptr<const FlatDocument> Flat(const Document& document) {
    auto& flat = flats_[&document];
    if (flat == nullptr) flat = FlatDocument::View(document);
    return flat;
  }

 private:
  const document::Store& store_;
  std::map<const Document*, std::string> uris_;
  std::map<std::string, const Document*> documents_;
  std::map<const Document*, std::shared_ptr<const FlatDocument>> flats_;  // shared by the programs
};

// The schemas that are asked for by name; whatever they reach is compiled with them.
std::vector<Node> EntriesOf(const Contract& contract, const Documents& documents, const std::vector<SchemaPart>& parts,
                            Direction direction) {
  std::vector<Node> entries;
  for (const SchemaPart& part : parts) {
    if (part.direction == direction && documents.Has(part.node.document())) entries.push_back(part.node);
  }
  const auto components = Node(*contract.root).At(JsonPointer() / "components" / "schemas");
  for (std::size_t i = 0; components && i < (*components)->members.size(); ++i) {
    const document::Member& member = (*components)->members[i];
    entries.emplace_back(components->document(), member.value, components->pointer() / member.key);
  }
  return entries;
}

schema::Program Compile(const Contract& contract, Documents& documents, const std::vector<Node>& entries,
                        Direction direction) {
  const schema::Registry registry([&](const std::string& uri) -> std::shared_ptr<const FlatDocument> {
    const Document* document = documents.Find(uri);
    return document == nullptr ? nullptr : documents.Flat(*document);
  });
  std::vector<schema::SchemaPlace> places;
  places.reserve(entries.size());
  for (const Node& entry : entries) {
    places.push_back({&entry.document() == contract.root ? "" : documents.UriOf(entry.document()), entry.pointer()});
  }
  schema::Options options;
  options.dialect = contract.dialect();
  options.direction = direction == Direction::kRequest ? schema::Direction::kRequest : schema::Direction::kResponse;
  options.one_way_members = schema::OneWayMembers::kNotAsked;
  options.faults = schema::Faults::kCollect;
  options.base_uri = documents.UriOf(*contract.root);
  options.registry = &registry;
  return schema::CompileEntries(documents.Flat(*contract.root), places, options);
}

// The place at `pointer`, or the last one on the way that is there.
Node Nearest(const Node& root, const JsonPointer& pointer) {
  JsonPointer way = pointer;
  for (auto found = root.At(way);; found = root.At(way)) {
    if (found) return *found;
    way = way.Parent();
  }
}

}  // namespace

SchemaSet::SchemaSet(const Contract& contract) {
  const std::vector<SchemaPart> parts = SchemaParts(contract);
  Add(contract, parts);
  for (const Contract& joined : contract.joined) Add(joined, parts);
  // The contract's own file first, from its top to its end.
  const auto rank = [&](const SchemaProblem& problem) {
    const Document& document = problem.node.document();
    return std::tuple(&document != contract.root, std::string_view(document.source.name()), problem.node->span.begin);
  };
  std::stable_sort(problems_.begin(), problems_.end(), [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
}

void SchemaSet::Add(const Contract& contract, const std::vector<SchemaPart>& parts) {
  Documents documents(*contract.store);
  const std::size_t first = halves_.size();
  for (const Direction direction : {Direction::kRequest, Direction::kResponse}) {
    Half& half = halves_.emplace_back(
        Half{direction, Compile(contract, documents, EntriesOf(contract, documents, parts, direction), direction), {}});
    half.entries.reserve(half.program.schemas());
    for (std::uint32_t i = 0; i < half.program.schemas(); ++i) {
      const auto entry = static_cast<schema::Entry>(i);
      const Value* value = half.program.DocumentOf(entry).tape().ValueOf(half.program.CellOf(entry));
      if (value != nullptr) half.entries.emplace_back(value, entry);
    }
    std::sort(half.entries.begin(), half.entries.end(),
              [](const auto& a, const auto& b) { return std::less<>()(a.first, b.first); });
  }
  std::set<std::pair<const Value*, std::string>> seen;
  for (std::size_t i = first; i < halves_.size(); ++i) {
    for (const schema::CompileProblem& problem : halves_[i].program.problems()) {
      const Document* document =
          problem.place.document.empty() ? contract.root : documents.Find(problem.place.document);
      const Node node = Nearest(Node(document == nullptr ? *contract.root : *document), problem.place.pointer);
      if (seen.emplace(&node.value(), problem.message).second) problems_.push_back({node, problem.message});
    }
  }
}

ContractSchema SchemaSet::For(const Node& schema, Direction direction) const {
  const Half* of_direction = nullptr;
  for (const Half& half : halves_) {
    if (half.direction != direction) continue;
    of_direction = &half;
    const auto found =
        std::lower_bound(half.entries.begin(), half.entries.end(), &schema.value(),
                         [](const auto& row, const Value* value) { return std::less<>()(row.first, value); });
    if (found != half.entries.end() && found->first == &schema.value()) return {&half.program, found->second, schema};
  }
  return {&of_direction->program, std::nullopt, schema};
}

schema::Judgement Judge(const ContractSchema& schema, const Value& instance) {
  if (!schema.entry)
    return {{},
            schema::Doubt::kUncompiled,
            fmt::format("the schema at {} is no part of what was compiled", schema.node.pointer().ToString())};
  return schema::Judge(*schema.program, *schema.entry, instance);
}

Node PlaceOf(const ContractSchema& schema, const Violation& violation) {
  return Nearest(Node(schema.program->DocumentOf(violation).document()), violation.detail_location);
}

Place QuoteContract(const ContractSchema& schema, const Violation& violation) {
  return PlaceOf(schema, violation).Quote("the contract says " + violation.expected);
}

std::string WayTo(const Contract& contract, const ContractSchema& schema, const Violation& violation) {
  std::vector<std::string> steps;
  std::size_t same = 0;  // of the last one: a schema that holds itself
  const auto tell_same = [&] {
    if (same > 1) steps.back() += fmt::format(" ({} times)", same);
  };
  Node node = schema.node;
  for (const std::string& token : violation.keyword_location.tokens()) {
    const std::optional<Node> next = node.At(JsonPointer({token}));
    if (!next) break;
    node = *next;
    if (token != "$ref" || !node->IsString()) continue;
    const Reference target = FindTarget(*contract.store, node, node->text);
    if (!std::holds_alternative<Node>(target)) break;
    std::string step = fmt::format("{} ({})", node->text, ToString(node.Location()));
    if (steps.empty() || steps.back() != step) {
      tell_same();
      steps.push_back(std::move(step));
      same = 0;
    }
    ++same;
    node = std::get<Node>(target);
  }
  tell_same();
  return steps.empty() ? "" : "reached by " + Join(steps, ", then ");
}

Place QuoteInstance(const Document& instance, const Violation& violation, const JsonPointer& below) {
  JsonPointer pointer = below;
  for (const std::string& token : violation.instance_location.tokens()) pointer = pointer / token;
  const Node node = Node(instance).At(pointer).value_or(Node(instance));
  if (!violation.member.empty()) {
    // An undeclared member is there and can be shown; a missing one is missing from its object.
    const auto member = node.Find(violation.member);
    return (member ? *member : node).QuoteKey("observed " + violation.observed);
  }
  return node.Quote("observed " + violation.observed);
}

std::string ShapeOf(const Violation& violation) {
  const bool missing = !violation.member.empty() && violation.keyword != "additionalProperties";
  const JsonPointer place =
      violation.member.empty() ? violation.instance_location : violation.instance_location / violation.member;
  if (!violation.member.empty()) return fmt::format("{} {}", missing ? "missing" : "extra", place.Starred());
  // The kind of what is there, so that another wrong kind is another mistake; its value does not count.
  return fmt::format("{} {} {}", violation.keyword, place.Starred(),
                     violation.observed.substr(0, violation.observed.find(' ')));
}

}  // namespace plumbline::contract

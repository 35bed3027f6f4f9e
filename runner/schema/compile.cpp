#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>

#include "base/error.h"
#include "base/percent.h"
#include "base/text.h"
#include "base/uri.h"
#include "schema/compiler.h"
#include "schema/direction.h"
#include "schema/resolve.h"

namespace plumbline::schema {

using document::Cell;
using document::CellKind;

namespace {

// The rows of one dialect by name.
class RowTable {
 public:
  explicit RowTable(DialectId id) {
    for (const auto group : {CoreKeywords(), TypeKeywords(), NumberKeywords(), StringKeywords(), ArrayKeywords(),
                             ObjectKeywords(), OpenApiKeywords(), ApplicatorKeywords(), AnnotationKeywords()}) {
      for (const KeywordRow& row : group) {
        if ((row.dialects & In(id)) != 0) rows_[row.name].push_back(&row);
      }
    }
    std::size_t size = 16;
    while (size < rows_.size() * 4) size *= 2;
    slots_.resize(size);
    for (const auto& [name, rows] : rows_) {
      std::size_t i = Slot(document::KeyHash(name));
      while (slots_[i].rows != nullptr) i = (i + 1) & (slots_.size() - 1);
      slots_[i] = {name, &rows};
    }
  }

  std::span<const KeywordRow* const> Find(const Cell& key) const {
    for (std::size_t i = Slot(key.hash());; i = (i + 1) & (slots_.size() - 1)) {
      if (slots_[i].rows == nullptr) return {};
      if (slots_[i].name == key.view()) return *slots_[i].rows;
    }
  }

 private:
  struct Entry {
    std::string_view name;
    const std::vector<const KeywordRow*>* rows = nullptr;
  };
  std::size_t Slot(std::uint32_t hash) const { return (hash >> 4) & (slots_.size() - 1); }

  std::map<std::string_view, std::vector<const KeywordRow*>> rows_;
  std::vector<Entry> slots_;
};

std::span<const KeywordRow* const> RowsOf(const Cell& key, DialectId id) {
  static const std::array<RowTable, kDialects> tables = {
      RowTable(DialectId::kDraft4),   RowTable(DialectId::kDraft6),  RowTable(DialectId::kDraft7),
      RowTable(DialectId::k2019_09),  RowTable(DialectId::k2020_12), RowTable(DialectId::kOpenApi30),
      RowTable(DialectId::kOpenApi31)};
  return tables[static_cast<std::size_t>(id)].Find(key);
}

}  // namespace

const KeywordRow* FindKeyword(const Cell& key, const Dialect& dialect) {
  for (const KeywordRow* row : RowsOf(key, dialect.id)) {
    if (dialect.Has(row->vocabulary)) return row;
  }
  return nullptr;
}

void Registry::Add(std::string uri, std::shared_ptr<const document::FlatDocument> document) {
  documents_.emplace_back(std::string(WithoutFragment(uri)), std::move(document));
}

std::shared_ptr<const document::FlatDocument> Registry::Find(const std::string& uri) const {
  for (const auto& [name, document] : documents_) {
    if (name == uri) return document;
  }
  return fetch_ ? fetch_(uri) : nullptr;
}

Compiler::Compiler(const Options& options) : options_(options) {
  out_.assert_formats = options.assert_formats;
  out_.assert_content = options.assert_content;
  out_.direction = options.direction;
  out_.one_way_members = options.one_way_members;
}

Compiled Compiler::Run(std::shared_ptr<const document::FlatDocument> schema) {
  const std::uint32_t resource = AddDocument(std::string(WithoutFragment(options_.base_uri)), std::move(schema),
                                             StandardDialect(options_.dialect));
  out_.starts = {static_cast<Entry>(Schema(*out_.resources[resource]->root, resource))};
  Finish();
  return std::move(out_);
}

Compiled Compiler::Run(std::shared_ptr<const document::FlatDocument> document, std::span<const SchemaPlace> entries) {
  documents_are_schemas_ = false;
  const std::uint32_t resource = AddDocument(std::string(WithoutFragment(options_.base_uri)), std::move(document),
                                             StandardDialect(options_.dialect));
  out_.starts.reserve(entries.size());
  for (const SchemaPlace& place : entries) {
    try {
      out_.starts.push_back(static_cast<Entry>(AddEntry(place, resource)));
    } catch (const CompileError& error) {
      if (options_.faults == Faults::kThrow) throw;
      const Resource& home = *out_.resources[resource];
      out_.starts.push_back(static_cast<Entry>(out_.subschemas.size()));
      out_.subschemas.push_back({.cell = home.root, .document = home.document, .resource = resource});
      AddProblem(error, static_cast<std::uint32_t>(out_.subschemas.size() - 1));
    }
  }
  Finish();
  return std::move(out_);
}

std::uint32_t Compiler::AddEntry(const SchemaPlace& place, std::uint32_t resource) {
  if (!place.document.empty()) {
    const auto found = FindResource(std::string(WithoutFragment(place.document)), StandardDialect(options_.dialect));
    if (!found)
      throw CompileError(place.pointer, fmt::format("the document '{}' is not there", place.document), place.document);
    resource = *found;
  }
  const Cell* cell = out_.resources[resource]->root;
  // By way of the document's root: a resource in it may begin on the way.
  for (const std::string& token : place.pointer.tokens()) {
    const auto index = cell->IsArray() ? ArrayIndex(token) : std::nullopt;
    cell = cell->IsObject() ? Member(*cell, token) : index ? cell->Item(*index) : nullptr;
    if (cell == nullptr) throw CompileError(place.pointer, "nothing is there", place.document);
    if (const auto root = resource_roots_.find(cell); root != resource_roots_.end()) resource = root->second;
  }
  const std::uint32_t document = out_.resources[resource]->document;
  if (may_hold_resources_[document]) {
    Scan(document, *cell, resource);
    if (const auto root = resource_roots_.find(cell); root != resource_roots_.end()) resource = root->second;
  }
  return Schema(*cell, resource);
}

void Compiler::Finish() {
  do {
    while (!open_.empty()) {
      const std::uint32_t id = open_.front();
      open_.pop_front();
      CompileSubschema(id);
    }
    CompileDynamicTargets();
  } while (!open_.empty());
  CheckLoops();
  // Last, because a keyword's own error says more than the meta-schema's.
  if (options_.check_metaschema && documents_are_schemas_) CheckMetaSchemas();
  if (out_.directed()) ExcuseOneWayMembers(out_);
  Lower(out_);
}

std::uint32_t Compiler::Schema(const Cell& cell, std::uint32_t resource) {
  const auto [found, added] = ids_.emplace(&cell, static_cast<std::uint32_t>(out_.subschemas.size()));
  if (!added) return found->second;
  if (!resource_roots_.empty()) {
    const auto root = resource_roots_.find(&cell);
    if (root != resource_roots_.end()) resource = root->second;
  }
  const Resource& home = *out_.resources[resource];
  // Draft 4 and OpenAPI 3.0 have booleans for additionalProperties and additionalItems only; they mean the same there.
  std::optional<CompileError> error;
  if (!cell.IsObject() && !cell.IsBoolean())
    error = FailIn(home.document, cell, fmt::format("a schema is an object or a boolean, not {}", Describe(cell)));
  if (error && options_.faults == Faults::kThrow) {
    ids_.erase(found);
    throw *error;
  }
  const std::uint32_t id = found->second;
  out_.subschemas.push_back({.cell = &cell, .document = home.document, .resource = resource});
  if (error) AddProblem(*error, id);
  open_.push_back(id);
  return id;
}

void Compiler::AddProblem(const CompileError& error, std::uint32_t schema) {
  if (out_.subschemas[schema].problem == kNone)
    out_.subschemas[schema].problem = static_cast<std::uint32_t>(out_.problems.size());
  out_.problems.push_back({{error.document(), error.location()}, error.message()});
}

void Compiler::CompileSubschema(std::uint32_t id) {
  const Subschema subschema = out_.subschemas[id];
  const Cell& object = *subschema.cell;
  if (entered_.empty() || entered_.back() != subschema.resource) entered_.push_back(subschema.resource);
  if (!object.IsObject()) return;
  const Dialect& dialect = *out_.resources[subschema.resource]->dialect;
  const Cell* alone = nullptr;
  if (RefStandsAlone(dialect.id)) {
    const Cell* ref = object.Find("$ref");
    if (ref != nullptr && ref->IsString()) alone = ref - 1;
  }
  // Compiling a keyword names subschemas and compiles none, so the keywords of this one stay together.
  const std::size_t first = out_.keywords.size();
  for (const auto& [key, value] : document::Members(object)) {
    if (alone != nullptr && &key != alone) continue;
    for (const KeywordRow* row : RowsOf(key, dialect.id)) {
      if (row->compile == nullptr || !dialect.Has(row->vocabulary)) continue;
      Keyword keyword;
      keyword.row = row;
      keyword.key = &key;
      if (CompileKeyword({*this, id, key, value, object, dialect}, keyword)) out_.keywords.push_back(keyword);
    }
  }
  // Keywords depend on those beside them, so one that is wrong makes all of them doubtful; what they hold is compiled
  // all the same.
  if (out_.subschemas[id].problem != kNone) out_.keywords.resize(first);
  out_.subschemas[id].first = static_cast<std::uint32_t>(first);
  out_.subschemas[id].count = static_cast<std::uint32_t>(out_.keywords.size() - first);
}

bool Compiler::CompileKeyword(const KeywordSite& site, Keyword& keyword) {
  if (options_.faults == Faults::kThrow) return keyword.row->compile(site, keyword);
  try {
    return keyword.row->compile(site, keyword);
  } catch (const CompileError& error) {
    AddProblem(error, site.schema);
  } catch (const Error& error) {  // of a document that cannot be read
    AddProblem(site.Fail(error.what()), site.schema);
  }
  return false;
}

std::uint32_t Compiler::Reference(std::string_view reference, std::uint32_t from, const Cell& at) {
  const Target target = Resolve(reference, out_.subschemas[from].resource, at, from);
  return Schema(*target.cell, target.resource);
}

std::uint32_t Compiler::AnchorName(const std::string& name) {
  for (std::uint32_t i = 0; i < out_.anchor_names.size(); ++i) {
    if (out_.anchor_names[i] == name) return i;
  }
  // The name of an anchor lives in a schema's text; that of $recursiveAnchor is empty.
  for (const auto& resource : out_.resources) {
    const auto anchor = resource->dynamic_anchors.find(name);
    if (anchor == resource->dynamic_anchors.end()) continue;
    out_.anchor_names.push_back(anchor->first);
    return static_cast<std::uint32_t>(out_.anchor_names.size() - 1);
  }
  return kNone;
}

std::uint32_t DynamicAnchorOf(const KeywordSite& site, std::uint32_t schema, const std::string& name) {
  const Compiled& compiled = site.compiled();
  const Subschema& target = compiled.subschemas[schema];
  const auto& anchors = compiled.resources[target.resource]->dynamic_anchors;
  const auto anchor = anchors.find(name);
  if (anchor == anchors.end() || anchor->second != target.cell) return kNone;
  return site.compiler.AnchorName(name);
}

// A dynamic reference may lead to the anchor of any resource on the way to it, and each of these is compiled, which may
// bring in further resources.
void Compiler::CompileDynamicTargets() {
  if (out_.anchor_names.empty()) return;
  std::sort(entered_.begin(), entered_.end());
  entered_.erase(std::unique(entered_.begin(), entered_.end()), entered_.end());
  for (std::uint32_t name = 0; name < out_.anchor_names.size(); ++name) {
    for (const std::uint32_t resource : std::vector<std::uint32_t>(entered_)) {
      const auto& anchors = out_.resources[resource]->dynamic_anchors;
      const auto anchor = anchors.find(out_.anchor_names[name]);
      if (anchor == anchors.end()) continue;
      out_.dynamic_targets[DynamicKey(resource, name)] = Schema(*anchor->second, resource);
    }
  }
  // With one target a name is no choice, and the references are ordinary ones.
  std::vector<std::size_t> uses(out_.anchor_names.size(), 0);
  for (const auto& [key, schema] : out_.dynamic_targets) ++uses[key & UINT32_MAX];
  out_.dynamic = std::any_of(uses.begin(), uses.end(), [](std::size_t n) { return n > 1; });
}

std::vector<std::uint32_t> InPlaceSchemas(const Compiled& compiled, std::uint32_t id) {
  std::vector<std::uint32_t> ids;
  const Subschema& schema = compiled.subschemas[id];
  for (const Keyword* k = compiled.KeywordsBegin(schema); k != compiled.KeywordsEnd(schema); ++k) {
    switch (k->row->lowering) {
      case Lowering::kRef:
      case Lowering::kNot:
        ids.push_back(k->a);
        break;
      case Lowering::kDynamicRef:  // one that has a choice is held to its end when it is followed
        if (k->b == kNone || !compiled.dynamic) ids.push_back(k->a);
        break;
      case Lowering::kIf:
        for (const std::uint32_t part : {k->a, k->b, k->c}) {
          if (part != kNone) ids.push_back(part);
        }
        break;
      case Lowering::kDependentSchemas:
        for (std::uint32_t i = k->a; i < k->a + k->b; ++i) ids.push_back(compiled.named[i].schema);
        break;
      case Lowering::kAllOf:
      case Lowering::kAnyOf:
      case Lowering::kOneOf:
        ids.insert(ids.end(), compiled.schema_lists.begin() + k->a, compiled.schema_lists.begin() + k->a + k->b);
        break;
      default:
        break;
    }
  }
  return ids;
}

// Depth-first over the keywords that judge the same instance; a way back to a subschema that is still open is an
// endless loop.
void Compiler::CheckLoops() {
  enum class Mark : char { kNew, kOpen, kDone };
  std::vector<Mark> marks(out_.subschemas.size(), Mark::kNew);
  struct Step {
    std::uint32_t id;
    std::vector<std::uint32_t> in_place;
    std::size_t next = 0;
  };
  for (std::uint32_t start = 0; start < marks.size(); ++start) {
    if (marks[start] != Mark::kNew) continue;
    std::vector<Step> stack;
    stack.push_back({start, InPlaceSchemas(out_, start)});
    marks[start] = Mark::kOpen;
    while (!stack.empty()) {
      Step& step = stack.back();
      if (step.next == step.in_place.size()) {
        marks[step.id] = Mark::kDone;
        stack.pop_back();
        continue;
      }
      const std::uint32_t target = step.in_place[step.next++];
      if (marks[target] == Mark::kOpen) {
        Subschema& schema = out_.subschemas[step.id];
        const CompileError error =
            Fail(step.id, *schema.cell, "refers to itself without end: no instance could be judged");
        if (options_.faults == Faults::kThrow) throw error;
        AddProblem(error, step.id);
        schema.count = 0;
        step.next = step.in_place.size();
        continue;
      }
      if (marks[target] == Mark::kNew) {
        marks[target] = Mark::kOpen;
        stack.push_back({target, InPlaceSchemas(out_, target)});
      }
    }
  }
}

CompileError Compiler::FailIn(std::uint32_t document, const Cell& at, std::string message) const {
  const CompiledDocument& home = out_.documents[document];
  std::optional<SourceLocation> place;
  if (!home.flat->source().text().empty()) place = home.flat->LocationOf(at);
  return CompileError(home.flat->tape().PointerTo(at), std::move(message), document == 0 ? "" : home.uri,
                      std::move(place));
}

CompileError Compiler::Fail(std::uint32_t schema, const Cell& at, std::string message) const {
  return FailIn(out_.subschemas[schema].document, at, std::move(message));
}

CompileError KeywordSite::Fail(std::string message) const { return compiler.Fail(schema, value, std::move(message)); }
CompileError KeywordSite::FailAt(const Cell& at, std::string message) const {
  return compiler.Fail(schema, at, std::move(message));
}
Compiled& KeywordSite::compiled() const { return compiler.compiled(); }
std::uint32_t KeywordSite::Child(const Cell& cell) const {
  return compiler.Schema(cell, compiled().subschemas[schema].resource);
}
std::uint32_t KeywordSite::Reference(std::string_view reference) const {
  return compiler.Reference(reference, schema, value);
}

std::uint32_t KeywordSite::LengthOf(const Cell& cell) const {
  const auto number = cell.IsNumber() ? Decimal::Parse(cell.view()) : std::nullopt;
  if (!number || number->IsNegative() || !number->IsInteger()) {
    throw FailAt(cell, fmt::format("'{}' takes a whole number from 0, not {}", (&cell)[-1].view(), Describe(cell)));
  }
  // Past 32 bits a limit means what the greatest number means: no instance is that long.
  return static_cast<std::uint32_t>(std::min<std::uint64_t>(number->ToUint64().value_or(UINT64_MAX), UINT32_MAX));
}

bool CompileLength(const KeywordSite& site, Keyword& keyword) {
  keyword.a = site.Length();
  return true;
}

std::uint32_t KeywordSite::Number() const {
  const auto number = value.IsNumber() ? Decimal::Parse(value.view()) : std::nullopt;
  if (!number) throw Fail(fmt::format("'{}' takes a number, not {}", Name(), Describe(value)));
  NumberLimit limit;
  limit.exact = *number;
  const auto [end, error] = std::from_chars(value.text, value.text + value.size, limit.nearest);
  if (error != std::errc()) {  // past the range of double, or too near to 0: the exact comparison decides
    limit.nearest = 0;
    limit.ranged = false;
  }
  if (number->IsInteger()) {
    const std::string plain = number->ToString();
    const auto [last, failed] = std::from_chars(plain.data(), plain.data() + plain.size(), limit.integer);
    limit.is_integer = failed == std::errc() && last == plain.data() + plain.size();
  }
  compiled().numbers.push_back(std::move(limit));
  return static_cast<std::uint32_t>(compiled().numbers.size() - 1);
}

KeywordSite::Range KeywordSite::SchemaList(const Cell& list) const {
  if (!list.IsArray() || list.size == 0) {
    throw FailAt(list, fmt::format("'{}' takes a list of at least one schema, not {}", Name(), Describe(list)));
  }
  std::vector<std::uint32_t> ids;
  ids.reserve(list.size);
  for (const Cell& item : document::Items(list)) ids.push_back(Child(item));
  auto& all = compiled().schema_lists;
  const Range range = {static_cast<std::uint32_t>(all.size()), list.size};
  all.insert(all.end(), ids.begin(), ids.end());
  return range;
}

KeywordSite::Range KeywordSite::SchemaMap(const Cell& map) const {
  if (!map.IsObject()) throw FailAt(map, fmt::format("'{}' takes an object of schemas, not {}", Name(), Describe(map)));
  auto& all = compiled().named;
  const Range range = {static_cast<std::uint32_t>(all.size()), map.size};
  for (const auto& [name, schema_of] : document::Members(map)) all.push_back({&name, Child(schema_of)});
  return range;
}

KeywordSite::Range KeywordSite::Strings(const Cell& list) const {
  if (!list.IsArray()) throw FailAt(list, fmt::format("'{}' takes a list of strings, not {}", Name(), Describe(list)));
  auto& all = compiled().cells;
  const Range range = {static_cast<std::uint32_t>(all.size()), list.size};
  for (const Cell& item : document::Items(list)) {
    if (!item.IsString()) throw FailAt(item, fmt::format("'{}' takes strings, not {}", Name(), Describe(item)));
    all.push_back(&item);
  }
  return range;
}

Pattern KeywordSite::CompilePattern(const Cell& text) const {
  if (const Pattern* known = compiler.FindPattern(text.view())) return *known;
  std::string error;
  auto pattern = Pattern::Compile(text.view(), error);
  if (!pattern) throw FailAt(text, fmt::format("'{}' is no regular expression: {}", text.view(), error));
  compiler.KeepPattern(text.view(), *pattern);
  return std::move(*pattern);
}

}  // namespace plumbline::schema

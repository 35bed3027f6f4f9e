// Where things are: documents, resources ($id), anchors, and the targets of references.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/error.h"
#include "base/percent.h"
#include "base/text.h"
#include "base/uri.h"
#include "schema/compiler.h"

namespace plumbline::schema {

using document::Cell;

namespace {

constexpr std::uint32_t kWide = 32;  // members from which an object gets an index

const Cell* StringUnder(const Cell& object, std::string_view key) {
  const Cell* found = object.Find(key);
  return found != nullptr && found->IsString() ? found : nullptr;
}

const Cell* IdOf(const Cell& object, DialectId id) {
  if (id == DialectId::kOpenApi30) return nullptr;
  if (RefStandsAlone(id) && StringUnder(object, "$ref") != nullptr) return nullptr;
  return StringUnder(object, id == DialectId::kDraft4 ? "id" : "$id");
}

// Whether a document may hold resources or anchors below its root at all, by its keys: most hold none, and need no walk
// over the places of their schemas. A text that happens to stand where a key might is taken for one, which costs no
// more than time.
bool MayHoldResources(const document::Tape& tape, DialectId dialect) {
  struct Name {
    std::string_view text;
    std::uint32_t tag;
  };
  const auto name = [](std::string_view text) {
    return Name{text, static_cast<std::uint32_t>(document::CellKind::kString) | document::KeyHash(text)};
  };
  static const std::array<Name, 6> names = {
      name("$id"), name("id"), name("$schema"), name("$anchor"), name("$dynamicAnchor"), name("$recursiveAnchor")};
  const Cell* const root_id = StringUnder(tape.root(), "$id");
  const Cell* const root_schema = tape.root().Find("$schema");
  bool id = dialect == DialectId::kDraft4,
       plain_id = false;  // whether `id` is a keyword somewhere, and whether it is there
  for (std::size_t i = 0; i + 1 < tape.size(); ++i) {
    const Cell& key = tape.at(i);
    const std::uint32_t tag = key.tag & (Cell::kKindBits | Cell::kHashBits);
    const auto found =
        std::find_if(names.begin(), names.end(), [&](const Name& n) { return n.tag == tag && n.text == key.view(); });
    if (found == names.end()) continue;
    const Cell* const value = &key + 1;
    switch (found - names.begin()) {
      case 0:
        if (value->IsString() && (value != root_id || !FragmentOf(value->view()).empty())) return true;
        break;
      case 1:
        plain_id |= value->IsString();
        break;
      case 2:
        id |= value != root_schema && value->IsString();
        break;
      default:
        return true;
    }
    if (id && plain_id) return true;
  }
  return false;
}

}  // namespace

std::uint32_t Compiler::AddDocument(std::string uri, std::shared_ptr<const document::FlatDocument> flat,
                                    const Dialect& inherited) {
  const auto document = static_cast<std::uint32_t>(out_.documents.size());
  const Cell& root = flat->root();
  out_.documents.push_back({uri, std::move(flat)});
  may_hold_resources_.push_back(false);
  auto dialect = DialectOf(root, std::make_shared<const Dialect>(inherited), document);
  const Cell* id = root.IsObject() ? IdOf(root, dialect->id) : nullptr;
  std::string own = uri;
  if (id != nullptr && !id->view().starts_with('#')) own = ResolveUri(uri, WithoutFragment(id->view()));
  const std::uint32_t resource = AddResource(own, root, document, std::move(dialect));
  resources_.emplace(uri, resource);
  const DialectId speaks = out_.resources[resource]->dialect->id;
  const bool scans = root.IsObject() && speaks != DialectId::kOpenApi30 &&
                     MayHoldResources(out_.documents[document].flat->tape(), speaks);
  may_hold_resources_[document] = scans;
  if (scans) ScanDocument(document, resource);
  return resource;
}

// An OpenAPI description is no schema; those that it holds by name are found here, and others when an entry is one.
void Compiler::ScanDocument(std::uint32_t document, std::uint32_t root_resource) {
  const Cell& root = *out_.resources[root_resource]->root;
  if (documents_are_schemas_ || root.Find("openapi") == nullptr) return Scan(document, root, root_resource);
  const Cell* components = root.Find("components");
  const Cell* schemas = components == nullptr ? nullptr : components->Find("schemas");
  if (schemas == nullptr || !schemas->IsObject()) return;
  for (const auto& [name, schema] : document::Members(*schemas)) Scan(document, schema, root_resource);
}

std::uint32_t Compiler::AddResource(std::string uri, const Cell& root, std::uint32_t document,
                                    std::shared_ptr<const Dialect> dialect) {
  const auto index = static_cast<std::uint32_t>(out_.resources.size());
  auto resource = std::make_unique<Resource>();
  resource->uri = std::move(uri);
  resource->root = &root;
  resource->document = document;
  resource->dialect = std::move(dialect);
  resources_.emplace(resource->uri, index);
  resource_roots_.emplace(&root, index);
  out_.resources.push_back(std::move(resource));
  return index;
}

// Two schemas of one name: which of them a reference means cannot be said (core 8.2.1 and 8.2.2). Where faults are
// collected, it is those references that are wrong.
void Compiler::RefuseTwice(std::uint32_t document, const Cell& at, const std::string& name, const Cell& other) {
  const document::FlatDocument& flat = *out_.documents[document].flat;
  const auto place = [&](const Cell& cell) {
    return flat.source().text().empty() ? '#' + flat.tape().PointerTo(cell).ToString()
                                        : ToString(flat.LocationOf(cell));
  };
  if (options_.faults == Faults::kThrow)
    throw FailIn(document, at, fmt::format("{} is also that of the schema at {}", name, place(other)));
  named_twice_.try_emplace(&other, fmt::format("{} is given at {} once more", name, place(at)));
}

// Over all places where a schema may stand, and no others: an $id inside an enum is data.
void Compiler::Scan(std::uint32_t document, const Cell& start, std::uint32_t around) {
  struct Place {
    const Cell* cell;
    std::uint32_t resource;
  };
  std::vector<Place> open = {{&start, around}};
  while (!open.empty()) {
    auto [cell, resource] = open.back();
    open.pop_back();
    if (!cell->IsObject()) continue;
    if (cell != out_.resources[resource]->root) {
      const auto own = DialectOf(*cell, out_.resources[resource]->dialect, document);
      const Cell* id = IdOf(*cell, own->id);
      const auto known = id == nullptr ? resource_roots_.end() : resource_roots_.find(cell);
      if (known != resource_roots_.end()) {
        resource = known->second;
      } else if (id != nullptr && !id->view().starts_with('#')) {
        std::string uri = ResolveUri(out_.resources[resource]->uri, WithoutFragment(id->view()));
        const auto taken = resources_.find(uri);
        if (taken != resources_.end() && out_.resources[taken->second]->document == document &&
            out_.resources[taken->second]->uri == uri) {
          RefuseTwice(document, *id, fmt::format("the URI '{}'", uri), *out_.resources[taken->second]->root);
        }
        resource = AddResource(std::move(uri), *cell, document, own);
      }
    }
    Resource& home = *out_.resources[resource];
    const DialectId dialect = home.dialect->id;
    const auto add_anchor = [&, &cell = cell](std::string_view name, const Cell& at) {
      const auto [anchor, added] = home.anchors.emplace(name, cell);
      // Fragments that begin with / are pointers, whatever an old $id says.
      if (!added && anchor->second != cell && !name.starts_with('/'))
        RefuseTwice(document, at, fmt::format("the anchor '{}'", name), *anchor->second);
    };
    if (const Cell* id = IdOf(*cell, dialect);
        id != nullptr && dialect <= DialectId::kDraft7 && !FragmentOf(id->view()).empty()) {
      add_anchor(FragmentOf(id->view()), *id);
    }
    if ((In(dialect) & kSince2019) != 0) {
      if (const Cell* anchor = StringUnder(*cell, "$anchor")) add_anchor(anchor->view(), *anchor);
      if (dialect == DialectId::k2019_09) {
        const Cell* recursive = cell->Find("$recursiveAnchor");
        if (recursive != nullptr && recursive->Is(document::CellKind::kTrue) && cell == home.root)
          home.dynamic_anchors.emplace("", cell);
      } else if (const Cell* dynamic = StringUnder(*cell, "$dynamicAnchor")) {
        add_anchor(dynamic->view(), *dynamic);
        home.dynamic_anchors.emplace(dynamic->view(), cell);
      }
    }
    const bool alone = RefStandsAlone(dialect) && StringUnder(*cell, "$ref") != nullptr;
    for (const auto& [key, value] : document::Members(*cell)) {
      const KeywordRow* row = FindKeyword(key, *home.dialect);
      if (row == nullptr || (alone && key.view() != "definitions")) continue;
      switch (row->shape) {
        case Shape::kNoSchema:
          break;
        case Shape::kSchemaOrList:
        case Shape::kList:
          if (value.IsArray()) {
            for (const Cell& item : document::Items(value)) open.push_back({&item, resource});
            break;
          }
          [[fallthrough]];
        case Shape::kSchema:
          open.push_back({&value, resource});
          break;
        case Shape::kMap:
        case Shape::kMapOfSchemaOrStrings:
          if (!value.IsObject()) break;
          for (const auto& [name, schema] : document::Members(value)) open.push_back({&schema, resource});
          break;
      }
    }
  }
}

std::shared_ptr<const Dialect> Compiler::DialectOf(const Cell& root, const std::shared_ptr<const Dialect>& inherited,
                                                   std::uint32_t document) {
  const Cell* named = root.IsObject() ? StringUnder(root, "$schema") : nullptr;
  if (named == nullptr || inherited->id == DialectId::kOpenApi30) return inherited;
  if (const auto standard = DialectOfMetaSchema(named->view()))
    return std::make_shared<const Dialect>(StandardDialect(*standard));
  return std::make_shared<const Dialect>(CustomDialect(std::string(WithoutFragment(named->view())), *named, document));
}

// A custom meta-schema: its own `$schema` gives the version, its `$vocabulary` the keywords (core 8.1.2).
Dialect Compiler::CustomDialect(const std::string& meta_schema, const Cell& at, std::uint32_t document) {
  const auto flat = options_.registry == nullptr ? nullptr : options_.registry->Find(meta_schema);
  if (flat == nullptr) {
    throw FailIn(document, at,
                 fmt::format("the dialect '{}' is not known: no meta-schema of that URI was given", meta_schema));
  }
  const Cell& root = flat->root();
  Dialect dialect = StandardDialect(options_.dialect);
  if (const Cell* above = root.IsObject() ? StringUnder(root, "$schema") : nullptr;
      above != nullptr && WithoutFragment(above->view()) != meta_schema) {
    const auto standard = DialectOfMetaSchema(above->view());
    dialect = standard ? StandardDialect(*standard)
                       : CustomDialect(std::string(WithoutFragment(above->view())), at, document);
  }
  dialect.meta_schema = meta_schema;
  const Cell* vocabularies = root.IsObject() ? root.Find("$vocabulary") : nullptr;
  if (vocabularies == nullptr || !vocabularies->IsObject() || (In(dialect.id) & kSince2019) == 0) return dialect;
  dialect.vocabularies = kCore;
  for (const auto& [uri, required] : document::Members(*vocabularies)) {
    const auto vocabulary = FindVocabulary(uri.view());
    if (vocabulary) {
      dialect.vocabularies = static_cast<std::uint16_t>(dialect.vocabularies | *vocabulary);
    } else if (required.Is(document::CellKind::kTrue)) {
      throw FailIn(
          document, at,
          fmt::format("the dialect '{}' requires the vocabulary '{}', which is not known", meta_schema, uri.view()));
    }
  }
  return dialect;
}

std::optional<std::uint32_t> Compiler::FindResource(const std::string& uri, const Dialect& inherited) {
  if (const auto found = resources_.find(uri); found != resources_.end()) return found->second;
  auto flat = options_.registry == nullptr ? nullptr : options_.registry->Find(uri);
  if (flat == nullptr) flat = StandardDocument(uri);
  if (flat == nullptr) return std::nullopt;
  return AddDocument(uri, std::move(flat), inherited);
}

Compiler::Target Compiler::Resolve(std::string_view reference, std::uint32_t resource, const Cell& at,
                                   std::uint32_t schema) {
  const auto known = targets_.find({resource, reference});
  if (known != targets_.end()) return known->second;
  std::uint32_t home = resource;
  if (!reference.starts_with('#')) {
    const std::string uri = ResolveUri(out_.resources[resource]->uri, reference);
    const auto found = FindResource(std::string(WithoutFragment(uri)), *out_.resources[resource]->dialect);
    if (!found) {
      throw MissingDocument(
          Fail(schema, at,
               fmt::format(
                   "the reference '{}' leads to '{}', which is not there: give it with --resolve, or allow the network",
                   reference, WithoutFragment(uri))));
    }
    home = *found;
  }
  const auto refuse_twice = [&](const Cell& named) {
    const auto twice = named_twice_.find(&named);
    if (twice != named_twice_.end())
      throw Fail(schema, at, fmt::format("refers to '{}', and {}", reference, twice->second));
  };
  if (home != resource) refuse_twice(*out_.resources[home]->root);
  const std::string_view fragment = FragmentOf(reference);
  Target target{};
  if (fragment.empty()) {
    target = {out_.resources[home]->root, home};
  } else if (fragment.starts_with('/')) {
    target = Walk(home, fragment, reference, at, schema);
  } else {
    const auto& anchors = out_.resources[home]->anchors;
    const auto anchor = anchors.find(fragment);
    if (anchor == anchors.end()) {
      std::vector<std::string> names;
      for (const auto& [name, cell] : anchors) names.emplace_back(name);
      throw Fail(schema, at,
                 fmt::format("refers to '{}', and no anchor has that name{}", reference, DidYouMean(fragment, names)));
    }
    refuse_twice(*anchor->second);
    target = {anchor->second, home};
  }
  return targets_[{resource, reference}] = target;
}

const Cell* Compiler::Member(const Cell& object, std::string_view name) {
  if (object.size < kWide) return object.Find(name);
  auto& index = wide_[&object];
  if (index.empty()) {
    for (const auto& [key, value] : document::Members(object)) index.emplace(key.view(), &value);
  }
  const auto found = index.find(name);
  return found == index.end() ? nullptr : found->second;
}

Compiler::Target Compiler::Walk(std::uint32_t resource, std::string_view fragment, std::string_view reference,
                                const Cell& at, std::uint32_t schema) {
  const auto pointer = JsonPointer::Parse(PercentDecode(fragment));
  if (!pointer) throw Fail(schema, at, fmt::format("the reference '{}' is not a place in a schema", reference));
  Target here = {out_.resources[resource]->root, resource};
  for (const std::string& token : pointer->tokens()) {
    const Cell* next = nullptr;
    std::vector<std::string> names;
    if (here.cell->IsObject()) {
      next = Member(*here.cell, token);
      if (next == nullptr) {
        for (const auto& [key, value] : document::Members(*here.cell)) names.emplace_back(key.view());
      }
    } else if (const auto index = ArrayIndex(token)) {
      next = here.cell->Item(*index);
    }
    if (next == nullptr) {
      throw Fail(schema, at,
                 fmt::format("refers to '{}', where the schema has nothing{}", reference, DidYouMean(token, names)));
    }
    here.cell = next;
    const auto root = resource_roots_.find(next);
    if (root != resource_roots_.end()) here.resource = root->second;
  }
  if (!here.cell->IsObject() && !here.cell->IsBoolean()) {
    throw Fail(schema, at, fmt::format("refers to '{}', which is no schema but {}", reference, Describe(*here.cell)));
  }
  return here;
}

}  // namespace plumbline::schema

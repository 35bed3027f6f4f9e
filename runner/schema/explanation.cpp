#include "schema/explanation.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/fresh_stack.h"
#include "schema/verdict.h"

namespace plumbline::schema {

using document::Cell;

namespace {

// Bounds of one evaluation. Instances are at most 10,000 levels deep, and a level seldom takes more than a few frames.
constexpr std::size_t kMostFrames = 200'000;
constexpr std::size_t kFramesOfAStack = 400;
constexpr std::size_t kStepsBeforeRemembering = 500;
constexpr std::size_t kStepsBeforeRememberingScalars = 50'000;
constexpr std::size_t kStepsBetweenLooks = 1024;  // at the flag that stops
constexpr std::size_t kPointersBeforeATable = 64;
constexpr std::size_t kMostWeighed = 1'000'000;
constexpr std::size_t kMostSteps = 50'000'000;
// What is said, in tokens of locations: alternatives that recur are explained again and again, most of it for nothing.
constexpr std::size_t kMostSaid = 20'000'000;

}  // namespace

Explanation::Explanation(const Compiled& compiled, Mode mode, VerdictPass* pass, std::size_t most)
    : compiled_(compiled), mode_(mode), pass_(pass), most_(most) {}

bool Explanation::Run(std::uint32_t schema, const Cell& instance, std::vector<std::uint32_t> scopes) {
  scopes_ = std::move(scopes);
  unit_ = &root_unit_;
  return Judge(schema, instance, nullptr);
}

bool Explanation::Judge(std::uint32_t schema, const Cell& instance, Evaluated* wanted) {
  if (++depth_ > kMostFrames || ++steps_ > kMostSteps) {
    if (problem_.empty()) {
      problem_ = depth_ > kMostFrames ? fmt::format("the schema recurs more than {} times on one way", kMostFrames)
                                      : fmt::format("the evaluation takes more than {} steps", kMostSteps);
    }
    --depth_;
    return false;
  }
  if (stop_ != nullptr && steps_ % kStepsBetweenLooks == 0 && stop_->load(std::memory_order_relaxed))
    problem_ = "interrupted";
  // A subschema that judges one instance again and again does so without end once every anchor has had its turn.
  if (frame_ != nullptr && frame_->instance == &instance &&
      frame_->in_place > compiled_.subschemas.size() * (compiled_.anchor_names.size() + 1)) {
    if (problem_.empty()) problem_ = "the schema refers to itself without end";
    --depth_;
    return false;
  }
  bool valid = false;
  if (depth_ % kFramesOfAStack == 0) {
    OnFreshStack([&] { valid = JudgeHere(schema, instance, wanted); }, problem_);
  } else if (weighs_ && steps_ > kStepsBeforeRemembering && wanted == nullptr && !compiled_.dynamic && !of_name_ &&
             (instance.IsArray() || instance.IsObject() || steps_ > kStepsBeforeRememberingScalars)) {
    valid = JudgeWeighing(schema, instance);
  } else {
    valid = JudgeHere(schema, instance, wanted);
  }
  --depth_;
  return valid;
}

bool Explanation::JudgeWeighing(std::uint32_t schema, const Cell& instance) {
  const WeighedKey key{schema, &instance};
  const auto known = weighed_.find(key);
  if (known != weighed_.end()) {
    slights_.insert(slights_.end(), known->second.slights.begin(), known->second.slights.end());
    return known->second.valid;
  }
  const auto before = static_cast<std::ptrdiff_t>(slights_.size());
  const std::size_t undecided = undecided_count_;
  const bool valid = JudgeHere(schema, instance, nullptr);
  if (problem_.empty() && undecided == undecided_count_ && !full_ && weighed_.size() < kMostWeighed)
    weighed_.emplace(key, Weighed{valid, {slights_.begin() + before, slights_.end()}});
  return valid;
}

bool Explanation::JudgeHere(std::uint32_t id, const Cell& instance, Evaluated* wanted) {
  const Subschema& schema = compiled_.subschemas[id];
  if (schema.problem != kNone) return MeetUndecided(schema);
  Frame frame;
  frame.schema = &schema;
  frame.instance = &instance;
  if (frame_ != nullptr && frame_->instance == &instance) frame.in_place = frame_->in_place + 1;
  Frame* const outer = std::exchange(frame_, &frame);
  const bool enters = compiled_.dynamic && (scopes_.empty() || scopes_.back() != schema.resource);
  if (enters) scopes_.push_back(schema.resource);
  if (mode_ == Mode::kUnits) FillLocations(*unit_, schema, *schema.cell);

  if (schema.cell->Is(document::CellKind::kFalse)) {
    Fail([&] { return Fault{"is not allowed", "nothing", Describe(instance)}; });
  }
  const Keyword* const begin = compiled_.KeywordsBegin(schema);
  const Keyword* const end = compiled_.KeywordsEnd(schema);
  const unsigned kind = 1u << instance.kind_index();
  if (compiled_.tracks && (instance.IsArray() || instance.IsObject())) {
    bool asks = wanted != nullptr;
    for (const Keyword* k = begin; k != end; ++k) asks |= k->row->late && (k->row->kinds & kind) != 0;
    if (asks) frame.evaluated.emplace(instance);
  }
  const std::size_t undecided = undecided_count_;
  for (const bool late : {false, true}) {
    if (late && undecided != undecided_count_) break;  // what was evaluated is not known
    for (const Keyword* k = begin; k != end && !Done(); ++k) {
      if (k->row->late == late && (k->row->kinds & kind) != 0) JudgeKeyword(*k);
    }
  }
  if (mode_ == Mode::kUnits) {
    AnnotateRest(schema, instance);
    unit_->valid = frame.valid;
  }
  if (enters) scopes_.pop_back();
  frame_ = outer;
  if (frame.valid && wanted != nullptr && frame.evaluated) wanted->Merge(*frame.evaluated);
  return frame.valid;
}

// The schema counts as one that accepts everything, which leaves the violations of others as certain as they are; but
// not where a keyword weighs the outcomes of its parts.
bool Explanation::MeetUndecided(const Subschema& schema) {
  ++undecided_count_;
  if (undecided_.empty()) undecided_ = compiled_.ProblemOf(schema);
  if (mode_ == Mode::kVerdict && problem_.empty()) problem_ = undecided_;
  return mode_ != Mode::kVerdict;
}

void Explanation::JudgeKeyword(const Keyword& keyword) {
  switch (keyword.row->lowering) {
    case Lowering::kNot:
    case Lowering::kAnyOf:
    case Lowering::kOneOf:
    case Lowering::kIf:
    case Lowering::kContains:
    case Lowering::kPropertyNames:
    case Lowering::kUnevaluatedItems:
    case Lowering::kUnevaluatedProperties:
      if (!compiled_.problems.empty()) return JudgeWeighed(keyword);
      break;
    default:
      break;
  }
  JudgeOne(keyword);
}

// Takes back what a keyword said where one of the outcomes that it weighed is not known.
void Explanation::JudgeWeighed(const Keyword& keyword) {
  const std::size_t undecided = undecided_count_, violations = violations_.size(), slights = slights_.size();
  const bool valid = frame_->valid, cascades = frame_->cascades;
  JudgeOne(keyword);
  if (undecided == undecided_count_) return;
  violations_.erase(violations_.begin() + static_cast<std::ptrdiff_t>(violations), violations_.end());
  slights_.erase(slights_.begin() + static_cast<std::ptrdiff_t>(slights), slights_.end());
  frame_->valid = valid;
  frame_->cascades = cascades;
}

void Explanation::JudgeOne(const Keyword& keyword) {
  frame_->keyword = &keyword;
  if (mode_ == Mode::kVerdict) return keyword.row->explain(keyword, *this);
  way_.push_back(*keyword.key);
  if (mode_ == Mode::kErrors) {
    keyword.row->explain(keyword, *this);
  } else {
    Unit unit;
    FillLocations(unit, *frame_->schema, *keyword.key);
    Unit* const outer = std::exchange(unit_, &unit);
    const bool valid = std::exchange(frame_->valid, true);
    keyword.row->explain(keyword, *this);
    unit.valid = frame_->valid;
    if (unit.valid && keyword.row->annotates && !unit.annotation) unit.annotation = document::WriteJson(keyword.key[1]);
    frame_->valid = valid && unit.valid;
    unit_ = outer;
    unit_->children.push_back(std::move(unit));
  }
  way_.pop_back();
}

// Keywords that assert nothing annotate: those of the meta-data and content vocabularies, and those that nobody knows
// (core 6.5).
void Explanation::AnnotateRest(const Subschema& schema, const Cell& instance) {
  if (!schema.cell->IsObject()) return;
  const Dialect& dialect = *compiled_.resources[schema.resource]->dialect;
  if (dialect.id <= DialectId::kDraft7 && schema.cell->Find("$ref") != nullptr) return;
  for (const auto& [key, value] : document::Members(*schema.cell)) {
    const KeywordRow* row = FindKeyword(key, dialect);
    if (row != nullptr && (!row->annotates || (row->kinds & (1u << instance.kind_index())) == 0)) continue;
    if (row != nullptr && row->explain != nullptr) {
      const bool compiled = std::any_of(compiled_.KeywordsBegin(schema), compiled_.KeywordsEnd(schema),
                                        [key = &key](const Keyword& k) { return k.key == key; });
      if (compiled) continue;
    }
    if (key.view() == "contentSchema" && schema.cell->Find("contentMediaType") == nullptr) continue;
    way_.push_back(key);
    Unit unit;
    FillLocations(unit, schema, key);
    unit.annotation = document::WriteJson(value);
    unit_->children.push_back(std::move(unit));
    way_.pop_back();
  }
}

const Keyword* Explanation::Sibling(Lowering lowering) const {
  for (const Keyword* k = compiled_.KeywordsBegin(*frame_->schema); k != compiled_.KeywordsEnd(*frame_->schema); ++k) {
    if (k->row->lowering == lowering) return k;
  }
  return nullptr;
}

bool Explanation::NeedsNoExplaining(std::uint32_t schema, const Cell& instance, const Evaluated* wanted) {
  return mode_ != Mode::kUnits && pass_ != nullptr && wanted == nullptr && !compiled_.dynamic &&
         pass_->Accepts(schema, instance);
}

// Judges a value by a subschema that `way` leads to; its unit becomes a child of the current one.
bool Explanation::JudgeAlong(std::initializer_list<Token> way, const Cell& value, std::uint32_t schema,
                             Evaluated* wanted) {
  if (mode_ == Mode::kVerdict) return Judge(schema, value, wanted);
  way_.insert(way_.end(), way.begin(), way.end());
  std::optional<Unit> unit;
  Unit* const outer = unit_;
  if (mode_ == Mode::kUnits) unit_ = &unit.emplace();
  const bool fits = Judge(schema, value, wanted);
  unit_ = outer;
  if (unit) unit_->children.push_back(std::move(*unit));
  way_.erase(way_.end() - static_cast<std::ptrdiff_t>(way.size()), way_.end());
  return fits;
}

bool Explanation::Apply(std::uint32_t schema, std::initializer_list<Token> way) {
  Frame& frame = *frame_;
  if (NeedsNoExplaining(schema, *frame.instance, evaluated())) return true;
  const bool fits = JudgeAlong(way, *frame.instance, schema, evaluated());
  frame.valid &= fits;
  frame.cascades |= !fits;
  return fits;
}

bool Explanation::ApplyChosen(std::uint32_t schema, std::initializer_list<Token> way, std::string choice) {
  std::swap(choice_, choice);
  const bool fits = Apply(schema, way);
  std::swap(choice_, choice);
  return fits;
}

void Explanation::ApplyBeside(std::string_view keyword, std::uint32_t schema) {
  if (mode_ == Mode::kVerdict) {
    Apply(schema);
    return;
  }
  const Token own = way_.back();
  way_.back() = Token(keyword);
  Apply(schema);
  way_.back() = own;
}

bool Explanation::ApplyTo(Token place, const Cell& value, std::uint32_t schema, std::initializer_list<Token> way) {
  Frame& frame = *frame_;
  if (NeedsNoExplaining(schema, value, nullptr)) return true;
  place_.push_back(place);
  const bool fits = JudgeAlong(way, value, schema, nullptr);
  place_.pop_back();
  frame.valid &= fits;
  return fits;
}

Explanation::Attempt Explanation::TryAt(const Cell& value, std::uint32_t schema, Evaluated* wanted,
                                        std::initializer_list<Token> way) {
  if (NeedsNoExplaining(schema, value, wanted)) return {true, {}, {}};
  Attempt attempt;
  std::vector<Violation> kept = std::exchange(violations_, {});
  std::vector<Slight> kept_slights = std::exchange(slights_, {});
  attempt.valid = JudgeAlong(way, value, schema, wanted);
  attempt.violations = std::exchange(violations_, std::move(kept));
  attempt.slights = std::exchange(slights_, std::move(kept_slights));
  full_ = false;
  return attempt;
}

Explanation::Attempt Explanation::Try(std::uint32_t schema, std::initializer_list<Token> way) {
  return TryAt(*frame_->instance, schema, evaluated(), way);
}

Explanation::Attempt Explanation::TryWeighing(std::uint32_t schema, std::initializer_list<Token> way) {
  if (hurries_ && pass_ != nullptr && !compiled_.dynamic && evaluated() == nullptr) {
    const bool valid = pass_->Accepts(schema, *frame_->instance);
    // What cannot be compiled is no reason to refuse; it is met again below.
    if (valid || pass_->problem().empty() || compiled_.problems.empty()) return {valid, {}, {}};
  }
  const bool outer = std::exchange(weighs_, true);
  Attempt attempt = Try(schema, way);
  weighs_ = outer;
  return attempt;
}

void Explanation::Report(const std::vector<Slight>& slights) {
  if (!slights.empty()) frame_->valid = false, frame_->cascades = true;
  const std::size_t left = most_ - std::min(most_, slights_.size());
  slights_.insert(slights_.end(), slights.begin(),
                  slights.begin() + static_cast<std::ptrdiff_t>(std::min(left, slights.size())));
  full_ |= left < slights.size();
}

void Explanation::Weigh() {
  if (slights_.size() >= most_) {
    full_ = true;
    return;
  }
  const std::string_view name = frame_->keyword == nullptr ? "" : frame_->keyword->key->view();
  slights_.push_back({static_cast<std::uint32_t>(place_.size()), name.empty() || name == "type",
                      name == "const" || name == "enum", frame_->instance});
}

Explanation::Attempt Explanation::TryOn(Token place, const Cell& value, std::uint32_t schema,
                                        std::initializer_list<Token> way) {
  place_.push_back(place);
  Attempt attempt = TryAt(value, schema, nullptr, way);
  place_.pop_back();
  return attempt;
}

// Annotations of a name are not annotations of a value: their units stay out.
Explanation::Attempt Explanation::TryName(const Cell& key, std::uint32_t schema) {
  Cell name = key;
  name.tag &= ~Cell::kHashBits;
  Unit aside;
  Unit* const outer = std::exchange(unit_, &aside);
  VerdictPass* const pass =
      std::exchange(pass_, nullptr);  // it remembers cells by their address, and this one is a copy
  const bool outer_name = std::exchange(of_name_, true);
  Attempt attempt = TryAt(name, schema, nullptr, {});
  of_name_ = outer_name;
  pass_ = pass;
  unit_ = outer;
  return attempt;
}

void Explanation::Report(std::vector<Violation> violations) {
  if (!violations.empty()) frame_->valid = false, frame_->cascades = true;
  for (Violation& violation : violations) {
    if (violations_.size() >= most_) {
      full_ = true;
      return;
    }
    violations_.push_back(std::move(violation));
  }
}

void Explanation::Annotate(std::string json) { unit_->annotation = std::move(json); }

// The tape's own search is linear in the width of what is passed: fine for a few.
JsonPointer Explanation::PointerTo(std::uint32_t document, const Cell& cell) {
  const document::Tape& tape = compiled_.documents[document].flat->tape();
  if (++pointers_asked_ < kPointersBeforeATable) return tape.PointerTo(cell);
  return pointers_.try_emplace(document, tape).first->second.To(cell);
}

void Explanation::CountSaid() {
  said_ += way_.size() + place_.size() + 8;
  if (said_ > kMostSaid && problem_.empty())
    problem_ = fmt::format("the explanation is longer than {} names", kMostSaid);
}

JsonPointer Explanation::Location(const std::vector<Token>& tokens) const {
  std::vector<std::string> names;
  names.reserve(tokens.size());
  for (const Token& token : tokens) names.push_back(token.ToString());
  return JsonPointer(std::move(names));
}

void Explanation::Record(Fault fault) {
  if (mode_ == Mode::kUnits) unit_->error = fault.message;
  CountSaid();
  if (violations_.size() >= most_) {
    full_ = true;
    return;
  }
  const Keyword* keyword = frame_->keyword;
  const Subschema& schema = *frame_->schema;
  const bool whole = keyword == nullptr;  // the schema `false`
  Violation violation;
  violation.keyword = whole ? "" : std::string(keyword->key->view());
  violation.instance_location = Location(place_);
  violation.keyword_location = Location(way_);
  violation.schema_location = PointerTo(schema.document, whole ? *schema.cell : *keyword->key);
  violation.detail_location =
      fault.detail.empty() ? violation.schema_location : violation.schema_location / fault.detail;
  violation.message = std::move(fault.message);
  violation.expected = std::move(fault.expected);
  violation.observed = std::move(fault.observed);
  violation.member = std::move(fault.member);
  violation.choice = choice_;
  for (const std::size_t item : fault.items) violation.related.push_back(violation.instance_location / item);
  if (schema.document != 0) violation.document = compiled_.documents[schema.document].uri;
  violations_.push_back(std::move(violation));
}

void Explanation::FillLocations(Unit& unit, const Subschema& schema, const Cell& at) {
  CountSaid();
  const Resource& resource = *compiled_.resources[schema.resource];
  const std::size_t above = PointerTo(schema.document, *resource.root).tokens().size();
  const JsonPointer pointer = PointerTo(schema.document, at);
  const JsonPointer below(std::vector<std::string>(
      pointer.tokens().begin() + static_cast<std::ptrdiff_t>(std::min(above, pointer.tokens().size())),
      pointer.tokens().end()));
  unit.keyword_location = Location(way_);
  unit.absolute_keyword_location = resource.uri + '#' + below.ToFragment();
  unit.schema_location = pointer;
  unit.instance_location = Location(place_);
}

}  // namespace plumbline::schema

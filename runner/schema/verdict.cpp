#include "schema/verdict.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/fresh_stack.h"
#include "base/text.h"
#include "schema/explanation.h"
#include "schema/number_limit.h"
#include "schema/type_set.h"
#include "schema/unique_items.h"

namespace plumbline::schema {

using document::Cell;

namespace {

constexpr std::uint32_t kMostFrames = 200'000;
constexpr std::uint32_t kFramesOfTheFirstStack = 1000;  // the caller's, of unknown size
constexpr std::uint32_t kFramesOfAStack =
    6'000;  // of kFreshStack bytes: 11 kB each, ten times what the largest takes, and enough for a sanitizer
static_assert(kFramesOfAStack % kFramesOfTheFirstStack == 0);
constexpr std::uint64_t kStepsBeforeRemembering = 1'000'000;
constexpr std::uint64_t kMostSteps = 1'000'000'000;
constexpr std::size_t kMostRemembered = 4'000'000;

inline const PropertyEntry* FindEntry(const PropertyEntry* table, std::uint32_t mask, const Cell& key) {
  const std::uint32_t hash = key.hash();
  for (std::uint32_t slot = hash >> 4;; ++slot) {
    const PropertyEntry& entry = table[slot & mask];
    if (entry.hash == hash && entry.size == key.size && document::EqualBytes(entry.text, key.text, key.size))
      return &entry;
    if (entry.text == nullptr) return nullptr;
  }
}

// An order among those that a limit allows: 1 less, 2 equal, 4 greater.
inline unsigned OrderBit(std::strong_ordering order) { return order < 0 ? 1 : order > 0 ? 4 : 2; }

const Cell* FindByHash(const Cell& object, std::string_view name, std::uint32_t hash) {
  const Cell* at = object.First();
  for (std::uint32_t i = 0; i < object.size; ++i) {
    if (at->hash() == hash && at->size == name.size() && document::EqualBytes(at->text, name.data(), name.size()))
      return at + 1;
    at = at[1].Next();
  }
  return nullptr;
}

}  // namespace

Verdict VerdictPass::Judge(const Cell& instance, Entry entry) {
  problem_.clear();
  steps_ = 0;
  depth_ = 0;
  stack_ends_ = kFramesOfTheFirstStack;
  if (remembers_) {
    remembers_ = false;
    verdicts_.clear();
    remembered_ = 0;
  }
  const bool valid = Check(static_cast<std::uint32_t>(entry), instance);
  if (!problem_.empty()) return Verdict::kUndecided;
  return valid ? Verdict::kValid : Verdict::kInvalid;
}

bool VerdictPass::Accepts(std::uint32_t schema, const Cell& value) {
  if (compiled_.dynamic) return false;
  problem_.clear();  // of a part that was judged before
  const bool valid = Check(schema, value);
  if (problem_.empty()) return valid;
  return false;
}

bool VerdictPass::Run(Code code, const Cell& value) {
  if (++depth_ % kFramesOfTheFirstStack == 0 || ++steps_ > kStepsBeforeRemembering) [[unlikely]] {
    const bool valid = RunGuarded(code, value);
    --depth_;
    return valid;
  }
  const Instruction& first = compiled_.instructions[code];
  const bool alone = first.op == Op::kObject && first.small == 1;
  const bool valid = alone ? WalkObject(compiled_.plans[first.a], value) : RunHere(code, value);
  --depth_;
  return valid;
}

bool VerdictPass::RunGuarded(Code code, const Cell& value) {
  if (depth_ > kMostFrames) {
    problem_ = fmt::format("the schema recurs more than {} times on one way", kMostFrames);
  } else if (steps_ > kMostSteps) {
    problem_ = fmt::format("the evaluation takes more than {} steps", kMostSteps);
  } else if (stop_ != nullptr && stop_->load(std::memory_order_relaxed)) {
    problem_ = "interrupted";
  }
  if (!problem_.empty()) return false;
  if (steps_ > kStepsBeforeRemembering && !compiled_.dynamic) remembers_ = true;
  if (depth_ < stack_ends_) return Remembered(code, value);
  bool valid = false;
  const std::uint32_t outer = std::exchange(stack_ends_, depth_ + kFramesOfAStack);
  OnFreshStack([&] { valid = Remembered(code, value); }, problem_);
  stack_ends_ = outer;
  return valid;
}

bool VerdictPass::Remembered(Code code, const Cell& value) {
  if (!remembers_ || names_ > 0) return RunHere(code, value);
  if (remembered_ > kMostRemembered) {
    verdicts_.clear();
    remembered_ = 0;
  }
  const auto of_code = verdicts_.find(code);
  if (of_code != verdicts_.end()) {
    const auto known = of_code->second.find(&value);
    if (known != of_code->second.end()) return known->second;
  }
  const bool valid = RunHere(code, value);
  if (problem_.empty()) {
    verdicts_[code][&value] = valid;
    ++remembered_;
  }
  return valid;
}

// The operations that look at nothing below the value.
inline bool VerdictPass::LeafHolds(const Instruction& at, const Cell& value) const {
  switch (at.op) {
    case Op::kWhole:
      return IsWhole(value);
    case Op::kNumberLimit: {
      if (at.medium == 1 && IsSmallInteger(value)) {
        const auto limit = static_cast<std::int64_t>(static_cast<std::uint64_t>(at.c) << 32 | at.b);
        return (at.small & OrderBit(SmallInteger(value) <=> limit)) != 0;
      }
      return (at.small & OrderBit(Compare(value, compiled_.numbers[at.a]))) != 0;
    }
    case Op::kMultipleOf:
      return IsMultiple(value, compiled_.numbers[at.a]);
    case Op::kLength: {
      // Bytes bound code points: a code point takes one to four.
      if (value.size < at.a) return false;
      if (value.size <= at.b && (at.a <= 1 || value.size / 4 >= at.a)) return true;
      const std::size_t length = CodePointCount(value.view());
      return length >= at.a && length <= at.b;
    }
    case Op::kStringSet:
      return compiled_.string_sets[at.a].Find(value.view()) != kNone;
    case Op::kItemCount:
      return value.size >= at.a && value.size <= at.b;
    default:
      __builtin_unreachable();
  }
}

bool VerdictPass::RunLeaf(Code code, const Cell& value) const {
  for (const Instruction* at = compiled_.instructions.data() + code; at->op != Op::kAccept; ++at) {
    if (!LeafHolds(*at, value)) return false;
  }
  return true;
}

bool VerdictPass::RunHere(Code code, const Cell& value) {
  for (const Instruction* at = compiled_.instructions.data() + code;; ++at) {
    switch (at->op) {
      case Op::kAccept:
        return true;
      case Op::kReject:
        return false;
      case Op::kWhole:
      case Op::kNumberLimit:
      case Op::kMultipleOf:
      case Op::kLength:
      case Op::kStringSet:
      case Op::kItemCount:
        if (!LeafHolds(*at, value)) return false;
        break;
      case Op::kPattern:
        if (!Matches(compiled_.patterns[at->a], value.view(), problem_)) return false;
        break;
      case Op::kFormat:
        if (Formats()[at->a].check(value.view()).broken()) return false;
        break;
      case Op::kEnum: {
        bool found = false;
        for (std::uint32_t i = at->a; i < at->a + at->b && !found; ++i)
          found = document::Equal(*compiled_.cells[i], value);
        if (!found) return false;
        break;
      }
      case Op::kPrefixItems: {
        const Cell* item = value.First();
        for (std::uint32_t i = 0; i < at->b && i < value.size; ++i, item = item->Next()) {
          if (!Check(compiled_.schema_lists[at->a + i], *item)) return false;
        }
        break;
      }
      case Op::kItems: {
        const Block& block = compiled_.blocks[at->a];
        const Cell* item = value.First();
        for (std::uint32_t i = 0; i < value.size; ++i, item = item->Next()) {
          if (i < at->b) continue;
          const Code own = block[item->kind_index()];
          if (own == kAcceptCode) continue;
          if (own == kRejectCode || !Go(own, *item)) return false;
        }
        break;
      }
      case Op::kContains:
        if (!Contains(*at, value)) return false;
        break;
      case Op::kUniqueItems:
        if (FindEqualItems(value)) return false;
        break;
      case Op::kObject:
        if (!WalkObject(compiled_.plans[at->a], value)) return false;
        break;
      case Op::kDependentRequired: {
        const std::uint32_t* row = compiled_.schema_lists.data() + at->a;
        for (std::uint32_t i = 0; i < at->b; ++i, row += 3) {
          if (value.Find(compiled_.cells[row[0]]->view()) == nullptr) continue;
          for (std::uint32_t k = row[1]; k < row[1] + row[2]; ++k) {
            if (value.Find(compiled_.cells[k]->view()) == nullptr) return false;
          }
        }
        break;
      }
      case Op::kDependentSchema:
        if (value.Find(compiled_.named[at->a].key->view()) != nullptr && !Check(compiled_.named[at->a].schema, value))
          return false;
        break;
      case Op::kCall:
        if (!Check(at->a, value)) return false;
        break;
      case Op::kAnyOf:
        if (!AnyOf(compiled_.choices[at->a], value)) return false;
        break;
      case Op::kOneOf:
        if (!OneOf(compiled_.choices[at->a], value)) return false;
        break;
      case Op::kNot:
        if (Check(at->a, value) || !problem_.empty()) return false;
        break;
      case Op::kIf: {
        const std::uint32_t chosen = Check(at->a, value) ? at->b : at->c;
        if (!problem_.empty()) return false;
        if (chosen != kNone && !Check(chosen, value)) return false;
        break;
      }
      case Op::kDiscriminate: {
        const Tag& tag = compiled_.tags[at->a];
        const Cell* member = FindByHash(value, tag.property, tag.hash);
        if (member == nullptr || !member->IsString()) return false;
        const std::uint32_t chosen = tag.values.Find(member->view());
        if (chosen == kNone || !Check(chosen, value)) return false;
        break;
      }
      case Op::kDynamic:
        if (!Check(DynamicTarget(compiled_, scopes_, at->a, at->b), value)) return false;
        break;
      case Op::kScope: {
        const bool enters = scopes_.empty() || scopes_.back() != at->a;
        if (!enters) break;
        scopes_.push_back(at->a);
        // Counted as a frame of its own, since it takes as much of the stack as one.
        const bool valid = Run(static_cast<Code>(at + 1 - compiled_.instructions.data()), value);
        scopes_.pop_back();
        return valid;
      }
      case Op::kUnevaluated:
        if (!Unevaluated(compiled_.unevaluated[at->a], value)) return false;
        break;
      case Op::kPlain:
        if (!AskPlain(at->a, value)) return false;
        break;
      case Op::kUndecided:
        problem_ = compiled_.ProblemOf(compiled_.subschemas[at->a]);
        return false;
    }
  }
}

bool VerdictPass::WalkObject(const ObjectPlan& plan, const Cell& object) {
  if (object.size < plan.least || object.size > plan.most) return false;
  switch (plan.shape) {
    case ObjectPlan::Shape::kOpen:
      return WalkMembers<ObjectPlan::Shape::kOpen>(plan, object);
    case ObjectPlan::Shape::kClosed:
      return WalkMembers<ObjectPlan::Shape::kClosed>(plan, object);
    case ObjectPlan::Shape::kOther:
      return WalkMembers<ObjectPlan::Shape::kOther>(plan, object);
  }
  return false;
}

template <ObjectPlan::Shape kShape>
bool VerdictPass::WalkMembers(const ObjectPlan& plan, const Cell& object) {
  using enum ObjectPlan::Shape;
  std::uint64_t seen = 0;
  if (kShape != kOpen || plan.has_table) {
    const PropertyEntry* const table = compiled_.entries.data() + plan.table;
    const Cell* key = object.First();
    for (std::uint32_t left = object.size; left > 0; --left) {
      const Cell& value = key[1];
      const PropertyEntry* const entry =
          kShape != kOther || plan.has_table ? FindEntry(table, plan.mask, *key) : nullptr;
      if (entry != nullptr) {
        seen |= entry->bit;
        if ((entry->accepts >> value.kind_index() & 1) == 0 && !Check(entry->schema, value)) return false;
      }
      if (kShape == kClosed && (entry == nullptr || !entry->declared)) return false;
      if (kShape == kOther && !CheckRest(plan, *key, value, entry != nullptr && entry->declared)) return false;
      key = value.Next();
    }
  }
  if (plan.required == 0) return true;
  if (plan.required <= 64) return seen == ~std::uint64_t{0} >> (64 - plan.required);
  return HasRequired(plan, object);
}

// More names than the bits of a word.
bool VerdictPass::HasRequired(const ObjectPlan& plan, const Cell& object) const {
  const PropertyEntry* const table = compiled_.entries.data() + plan.table;
  std::uint32_t missing = plan.required;
  for (const auto& [key, value] : document::Members(object)) {
    const PropertyEntry* const entry = FindEntry(table, plan.mask, key);
    if (entry != nullptr && entry->required) --missing;  // keys are unique
  }
  return missing == 0;
}

// What is judged of a member beside its entry in the table.
inline bool VerdictPass::CheckRest(const ObjectPlan& plan, const Cell& key, const Cell& value, bool declared) {
  for (std::uint32_t k = 0; k < plan.patterns; ++k) {
    const PatternSchema& row = compiled_.plan_patterns[plan.first_pattern + k];
    if (!Matches(row.pattern, key.view(), problem_)) continue;
    declared = true;
    if (row.schema != kNone && !Check(row.schema, value)) return false;
  }
  if (!declared && plan.additional != kNone && !Check(plan.additional, value)) return false;
  if (plan.names != kNone) {
    Cell name = key;
    name.tag &= ~Cell::kHashBits;
    ++names_;
    const bool valid = Check(plan.names, name);
    --names_;
    if (!valid) return false;
  }
  return true;
}

VerdictPass::Candidates VerdictPass::Alternatives(const Choice& choice, const Cell& value) const {
  if (choice.tag == kNone) return {compiled_.words.data() + choice.first, choice.count};
  const Tag& tag = compiled_.tags[choice.tag];
  const Cell* member = FindByHash(value, tag.property, tag.hash);
  std::uint32_t list = 0;
  if (member == nullptr) {
    list = 1;
  } else if (member->IsString()) {
    const std::uint32_t found = tag.values.Find(member->view());
    if (found != kNone) list = found;
  }
  return {tag.lists[list].data(), tag.lists[list].size()};
}

bool VerdictPass::AnyOf(const Choice& choice, const Cell& value) {
  const Candidates candidates = Alternatives(choice, value);
  for (std::size_t i = 0; i < candidates.count; ++i) {
    if (Check(candidates.first[i], value)) return true;
    if (!problem_.empty()) return false;
  }
  return false;
}

bool VerdictPass::OneOf(const Choice& choice, const Cell& value) {
  const Candidates candidates = Alternatives(choice, value);
  std::uint32_t fitting = choice.base;
  for (std::size_t i = 0; i < candidates.count; ++i) {
    if (Check(candidates.first[i], value) && ++fitting > 1) return false;
    if (!problem_.empty()) return false;
  }
  return fitting == 1;
}

bool VerdictPass::Contains(const Instruction& instruction, const Cell& array) {
  std::uint32_t found = 0;
  if (found >= instruction.b && instruction.c == kNone) return true;
  for (const Cell& item : document::Items(array)) {
    if (Check(instruction.a, item)) {
      ++found;
      if (found > instruction.c) return false;
      if (found >= instruction.b && instruction.c == kNone) return true;
    }
    if (!problem_.empty()) return false;
  }
  return found >= instruction.b;
}

bool VerdictPass::Unevaluated(const UnevaluatedPlan& plan, const Cell& value) {
  std::uint64_t valid = 1;
  for (std::size_t i = 1; i < plan.conditions.size(); ++i) {
    const UnevaluatedPlan::Condition& condition = plan.conditions[i];
    if ((valid >> condition.parent & 1) == 0) continue;
    bool holds = false;
    switch (condition.test) {
      case UnevaluatedPlan::Test::kAlways:
        holds = true;
        break;
      case UnevaluatedPlan::Test::kFits:
        holds = Check(condition.subject, value);
        break;
      case UnevaluatedPlan::Test::kFails:
        holds = !Check(condition.subject, value);
        break;
      case UnevaluatedPlan::Test::kHas:
        holds = value.Find(compiled_.named[condition.subject].key->view()) != nullptr;
        break;
    }
    if (!problem_.empty()) return false;
    if (holds) valid |= std::uint64_t{1} << i;
  }
  if ((plan.all & valid) != 0) return true;
  if (plan.items) {
    std::uint32_t prefix = 0;
    for (std::size_t i = 0; i < plan.prefixes.size(); ++i) {
      if ((valid >> i & 1) != 0) prefix = std::max(prefix, plan.prefixes[i]);
    }
    const Cell* item = value.First();
    for (std::uint32_t i = 0; i < value.size; ++i, item = item->Next()) {
      if (i < prefix) continue;
      bool evaluated = false;
      for (const auto& [schema, mask] : plan.contains)
        evaluated = evaluated || ((mask & valid) != 0 && Check(schema, *item));
      if (!evaluated && !Check(plan.schema, *item)) return false;
    }
    return problem_.empty();
  }
  for (const auto& [key, member] : document::Members(value)) {
    const std::uint32_t name = plan.names.Find(key.view(), key.hash());
    bool evaluated = name != kNone && (plan.masks[name] & valid) != 0;
    for (const auto& [pattern, mask] : plan.patterns)
      evaluated = evaluated || ((mask & valid) != 0 && Matches(pattern, key.view(), problem_));
    if (!evaluated && !Check(plan.schema, member)) return false;
  }
  return problem_.empty();
}

bool VerdictPass::AskPlain(std::uint32_t schema, const Cell& value) {
  Explanation explanation(compiled_, Explanation::Mode::kVerdict, compiled_.dynamic ? nullptr : this);
  explanation.StopOn(stop_);
  const bool valid = explanation.Run(schema, value, scopes_);
  if (!explanation.problem().empty()) problem_ = explanation.problem();
  return valid && problem_.empty();
}

void StringTable::Build(const std::vector<std::pair<std::string_view, std::uint32_t>>& rows) {
  std::size_t size = 2;
  while (size < rows.size() * 2) size *= 2;
  slots.assign(size, {});
  for (const auto& [text, value] : rows) {
    const std::uint32_t hash = document::KeyHash(text);
    std::size_t i = (hash >> 4) & (size - 1);
    while (slots[i].value != kNone && slots[i].text != text) i = (i + 1) & (size - 1);
    if (slots[i].value == kNone) slots[i] = {text, hash, value};
  }
}

std::uint32_t StringTable::Find(std::string_view text) const { return Find(text, document::KeyHash(text)); }

std::uint32_t StringTable::Find(std::string_view text, std::uint32_t hash) const {
  for (std::size_t i = (hash >> 4) & (slots.size() - 1);; i = (i + 1) & (slots.size() - 1)) {
    const Slot& slot = slots[i];
    if (slot.value == kNone) return kNone;
    if (slot.hash == hash && slot.text.size() == text.size() &&
        document::EqualBytes(slot.text.data(), text.data(), text.size()))
      return slot.value;
  }
}

}  // namespace plumbline::schema

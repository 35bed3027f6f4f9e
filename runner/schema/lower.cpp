// Code for the verdict pass. Each subschema gets a list of instructions for each kind of instance, so that no
// instruction has to ask what it looks at, and what is decided by the kind alone is decided here: a list that rejects
// at once, alternatives of another kind that are never tried.
#include <algorithm>
#include <map>

#include "schema/compiler.h"
#include "schema/direction.h"
#include "schema/tags.h"
#include "schema/type_set.h"
#include "schema/unevaluated.h"

namespace plumbline::schema {

using document::Cell;
using document::CellKind;

namespace {

enum class Mark : char { kNew, kOpen, kDone };

class Lowerer {
 public:
  explicit Lowerer(Compiled& compiled)
      : out_(compiled), marks_(compiled.subschemas.size(), Mark::kNew), tags_(compiled) {
    out_.blocks.resize(out_.subschemas.size());
    out_.instructions = {{Op::kAccept}, {Op::kReject}};
  }

  void Run() {
    never_ = static_cast<std::uint32_t>(out_.blocks.size());
    out_.blocks.push_back({});
    out_.blocks.back().fill(kRejectCode);
    for (std::uint32_t id = 0; id < out_.subschemas.size(); ++id) Visit(id);
    for (ObjectPlan& plan : out_.plans) plan.shape = ShapeOf(plan);
    for (PropertyEntry& entry : out_.entries) entry.accepts = AcceptedKinds(entry.schema);
    for (Block& block : out_.blocks) {
      for (Code& code : block) {
        if (code > kRejectCode && IsLeaf(code)) code |= kLeafCode;
      }
    }
  }

 private:
  // Subschemas of the same instance come first, so that their codes are known.
  void Visit(std::uint32_t start) {
    if (marks_[start] != Mark::kNew) return;
    std::vector<std::pair<std::uint32_t, std::vector<std::uint32_t>>> stack;
    const auto open = [&](std::uint32_t id) {
      marks_[id] = Mark::kOpen;
      stack.emplace_back(id, InPlaceSchemas(out_, id));
    };
    open(start);
    while (!stack.empty()) {
      auto& [id, rest] = stack.back();
      if (rest.empty()) {
        LowerOne(id);
        marks_[id] = Mark::kDone;
        stack.pop_back();
        continue;
      }
      const std::uint32_t next = rest.back();
      rest.pop_back();
      if (marks_[next] == Mark::kNew) open(next);
    }
  }

  std::span<const Keyword> KeywordsOf(std::uint32_t id) const {
    return {out_.keywords.data() + out_.subschemas[id].first, out_.subschemas[id].count};
  }

  const Keyword* Find(std::uint32_t id, Lowering lowering) const {
    for (const Keyword& keyword : KeywordsOf(id)) {
      if (keyword.row->lowering == lowering) return &keyword;
    }
    return nullptr;
  }

  void LowerOne(std::uint32_t id) {
    const Cell& cell = *out_.subschemas[id].cell;
    Block block;
    block.fill(kAcceptCode);
    if (cell.Is(CellKind::kFalse)) block.fill(kRejectCode);
    if (out_.subschemas[id].problem != kNone) {
      block.fill(static_cast<Code>(out_.instructions.size()));
      out_.instructions.insert(out_.instructions.end(), {{Op::kUndecided, 0, 0, id}, {Op::kAccept}});
    }
    for (std::size_t kind = 0; kind < document::kCellKinds && out_.subschemas[id].count > 0; ++kind) {
      list_.clear();
      rejects_ = false;
      kind_ = static_cast<CellKind>(kind);
      LowerFor(id);
      if (rejects_) {
        block[kind] = kRejectCode;
      } else if (list_.empty()) {
        block[kind] = kAcceptCode;
      } else if (list_.size() == 1 && list_[0].op == Op::kCall && marks_[list_[0].a] == Mark::kDone && !out_.dynamic) {
        block[kind] = out_.blocks[list_[0].a][kind];
      } else {
        block[kind] = static_cast<Code>(out_.instructions.size());
        if (out_.dynamic) Emit(out_.instructions, {Op::kScope, 0, 0, out_.subschemas[id].resource});
        std::stable_sort(list_.begin(), list_.end(),
                         [](const Instruction& a, const Instruction& b) { return Cost(a.op) < Cost(b.op); });
        if (list_.size() == 1 && list_[0].op == Op::kObject) list_[0].small = 1;  // alone
        out_.instructions.insert(out_.instructions.end(), list_.begin(), list_.end());
        out_.instructions.push_back({Op::kAccept});
      }
    }
    out_.blocks[id] = block;
  }

  bool IsLeaf(Code code) const {
    for (const Instruction* at = out_.instructions.data() + code;; ++at) {
      switch (at->op) {
        case Op::kAccept:
          return true;
        case Op::kWhole:
        case Op::kNumberLimit:
        case Op::kMultipleOf:
        case Op::kLength:
        case Op::kStringSet:
        case Op::kItemCount:
          break;
        default:
          return false;
      }
    }
  }

  // The kinds of which a subschema accepts every instance, as bits.
  std::uint8_t AcceptedKinds(std::uint32_t id) const {
    unsigned kinds = 0;
    for (std::size_t kind = 0; kind < document::kCellKinds; ++kind)
      kinds |= (id == kNone || out_.blocks[id][kind] == kAcceptCode ? 1u : 0u) << kind;
    return static_cast<std::uint8_t>(kinds);
  }

  ObjectPlan::Shape ShapeOf(const ObjectPlan& plan) const {
    if (plan.patterns > 0 || plan.names != kNone || plan.required > 64) return ObjectPlan::Shape::kOther;
    if (plan.additional == kNone || AcceptedKinds(plan.additional) == 0xFF) return ObjectPlan::Shape::kOpen;
    const Block& block = out_.blocks[plan.additional];
    const bool closed =
        plan.has_table && std::all_of(block.begin(), block.end(), [](Code code) { return code == kRejectCode; });
    return closed ? ObjectPlan::Shape::kClosed : ObjectPlan::Shape::kOther;
  }

  static int Cost(Op op) {
    switch (op) {
      case Op::kWhole:
      case Op::kNumberLimit:
      case Op::kLength:
      case Op::kItemCount:
        return 0;
      case Op::kStringSet:
      case Op::kEnum:
      case Op::kMultipleOf:
        return 1;
      case Op::kFormat:
      case Op::kPattern:
      case Op::kDependentRequired:
        return 2;
      case Op::kObject:
        return 3;
      case Op::kItems:
      case Op::kPrefixItems:
      case Op::kContains:
      case Op::kUniqueItems:
        return 5;
      case Op::kUnevaluated:
        return 6;
      case Op::kUndecided:
        return 7;
      default:
        return 4;
    }
  }

  static void Emit(std::vector<Instruction>& list, Instruction instruction) { list.push_back(instruction); }
  void Emit(Op op, std::uint32_t a = 0, std::uint32_t b = 0, std::uint32_t c = 0, std::uint8_t small = 0) {
    list_.push_back({op, small, 0, a, b, c});
  }

  // `small`: the orders that are allowed, as bits: 1 less, 2 equal, 4 greater. `medium`: 1 where b and c hold the
  // limit.
  void EmitLimit(std::uint32_t number, std::uint8_t allowed) {
    const NumberLimit& limit = out_.numbers[number];
    const auto bits = static_cast<std::uint64_t>(limit.integer);
    list_.push_back({Op::kNumberLimit, allowed, limit.is_integer, number, static_cast<std::uint32_t>(bits),
                     static_cast<std::uint32_t>(bits >> 32)});
  }

  // The code of a subschema for this kind: kAcceptCode and kRejectCode are meant, everything else stands for "it
  // depends".
  Code CodeOf(std::uint32_t id) const {
    return marks_[id] == Mark::kDone ? out_.blocks[id][static_cast<std::size_t>(kind_)] : kNone;
  }

  void Call(std::uint32_t id) {
    const Code code = CodeOf(id);
    if (code == kRejectCode)
      rejects_ = true;
    else if (code != kAcceptCode)
      Emit(Op::kCall, id);
  }

  void LowerFor(std::uint32_t id) {
    const unsigned bit = 1u << static_cast<unsigned>(kind_);
    for (const Keyword& keyword : KeywordsOf(id)) {
      const bool asks = keyword.row->lowering == Lowering::kAsk;
      if ((keyword.row->kinds & bit) == 0 || (!keyword.row->late && !asks)) continue;
      if (!asks && LowerUnevaluated(id, keyword)) continue;
      list_.clear();
      Emit(Op::kPlain, id);
      return;
    }
    if (kind_ == CellKind::kObject) LowerObject(id);
    if (kind_ == CellKind::kString) LowerLength(id);
    if (kind_ == CellKind::kArray) LowerItemCount(id);
    const Keyword* const discriminator = kind_ == CellKind::kObject ? Find(id, Lowering::kDiscriminator) : nullptr;
    for (const Keyword& keyword : KeywordsOf(id)) {
      if (rejects_) return;
      if ((keyword.row->kinds & bit) == 0 || keyword.row->late) continue;
      if (discriminator != nullptr && ChoosesAmong(*discriminator, keyword)) continue;
      LowerKeyword(keyword);
    }
  }

  void LowerKeyword(const Keyword& keyword) {
    switch (keyword.row->lowering) {
      case Lowering::kType: {
        const auto types = static_cast<TypeSet>(keyword.a);
        if ((types & BitOf(kind_)) != 0) break;
        if (kind_ == CellKind::kDecimal && (types & kWholeBit) != 0)
          Emit(Op::kWhole);
        else
          rejects_ = true;
        break;
      }
      case Lowering::kEnum:
        LowerEnum(keyword);
        break;
      case Lowering::kMinimum:
        EmitLimit(keyword.a, keyword.b != 0 ? 4 : 6);
        break;
      case Lowering::kMaximum:
        EmitLimit(keyword.a, keyword.b != 0 ? 1 : 3);
        break;
      case Lowering::kExclusiveMinimum:
        EmitLimit(keyword.a, 4);
        break;
      case Lowering::kExclusiveMaximum:
        EmitLimit(keyword.a, 1);
        break;
      case Lowering::kMultipleOf:
        Emit(Op::kMultipleOf, keyword.a);
        break;
      case Lowering::kPattern:
        Emit(Op::kPattern, keyword.a);
        break;
      case Lowering::kFormat: {
        const bool number = Formats()[keyword.a].judges == document::Kind::kNumber;
        const bool of_kind =
            number ? kind_ == CellKind::kInteger || kind_ == CellKind::kDecimal : kind_ == CellKind::kString;
        if (of_kind) Emit(Op::kFormat, keyword.a);
        break;
      }
      case Lowering::kPrefixItems:
        Emit(Op::kPrefixItems, keyword.a, keyword.b);
        break;
      case Lowering::kItems:
        if (keyword.c == 1) {
          Emit(Op::kPrefixItems, keyword.a, keyword.b);
        } else if (!AcceptsAll(keyword.a)) {
          Emit(Op::kItems, keyword.a, keyword.b);
        }
        break;
      case Lowering::kContains:
        Emit(Op::kContains, keyword.a, keyword.b, keyword.c);
        break;
      case Lowering::kUniqueItems:
        Emit(Op::kUniqueItems);
        break;
      case Lowering::kDependentRequired:
        Emit(Op::kDependentRequired, keyword.a, keyword.b);
        break;
      case Lowering::kDependentSchemas:
        for (std::uint32_t i = keyword.a; i < keyword.a + keyword.b; ++i) Emit(Op::kDependentSchema, i);
        break;
      case Lowering::kRef:
        Call(keyword.a);
        break;
      case Lowering::kDynamicRef:
        if (keyword.b == kNone || !out_.dynamic)
          Call(keyword.a);
        else
          Emit(Op::kDynamic, keyword.b, keyword.a);
        break;
      case Lowering::kAllOf:
        for (std::uint32_t i = 0; i < keyword.b; ++i) Call(out_.schema_lists[keyword.a + i]);
        break;
      case Lowering::kAnyOf:
        LowerAnyOf(keyword);
        break;
      case Lowering::kOneOf:
        LowerOneOf(keyword);
        break;
      case Lowering::kNot: {
        const Code code = CodeOf(keyword.a);
        if (code == kAcceptCode)
          rejects_ = true;
        else if (code != kRejectCode)
          Emit(Op::kNot, keyword.a);
        break;
      }
      case Lowering::kIf: {
        const Code code = CodeOf(keyword.a);
        const std::uint32_t known = code == kAcceptCode ? keyword.b : keyword.c;
        if (code > kRejectCode)
          Emit(Op::kIf, keyword.a, keyword.b, keyword.c);
        else if (known != kNone)
          Call(known);
        break;
      }
      case Lowering::kDiscriminator:
        LowerDiscriminator(keyword);
        break;
      default:
        break;  // told to the walk over the object, to kLength or kItemCount, or to nobody
    }
  }

  bool AcceptsAll(std::uint32_t id) const {
    return marks_[id] == Mark::kDone &&
           std::all_of(out_.blocks[id].begin(), out_.blocks[id].end(), [](Code code) { return code == kAcceptCode; });
  }

  void LowerEnum(const Keyword& keyword) {
    const auto first = out_.cells.begin() + keyword.a, last = first + keyword.b;
    std::vector<const Cell*> candidates;
    const bool number = kind_ == CellKind::kInteger || kind_ == CellKind::kDecimal;
    std::copy_if(first, last, std::back_inserter(candidates),
                 [&](const Cell* c) { return number ? c->IsNumber() : c->Is(kind_); });
    if (candidates.empty()) {
      rejects_ = true;
    } else if (kind_ == CellKind::kString) {
      std::vector<std::pair<std::string_view, std::uint32_t>> rows;
      for (const Cell* candidate : candidates) rows.emplace_back(candidate->view(), 1);
      Emit(Op::kStringSet, static_cast<std::uint32_t>(out_.string_sets.size()));
      out_.string_sets.emplace_back().Build(rows);
    } else if (number || kind_ == CellKind::kArray || kind_ == CellKind::kObject) {
      Emit(Op::kEnum, static_cast<std::uint32_t>(out_.cells.size()), static_cast<std::uint32_t>(candidates.size()));
      out_.cells.insert(out_.cells.end(), candidates.begin(), candidates.end());
    }
  }

  void LowerLength(std::uint32_t id) {
    const Keyword* least = Find(id, Lowering::kMinLength);
    const Keyword* most = Find(id, Lowering::kMaxLength);
    if (least != nullptr || most != nullptr)
      Emit(Op::kLength, least == nullptr ? 0 : least->a, most == nullptr ? UINT32_MAX : most->a);
  }

  void LowerItemCount(std::uint32_t id) {
    const Keyword* least = Find(id, Lowering::kMinItems);
    const Keyword* most = Find(id, Lowering::kMaxItems);
    if (least != nullptr || most != nullptr)
      Emit(Op::kItemCount, least == nullptr ? 0 : least->a, most == nullptr ? UINT32_MAX : most->a);
  }

  void LowerAnyOf(const Keyword& keyword) {
    std::vector<std::uint32_t> left;
    for (std::uint32_t i = 0; i < keyword.b; ++i) {
      const std::uint32_t id = out_.schema_lists[keyword.a + i];
      const Code code = CodeOf(id);
      if (code == kAcceptCode) return;
      if (code != kRejectCode) left.push_back(id);
    }
    if (left.empty())
      rejects_ = true;
    else if (left.size() == 1)
      Emit(Op::kCall, left[0]);
    else if (!MergeStringSets(left))
      Emit(Op::kAnyOf, AddChoice(left, 0));
  }

  void LowerOneOf(const Keyword& keyword) {
    std::vector<std::uint32_t> left;
    std::uint32_t accepting = 0;
    for (std::uint32_t i = 0; i < keyword.b; ++i) {
      const std::uint32_t id = out_.schema_lists[keyword.a + i];
      const Code code = CodeOf(id);
      if (code == kAcceptCode)
        ++accepting;
      else if (code != kRejectCode)
        left.push_back(id);
    }
    if (accepting > 1 || (accepting == 0 && left.empty()))
      rejects_ = true;
    else if (accepting == 0 && left.size() == 1)
      Emit(Op::kCall, left[0]);
    else if (!left.empty())
      Emit(Op::kOneOf, AddChoice(left, accepting));
  }

  std::uint32_t AddChoice(const std::vector<std::uint32_t>& ids, std::uint32_t base) {
    Choice choice;
    choice.first = static_cast<std::uint32_t>(out_.words.size());
    choice.count = static_cast<std::uint32_t>(ids.size());
    choice.base = base;
    out_.words.insert(out_.words.end(), ids.begin(), ids.end());
    if (kind_ == CellKind::kObject) choice.tag = tags_.Find(ids);
    out_.choices.push_back(choice);
    return static_cast<std::uint32_t>(out_.choices.size() - 1);
  }

  // Alternatives that are nothing but sets of strings are one set.
  bool MergeStringSets(const std::vector<std::uint32_t>& ids) {
    if (kind_ != CellKind::kString) return false;
    std::vector<std::pair<std::string_view, std::uint32_t>> rows;
    for (const std::uint32_t id : ids) {
      const Code code = CodeOf(id);
      if (code == kNone || out_.instructions[code].op != Op::kStringSet ||
          out_.instructions[code + 1].op != Op::kAccept)
        return false;
      for (const StringTable::Slot& slot : out_.string_sets[out_.instructions[code].a].slots) {
        if (slot.value != kNone) rows.emplace_back(slot.text, 1);
      }
    }
    Emit(Op::kStringSet, static_cast<std::uint32_t>(out_.string_sets.size()));
    out_.string_sets.emplace_back().Build(rows);
    return true;
  }

  void LowerDiscriminator(const Keyword& keyword) {
    const Discrimination& choice = out_.discriminations[keyword.a];
    Tag tag;
    tag.property = choice.property;
    tag.hash = document::KeyHash(tag.property);
    std::vector<std::pair<std::string_view, std::uint32_t>> rows;
    for (const auto& [value, schema] : choice.schemas) {
      if (schema != kNone) rows.emplace_back(value, schema);
    }
    tag.values.Build(rows);
    Emit(Op::kDiscriminate, static_cast<std::uint32_t>(out_.tags.size()));
    out_.tags.push_back(std::move(tag));
  }

  // ---- the walk over an object ----

  struct Draft {
    std::map<std::string_view, PropertyEntry> entries;
    ObjectPlan plan;

    PropertyEntry& At(std::string_view name) {
      PropertyEntry& entry = entries[name];
      entry.text = name.data();
      entry.size = static_cast<std::uint32_t>(name.size());
      entry.hash = document::KeyHash(name);
      return entry;
    }
  };

  void LowerObject(std::uint32_t id) {
    Draft draft;
    bool any = false;
    const bool refuses = out_.refuses_one_way_members() &&
                         (In(out_.resources[out_.subschemas[id].resource]->dialect->id) & kOpenApis) != 0;
    for (const Keyword& keyword : KeywordsOf(id)) {
      switch (keyword.row->lowering) {
        case Lowering::kProperties:
          for (std::uint32_t i = keyword.a; i < keyword.a + keyword.b; ++i) {
            const NamedSchema& named = out_.named[i];
            PropertyEntry& entry = draft.At(named.key->view());
            entry.declared = true;
            entry.schema = refuses && IsBarred(out_, named.schema) ? never_ : named.schema;
          }
          any |= keyword.b > 0;
          break;
        case Lowering::kPatternProperties:
          draft.plan.first_pattern = static_cast<std::uint32_t>(out_.plan_patterns.size());
          draft.plan.patterns = keyword.b;
          out_.plan_patterns.insert(out_.plan_patterns.end(), out_.pattern_schemas.begin() + keyword.a,
                                    out_.pattern_schemas.begin() + keyword.a + keyword.b);
          any |= keyword.b > 0;
          break;
        case Lowering::kAdditionalProperties:
          draft.plan.additional = keyword.a;
          any |= !out_.subschemas[keyword.a].cell->Is(CellKind::kTrue);
          break;
        case Lowering::kPropertyNames:
          draft.plan.names = keyword.a;
          any = true;
          break;
        case Lowering::kMinProperties:
          draft.plan.least = keyword.a;
          any = true;
          break;
        case Lowering::kMaxProperties:
          draft.plan.most = keyword.a;
          any = true;
          break;
        default:
          break;
      }
    }
    for (const Keyword& keyword : KeywordsOf(id)) {
      if (keyword.row->lowering != Lowering::kRequired) continue;
      for (std::uint32_t i = keyword.a; i < keyword.a + keyword.b; ++i) {
        PropertyEntry& entry = draft.At(out_.cells[i]->view());
        if (entry.required) continue;
        if (draft.plan.required < 64) entry.bit = std::uint64_t{1} << draft.plan.required;
        entry.required = true;
        ++draft.plan.required;
        any = true;
      }
    }
    if (any) EmitPlan(draft);
  }

  void EmitPlan(Draft& draft) {
    ObjectPlan& plan = draft.plan;
    if (!draft.entries.empty()) {
      std::uint32_t size = 2;
      while (size < draft.entries.size() * 2) size *= 2;
      plan.has_table = true;
      plan.mask = size - 1;
      plan.table = static_cast<std::uint32_t>(out_.entries.size());
      out_.entries.resize(out_.entries.size() + size);
      for (const auto& [name, entry] : draft.entries) {
        std::uint32_t slot = (entry.hash >> 4) & plan.mask;
        while (out_.entries[plan.table + slot].text != nullptr) slot = (slot + 1) & plan.mask;
        out_.entries[plan.table + slot] = entry;
      }
    }
    Emit(Op::kObject, static_cast<std::uint32_t>(out_.plans.size()));
    out_.plans.push_back(plan);
  }

  bool LowerUnevaluated(std::uint32_t id, const Keyword& keyword) {
    auto plan = PlanUnevaluated(out_, id, keyword);
    if (!plan) return false;
    if ((plan->all & 1) != 0) return true;
    Emit(Op::kUnevaluated, static_cast<std::uint32_t>(out_.unevaluated.size()));
    out_.unevaluated.push_back(std::move(*plan));
    return true;
  }

  Compiled& out_;
  std::vector<Mark> marks_;
  TagFinder tags_;
  std::vector<Instruction> list_;
  bool rejects_ = false;
  CellKind kind_ = CellKind::kNull;
  std::uint32_t never_ = 0;  // a block that rejects everything
};

}  // namespace

void Lower(Compiled& compiled) { Lowerer(compiled).Run(); }

}  // namespace plumbline::schema

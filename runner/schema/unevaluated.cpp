#include "schema/unevaluated.h"

#include <algorithm>
#include <map>

#include "schema/keyword.h"

namespace plumbline::schema {
namespace {

constexpr std::size_t kMostVisits = 5'000;

class Planner {
 public:
  Planner(const Compiled& compiled, std::uint32_t root, bool items) : in_(compiled), root_(root) {
    plan_.items = items;
    plan_.conditions.emplace_back();
    plan_.prefixes.push_back(0);
  }

  std::optional<UnevaluatedPlan> Run() {
    if (in_.dynamic || !Collect(root_, 0))
      return std::nullopt;  // conditions are asked outside of the scopes on the way to them
    std::vector<std::pair<std::string_view, std::uint32_t>> rows;
    for (const auto& [name, mask] : names_) {
      rows.emplace_back(name, static_cast<std::uint32_t>(plan_.masks.size()));
      plan_.masks.push_back(mask);
    }
    plan_.names.Build(rows);
    return std::move(plan_);
  }

 private:
  // Adds what `id` evaluates wherever the condition holds. False: that cannot be said.
  bool Collect(std::uint32_t id, std::uint32_t condition) {
    if (++visits_ > kMostVisits) return false;
    const Subschema& schema = in_.subschemas[id];
    if (schema.problem != kNone) return false;
    const std::uint64_t bit = std::uint64_t{1} << condition;
    for (const Keyword* k = in_.KeywordsBegin(schema); k != in_.KeywordsEnd(schema); ++k) {
      switch (k->row->lowering) {
        case Lowering::kProperties:
          for (std::uint32_t i = k->a; i < k->a + k->b && !plan_.items; ++i) Name(in_.named[i].key->view(), bit);
          break;
        case Lowering::kPatternProperties:
          for (std::uint32_t i = k->a; i < k->a + k->b && !plan_.items; ++i) {
            plan_.patterns.emplace_back(in_.pattern_schemas[i].pattern, bit);
            ++found_;
          }
          break;
        case Lowering::kAdditionalProperties:
          if (!plan_.items) All(bit);
          break;
        case Lowering::kUnevaluatedProperties:
          if (!plan_.items && id != root_) All(bit);
          break;
        case Lowering::kUnevaluatedItems:
          if (plan_.items && id != root_) All(bit);
          break;
        case Lowering::kItems:
          if (plan_.items && k->c == 1)
            Prefix(condition, k->b);
          else if (plan_.items)
            All(bit);
          break;
        case Lowering::kPrefixItems:
          if (plan_.items) Prefix(condition, k->b);
          break;
        case Lowering::kContains:
          if (plan_.items && (In(in_.resources[schema.resource]->dialect->id) & kJsonSchema31) != 0) {
            plan_.contains.emplace_back(k->a, bit);
            ++found_;
          }
          break;
        case Lowering::kRef:
        case Lowering::kDynamicRef:  // without a choice
          if (!Collect(k->a, condition)) return false;
          break;
        case Lowering::kAllOf:
          for (std::uint32_t i = 0; i < k->b; ++i) {
            if (!Collect(in_.schema_lists[k->a + i], condition)) return false;
          }
          break;
        case Lowering::kAnyOf:
        case Lowering::kOneOf:
          for (std::uint32_t i = 0; i < k->b; ++i) {
            const std::uint32_t branch = in_.schema_lists[k->a + i];
            if (!CollectIf({UnevaluatedPlan::Test::kFits, branch, condition}, {branch})) return false;
          }
          break;
        case Lowering::kIf:
          if (!CollectIf({UnevaluatedPlan::Test::kFits, k->a, condition}, {k->a, k->b})) return false;
          if (k->c != kNone && !CollectIf({UnevaluatedPlan::Test::kFails, k->a, condition}, {k->c})) return false;
          break;
        case Lowering::kDependentSchemas:
          for (std::uint32_t i = k->a; i < k->a + k->b; ++i) {
            if (!CollectIf({UnevaluatedPlan::Test::kHas, i, condition}, {in_.named[i].schema})) return false;
          }
          break;
        case Lowering::kDiscriminator:
          return false;
        default:
          break;
      }
    }
    return true;
  }

  // What some subschemas evaluate under a further condition. A condition that nothing depends on is dropped.
  bool CollectIf(UnevaluatedPlan::Condition condition, std::initializer_list<std::uint32_t> schemas) {
    const std::size_t number = plan_.conditions.size(), before = found_;
    if (number == 64) return false;
    plan_.conditions.push_back(condition);
    plan_.prefixes.push_back(0);
    for (const std::uint32_t schema : schemas) {
      if (schema != kNone && !Collect(schema, static_cast<std::uint32_t>(number))) return false;
    }
    if (found_ == before) {
      plan_.conditions.resize(number);
      plan_.prefixes.resize(number);
    }
    return true;
  }

  void Name(std::string_view name, std::uint64_t bit) {
    names_[name] |= bit;
    ++found_;
  }
  void All(std::uint64_t bit) {
    plan_.all |= bit;
    ++found_;
  }
  void Prefix(std::uint32_t condition, std::uint32_t count) {
    plan_.prefixes[condition] = std::max(plan_.prefixes[condition], count);
    ++found_;
  }

  const Compiled& in_;
  std::uint32_t root_;
  UnevaluatedPlan plan_;
  std::map<std::string_view, std::uint64_t> names_;
  std::size_t visits_ = 0;
  std::size_t found_ = 0;  // how often something was found to be evaluated
};

}  // namespace

std::optional<UnevaluatedPlan> PlanUnevaluated(const Compiled& compiled, std::uint32_t id, const Keyword& keyword) {
  auto plan = Planner(compiled, id, keyword.row->lowering == Lowering::kUnevaluatedItems).Run();
  if (plan) plan->schema = keyword.a;
  return plan;
}

}  // namespace plumbline::schema

// A program in words, one line an instruction: what the verdict pass does.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"
#include "schema/compiler.h"

namespace plumbline::schema {

using document::Cell;

namespace {

constexpr std::array<std::string_view, document::kCellKinds> kKindNames = {"null",    "false",  "true",  "integer",
                                                                           "decimal", "string", "array", "object"};

class Printer {
 public:
  explicit Printer(const Compiled& compiled) : in_(compiled) {}

  std::string Write() {
    out_ += fmt::format("{} subschemas · {} instructions · {} resources · dialect {}\n", in_.subschemas.size(),
                        in_.instructions.size(), in_.resources.size(),
                        DialectName(in_.resources[in_.subschemas.front().resource]->dialect->id));
    for (std::uint32_t id = 0; id < in_.subschemas.size(); ++id) Schema(id);
    return std::move(out_);
  }

 private:
  std::string Name(std::uint32_t id) const {
    return id < in_.subschemas.size() ? fmt::format("schema {}", id) : "never";
  }

  void Schema(std::uint32_t id) {
    const Subschema& schema = in_.subschemas[id];
    const document::FlatDocument& home = in_.DocumentOf(schema);
    out_ += fmt::format("\nschema {}: {}#{}", id, in_.documents[schema.document].uri,
                        home.tape().PointerTo(*schema.cell).ToString());
    if (!home.source().text().empty()) {
      const SourceLocation where = home.LocationOf(*schema.cell);
      out_ += fmt::format(" ({}:{}:{})", where.file, where.line, where.column);
    }
    out_ += '\n';
    // Kinds that share their code stand on one line.
    std::set<std::size_t> told;
    for (std::size_t kind = 0; kind < document::kCellKinds; ++kind) {
      if (!told.insert(kind).second) continue;
      const Code code = in_.blocks[id][kind];
      std::vector<std::string> kinds = {std::string(kKindNames[kind])};
      const std::string body = Body(code);
      for (std::size_t other = kind + 1; other < document::kCellKinds; ++other) {
        if (Body(in_.blocks[id][other]) != body) continue;
        told.insert(other);
        kinds.emplace_back(kKindNames[other]);
      }
      out_ += fmt::format("  {}:{}", kinds.size() == document::kCellKinds ? "any" : Join(kinds, ", "), body);
    }
  }

  std::string Body(Code code) const {
    code &= ~kLeafCode;
    if (code == kAcceptCode) return " accept\n";
    if (code == kRejectCode) return " reject\n";
    std::string text = "\n";
    for (const Instruction* at = in_.instructions.data() + code; at->op != Op::kAccept; ++at)
      text += "    " + Line(*at) + '\n';
    return text;
  }

  std::string Limit(const Instruction& at) const {
    const char* sign = at.small == 1 ? "<" : at.small == 3 ? "<=" : at.small == 4 ? ">" : ">=";
    return fmt::format("number {} {}", sign, in_.numbers[at.a].exact.ToString());
  }

  std::string Line(const Instruction& at) const {
    switch (at.op) {
      case Op::kAccept:
        return "accept";
      case Op::kReject:
        return "reject";
      case Op::kUndecided:
        return "undecided: " + in_.ProblemOf(in_.subschemas[at.a]);
      case Op::kWhole:
        return "is a whole number";
      case Op::kNumberLimit:
        return Limit(at);
      case Op::kMultipleOf:
        return "multiple of " + in_.numbers[at.a].exact.ToString();
      case Op::kLength:
        return fmt::format("length {}..{}", at.a, at.b == UINT32_MAX ? "" : std::to_string(at.b));
      case Op::kPattern:
        return "matches " + in_.patterns[at.a].text();
      case Op::kFormat:
        return fmt::format("format {}", Formats()[at.a].name);
      case Op::kStringSet:
        return "is one of " + Texts(in_.string_sets[at.a]);
      case Op::kEnum: {
        std::vector<std::string> values;
        for (std::uint32_t i = at.a; i < at.a + at.b; ++i) values.push_back(document::WriteJson(*in_.cells[i]));
        return "equals one of " + Join(values, ", ");
      }
      case Op::kItemCount:
        return fmt::format("items {}..{}", at.a, at.b == UINT32_MAX ? "" : std::to_string(at.b));
      case Op::kPrefixItems: {
        std::vector<std::string> names;
        for (std::uint32_t i = at.a; i < at.a + at.b; ++i) names.push_back(Name(in_.schema_lists[i]));
        return "first items: " + Join(names, ", ");
      }
      case Op::kItems:
        return fmt::format("items from {}: {}", at.b, Name(at.a));
      case Op::kContains:
        return fmt::format("contains {}..{} of {}", at.b, at.c == kNone ? "" : std::to_string(at.c), Name(at.a));
      case Op::kUniqueItems:
        return "items differ";
      case Op::kObject:
        return Object(in_.plans[at.a]);
      case Op::kDependentRequired:
        return fmt::format("names that require names: {}", at.b);
      case Op::kDependentSchema:
        return fmt::format("where '{}' is there: {}", in_.named[at.a].key->view(), Name(in_.named[at.a].schema));
      case Op::kCall:
        return Name(at.a);
      case Op::kAnyOf:
        return "any of " + Alternatives(in_.choices[at.a]);
      case Op::kOneOf:
        return "one of " + Alternatives(in_.choices[at.a]);
      case Op::kNot:
        return "not " + Name(at.a);
      case Op::kIf:
        return fmt::format("if {} then {} else {}", Name(at.a), at.b == kNone ? "accept" : Name(at.b),
                           at.c == kNone ? "accept" : Name(at.c));
      case Op::kDiscriminate:
        return fmt::format("by '{}': {}", in_.tags[at.a].property, Texts(in_.tags[at.a].values));
      case Op::kDynamic:
        return fmt::format("the outermost anchor '{}', else {}", in_.anchor_names[at.a], Name(at.b));
      case Op::kScope:
        return fmt::format("in the resource {}", in_.resources[at.a]->uri);
      case Op::kUnevaluated: {
        const UnevaluatedPlan& plan = in_.unevaluated[at.a];
        return fmt::format("{} that nothing evaluated, under {}: {}", plan.items ? "items" : "members",
                           Count(plan.conditions.size() - 1, "condition"), Name(plan.schema));
      }
      case Op::kPlain:
        return "keyword by keyword: it depends on what was evaluated";
    }
    return "";
  }

  static std::string Texts(const StringTable& table) {
    std::vector<std::string> texts;
    for (const StringTable::Slot& slot : table.slots) {
      if (slot.value != kNone) texts.push_back(document::WriteJson(document::Value::String(std::string(slot.text)), 0));
    }
    std::sort(texts.begin(), texts.end());
    return Join(texts, ", ");
  }

  std::string Alternatives(const Choice& choice) const {
    std::vector<std::string> names;
    for (std::uint32_t i = choice.first; i < choice.first + choice.count; ++i) names.push_back(Name(in_.words[i]));
    std::string text = Join(names, ", ");
    if (choice.base > 0) text += " (and one that accepts anything)";
    if (choice.tag != kNone) text += fmt::format(", told apart by '{}'", in_.tags[choice.tag].property);
    return text;
  }

  std::string Object(const ObjectPlan& plan) const {
    std::vector<std::string> rows;
    for (std::uint32_t i = 0; plan.has_table && i <= plan.mask; ++i) {
      const PropertyEntry& entry = in_.entries[plan.table + i];
      if (entry.text == nullptr) continue;
      rows.push_back(fmt::format("\n      '{}'{}{}", std::string_view(entry.text, entry.size),
                                 entry.required ? " required" : "",
                                 entry.schema == kNone ? "" : ": " + Name(entry.schema)));
    }
    std::sort(rows.begin(), rows.end());
    for (std::uint32_t k = 0; k < plan.patterns; ++k) {
      const PatternSchema& row = in_.plan_patterns[plan.first_pattern + k];
      rows.push_back(fmt::format("\n      names like {}{}", row.pattern.text(),
                                 row.schema == kNone ? "" : ": " + Name(row.schema)));
    }
    if (plan.additional != kNone) rows.push_back(fmt::format("\n      all others: {}", Name(plan.additional)));
    if (plan.names != kNone) rows.push_back(fmt::format("\n      every name: {}", Name(plan.names)));
    if (plan.least > 0 || plan.most != UINT32_MAX)
      rows.push_back(
          fmt::format("\n      members {}..{}", plan.least, plan.most == UINT32_MAX ? "" : std::to_string(plan.most)));
    return "members:" + Join(rows, "");
  }

  const Compiled& in_;
  std::string out_;
};

}  // namespace

std::string Print(const Program& program) { return Printer(program.compiled()).Write(); }

}  // namespace plumbline::schema

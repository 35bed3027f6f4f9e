#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "page/claim.h"

namespace plumbline::page {
namespace {

std::string_view MentionName(Mention kind) {
  switch (kind) {
    case Mention::kContract:
      return "contract";
    case Mention::kHeading:
      return "heading";
    case Mention::kRequest:
      return "request";
    case Mention::kTable:
      return "table";
    case Mention::kProse:
      return "prose";
  }
  return "";
}

std::string_view InName(In in) {
  switch (in) {
    case In::kUnknown:
      return "?";
    case In::kPath:
      return "path";
    case In::kQuery:
      return "query";
    case In::kHeader:
      return "header";
    case In::kCookie:
      return "cookie";
    case In::kBody:
      return "body";
  }
  return "";
}

std::string_view PartName(Part part) { return part == Part::kRequest ? "request" : "response"; }

std::string_view RelationName(ToldRelation::Kind kind) {
  switch (kind) {
    case ToldRelation::Kind::kSum:
      return "is the sum of";
    case ToldRelation::Kind::kProduct:
      return "is the product of";
    case ToldRelation::Kind::kSumOfRows:
      return "is the sum over";
    case ToldRelation::Kind::kSumOfSiblings:
      return "is the sum of the figures beside it";
    case ToldRelation::Kind::kAfter:
      return "is later than";
    case ToldRelation::Kind::kCount:
      return "is the number of items of";
  }
  return "";
}

std::string FactsText(const Facts& facts) {
  std::string text = facts.type.empty() ? "" : ' ' + facts.type;
  if (!facts.item_type.empty()) text += " of " + facts.item_type;
  if (!facts.format.empty()) text += ", format " + facts.format;
  if (facts.required) text += *facts.required ? ", required" : ", optional";
  if (facts.nullable) text += *facts.nullable ? ", nullable" : ", never null";
  if (facts.default_value) text += ", default " + *facts.default_value;
  if (facts.default_promised) text += ", a default that is not told";
  if (facts.minimum) text += ", from " + *facts.minimum;
  if (facts.maximum) text += ", to " + *facts.maximum;
  if (!facts.unit.empty()) text += ", in " + facts.unit;
  if (facts.decimals) text += fmt::format(", {} decimals", *facts.decimals);
  if (!facts.examples.empty()) text += ", e.g. " + Join(facts.examples, " ");
  if (!facts.values.empty())
    text += fmt::format(", one of {}{}", Join(facts.values, " "), facts.values_complete ? "" : " …");
  return text;
}

// The claims of each operation in their order; the last ones are of none.
template <typename Claim>
std::vector<std::vector<const Claim*>> ByOperation(const Claims& claims, const std::vector<Claim>& of) {
  std::vector<std::vector<const Claim*>> groups(claims.operations.size() + 1);
  for (const Claim& claim : of) groups[std::min(claim.operation, claims.operations.size())].push_back(&claim);
  return groups;
}

class Printer {
 public:
  Printer(const Page& page, const Claims& claims) : page_(page), claims_(claims), fields_(claims.lists.size()) {
    for (const FieldClaim& field : claims.fields) fields_[field.list].push_back(&field);
  }

  std::string Print() && {
    out_ = fmt::format("{}: {}\n", page_.source.name(), FormatName(page_.format));
    for (const EmbeddedContract& contract : claims_.contracts)
      Line("contract", contract.span, contract.method.empty() ? contract.path : contract.method + ' ' + contract.path);
    PrintClaims(claims_.operations.size());
    for (std::size_t o = 0; o < claims_.operations.size(); ++o) {
      const DocumentedOperation& operation = claims_.operations[o];
      out_ += fmt::format("{}{}{}\n", operation.Name(),
                          operation.title.empty() ? "" : fmt::format(" \"{}\"", operation.title),
                          operation.described ? "" : " (named only)");
      for (const OperationMention& mention : operation.mentions)
        Line("named", mention.span, fmt::format("{} {}{}", MentionName(mention.kind), mention.host, mention.path));
      PrintClaims(o);
    }
    PrintNotUnderstood();
    return std::move(out_);
  }

 private:
  std::string Where(document::Span span) const {
    const SourceLocation at = page_.source.LocationOf(span.begin);
    return fmt::format("{}:{}", at.line, at.column);
  }

  void Line(std::string_view what, document::Span span, std::string_view text) {
    out_ += fmt::format("  {} [{}]{}{}\n", what, Where(span), text.empty() || text.starts_with(',') ? "" : " ", text);
  }

  void PrintClaims(std::size_t operation) {
    for (const FieldList* list : lists_[operation]) PrintList(*list);
    for (const SampleClaim* sample : samples_[operation]) {
      Line("sample", sample->span,
           fmt::format("{}{}{}{}{}", PartName(sample->part), sample->status ? fmt::format(" {}", *sample->status) : "",
                       sample->is_error ? " error" : "", sample->shortened ? ", shortened" : "",
                       sample->fault.empty()
                           ? ""
                           : fmt::format(", not JSON: {} [{}]", sample->fault, Where(sample->fault_span))));
    }
    for (const CodeRead* read : reads_[operation]) Line("code", read->span, "reads " + read->path.ToString());
    for (const StatusClaim* status : statuses_[operation]) {
      std::vector<std::string> numbers;
      for (const int number : status->statuses) numbers.push_back(std::to_string(number));
      Line("status", status->span,
           fmt::format("{}{}: {}", Join(numbers, " "), status->code.empty() ? "" : fmt::format(" ({})", status->code),
                       status->cause.text));
    }
    for (const ValueClaim* value : values_[operation])
      Line("value", value->span, value->member + " is " + value->value);
    for (const MemberMention* member : members_[operation]) Line("names", member->span, member->path.ToString());
    for (const ToldFacts* told : told_[operation]) Line("told", told->name_span, told->name + FactsText(told->facts));
    for (const ToldRelation* relation : relations_[operation]) {
      Line("relation", relation->span,
           fmt::format("{} {}{}{}", relation->member, RelationName(relation->kind), relation->others.empty() ? "" : " ",
                       Join(relation->others, " ")));
    }
  }

  void PrintList(const FieldList& list) {
    const std::size_t index = static_cast<std::size_t>(&list - claims_.lists.data());
    Line(list.part == Part::kRequest ? "parameters of the request" : "members of the response", list.span,
         fmt::format("{}{}{}", list.status ? fmt::format("{}", *list.status) : "",
                     list.coverage == FieldList::Coverage::kSome ? ", not all" : "",
                     list.heading.empty() ? "" : fmt::format(", \"{}\"", list.heading)));
    for (const FieldClaim* field : fields_[index]) {
      out_ += fmt::format("    {} [{}] {}{}\n",
                          field->name.empty()      ? "(no name)"
                          : field->in == In::kBody ? field->path.ToString()
                                                   : field->name,
                          Where(field->span), InName(field->in), FactsText(field->facts));
    }
  }

  void PrintNotUnderstood() {
    if (claims_.not_understood.empty()) return;
    std::vector<std::string> lines;
    for (const NotUnderstood& one : claims_.not_understood)
      lines.push_back(std::to_string(page_.source.LocationOf(one.span.begin).line));
    out_ += fmt::format("not understood: {}, {} {}\n", Count(lines.size(), "block"),
                        lines.size() == 1 ? "line" : "lines", Join(lines, ", "));
    for (const NotUnderstood& one : claims_.not_understood)
      out_ += fmt::format("  [{}] {}\n", Where(one.span), one.what);
  }

  const Page& page_;
  const Claims& claims_;
  std::vector<std::vector<const FieldClaim*>> fields_;  // by list
  std::vector<std::vector<const FieldList*>> lists_ = ByOperation(claims_, claims_.lists);
  std::vector<std::vector<const SampleClaim*>> samples_ = ByOperation(claims_, claims_.samples);
  std::vector<std::vector<const CodeRead*>> reads_ = ByOperation(claims_, claims_.reads);
  std::vector<std::vector<const StatusClaim*>> statuses_ = ByOperation(claims_, claims_.statuses);
  std::vector<std::vector<const ValueClaim*>> values_ = ByOperation(claims_, claims_.values);
  std::vector<std::vector<const MemberMention*>> members_ = ByOperation(claims_, claims_.members);
  std::vector<std::vector<const ToldFacts*>> told_ = ByOperation(claims_, claims_.told);
  std::vector<std::vector<const ToldRelation*>> relations_ = ByOperation(claims_, claims_.relations);
  std::string out_;
};

}  // namespace

std::string Print(const Page& page, const Claims& claims) { return Printer(page, claims).Print(); }

}  // namespace plumbline::page

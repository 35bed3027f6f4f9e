#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <set>

#include "audit/entity.h"
#include "audit/member_name.h"
#include "audit/moment.h"
#include "audit/rule.h"
#include "audit/schema_walk.h"
#include "base/text.h"
#include "schema/format.h"
#include "schema/schema.h"

namespace plumbline::audit {
namespace {

using contract::Node;
using document::Value;
using finding::Finding;
using finding::Severity;

bool IsUuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? text[i] != '-' : std::isxdigit(static_cast<unsigned char>(text[i])) == 0) return false;
  }
  return true;
}

bool IsEmail(std::string_view text) {
  const std::size_t at = text.find('@');
  return at != std::string_view::npos && at > 0 && text.find('@', at + 1) == std::string_view::npos &&
         text.find('.', at) != std::string_view::npos && text.find_first_of(" ,;<>") == std::string_view::npos;
}

bool IsUri(std::string_view text) {
  return (text.starts_with("https://") || text.starts_with("http://")) &&
         text.find_first_of(" {}<>") == std::string_view::npos && text.size() > 8;
}

// The format of a value, where it has one of these.
std::string FormatShown(std::string_view text) {
  if (const auto moment = ParseMoment(text)) {
    if (!moment->has_time) return "date";
    return schema::FindFormat("date-time")->check(text).broken() ? "" : "date-time";
  }
  return IsUuid(text) ? "uuid" : IsEmail(text) ? "email" : IsUri(text) ? "uri" : "";
}

// Whether the name speaks for the format as well.
bool NameFits(std::string_view name, std::string_view format) {
  const auto words = Words(name);
  if (words.empty()) return false;
  const std::string& last = words.back();
  if (format == "date-time")
    return NamesMoment(name) || last == "time" || last == "from" || last == "to" || last == "start" || last == "end" ||
           last == "date";
  if (format == "date")
    return last == "date" || last == "day" || last == "from" || last == "to" || last == "start" || last == "end" ||
           last == "since" || last == "until" || last == "on" || last == "birthday" || last == "dob" || last == "at" ||
           words.front() == "date";
  if (format == "uuid") return NamesIdentifier(name);
  if (format == "email")
    return last == "email" || (words.size() > 1 && words[words.size() - 2] == "email" && last == "address");
  return last == "url" || last == "uri" || last == "link" || last == "href" || last == "website" || last == "webhook" ||
         last == "callback";
}

// Whether the schema's own words show another form, as where a moment may be written with and without its time.
bool TellsOtherForms(const Node& schema, const std::string& format) {
  const auto description = schema.Find("description");
  if (!description) return false;
  constexpr std::size_t kMostWords = 2000;
  constexpr std::string_view kEdges = " \t\r\n`'\"*()[]<>,;";
  const std::string_view text = (*description)->text;
  std::size_t words = 0;
  for (std::size_t begin = text.find_first_not_of(kEdges); begin != std::string_view::npos && words < kMostWords;
       ++words) {
    const std::size_t end = std::min(text.find_first_of(kEdges, begin), text.size());
    std::string_view word = text.substr(begin, end - begin);
    while (word.ends_with('.') || word.ends_with(':')) word.remove_suffix(1);
    if (ParseMoment(word) && FormatShown(word) != format) return true;
    begin = text.find_first_not_of(kEdges, end);
  }
  return false;
}

struct Missing {
  std::string format, member;
  Node schema;
  Node value;  // that shows it
  std::size_t count = 0;
};

// What bodies and the contract's own examples show at the place of the schema.
std::vector<Node> ValuesAt(const Subject& subject, const Use& use, const Node& schema) {
  std::vector<Node> values;
  if (const auto example = schema.Find("example")) values.push_back(*example);
  const auto examples = schema.Find("examples");
  for (std::size_t i = 0; examples && i < (*examples)->items.size(); ++i) values.push_back(examples->Item(i));
  constexpr std::size_t kMaxValues = 50;
  for (const ShownBody& body : subject.bodies()) {
    if (body.operation == kNowhere || subject.operations()[body.operation].declared != use.operation ||
        body.IsAnswer() != (use.direction == contract::Direction::kResponse))
      continue;
    if (use.media_type.empty()) continue;  // a parameter
    if (body.IsAnswer()) {
      const contract::Response* response = use.operation->FindResponse(body.status.value_or(200));
      if (response == nullptr || response->status != use.status) continue;
    }
    std::vector<Node> nodes = {body.root};
    for (const std::string& token : use.instance.tokens()) {
      std::vector<Node> below;
      for (const Node& node : nodes) {
        for (std::size_t i = 0; token == "*" && i < node->items.size() && below.size() < kMaxValues; ++i)
          below.push_back(node.Item(i));
        if (auto member = node.Find(token)) below.push_back(*std::move(member));
      }
      nodes = std::move(below);
    }
    values.insert(values.end(), nodes.begin(), nodes.end());
  }
  return values;
}

std::optional<Missing> Judge(const Subject& subject, const Use& use, const Node& schema) {
  const auto type = schema.Find("type");
  const bool text =
      type && ((*type)->text == "string" || std::any_of((*type)->items.begin(), (*type)->items.end(),
                                                        [](const Value& one) { return one.text == "string"; }));
  if (!text || schema.Find("format") || schema.Find("pattern") || schema.Find("enum") || schema.Find("const"))
    return std::nullopt;
  std::string name = use.name;
  if (!use.instance.empty())
    name = use.instance.back() == "*" && use.instance.tokens().size() > 1
               ? Singular(use.instance.tokens()[use.instance.tokens().size() - 2])
               : use.instance.back();
  std::string format;
  std::optional<Node> shown;
  std::size_t count = 0;
  for (const Node& value : ValuesAt(subject, use, schema)) {
    if (!value->IsString() || IsStandIn(value.value())) {
      if (value->IsNull() || value->IsString()) continue;
      return std::nullopt;
    }
    const std::string here = FormatShown(value->text);
    if (here.empty() || (!format.empty() && here != format)) return std::nullopt;
    format = here;
    if (!shown) shown = value;
    ++count;
  }
  if (!shown || !NameFits(name, format) || TellsOtherForms(schema, format)) return std::nullopt;
  return Missing{format, schema::PathName(use.instance), schema, *shown, count};
}

std::vector<Finding> Run(const Subject& subject) {
  struct Group {
    Use use;
    std::vector<Missing> missing;
  };
  std::map<std::string, Group> groups;  // by operation, part and strength
  std::vector<std::string> order;
  std::set<const Value*> told;  // requests and answers may share a schema
  ForEachSchema(subject.vendor(), [&](const Node& schema, const Use& use) {
    const auto missing = Judge(subject, use, schema);
    if (!missing || !told.insert(&schema.value()).second) return;
    const bool time = missing->format == "date" || missing->format == "date-time";
    const std::string key =
        fmt::format("{} {} {} {}", use.operation->Name(),
                    use.direction == contract::Direction::kResponse ? "answer" : "request", use.status, time);
    auto [group, fresh] = groups.try_emplace(key, Group{use, {}});
    if (fresh) order.push_back(key);
    group->second.missing.push_back(*missing);
  });
  std::vector<Finding> findings;
  for (const std::string& key : order) {
    const auto& [use, missing] = groups.at(key);
    const Missing& first = missing.front();
    const bool time = first.format == "date" || first.format == "date-time";
    Finding found;
    found.identity = use.Identify(subject.vendor(), "format.missing");
    found.identity.schema_pointer.clear();
    found.identity.instance_pointer = time ? "times" : "others";
    found.severity = time ? Severity::kWarning : Severity::kNote;
    std::map<std::string, std::vector<std::string>> by_format;
    std::vector<std::string> shape;
    for (const Missing& one : missing) {
      by_format[one.format].push_back(one.member);
      found.details.push_back(fmt::format("{}: {} ({}), shown as {} ({})", one.format, one.member,
                                          ToString(one.schema.Location()), document::WriteJson(one.value.value(), 0),
                                          ToString(one.value.Location())));
      shape.push_back(one.format + ' ' + one.member);
    }
    std::vector<std::string> formats;
    for (const auto& [format, members] : by_format) formats.push_back(format);
    found.shape = finding::Shape(std::move(shape));
    found.message = fmt::format(
        "{} without a format, though all that is shown is {}",
        missing.size() == 1 ? first.member + " is a string" : Count(missing.size(), "member") + " are strings",
        Join(formats, " and "));
    found.expected = fmt::format("`format: {}`", first.format);
    found.observed = "no format";
    found.places = {first.schema.QuoteKey("a string of any form"),
                    first.value.Quote("shows the format " + first.format)};
    found.likely = fmt::format("The contract: names and values agree on {}.", Join(formats, " and "));
    findings.push_back(std::move(found));
  }
  return findings;
}

}  // namespace

const Rule kFormatMissing = {
    {"format.missing", "A string that is a date, an identifier or an address says so", finding::Severity::kWarning,
     "Looks at string schemas without format, pattern or enum. Where every value that samples and examples show there is a date-time, date, uuid, email or "
     "uri, and the "
     "name speaks for it as well, the format is missing, unless the schema's description shows other forms. One finding for an operation's answers lists the "
     "members; dates are a warning, the others a "
     "note.\n\nWhy: generated clients read such members as plain text, and no test notices another form.\n\nWhat to do: add the format."},
    Run};

}  // namespace plumbline::audit

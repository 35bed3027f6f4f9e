#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <tuple>

#include "audit/body_differences.h"
#include "audit/rule.h"
#include "audit/schema_walk.h"
#include "base/error.h"
#include "base/text.h"
#include "contract/parameter_style.h"
#include "contract/three_sides.h"
#include "http/message.h"

namespace plumbline::audit {
namespace {

using contract::ContractSchema;
using contract::Direction;
using document::Value;
using finding::Finding;

// Whether a page or a file shows the body of that use.
bool ShowsThe(const Subject& subject, const ShownBody& shown, const Use& use) {
  if (shown.operation == kNowhere || subject.operations()[shown.operation].declared != use.operation) return false;
  if (shown.IsAnswer() != (use.direction == Direction::kResponse)) return false;
  if (!shown.IsAnswer()) return true;
  const contract::Response* response = shown.status ? use.operation->FindResponse(*shown.status) : nullptr;
  return response != nullptr && response->status == use.status;
}

// Hears a third side: what the documentation shows of the same body.
void HearThird(const Subject& subject, const Use& use, const ContractSchema& schema, const BodyDifferences& differences,
               Finding& found) {
  for (const ShownBody& shown : subject.bodies()) {
    if (shown.origin == ShownBody::Origin::kExample || shown.shortened || !ShowsThe(subject, shown, use)) continue;
    const std::string name = shown.file == nullptr
                                 ? shown.label
                                 : fmt::format("sample '{}'{}", shown.file->name,
                                               shown.file->page.empty() ? "" : " (" + shown.file->page + ")");
    for (const schema::Violation& violation : differences.violations) {
      const auto sides = contract::ThreeSides(schema, violation, name, shown.root.value(), "example");
      if (sides.empty()) continue;
      found.sides = sides;
      found.likely = finding::LikelyWrong(sides);
      if (!found.likely.empty()) return;
    }
  }
  if (found.likely.empty()) {
    found.likely =
        found.sides.empty()
            ? "Undecided: the contract contradicts itself, and no documented sample tells which side is right."
            : "Undecided: the three sides say three different things.";
  }
}

// Formats by which a value is only hinted at: OpenAPI leaves them to their authors, who write "10:00" for a time.
bool IsHint(const schema::Violation& violation) {
  constexpr std::string_view kFirm[] = {"date", "date-time", "int32", "int64", "float", "double",
                                        "byte", "email",     "uuid",  "uri",   "ipv4",  "ipv6"};
  return violation.keyword == "format" &&
         std::find(std::begin(kFirm), std::end(kFirm), violation.expected) == std::end(kFirm);
}

// null where the schema's type allows it, and the enum beside that does not list it.
bool IsNullBesideEnum(const ContractSchema& schema, const schema::Violation& violation) {
  if (violation.keyword != "enum" || violation.observed != "null") return false;
  const contract::Node list = contract::PlaceOf(schema, violation);
  const auto owner = contract::Node(list.document()).At(list.pointer().Parent());
  const auto nullable = owner ? owner->Find("nullable") : std::nullopt;
  const auto type = owner ? owner->Find("type") : std::nullopt;
  return (nullable && (*nullable)->IsTrue()) ||
         (type && std::any_of((*type)->items.begin(), (*type)->items.end(),
                              [](const Value& one) { return one.text == "null"; }));
}

// What the example stands for where it is not written as the schema has it, and how.
struct OtherForm {
  Value value;
  std::string how;  // "as text that holds JSON"
};

// JSON in a string: {"a": 1} written as "{\"a\": 1}".
std::optional<OtherForm> JsonInText(const Value& example) {
  if (!example.IsString()) return std::nullopt;
  const std::size_t begin = example.text.find_first_not_of(" \t\r\n");
  if (begin == std::string::npos || (example.text[begin] != '{' && example.text[begin] != '[')) return std::nullopt;
  try {
    return OtherForm{document::ParseJson("example", example.text).root, "as a text that holds JSON"};
  } catch (const Error&) {
    return std::nullopt;
  }
}

// A parameter is text in the request, so that 7 and "7" are sent alike, and a list may be written as it is sent: "a,b".
std::optional<OtherForm> AsSent(const contract::Contract& contract, const contract::Parameter& parameter,
                                const Value& example) {
  if (!example.IsString() && !example.IsNumber() && !example.IsBoolean()) return std::nullopt;
  const std::string text = example.IsBoolean() ? (example.boolean ? "true" : "false") : example.text;
  constexpr std::string_view kHow = "as the text that is sent";
  if (parameter.in != contract::Location::kQuery)
    return OtherForm{contract::ReadParameter(contract, parameter, text), std::string(kHow)};
  contract::QueryPairs pairs;
  for (const std::string_view part : parameter.explode ? Split(text, ',') : std::vector<std::string_view>{text})
    pairs.emplace_back(parameter.name, part);
  if ((parameter.explode || parameter.style == contract::Style::kDeepObject) && text.find('=') != std::string::npos)
    pairs = contract::ParseQuery(text.substr(text.starts_with('?') ? 1 : 0));
  auto value = contract::ReadQueryParameter(contract, parameter, pairs);
  if (!value) return std::nullopt;
  return OtherForm{*std::move(value), std::string(kHow)};
}

class Run {
 public:
  explicit Run(const Subject& subject) : subject_(subject), vendor_(subject.vendor()) {}

  std::vector<Finding> All() {
    for (const contract::Operation* each : vendor_.contract->AllOperations()) {
      const contract::Operation& operation = *each;
      for (const contract::Parameter& parameter : operation.parameters) {
        const auto schema = parameter.ValueSchema();
        const Use use{&operation, Direction::kRequest, "", "", JsonPointer({parameter.name}), parameter.name};
        for (const contract::Example& example : parameter.examples) {
          if (schema) Judge(vendor_.schemas->For(*schema, use.direction), use, example, &parameter);
        }
      }
      for (const BodyUse& body : BodySchemas(operation)) {
        const ContractSchema schema = vendor_.schemas->For(*body.media_type->schema, body.use.direction);
        // XML, forms and streams are written as text, which no schema of an object can be held against.
        const bool json = http::IsJson(body.use.media_type);
        for (const contract::Example& example : body.media_type->examples) {
          if (json || !example.value->IsString()) Judge(schema, body.use, example, nullptr);
        }
      }
    }
    // `example` of a Schema Object, and since 3.1 `examples`, at any depth.
    const bool lists = vendor_.contract->dialect() != schema::DialectId::kOpenApi30;
    ForEachSchema(vendor_, [&](const contract::Node& node, const Use& use) {
      if (const auto example = node.Find("example")) JudgeOwn(node, use, *example);
      const auto examples = lists ? node.Find("examples") : std::nullopt;
      for (std::size_t i = 0; examples && i < (*examples)->items.size(); ++i) JudgeOwn(node, use, examples->Item(i));
    });
    for (Shared& shared : found_) Tell(shared);
    std::vector<Finding> findings;
    for (Shared& shared : found_) findings.push_back(std::move(shared.finding));
    return findings;
  }

 private:
  // An example may be used by many operations, and is told once.
  struct Shared {
    Finding finding;
    std::string schema;             // where the schema stands that all of them use
    std::vector<std::string> uses;  // "GET /accounts → 403"
    std::set<std::string> known;    // the same
  };

  void JudgeOwn(const contract::Node& node, const Use& use, const contract::Node& example) {
    // An example of a body that is no JSON may be written as that body is.
    const bool text =
        !use.media_type.empty() && !http::IsJson(use.media_type) && use.instance.empty() && example->IsString();
    const contract::Parameter* parameter = nullptr;
    for (const contract::Parameter& one : use.operation->parameters) {
      const bool own = use.media_type.empty() && use.instance.tokens().size() == 1 && one.name == use.instance.back() &&
                       one.ValueSchema();
      if (own && &Follow(vendor_, *one.ValueSchema()).value() == &Follow(vendor_, node).value()) parameter = &one;
    }
    if (!text) Judge(vendor_.schemas->For(node, use.direction), use, {"", example}, parameter);
  }

  void Judge(const ContractSchema& schema, const Use& use, const contract::Example& example,
             const contract::Parameter* parameter) {
    BodyDifferences differences = Compare(schema, example.value.value());
    if (differences.empty()) return;
    const std::string what = example.name.empty() ? "the example" : fmt::format("the example '{}'", example.name);
    Finding found;
    found.identity = use.Identify(vendor_, "example.schema");
    found.identity.schema_pointer = schema.node.pointer().ToString();
    found.identity.instance_pointer = example.value.pointer().ToString();
    if (!DescribeOtherForm(found, schema, differences, example.value, what, parameter))
      Describe(found, *vendor_.contract, schema, differences, example.value, what);
    const auto& violations = differences.violations;
    if (!violations.empty() && std::all_of(violations.begin(), violations.end(), IsHint)) {
      found.severity = finding::Severity::kNote;
      found.likely =
          "Undecided: the format is one that OpenAPI leaves open, and the example is not of the form that JSON Schema gives it.";
    } else if (!violations.empty() && std::all_of(violations.begin(), violations.end(),
                                                  [&](const auto& v) { return IsNullBesideEnum(schema, v); })) {
      found.likely = "The schema: its type allows null, and its enum, which does not list null, forbids it.";
    }
    if (found.likely.empty()) {
      if (found.severity == finding::Severity::kNote) {
        found.likely =
            "The schema, which leaves out what the example shows; or the example, which shows what is not there.";
      } else if (use.instance.empty()) {
        HearThird(subject_, use, schema, differences, found);
      } else {
        found.likely =
            "Undecided: the contract contradicts itself, and no documented sample tells which side is right.";
      }
    }
    Add(std::move(found), schema, use, example.value);
  }

  // An example in another form than the schema has, whose meaning fits: a note. Whatever does not fit is told in full.
  bool DescribeOtherForm(Finding& found, const ContractSchema& schema, const BodyDifferences& differences,
                         const contract::Node& example, const std::string& what, const contract::Parameter* parameter) {
    const bool whole = std::any_of(differences.violations.begin(), differences.violations.end(),
                                   [](const auto& v) { return v.instance_location.empty(); });
    if (!whole) return false;
    for (const bool sent : {false, true}) {
      if (sent && parameter == nullptr) continue;
      const auto other = sent ? AsSent(*vendor_.contract, *parameter, example.value()) : JsonInText(example.value());
      if (!other || !Compare(schema, other->value).violations.empty()) continue;
      const schema::Violation& first = differences.violations.front();
      found.severity = finding::Severity::kNote;
      found.message = fmt::format("{} is written {}, which fits its schema when it is read", what, other->how);
      found.expected = first.expected;
      found.observed = first.observed;
      found.shape = finding::Shape({contract::ShapeOf(first)});
      found.places = {contract::QuoteContract(schema, first), example.Quote("observed " + first.observed)};
      found.likely = "The example: a tool that takes it as it stands shows a value of another type.";
      return true;
    }
    return false;
  }

  void Add(Finding found, const ContractSchema& schema, const Use& use, const contract::Node& example) {
    const contract::Node end = Follow(vendor_, schema.node);
    const std::string name = use.operation->Name() + (use.status.empty() ? "" : " → " + use.status);
    const auto [entry, first] = index_.emplace(std::tuple(&example.value(), &end.value(), found.shape), found_.size());
    if (first) found_.push_back({std::move(found), end.pointer().ToString(), {}, {}});
    Shared& shared = found_[entry->second];
    if (shared.known.insert(name).second) shared.uses.push_back(name);
  }

  static void Tell(Shared& shared) {
    constexpr std::size_t kMost = 10;
    if (shared.uses.size() < 2) return;
    Finding& found = shared.finding;
    // That of no single use, so that a further one changes nothing.
    found.identity.operation.clear();
    found.identity.status.clear();
    found.identity.media_type.clear();
    found.identity.schema_pointer = shared.schema;
    found.message += fmt::format(" (at {})", Count(shared.uses.size(), "place"));
    std::vector<std::string> some(
        shared.uses.begin(), shared.uses.begin() + static_cast<std::ptrdiff_t>(std::min(kMost, shared.uses.size())));
    if (some.size() < shared.uses.size()) some.push_back(fmt::format("{} more", shared.uses.size() - some.size()));
    found.details.push_back(fmt::format("used by: {}", Join(some, ", ")));
  }

  const Subject& subject_;
  const contract::Vendor& vendor_;
  std::vector<Shared> found_;
  std::map<std::tuple<const Value*, const Value*, std::string>, std::size_t> index_;
};

}  // namespace

const Rule kExampleSchema = {
    {"example.schema", "Examples in the contract fit their schemas", finding::Severity::kError,
     "Evaluates every `example` and `examples` of media types, parameters and Schema Objects against the schema beside it. The "
     "finding lists every missing, undeclared and wrongly typed member, and an example that many operations use is told once. A note is an example "
     "that only has members beyond an open schema, one that holds the JSON as text, and one of a parameter that is the text that is sent (7 for a string). "
     "Texts of media types other than JSON are not judged.\n\nWhy: mocks and SDK documentation are made from examples; an example that breaks its schema "
     "misleads whoever copies "
     "it.\n\nWhat to do: replace the example by a real answer; a documented sample that fits is named where there is one."},
    [](const Subject& subject) { return Run(subject).All(); }};

}  // namespace plumbline::audit

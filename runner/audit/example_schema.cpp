#include <fmt/format.h>

#include "audit/body_differences.h"
#include "audit/rule.h"
#include "audit/schema_walk.h"
#include "base/text.h"
#include "contract/three_sides.h"

namespace plumbline::audit {
namespace {

using contract::ContractSchema;
using contract::Direction;
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
void HearThird(const Subject& subject, const Use& use, const ContractSchema& schema, const BodyDifferences& differences, Finding& found) {
  for (const ShownBody& shown : subject.bodies()) {
    if (shown.origin == ShownBody::Origin::kExample || shown.shortened || !ShowsThe(subject, shown, use)) continue;
    const std::string name = shown.file == nullptr ? shown.label : fmt::format("sample '{}'{}", shown.file->name, shown.file->page.empty() ? "" : " (" + shown.file->page + ")");
    for (const schema::Violation& violation : differences.violations) {
      const auto sides = contract::ThreeSides(schema, violation, name, shown.root.value(), "example");
      if (sides.empty()) continue;
      found.sides = sides;
      found.likely = finding::LikelyWrong(sides);
      if (!found.likely.empty()) return;
    }
  }
  if (found.likely.empty()) {
    found.likely = found.sides.empty() ? "Undecided: the contract contradicts itself, and no documented sample tells which side is right." : "Undecided: the three sides say three different things.";
  }
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
          if (schema) Judge(vendor_.schemas->For(*schema, use.direction), use, example, false);
        }
      }
      for (const BodyUse& body : BodySchemas(operation)) {
        const ContractSchema schema = vendor_.schemas->For(*body.media_type->schema, body.use.direction);
        for (const contract::Example& example : body.media_type->examples) Judge(schema, body.use, example, true);
      }
    }
    // `example` of a Schema Object, at any depth.
    ForEachSchema(vendor_, [&](const contract::Node& node, const Use& use) {
      const auto example = node.Find("example");
      if (!example) return;
      Judge(vendor_.schemas->For(node, use.direction), use, {"", *example}, use.instance.empty());
    });
    return std::move(findings_);
  }

 private:
  void Judge(const ContractSchema& schema, const Use& use, const contract::Example& example, bool whole_body) {
    const BodyDifferences differences = Compare(schema, example.value.value());
    if (differences.empty()) return;
    Finding found;
    found.identity = use.Identify(vendor_, "example.schema");
    found.identity.schema_pointer = schema.node.pointer().ToString();
    found.identity.instance_pointer = example.value.pointer().ToString();
    Describe(found, schema, differences, example.value, example.name.empty() ? "the example" : fmt::format("the example '{}'", example.name));
    if (found.severity == finding::Severity::kNote) {
      found.likely = "The schema, which leaves out what the example shows; or the example, which shows what is not there.";
    } else if (whole_body) {
      HearThird(subject_, use, schema, differences, found);
    } else {
      found.likely = "Undecided: the contract contradicts itself, and no documented sample tells which side is right.";
    }
    findings_.push_back(std::move(found));
  }

  const Subject& subject_;
  const contract::Vendor& vendor_;
  std::vector<Finding> findings_;
};

}  // namespace

const Rule kExampleSchema = {
    {"example.schema", "Examples in the contract fit their schemas", finding::Severity::kError,
     "Evaluates every `example` and `examples` of media types, parameters and Schema Objects against the schema beside it. The "
     "finding lists every missing, undeclared and wrongly typed member. An example that only has members beyond an open schema "
     "is a note.\n\nWhy: mocks and SDK documentation are made from examples; an example that breaks its schema misleads whoever copies "
     "it.\n\nWhat to do: replace the example by a real answer; a documented sample that fits is named where there is one."},
    [](const Subject& subject) { return Run(subject).All(); }};

}  // namespace plumbline::audit

#include <fmt/format.h>

#include "audit/body_differences.h"
#include "audit/rule.h"
#include "audit/schema_walk.h"
#include "base/text.h"

namespace plumbline::audit {
namespace {

using contract::ContractSchema;
using contract::Direction;
using finding::Finding;

// A documented sample of the same body that fits the schema speaks against the example.
std::string Likely(const contract::Vendor& vendor, const Use& use, const ContractSchema& schema, bool whole_body) {
  for (const contract::Sample& sample : vendor.samples) {
    if (!whole_body || !Shows(sample, use)) continue;
    const std::string where = sample.page.empty() ? "" : " (" + sample.page + ")";
    if (contract::Judge(schema, sample.body->root).fits()) {
      return fmt::format("The example: the documented sample '{}'{} fits the schema.", sample.name, where);
    }
    return fmt::format("Undecided: the documented sample '{}'{} breaks the schema as well.", sample.name, where);
  }
  return "Undecided: the contract contradicts itself, and no documented sample tells which side is right.";
}

class Run {
 public:
  explicit Run(const contract::Vendor& vendor) : vendor_(vendor) {}

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
    found.likely = found.severity == finding::Severity::kNote ? "The schema, which leaves out what the example shows; or the example, which shows what is not there."
                                                              : Likely(vendor_, use, schema, whole_body);
    findings_.push_back(std::move(found));
  }

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
    [](const Subject& subject) { return Run(subject.vendor()).All(); }};

}  // namespace plumbline::audit

#include "audit/subject.h"

#include <fmt/format.h>

#include <algorithm>

#include "audit/entity.h"
#include "audit/schema_walk.h"
#include "base/text.h"

namespace plumbline::audit {
namespace {

// Segments of a path, with every parameter as "{}" and no trailing slash: /a/{id}/ and /a/{key} are one path.
std::vector<std::string> Segments(std::string_view path) {
  std::vector<std::string> segments;
  for (std::string_view segment : Split(path, '/')) {
    if (!segment.empty()) segments.emplace_back(segment.find('{') == std::string_view::npos ? segment : "{}");
  }
  return segments;
}

bool EndsWith(const std::vector<std::string>& whole, const std::vector<std::string>& end) {
  return end.size() <= whole.size() && std::equal(end.begin(), end.end(), whole.end() - static_cast<std::ptrdiff_t>(end.size()));
}

// How well two paths name one thing: 0 not at all; the same path counts most, then one that leaves out a base path.
int Likeness(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  if (a == b) return 1000;
  const auto& [longer, shorter] = a.size() > b.size() ? std::tie(a, b) : std::tie(b, a);
  const bool literal = std::any_of(shorter.begin(), shorter.end(), [](const std::string& s) { return s != "{}"; });
  if (shorter.empty() || !literal || !EndsWith(longer, shorter)) return 0;
  // A base path has no parameters.
  for (std::size_t i = 0; i + shorter.size() < longer.size(); ++i) {
    if (longer[i] == "{}") return 0;
  }
  return static_cast<int>(shorter.size());
}

}  // namespace

Subject::Subject(const contract::Vendor& vendor) : vendor_(&vendor) {
  for (const contract::Operation& operation : vendor.contract->operations) {
    operations_.push_back({operation.Name(), operation.method, operation.path, &operation, {}});
  }
  const auto nearest = [&](const std::string& method, const std::string& path) {
    const std::vector<std::string> wanted = Segments(path);
    std::size_t best = kNowhere;
    int likeness = 0;
    bool unique = true;
    for (std::size_t i = 0; i < operations_.size(); ++i) {
      if (!method.empty() && operations_[i].method != method) continue;
      const int here = Likeness(Segments(operations_[i].path), wanted);
      if (here == 0 || here < likeness) continue;
      unique = here > likeness;
      best = i;
      likeness = here;
    }
    return unique ? best : kNowhere;
  };
  // Whole paths first, so that the short forms of other pages find them.
  operation_of_.resize(pages().size());
  struct Waiting {
    std::size_t page, operation, length;
  };
  std::vector<Waiting> waiting;
  for (std::size_t p = 0; p < pages().size(); ++p) {
    const auto& operations = pages()[p].claims.operations;
    operation_of_[p].assign(operations.size(), kNowhere);
    for (std::size_t o = 0; o < operations.size(); ++o) waiting.push_back({p, o, Segments(operations[o].path).size()});
  }
  std::stable_sort(waiting.begin(), waiting.end(), [](const Waiting& a, const Waiting& b) { return a.length > b.length; });
  for (const Waiting& one : waiting) {
    const page::DocumentedOperation& documented = pages()[one.page].claims.operations[one.operation];
    std::size_t found = nearest(documented.method, documented.path);
    if (found == kNowhere && !documented.method.empty()) {
      found = operations_.size();
      operations_.push_back({documented.Name(), documented.method, documented.path, nullptr, {}});
    }
    operation_of_[one.page][one.operation] = found;
    if (found != kNowhere) operations_[found].documented.emplace_back(one.page, one.operation);
  }
  for (ApiOperation& operation : operations_) std::sort(operation.documented.begin(), operation.documented.end());

  // Pages are not tied to these: a webhook has no path.
  for (const contract::Operation& operation : vendor.contract->incoming) {
    operations_.push_back({operation.Name(), operation.method, operation.path, &operation, {}});
  }

  for (std::size_t p = 0; p < pages().size(); ++p) {
    for (const page::SampleClaim& sample : pages()[p].claims.samples) {
      if (sample.body == nullptr) continue;
      const SourceLocation at = pages()[p].page.source.LocationOf(sample.span.begin);
      bodies_.push_back({.origin = ShownBody::Origin::kPage, .operation = OperationOf(p, sample.operation), .part = sample.part, .status = sample.status,
                         .body = sample.body, .root = document::Node(*sample.body), .label = fmt::format("the sample at {}:{}", at.file, at.line),
                         .is_error = sample.is_error, .shortened = sample.shortened, .page = p});
    }
  }
  for (const contract::Sample& sample : vendor.samples) {
    const contract::Operation* declared = vendor.contract->FindOperation(sample.operation);
    const auto owner = std::find_if(operations_.begin(), operations_.end(), [&](const ApiOperation& o) { return o.declared == declared; });
    const std::size_t index = declared == nullptr || owner == operations_.end() ? kNowhere : static_cast<std::size_t>(owner - operations_.begin());
    const auto part = sample.part == contract::Direction::kRequest ? page::Part::kRequest : page::Part::kResponse;
    // The page that the file was copied from says more.
    const bool on_page = std::any_of(bodies_.begin(), bodies_.end(), [&](const ShownBody& body) {
      return body.operation == index && body.part == part && document::Equal(body.root.value(), sample.body->root);
    });
    if (on_page) continue;
    bodies_.push_back({.origin = ShownBody::Origin::kFile, .file = &sample,
                       .operation = index,
                       .part = part,
                       .status = sample.part == contract::Direction::kRequest ? std::nullopt : std::optional(sample.status),
                       .body = sample.body, .root = document::Node(*sample.body), .label = fmt::format("the documented sample '{}'", sample.name)});
  }
  for (std::size_t o = 0; o < operations_.size(); ++o) {
    if (operations_[o].declared == nullptr) continue;
    for (const BodyUse& body : BodySchemas(*operations_[o].declared)) {
      for (const contract::Example& example : body.media_type->examples) {
        const bool answer = body.use.direction == contract::Direction::kResponse;
        std::optional<int> status;
        if (answer && body.use.status.size() == 3 && body.use.status.find('X') == std::string::npos) status = std::stoi(body.use.status);
        bodies_.push_back({.origin = ShownBody::Origin::kExample, .operation = o,
                           .part = answer ? page::Part::kResponse : page::Part::kRequest, .status = status, .body = nullptr, .root = example.value,
                           .label = example.name.empty() ? "the example" : fmt::format("the example '{}'", example.name)});
      }
    }
  }
  objects_ = std::make_shared<const std::vector<ShownObject>>(ShownObjects(*this));
}

std::size_t Subject::OperationOf(std::size_t page, std::size_t operation) const {
  return operation == page::kNoOperation ? kNowhere : operation_of_[page][operation];
}

std::vector<std::size_t> Subject::BodiesOf(std::size_t operation, page::Part part) const {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < bodies_.size(); ++i) {
    if (bodies_[i].operation == operation && bodies_[i].part == part) found.push_back(i);
  }
  return found;
}

finding::Identity Subject::Identify(std::string_view rule, std::size_t operation) const {
  finding::Identity identity;
  identity.vendor = vendor_->id;
  identity.rule = rule;
  if (operation != kNowhere) identity.operation = operations_[operation].name;
  return identity;
}

finding::Finding NewFinding(const Subject& subject, std::string_view rule, std::size_t operation, finding::Severity severity, std::string instance_pointer) {
  finding::Finding found;
  found.identity = subject.Identify(rule, operation);
  found.identity.instance_pointer = std::move(instance_pointer);
  found.severity = severity;
  return found;
}

}  // namespace plumbline::audit

#include "audit/subject.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_map>

#include "audit/documented.h"
#include "audit/entity.h"
#include "audit/schema_walk.h"
#include "base/regex.h"
#include "base/text.h"
#include "base/uri.h"
#include "page/same_path.h"

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

// With a parameter for each segment that is hardly a word: k17, 8f2c; but not v2.
std::string WithoutValues(std::string_view path) {
  std::string text;
  for (std::string_view segment : Split(path, '/')) {
    if (segment.empty()) continue;
    static const Regex kToken(R"([A-Za-z]{2}[A-Za-z0-9]{18,}(?:\.(?:json|xml))?)");  // "CFaaaa….json"
    const bool value =
        (segment.find_first_of("0123456789") != std::string_view::npos && !page::IsBaseSegment(segment)) ||
        kToken.Full(segment);
    text += '/' + (value ? std::string("{}") : std::string(segment));
  }
  return text;
}

bool IsRequestOnly(const page::DocumentedOperation& documented) {
  return std::all_of(documented.mentions.begin(), documented.mentions.end(),
                     [](const page::OperationMention& m) { return m.kind == page::Mention::kRequest; });
}

bool IsExample(const page::DocumentedOperation& documented) {
  return Segments(WithoutValues(documented.path)) != Segments(documented.path) && IsRequestOnly(documented);
}

// Finds the operation that a path speaks of, however many there are: the same path, else one that leaves out a base
// path.
class PathIndex {
 public:
  void Add(std::size_t operation, const std::string& method, const std::string& path) {
    const std::vector<std::string> segments = Segments(path);
    whole_[Join(segments, "/")].push_back({operation, method});
    if (templates_.size() < kMostTemplates) templates_.emplace(operation, std::pair(method, segments));
    for (const std::string& end : Ends(segments)) ends_[end].push_back({operation, method});
  }

  // The same operation with the path of a server before its own: "/shops/{shop}/v1" and "/kites".
  void AddWithBase(std::size_t operation, const std::string& method, const std::string& path) {
    std::vector<Entry>& entries = whole_[Join(Segments(path), "/")];
    const bool known = std::any_of(entries.begin(), entries.end(), [&](const Entry& entry) {
      return entry.operation == operation && entry.method == method;
    });
    if (!known) entries.push_back({operation, method});
  }

  // The only operation whose parameters may stand for the other segments of a request's path: /buckets/{name}/objects
  // for /v1/buckets/acme-reports/objects. kNowhere where there is none, or several.
  std::size_t Fitting(const std::string& method, const std::string& path) const {
    const std::vector<std::string> sent = Segments(path);
    std::size_t only = kNowhere;
    for (const auto& [operation, entry] : templates_) {
      const auto& [of_method, segments] = entry;
      if (of_method != method || segments.size() > sent.size() || segments.empty() || segments.front() == "{}")
        continue;
      // A word in the place of the last parameter may be an operation of its own: /kites/search.
      if (segments.back() == "{}" || std::count(segments.begin(), segments.end(), "{}") == 0) continue;
      const bool fits =
          std::equal(segments.begin(), segments.end(), sent.end() - static_cast<std::ptrdiff_t>(segments.size()),
                     [](const std::string& one, const std::string& other) { return one == "{}" || one == other; });
      if (!fits) continue;
      if (only != kNowhere) return kNowhere;
      only = operation;
    }
    return only;
  }

  // kNowhere where there is none, or where several are as near. An empty method is any.
  std::size_t Nearest(const std::string& method, const std::string& path) const {
    const std::vector<std::string> segments = Segments(path);
    const std::string wanted = Join(segments, "/");
    if (const auto same = Only(whole_, wanted, method)) return *same;
    if (const auto longer = Only(ends_, wanted, method)) return *longer;
    for (const std::string& end : Ends(segments)) {
      if (const auto shorter = Only(whole_, end, method)) return *shorter;
    }
    return kNowhere;
  }

 private:
  struct Entry {
    std::size_t operation;
    std::string method;
  };
  using Entries = std::unordered_map<std::string, std::vector<Entry>>;

  // What is left of a path without a base path, the longest first. A base path has no parameters, and what is left
  // names something.
  static std::vector<std::string> Ends(const std::vector<std::string>& segments) {
    constexpr std::size_t kMaxBase = 8;
    std::vector<std::string> ends;
    for (std::size_t base = 1; base < segments.size() && base <= kMaxBase && segments[base - 1] != "{}"; ++base) {
      const std::vector<std::string> end(segments.begin() + static_cast<std::ptrdiff_t>(base), segments.end());
      if (std::any_of(end.begin(), end.end(), [](const std::string& segment) { return segment != "{}"; }))
        ends.push_back(Join(end, "/"));
    }
    return ends;
  }

  // The one entry of that method; kNowhere where there are several, nothing where there is none.
  static std::optional<std::size_t> Only(const Entries& entries, const std::string& path, const std::string& method) {
    const auto found = entries.find(path);
    if (found == entries.end()) return std::nullopt;
    std::optional<std::size_t> only;
    for (const Entry& entry : found->second) {
      if (!method.empty() && entry.method != method) continue;
      if (only) return kNowhere;
      only = entry.operation;
    }
    return only;
  }

  static constexpr std::size_t kMostTemplates = 2'000;

  Entries whole_, ends_;
  std::map<std::size_t, std::pair<std::string, std::vector<std::string>>> templates_;
};

}  // namespace

Subject::Subject(const contract::Vendor& vendor) : vendor_(&vendor) {
  PathIndex index;
  for (const contract::Operation& operation : vendor.contract->operations) {
    index.Add(operations_.size(), operation.method, operation.path);
    for (const contract::Server& server : operation.servers) {
      // With its variables, as pages write it; bases without parameters are left out of paths anyhow.
      const auto written = server.node ? server.node->Find("url") : std::nullopt;
      const std::string_view base = SplitUri(written ? (*written)->text : server.url).path;
      if (base.find('{') != std::string_view::npos)
        index.AddWithBase(operations_.size(), operation.method, std::string(base) + operation.path);
    }
    operations_.push_back({operation.Name(), operation.method, operation.path, &operation, {}});
  }
  // Whole paths first, so that the short forms of other pages find them; example requests last.
  operation_of_.resize(pages().size());
  struct Waiting {
    std::size_t page, operation, length;
    bool example;
  };
  std::vector<Waiting> waiting;
  for (std::size_t p = 0; p < pages().size(); ++p) {
    const auto& operations = pages()[p].claims.operations;
    operation_of_[p].assign(operations.size(), kNowhere);
    for (std::size_t o = 0; o < operations.size(); ++o)
      waiting.push_back({p, o, Segments(operations[o].path).size(), IsExample(operations[o])});
  }
  std::stable_sort(waiting.begin(), waiting.end(), [](const Waiting& a, const Waiting& b) {
    return a.example != b.example ? b.example : a.length > b.length;
  });
  for (const Waiting& one : waiting) {
    const page::DocumentedOperation& documented = pages()[one.page].claims.operations[one.operation];
    std::size_t found = index.Nearest(documented.method, documented.path);
    // An example request: /kites/k17 is sent to /kites/{id}, where nothing else is known of such a path.
    if (found == kNowhere && one.example) found = index.Nearest(documented.method, WithoutValues(documented.path));
    if (found == kNowhere && IsRequestOnly(documented)) found = index.Fitting(documented.method, documented.path);
    if (found == kNowhere && !documented.method.empty()) {
      found = operations_.size();
      index.Add(found, documented.method, documented.path);
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
      bodies_.push_back({.origin = ShownBody::Origin::kPage,
                         .operation = OperationOf(p, sample.operation),
                         .part = sample.part,
                         .status = sample.status,
                         .body = sample.body,
                         .root = document::Node(*sample.body),
                         .label = fmt::format("the sample at {}:{}", at.file, at.line),
                         .is_error = sample.is_error,
                         .shortened = sample.shortened,
                         .lacks_members = sample.lacks_members,
                         .page = p});
    }
  }
  for (const contract::Sample& sample : vendor.samples) {
    const contract::Operation* declared = vendor.contract->FindOperation(sample.operation);
    const auto owner = std::find_if(operations_.begin(), operations_.end(),
                                    [&](const ApiOperation& o) { return o.declared == declared; });
    const std::size_t tied = declared == nullptr || owner == operations_.end()
                                 ? kNowhere
                                 : static_cast<std::size_t>(owner - operations_.begin());
    const auto part = sample.part == contract::Direction::kRequest ? page::Part::kRequest : page::Part::kResponse;
    // The page that the file was copied from says more.
    const bool on_page = std::any_of(bodies_.begin(), bodies_.end(), [&](const ShownBody& body) {
      return body.operation == tied && body.part == part && document::Equal(body.root.value(), sample.body->root);
    });
    if (on_page) continue;
    bodies_.push_back(
        {.origin = ShownBody::Origin::kFile,
         .file = &sample,
         .operation = tied,
         .part = part,
         .status = sample.part == contract::Direction::kRequest ? std::nullopt : std::optional(sample.status),
         .body = sample.body,
         .root = document::Node(*sample.body),
         .label = fmt::format("the documented sample '{}'", sample.name)});
  }
  for (std::size_t o = 0; o < operations_.size(); ++o) {
    if (operations_[o].declared == nullptr) continue;
    for (const BodyUse& body : BodySchemas(*operations_[o].declared)) {
      for (const contract::Example& example : body.media_type->examples) {
        const bool answer = body.use.direction == contract::Direction::kResponse;
        std::optional<int> status;
        if (answer && body.use.status.size() == 3 && body.use.status.find('X') == std::string::npos)
          status = std::stoi(body.use.status);
        bodies_.push_back(
            {.origin = ShownBody::Origin::kExample,
             .operation = o,
             .part = answer ? page::Part::kResponse : page::Part::kRequest,
             .status = status,
             .body = nullptr,
             .root = example.value,
             .label = example.name.empty() ? "the example" : fmt::format("the example '{}'", example.name)});
      }
    }
  }
  requests_of_.resize(operations_.size() + 1);
  answers_of_.resize(operations_.size() + 1);
  answers_naming_.resize(pages().size());
  for (std::size_t i = 0; i < bodies_.size(); ++i) {
    const ShownBody& body = bodies_[i];
    (body.IsAnswer() ? answers_of_ : requests_of_)[std::min(body.operation, operations_.size())].push_back(i);
    if (!body.IsAnswer() || body.page == kNowhere) continue;
    ForEachNearObject(body.root.value(), [&](const document::Value& object, const JsonPointer&) {
      for (const document::Member& member : object.members) {
        std::vector<std::size_t>& naming = answers_naming_[body.page][member.key];
        if (naming.empty() || naming.back() != i) naming.push_back(i);
      }
    });
  }
  objects_ = std::make_shared<const std::vector<ShownObject>>(ShownObjects(*this));
}

std::size_t Subject::OperationOf(std::size_t page, std::size_t operation) const {
  return operation == page::kNoOperation ? kNowhere : operation_of_[page][operation];
}

const std::vector<std::size_t>& Subject::BodiesOf(std::size_t operation, page::Part part) const {
  return (part == page::Part::kRequest ? requests_of_ : answers_of_)[std::min(operation, operations_.size())];
}

const std::vector<std::size_t>& Subject::AnswersNaming(std::size_t page, std::string_view member) const {
  static const std::vector<std::size_t> kNone;
  const auto found = answers_naming_[page].find(member);
  return found == answers_naming_[page].end() ? kNone : found->second;
}

finding::Identity Subject::Identify(std::string_view rule, std::size_t operation) const {
  finding::Identity identity;
  identity.vendor = vendor_->id;
  identity.rule = rule;
  if (operation != kNowhere) identity.operation = operations_[operation].name;
  return identity;
}

finding::Finding NewFinding(const Subject& subject, std::string_view rule, std::size_t operation,
                            finding::Severity severity, std::string instance_pointer) {
  finding::Finding found;
  found.identity = subject.Identify(rule, operation);
  found.identity.instance_pointer = std::move(instance_pointer);
  found.severity = severity;
  return found;
}

}  // namespace plumbline::audit

#include <fmt/format.h>

#include <algorithm>

#include "audit/body_differences.h"
#include "audit/code_sample.h"
#include "audit/rule.h"
#include "base/text.h"
#include "page/curl.h"
#include "page/loose_json.h"

namespace plumbline::audit {
namespace {

std::vector<std::string_view> Segments(std::string_view path) {
  std::vector<std::string_view> segments;
  for (std::string_view segment : Split(path, '/')) {
    if (!segment.empty()) segments.push_back(segment);
  }
  return segments;
}

// Whether the end of a path fits a template; what precedes it is the server's.
bool Fits(std::string_view path, std::string_view pattern) {
  const auto shown = Segments(path), wanted = Segments(pattern.substr(0, pattern.find_first_of("?#")));
  if (shown.size() < wanted.size()) return false;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const std::string_view one = shown[shown.size() - wanted.size() + i];
    const bool open =
        wanted[i].find('{') != std::string_view::npos || one.find_first_of("{<$:") != std::string_view::npos;
    if (!open && one != wanted[i]) return false;
  }
  return true;
}

// What the request's JSON is held to.
std::optional<contract::Node> JsonSchemaOf(const contract::Operation& operation) {
  if (!operation.request_body) return std::nullopt;
  for (const contract::MediaType& type : operation.request_body->content) {
    if (type.schema && (type.name.find("json") != std::string::npos || type.name == "*/*")) return type.schema;
  }
  return std::nullopt;
}

// Only single commands: what a program joins from parts is not its whole address.
bool IsCommand(const CodeSample& sample) {
  const std::string_view code = Trim(sample.code.text);
  return code.starts_with("curl ") && code.find("curl ", 1) == std::string_view::npos;
}

finding::Finding Begin(const Subject& subject, const CodeSample& sample, const char* what) {
  finding::Finding found = NewFinding(subject, "code.request", sample.operation, finding::Severity::kError, what);
  found.identity.schema_pointer = sample.node.pointer().ToString();
  return found;
}

std::vector<finding::Finding> Run(const Subject& subject) {
  std::vector<finding::Finding> findings;
  for (const CodeSample& sample : CodeSamples(subject)) {
    if (!IsCommand(sample)) continue;
    const std::vector<page::ShownRequest> requests = page::ReadRequests(sample.code, "bash");
    if (requests.size() != 1) continue;
    const page::ShownRequest& request = requests.front();
    const contract::Operation& declared = *subject.operations()[sample.operation].declared;
    const page::SplitUrl url = page::SplitRequestUrl(request.url);
    // A variable that may hold more than one segment leaves the path open.
    const bool whole = !url.path.empty() && url.path != "/" && url.path.find('$') == std::string::npos;
    if (whole && !Fits(url.path, declared.path)) {
      finding::Finding found = Begin(subject, sample, "path");
      found.message =
          fmt::format("the code asks {}, and the operation that it stands at is {}", url.path, declared.path);
      found.expected = declared.path;
      found.observed = url.path;
      found.places = {declared.node.QuoteKey("the operation " + declared.Name()),
                      sample.Quote(request.span, "the code asks this")};
      found.likely = "The code: the contract declares the path.";
      findings.push_back(std::move(found));
      continue;
    }
    if (whole && !request.method.empty() && request.method != declared.method) {
      finding::Finding found = Begin(subject, sample, "method");
      found.message =
          fmt::format("the code sends {}, and the operation that it stands at is {}", request.method, declared.Name());
      found.expected = declared.method;
      found.observed = request.method;
      found.places = {declared.node.QuoteKey("the operation " + declared.Name()),
                      sample.Quote(request.span, "the code sends " + request.method)};
      found.likely = "The code: the contract declares the method.";
      findings.push_back(std::move(found));
      continue;
    }
    const auto schema = JsonSchemaOf(declared);
    const std::string_view body = Trim(request.body.text);
    if (!schema || !body.starts_with('{')) continue;
    const page::LooseJson json = page::ReadLooseJson(sample.node.document().source, request.body,
                                                     static_cast<std::size_t>(body.data() - request.body.text.data()));
    if (json.body == nullptr || json.shortened) continue;
    const contract::ContractSchema compiled = subject.vendor().schemas->For(*schema, contract::Direction::kRequest);
    const BodyDifferences differences = Compare(compiled, json.body->root);
    if (differences.violations.empty() && differences.undeclared.empty()) continue;
    finding::Finding found = Begin(subject, sample, "body");
    Describe(found, *subject.vendor().contract, compiled, differences, document::Node(*json.body),
             "the body that the code sends");
    found.likely = "The code: the schema of the request stands beside it.";
    findings.push_back(std::move(found));
  }
  return findings;
}

}  // namespace

const Rule kCodeRequest = {
    {"code.request", "Commands in the contract ask the operation that they stand at", finding::Severity::kError,
     "Reads the curl commands of `x-codeSamples`, `x-code-samples` and `x-readme`: their path and method are those of the operation "
     "that they stand at, and the JSON "
     "that they send fits the schema of its request. A command that sends members which an open schema does not name is a note.\n\nWhy: "
     "such code is shown beside the operation and "
     "copied first.\n\nWhat to do: mend the code, or the contract where the code is right."},
    Run};

}  // namespace plumbline::audit

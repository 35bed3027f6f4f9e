#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "audit/member_name.h"
#include "audit/rule.h"
#include "audit/schema_walk.h"
#include "base/text.h"

namespace plumbline::audit {
namespace {

using contract::Node;
using contract::Operation;
using finding::Finding;
using finding::Severity;

// 401, 4XX and default tell what happens without credentials.
bool TellsRefusal(const Operation& operation) {
  return operation.FindResponse(401) != nullptr || operation.FindResponse(403) != nullptr;
}

bool NeedsCredentials(const Operation& operation) {
  return !operation.security.empty() &&
         std::none_of(operation.security.begin(), operation.security.end(),
                      [](const contract::SecurityRequirement& one) { return one.empty(); });
}

std::vector<Finding> Security(const Subject& subject) {
  std::vector<const Operation*> silent;
  std::size_t secured = 0;
  for (const Operation& operation : subject.vendor().contract->operations) {
    if (!NeedsCredentials(operation)) continue;
    ++secured;
    if (!TellsRefusal(operation)) silent.push_back(&operation);
  }
  if (silent.empty()) return {};
  Finding found;
  found.severity = Severity::kNote;
  found.identity = subject.Identify("security.401", kNowhere);
  found.message = fmt::format("{} of {} credentials {} neither 401 nor 403", silent.size(),
                              Count(secured, "operation that needs", "operations that need"),
                              silent.size() == 1 ? "declares" : "declare");
  found.expected = "a response 401";
  std::vector<std::string> shape;
  for (const Operation* operation : silent) {
    std::vector<std::string> statuses;
    for (const contract::Response& response : operation->responses) statuses.push_back(response.status);
    found.details.push_back(
        fmt::format("{}: {} ({})", operation->Name(), Join(statuses, ", "), ToString(operation->node.Location())));
    shape.push_back(operation->Name());
    if (found.observed.empty()) found.observed = Join(statuses, ", ");
  }
  found.shape = finding::Shape(std::move(shape));
  const Operation& first = *silent.front();
  const Node& root = Node(*subject.vendor().contract->root);
  const auto own = first.node.Find("security");
  const auto general = root.Find("security");
  found.places = {
      (own       ? *own
       : general ? *general
                 : first.node)
          .QuoteKey("credentials are needed"),
      first.node.Find("responses").value_or(first.node).QuoteKey("what a refusal looks like is not declared")};
  found.likely = "The contract: a service that needs credentials refuses requests without them.";
  return {found};
}

bool NamesPageSize(const std::string& name) {
  const std::string spelled = Spelled(name);
  for (std::string_view known :
       {"per_page", "page_size", "limit", "max_results", "items_per_page", "page_limit", "pagesize", "perpage"}) {
    if (spelled == known) return true;
  }
  return false;
}

std::vector<Finding> Pagination(const Subject& subject) {
  Finding found;
  std::vector<std::string> shape;
  for (const Operation& operation : subject.vendor().contract->operations) {
    if (operation.method != "GET") continue;
    for (const contract::Parameter& parameter : operation.parameters) {
      const auto written = parameter.ValueSchema();
      if (parameter.in != contract::Location::kQuery || !NamesPageSize(parameter.name) || !written) continue;
      const Node schema = Follow(subject.vendor(), *written);
      const auto type = schema.Find("type");
      if (!type || (*type)->text != "integer") continue;
      const bool bounded = schema.Find("maximum") || schema.Find("exclusiveMaximum") || schema.Find("enum") ||
                           schema.Find("const") || schema.Find("allOf");
      if (bounded) continue;
      found.details.push_back(
          fmt::format("{} {} ({})", operation.Name(), parameter.name, ToString(parameter.node.Location())));
      shape.push_back(operation.Name() + ' ' + parameter.name);
      if (found.places.empty()) found.places = {schema.QuoteKey("has no maximum")};
    }
  }
  if (found.details.empty()) return {};
  found.severity = Severity::kNote;
  found.identity = subject.Identify("pagination.limit", kNowhere);
  found.message = fmt::format("{} a page's size without an upper bound",
                              Count(found.details.size(), "parameter sets", "parameters set"));
  found.expected = "a `maximum`";
  found.observed = "none";
  found.shape = finding::Shape(std::move(shape));
  found.likely = "The contract: services bound what one page holds.";
  return {found};
}

}  // namespace

const Rule kSecurity401 = {
    {"security.401", "Operations that need credentials declare how they refuse", finding::Severity::kNote,
     "Tells where operations need credentials (`security`, their own or the contract's) and declare none of 401, 403, 4XX and default. One finding lists them "
     "all.\n\nWhy: every such service refuses some requests, and clients generated from the contract treat the refusal as undefined.\n\nWhat to do: declare "
     "401, with "
     "the body that the service sends."},
    Security};

const Rule kPaginationLimit = {
    {"pagination.limit", "The size of a page has an upper bound", finding::Severity::kNote,
     "Notes integer query parameters that set a page's size (per_page, page_size, limit and the like) whose schema has neither "
     "maximum nor enum. One finding lists them "
     "all.\n\nWhy: a client cannot know how much it may ask for.\n\nWhat to do: add `maximum`."},
    Pagination};

}  // namespace plumbline::audit

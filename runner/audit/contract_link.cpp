#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <variant>

#include "audit/rule.h"
#include "audit/schema_walk.h"
#include "base/text.h"
#include "contract/references.h"

namespace plumbline::audit {
namespace {

using contract::Node;
using contract::Operation;
using finding::Finding;
using finding::Severity;

class Run {
 public:
  explicit Run(const Subject& subject) : subject_(subject), contract_(*subject.vendor().contract) {
    for (const Operation* operation : contract_.AllOperations()) {
      const auto id = operation->node.Find("operationId");
      if (id && (*id)->IsString()) by_id_.emplace((*id)->text, operation);
    }
  }

  std::vector<Finding> All() {
    for (const Operation* operation : contract_.AllOperations()) {
      for (const contract::Response& response : operation->responses) {
        const auto links = response.node.Find("links");
        if (!links || !(*links)->IsObject()) continue;
        for (const document::Member& member : links->value().members) {
          const Node link = Follow(subject_.vendor(), links->Child(member));
          if (link->IsObject() && seen_.insert(&link.value()).second) Judge(*operation, response, member.key, link);
        }
      }
    }
    return std::move(findings_);
  }

 private:
  void Add(const Operation& operation, const contract::Response& response, const Node& at, Severity severity,
           std::string message, std::string expected, std::string note) {
    Finding found;
    found.identity = subject_.Identify("contract.link", kNowhere);
    found.identity.operation = operation.Name();
    found.identity.status = response.status;
    found.identity.schema_pointer = at.pointer().ToString();
    found.severity = severity;
    found.message = std::move(message);
    found.expected = std::move(expected);
    found.observed = at->IsString() ? at->text : at.pointer().back();
    found.places = {at.Quote(std::move(note))};
    found.likely = "The contract: the link cannot be followed as it is written.";
    findings_.push_back(std::move(found));
  }

  void Judge(const Operation& operation, const contract::Response& response, const std::string& name,
             const Node& link) {
    const Operation* target = nullptr;
    if (const auto id = link.Find("operationId"); id && (*id)->IsString()) {
      const auto known = by_id_.find((*id)->text);
      if (known == by_id_.end()) {
        std::vector<std::string> ids;
        for (const auto& [other, ignored] : by_id_) ids.push_back(other);
        return Add(operation, response, *id, Severity::kError,
                   fmt::format("the link '{}' leads to the operationId '{}', which no operation has{}", name,
                               (*id)->text, DidYouMean((*id)->text, ids)),
                   "the operationId of an operation", "no such operation");
      }
      target = known->second;
    } else if (const auto reference = link.Find("operationRef"); reference && (*reference)->IsString()) {
      const contract::Reference found = contract::FindTarget(*contract_.store, *reference, (*reference)->text);
      if (const auto* broken = std::get_if<contract::BrokenReference>(&found)) {
        const bool fetched = broken->reason != contract::BrokenReference::Reason::kNotFetched;
        return Add(operation, response, *reference, fetched ? Severity::kError : Severity::kNote,
                   fmt::format("the link '{}' leads to '{}', {}", name, (*reference)->text,
                               fetched ? "where there is no operation" : "which is not fetched"),
                   "the place of an operation", fetched ? "leads nowhere" : "not fetched");
      }
      const auto all = contract_.AllOperations();
      const auto at = std::find_if(all.begin(), all.end(), [&](const Operation* o) {
        return &o->node.value() == &std::get<Node>(found).value();
      });
      if (at != all.end()) target = *at;
    }
    if (target != nullptr) Parameters(operation, response, name, link, *target);
  }

  // 3.0.4, 4.7.20.1: keys are names of parameters, with their place where that is needed ("path.id").
  void Parameters(const Operation& operation, const contract::Response& response, const std::string& name,
                  const Node& link, const Operation& target) {
    const auto parameters = link.Find("parameters");
    if (!parameters || !(*parameters)->IsObject()) return;
    std::vector<std::string> names;
    for (const contract::Parameter& parameter : target.parameters) names.push_back(parameter.name);
    for (const document::Member& member : parameters->value().members) {
      const std::string plain = member.key.substr(member.key.find('.') + 1);
      const auto is = [&](const std::string& key) { return std::find(names.begin(), names.end(), key) != names.end(); };
      if (is(member.key) || is(plain)) continue;
      Add(operation, response, parameters->Child(member), Severity::kWarning,
          fmt::format("the link '{}' gives '{}' to {}, which has no such parameter{}", name, member.key, target.Name(),
                      DidYouMean(plain, names)),
          names.empty() ? "no parameters" : "one of " + Join(names, ", "), "no parameter of " + target.Name());
    }
  }

  const Subject& subject_;
  const contract::Contract& contract_;
  std::map<std::string, const Operation*> by_id_;
  std::set<const document::Value*> seen_;
  std::vector<Finding> findings_;
};

}  // namespace

const Rule kContractLink = {
    {"contract.link", "Links lead to operations and fill in their parameters", finding::Severity::kError,
     "Follows every link of every response: its `operationId` is that of an operation, its `operationRef` leads to one (OpenAPI 3.0.4, "
     "4.7.20), and each of its `parameters` is a parameter of that operation, which is a warning otherwise. References into the network are "
     "not fetched.\n\nWhat to do: correct the name, or remove the link."},
    [](const Subject& subject) { return Run(subject).All(); }};

}  // namespace plumbline::audit

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "audit/rule.h"
#include "base/text.h"

namespace plumbline::audit {
namespace {

using contract::Node;
using finding::Finding;
using finding::Severity;

std::vector<std::string> NamesIn(const std::string& url) {
  std::vector<std::string> names;
  for (std::size_t at = url.find('{'); at != std::string::npos; at = url.find('{', at + 1)) {
    const std::size_t end = url.find('}', at);
    if (end == std::string::npos) break;
    names.push_back(url.substr(at + 1, end - at - 1));
  }
  return names;
}

// "api.acme.test/v1": a host name where a path would be read.
bool BeginsWithHost(const std::string& url) {
  const std::string first = url.substr(0, url.find('/'));
  const std::string host = first.substr(0, first.find(':'));
  const bool letters = !host.empty() && std::all_of(host.begin(), host.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
  });
  if (!letters || host.front() == '.' || host.back() == '.') return false;
  return host == "localhost" || host.find('.') != std::string::npos;
}

class Run {
 public:
  explicit Run(const Subject& subject) : subject_(subject) {}

  std::vector<Finding> All() {
    for (const contract::Operation& operation : subject_.vendor().contract->operations) {
      for (const contract::Server& server : operation.servers) {
        if (server.node && seen_.insert(&server.node->value()).second) Judge(*server.node);
      }
    }
    return std::move(findings_);
  }

 private:
  void Add(const Node& at, Severity severity, std::string message, std::string expected, std::string observed,
           std::string note) {
    Finding found;
    found.identity = subject_.Identify("contract.server", kNowhere);
    found.identity.schema_pointer = at.pointer().ToString();
    found.identity.instance_pointer = observed;
    found.severity = severity;
    found.message = std::move(message);
    found.expected = std::move(expected);
    found.observed = std::move(observed);
    found.places = {at.Quote(std::move(note))};
    found.likely = "The contract: clients build their addresses from it.";
    findings_.push_back(std::move(found));
  }

  void Judge(const Node& server) {
    const auto url = server.Find("url");
    if (!url || !(*url)->IsString()) return;  // contract.structure tells of it
    const std::string& text = (*url)->text;
    if (text.empty())
      return Add(*url, Severity::kWarning, "the URL of a server is empty", "an address, or '/'", "''", "no address");
    if (text.find_first_of(" \t\n") != std::string::npos) {
      Add(*url, Severity::kError, fmt::format("the server '{}' has a space in its URL", text), "a URL", text,
          "no URL has spaces");
    }
    Scheme(*url, text);
    Variables(server, *url, text);
  }

  void Scheme(const Node& url, const std::string& text) {
    constexpr std::array<std::string_view, 4> kKnown = {"http", "https", "ws", "wss"};
    const std::size_t end = text.find("://");
    if (end == std::string::npos) {
      if (BeginsWithHost(text)) {
        Add(url, Severity::kWarning, fmt::format("the server '{}' has no scheme, so that it is read as a path", text),
            "https://" + text, text, "relative to where the contract lies");
      }
      return;
    }
    const std::string scheme = AsciiLower(text.substr(0, end));
    if (scheme.find('{') != std::string::npos || std::find(kKnown.begin(), kKnown.end(), scheme) != kKnown.end())
      return;
    const std::string near = DidYouMean(scheme, {"http", "https"});
    if (!near.empty())
      Add(url, Severity::kError, fmt::format("the scheme '{}' of a server is not known{}", scheme, near),
          "http or https", scheme, "no scheme of the web");
  }

  void Variables(const Node& server, const Node& url, const std::string& text) {
    const auto variables = server.Find("variables");
    std::vector<std::string> declared;
    if (variables && (*variables)->IsObject()) {
      for (const document::Member& member : variables->value().members) declared.push_back(member.key);
    }
    const std::vector<std::string> used = NamesIn(text);
    for (const std::string& name : used) {
      if (std::find(declared.begin(), declared.end(), name) != declared.end()) continue;
      Add(url, Severity::kError,
          fmt::format("the server variable '{}' is not declared{}", name, DidYouMean(name, declared)),
          fmt::format("'{}' in the variables of the server", name), text, "names a variable that is not declared");
    }
    for (const std::string& name : declared) {
      const Node variable = *variables->Find(name);
      if (std::find(used.begin(), used.end(), name) == used.end()) {
        Add(variable, Severity::kWarning,
            fmt::format("the server variable '{}' is not used in '{}'{}", name, text, DidYouMean(name, used)),
            "a variable of the URL", name, "changes nothing");
      }
      const auto value = variable.Find("default");
      const auto list = variable.Find("enum");
      if (!value || !list || !(*list)->IsArray() || (*list)->items.empty()) continue;
      const bool allowed = std::any_of((*list)->items.begin(), (*list)->items.end(),
                                       [&](const document::Value& v) { return v.text == (*value)->text; });
      if (!allowed) {
        Add(*value, Severity::kError,
            fmt::format("the default '{}' of the server variable '{}' is not one of its values", (*value)->text, name),
            "one of its `enum`", (*value)->text, "not in the enum");
      }
    }
  }

  const Subject& subject_;
  std::set<const document::Value*> seen_;
  std::vector<Finding> findings_;
};

}  // namespace

const Rule kContractServer = {
    {"contract.server", "Servers are addresses that clients can use", finding::Severity::kError,
     "Looks at every server that an operation has: a variable in its URL that is not declared, a declared one that the URL does not use, a "
     "default outside of the variable's `enum` (OpenAPI 3.1.1, 4.8.6.1), a space in the URL, a scheme that is a slip of http or https, and a "
     "host name without a scheme, which is read as a path. A relative URL is fine.\n\nWhat to do: write the address as clients need it."},
    [](const Subject& subject) { return Run(subject).All(); }};

}  // namespace plumbline::audit

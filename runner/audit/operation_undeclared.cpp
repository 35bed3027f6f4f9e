#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "audit/documented.h"
#include "audit/rule.h"
#include "base/regex.h"
#include "base/text.h"
#include "base/uri.h"

namespace plumbline::audit {
namespace {

// A document in a fence of a page shows what stands around it; whether it is to list all that there is, nobody says.
bool IsOnAPage(const Subject& subject) {
  const std::string& name = subject.vendor().contract->root->source.name();
  return std::any_of(subject.pages().begin(), subject.pages().end(),
                     [&](const auto& page) { return page.page.source.name() == name; });
}

// Whether every request for the operation goes to somebody else: to a domain that no server of the contract is in.
bool IsElsewhere(const Subject& subject, const ApiOperation& operation) {
  std::set<std::string> own;
  for (const contract::Operation& declared : subject.vendor().contract->operations) {
    for (const contract::Server& server : declared.servers) own.insert(DomainOf(server.url));
  }
  if (own.empty() || own.contains("")) return false;
  bool elsewhere = false;
  for (const auto& [p, index] : operation.documented) {
    for (const page::OperationMention& mention : subject.pages()[p].claims.operations[index].mentions) {
      if (mention.host.empty()) continue;
      const std::string domain = DomainOf(mention.host);
      if (domain.empty() || own.contains(domain)) return false;
      elsewhere = true;
    }
  }
  return elsewhere;
}

bool IsHostOf(const Subject& subject, const std::string& host) {
  for (const contract::Operation& operation : subject.vendor().contract->operations) {
    for (const contract::Server& server : operation.servers) {
      if (server.url.starts_with(host)) return true;
    }
  }
  return false;
}

// Where tokens are had by OAuth 2.0 or OpenID Connect: a contract tells it by its security schemes, not among its
// paths.
bool IsOfAuthorization(const Subject& subject, const ApiOperation& operation) {
  static const Regex kPlace(R"((?:^|/)(?:oauth2?|openid|oidc|\.well-known|connect/token)(?:/|$))"),
      kHost(R"((?i)^https?://(?:auth|oauth2?|login|accounts?|identity|idp|id|sso)\.)");
  if (kPlace.In(AsciiLower(operation.path))) return true;
  return std::any_of(operation.documented.begin(), operation.documented.end(), [&](const auto& place) {
    const auto& mentions = subject.pages()[place.first].claims.operations[place.second].mentions;
    return std::any_of(mentions.begin(), mentions.end(), [&](const page::OperationMention& mention) {
      return kHost.In(mention.host) && !IsHostOf(subject, mention.host);
    });
  });
}

// "v3" of /v3/kites and of https://api.example.com/v3: 3.
std::optional<int> VersionOf(std::string_view path) {
  static const Regex kVersion(R"((?i)(?:^|/)v(\d{1,3})(?:[./]|$))");
  const auto version = kVersion.Find(path);
  return version ? std::optional(std::stoi(std::string((*version)[1]))) : std::nullopt;
}

// The earliest version of the API that the contract's paths and servers name.
std::optional<int> EarliestDeclared(const Subject& subject) {
  std::optional<int> earliest;
  const auto take = [&](std::optional<int> one) {
    if (one) earliest = std::min(earliest.value_or(*one), *one);
  };
  for (const contract::Operation& declared : subject.vendor().contract->operations) {
    take(VersionOf(declared.path));
    for (const contract::Server& server : declared.servers) take(VersionOf(server.url));
  }
  return earliest;
}

// Whether an operation is of an earlier version of the API than all that the contract declares.
bool IsEarlier(const ApiOperation& operation, std::optional<int> earliest) {
  const auto version = VersionOf(operation.path);
  return version && earliest && *version < *earliest;
}

// Whether a page says of what it describes that the contract leaves it out.
bool TellsOfGaps(const page::DocumentedPage& documented) {
  static const Regex kLeftOut(
      R"((?i)(?:\bnot|\bnever|n't)\s+(?:yet\s+)?(?:a )?(?:part of|in|included in|covered by|described in|listed in) the (?:OpenAPI|specification|spec\b|contract|schema file|API definition))");
  return std::any_of(documented.page.blocks.begin(), documented.page.blocks.end(), [&](const page::Block& block) {
    return block.kind != page::BlockKind::kCode && kLeftOut.In(block.text.text);
  });
}

std::vector<finding::Finding> Run(const Subject& subject) {
  std::vector<finding::Finding> findings;
  if (!subject.has_contract()) return findings;
  const finding::Severity severity = IsOnAPage(subject) ? finding::Severity::kNote : finding::Severity::kWarning;
  // A page that shares neither an operation nor a host with the contract is about something else.
  std::vector<bool> related(subject.pages().size(), false);
  for (const ApiOperation& operation : subject.operations()) {
    for (const auto& [p, index] : operation.documented) {
      if (operation.declared != nullptr) related[p] = true;
      for (const page::OperationMention& mention : subject.pages()[p].claims.operations[index].mentions) {
        if (!mention.host.empty() && IsHostOf(subject, mention.host)) related[p] = true;
      }
    }
  }
  for (std::size_t p = 0; p < subject.pages().size(); ++p) related[p] = related[p] && !TellsOfGaps(subject.pages()[p]);
  const std::optional<int> earliest = EarliestDeclared(subject);
  for (std::size_t o = 0; o < subject.operations().size(); ++o) {
    const ApiOperation& operation = subject.operations()[o];
    if (operation.declared != nullptr || operation.documented.empty() || IsElsewhere(subject, operation) ||
        IsOfAuthorization(subject, operation) || IsEarlier(operation, earliest))
      continue;
    const page::OperationMention* shown = nullptr;
    std::size_t page = 0;
    bool described = false;
    for (const auto& [p, index] : operation.documented) {
      const page::DocumentedOperation& documented = subject.pages()[p].claims.operations[index];
      if (!related[p] || (!documented.described && described)) continue;
      if (shown == nullptr || (documented.described && !described)) {
        shown = &documented.mentions.front();
        page = p;
        described = documented.described;
      }
    }
    // What is only named may belong to another page's contract.
    if (!described) continue;
    finding::Finding found = NewFinding(subject, "operation.undeclared", o, severity, "");
    found.message = fmt::format("the page describes {}, and the contract declares no such operation", operation.name);
    found.expected = "an operation of the contract";
    found.observed = "none";
    const auto paths = document::Node(*subject.vendor().contract->root).Find("paths");
    found.places = {subject.Quote(page, shown->span, "the page describes it")};
    if (paths) found.places.push_back(paths->QuoteKey("not declared in here"));
    found.likely = "The contract, which leaves out what the page describes.";
    findings.push_back(std::move(found));
  }
  return findings;
}

}  // namespace

const Rule kOperationUndeclared = {
    {"operation.undeclared", "Operations that pages describe are in the contract", finding::Severity::kWarning,
     "Looks for each operation that has a section, a command or a heading of its own on a page in the contract, whatever its parameters are called and whether or not the base path is "
     "written. Operations that are only named (related endpoints) are passed over, and so is a contract that shares no operation with the pages, requests to another company, those for a token, and operations of an earlier version of the API. Where the contract itself stands in a fence of a page, it is a note.\n\nWhat to do: declare the operation."},
    Run};

}  // namespace plumbline::audit

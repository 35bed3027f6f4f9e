#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "audit/auth_header.h"
#include "audit/page_sections.h"
#include "base/regex.h"
#include "base/text.h"
#include "page/sentences.h"

namespace plumbline::audit {
namespace {

using page::Block;
using page::BlockKind;

// A header field by name and the place that names it.
struct Named {
  std::string name;
  Place place;
};

// What the name of a header field says it carries is no credential of the caller, or not of every request.
bool IsOfOtherUse(std::string_view name) {
  static const Regex kOther(
      R"((?i)(?:^|.*-)(?:idempotency|csrf|xsrf|cache|upload|webhook|sign\w*|sort|partition|request|public|device|refresh|session|page|next|continuation|encryption|sse)(?:-.*|$))");
  return kOther.Full(name).has_value();
}

bool CarriesCredentials(std::string_view name) {
  return AsciiLower(name) == "authorization" || (IsCredentialName(name) && !IsOfOtherUse(name));
}

std::vector<Named> NamesIn(const page::Page& page, const page::Text& text, std::string note) {
  static const Regex kHeader(
      R"(\b[A-Z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)+\b|\bx-[a-z0-9]+(?:-[a-z0-9]+)*\b|\bAuthorization\b)");
  std::vector<Named> names;
  for (const Regex::Match& match : kHeader.All(text.text)) {
    if (CarriesCredentials(match[0]))
      names.push_back({std::string(match[0]), page.Quote(text.SpanOf(match.begin(), match.end()), note)});
  }
  return names;
}

// "Authorization", "Bearer" and the like: another way of telling who asks.
bool NamesAnotherWay(std::string_view text, std::string_view told) {
  static const Regex kScheme(R"(\b(?:Authorization|Bearer)\b|(?i:\bbasic auth|\boauth|\bsigned request|\bjwt\b))");
  return AsciiLower(told) != "authorization" && kScheme.In(text);
}

// "All requests carry your key in the header X-Acme-Key", or such a sentence with the header field in the block behind
// it.
std::vector<Named> ToldForEveryRequest(const page::Page& page) {
  static const Regex kEvery(R"((?i)\b(?:all|every|each)\b(?:\s\w+){0,3}\s(?:requests?|calls?)\b)");
  static const Regex kCredential(R"((?i)\b(?:keys?|tokens?|credentials?|authenticat\w*)\b)"),
      kHeader(R"((?i)\bheaders?\b)");
  static const Regex kNotAll(
      R"((?i)\b(?:deprecated|older|legacy|no longer|instead of|formerly|webhooks?|callbacks?|signature|signed|used to|either|alternatively|except|optional\w*|unless|if|or)\b)");
  static const Regex kLine(R"(([A-Za-z][A-Za-z0-9-]*): \S[^\n]*)");
  const PageSections sections(page);
  std::vector<Named> told;
  for (std::size_t b = 0; b < page.blocks.size(); ++b) {
    const Block& block = page.blocks[b];
    if ((block.kind != BlockKind::kParagraph && block.kind != BlockKind::kListItem) || sections.IsAside(b)) continue;
    for (const page::Text& sentence : page::SentencesOf(block.text)) {
      if (!kEvery.In(sentence.text) || !kCredential.In(sentence.text) || !kHeader.In(sentence.text) ||
          kNotAll.In(sentence.text))
        continue;
      std::vector<Named> names = NamesIn(page, sentence, "every request carries it");
      if (names.empty() && sentence.text.ends_with(':') && b + 1 < page.blocks.size()) {
        const page::Text& next = page.blocks[b + 1].text;
        if (const auto line = kLine.Full(next.text); line && CarriesCredentials((*line)[1])) {
          names.push_back({std::string((*line)[1]), page.Quote(next.SpanOf(line->groups[1].begin, line->groups[1].end),
                                                               "every request carries it")});
        }
      }
      told.insert(told.end(), names.begin(), names.end());
    }
  }
  return told;
}

// Whether the page speaks of credentials anywhere but in the header field told. Headings are titles, and code is what
// is judged.
bool SpeaksOfAnother(const page::Page& page, std::string_view told) {
  const auto another = [&](const page::Text& text) {
    if (NamesAnotherWay(text.text, told)) return true;
    const std::vector<Named> names = NamesIn(page, text, "");
    return std::any_of(names.begin(), names.end(),
                       [&](const Named& named) { return AsciiLower(named.name) != AsciiLower(told); });
  };
  for (const Block& block : page.blocks) {
    if (block.kind == BlockKind::kHeading || block.kind == BlockKind::kCode || block.kind == BlockKind::kFrontMatter)
      continue;
    if (another(block.text)) return true;
    for (const page::Attribute& attribute : block.attributes) {
      if (another(attribute.value)) return true;
    }
    for (const page::Row& row : block.rows) {
      if (std::any_of(row.cells.begin(), row.cells.end(), another)) return true;
    }
  }
  return false;
}

// Whether a scheme of the contract puts credentials anywhere but in the header field told.
bool DeclaresAnother(const contract::Contract& contract, std::string_view told) {
  const bool authorization = AsciiLower(told) == "authorization";
  return std::any_of(contract.security_schemes.begin(), contract.security_schemes.end(), [&](const auto& entry) {
    const auto& scheme = entry.second;
    if (scheme.type == "apiKey")
      return scheme.in != contract::Location::kHeader || AsciiLower(scheme.parameter) != AsciiLower(told);
    return !authorization;
  });
}

// A command of the pages, by the header fields that it sends.
struct Command {
  std::string host;
  std::vector<Named> credentials;
};

std::vector<Command> CommandsOf(const Subject& subject) {
  static const Regex kLogin(R"((?i)token|oauth|login|auth|session)");
  std::vector<Command> commands;
  for (const page::DocumentedPage& documented : subject.pages()) {
    const PageSections sections(documented.page);
    for (std::size_t b = 0; b < documented.page.blocks.size(); ++b) {
      const Block& block = documented.page.blocks[b];
      if (block.kind != BlockKind::kCode || sections.IsAside(b)) continue;
      for (const page::ShownRequest& request : page::ReadRequests(block.text, block.language)) {
        const page::SplitUrl url = page::SplitRequestUrl(request.url);
        if (kLogin.In(url.path)) continue;
        Command command{url.host, {}};
        for (const auto& [name, value] : request.headers) {
          if (CarriesCredentials(name))
            command.credentials.push_back(
                {name, documented.page.Quote(SentNameSpan(documented.page, name, value), "the command sends " + name)});
        }
        commands.push_back(std::move(command));
      }
    }
  }
  return commands;
}

bool Sends(const Command& command, std::string_view name) {
  return std::any_of(command.credentials.begin(), command.credentials.end(),
                     [&](const Named& sent) { return AsciiLower(sent.name) == AsciiLower(name); });
}

}  // namespace

std::vector<finding::Finding> SentElsewhere(const Subject& subject) {
  std::vector<Named> told;
  for (const page::DocumentedPage& documented : subject.pages()) {
    for (Named& named : ToldForEveryRequest(documented.page)) told.push_back(std::move(named));
  }
  if (told.empty()) return {};
  const std::string name = told.front().name;
  const bool one = std::all_of(told.begin(), told.end(),
                               [&](const Named& other) { return AsciiLower(other.name) == AsciiLower(name); });
  if (!one || DeclaresAnother(*subject.vendor().contract, name)) return {};
  for (const page::DocumentedPage& documented : subject.pages()) {
    if (SpeaksOfAnother(documented.page, name)) return {};
  }
  const std::vector<Command> commands = CommandsOf(subject);
  // Requests to other hosts have credentials of their own: a login, an upload.
  std::set<std::string> hosts, sending;
  std::size_t fitting = 0;
  for (const Command& command : commands) {
    hosts.insert(command.host);
    if (!Sends(command, name)) continue;
    sending.insert(command.host);
    ++fitting;
  }
  if (sending.empty() && hosts.size() > 1) return {};
  std::vector<finding::Finding> findings;
  std::set<std::string> seen;
  for (const Command& command : commands) {
    if (command.credentials.empty() || Sends(command, name) || (!sending.empty() && !sending.contains(command.host)))
      continue;
    const Named& sent = command.credentials.front();
    // X-Acme-Key and X-Acme-Token are compared wherever they are named.
    if (StemOf(sent.name) == StemOf(name) || !seen.insert(AsciiLower(sent.name)).second) continue;
    finding::Finding found = NewFinding(subject, "auth.header", kNowhere, finding::Severity::kError,
                                        AsciiLower(name) + ' ' + AsciiLower(sent.name));
    found.message = fmt::format(
        "every request carries its credentials in {} by the page's words, and a command sends {} in its place", name,
        sent.name);
    found.expected = name;
    found.observed = sent.name;
    found.places = {told.front().place, sent.place};
    found.likely = fitting > 0 ? fmt::format("The command: {} of {} that the pages show {} {}.", fitting,
                                             commands.size(), fitting == 1 ? "sends" : "send", name)
                               : "Undecided: one request decides.";
    findings.push_back(std::move(found));
  }
  return findings;
}

namespace {

// The one header field that sentences tell to put credentials into.
std::optional<Named> OnlyToldName(const Subject& subject) {
  static const Regex kAsks(
      R"((?i)\b(?:send|pass|put|include|provide|set|use|authenticat\w*|carry|carries|goes|expects?)\b)"),
      kCredential(R"((?i)\b(?:keys?|tokens?|credentials?|authenticat\w*)\b)"), kHeader(R"((?i)\bheaders?\b)"),
      kOther(
          R"((?i)\b(?:deprecated|older|legacy|no longer|instead of|formerly|webhooks?|callbacks?|signature|signed|used to|either|alternatively|except|optional\w*|unless|if|or|response|answer|returns?|returned)\b)");
  std::vector<Named> told;
  for (const page::DocumentedPage& documented : subject.pages()) {
    const PageSections sections(documented.page);
    for (std::size_t b = 0; b < documented.page.blocks.size(); ++b) {
      const Block& block = documented.page.blocks[b];
      if ((block.kind != BlockKind::kParagraph && block.kind != BlockKind::kListItem) || sections.IsAside(b)) continue;
      for (const page::Text& sentence : page::SentencesOf(block.text)) {
        std::vector<Named> names = NamesIn(documented.page, sentence, "the page puts credentials into it");
        if (names.empty()) continue;
        // Another sentence about such a field: there may be more than one.
        const bool asks = kAsks.In(sentence.text) && kCredential.In(sentence.text) && kHeader.In(sentence.text) &&
                          !kOther.In(sentence.text);
        if (!asks) return std::nullopt;
        told.insert(told.end(), names.begin(), names.end());
      }
    }
  }
  const bool one = !told.empty() && std::all_of(told.begin(), told.end(), [&](const Named& other) {
    return AsciiLower(other.name) == AsciiLower(told.front().name);
  });
  return one ? std::optional(told.front()) : std::nullopt;
}

}  // namespace

std::vector<finding::Finding> DeclaredElsewhere(const Subject& subject) {
  const auto& schemes = subject.vendor().contract->security_schemes;
  if (schemes.size() != 1 || schemes.begin()->second.type != "apiKey" ||
      schemes.begin()->second.in != contract::Location::kHeader)
    return {};
  // A contract of another service, or of a generator.
  if (std::none_of(subject.operations().begin(), subject.operations().end(), [](const ApiOperation& operation) {
        return operation.declared != nullptr && !operation.documented.empty();
      }))
    return {};
  const std::string declared = schemes.begin()->second.parameter;
  const auto told = OnlyToldName(subject);
  if (!told || AsciiLower(told->name) == AsciiLower(declared) || StemOf(told->name) == StemOf(declared)) return {};
  for (const page::DocumentedPage& documented : subject.pages()) {
    if (AsciiLower(documented.page.source.text()).find(AsciiLower(declared)) != std::string::npos) return {};
  }
  const auto node = document::Node(*subject.vendor().contract->root)
                        .At(JsonPointer({"components", "securitySchemes", schemes.begin()->first}));
  if (!node) return {};
  finding::Finding found = NewFinding(subject, "auth.header", kNowhere, finding::Severity::kError,
                                      AsciiLower(told->name) + ' ' + AsciiLower(declared));
  found.message =
      fmt::format("credentials go into {} by the page's words, and into {} by the contract", told->name, declared);
  found.expected = told->name;
  found.observed = declared;
  found.places = {told->place, (node->Find("name") ? *node->Find("name") : *node).Quote("the contract names it")};
  found.likely = "Undecided: one request decides.";
  return {found};
}

}  // namespace plumbline::audit

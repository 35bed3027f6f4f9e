#include "audit/auth_header.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "audit/documented.h"
#include "audit/rule.h"
#include "base/regex.h"
#include "base/text.h"
#include "page/curl.h"
#include "page/sentences.h"

namespace plumbline::audit {
namespace {

// A header field that carries credentials, by the page or by the contract.
struct Credential {
  std::string name;  // as written
  Place place;
  std::size_t command = 0;  // 1-based number of the command that sends it; 0: none does
};

std::vector<finding::Finding> Run(const Subject& subject) {
  std::vector<Credential> credentials;
  std::size_t command = 0;
  const auto add = [&](std::string name, Place place, std::size_t sent_by = 0) {
    if (IsCredentialName(name)) credentials.push_back({std::move(name), std::move(place), sent_by});
  };
  for (const auto& [key, scheme] : subject.vendor().contract->security_schemes) {
    const auto node =
        document::Node(*subject.vendor().contract->root).At(JsonPointer({"components", "securitySchemes", key}));
    if (scheme.type == "apiKey" && scheme.in == contract::Location::kHeader && node)
      add(scheme.parameter, (node->Find("name") ? *node->Find("name") : *node).Quote("the contract names it"));
  }
  for (std::size_t p = 0; p < subject.pages().size(); ++p) {
    const page::Page& page = subject.pages()[p].page;
    static const Regex kSpeaks(R"((?i)\b(?:key|token|auth\w*|credentials?|secret|sign\w*|header)\b)"),
        kOld(
            R"((?i)\b(?:deprecated|older|legacy|no longer|instead of|formerly|webhook|callback|signature|signed with|idempot\w*|used to)\b)");
    for (const page::Block& block : page.blocks) {
      if (block.kind == page::BlockKind::kCode) {
        for (const page::ShownRequest& request : page::ReadRequests(block.text, block.language)) {
          ++command;
          for (const auto& [name, value] : request.headers)
            add(name, page.Quote(SentNameSpan(page, name, value), "the command sends " + name), command);
        }
        continue;
      }
      for (const page::Text& sentence : page::SentencesOf(block.text)) {
        if (!kSpeaks.In(sentence.text) || kOld.In(sentence.text)) continue;
        static const Regex kHeader(R"(\b[Xx]-[A-Za-z0-9]+(?:-[A-Za-z0-9]+)+\b)");
        for (const Regex::Match& match : kHeader.All(sentence.text))
          add(std::string(match[0]), page.Quote(sentence.SpanOf(match.begin(), match.end()), "the page names it"));
      }
    }
  }
  // Two names of one stem that no command sends together: one of them is a slip.
  std::vector<finding::Finding> findings;
  std::map<std::string, std::vector<const Credential*>> stems;
  for (const Credential& credential : credentials) stems[StemOf(credential.name)].push_back(&credential);
  for (const auto& [stem, all] : stems) {
    std::map<std::string, std::size_t> uses;
    for (const Credential* one : all) ++uses[AsciiLower(one->name)];
    if (uses.size() != 2) continue;
    bool together = false;
    // Sent by one command, or named by one sentence. They stand in the order of the pages, so that two that are
    // together have two neighbours between them that differ.
    for (std::size_t i = 0; i + 1 < all.size(); ++i) {
      const Credential &a = *all[i], &b = *all[i + 1];
      const bool same =
          (a.command != 0 && a.command == b.command) ||
          (a.command == 0 && b.command == 0 && a.place.source == b.place.source && a.place.line == b.place.line);
      if (AsciiLower(a.name) != AsciiLower(b.name) && same) together = true;
    }
    if (together) continue;
    const Credential* first = all.front();
    const Credential* other = *std::find_if(
        all.begin(), all.end(), [&](const Credential* c) { return AsciiLower(c->name) != AsciiLower(first->name); });
    finding::Finding found = NewFinding(subject, "auth.header", kNowhere, finding::Severity::kError, stem);
    found.message = fmt::format("credentials go into {} in one place and into {} in another", first->name, other->name);
    found.expected = first->name;
    found.observed = other->name;
    found.places = {first->place, other->place};
    found.likely =
        uses[AsciiLower(first->name)] == uses[AsciiLower(other->name)]
            ? "Undecided: one request decides."
            : fmt::format("The rarer one: {}.",
                          uses[AsciiLower(first->name)] < uses[AsciiLower(other->name)] ? first->name : other->name);
    findings.push_back(std::move(found));
  }
  for (finding::Finding& found : SentElsewhere(subject)) findings.push_back(std::move(found));
  for (finding::Finding& found : DeclaredElsewhere(subject)) findings.push_back(std::move(found));
  for (finding::Finding& found : SignatureReadElsewhere(subject)) findings.push_back(std::move(found));
  return findings;
}

}  // namespace

bool IsCredentialName(std::string_view name) {
  static const Regex kName(
      R"((?i)(?:x-)?[a-z0-9]+(?:-[a-z0-9]+)*-(?:key|token|secret|auth|apikey|credentials?)|api-?key)");
  return kName.Full(name).has_value();
}

std::string StemOf(std::string_view name) { return AsciiLower(name.substr(0, name.rfind('-'))); }

// It stands a little before its value; the value where it is not found.
document::Span SentNameSpan(const page::Page& page, std::string_view name, const page::Text& text) {
  const document::Span value = text.span();
  constexpr std::uint32_t kNear = 80;
  const std::uint32_t from = value.begin > kNear ? value.begin - kNear : 0;
  const std::size_t at = std::string_view(page.source.text()).substr(from, value.begin - from).rfind(name);
  if (at == std::string_view::npos) return value;
  const auto begin = static_cast<std::uint32_t>(from + at);
  return {begin, begin + static_cast<std::uint32_t>(name.size())};
}

const Rule kAuthHeader = {
    {"auth.header", "Credentials go into one header field", finding::Severity::kError,
     "Compares the names of header fields for credentials in the contract, in sentences and in commands: two names that differ in their last word only (X-Acme-Key, X-Acme-Token) and are never used "
     "together, and a command that sends another one than every request carries by the page's words, or the contract declares. Likewise the field for the signature of a request that a section names, and the one that its code reads."
     "\n\nWhy: one of the two is answered with 401, or every request that is received is refused.\n\nWhat to do: send a request with each, and name the one that works."},
    Run};

}  // namespace plumbline::audit

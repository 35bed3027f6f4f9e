// For tests of rules: a tiny contract with samples, and all that a rule finds in it.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "audit/rule.h"
#include "finding/finding_testing.h"

namespace plumbline::audit {

struct SampleText {
  std::string name;  // its file is <name>.json
  std::string operation;
  std::string json;
  int status = 200;
  contract::Direction part = contract::Direction::kResponse;
  std::string page = {};
};

inline contract::Vendor VendorWith(const std::string& contract, const std::vector<SampleText>& samples) {
  contract::Vendor vendor = contract::MakeVendor("acme", contract::ParseContract("openapi.yaml", contract));
  for (const SampleText& sample : samples) {
    vendor.samples.push_back(
        {.name = sample.name,
         .operation = sample.operation,
         .part = sample.part,
         .status = sample.status,
         .media_type = "application/json",
         .page = sample.page,
         .body = std::make_shared<const document::Document>(document::ParseJson(sample.name + ".json", sample.json))});
  }
  return vendor;
}

inline std::vector<finding::Finding> Found(const Rule& rule, const std::string& contract,
                                           const std::vector<SampleText>& samples = {}) {
  const contract::Vendor vendor = VendorWith(contract, samples);
  return rule.run(Subject(vendor));
}

// As text; nothing where all is well.
inline std::string Said(const Rule& rule, const std::string& contract, const std::vector<SampleText>& samples = {}) {
  return finding::TextOf(Found(rule, contract, samples));
}

// A body that a page shows of an operation, which no contract needs to declare. Each begins a line of the page by
// itself.
struct PageText {
  std::string operation;  // "GET /accounts/{id}"; empty: not tied to any
  std::string json;
  int status = 200;
  page::Part part = page::Part::kResponse;
  bool shortened = false;
};

inline constexpr std::string_view kNoContract = "openapi: 3.0.3\ninfo: {title: None, version: '1'}\npaths: {}\n";

// A page of nothing but bodies, with the claims that a reader of pages would make of them.
inline page::DocumentedPage PageOf(const std::vector<PageText>& bodies) {
  std::string text;
  std::vector<document::Span> spans;
  for (const PageText& body : bodies) {
    const auto begin = static_cast<std::uint32_t>(text.size());
    text += body.json;
    spans.push_back({begin, static_cast<std::uint32_t>(text.size())});
    text += '\n';
  }
  page::DocumentedPage documented;
  documented.page.source = document::Source("guide.md", text);
  for (std::size_t i = 0; i < bodies.size(); ++i) {
    std::size_t operation = page::kNoOperation;
    auto& operations = documented.claims.operations;
    if (!bodies[i].operation.empty()) {
      const std::size_t space = bodies[i].operation.find(' ');
      page::DocumentedOperation claimed;
      claimed.method = bodies[i].operation.substr(0, space);
      claimed.path = bodies[i].operation.substr(space + 1);
      operation = 0;
      while (operation < operations.size() && operations[operation].Name() != claimed.Name()) ++operation;
      if (operation == operations.size()) operations.push_back(claimed);
    }
    // White space stands for the page around the body, so that its places are places of the page.
    std::string alone = text;
    for (std::size_t at = 0; at < alone.size(); ++at) {
      if ((at < spans[i].begin || at >= spans[i].end) && alone[at] != '\n') alone[at] = ' ';
    }
    document::Document body = document::ParseJson("guide.md", alone);
    body.source = documented.page.source;
    page::SampleClaim sample;
    sample.operation = operation;
    sample.part = bodies[i].part;
    if (bodies[i].part == page::Part::kResponse) sample.status = bodies[i].status;
    sample.body = std::make_shared<const document::Document>(std::move(body));
    sample.span = spans[i];
    sample.shortened = bodies[i].shortened;
    documented.claims.samples.push_back(std::move(sample));
  }
  return documented;
}

inline std::vector<finding::Finding> FoundOnPage(const Rule& rule, const std::vector<PageText>& bodies,
                                                 const std::string& contract = std::string(kNoContract)) {
  contract::Vendor vendor = VendorWith(contract, {});
  vendor.pages.push_back(PageOf(bodies));
  return rule.run(Subject(vendor));
}

inline std::string SaidOnPage(const Rule& rule, const std::vector<PageText>& bodies,
                              const std::string& contract = std::string(kNoContract)) {
  return finding::TextOf(FoundOnPage(rule, bodies, contract));
}

// A page as text, by its name: "guide.md".
struct PageSource {
  std::string name;
  std::string text;
};

inline contract::Vendor VendorOf(const std::vector<PageSource>& sources,
                                 const std::string& contract = std::string(kNoContract)) {
  contract::Vendor vendor = VendorWith(contract, {});
  for (const PageSource& source : sources) {
    page::Page page = page::ReadPage(source.name, source.text);
    page::Claims claims = page::ReadClaims(page);
    vendor.pages.push_back({std::move(page), std::move(claims)});
  }
  return vendor;
}

// All that a rule finds in pages as a reader of pages understands them.
inline std::string SaidIn(const Rule& rule, const std::vector<PageSource>& sources,
                          const std::string& contract = std::string(kNoContract)) {
  const contract::Vendor vendor = VendorOf(sources, contract);
  return finding::TextOf(rule.run(Subject(vendor)));
}
inline std::vector<finding::Finding> FoundIn(const Rule& rule, const std::string& markdown) {
  const contract::Vendor vendor = VendorOf({{"guide.md", markdown}});
  return rule.run(Subject(vendor));
}

inline std::string SaidIn(const Rule& rule, const std::string& markdown,
                          const std::string& contract = std::string(kNoContract)) {
  return SaidIn(rule, std::vector<PageSource>{{"guide.md", markdown}}, contract);
}

// "warning GET /a /balance: what is wrong", one line a finding.
inline std::vector<std::string> Lines(const std::vector<finding::Finding>& findings) {
  std::vector<std::string> lines;
  for (const finding::Finding& found : findings) {
    lines.push_back(std::string(finding::SeverityName(found.severity)) + ' ' + found.identity.operation + ' ' +
                    found.identity.instance_pointer + ": " + found.message);
  }
  return lines;
}

}  // namespace plumbline::audit

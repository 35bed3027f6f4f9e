// For tests of checks: one exchange of one case of a small contract, and what a check says of it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "check/check.h"
#include "finding/finding_testing.h"

namespace plumbline::check {

struct Scene {
  std::string contract;                  // OpenAPI text, called openapi.yaml
  std::string operation = "get";         // operationId
  std::string expect = "{status: 200}";  // as in a suite; called suite.yaml
  http::Response response;
  std::vector<std::pair<std::string, std::string>> samples =
      {};  // name and JSON of samples of this operation and status
};

inline http::Response Json(int status, std::string body) {
  return {status, {{"Content-Type", "application/json"}}, std::move(body)};
}

inline Outcome Apply(const Check& check, const Scene& scene) {
  contract::Vendor vendor = contract::MakeVendor("acme", contract::ParseContract("openapi.yaml", scene.contract));
  for (const auto& [name, text] : scene.samples) {
    vendor.samples.push_back(
        {.name = name,
         .operation = scene.operation,
         .part = contract::Direction::kResponse,
         .status = scene.response.status,
         .media_type = "application/json",
         .page = {},
         .body = std::make_shared<const document::Document>(document::ParseJson(name + ".json", text))});
  }
  suite::Case test;
  test.id = "accounts/case";
  test.operation = vendor.contract->FindOperation(scene.operation);
  const document::Document expect = document::ParseYaml("suite.yaml", scene.expect);
  const document::Node status = *document::Node(expect).Find("status");
  if (status->IsArray()) {
    for (const document::Value& item : status->items) test.expect.statuses.push_back(item.text);
  } else {
    test.expect.statuses = {status->text};
  }
  test.expect.place = status.Quote("the suite expects this");
  const auto invariants = document::Node(expect).Find("invariants");
  for (std::size_t i = 0; invariants && i < (*invariants)->items.size(); ++i) {
    const document::Node entry = invariants->Item(i);
    test.expect.invariants.push_back(
        {entry->text, suite::Expression::Parse(entry->text), entry.Quote("the suite asks for this")});
  }

  http::Exchange exchange;
  exchange.request.method = test.operation->method;
  exchange.response = scene.response;
  const Body body = ReadBody(scene.response);
  return check.run({vendor, test, exchange, body.document, body.not_json, body.not_read});
}

// All findings as text; "not applicable: …" and "undecided: …" where the check could not judge; nothing where all is
// well.
inline std::string Said(const Check& check, const Scene& scene) {
  const Outcome outcome = Apply(check, scene);
  return finding::TextOf(outcome.findings) +
         (outcome.not_applicable.empty() ? "" : "not applicable: " + outcome.not_applicable) +
         (outcome.undecided.empty() ? "" : "undecided: " + outcome.undecided);
}

}  // namespace plumbline::check

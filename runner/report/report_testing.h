// Results for the tests of formats: everything that a format may have to tell, what tries to break out of it, and more
// than a reader takes.
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "run/result_testing.h"

namespace plumbline::report {

// Holds a report against runner/report/golden/NAME. With PLUMBLINE_UPDATE_GOLDEN in the environment, writes the file
// instead and fails.
inline void ExpectGolden(const std::string& name, const std::string& text) {
  const std::string path = "runner/report/golden/" + name;
  if (std::getenv("PLUMBLINE_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path, std::ios::binary) << text;
    FAIL() << path << " is written anew";
  }
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream golden;
  golden << stream.rdbuf();
  EXPECT_EQ(text, golden.str()) << path;
}

// EveryVerdict() with three sides, texts of rules, a failed exchange and a body that is no text.
inline run::RunResult EverySide() {
  run::RunResult result = run::EveryVerdict();
  result.duration = std::chrono::milliseconds(1234);
  finding::Finding& failed = result.findings[0].finding;
  failed.sides = {{"schema", "integer"}, {"example", "string"}, {"answer", "string"}};
  failed.likely = finding::LikelyWrong(failed.sides);
  result.rules = {{"response.schema", finding::Severity::kError, "Answers fit their schemas.",
                   "Evaluates the body.\n\nWhat to do: mend one side."}};
  result.cases[0].exchange->request = {
      "POST", "/v1.2/items?q=a%20b&x", {{"Content-Type", "application/json"}}, "{\"a\": 1}"};
  result.cases[0].exchange->response = http::Response{200, {{"Content-Type", "image/png"}}, "\xFFPNG"};
  const http::TransportError refused{"connect", "refused"};
  result.cases[1].exchange =
      http::Exchange{{"GET", "/v1.2/items", {}, std::nullopt}, std::nullopt, refused, std::chrono::milliseconds(3)};
  return result;
}

// What a service or a page may send to break out of a report.
inline const std::string kHostile =
    "]]> </details> <script>alert(1)</script> \"'`` % :: , | # [a](b) \\ \x01\x1B[31m\x7F\n  ...\n---\nnot ok 1\r\n::error::x \xF0\x9F\x92\xA5 \xE2\x80\xAE \xFF";

inline run::RunResult Hostile() {
  run::RunResult result = run::EveryVerdict();
  finding::Finding& failed = result.findings[0].finding;
  failed.message = kHostile;
  failed.likely = kHostile;
  failed.sides = {{kHostile, kHostile}, {"example", kHostile}, {"answer", "string"}};
  failed.details = {kHostile};
  failed.expected = failed.observed = kHostile;
  for (Place& place : failed.places) place.marked = place.note = kHostile;
  result.findings[0].finding.places[0].source = "a b:,%#é\"<.yaml";
  result.cases[1].judgements[0].reason = kHostile;
  result.cases[0].exchange->response->body = kHostile;
  result.title = kHostile;
  return result;
}

inline run::RunResult Many(std::size_t count) {
  run::RunResult result = run::EveryVerdict();
  const run::JudgedFinding one = result.findings[0];
  result.findings.clear();
  for (std::size_t i = 0; i < count; ++i) {
    result.findings.push_back(one);
    result.findings.back().finding.fingerprint = fmt::format("{:016x}", i);
    if (i % 2 == 0) result.findings.back().finding.severity = finding::Severity::kWarning;
  }
  result.audits.clear();
  result.cases.resize(1);
  result.cases[0].judgements[1].findings.clear();
  for (std::size_t i = 0; i < count; ++i) result.cases[0].judgements[1].findings.push_back(i);
  result.waivers.clear();
  result.tally.failing = count;
  return result;
}

}  // namespace plumbline::report

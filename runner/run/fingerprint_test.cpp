// Fingerprints and shapes are what waivers are held by, for months. Here contracts are rewritten at random, in every
// way that says the same, and no finding may move; and in ways that say something else, and it must.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <random>
#include <set>

#include "base/folder_testing.h"
#include "base/text.h"
#include "contract/target.h"
#include "document/document.h"
#include "run/run.h"

namespace plumbline::run {
namespace {

using document::Member;
using document::Value;

constexpr const char* kContract = R"(openapi: 3.0.3
info: {title: Kites, version: '1', description: A shop.}
security: [{Key: []}]
paths:
  /kites/{kite_id}:
    get:
      operationId: get-kite
      summary: One kite
      parameters:
        - {name: kite_id, in: path, required: true, description: of the kite, schema: {type: string}}
      responses:
        '200':
          description: a kite
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Kite'}
              example: {kite_id: abc, tail: {length: long, colour: red}, price: cheap, extra: more}
        '404':
          description: none
          content:
            application/json:
              schema: {type: object, required: [code, text], properties: {code: {type: integer}, text: {type: string}}}
              example: {code: gone}
  /kites:
    get:
      operationId: list-kites
      summary: All kites
      responses:
        '200':
          description: kites
          content:
            application/json:
              schema: {type: object, properties: {kites: {type: array, items: {$ref: '#/components/schemas/Kite'}}}}
              examples:
                two: {summary: two of them, value: {kites: [{kite_id: abc, tail: {length: 3, colour: red}, price: 7}, {kite_id: 12, tail: {length: long, colour: red}, price: 7}]}}
    post:
      operationId: make-kite
      description: Makes one.
      requestBody:
        content:
          application/json:
            schema: {$ref: '#/components/schemas/Kite'}
            example: {kite_id: abc, tail: none, price: 7}
      responses:
        '201': {description: made}
components:
  securitySchemes:
    Key: {type: apiKey, in: header, name: X-Key, description: a key}
  schemas:
    Kite:
      type: object
      description: A thing that flies.
      required: [kite_id, tail]
      properties:
        kite_id: {type: string, description: names the kite}
        tail:
          type: object
          properties:
            length: {type: integer}
            colour: {type: string, example: blue}
        price: {type: integer}
        note: {nullable: true, description: a note}
)";

class Rewriter {
 public:
  explicit Rewriter(std::uint32_t seed) : random_(seed) {}

  // The same contract in other words, other order and other writing; and the name of its file.
  std::pair<std::string, std::string> Rewrite(Value contract) {
    if (Chance(2)) Reorder(contract);
    if (Chance(2)) Reword(contract, false);
    if (Chance(3)) return {"openapi.json", document::WriteJson(contract, static_cast<int>(Below(5))) + '\n'};
    std::string text = Comment(0);
    indentation_ = 2 + Below(3);
    comments_ = Chance(2);
    Yaml(contract, 0, text);
    return {"openapi.yaml", text};
  }

 private:
  std::size_t Below(std::size_t bound) { return random_() % bound; }
  bool Chance(std::size_t of) { return Below(of) == 0; }

  void Reorder(Value& value) {
    // std::shuffle differs between libraries.
    for (std::size_t i = value.members.size(); i > 1; --i) std::swap(value.members[i - 1], value.members[Below(i)]);
    for (Member& member : value.members) Reorder(member.value);
    for (Value& item : value.items) Reorder(item);
  }

  // Descriptions anew, and values of examples by others of their kind.
  void Reword(Value& value, bool example) {
    for (Member& member : value.members) {
      const bool words = member.key == "description" || member.key == "summary";
      if (!example && words && member.value.IsString())
        member.value = Value::String("Said otherwise, " + std::to_string(Below(1000)) + " times over.");
      else
        Reword(member.value, example || member.key == "example" || member.key == "value");
    }
    for (Value& item : value.items) Reword(item, example);
    if (!example || !(value.IsString() || value.IsNumber())) return;
    // The same value everywhere, since values that contradict each other are a finding of their own.
    const bool letters = std::all_of(value.text.begin(), value.text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    if (value.IsString() && letters) value.text += "q";  // others may be dates, identifiers, addresses
  }

  std::string Comment(std::size_t column) {
    return comments_ && Chance(4)
               ? std::string(column, ' ') + "# A comment: {with} [what] \"may\" stand there\n" + (Chance(2) ? "\n" : "")
               : "";
  }

  std::string Scalar(const Value& value) {
    if (!value.IsString()) return document::WriteJson(value, 0);
    const bool plain = !value.text.empty() && std::all_of(value.text.begin(), value.text.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || c == '/' || c == '-';
    });
    const bool word =
        value.text == "null" || value.text == "true" || value.text == "false" || value.text.front() == '-';
    return plain && !word && Chance(2) ? value.text : document::WriteJson(value, 0);
  }

  void Yaml(const Value& value, std::size_t column, std::string& text) {
    const bool flow = (value.items.empty() && value.members.empty()) || Chance(6);
    if (flow) {
      text += std::string(column, ' ') +
              (value.IsArray() || value.IsObject() ? document::WriteJson(value, 0) : Scalar(value)) + '\n';
      return;
    }
    for (const Member& member : value.members) {
      text += Comment(column) + std::string(column, ' ') + Scalar(Value::String(member.key)) + ':';
      Child(member.value, column, text);
    }
    for (const Value& item : value.items) {
      text += Comment(column) + std::string(column, ' ') + '-';
      Child(item, column, text);
    }
  }

  void Child(const Value& value, std::size_t column, std::string& text) {
    if (value.items.empty() && value.members.empty()) {
      text += ' ' + (value.IsArray() || value.IsObject() ? document::WriteJson(value, 0) : Scalar(value)) +
              (comments_ && Chance(4) ? "   # so" : "") + '\n';
      return;
    }
    text += '\n';
    Yaml(value, column + indentation_, text);
  }

  std::mt19937 random_;
  std::size_t indentation_ = 2;
  bool comments_ = false;
};

// "rule operation fingerprint shape" of everything that the audit of the contract finds.
std::set<std::string> Findings(const std::string& name, const std::string& text) {
  const TestFolder folder;
  folder.Write("vendor.yaml", "vendor: acme\ncontract: " + name + "\n");
  folder.Write(name, text);
  Options options;
  options.clock = [] { return TimePoint(std::chrono::seconds(1'795'248'000)); };
  options.today = *ParseDate("2026-11-21");
  std::set<std::string> findings;
  for (const JudgedFinding& found : RunAudit(contract::LoadTarget({folder.path()}), {}, options).findings) {
    findings.insert(found.finding.identity.rule + ' ' + found.finding.identity.operation + ' ' +
                    found.finding.fingerprint + ' ' + found.finding.shape);
  }
  return findings;
}

void ExpectNothingMoves(const Value& contract, std::uint32_t rewrites) {
  const std::set<std::string> expected = Findings("openapi.json", document::WriteJson(contract));
  ASSERT_FALSE(expected.empty());
  for (std::uint32_t seed = 0; seed < rewrites; ++seed) {
    const auto [name, text] = Rewriter(seed).Rewrite(contract);
    ASSERT_EQ(Findings(name, text), expected) << "seed " << seed << "\n" << text;
  }
}

TEST(FingerprintOfContracts, StaysWhateverTheContractIsWrittenLike) {
  const Value contract = document::ParseYaml("c", kContract).root;
  const std::set<std::string> findings = Findings("openapi.yaml", kContract);
  EXPECT_GE(findings.size(), 5u);
  EXPECT_EQ(Findings("openapi.json", document::WriteJson(contract)), findings);
  ExpectNothingMoves(contract, 150);
}

TEST(FingerprintOfContracts, StaysForTheVendorsContractsToo) {
  for (const auto& vendor : std::filesystem::directory_iterator("specs")) {
    SCOPED_TRACE(vendor.path());
    ExpectNothingMoves(document::Load((vendor.path() / "openapi.yaml").string()).root, 12);
  }
}

struct Change {
  const char* what;
  const char* from;
  const char* to;
};

TEST(FingerprintOfContracts, MovesWithTheDiscrepancy) {
  const Change changes[] = {
      {"another type is expected", "length: {type: integer}", "length: {type: boolean}"},
      {"another kind of value is shown", "price: cheap", "price: {a: 1}"},
      {"another member is wrong", "price: cheap", "price: 7, note: 1, colour: cheap"},
      {"a member more is undeclared", "extra: more", "extra: more, further: more"},
      {"another required member is missing", "example: {code: gone}", "example: {text: gone}"},
      {"another operation", "  /kites/{kite_id}:", "  /dragons/{kite_id}:"},
      {"another status", "'404':", "'410':"},
      {"another member has no type", "note: {nullable: true", "memo: {nullable: true"},
      {"the discrepancy is gone", "example: {code: gone}", "example: {code: 1, text: gone}"},
  };
  const std::set<std::string> before = Findings("openapi.yaml", kContract);
  for (const Change& change : changes) {
    const std::string text = ReplaceAll(kContract, change.from, change.to);
    ASSERT_NE(text, kContract) << change.what;
    const std::set<std::string> after = Findings("openapi.yaml", text);
    EXPECT_FALSE(std::includes(after.begin(), after.end(), before.begin(), before.end())) << change.what;
  }
}

}  // namespace
}  // namespace plumbline::run

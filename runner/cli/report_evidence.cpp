#include "cli/report_evidence.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <ostream>

#include "base/error.h"
#include "base/hash.h"
#include "base/signature.h"
#include "base/text.h"
#include "cli/load_result.h"
#include "cli/write_file.h"
#include "document/document.h"
#include "run/conclude.h"
#include "run/result_json.h"

namespace plumbline::cli {
namespace {

struct VerifyOptions {
  std::string result;
  std::string signature;
  std::string key;
};

std::string Bytes(const std::string& path) { return document::ReadFile(path, path, {.max_bytes = 1u << 30}); }

// Errors of keys know no file.
template <typename Use>
auto WithKey(const std::string& path, Use use) {
  const std::string key = Bytes(path);
  try {
    return use(key);
  } catch (const Error& error) {
    throw Error({.file = path}, error.message());
  }
}

// Counts what was found to be changed.
class Verification {
 public:
  Verification(const StoredResult& stored, std::ostream& out) : stored_(stored), out_(out) {}

  void Signature(const VerifyOptions& options) {
    const std::string signature = Bytes(options.signature);
    const bool good = WithKey(options.key, [&](const std::string& key) { return IsSignedBy(stored_.text, signature, key); });
    Tell(good, fmt::format("signature {}", options.signature),
         good ? "made over exactly this file by the key of " + options.key : "not made over this file by the key of " + options.key);
  }

  void Exchanges(const std::string& name) {
    std::size_t same = 0;
    for (const run::ExchangeHash& exchange : run::ExchangeHashes(name, stored_.text)) {
      if (exchange.stored == exchange.computed) ++same;
      else Tell(false, "exchange of " + exchange.case_id, "changed since it was stored");
    }
    if (same > 0) Tell(true, Count(same, "exchange"), "as stored");
  }

  // The verdict is what the findings, waivers and policy in the file come to, and nothing in it was edited by hand.
  void Verdict() {
    run::RunResult again = stored_.result;
    run::JudgeAgain(again);
    const bool follows = again.exit_code == stored_.result.exit_code && again.tally == stored_.result.tally;
    Tell(follows, "verdict", follows ? "follows from what was found" : "does not follow from what was found: " + run::VerdictSentence(again));
    const bool whole = run::WriteResult(stored_.result) == stored_.text;
    Tell(whole, "result", whole ? "as Plumbline writes it" : "not as Plumbline writes it: it was edited, or another version wrote it");
  }

  void Files() {
    for (const run::EvidenceFile& file : stored_.result.evidence) {
      std::error_code ignored;
      if (!std::filesystem::exists(file.file, ignored)) {
        out_ << fmt::format("missing   {} {}: not there to be compared\n", file.role, file.file);
        continue;
      }
      const bool same = Sha256Hex(Bytes(file.file)) == file.sha256;
      Tell(same, file.role + ' ' + file.file, same ? "unchanged" : "changed since the run");
    }
  }

  void Tool(const std::string& sha256) {
    const std::string& stored = stored_.result.tool_sha256;
    if (stored.empty()) out_ << "untold    tool: the result does not name the hash of the program\n";
    else
      out_ << fmt::format("noted     tool: Plumbline {} {}, {}\n", stored_.result.tool_version, stored,
                          stored == sha256 ? "which is this program" : "another build than this one");
  }

  finding::ExitCode Code() {
    out_ << (changed_ == 0 ? "UNTOUCHED: nothing that could be compared has changed\n"
                           : fmt::format("CHANGED: {} not as they were\n", Count(changed_, "thing is", "things are")));
    return changed_ == 0 ? finding::ExitCode::kConforms : finding::ExitCode::kDiscrepancy;
  }

 private:
  void Tell(bool good, const std::string& what, const std::string& how) {
    if (!good) ++changed_;
    out_ << fmt::format("{} {}: {}\n", good ? "verified " : "CHANGED  ", what, how);
  }

  const StoredResult& stored_;
  std::ostream& out_;
  std::size_t changed_ = 0;
};

finding::ExitCode Verify(const VerifyOptions& options, const Context& context) {
  if (options.signature.empty() != options.key.empty()) throw Error("--signature FILE and --key PUBLIC.pem belong together");
  const StoredResult stored = LoadStored(options.result, context);
  if (run::IsJournal(stored.text)) throw Error({.file = options.result}, "the journal of a run that was killed holds no evidence that could be verified");
  Verification verification(stored, context.out);
  if (!options.signature.empty()) verification.Signature(options);
  verification.Exchanges(options.result);
  verification.Verdict();
  verification.Files();
  verification.Tool(context.environment.tool_sha256 ? context.environment.tool_sha256() : "");
  return verification.Code();
}

finding::ExitCode SignResult(const VerifyOptions& options, const Context& context) {
  const StoredResult stored = LoadStored(options.result, context);
  const std::string signature = WithKey(options.key, [&](const std::string& key) { return Sign(stored.text, key); });
  const std::string path = options.signature.empty() ? options.result + ".sig" : options.signature;
  for (const std::string& read : {options.result, options.key}) RefuseToReplace("--signature " + path, path, read);
  WriteFile(path, signature);
  context.out << fmt::format(
      "{}: signed; the public key's owner verifies it by\n  plumbline report verify {} --signature {} --key PUBLIC.pem\n"
      "  openssl pkeyutl -verify -rawin -pubin -inkey PUBLIC.pem -sigfile {} -in {}\n",
      path, options.result, path, path, options.result);
  return finding::ExitCode::kConforms;
}

}  // namespace

Action DeclareVerify(CLI::App& app) {
  auto options = std::make_shared<VerifyOptions>();
  app.add_option("result", options->result, "A result as --report json=PATH wrote it")->required()->type_name("RESULT");
  app.add_option("--signature", options->signature, "Its detached signature")->type_name("FILE");
  app.add_option("--key", options->key, "The public Ed25519 key, PEM")->type_name("PUBLIC.pem");
  return [options](const Context& context) { return Verify(*options, context); };
}

Action DeclareSign(CLI::App& app) {
  auto options = std::make_shared<VerifyOptions>();
  app.add_option("result", options->result, "A result as --report json=PATH wrote it")->required()->type_name("RESULT");
  app.add_option("--key", options->key, "The private Ed25519 key, PEM without a password")->required()->type_name("PRIVATE.pem");
  app.add_option("--signature", options->signature, "Where the signature is written; RESULT.sig where it is not told")->type_name("FILE");
  return [options](const Context& context) { return SignResult(*options, context); };
}

}  // namespace plumbline::cli

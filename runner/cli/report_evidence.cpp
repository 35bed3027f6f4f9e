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
#include "document/differences.h"
#include "document/document.h"
#include "run/conclude.h"
#include "run/result_json.h"

namespace plumbline::cli {
namespace fs = std::filesystem;

namespace {

struct VerifyOptions {
  std::string result;
  std::string signature;
  std::string key;
  std::string root;  // the folder from which the files of the evidence are found; empty: as FindRoot has it
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

// The folder from which the run named its files: the nearest to the result that holds one of them, be it the result's
// own or one above, else the working directory.
fs::path FindRoot(const std::string& result, const std::vector<run::EvidenceFile>& files) {
  if (result == "-") return "";
  std::error_code ignored;
  for (fs::path folder = fs::weakly_canonical(result, ignored).parent_path(); !folder.empty();
       folder = folder.parent_path()) {
    const auto holds = [&](const run::EvidenceFile& file) {
      return fs::path(file.file).is_relative() && fs::exists(folder / file.file, ignored);
    };
    if (std::any_of(files.begin(), files.end(), holds))
      return folder.lexically_normal() == fs::current_path(ignored) ? "" : folder;
    if (folder == folder.root_path()) break;
  }
  return "";
}

// Where the text says something else than `again`, the same result judged anew. Hashes of exchanges are told by
// themselves.
std::vector<std::string> NotFollowing(const StoredResult& stored, const run::RunResult& again) {
  constexpr document::Limits kLimits = {.max_bytes = 1u << 30};
  const document::Document said = document::ParseJson("result", stored.text, kLimits);
  const document::Document follows = document::ParseJson("result", run::WriteResult(again), kLimits);
  std::vector<std::string> places;
  for (const JsonPointer& place : document::Differences(said.root, follows.root)) {
    std::string text = place.ToString();
    if (!text.ends_with("/exchange/sha256")) places.push_back(std::move(text));
  }
  return places;
}

// Counts what was found to be changed, and what could not be looked at.
class Verification {
 public:
  Verification(const StoredResult& stored, std::ostream& out) : stored_(stored), out_(out) {}

  void Signature(const VerifyOptions& options) {
    const std::string signature = Bytes(options.signature);
    const bool good =
        WithKey(options.key, [&](const std::string& key) { return IsSignedBy(stored_.text, signature, key); });
    Tell(good, fmt::format("signature {}", options.signature),
         good ? "made over exactly this file by the key of " + options.key
              : "not made over this file by the key of " + options.key);
  }

  void Exchanges(const std::string& name) {
    std::size_t same = 0;
    for (const run::ExchangeHash& exchange : run::ExchangeHashes(name, stored_.text)) {
      if (exchange.stored == exchange.computed)
        ++same;
      else
        Tell(false, "exchange of " + exchange.case_id, "changed since it was stored");
    }
    if (same > 0) Tell(true, Count(same, "exchange"), "as stored");
  }

  // Verdicts, states, counts and reasons are what the findings, waivers and policy in the file come to, and nothing in
  // it was edited by hand.
  void Verdict() {
    run::RunResult again = stored_.result;
    run::JudgeAgain(again);
    const std::vector<std::string> places = NotFollowing(stored_, again);
    Tell(places.empty(), "verdict",
         places.empty()
             ? "follows from what was found"
             : fmt::format("{} not follow from what was found, which comes to {}",
                           FirstOf(places) + (places.size() == 1 ? " does" : " do"), run::VerdictSentence(again)));
    const bool whole = run::WriteResult(stored_.result) == stored_.text;
    Tell(whole, "result",
         whole ? "as Plumbline writes it" : "not as Plumbline writes it: it was edited, or another version wrote it");
  }

  void Files(const VerifyOptions& options) {
    std::vector<run::EvidenceFile> files = stored_.result.evidence;
    if (stored_.result.base) files.push_back({"base", stored_.result.base->file, stored_.result.base->sha256});
    const fs::path root = options.root.empty() ? FindRoot(options.result, files) : fs::path(options.root);
    if (!root.empty()) out_ << fmt::format("noted     files: looked for from {}\n", root.string());
    for (const run::EvidenceFile& file : files) {
      const std::string path = (root / file.file).string();
      std::error_code ignored;
      if (!fs::exists(path, ignored)) {
        ++missing_;
        out_ << fmt::format("MISSING   {} {}: not there to be compared\n", file.role, file.file);
        continue;
      }
      const bool same = Sha256Hex(Bytes(path)) == file.sha256;
      Tell(same, file.role + ' ' + file.file, same ? "unchanged" : "changed since the run");
    }
  }

  void Unsigned(const VerifyOptions& options) {
    const std::string beside = options.result + ".sig";
    std::error_code ignored;
    out_
        << "untold    signature: without one, a text that was changed together with all that follows from it cannot be seen"
        << (fs::exists(beside, ignored) ? fmt::format("; give --signature {} --key PUBLIC.pem", beside) : "") << '\n';
  }

  void Tool(const std::string& sha256) {
    const std::string& stored = stored_.result.tool_sha256;
    if (stored.empty())
      out_ << "untold    tool: the result does not name the hash of the program\n";
    else
      out_ << fmt::format("noted     tool: Plumbline {} {}, {}\n", stored_.result.tool_version, stored,
                          stored == sha256 ? "which is this program" : "another build than this one");
  }

  finding::ExitCode Code(bool is_signed) {
    if (changed_ > 0) {
      out_ << fmt::format("CHANGED: {}\n", Count(changed_, "thing is not as it was", "things are not as they were"));
      return finding::ExitCode::kDiscrepancy;
    }
    if (missing_ > 0) {
      out_ << fmt::format("INCOMPLETE: {} to be compared; --root DIR names the folder from which the run was made\n",
                          Count(missing_, "file is not there", "files are not there"));
      return finding::ExitCode::kInconclusive;
    }
    out_ << "UNTOUCHED: nothing has changed" << (is_signed ? "" : " that can be seen without a signature") << '\n';
    return finding::ExitCode::kConforms;
  }

 private:
  // "/exitCode, /verdict, /reasons/0 and 2 more"
  static std::string FirstOf(const std::vector<std::string>& places) {
    constexpr std::size_t kTold = 3;
    if (places.size() <= kTold) return Join(places, ", ");
    return fmt::format("{} and {} more", Join({places.begin(), places.begin() + kTold}, ", "), places.size() - kTold);
  }

  void Tell(bool good, const std::string& what, const std::string& how) {
    if (!good) ++changed_;
    out_ << fmt::format("{} {}: {}\n", good ? "verified " : "CHANGED  ", what, how);
  }

  const StoredResult& stored_;
  std::ostream& out_;
  std::size_t changed_ = 0, missing_ = 0;
};

finding::ExitCode Verify(const VerifyOptions& options, const Context& context) {
  if (options.signature.empty() != options.key.empty())
    throw Error("--signature FILE and --key PUBLIC.pem belong together");
  const StoredResult stored = LoadStored(options.result, context);
  if (run::IsJournal(stored.text))
    throw Error({.file = options.result},
                "the journal of a run that was killed holds no evidence that could be verified");
  Verification verification(stored, context.out);
  const bool is_signed = !options.signature.empty();
  if (is_signed) verification.Signature(options);
  verification.Exchanges(options.result);
  verification.Verdict();
  verification.Files(options);
  verification.Tool(context.environment.tool_sha256 ? context.environment.tool_sha256() : "");
  if (!is_signed) verification.Unsigned(options);
  return verification.Code(is_signed);
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
  app.add_option("--root", options->root,
                 "The folder from which the files of the evidence are found, instead of the nearest to the result that "
                 "holds one of them, or else the working directory")
      ->type_name("DIR")
      ->check(CLI::ExistingDirectory);
  return [options](const Context& context) { return Verify(*options, context); };
}

Action DeclareSign(CLI::App& app) {
  auto options = std::make_shared<VerifyOptions>();
  app.add_option("result", options->result, "A result as --report json=PATH wrote it")->required()->type_name("RESULT");
  app.add_option("--key", options->key, "The private Ed25519 key, PEM without a password")
      ->required()
      ->type_name("PRIVATE.pem");
  app.add_option("--signature", options->signature, "Where the signature is written; RESULT.sig where it is not told")
      ->type_name("FILE");
  return [options](const Context& context) { return SignResult(*options, context); };
}

}  // namespace plumbline::cli

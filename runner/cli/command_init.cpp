#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <map>
#include <ostream>
#include <set>

#include "base/error.h"
#include "base/text.h"
#include "cli/ci_file.h"
#include "cli/command.h"
#include "cli/write_file.h"
#include "run/run.h"
#include "run/version.h"
#include "schema/file_format.h"
#include "suite/first_suite.h"

namespace plumbline::cli {
namespace fs = std::filesystem;

namespace {

struct InitOptions {
  std::string contract;
  std::string vendor;
  std::string folder = ".";
  std::string ci = "none";
};

using Credentials = std::vector<std::pair<std::string, std::string>>;  // security scheme, environment variable

// "Acme Payments API" is acme-payments: lower case, no words that every API has, names no folder but one below specs/.
std::string VendorName(const std::string& given, const contract::Contract& contract, const fs::path& document) {
  if (!given.empty()) {
    if (Slug(given) != given || given.starts_with('-'))
      throw Error(fmt::format("--vendor {}: letters, digits, _ and - make a name", given));
    return given;
  }
  constexpr std::string_view kLettersAndDigits = "abcdefghijklmnopqrstuvwxyz0123456789";
  const std::string title = AsciiLower(contract.title);
  std::string name = title.find_first_of(kLettersAndDigits) == std::string::npos ? "" : Slug(title);
  for (const std::string_view word : {"-openapi", "-specification", "-api"}) {
    if (name.ends_with(word)) name.resize(name.size() - word.size());
  }
  if (name.find_first_not_of("-_") == std::string::npos) name = Slug(AsciiLower(document.stem().string()));
  name = name.substr(0, 60);
  while (name.starts_with('-')) name.erase(0, 1);
  while (name.ends_with('-')) name.pop_back();
  return name.empty() ? "api" : name;
}

std::string VariableName(const std::string& text) {
  std::string name;
  char previous = '\0';
  for (const char c : text) {
    const bool lower = c >= 'a' && c <= 'z', upper = c >= 'A' && c <= 'Z', digit = c >= '0' && c <= '9';
    if (upper && previous >= 'a' && previous <= 'z') name += '_';  // apiKey is API_KEY
    if (lower || upper || digit) {
      name += lower ? static_cast<char>(c - 'a' + 'A') : c;
    } else if (!name.empty() && name.back() != '_') {
      name += '_';
    }
    previous = c;
  }
  while (name.ends_with('_')) name.pop_back();
  return name;
}

// The fewest schemes by which every operation can be called: of each, its first requirement unless another is met
// already.
Credentials CredentialsOf(const contract::Contract& contract, const std::string& vendor) {
  std::set<std::string> schemes;
  for (const contract::Operation& operation : contract.operations) {
    const bool met = operation.security.empty() ||
                     std::any_of(operation.security.begin(), operation.security.end(), [&](const auto& requirement) {
                       return std::all_of(requirement.begin(), requirement.end(),
                                          [&](const std::string& name) { return schemes.contains(name); });
                     });
    if (!met) schemes.insert(operation.security.front().begin(), operation.security.front().end());
  }
  Credentials credentials;
  std::set<std::string> taken;
  for (const std::string& scheme : schemes) {
    std::string name = VariableName(vendor) + '_' + VariableName(scheme);
    if (name.front() == '_' || (name.front() >= '0' && name.front() <= '9')) name = "API_" + name;
    std::string unique = name;
    for (int i = 2; !taken.insert(unique).second; ++i) unique = fmt::format("{}_{}", name, i);
    credentials.emplace_back(scheme, unique);
  }
  return credentials;
}

std::string VendorFile(const contract::Vendor& vendor, const std::string& contract_path,
                       const Credentials& credentials) {
  std::string out = "# yaml-language-server: $schema=../../schemas/plumbline/vendor.schema.json\n";
  out += fmt::format("vendor: {}\n", suite::YamlScalar(vendor.id));
  if (!vendor.title.empty()) out += fmt::format("title: {}\n", suite::YamlScalar(vendor.title));
  if (!contract_path.empty()) out += fmt::format("contract: {}\n", suite::YamlScalar(contract_path));
  out += fmt::format("suites: ../../suites/{}\n", vendor.id);
  if (!credentials.empty())
    out +=
        "# Security scheme of the contract: environment variable that holds its credential in a live run.\ncredentials:\n";
  for (const auto& [scheme, variable] : credentials)
    out += fmt::format("  {}: {}\n", suite::YamlScalar(scheme), variable);
  return out;
}

constexpr std::string_view kWaivers = R"(# yaml-language-server: $schema=../../schemas/plumbline/waivers.schema.json
# Known discrepancies that shall not fail a run, each owned and dated. Reports print the fingerprint and the shape to write here:
#  - id: W-0001
#    fingerprint: "0123456789abcdef"
#    shape: "01234567"
#    owner: payments-team
#    reason: Becomes a number in v2.
#    expires: 2027-03-31
waivers: []
)";

// Runs the cases against the mock, and leaves out those that do not pass there, with the reason.
void LeaveOutWhatTheMockCannot(const contract::Vendor& vendor, std::vector<suite::FirstCase>& cases,
                               const Environment& environment) {
  suite::SuiteSet set;
  set.vendor = vendor;
  set.suites.push_back({std::string(suite::kFirstSuiteName), "", "", "", {}});
  std::map<std::string, suite::FirstCase*> by_id;
  for (suite::FirstCase& first : cases) {
    if (!first.left_out.empty()) continue;
    set.suites.front().cases.push_back(first.test);
    by_id.emplace(first.test.id, &first);
  }
  if (by_id.empty()) return;
  run::Options options;
  options.audit = false;
  options.clock = environment.clock;
  options.interrupted = environment.interrupted;
  options.today = std::chrono::floor<std::chrono::days>(environment.clock());
  const run::RunResult result = run::RunSuites(set, options);
  for (const run::CaseResult& test : result.cases) {
    std::string& reason = by_id.at(test.id)->left_out;
    for (const run::Judgement& judgement : test.judgements) {
      if (!reason.empty()) break;
      if (!judgement.findings.empty()) {
        reason =
            "our mock gives no answer that conforms: " + result.findings.at(judgement.findings.front()).finding.message;
      } else if (judgement.inconclusive || judgement.verdict == run::Verdict::kError) {
        reason = "its answer cannot be judged: " + judgement.reason;
      }
    }
  }
}

// The path as a user would write it from here.
std::string Shown(const fs::path& path) { return path.lexically_normal().string(); }

// Absolute: of a relative path of which nothing exists, weakly_canonical makes none.
fs::path Canonical(const fs::path& path) { return fs::weakly_canonical(fs::absolute(path)); }

// In a vendor's folder such a document needs no mention.
bool IsFoundByName(const fs::path& document) {
  const std::string name = document.filename().string();
  return name == "openapi.yaml" || name == "openapi.yml" || name == "openapi.json";
}

bool HoldsFiles(const fs::path& folder) {
  return fs::is_directory(folder) && fs::directory_iterator(folder) != fs::directory_iterator();
}

CiServer ServerOf(const std::string& name) {
  return name == "github" ? CiServer::kGithub : name == "gitlab" ? CiServer::kGitlab : CiServer::kNone;
}

finding::ExitCode Execute(const InitOptions& options, const Context& context) {
  const fs::path folder = options.folder, document = options.contract;
  if (fs::is_directory(document))
    throw Error({.file = options.contract}, "is a folder; name the OpenAPI document itself");
  contract::Contract loaded = contract::LoadContract(options.contract);
  if (loaded.operations.empty())
    throw Error({.file = options.contract},
                "has no operation that a client could call, so there is nothing to write a suite of");

  // A contract that lies in specs/<vendor>/ already says its name by that.
  const fs::path home = Canonical(document).parent_path();
  const bool beside = home.parent_path() == Canonical(folder / "specs");
  const std::string given = options.vendor.empty() && beside ? home.filename().string() : options.vendor;
  const std::string name = VendorName(given, loaded, document);
  contract::Vendor vendor = contract::MakeVendor(name, std::move(loaded));

  const fs::path spec_folder = folder / "specs" / name, suite_folder = folder / "suites" / name;
  std::string contract_path;
  if (Canonical(spec_folder) != home || !IsFoundByName(document)) {
    contract_path = Canonical(document).lexically_relative(Canonical(spec_folder)).generic_string();
  }
  const Credentials credentials = CredentialsOf(*vendor.contract, name);
  const CiServer server = ServerOf(options.ci);

  std::vector<suite::FirstCase> cases = suite::FirstCases(vendor);
  LeaveOutWhatTheMockCannot(vendor, cases, context.environment);
  const auto left_out =
      std::count_if(cases.begin(), cases.end(), [](const suite::FirstCase& first) { return !first.left_out.empty(); });
  if (static_cast<std::size_t>(left_out) == cases.size()) {
    throw Error({.file = options.contract},
                fmt::format("no operation can be asked for by what the contract says; {}: {}",
                            cases.front().test.operation->Name(), cases.front().left_out));
  }

  std::vector<std::pair<fs::path, std::string>> files = {
      {spec_folder / "vendor.yaml", VendorFile(vendor, contract_path, credentials)},
      {suite_folder / fmt::format("{}.yaml", suite::kFirstSuiteName),
       suite::WriteFirstSuite(cases, vendor.title, "../../specs/" + name)},
      {suite_folder / "waivers.yaml", std::string(kWaivers)},
  };
  if (server != CiServer::kNone) {
    const std::string variable = credentials.empty() ? "" : credentials.front().second;
    files.emplace_back(folder / CiPath(server),
                       CiFile(server, {"suites/" + name, std::string(run::kVersion), variable}));
  }
  std::vector<std::string> there;
  for (const auto& [path, text] : files) {
    if (fs::exists(fs::symlink_status(path))) there.push_back(Shown(path));
  }
  if (there.empty() && HoldsFiles(suite_folder)) there.push_back(Shown(suite_folder) + " with files in it");
  if (!there.empty()) {
    throw Error(fmt::format("{} {} there already; nothing is overwritten, and nothing was written", Join(there, ", "),
                            there.size() == 1 ? "is" : "are"));
  }
  // What editors complete by. A copy that is there may stay.
  for (const auto& [schema_name, text] : schema::FileFormatTexts()) {
    const fs::path path = folder / "schemas" / "plumbline" / schema_name;
    if (schema_name != "result.schema.json" && !fs::exists(path)) files.emplace_back(path, std::string(text));
  }
  for (const auto& [path, text] : files) {
    if (path.extension() == ".yaml" && path.filename() != "waivers.yaml") document::ParseYaml(Shown(path), text);
  }
  for (const auto& [path, text] : files) {
    WriteFile(path.string(), text);
    context.out << "wrote " << Shown(path) << '\n';
  }

  context.out << fmt::format("\n{} of {} in the suite",
                             Count(cases.size() - static_cast<std::size_t>(left_out), "operation"), cases.size());
  if (left_out == 1) context.out << "; it says of one why it is left out";
  if (left_out > 1) context.out << fmt::format("; it says of {} why they are left out", left_out);
  context.out << ".\nNext: plumbline run " << Shown(suite_folder) << " --mock\n";
  if (server != CiServer::kNone)
    context.out << fmt::format("Then: replace OWNER in {} by where Plumbline's repository is.\n",
                               Shown(folder / CiPath(server)));
  return finding::ExitCode::kConforms;
}

Action Declare(CLI::App& app) {
  auto options = std::make_shared<InitOptions>();
  app.add_option("contract", options->contract, "The OpenAPI document")->required()->type_name("CONTRACT");
  app.add_option("--dir", options->folder, "The folder that specs/, suites/ and schemas/ belong into")
      ->type_name("DIR")
      ->capture_default_str();
  app.add_option("--vendor", options->vendor,
                 "Short name for folders and reports, instead of one made of the contract's title")
      ->type_name("NAME");
  app.add_option("--ci", options->ci, "The CI server to write a file for")
      ->check(CLI::IsMember({"github", "gitlab", "none"}))
      ->capture_default_str();
  return [options](const Context& context) { return Execute(*options, context); };
}

}  // namespace

const Command kInitCommand = {"init", "Write a first suite, waivers and CI file for a contract", Declare};

}  // namespace plumbline::cli

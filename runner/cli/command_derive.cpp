#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <ostream>
#include <set>

#include "base/error.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/shell_word.h"
#include "contract/vendor.h"

namespace plumbline::cli {
namespace fs = std::filesystem;

namespace {

struct DeriveOptions {
  std::string spec;
  std::string out;
  bool check = false;
};

constexpr std::string_view kEnding = ".schema.json";

// Text by file name.
std::map<std::string, std::string> DerivedFiles(const contract::Vendor& vendor) {
  std::map<std::string, std::string> files;
  if (!vendor.schemas->problems().empty()) {
    const contract::SchemaProblem& problem = vendor.schemas->problems().front();
    throw problem.node.Fail("nothing can be judged by this schema: " + problem.message);
  }
  for (const contract::SchemaPart& part : contract::SchemaParts(*vendor.contract)) {
    const contract::DerivedSchema derived = contract::Derive(*vendor.contract->store, part.node, part.direction);
    files.emplace(part.name + std::string(kEnding),
                  document::WriteJson(contract::SchemaFile(vendor.id, part, derived)) + '\n');
  }
  return files;
}

// Schema files in the folder that were derived for this vendor.
std::set<std::string> PresentFiles(const std::string& folder) {
  std::set<std::string> names;
  if (!fs::is_directory(folder)) return names;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (name.ends_with(kEnding)) names.insert(name);
  }
  return names;
}

finding::ExitCode Check(const std::map<std::string, std::string>& files, const DeriveOptions& options,
                        const std::string& folder, const Context& context) {
  std::set<std::string> present = PresentFiles(folder);
  std::size_t stale = 0;
  for (const auto& [name, text] : files) {
    const fs::path path = fs::path(folder) / name;
    const bool there = present.erase(name) > 0;
    if (there && document::ReadFile(path.string(), path.string()) == text) continue;
    ++stale;
    context.out << fmt::format("{}: {}\n", path.string(), there ? "stale" : "missing");
  }
  for (const std::string& name : present) {
    ++stale;
    context.out << fmt::format("{}: belongs to no part of the contract\n", (fs::path(folder) / name).string());
  }
  if (stale == 0) {
    context.out << fmt::format("{} in {} {} what the contract says\n", Count(files.size(), "schema"), folder,
                               files.size() == 1 ? "is" : "are");
    return finding::ExitCode::kConforms;
  }
  context.out << fmt::format("{} not up to date; write them with: plumbline derive {}{}\n",
                             Count(stale, "schema is", "schemas are"), ShellWord(options.spec),
                             options.out.empty() ? "" : " --out " + ShellWord(options.out));
  return finding::ExitCode::kDiscrepancy;
}

finding::ExitCode Execute(const DeriveOptions& options, const Context& context) {
  const contract::Vendor vendor = contract::LoadVendor(options.spec);
  // A schema without the part that cannot be read would assert less than the contract says.
  for (const contract::ContractProblem& problem : vendor.contract->problems) {
    if (problem.uncheckable) throw problem.at.Fail(problem.message);
  }
  std::string folder = options.out;
  if (folder.empty()) {
    // specs/acme -> schemas/acme
    if (!fs::is_directory(options.spec))
      throw Error("an OpenAPI document by itself has no place for its schemas; say it with --out DIR");
    fs::path spec(options.spec);
    if (spec.filename().empty()) spec = spec.parent_path();
    folder = (spec.parent_path().parent_path() / "schemas" / vendor.id).lexically_normal().string();
  }
  const auto files = DerivedFiles(vendor);
  if (options.check) return Check(files, options, folder, context);
  std::error_code failure;
  fs::create_directories(folder, failure);
  if (failure) throw Error({.file = folder}, fmt::format("the folder cannot be made: {}", failure.message()));
  std::set<std::string> present = PresentFiles(folder);
  for (const auto& [name, text] : files) {
    present.erase(name);
    const std::string path = (fs::path(folder) / name).string();
    std::ofstream stream(path, std::ios::binary | std::ios::trunc);
    stream << text;
    stream.close();
    if (!stream) throw Error({.file = path}, "cannot be written");
  }
  context.out << fmt::format("{} written to {}\n", Count(files.size(), "schema"), folder);
  // Not removed: a folder named by mistake would lose its files.
  for (const std::string& name : present) {
    context.out << fmt::format("{}: belongs to no part of the contract; remove it\n",
                               (fs::path(folder) / name).string());
  }
  return finding::ExitCode::kConforms;
}

Action Declare(CLI::App& app) {
  auto options = std::make_shared<DeriveOptions>();
  app.add_option("spec", options->spec, "A vendor's folder, or an OpenAPI document")->required()->type_name("SPEC");
  app.add_option("--out", options->out, "Folder of the schemas; default: schemas/<vendor> beside specs/")
      ->type_name("DIR");
  app.add_flag("--check", options->check, "Write nothing; exit 1 where a schema is not what the contract says");
  return [options](const Context& context) { return Execute(*options, context); };
}

}  // namespace

const Command kDeriveCommand = {"derive", "Derive JSON Schemas (2020-12) from a contract", Declare};

}  // namespace plumbline::cli

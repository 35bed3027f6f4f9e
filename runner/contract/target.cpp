#include "contract/target.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "base/regex.h"
#include "base/text.h"

namespace plumbline::contract {
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMostPages = 5'000;

std::string Ending(const std::string& path) { return AsciiLower(fs::path(path).extension().string()); }

bool IsContractName(const std::string& path) {
  const std::string ending = Ending(path);
  return ending == ".yaml" || ending == ".yml" || ending == ".json";
}

// Among the files of a folder: one that says that it is an OpenAPI document near its beginning.
bool IsContractFile(const std::string& path) {
  if (!IsContractName(path)) return false;
  std::string head(64 * 1024, '\0');
  std::ifstream stream(path, std::ios::binary);
  stream.read(head.data(), static_cast<std::streamsize>(head.size()));
  head.resize(static_cast<std::size_t>(stream.gcount()));
  static const Regex kVersion(R"re((?m)^[\s{]*["']?(?:openapi|swagger)["']?\s*:\s*["']?\d)re");
  return kVersion.In(head);
}

bool IsVendorFolder(const std::string& path) {
  for (const char* name : {"vendor.yaml", "openapi.yaml", "openapi.yml", "openapi.json"}) {
    if (fs::exists(fs::path(path) / name)) return true;
  }
  return false;
}

// A contract that declares nothing, for pages that have none.
Contract NoContract(const std::vector<page::DocumentedPage>& pages) {
  Contract contract;
  contract.store = std::make_unique<document::Store>("");
  contract.root = &contract.store->Add(
      document::Document{pages.empty() ? document::Source() : pages.front().page.source, document::Value::Object()});
  return contract;
}

}  // namespace

bool IsPageName(const std::string& path) {
  const std::string ending = Ending(path);
  for (std::string_view known : {".md", ".mdx", ".markdown", ".html", ".htm", ".xhtml", ".rst", ".txt"}) {
    if (ending == known) return true;
  }
  return false;
}

std::vector<std::string> PagesBelow(const std::string& folder) {
  std::vector<std::string> pages;
  for (const auto& entry : fs::recursive_directory_iterator(folder, fs::directory_options::skip_permission_denied)) {
    if (entry.is_regular_file() && IsPageName(entry.path().string()))
      pages.push_back(entry.path().lexically_normal().string());
    if (pages.size() > kMostPages) throw Error({.file = folder}, fmt::format("holds more than {} pages", kMostPages));
  }
  std::sort(pages.begin(), pages.end());
  return pages;
}

namespace {

// The one contract of a folder: at its top, or else anywhere below. Empty where there is none; several are for the user
// to choose from.
std::string ContractIn(const std::string& folder) {
  std::vector<std::string> top, below;
  const fs::recursive_directory_iterator end;
  for (fs::recursive_directory_iterator entry(folder, fs::directory_options::skip_permission_denied); entry != end;
       ++entry) {
    if (!entry->is_regular_file() || !IsContractFile(entry->path().string())) continue;
    (entry.depth() == 0 ? top : below).push_back(entry->path().lexically_normal().string());
  }
  std::vector<std::string>& found = top.empty() ? below : top;
  std::sort(found.begin(), found.end());
  if (found.size() > 1)
    throw Error({.file = folder}, fmt::format("holds {} contracts, {} and {} among them: name one, and pages",
                                              found.size(), found[0], found[1]));
  return found.empty() ? "" : found.front();
}

}  // namespace

page::DocumentedPage LoadPage(const std::string& path) {
  page::Page page = page::ReadPage(path, document::ReadFile(path, path));
  page::Claims claims = page::ReadClaims(page);
  return {std::move(page), std::move(claims)};
}

Vendor LoadTarget(const std::vector<std::string>& paths) {
  std::string contract_path;
  std::vector<std::string> page_paths;
  for (const std::string& path : paths) {
    if (!fs::exists(path)) throw Error({.file = path}, "no such file or folder");
    std::string contract;
    if (fs::is_directory(path) && IsVendorFolder(path)) {
      contract = path;
    } else if (fs::is_directory(path)) {
      const std::vector<std::string> below = PagesBelow(path);
      contract = ContractIn(path);
      if (below.empty() && contract.empty())
        throw Error({.file = path}, "holds no contract (.yaml, .json) and no page (.md, .mdx, .html, .rst, .txt)");
      page_paths.insert(page_paths.end(), below.begin(), below.end());
    } else if (IsContractName(path)) {
      contract = path;
    } else {
      page_paths.push_back(path);
    }
    if (contract.empty()) continue;
    if (!contract_path.empty())
      throw Error({.file = contract}, fmt::format("a second contract beside {}: name one, and pages", contract_path));
    contract_path = contract;
  }
  if (!contract_path.empty()) {
    Vendor vendor = LoadVendor(contract_path);
    for (const std::string& path : page_paths) vendor.pages.push_back(LoadPage(path));
    return vendor;
  }
  std::vector<page::DocumentedPage> pages;
  for (const std::string& path : page_paths) pages.push_back(LoadPage(path));
  Contract contract;
  bool any = false;
  for (const page::DocumentedPage& page : pages) {
    for (const page::EmbeddedContract& embedded : page.claims.contracts) {
      if (any) {
        AddContract(contract, ReadContract(*embedded.document));
      } else {
        contract = ReadContract(*embedded.document);
        any = true;
      }
    }
  }
  if (!any) contract = NoContract(pages);
  Vendor vendor = MakeVendor(Slug(fs::path(paths.front()).stem().string()), std::move(contract));
  vendor.pages = std::move(pages);
  return vendor;
}

}  // namespace plumbline::contract

#include "contract/vendor.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "base/text.h"
#include "contract/target.h"
#include "schema/file_format.h"

namespace plumbline::contract {
namespace fs = std::filesystem;

namespace {

std::string TextOr(const Node& node, std::string_view key, std::string otherwise) {
  const auto member = node.Find(key);
  return member ? (*member)->text : std::move(otherwise);
}

// The file's schema has made sure that it is a whole number, however it is written: 30, 30.0, 3e1.
int WholeNumberOr(const Node& node, std::string_view key, int otherwise) {
  const auto member = node.Find(key);
  const auto whole = member ? document::WholeNumber(member->value()) : std::nullopt;
  return whole ? static_cast<int>(*whole) : otherwise;
}

// Relative to the file that names it, and short.
std::string Beside(const Node& at, const std::string& path) {
  return (fs::path(at.document().source.name()).parent_path() / path).lexically_normal().string();
}

// The file that the text names. Throws Error there, where there is none.
std::string Named(const Node& text) {
  std::string path = Beside(text, text->text);
  if (!fs::exists(path)) throw text.Fail(fmt::format("there is no '{}'", path));
  if (fs::is_directory(path)) throw text.Fail(fmt::format("'{}' is a folder and no file", path));
  return path;
}

std::string ContractIn(const std::string& folder) {
  constexpr std::array<std::string_view, 3> kNames = {"openapi.yaml", "openapi.yml", "openapi.json"};
  for (std::string_view name : kNames) {
    const fs::path path = fs::path(folder) / name;
    if (fs::exists(path)) return path.string();
  }
  throw Error({.file = folder}, "holds no openapi.yaml, openapi.yml or openapi.json");
}

std::string FolderName(const std::string& path) {
  const fs::path folder = fs::weakly_canonical(path);
  return Slug(folder.filename().empty() ? folder.parent_path().filename().string() : folder.filename().string());
}

Sample ReadSample(const Vendor& vendor, const Node& node) {
  Sample sample;
  sample.name = TextOr(node, "name", "");
  sample.operation = TextOr(node, "operation", "");
  if (vendor.contract->FindOperation(sample.operation) == nullptr) {
    throw node.Find("operation")
        ->Fail(fmt::format("the contract has no operation '{}'{}", sample.operation,
                           DidYouMean(sample.operation, vendor.contract->OperationIds())));
  }
  if (vendor.FindSample(sample.name) != nullptr)
    throw node.Find("name")->Fail(fmt::format("a second sample named '{}'", sample.name));
  if (TextOr(node, "part", "") == "request") sample.part = Direction::kRequest;
  sample.status = WholeNumberOr(node, "status", sample.status);
  sample.media_type = TextOr(node, "media_type", sample.media_type);
  sample.page = TextOr(node, "page", "");
  if (const auto lines = node.Find("lines"); lines && !sample.page.empty()) sample.page += ", lines " + (*lines)->text;
  const Node file = node.Find("file").value_or(node);
  sample.body = std::make_shared<const document::Document>(document::Load(Named(file)));
  return sample;
}

void ReadVendorFile(Vendor& vendor, const document::Document& file) {
  const Node root(file);
  vendor.title = TextOr(root, "title", vendor.title);
  if (const auto suites = root.Find("suites")) vendor.suites = Beside(*suites, (*suites)->text);
  if (const auto credentials = root.Find("credentials")) {
    for (const document::Member& member : credentials->value().members) {
      if (!vendor.contract->security_schemes.contains(member.key)) {
        std::vector<std::string> names;
        for (const auto& [name, scheme] : vendor.contract->security_schemes) names.push_back(name);
        throw Error(
            credentials->Find(member.key)->KeyLocation(),
            fmt::format("the contract has no security scheme '{}'{}", member.key, DidYouMean(member.key, names)));
      }
      vendor.credentials.emplace(member.key, member.value.text);
    }
  }
  if (const auto names = root.Find("redact")) {
    for (const document::Value& name : names->value().items) vendor.redact.push_back(name.text);
  }
  vendor.timeout = std::chrono::seconds(WholeNumberOr(root, "timeout_seconds", 30));
  const auto samples = root.Find("samples");
  for (std::size_t i = 0; samples && i < (*samples)->items.size(); ++i) {
    vendor.samples.push_back(ReadSample(vendor, samples->Item(i)));
  }
}

}  // namespace

const Sample* Vendor::FindSample(std::string_view name) const {
  const auto found = std::find_if(samples.begin(), samples.end(), [&](const Sample& s) { return s.name == name; });
  return found == samples.end() ? nullptr : &*found;
}

Vendor MakeVendor(std::string id, Contract contract) {
  Vendor vendor;
  vendor.id = std::move(id);
  vendor.title = contract.title;
  vendor.schemas = std::make_shared<const SchemaSet>(contract);
  vendor.contract = std::make_shared<const Contract>(std::move(contract));
  return vendor;
}

// Every page of a folder, where there is one.
void LoadDocumentation(Vendor& vendor, const fs::path& folder) {
  if (!fs::is_directory(folder)) return;
  for (const std::string& page : PagesBelow(folder.string())) vendor.pages.push_back(LoadPage(page));
}

Vendor LoadVendor(const std::string& path) {
  if (!fs::exists(path)) throw Error({.file = path}, "no such file or folder");
  if (!fs::is_directory(path)) return MakeVendor(Slug(fs::path(path).stem().string()), LoadContract(path));
  const fs::path file = fs::path(path) / "vendor.yaml";
  if (!fs::exists(file)) {
    Vendor vendor = MakeVendor(FolderName(path), LoadContract(ContractIn(path)));
    LoadDocumentation(vendor, path);
    return vendor;
  }
  const document::Document document = document::Load(file.lexically_normal().string());
  schema::RequireFormat(document, "vendor");
  const Node root(document);
  const auto contract = root.Find("contract");
  Vendor vendor = MakeVendor(TextOr(root, "vendor", FolderName(path)),
                             LoadContract(contract ? Named(*contract) : ContractIn(path)));
  ReadVendorFile(vendor, document);
  LoadDocumentation(vendor, fs::path(path) / "docs");
  return vendor;
}

}  // namespace plumbline::contract

#include "document/store.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace plumbline::document {
namespace fs = std::filesystem;

namespace {

// Of a file that is not there, too, whose relative name would stay as it is.
std::string Canonical(const fs::path& path) {
  if (path.empty()) return "";
  std::error_code failure;
  const fs::path absolute = fs::absolute(path, failure);
  const fs::path canonical = failure ? fs::path() : fs::weakly_canonical(absolute, failure);
  return (failure ? path.lexically_normal() : canonical).string();
}

bool IsBelow(const fs::path& path, const fs::path& folder) {
  const auto [end, ignored] = std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
  return end == folder.end();
}

}  // namespace

Store::Store(std::string folder, Limits limits) : folder_(Canonical(folder)), limits_(limits) {}

const Document& Store::Load(const std::string& path) {
  const std::string canonical = Canonical(path);
  if (const auto known = documents_.find(canonical); known != documents_.end()) return *known->second;
  if (const auto failed = failed_.find(canonical); failed != failed_.end()) std::rethrow_exception(failed->second);
  std::unique_ptr<Document> document;
  try {
    document = std::make_unique<Document>(document::Load(path, limits_));
  } catch (...) {
    failed_.emplace(canonical, std::current_exception());
    throw;
  }
  return *documents_.emplace(canonical, std::move(document)).first->second;
}

const Document& Store::LoadRelative(const Node& from, std::string_view relative) {
  const fs::path path = (fs::path(from.document().source.name()).parent_path() / relative).lexically_normal();
  const std::string canonical = Canonical(path);
  if (const auto known = documents_.find(canonical); known != documents_.end()) return *known->second;
  if (folder_.empty() || !IsBelow(canonical, folder_)) {
    throw from.Fail(
        fmt::format("refers to '{}', outside the contract's folder; only files below it are read", relative));
  }
  if (!fs::exists(path)) throw from.Fail(fmt::format("refers to the file '{}', which does not exist", relative));
  if (!fs::is_regular_file(path)) throw from.Fail(fmt::format("refers to '{}', which is no regular file", relative));
  return Load(path.string());
}

const Document* Store::Find(const std::string& path) const {
  const auto known = documents_.find(Canonical(path));
  return known == documents_.end() ? nullptr : known->second.get();
}

const Document& Store::Add(Document document) {
  std::unique_ptr<Document>& slot = documents_[Canonical(document.source.name())];
  slot = std::make_unique<Document>(std::move(document));
  return *slot;
}

const Document& Store::Replace(const Document& known, Document document) {
  for (auto& [path, slot] : documents_) {
    if (slot.get() == &known) *slot = std::move(document);
  }
  return known;
}

}  // namespace plumbline::document

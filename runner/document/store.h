// The documents that a contract consists of: its own file and those that its references name, each
// read once. Only files below one folder are read.
#pragma once

#include <exception>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "document/document.h"

namespace plumbline::document {

class Store {
 public:
  // `folder`: what may be read. `limits` hold for each document.
  explicit Store(std::string folder, Limits limits = {});

  // Reads a file of the store, or gives the one that was read before. `path` as the user wrote it
  // (it is the document's name in messages). Documents live as long as the store.
  const Document& Load(const std::string& path);
  // The document that `relative` names, seen from `from`. Throws Error, at `from`'s place, where it
  // lies outside the folder or cannot be read.
  const Document& LoadRelative(const Node& from, std::string_view relative);
  // The document of a file that was read before, by whichever way its name leads there; null: none was.
  const Document* Find(const std::string& path) const;
  // Adds a document that is no file.
  const Document& Add(Document document);
  // Puts `document` in the place of `known`, whose address stays.
  const Document& Replace(const Document& known, Document document);

  const std::map<std::string, std::unique_ptr<Document>>& documents() const { return documents_; }

  // What was found in the documents on the way of references, so that it is found once: places by the names that a
  // document gives them, and members of large objects by key. Whoever follows references holds `mutex`, since rules run
  // side by side.
  std::mutex mutex;
  using Names = std::unordered_map<std::string, JsonPointer>;
  std::unordered_map<const Document*, Names> names;
  std::unordered_map<const Value*, std::unordered_map<std::string_view, const Value*>> members;
  int guesses = 0;  // at what a broken reference may have meant

 private:
  std::string folder_;
  Limits limits_;
  std::map<std::string, std::unique_ptr<Document>> documents_;  // by canonical path
  std::map<std::string, std::exception_ptr> failed_;            // files that were tried, and cannot be read
};

}  // namespace plumbline::document

#include "document/flat.h"

#include <algorithm>

namespace plumbline::document {

std::shared_ptr<const FlatDocument> FlatDocument::Read(std::string name, std::string text, const Limits& limits,
                                                       TextSyntax syntax) {
  const bool json = syntax == TextSyntax::kJson || (syntax == TextSyntax::kByName && name.ends_with(".json"));
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  // YAML that begins with a bracket may be JSON; where it is not, the YAML parser has the word.
  if (json || (first != std::string::npos && (text[first] == '{' || text[first] == '['))) {
    std::shared_ptr<FlatDocument> flat(new FlatDocument(Document{Source(name, std::move(text)), Value::Null()}));
    if (flat->tape_.ReadJson(flat->source().text(), limits)) return flat;
    text = flat->source().text();
  }
  return FromDocument(json ? ParseJson(std::move(name), std::move(text), limits)
                           : ParseYaml(std::move(name), std::move(text), limits));
}

std::shared_ptr<const FlatDocument> FlatDocument::FromDocument(Document document) {
  std::shared_ptr<FlatDocument> flat(new FlatDocument(std::move(document)));
  flat->tape_.ReadValue(flat->own_.root);
  return flat;
}

std::shared_ptr<const FlatDocument> FlatDocument::View(const Document& document) {
  std::shared_ptr<FlatDocument> flat(new FlatDocument(Document{}));
  flat->document_ = &document;
  flat->tape_.ReadValue(document.root);
  return flat;
}

std::shared_ptr<const FlatDocument> FlatDocument::FromValue(std::string name, Value value) {
  return FromDocument(Document{Source(std::move(name), ""), std::move(value)});
}

}  // namespace plumbline::document

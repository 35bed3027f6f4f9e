// The files of a Swagger 2.0 document: each part that a reference leads to is translated as what that reference takes
// it for, and so on with the references in it.
#include <algorithm>
#include <deque>
#include <map>
#include <utility>

#include "base/error.h"
#include "base/percent.h"
#include "contract/swagger2.h"

namespace plumbline::contract {

using document::Document;
using document::Node;
using document::Store;
using document::Value;

namespace {

class Files {
 public:
  Files(Store& store, const Document& swagger) : store_(store), swagger_(swagger) {}

  void Translate() {
    std::vector<SwaggerReference> references;
    const FindSwaggerPart find = [this](const std::string& reference) { return ValueOf(Find(swagger_, reference)); };
    Document root = TranslateSwagger2(swagger_, find, references);
    Expect(swagger_, references);
    while (!open_.empty() && copied_ <= kMostCopied) {
      const Part part = std::move(open_.front());
      open_.pop_front();
      TranslateOne(part);
    }
    // The whole before its parts, which then are the same again.
    for (auto& [document, parts] : translated_) {
      std::stable_sort(parts.begin(), parts.end(),
                       [](const auto& a, const auto& b) { return a.first.tokens().size() < b.first.tokens().size(); });
      Document changed{document->source, document->root, std::make_shared<const Value>(document->root)};
      for (auto& [pointer, value] : parts) Put(changed.root, pointer, std::move(value));
      store_.Replace(*document, std::move(changed));
    }
    store_.Replace(swagger_, std::move(root));
  }

 private:
  // Hostile files may name each part of each part.
  static constexpr std::size_t kMostCopied = 5'000'000;

  struct Part {
    const Document* document = nullptr;  // null: nowhere
    JsonPointer pointer;
    SwaggerPart kind = SwaggerPart::kSchema;
  };

  Part Find(const Document& from, std::string_view reference) {
    const std::size_t hash = reference.find('#');
    const std::string file = PercentDecode(reference.substr(0, hash));
    const auto pointer =
        JsonPointer::Parse(hash == std::string_view::npos ? "" : PercentDecode(reference.substr(hash + 1)));
    if (!pointer || file.find("://") != std::string::npos) return {};
    try {
      return {file.empty() ? &from : &store_.LoadRelative(Node(from), file), *pointer};
    } catch (const Error&) {
      return {};  // told where references are checked
    }
  }

  static const Value* ValueOf(const Part& part) {
    return part.document == nullptr ? nullptr : part.document->root.At(part.pointer);
  }

  void Expect(const Document& from, const std::vector<SwaggerReference>& references) {
    for (const SwaggerReference& one : references) {
      Part part = Find(from, one.reference);
      part.kind = one.part;
      if (part.document == nullptr || part.document == &swagger_) continue;
      if (seen_.emplace(std::pair(part.document, part.pointer.ToString()), part.kind).second)
        open_.push_back(std::move(part));
    }
  }

  void TranslateOne(const Part& part) {
    const Value* value = ValueOf(part);
    if (value == nullptr) return;
    copied_ += document::NodeCount(*value);
    if (copied_ > kMostCopied) return;
    std::vector<SwaggerReference> references;
    const FindSwaggerPart find = [&](const std::string& reference) { return ValueOf(Find(*part.document, reference)); };
    Value translated = TranslateSwaggerPart(swagger_.root, part.document->root, *value, part.kind, find, references);
    Expect(*part.document, references);
    NameSections(translated, *part.document, 0);
    translated_[part.document].emplace_back(part.pointer, std::move(translated));
  }

  // References back to the document itself, whose sections have other names now.
  void NameSections(Value& value, const Document& from, int depth) {
    constexpr int kMaxDepth = 400;
    if (depth > kMaxDepth) return;
    for (Value& item : value.items) NameSections(item, from, depth + 1);
    for (document::Member& member : value.members) {
      const std::size_t hash = member.value.text.find('#');
      const bool outside = member.key == "$ref" && member.value.IsString() && hash != std::string::npos && hash != 0;
      if (outside && Find(from, member.value.text).document == &swagger_) {
        member.value.text = member.value.text.substr(0, hash + 1) +
                            ReferenceToSection(std::string_view(member.value.text).substr(hash + 1));
      }
      NameSections(member.value, from, depth + 1);
    }
  }

  static void Put(Value& root, const JsonPointer& pointer, Value value) {
    Value* at = &root;
    for (const std::string& token : pointer.tokens()) {
      if (at->IsObject()) {
        at = at->Find(token);
      } else {
        std::size_t index = 0;
        while (index < at->items.size() && std::to_string(index) != token) ++index;
        at = index < at->items.size() ? &at->items[index] : nullptr;
      }
      if (at == nullptr) return;
    }
    *at = std::move(value);
  }

  Store& store_;
  const Document& swagger_;
  std::deque<Part> open_;
  std::map<std::pair<const Document*, std::string>, SwaggerPart> seen_;
  std::map<const Document*, std::vector<std::pair<JsonPointer, Value>>> translated_;
  std::size_t copied_ = 0;
};

}  // namespace

const Document& TranslateSwagger2(Store& store, const Document& swagger) {
  Files(store, swagger).Translate();
  return swagger;
}

}  // namespace plumbline::contract

#include "contract/reading.h"

#include <fmt/format.h>

#include "base/text.h"

namespace plumbline::contract {

using document::Kind;
using document::KindName;
using document::Member;

namespace {

std::string WithArticle(Kind kind) {
  return fmt::format("{} {}", kind == Kind::kArray || kind == Kind::kObject ? "an" : "a", KindName(kind));
}

ContractProblem WrongKind(const Node& node, Kind kind, std::string_view what) {
  return {.rule = "contract.structure",
          .operation = {},
          .at = node,
          .message = fmt::format("{} must be {}, not {}", what, WithArticle(kind), KindName(node->kind)),
          .expected = std::string(KindName(kind)),
          .observed = std::string(KindName(node->kind))};
}

// "GET /v1/charges" of a place below /paths/~1v1~1charges/get.
std::string OperationAt(const JsonPointer& pointer) {
  const auto& tokens = pointer.tokens();
  if (tokens.size() < 3 || tokens[0] != "paths" || !tokens[1].starts_with('/') || tokens[2] == "parameters" ||
      tokens[2] == "servers")
    return "";
  std::string method = tokens[2];
  for (char& c : method) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return method + ' ' + tokens[1];
}

}  // namespace

void Reader::Add(ContractProblem problem) {
  if (!said_.emplace(&problem.at.value(), problem.message).second) return;
  if (problem.operation.empty()) problem.operation = operation;
  problems_.push_back(std::move(problem));
}

std::optional<Node> Reader::Typed(const Node& node, std::string_view key, Kind kind) {
  auto member = node.Find(key);
  if (!member || (*member)->kind == kind) return member;
  Add(WrongKind(*member, kind, fmt::format("'{}'", key)));
  return std::nullopt;
}

std::string Reader::Text(const Node& node, std::string_view key) {
  const auto member = node.Find(key);
  if (!member) return "";
  if ((*member)->IsString() || (*member)->IsNumber()) return (*member)->text;
  Add(WrongKind(*member, Kind::kString, fmt::format("'{}'", key)));
  return "";
}

bool Reader::Flag(const Node& node, std::string_view key, bool otherwise) {
  const auto member = Typed(node, key, Kind::kBoolean);
  return member ? (*member)->boolean : otherwise;
}

bool Reader::IsObject(const Node& node, std::string_view what) {
  if (node->IsObject()) return true;
  Add(WrongKind(node, Kind::kObject, what));
  return false;
}

std::optional<Node> Reader::Follow(const Node& node, std::string_view what) {
  Reference reference = FindResolved(store_, node);
  if (const auto* broken = std::get_if<BrokenReference>(&reference)) {
    Add(*broken);
    return std::nullopt;
  }
  Node target = std::get<Node>(std::move(reference));
  if (!IsObject(target, what)) return std::nullopt;
  return target;
}

std::vector<std::pair<std::string, Node>> Reader::Members(const std::optional<Node>& object) {
  std::vector<std::pair<std::string, Node>> members;
  if (!object) return members;
  for (const Member& member : object->value().members) members.emplace_back(member.key, object->Child(member));
  return members;
}

std::vector<std::pair<std::string, Node>> Reader::FixedMembers(const std::optional<Node>& object) {
  auto members = Members(object);
  std::erase_if(members, [](const auto& member) { return member.first.starts_with("x-"); });
  return members;
}

std::vector<Node> Reader::Items(const std::optional<Node>& list) {
  std::vector<Node> items;
  for (std::size_t i = 0; list && i < (*list)->items.size(); ++i) items.push_back(list->Item(i));
  return items;
}

void Reader::Add(const BrokenReference& broken) {
  const bool fetched = broken.reason != BrokenReference::Reason::kNotFetched;
  Add(ContractProblem{.rule = "contract.reference",
                      .operation = OperationAt(broken.at.pointer()),
                      .at = broken.at,
                      .message = broken.message,
                      .expected = fetched ? "a place that is there" : "a place in a file below the contract's folder",
                      .observed = broken.at->text,
                      .uncheckable = true,
                      .wrong = fetched});
}

void Reader::AddBrokenReferences() {
  for (const BrokenReference& broken : FindBrokenReferences(store_)) Add(broken);
}

}  // namespace plumbline::contract

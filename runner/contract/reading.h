// Reading of members of an OpenAPI document: a member of the wrong kind, a reference that leads nowhere is a
// ContractProblem, and then as good as not there. Of one place one thing is said, however often the reader comes by.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "contract/contract.h"
#include "contract/references.h"

namespace plumbline::contract {

class Reader {
 public:
  // `problems` outlives the reader.
  Reader(document::Store& store, std::vector<ContractProblem>& problems) : store_(store), problems_(problems) {}

  std::optional<Node> Object(const Node& node, std::string_view key) {
    return Typed(node, key, document::Kind::kObject);
  }
  std::optional<Node> List(const Node& node, std::string_view key) { return Typed(node, key, document::Kind::kArray); }
  // The text of a string, or the lexeme of a number (`version: 1.0` without quotes is one in YAML); empty where there
  // is none.
  std::string Text(const Node& node, std::string_view key);
  bool Flag(const Node& node, std::string_view key, bool otherwise);
  // Whether it is an object; a problem where it is not. `what`: "a parameter".
  bool IsObject(const Node& node, std::string_view what);
  // The object that `node` is or leads to.
  std::optional<Node> Follow(const Node& node, std::string_view what);
  // The members of an object with their keys; of one whose keys are no free names without extensions ("x-…").
  static std::vector<std::pair<std::string, Node>> Members(const std::optional<Node>& object);
  static std::vector<std::pair<std::string, Node>> FixedMembers(const std::optional<Node>& object);
  static std::vector<Node> Items(const std::optional<Node>& list);

  void Add(ContractProblem problem);
  // Every reference of the contract that leads nowhere.
  void AddBrokenReferences();

  // The operation that problems are about; empty: none.
  std::string operation;

 private:
  std::optional<Node> Typed(const Node& node, std::string_view key, document::Kind kind);
  void Add(const BrokenReference& broken);

  document::Store& store_;
  std::vector<ContractProblem>& problems_;
  std::set<std::pair<const document::Value*, std::string>> said_;
};

}  // namespace plumbline::contract

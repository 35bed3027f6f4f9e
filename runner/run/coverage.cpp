#include "run/coverage.h"

#include <algorithm>
#include <deque>
#include <map>
#include <set>
#include <string>

#include "base/error.h"
#include "base/percent.h"
#include "base/text.h"
#include "contract/references.h"
#include "contract/schema_view.h"

namespace plumbline::run {
namespace {

using contract::Node;
using document::Value;

constexpr std::size_t kMostDepth = 32;
constexpr std::size_t kMostSchemas =
    100'000;  // that are looked at; branches that share their parts are few places and many ways

// The members that a schema declares, as a tree. A level's `items` and `values` are what stands below every item of an
// array, every value of a map.
struct Level {
  std::map<std::string, std::size_t> members;
  std::optional<std::size_t> items, values;
  std::optional<std::size_t> coverage;  // index of its item; none for the root, items and values
};

class Members {
 public:
  Members(const contract::Vendor& vendor, std::vector<CoverageItem>& coverage, std::size_t& schemas_left,
          std::size_t& members_left)
      : store_(*vendor.contract->store),
        coverage_(coverage),
        schemas_left_(schemas_left),
        members_left_(members_left) {}

  // Lists the members of `schema` behind the response that `head` names.
  void Declare(const std::string& operation, const std::string& head, const Node& schema) {
    operation_ = operation;
    head_ = head;
    Add(schema, 0, {}, 0);
  }

  void Meet(const Value& body) { Meet(body, 0); }

 private:
  void Add(const Node& written, std::size_t level, const JsonPointer& at, std::size_t depth) {
    if (depth > kMostDepth || schemas_left_ == 0) return;
    --schemas_left_;
    const auto node = contract::Referred(store_, written);
    if (!node || !(*node)->IsObject() || !open_.insert(&node->value()).second) return;
    if (const auto properties = node->Find("properties"); properties && (*properties)->IsObject()) {
      for (const document::Member& member : (*properties)->members)
        AddMember(properties->Child(member), member.key, level, at, depth);
    }
    for (const std::string_view keyword : {"items", "additionalProperties"}) {
      const auto child = node->Find(keyword);
      if (!child || !(*child)->IsObject()) continue;
      const bool of_array = keyword == "items";
      if (const auto known = of_array ? levels_[level].items : levels_[level].values; known) {
        Add(*child, *known, at / "*", depth + 1);
        continue;
      }
      const std::size_t below = levels_.size();
      levels_.emplace_back();
      (of_array ? levels_[level].items : levels_[level].values) = below;
      Add(*child, below, at / "*", depth + 1);
    }
    for (const std::string_view keyword : {"allOf", "anyOf", "oneOf"}) {
      const auto list = node->Find(keyword);
      for (std::size_t i = 0; list && i < (*list)->items.size(); ++i) Add(list->Item(i), level, at, depth + 1);
    }
    open_.erase(&node->value());
  }

  void AddMember(const Node& schema, const std::string& name, std::size_t level, const JsonPointer& at,
                 std::size_t depth) {
    // Such a member is of requests (3.0.3, 4.7.24.1).
    const auto resolved = contract::Referred(store_, schema);
    if (const Value* write_only = resolved ? resolved->value().Find("writeOnly") : nullptr;
        write_only != nullptr && write_only->IsTrue())
      return;
    const JsonPointer pointer = at / name;
    auto known = levels_[level].members.find(name);
    if (known == levels_[level].members.end()) {
      if (members_left_ == 0) return;
      --members_left_;
      known = levels_[level].members.emplace(name, levels_.size()).first;
      Level& below = levels_.emplace_back();
      below.coverage = coverage_.size();
      coverage_.push_back({"property", operation_, head_ + ' ' + pointer.ToString(), false});
    }
    Add(schema, known->second, pointer, depth + 1);
  }

  void Meet(const Value& value, std::size_t level) {
    const Level& here = levels_[level];
    if (here.coverage) coverage_[*here.coverage].observed = true;
    if (value.IsArray() && here.items) {
      for (const Value& item : value.items) Meet(item, *here.items);
    }
    for (const document::Member& member : value.members) {
      const auto known = here.members.find(member.key);
      if (known != here.members.end()) {
        Meet(member.value, known->second);
      } else if (here.values) {
        Meet(member.value, *here.values);
      }
    }
  }

  document::Store& store_;
  std::vector<CoverageItem>& coverage_;
  std::size_t& schemas_left_;
  std::size_t& members_left_;
  std::string operation_, head_;
  std::deque<Level> levels_ =
      std::deque<Level>(1);  // the first is the body; references to the others must hold while it grows
  std::set<const Value*> open_;
};

// The names that a list of pairs ("a=1&b=2", "a=1; b=2") gives values.
std::set<std::string> NamesOf(std::string_view pairs, char separator) {
  std::set<std::string> names;
  for (const std::string_view pair : Split(pairs, separator)) {
    std::string name(Trim(pair.substr(0, pair.find('='))));
    names.insert(PercentDecode(name));
  }
  return names;
}

// Whether the request gave the parameter a value. One that is an object may be sent as its members (3.0.3, 4.7.12.2:
// style form, exploded).
bool Sent(const contract::Vendor& vendor, const contract::Parameter& parameter, const http::Request& request) {
  const auto in = [&](const std::set<std::string>& names) {
    if (names.contains(parameter.name)) return true;
    const std::string nested = parameter.name + '[';
    const auto first = names.lower_bound(nested);
    if (parameter.style == contract::Style::kDeepObject && first != names.end() && first->starts_with(nested))
      return true;
    const auto schema = parameter.ValueSchema();
    if (parameter.style != contract::Style::kForm || !parameter.explode || !schema || names.empty()) return false;
    return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
      return contract::Below(*vendor.contract->store, *schema, JsonPointer({"properties", name})).has_value();
    });
  };
  switch (parameter.in) {
    case contract::Location::kPath:
      return true;
    case contract::Location::kQuery:
      return in(NamesOf(http::QueryOf(request.target), '&'));
    case contract::Location::kHeader:
      return http::FindHeader(request.headers, parameter.name) != nullptr;
    case contract::Location::kCookie: {
      const std::string* cookies = http::FindHeader(request.headers, "Cookie");
      return cookies != nullptr && in(NamesOf(*cookies, ';'));
    }
  }
  return false;
}

// A declared response, with or without a media type, and the answers that it covers.
struct Declared {
  const contract::Response* response = nullptr;
  const contract::MediaType* media_type = nullptr;

  bool Covers(const contract::Operation& operation, const http::Response& answer) const {
    if (operation.FindResponse(answer.status) != response) return false;
    const std::string* type = http::FindHeader(answer.headers, "Content-Type");
    return media_type == nullptr ||
           (type != nullptr && contract::FindMediaType(response->content, *type) == media_type);
  }
};

std::optional<document::Document> JsonBody(const http::Response& answer) {
  const std::string* type = http::FindHeader(answer.headers, "Content-Type");
  if (type == nullptr || !http::IsJson(*type)) return std::nullopt;
  try {
    return document::ParseJson("response body", answer.body);
  } catch (const Error&) {
    return std::nullopt;  // the checks tell why
  }
}

}  // namespace

std::vector<CoverageItem> CoverageOf(const contract::Vendor& vendor, const std::vector<CaseResult>& cases) {
  std::vector<CoverageItem> coverage;
  std::size_t schemas_left = kMostSchemas, members_left = kMostMembers;
  std::map<std::string, std::vector<const http::Exchange*>> exchanges;
  for (const CaseResult& test : cases) {
    if (test.exchange) exchanges[test.operation].push_back(&*test.exchange);
  }
  for (const contract::Operation& operation : vendor.contract->operations) {
    const std::string name = operation.Name();
    const std::vector<const http::Exchange*>& sent = exchanges[name];
    const auto any = [&](const auto& holds) {
      return std::any_of(sent.begin(), sent.end(), [&](const http::Exchange* exchange) { return holds(*exchange); });
    };
    coverage.push_back(
        {"operation", name, name, any([](const http::Exchange& exchange) { return exchange.response.has_value(); })});
    for (const contract::Parameter& parameter : operation.parameters) {
      coverage.push_back(
          {"parameter", name, std::string(contract::LocationName(parameter.in)) + ' ' + parameter.name,
           any([&](const http::Exchange& exchange) { return Sent(vendor, parameter, exchange.request); })});
    }
    for (const contract::Response& response : operation.responses) {
      std::vector<Declared> declared;
      for (const contract::MediaType& media_type : response.content) declared.push_back({&response, &media_type});
      if (declared.empty()) declared.push_back({&response, nullptr});
      for (const Declared& one : declared) {
        const std::string head =
            one.media_type == nullptr ? response.status : response.status + ' ' + one.media_type->name;
        coverage.push_back({"response", name, head, any([&](const http::Exchange& exchange) {
                              return exchange.response && one.Covers(operation, *exchange.response);
                            })});
        if (one.media_type == nullptr || !one.media_type->schema) continue;
        Members members(vendor, coverage, schemas_left, members_left);
        members.Declare(name, head, *one.media_type->schema);
        for (const http::Exchange* exchange : sent) {
          if (!exchange->response || !one.Covers(operation, *exchange->response)) continue;
          if (const auto body = JsonBody(*exchange->response)) members.Meet(body->root);
        }
      }
    }
  }
  return coverage;
}

}  // namespace plumbline::run

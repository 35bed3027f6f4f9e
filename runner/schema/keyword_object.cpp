// properties, patternProperties, additionalProperties, propertyNames (core 10.3.2), required,
// dependentRequired, maxProperties, minProperties (validation 6.5), dependentSchemas (core 10.2.2.4).
#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "base/text.h"
#include "schema/keyword.h"
#include "schema/pattern.h"

namespace plumbline::schema {
namespace {

using document::Member;
using document::Value;

void RequireObject(const KeywordSite& site) {
  if (!site.value.IsObject()) {
    throw site.Fail(fmt::format("'{}' takes an object of schemas, not {}", site.location.back(), Describe(site.value)));
  }
}

void CompileProperties(const KeywordSite& site) {
  RequireObject(site);
  std::unordered_map<std::string, std::size_t> children;
  for (const Member& member : site.value.members) children.emplace(member.key, site.Child(member.key));
  site.Add([children = std::move(children)](const Value& value, Evaluation& evaluation) {
    for (const Member& member : value.members) {
      const auto child = children.find(member.key);
      if (child != children.end()) evaluation.ApplyTo(member.key, child->second, member.value, {member.key});
    }
  });
}

Pattern CompileKey(const KeywordSite& site, const std::string& text) {
  std::string error;
  const auto pattern = Pattern::Compile(text, error);
  if (!pattern) throw site.Fail(fmt::format("'{}' is no regular expression: {}", text, error));
  return *pattern;
}

void CompilePatternProperties(const KeywordSite& site) {
  RequireObject(site);
  struct Row {
    std::string text;
    Pattern pattern;
    std::size_t child;
  };
  std::vector<Row> rows;
  for (const Member& member : site.value.members) {
    rows.push_back({member.key, CompileKey(site, member.key), site.Child(member.key)});
  }
  site.Add([rows = std::move(rows)](const Value& value, Evaluation& evaluation) {
    for (const Member& member : value.members) {
      for (const Row& row : rows) {
        switch (row.pattern.Search(member.key)) {
          case PatternResult::kMatch: evaluation.ApplyTo(member.key, row.child, member.value, {row.text}); break;
          case PatternResult::kNoMatch: break;
          case PatternResult::kLimit:
            evaluation.Fail("cannot be judged: the pattern " + row.text + " met its match limit", row.text, member.key);
        }
      }
    }
  });
}

void CompileAdditionalProperties(const KeywordSite& site) {
  std::unordered_set<std::string> declared;
  std::vector<std::string> names;
  std::vector<Pattern> patterns;
  if (const Value* properties = site.schema.Find("properties")) {
    for (const Member& member : properties->members) {
      declared.insert(member.key);
      names.push_back(member.key);
    }
  }
  if (const Value* beside = site.schema.Find("patternProperties")) {
    for (const Member& member : beside->members) patterns.push_back(CompileKey(site, member.key));
  }
  const bool closed = site.value.IsBoolean() && !site.value.boolean;
  site.Add([declared, names, patterns, closed, child = site.Child()](const Value& value, Evaluation& evaluation) {
    for (const Member& member : value.members) {
      if (declared.contains(member.key)) continue;
      const bool matched = std::any_of(patterns.begin(), patterns.end(), [&](const Pattern& pattern) {
        return pattern.Search(member.key) != PatternResult::kNoMatch;
      });
      if (matched) continue;
      if (closed) {
        evaluation.Fail(fmt::format("has the undeclared member '{}'{}", member.key, DidYouMean(member.key, names)),
                        "no other members", "'" + member.key + "'", {.detail = {}, .member = member.key});
      } else {
        evaluation.ApplyTo(member.key, child, member.value, {});
      }
    }
  });
}

void CompilePropertyNames(const KeywordSite& site) {
  site.Add([child = site.Child()](const Value& value, Evaluation& evaluation) {
    for (const Member& member : value.members) {
      for (const Violation& violation : evaluation.Probe(child, Value::String(member.key), {})) {
        evaluation.Fail(fmt::format("has a member named '{}', which {}", member.key, violation.message),
                        violation.expected, violation.observed);
      }
    }
  });
}

void CompileRequired(const KeywordSite& site) {
  site.Add([names = site.Strings()](const Value& value, Evaluation& evaluation) {
    if (!value.IsObject()) return;
    std::unordered_set<std::string_view> present;
    for (const Member& member : value.members) present.insert(member.key);
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (present.contains(names[i])) continue;
      std::vector<std::string> undeclared;
      for (const Member& member : value.members) undeclared.push_back(member.key);
      evaluation.Fail(fmt::format("lacks the required member '{}'{}", names[i], DidYouMean(names[i], undeclared)),
                      "'" + names[i] + "'", "no such member", {.detail = std::to_string(i), .member = names[i]});
    }
  });
}

void CompileDependentRequired(const KeywordSite& site) {
  RequireObject(site);
  std::vector<std::pair<std::string, std::vector<std::string>>> rules;
  for (const Member& member : site.value.members) {
    KeywordSite below{site.compiler, member.value, site.schema, site.location / member.key, site.subschema, site.options};
    rules.emplace_back(member.key, below.Strings());
  }
  site.Add([rules](const Value& value, Evaluation& evaluation) {
    for (const auto& [trigger, needed] : rules) {
      if (value.Find(trigger) == nullptr) continue;
      for (const std::string& name : needed) {
        if (value.Find(name) != nullptr) continue;
        evaluation.Fail(fmt::format("lacks the member '{}', which '{}' requires", name, trigger), "'" + name + "'", "no such member", {.detail = trigger, .member = name});
      }
    }
  });
}

void CompileDependentSchemas(const KeywordSite& site) {
  RequireObject(site);
  std::vector<std::pair<std::string, std::size_t>> rules;
  for (const Member& member : site.value.members) {
    rules.emplace_back(member.key, site.Child(member.key));
    site.subschema.in_place.push_back(rules.back().second);
  }
  site.Add([rules](const Value& value, Evaluation& evaluation) {
    for (const auto& [trigger, child] : rules) {
      if (value.Find(trigger) != nullptr) evaluation.Apply(child, value, {trigger});
    }
  });
}

void CompileMinProperties(const KeywordSite& site) {
  site.Add([limit = site.Length()](const Value& value, Evaluation& evaluation) {
    if (!value.IsObject() || value.members.size() >= limit) return;
    evaluation.Fail(fmt::format("has fewer than {}", Count(limit, "member")),
                    fmt::format("at least {}", Count(limit, "member")), Count(value.members.size(), "member"));
  });
}

void CompileMaxProperties(const KeywordSite& site) {
  site.Add([limit = site.Length()](const Value& value, Evaluation& evaluation) {
    if (!value.IsObject() || value.members.size() <= limit) return;
    evaluation.Fail(fmt::format("has more than {}", Count(limit, "member")),
                    fmt::format("at most {}", Count(limit, "member")), Count(value.members.size(), "member"));
  });
}

constexpr Keyword kKeywords[] = {
    {"properties", CompileProperties},
    {"patternProperties", CompilePatternProperties},
    {"additionalProperties", CompileAdditionalProperties},
    {"propertyNames", CompilePropertyNames},
    {"required", CompileRequired},
    {"dependentRequired", CompileDependentRequired},
    {"dependentSchemas", CompileDependentSchemas},
    {"minProperties", CompileMinProperties},
    {"maxProperties", CompileMaxProperties},
};

}  // namespace

std::span<const Keyword> ObjectKeywords() { return kKeywords; }

}  // namespace plumbline::schema

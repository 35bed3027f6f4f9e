// Regular expressions for our own fixed patterns, matched in linear time (RE2's syntax), with the places of their
// groups. The patterns of users' schemas are ECMA-262 and another matter: schema/pattern.h.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace plumbline {

class Regex {
 public:
  // Ends the program where the pattern is none: patterns are part of the program.
  explicit Regex(std::string_view pattern);
  ~Regex();
  Regex(Regex&&) noexcept;
  Regex(const Regex&) = delete;
  Regex& operator=(const Regex&) = delete;

  struct Group {
    std::size_t begin = 0, end = 0;
    bool matched = false;
  };
  struct Match {
    std::string_view text;      // the one searched
    std::vector<Group> groups;  // the whole match first

    std::size_t begin() const { return groups[0].begin; }
    std::size_t end() const { return groups[0].end; }
    bool has(std::size_t group) const { return groups[group].matched; }
    std::string_view operator[](std::size_t group) const {
      return text.substr(groups[group].begin, groups[group].end - groups[group].begin);
    }
  };

  // The first match at or after `from`. `text` must outlive the match.
  std::optional<Match> Find(std::string_view text, std::size_t from = 0) const;
  // All matches that do not overlap.
  std::vector<Match> All(std::string_view text) const;
  // The whole text.
  std::optional<Match> Full(std::string_view text) const;
  bool In(std::string_view text) const { return Find(text).has_value(); }

 private:
  struct Compiled;
  std::unique_ptr<Compiled> compiled_;
};

}  // namespace plumbline

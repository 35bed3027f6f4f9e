#include "base/regex.h"

#include <re2/re2.h>

#include <cstdio>
#include <cstdlib>

namespace plumbline {

struct Regex::Compiled {
  RE2 re;
  std::size_t groups = 0;
};

namespace {

std::optional<Regex::Match> Run(const RE2& re, std::size_t groups, std::string_view text, std::size_t from,
                                RE2::Anchor anchor) {
  if (from > text.size()) return std::nullopt;
  std::vector<re2::StringPiece> pieces(groups);
  if (!re.Match(re2::StringPiece(text.data(), text.size()), from, text.size(), anchor, pieces.data(),
                static_cast<int>(groups)))
    return std::nullopt;
  Regex::Match match{text, {}};
  for (const re2::StringPiece& piece : pieces) {
    if (piece.data() == nullptr) {
      match.groups.push_back({});
    } else {
      const auto begin = static_cast<std::size_t>(piece.data() - text.data());
      match.groups.push_back({begin, begin + piece.size(), true});
    }
  }
  return match;
}

}  // namespace

Regex::Regex(std::string_view pattern)
    : compiled_(new Compiled{RE2(re2::StringPiece(pattern.data(), pattern.size()), RE2::Quiet)}) {
  if (!compiled_->re.ok()) {
    std::fprintf(stderr, "the pattern '%.*s' is none: %s\n", static_cast<int>(pattern.size()), pattern.data(),
                 compiled_->re.error().c_str());
    std::abort();
  }
  compiled_->groups = static_cast<std::size_t>(compiled_->re.NumberOfCapturingGroups()) + 1;
}
Regex::~Regex() = default;
Regex::Regex(Regex&&) noexcept = default;

std::optional<Regex::Match> Regex::Find(std::string_view text, std::size_t from) const {
  return Run(compiled_->re, compiled_->groups, text, from, RE2::UNANCHORED);
}

std::vector<Regex::Match> Regex::All(std::string_view text) const {
  std::vector<Match> all;
  for (std::size_t from = 0; from <= text.size();) {
    auto match = Find(text, from);
    if (!match) break;
    from = match->end() > match->begin() ? match->end() : match->end() + 1;
    all.push_back(std::move(*match));
  }
  return all;
}

std::optional<Regex::Match> Regex::Full(std::string_view text) const {
  return Run(compiled_->re, compiled_->groups, text, 0, RE2::ANCHOR_BOTH);
}

}  // namespace plumbline

#include "page/same_path.h"

#include <algorithm>
#include <optional>

#include "base/regex.h"
#include "base/text.h"

namespace plumbline::page {
namespace {

constexpr std::size_t kMostAlike = 50;  // paths compared one by one
constexpr std::size_t kMostLonger = 8;  // paths of which one is the other with its base; more tell nothing
constexpr std::size_t kMostOfBase = 8;  // segments of a base path

// A segment of an example request that looks like a value: 123, a UUID, cus_8s7df, MA_XXXX.
bool LooksLikeValue(std::string_view segment) {
  static const Regex kValue(
      R"((?i)\d+|[0-9a-f]{8}-[0-9a-f-]{20,}|[a-z]{1,6}[_-][a-z0-9-]*[0-9x][a-z0-9]*|[a-z]*[0-9][a-z0-9]{7,}|(?-i:[A-Z0-9]{6,})|@[\w.]+)");
  static const Regex kVersion(R"((?i)v\d+(?:\.\d+)?|\d{4}-\d{2}(?:-\d{2})?)");
  return kValue.Full(segment) && !kVersion.Full(segment);
}

bool SameSegment(std::string_view a, std::string_view b) {
  if (a == b) return true;
  if (IsPathParameter(a) && IsPathParameter(b)) return true;
  return (IsPathParameter(a) && LooksLikeValue(b)) || (IsPathParameter(b) && LooksLikeValue(a));
}

// The key of the segments from `from` on; of one path whatever its parameters are called.
std::string KeyOf(std::string_view method, const PathSegments& segments, std::size_t from, bool values_as_parameters) {
  std::string key(method);
  for (std::size_t i = from; i < segments.size(); ++i) {
    key += '/';
    key += IsPathParameter(segments[i]) || (values_as_parameters && LooksLikeValue(segments[i])) ? "{}" : segments[i];
  }
  return key;
}

}  // namespace

std::string PathTemplateOf(std::string_view written) {
  std::string path;
  const std::string_view plain = written.substr(0, written.find_first_of("?#"));
  for (std::string_view segment : Split(plain, '/')) {
    if (segment.empty()) continue;
    std::string name(segment);
    static const Regex kTyped(R"(\((?:\w+:)?([\w-]+)\))"), kAngles(R"(<(?:\w+:)?([\w -]+)>)"),
        kBraces(R"(\{\{?\$?([^{}]*)\}?\})"), kShell(R"(\$\{?(\w+)\}?)"), kColon(R"(:([A-Za-z_]\w*))");
    for (const Regex* form : {&kTyped, &kAngles, &kBraces, &kShell, &kColon}) {
      if (const auto match = form->Full(name)) {
        std::string inner((*match)[1]);
        std::replace(inner.begin(), inner.end(), ' ', '_');
        name = "{" + inner + "}";
        break;
      }
    }
    path += '/' + name;
  }
  if (path.empty()) return "/";
  if (plain.ends_with('/')) path += '/';
  return path;
}

PathSegments SegmentsOf(std::string_view path) {
  PathSegments segments;
  for (std::string_view segment : Split(path, '/')) {
    if (!segment.empty()) segments.emplace_back(segment);
  }
  return segments;
}

bool IsPathParameter(std::string_view segment) { return segment.find('{') != std::string_view::npos; }

bool IsBaseSegment(std::string_view segment) {
  static const Regex kUsual(R"((?i)api|apis|rest|public|v\d[\w.]*|\d{4}-\d\d(?:-\d\d)?)");
  return kUsual.Full(segment).has_value();
}

bool SamePath(const PathSegments& a, const PathSegments& b) {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(),
                    [](const std::string& x, const std::string& y) { return SameSegment(x, y); });
}

// Whether `shorter` is `longer` without its base path.
bool WithoutBase(const PathSegments& longer, const PathSegments& shorter) {
  if (shorter.empty() || shorter.size() >= longer.size() || IsPathParameter(shorter.front())) return false;
  const auto begin = longer.end() - static_cast<std::ptrdiff_t>(shorter.size());
  // "/{account}/kites" for "/kites"; but "/shops/{id}/kites" are other ones.
  const bool account = begin - longer.begin() == 1;
  if (!account && std::any_of(longer.begin(), begin, [](const std::string& s) { return IsPathParameter(s); }))
    return false;
  return std::equal(begin, longer.end(), shorter.begin(),
                    [](const std::string& x, const std::string& y) { return SameSegment(x, y); });
}

namespace {

// What is left of a path behind a base that a shorter one leaves out: /v1, /api/v2; nothing where more is cut off.
std::optional<PathSegments> WithoutUsualBase(const PathSegments& longer, std::size_t rest) {
  const auto begin = longer.end() - static_cast<std::ptrdiff_t>(rest);
  const bool usual = std::all_of(longer.begin(), begin, IsBaseSegment);
  return usual ? std::optional(PathSegments(begin, longer.end())) : std::nullopt;
}

}  // namespace

// Paths that differ in one literal segment, and there by a slip: another version, a plural, a letter.
bool IsSlip(const PathSegments& a, const PathSegments& b) {
  if (a.size() > b.size()) return IsSlip(b, a);
  if (a.size() < b.size()) {
    const auto rest = WithoutUsualBase(b, a.size());
    return rest && IsSlip(a, *rest);
  }
  const auto is_plural = [](const std::string& one, const std::string& other) {
    return one + "s" == other || other + "s" == one;
  };
  if (a.size() < 2) return a.size() == 1 && is_plural(a[0], b[0]);
  std::size_t differing = 0;
  bool slip = true;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (SameSegment(a[i], b[i])) continue;
    ++differing;
    static const Regex kVersion(R"((?i)v\d+(?:\.\d+)?)");
    const bool versions = kVersion.Full(a[i]) && kVersion.Full(b[i]);
    const bool plural = is_plural(a[i], b[i]);
    const bool near_word = a[i].size() > 4 && b[i].size() > 4 && ClosestMatch(a[i], {b[i]}).has_value();
    // "hours" for "hourly": most of a word is the same.
    const std::size_t shorter = std::min(a[i].size(), b[i].size());
    const auto same = static_cast<std::size_t>(
        std::mismatch(a[i].begin(), a[i].begin() + static_cast<std::ptrdiff_t>(shorter), b[i].begin()).first -
        a[i].begin());
    const bool stem = same >= 4 && same * 4 >= shorter * 3;
    if (!versions && !plural && !near_word && !stem) slip = false;
  }
  return differing == 1 && slip;
}

bool FitsTemplate(const PathSegments& path_template, const PathSegments& sent) {
  if (sent.size() < path_template.size() || path_template.empty() || IsPathParameter(path_template.front()))
    return false;
  const auto rest = WithoutUsualBase(sent, path_template.size());
  return rest && std::equal(rest->begin(), rest->end(), path_template.begin(),
                            [](const std::string& one, const std::string& named) {
                              return one == named || (IsPathParameter(named) && !IsPathParameter(one));
                            });
}

std::size_t PathIndex::Add(std::string_view method, PathSegments segments) {
  const std::size_t id = paths_.size();
  exact_[KeyOf(method, segments, 0, false)].push_back(id);
  alike_[KeyOf(method, segments, 0, true)].push_back(id);
  for (std::size_t base = 1;
       base <= kMostOfBase && base < segments.size() && (base == 1 || !IsPathParameter(segments[base - 1])); ++base) {
    suffixes_[KeyOf(method, segments, base, true)].push_back(id);
  }
  paths_.push_back(std::move(segments));
  return id;
}

std::vector<std::size_t> PathIndex::Same(std::string_view method, const PathSegments& segments) const {
  std::vector<std::size_t> same;
  if (const auto exact = exact_.find(KeyOf(method, segments, 0, false)); exact != exact_.end()) same = exact->second;
  if (const auto alike = alike_.find(KeyOf(method, segments, 0, true)); alike != alike_.end()) {
    for (std::size_t i = 0; i < std::min(alike->second.size(), kMostAlike); ++i) {
      if (SamePath(paths_[alike->second[i]], segments)) same.push_back(alike->second[i]);
    }
  }
  std::sort(same.begin(), same.end());
  same.erase(std::unique(same.begin(), same.end()), same.end());
  return same;
}

std::vector<std::size_t> PathIndex::Longer(std::string_view method, const PathSegments& segments) const {
  std::vector<std::size_t> longer;
  const auto bucket = suffixes_.find(KeyOf(method, segments, 0, true));
  if (bucket == suffixes_.end()) return longer;
  for (std::size_t i = 0; i < std::min(bucket->second.size(), kMostAlike) && longer.size() < kMostLonger; ++i) {
    if (WithoutBase(paths_[bucket->second[i]], segments)) longer.push_back(bucket->second[i]);
  }
  return longer;
}

}  // namespace plumbline::page

#include "cli/config.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <ostream>

#include "audit/rule.h"
#include "check/check.h"

namespace plumbline::cli {
namespace fs = std::filesystem;

namespace {

constexpr const char* kName = "plumbline.yaml";

std::string ConfigFile(const std::string& target) {
  const fs::path given(target);
  std::error_code unreadable;
  const fs::path folder = fs::is_directory(given, unreadable) ? given : given.parent_path();
  for (const fs::path& place : {fs::path(kName), folder / kName, folder / ".." / kName}) {
    if (fs::is_regular_file(place, unreadable)) return place.lexically_normal().string();
  }
  return "";
}

std::vector<std::string> RuleIds() {
  std::vector<std::string> ids = check::CheckIds();
  for (const audit::Rule& rule : audit::Rules()) ids.emplace_back(rule.info.id);
  return ids;
}

}  // namespace

suite::Config FindConfig(const OutputOptions& options, const std::string& target, const Context& context) {
  const std::string file = options.config_file.empty() ? ConfigFile(target) : options.config_file;
  if (file.empty()) return {};
  if (options.verbose) context.err << fmt::format("plumbline: configuration: {}\n", file);
  return suite::LoadConfig(file, RuleIds());
}

void TellStaleOverrides(const std::vector<run::OverrideResult>& overrides, const Context& context) {
  std::vector<SourceLocation> told;
  for (const run::OverrideResult& one : overrides) {
    const SourceLocation& at = one.location;
    if (one.state != run::OverrideState::kStale || std::find(told.begin(), told.end(), at) != told.end()) continue;
    const bool used = std::any_of(overrides.begin(), overrides.end(), [&](const run::OverrideResult& other) {
      return other.location == at && other.state == run::OverrideState::kUsed;
    });
    if (used) continue;
    told.push_back(at);
    context.err << fmt::format(
        "plumbline: {}: this override fits no finding of the run; remove it, or mend its globs\n", ToString(at));
  }
}

}  // namespace plumbline::cli

#include "cli/load_result.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <istream>
#include <iterator>

#include "base/error.h"
#include "base/hash.h"
#include "document/document.h"
#include "run/result_json.h"

namespace plumbline::cli {
namespace {

constexpr document::Limits kResultLimits = {.max_bytes = 1u << 30};

// Whether the text says at its beginning that it is a result.
bool SaysResult(std::string_view text) {
  constexpr std::size_t kHead = 200;
  return text.substr(0, kHead).find("urn:plumbline:format:result") != std::string_view::npos;
}

}  // namespace

StoredResult LoadStored(const std::string& path, const Context& context) {
  std::string name = path, text;
  if (path == "-") {
    if (context.environment.in == nullptr) throw Error("there is no standard input to read a result from");
    name = "standard input";
    text.assign(std::istreambuf_iterator<char>(*context.environment.in), {});
  } else {
    text = document::ReadFile(path, path, kResultLimits);
  }
  StoredResult stored{.result = run::IsJournal(text) ? run::ReadJournal(name, text) : run::ReadResult(name, text),
                      .text = text,
                      .sha256 = Sha256Hex(text)};
  return stored;
}

run::RunResult LoadResult(const std::string& path, const Context& context) { return LoadStored(path, context).result; }

std::vector<report::PastResult> LoadHistory(const std::string& folder, const std::string& vendor) {
  namespace fs = std::filesystem;
  std::error_code failure;
  std::vector<std::string> paths;
  for (fs::directory_iterator each(folder, failure), end; !failure && each != end; each.increment(failure)) {
    std::error_code ignored;
    if (each->path().extension() == ".json" && each->is_regular_file(ignored)) paths.push_back(each->path().string());
  }
  if (failure)
    throw Error({.file = folder}, fmt::format("the folder of earlier results cannot be read: {}", failure.message()));
  std::sort(paths.begin(), paths.end());
  std::vector<report::PastResult> history;
  for (const std::string& path : paths) {
    std::string text = document::ReadFile(path, path, kResultLimits);
    if (!SaysResult(text)) continue;
    const run::RunResult result = run::ReadResult(path, std::move(text));
    if (result.vendor == vendor) history.push_back(report::Past(result));
  }
  return history;
}

}  // namespace plumbline::cli

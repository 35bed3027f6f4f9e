#include "cli/load_result.h"

#include <istream>
#include <iterator>

#include "base/error.h"
#include "document/document.h"
#include "run/result_json.h"

namespace plumbline::cli {

run::RunResult LoadResult(const std::string& path, const Context& context) {
  std::string name = path, text;
  if (path == "-") {
    if (context.environment.in == nullptr) throw Error("there is no standard input to read a result from");
    name = "standard input";
    text.assign(std::istreambuf_iterator<char>(*context.environment.in), {});
  } else {
    text = document::ReadFile(path, path, {.max_bytes = 1u << 30});
  }
  return run::IsJournal(text) ? run::ReadJournal(std::move(name), std::move(text)) : run::ReadResult(std::move(name), std::move(text));
}

}  // namespace plumbline::cli

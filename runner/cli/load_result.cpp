#include "cli/load_result.h"

#include <istream>
#include <iterator>

#include "base/error.h"
#include "base/hash.h"
#include "document/document.h"
#include "run/result_json.h"

namespace plumbline::cli {

StoredResult LoadStored(const std::string& path, const Context& context) {
  std::string name = path, text;
  if (path == "-") {
    if (context.environment.in == nullptr) throw Error("there is no standard input to read a result from");
    name = "standard input";
    text.assign(std::istreambuf_iterator<char>(*context.environment.in), {});
  } else {
    text = document::ReadFile(path, path, {.max_bytes = 1u << 30});
  }
  StoredResult stored{.result = run::IsJournal(text) ? run::ReadJournal(name, text) : run::ReadResult(name, text), .text = text, .sha256 = Sha256Hex(text)};
  return stored;
}

run::RunResult LoadResult(const std::string& path, const Context& context) { return LoadStored(path, context).result; }

}  // namespace plumbline::cli

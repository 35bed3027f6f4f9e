// The command line as a function: arguments and streams in, exit code out. Errors are caught here and
// nowhere else.
#pragma once

#include <atomic>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "finding/gate.h"

namespace plumbline::cli {

// The world, as a command may see it.
struct Environment {
  std::function<std::optional<std::string>(const std::string& name)> variable;
  std::function<TimePoint()> clock;
  std::istream* in = nullptr;  // standard input
  bool out_is_terminal = false;
  bool err_is_terminal = false;  // progress is shown there, and only there
  const std::atomic<bool>* interrupted = nullptr;
  std::string redaction_key;                 // of the hashes that stand for secrets; empty: random bytes for each run
  std::function<std::string()> tool_sha256;  // hash of the program's file, where there is one; may be empty
};

// `args` without the program's name. Results go to `out`, errors and progress to `err`. Returns an exit
// code of finding/gate.h; never throws.
int Run(const std::vector<std::string>& args, std::ostream& out, std::ostream& err, const Environment& environment);

// The process: real streams, clock and environment. SIGINT or SIGTERM ends a run after the case at hand, with its
// reports written. SOURCE_DATE_EPOCH, where it is set, stops the clock at that second. PLUMBLINE_REDACTION_KEY is the
// key of redaction, for whoever wants the same bytes twice.
int Main(int argc, char** argv);

}  // namespace plumbline::cli

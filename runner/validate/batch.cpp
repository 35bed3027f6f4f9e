#include "validate/batch.h"

#include <fmt/format.h>

#include <algorithm>
#include <condition_variable>
#include <cstring>
#include <deque>
#include <filesystem>
#include <fstream>
#include <istream>
#include <map>
#include <mutex>
#include <ostream>
#include <thread>

#include "base/error.h"
#include "base/text.h"
#include "document/flat.h"
#include "validate/violation_text.h"

namespace plumbline::validate {
namespace fs = std::filesystem;

using document::FlatDocument;
using schema::Verdict;

namespace {

constexpr std::size_t kBlock = 1 << 20;
// What came through a pipe that broke must not pass for documents that all fit.
constexpr const char* kNothing = "holds no document";

// A piece of work: a file, one of its YAML documents, or a run of its lines.
struct Work {
  std::string name;
  std::string text;
  std::string problem;  // it could not be read
  int first_line = 1;
  bool lines = false;
};

struct Done {
  std::string out, err;
  BatchResult counts;
  std::size_t bytes = 0;
};

// Judges pieces of work, one after another, in one thread.
class Worker {
 public:
  Worker(const schema::Program& program, const BatchOptions& options, const std::atomic<bool>* stop)
      : program_(program), options_(options), stop_(stop), evaluator_(program) {
    evaluator_.StopOn(stop);
    limits_.max_bytes = options.max_bytes;
    limits_.max_depth = schema::kMostLevels;
  }

  Done Judge(const Work& work) {
    done_ = {};
    done_.bytes = work.text.size();
    if (!work.problem.empty()) {
      Unreadable(work.problem);
    } else if (!work.lines) {
      JudgeText(work.name, work.text, work.first_line, false);
    } else {
      int line = work.first_line;
      const std::string_view all = work.text;
      for (std::size_t begin = 0; begin < all.size(); ++line) {
        const char* found = static_cast<const char*>(std::memchr(all.data() + begin, '\n', all.size() - begin));
        const std::size_t end = found == nullptr ? all.size() : static_cast<std::size_t>(found - all.data());
        std::string_view text = all.substr(begin, end - begin);
        if (text.ends_with('\r')) text.remove_suffix(1);
        if (text.find_first_not_of(" \t") != std::string_view::npos) JudgeLine(work.name, text, line);
        begin = end + 1;
        if (options_.fail_fast && (done_.counts.invalid > 0)) break;
      }
    }
    return std::move(done_);
  }

 private:
  void Unreadable(const std::string& problem) {
    ++done_.counts.unreadable;
    done_.err += "plumbline: " + problem + '\n';
    if (options_.output) WriteFailure(problem);
  }

  void WriteFailure(const std::string& problem) {
    document::Value unit = document::Value::Object();
    unit.Set("valid", document::Value::Boolean(false));
    unit.Set("error", document::Value::String(problem));
    done_.out += document::WriteJson(unit, 0) + '\n';
  }

  // The fast way for lines: most of them fit, and nothing but the verdict is asked for.
  void JudgeLine(const std::string& name, std::string_view text, int line) {
    const bool verdict_is_enough = !options_.output || *options_.output == schema::OutputFormat::kFlag;
    if (verdict_is_enough && tape_.ReadJson(text, limits_) && evaluator_.Check(tape_.root()) == Verdict::kValid) {
      ++done_.counts.valid;
      if (options_.output) done_.out += "{\"valid\":true}\n";
      return;
    }
    JudgeText(name, std::string(text), line, true);
  }

  bool IsJson(const std::string& name, const std::string& text, bool line) const {
    if (line || options_.syntax == Syntax::kJson) return true;
    if (options_.syntax == Syntax::kYaml) return false;
    if (name.ends_with(".json") || name.ends_with(".jsonl") || name.ends_with(".ndjson")) return true;
    if (name.ends_with(".yaml") || name.ends_with(".yml")) return false;
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    // An empty text would be null in YAML: what came through a pipe that broke must not pass.
    return first == std::string::npos || text[first] == '{' || text[first] == '[' || text[first] == '"';
  }

  void JudgeText(const std::string& name, const std::string& text, int first_line, bool line) {
    std::shared_ptr<const FlatDocument> flat;
    try {
      const auto syntax = IsJson(name, text, line) ? document::TextSyntax::kJson : document::TextSyntax::kYaml;
      flat = FlatDocument::Read(name, text, limits_, syntax);
    } catch (const Error& error) {
      SourceLocation where = error.location();
      if (where.line > 0) where.line += first_line - 1;
      return Unreadable(Error(where, error.message()).what());
    }
    const Verdict verdict = evaluator_.Check(flat->root());
    switch (verdict) {
      case Verdict::kValid:
        ++done_.counts.valid;
        break;
      case Verdict::kInvalid:
        ++done_.counts.invalid;
        break;
      case Verdict::kUndecided:
        ++done_.counts.undecided;
        break;
    }
    const std::string where = line || first_line > 1 ? fmt::format("{}:{}", name, first_line) : name;
    if (verdict == Verdict::kUndecided)
      done_.err += fmt::format("plumbline: {}: cannot be judged: {}\n", where, evaluator_.problem());
    if (options_.output) {
      const int indent = options_.inputs.size() > 1 || line || options_.documents ? 0 : 2;
      if (*options_.output != schema::OutputFormat::kFlag) {
        done_.out +=
            schema::WriteOutput(schema::Explain(program_, flat->tape(), stop_), *options_.output, indent) + '\n';
      } else if (verdict == Verdict::kUndecided) {
        WriteFailure("cannot be judged: " + evaluator_.problem());
      } else {
        done_.out += verdict == Verdict::kValid ? "{\"valid\":true}\n" : "{\"valid\":false}\n";
      }
      return;
    }
    if (verdict == Verdict::kValid) {
      if (!options_.quiet && !line) done_.out += where + ": valid\n";
      return;
    }
    if (verdict == Verdict::kUndecided) return;
    // Memory bounds how many are collected, where all are asked for.
    constexpr std::size_t kAll = 1'000'000, kCounted = 10'000;
    TextOptions text_options;
    text_options.color = options_.color;
    text_options.most = options_.fail_fast ? 1 : options_.max_errors == 0 ? kAll : options_.max_errors;
    text_options.first_line = first_line;
    const std::size_t collected = options_.fail_fast ? 1 : std::max(text_options.most, kCounted);
    std::vector<schema::Violation> violations =
        schema::Evaluate(program_, flat->tape(), options_.fail_fast ? 1 : collected + 1, stop_);
    text_options.counts_all = violations.size() <= collected;
    if (!text_options.counts_all) violations.resize(collected);
    done_.out += WriteViolations(program_, *flat, violations, text_options);
  }

  const schema::Program& program_;
  const BatchOptions& options_;
  const std::atomic<bool>* stop_;
  schema::Evaluator evaluator_;
  document::Tape tape_;
  document::Limits limits_;
  Done done_;
};

// Cuts the inputs into pieces of work.
class Reader {
 public:
  Reader(const BatchOptions& options, std::istream& standard_input)
      : options_(options), standard_input_(standard_input) {}

  std::optional<Work> Next() {
    while (true) {
      if (!documents_.empty()) {
        Work work = std::move(documents_.front());
        documents_.pop_front();
        return work;
      }
      if (stream_ != nullptr) {
        if (auto block = NextBlock()) return block;
        stream_ = nullptr;
        file_.close();
        if (blank_) return Work{name_, "", Error({.file = name_}, kNothing).what(), 1, false};
      }
      if (input_ == options_.inputs.size()) return std::nullopt;
      const std::string& input = options_.inputs[input_++];
      const std::string name = input == "-" ? "<stdin>" : input;
      try {
        const bool lines = options_.lines || input.ends_with(".jsonl") || input.ends_with(".ndjson");
        if (lines) {
          Open(input, name);
          continue;
        }
        std::string text = input == "-" ? ReadAll(name) : document::ReadFile(input, name, ReadLimits());
        if (!options_.documents) return Work{name, std::move(text), "", 1, false};
        Split(name, text);
        if (documents_.empty()) throw Error({.file = name}, kNothing);
      } catch (const Error& error) {
        return Work{name, "", error.what(), 1, false};
      }
    }
  }

 private:
  document::Limits ReadLimits() const {
    document::Limits limits;
    limits.max_bytes = options_.max_bytes;
    return limits;
  }

  std::string ReadAll(const std::string& name) {
    std::string text;
    std::string block(kBlock, '\0');
    while (standard_input_.read(block.data(), static_cast<std::streamsize>(block.size())) ||
           standard_input_.gcount() > 0) {
      text.append(block, 0, static_cast<std::size_t>(standard_input_.gcount()));
      if (text.size() > options_.max_bytes)
        throw Error({.file = name}, fmt::format("holds more than {} bytes", options_.max_bytes));
    }
    return text;
  }

  void Open(const std::string& input, const std::string& name) {
    if (input == "-") {
      stream_ = &standard_input_;
    } else {
      if (fs::is_directory(input)) throw Error({.file = name}, "is a folder, not a file");
      file_.open(input, std::ios::binary);
      if (!file_) throw Error({.file = name}, fmt::format("cannot be read: {}", std::strerror(errno)));
      stream_ = &file_;
    }
    name_ = name;
    rest_.clear();
    line_ = 1;
    blank_ = true;
  }

  // Whole lines, about a block of them.
  std::optional<Work> NextBlock() {
    std::string text = std::move(rest_);
    rest_.clear();
    // A line may be longer than many blocks: blocks grow with it, and each is searched once.
    for (std::size_t block = kBlock;; block = std::max(block, text.size() / 2)) {
      const std::size_t before = text.size();
      text.resize(before + block);
      stream_->read(text.data() + before, static_cast<std::streamsize>(block));
      const auto got = static_cast<std::size_t>(stream_->gcount());
      text.resize(before + got);
      if (got == 0) break;
      const std::size_t last = std::string_view(text).substr(before).rfind('\n');
      if (last == std::string::npos) {
        if (text.size() > options_.max_bytes) {
          const std::string problem =
              fmt::format("{}:{}: a line holds more than {} bytes", name_, line_, options_.max_bytes);
          stream_->setstate(std::ios::eofbit | std::ios::failbit);
          blank_ = false;
          return Work{name_, "", problem, line_, true};
        }
        continue;
      }
      const std::size_t end = before + last;
      rest_ = text.substr(end + 1);
      text.resize(end + 1);
      break;
    }
    if (text.empty()) return std::nullopt;
    blank_ = blank_ && text.find_first_not_of(" \t\r\n") == std::string::npos;
    Work work{name_, std::move(text), "", line_, true};
    line_ += static_cast<int>(std::count(work.text.begin(), work.text.end(), '\n'));
    return work;
  }

  // A line that begins with `---` parts documents wherever it stands; comments and directives before it belong to the
  // document that it begins, and make none by themselves (YAML 1.2, 9.1 and 9.2).
  void Split(const std::string& name, const std::string& text) {
    int line = 1, first = 1;
    std::string document;
    bool is_one = false;  // what was gathered is a document, and no mere prefix of the next
    const auto take = [&](int next) {
      if (is_one) documents_.push_back({name, std::move(document), "", first, false});
      document.clear();
      is_one = false;
      first = next;
    };
    for (std::size_t begin = 0; begin < text.size(); ++line) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      const std::string_view whole = std::string_view(text).substr(begin, end - begin);
      const std::string_view row = begin == 0 && whole.starts_with("\xEF\xBB\xBF") ? whole.substr(3) : whole;
      const bool mark = (row.starts_with("---") || row.starts_with("...")) &&
                        (row.size() == 3 || row[3] == ' ' || row[3] == '\t' || row[3] == '\r');
      if (mark && (is_one || row[0] == '.')) take(row[0] == '.' ? line + 1 : line);
      if (!mark || row[0] == '-') document.append(whole).append("\n");
      const std::size_t start = row.find_first_not_of(" \t\r");
      const bool says = start != std::string_view::npos && row[start] != '#' && row[0] != '%';
      is_one |= mark ? row[0] == '-' : says;
      begin = end + 1;
    }
    take(line);
  }

  const BatchOptions& options_;
  std::istream& standard_input_;
  std::size_t input_ = 0;
  std::deque<Work> documents_;
  std::ifstream file_;
  std::istream* stream_ = nullptr;
  std::string name_, rest_;
  int line_ = 1;
  bool blank_ = true;  // nothing but white space came of the stream so far
};

// Writes what comes back, in the order of the work.
class Sink {
 public:
  Sink(const BatchOptions& options, const BatchStreams& streams) : options_(options), streams_(streams) {}

  // False: nothing further is wanted.
  bool Take(const Done& done) {
    streams_.out << done.out;
    if (!done.err.empty()) {
      streams_.out.flush();
      streams_.err << done.err;
    }
    total.valid += done.counts.valid;
    total.invalid += done.counts.invalid;
    total.undecided += done.counts.undecided;
    total.unreadable += done.counts.unreadable;
    bytes_ += done.bytes;
    if (streams_.progress) streams_.progress(total.valid + total.invalid + total.undecided + total.unreadable, bytes_);
    if (streams_.interrupted != nullptr && streams_.interrupted->load()) total.interrupted = true;
    return !total.interrupted && static_cast<bool>(streams_.out) && !(options_.fail_fast && total.invalid > 0);
  }

  BatchResult total;

 private:
  const BatchOptions& options_;
  const BatchStreams& streams_;
  std::size_t bytes_ = 0;
};

void RunThreads(const schema::Program& program, const BatchOptions& options, const std::atomic<bool>* stop,
                Reader& reader, Sink& sink) {
  const std::size_t most_in_flight = options.jobs * 4;
  std::mutex mutex;
  std::condition_variable changed;
  std::deque<std::pair<std::size_t, Work>> waiting;
  std::map<std::size_t, Done> finished;
  bool ended = false;
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < options.jobs; ++i) {
    threads.emplace_back([&] {
      Worker worker(program, options, stop);
      std::unique_lock lock(mutex);
      while (true) {
        changed.wait(lock, [&] { return ended || !waiting.empty(); });
        if (waiting.empty()) return;
        auto [number, work] = std::move(waiting.front());
        waiting.pop_front();
        lock.unlock();
        Done done = worker.Judge(work);
        lock.lock();
        finished.emplace(number, std::move(done));
        changed.notify_all();
      }
    });
  }
  std::size_t given = 0, taken = 0;
  bool more = true, wanted = true;
  while (wanted && (more || taken < given)) {
    if (more && given - taken < most_in_flight) {
      auto work = reader.Next();
      if (!work) {
        more = false;
        continue;
      }
      const std::lock_guard lock(mutex);
      waiting.emplace_back(given++, std::move(*work));
      changed.notify_all();
      if (finished.find(taken) == finished.end()) continue;
    }
    Done done;
    {
      std::unique_lock lock(mutex);
      changed.wait(lock, [&] { return finished.find(taken) != finished.end(); });
      done = std::move(finished.extract(taken).mapped());
    }
    ++taken;
    wanted = sink.Take(done);
  }
  {
    const std::lock_guard lock(mutex);
    ended = true;
    waiting.clear();
    changed.notify_all();
  }
  for (std::thread& thread : threads) thread.join();
}

}  // namespace

BatchResult RunBatch(const schema::Program& program, const BatchOptions& options, const BatchStreams& streams) {
  Reader reader(options, streams.in);
  Sink sink(options, streams);
  if (options.jobs > 1) {
    RunThreads(program, options, streams.interrupted, reader, sink);
    return sink.total;
  }
  Worker worker(program, options, streams.interrupted);
  while (auto work = reader.Next()) {
    if (!sink.Take(worker.Judge(*work))) break;
  }
  return sink.total;
}

}  // namespace plumbline::validate

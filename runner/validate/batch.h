// Judges many documents: files, standard input, files of one document a line or of many YAML documents. Work goes to
// threads in blocks and comes back in order, so that the output is the same for any number of threads; memory is
// bounded by the blocks in flight, not by the files.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "schema/output.h"
#include "schema/schema.h"

namespace plumbline::validate {

// How inputs are read whose names do not tell: JSON where the text begins as JSON does, else YAML.
enum class Syntax { kByName, kJson, kYaml };

struct BatchOptions {
  std::vector<std::string> inputs;  // paths; "-": standard input
  bool lines = false;               // one JSON document a line; empty lines are skipped
  bool documents = false;           // files of several YAML documents
  Syntax syntax = Syntax::kByName;
  std::optional<schema::OutputFormat> output;  // nothing: text
  bool fail_fast = false;  // the first document that is invalid, and its first violation, end the run
  std::size_t jobs = 1;
  std::size_t max_errors = 50;  // shown of each document, in text; 0: all
  bool color = false;
  bool quiet = false;                            // text: nothing for documents that fit
  std::size_t max_bytes = std::size_t{1} << 30;  // of a document
};

struct BatchResult {
  std::size_t valid = 0, invalid = 0, undecided = 0, unreadable = 0;
  bool interrupted = false;
};

struct BatchStreams {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  std::function<void(std::size_t done, std::size_t bytes)> progress;  // may be empty
  const std::atomic<bool>* interrupted = nullptr;
};

// Writes every document's outcome to `out`, what could not be read to `err`.
BatchResult RunBatch(const schema::Program& program, const BatchOptions& options, const BatchStreams& streams);

}  // namespace plumbline::validate

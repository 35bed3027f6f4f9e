// Writes files so that whoever looks at any moment, even after the machine was switched off, finds the old file or the
// new one whole.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/report.h"

namespace plumbline::cli {

// Makes the folders that `path` needs, writes beside it, and moves the file to its place once the disk has it.
// Something that is no plain file, as /dev/stdout, is written to directly. Throws Error, and leaves what was there as
// it was, where not all of it can be written.
void WriteFile(const std::string& path, std::string_view text);

// The same for many files of one folder, with one wait for the disk instead of one a file. Files of other names stay.
void WriteFolder(const std::string& folder, const std::vector<report::File>& files);

// Throws where the file at `path`, which the option names, is the one that the command reads as `read`. `option`: as it
// was written.
void RefuseToReplace(const std::string& option, const std::string& path, const std::string& read);

// The journal of a run: lines that are on their way to the disk, each by one write, when Append returns.
class JournalFile {
 public:
  // Begins the file anew. Throws Error.
  explicit JournalFile(std::string path);
  ~JournalFile();
  JournalFile(const JournalFile&) = delete;
  JournalFile& operator=(const JournalFile&) = delete;

  void Append(std::string_view line);
  // The run has reported: the journal is no longer needed.
  void Remove();

 private:
  std::string path_;
  int file_ = -1;
};

}  // namespace plumbline::cli

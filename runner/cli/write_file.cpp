#include "cli/write_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "base/error.h"

namespace plumbline::cli {
namespace fs = std::filesystem;

namespace {

Error Cannot(const std::string& path, const std::string& what) {
  return Error({.file = path}, fmt::format("{}: {}", what, std::strerror(errno)));
}

// False where not all of it was taken; errno says why.
bool WriteAll(int file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t taken = write(file, text.data(), text.size());
    if (taken < 0 && errno == EINTR) continue;
    if (taken <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(taken));
  }
  return true;
}

// The disk has it, not only the system. What cannot be synced (a pipe, some mounts) is no failure.
bool Sync(int file) { return fsync(file) == 0 || errno == EINVAL || errno == EROFS || errno == ENOTSUP; }

void MakeFolder(const fs::path& folder) {
  std::error_code failure;
  if (!folder.empty()) fs::create_directories(folder, failure);
  if (failure) throw Error({.file = folder.string()}, fmt::format("the folder cannot be made: {}", failure.message()));
}

void WriteDirectly(const std::string& path, std::string_view text) {
  const int file = open(path.c_str(), O_WRONLY | O_CLOEXEC);
  if (file < 0) throw Cannot(path, "cannot be written");
  const bool written = WriteAll(file, text);
  const int why = errno;
  const bool closed = close(file) == 0;
  if (!written) errno = why;
  if (!written || !closed) throw Cannot(path, "cannot be written");
}

}  // namespace

void RefuseToReplace(const std::string& option, const std::string& path, const std::string& read) {
  std::error_code none;
  if (fs::equivalent(path, read, none) && !none)
    throw Error(fmt::format("{}: {} is read by this command, and would be lost; name another file", option, read));
}

void WriteFile(const std::string& path, std::string_view text) {
  std::error_code ignored;
  if (fs::exists(path, ignored) && !fs::is_regular_file(path, ignored)) return WriteDirectly(path, text);
  MakeFolder(fs::path(path).parent_path());
  // A link stays a link: what it names is replaced.
  const fs::path target = fs::is_symlink(path, ignored) ? fs::weakly_canonical(path, ignored) : fs::path(path);
  const std::string part = fmt::format("{}.{}.part", target.string(), getpid());
  const int file = open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (file < 0) throw Cannot(path, "cannot be written");
  struct stat old {};
  if (stat(target.c_str(), &old) == 0) fchmod(file, old.st_mode & 07777);
  bool whole = WriteAll(file, text) && Sync(file);
  int why = errno;
  if (close(file) != 0 && whole) {
    whole = false;
    why = errno;
  }
  if (whole && rename(part.c_str(), target.c_str()) != 0) {
    whole = false;
    why = errno;
  }
  if (!whole) {
    unlink(part.c_str());
    errno = why;
    throw Cannot(path, "cannot be written, and is as it was before");
  }
  const std::string folder = target.has_parent_path() ? target.parent_path().string() : ".";
  if (const int parent = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); parent >= 0) {
    fsync(parent);
    close(parent);
  }
}

void WriteFolder(const std::string& folder, const std::vector<report::File>& files) {
  MakeFolder(folder);
  const auto part_of = [&](const report::File& file) {
    return fmt::format("{}.{}.part", (fs::path(folder) / file.name).string(), getpid());
  };
  const auto give_up = [&](const std::string& path) {
    const int why = errno;
    for (const report::File& file : files) unlink(part_of(file).c_str());
    errno = why;
    throw Cannot(path, "cannot be written");
  };
  for (const report::File& file : files) {
    const std::string part = part_of(file);
    const int out = open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (out < 0) give_up(part);
    const bool written = WriteAll(out, file.text);
    const int why = errno;
    const bool closed = close(out) == 0;
    if (!written) errno = why;
    if (!written || !closed) give_up(part);
  }
  const int opened = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (opened < 0) give_up(folder);
  // All of it is on the disk before any of it has its name.
  const bool synced = syncfs(opened) == 0;
  const int why = errno;
  if (!synced) close(opened);
  errno = why;
  if (!synced) give_up(folder);
  for (const report::File& file : files) {
    const std::string path = (fs::path(folder) / file.name).string();
    if (rename(part_of(file).c_str(), path.c_str()) == 0) continue;
    const int renaming = errno;
    close(opened);
    errno = renaming;
    give_up(path);
  }
  fsync(opened);
  close(opened);
}

JournalFile::JournalFile(std::string path) : path_(std::move(path)) {
  MakeFolder(fs::path(path_).parent_path());
  file_ = open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0666);
  if (file_ < 0) throw Cannot(path_, "the journal of the run cannot be written");
}

JournalFile::~JournalFile() {
  if (file_ >= 0) close(file_);
}

void JournalFile::Append(std::string_view line) {
  if (!WriteAll(file_, line)) throw Cannot(path_, "the journal of the run cannot be written");
}

void JournalFile::Remove() {
  close(file_);
  file_ = -1;
  unlink(path_.c_str());
}

}  // namespace plumbline::cli

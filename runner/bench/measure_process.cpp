// Runs a command several times with its output thrown away and prints one line for each: wall and processor time in
// nanoseconds, the peak of resident memory in KiB, the exit code.
//
//   plumbline_measure_process ROUNDS COMMAND [ARGUMENT]...
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "usage: plumbline_measure_process ROUNDS COMMAND [ARGUMENT]...\n");
    return 2;
  }
  for (long left = std::strtol(argv[1], nullptr, 10); left > 0; --left) {
    const auto start = std::chrono::steady_clock::now();
    const pid_t child = fork();
    if (child < 0) return 2;
    if (child == 0) {
      const int nothing = open("/dev/null", O_RDWR);
      for (int stream = 0; stream < 3; ++stream) dup2(nothing, stream);
      execvp(argv[2], argv + 2);
      _exit(127);
    }
    int status = 0;
    rusage used{};
    if (wait4(child, &status, 0, &used) < 0) return 2;
    const auto wall =
        std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now() - start).count();
    const auto nanoseconds = [](const timeval& time) { return time.tv_sec * 1'000'000'000LL + time.tv_usec * 1000LL; };
    std::printf("%lld %lld %ld %d\n", static_cast<long long>(wall),
                nanoseconds(used.ru_utime) + nanoseconds(used.ru_stime), used.ru_maxrss,
                WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
  }
  return 0;
}

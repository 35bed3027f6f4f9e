// Recursion that goes deeper than a machine stack: the next stretch of it runs on a stack of its own, of a thread that the
// caller waits for.
#pragma once

#include <exception>
#include <string>
#include <system_error>
#include <thread>

namespace plumbline {

// Runs `run` and passes on what it throws. Throws std::system_error where the system has no further stack.
template <typename Run>
void OnFreshStack(Run run) {
  std::exception_ptr thrown;
  std::thread([&] {
    try {
      run();
    } catch (...) {
      thrown = std::current_exception();
    }
  }).join();
  if (thrown) std::rethrow_exception(thrown);
}

// The same for what must not throw: a missing stack is told in `problem`.
template <typename Run>
void OnFreshStack(Run run, std::string& problem) {
  try {
    OnFreshStack(run);
  } catch (const std::system_error&) {
    problem = "the system has no memory for recursion this deep";
  }
}

}  // namespace plumbline

// Recursion that goes deeper than a machine stack: the next stretch of it runs on a stack of its own, of a thread that
// the caller waits for.
#pragma once

#include <pthread.h>

#include <exception>
#include <string>
#include <system_error>

namespace plumbline {

// Of address space: memory is taken as far as the stack is used.
constexpr std::size_t kFreshStack = std::size_t{64} << 20;

// Runs `run` on a stack of kFreshStack bytes and passes on what it throws. Throws std::system_error where the system
// has none.
template <typename Run>
void OnFreshStack(Run run) {
  struct Task {
    Run& run;
    std::exception_ptr thrown;
  } task{run, nullptr};
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, kFreshStack);
  pthread_t thread;
  const int failed = pthread_create(
      &thread, &attributes,
      [](void* given) -> void* {
        Task& own = *static_cast<Task*>(given);
        try {
          own.run();
        } catch (...) {
          own.thrown = std::current_exception();
        }
        return nullptr;
      },
      &task);
  pthread_attr_destroy(&attributes);
  if (failed != 0) throw std::system_error(failed, std::generic_category());
  pthread_join(thread, nullptr);
  if (task.thrown) std::rethrow_exception(task.thrown);
}

// For recursion over a document: runs `run`, every kLevelsOfAStack levels on a fresh stack.
constexpr int kLevelsOfAStack = 500;
template <typename Run>
void OnDeepStack(int depth, Run run) {
  if (depth % kLevelsOfAStack == kLevelsOfAStack - 1)
    OnFreshStack(run);
  else
    run();
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

#include "run/rules.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <system_error>
#include <thread>

#include "audit/rule.h"

namespace plumbline::run {

std::vector<std::vector<finding::Finding>> RunRules(const audit::Subject& subject, std::size_t jobs) {
  const auto rules = audit::Rules();
  std::vector<std::vector<finding::Finding>> found(rules.size());
  std::vector<std::exception_ptr> failures(rules.size());
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i = next++; i < rules.size(); i = next++) {
      try {
        found[i] = rules[i].run(subject);
      } catch (...) {
        failures[i] = std::current_exception();
      }
    }
  };
  const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
  {
    std::vector<std::jthread> others;
    try {
      for (std::size_t i = 1; i < std::min({jobs, cores, rules.size()}); ++i) others.emplace_back(work);
    } catch (const std::system_error&) {
      // No further thread is to be had; those that are do the work.
    }
    work();
  }
  for (const std::exception_ptr& failure : failures) {
    if (failure) std::rethrow_exception(failure);
  }
  return found;
}

}  // namespace plumbline::run

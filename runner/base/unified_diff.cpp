#include "base/unified_diff.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace plumbline {
namespace {

constexpr std::size_t kContext = 3;

// With their line breaks; the last may have none.
std::vector<std::string_view> LinesOf(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t size = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return lines;
}

struct Step {
  char mark;  // ' ', '-' or '+'
  std::string_view line;
};

using Lines = std::vector<std::string_view>;

// The steps from `a` to `b`, by their longest common subsequence; where the table would be large, all of `a` and then
// all of `b`.
void Compare(const Lines& a, const Lines& b, std::vector<Step>& steps) {
  constexpr std::size_t kLargest = 4'000'000;
  std::size_t i = 0, k = 0;
  if (a.size() * b.size() <= kLargest) {
    const std::size_t width = b.size() + 1;
    std::vector<std::uint32_t> common((a.size() + 1) * width, 0);  // of the rests that begin here
    for (std::size_t x = a.size(); x-- > 0;) {
      for (std::size_t y = b.size(); y-- > 0;) {
        common[x * width + y] = a[x] == b[y] ? common[(x + 1) * width + y + 1] + 1
                                             : std::max(common[(x + 1) * width + y], common[x * width + y + 1]);
      }
    }
    while (i < a.size() && k < b.size()) {
      if (a[i] == b[k])
        steps.push_back({' ', a[i]}), ++i, ++k;
      else if (common[(i + 1) * width + k] >= common[i * width + k + 1])
        steps.push_back({'-', a[i++]});
      else
        steps.push_back({'+', b[k++]});
    }
  }
  while (i < a.size()) steps.push_back({'-', a[i++]});
  while (k < b.size()) steps.push_back({'+', b[k++]});
}

std::vector<Step> StepsBetween(const Lines& a, const Lines& b) {
  const auto shorter = static_cast<std::ptrdiff_t>(std::min(a.size(), b.size()));
  const std::ptrdiff_t head = std::mismatch(a.begin(), a.begin() + shorter, b.begin()).first - a.begin();
  const std::ptrdiff_t tail = std::mismatch(a.rbegin(), a.rbegin() + (shorter - head), b.rbegin()).first - a.rbegin();
  std::vector<Step> steps;
  for (std::ptrdiff_t i = 0; i < head; ++i) steps.push_back({' ', a[static_cast<std::size_t>(i)]});
  Compare({a.begin() + head, a.end() - tail}, {b.begin() + head, b.end() - tail}, steps);
  for (auto line = a.end() - tail; line != a.end(); ++line) steps.push_back({' ', *line});
  return steps;
}

// "4,2": the first line and how many; of none, the line before.
std::string Range(std::size_t before, std::size_t count) {
  return std::to_string(count == 0 ? before : before + 1) + ',' + std::to_string(count);
}

}  // namespace

std::string UnifiedDiff(std::string_view path, std::string_view before, std::string_view after) {
  if (before == after) return "";
  std::string patch = before.empty() ? "--- /dev/null\n" : "--- " + std::string(path) + '\n';
  patch.append("+++ ").append(path).append("\n");
  const std::vector<Step> steps = StepsBetween(LinesOf(before), LinesOf(after));
  std::size_t old_lines = 0, new_lines = 0;  // passed by
  for (std::size_t at = 0; at < steps.size();) {
    std::size_t first = at;
    while (first < steps.size() && steps[first].mark == ' ') ++first;
    if (first == steps.size()) break;
    const std::size_t begin = std::max(at, first - std::min(first, kContext));
    std::size_t end = first;  // one past the last change of the hunk
    for (std::size_t i = first; i < steps.size() && i <= end + 2 * kContext; ++i) {
      if (steps[i].mark != ' ') end = i + 1;
    }
    end = std::min(end + kContext, steps.size());
    old_lines += begin - at;
    new_lines += begin - at;
    std::size_t removed = 0, added = 0;
    std::string body;
    for (std::size_t i = begin; i < end; ++i) {
      removed += steps[i].mark != '+' ? 1 : 0;
      added += steps[i].mark != '-' ? 1 : 0;
      body.append(1, steps[i].mark).append(steps[i].line);
      if (!steps[i].line.ends_with('\n')) body += "\n\\ No newline at end of file\n";
    }
    patch += "@@ -" + Range(old_lines, removed) + " +" + Range(new_lines, added) + " @@\n" + body;
    old_lines += removed;
    new_lines += added;
    at = end;
  }
  return patch;
}

}  // namespace plumbline

// Regular expressions of any bytes, searched for in any bytes. A pattern may be matched by hand, by RE2 or by PCRE2;
// put into a group, or behind a lookahead that always holds, it means the same and is matched by another of them.
//
//   input: the pattern, a zero byte, the subject
#include "fuzz/fuzz.h"
#include "schema/pattern.h"

namespace plumbline::fuzz {
namespace {

using schema::Pattern;
using schema::PatternResult;

void Run(std::string_view text, std::string_view subject) {
  if (const auto fault = schema::CheckPattern(text)) {
    Require(!fault->reason.empty(), "a fault has no reason");
    Require(fault->offset <= text.size(), "a fault lies behind the end of the pattern");
  }
  std::string error;
  const auto pattern = Pattern::Compile(text, error);
  if (!pattern) return Require(!error.empty(), "a pattern is refused without a reason");
  Require(pattern->text() == text, "a pattern forgets its text");
  const PatternResult result = pattern->Search(subject);
  for (const std::string& same : {"(?:" + std::string(text) + ")", "(?=)(?:" + std::string(text) + ")"}) {
    const auto other = Pattern::Compile(same, error);
    if (!other) continue;  // one group too deep, or too large
    const PatternResult again = other->Search(subject);
    if (result == PatternResult::kLimit || again == PatternResult::kLimit) continue;
    if (again != result)
      Found("the pattern " + std::string(text) +
            (result == PatternResult::kMatch ? " matches, but not as " : " does not match, but does as ") + same);
  }
}

}  // namespace
}  // namespace plumbline::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace plumbline;
  const std::string_view input = fuzz::TextOf(data, size);
  const std::string_view text = input.substr(0, input.find('\0'));
  fuzz::Run(text, text.size() < size ? input.substr(text.size() + 1) : "");
  return 0;
}

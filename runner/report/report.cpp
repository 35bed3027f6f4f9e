#include "report/report.h"

#include <algorithm>
#include <array>

namespace plumbline::report {

std::span<const Format> Formats() {
  static constexpr std::array<Format, 3> kFormats = {{
      {"junit", "JUnit XML, for CI servers (--junit-flavor rich or strict)", WriteJunit},
      {"json", "everything that is known of the run, for programs; schemas/plumbline/result.schema.json", WriteJson},
      {"text", "what the terminal shows with --verbose, without colours", WriteText},
  }};
  return kFormats;
}

const Format* FindFormat(std::string_view name) {
  const auto all = Formats();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Format& format) { return format.name == name; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace plumbline::report

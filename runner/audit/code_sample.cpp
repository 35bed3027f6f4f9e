#include "audit/code_sample.h"

#include <algorithm>

#include "base/text.h"

namespace plumbline::audit {
namespace {

using document::Node;

constexpr std::size_t kMaxCode = 100'000, kMaxSamples = 50;

// The code, each line tied to where it stands in the document. Past a line that is written otherwise there (escapes of
// JSON), all that follows stands at its end.
page::Text TextOf(const Node& node) {
  const std::string_view written = node.document().source.text();
  const std::vector<std::string_view> lines = Split(node->text, '\n');
  // A block of YAML is longer in the document than its text, by the indentation of each line.
  constexpr std::size_t kIndentation = 80;
  const std::size_t begin = node->span.begin,
                    end = std::min(begin + node->text.size() + (lines.size() + 1) * kIndentation, written.size());
  page::Text code;
  std::size_t at = begin;
  bool known = begin < end;
  bool first = true;
  for (std::string_view line : lines) {
    if (!first) code.Append("\n", at);
    first = false;
    if (line.empty()) continue;
    const std::size_t there = known ? written.substr(0, end).find(line, at) : std::string_view::npos;
    known = there != std::string_view::npos;
    code.Append(line, known ? there : at);
    if (known) at = there + line.size();
  }
  return code;
}

}  // namespace

Place CodeSample::Quote(document::Span span, std::string note) const {
  return document::QuoteSpan(node.document().source, span,
                             document::PointerAsWritten(node.document(), node->span, node.pointer()).ToString(),
                             std::move(note));
}

std::vector<CodeSample> CodeSamples(const Subject& subject) {
  std::vector<CodeSample> samples;
  for (std::size_t o = 0; o < subject.operations().size(); ++o) {
    const contract::Operation* declared = subject.operations()[o].declared;
    if (declared == nullptr) continue;
    const auto read = [&](const std::optional<Node>& list, std::string_view language, std::string_view code) {
      for (std::size_t i = 0; list && (*list)->IsArray() && i < std::min((*list)->items.size(), kMaxSamples); ++i) {
        const Node item = list->Item(i);
        const auto name = item.Find(language), text = item.Find(code);
        if (!text || !(*text)->IsString() || (*text)->text.size() > kMaxCode) continue;
        samples.push_back({o, name && (*name)->IsString() ? AsciiLower((*name)->text) : "", TextOf(*text), *text});
      }
    };
    read(declared->node.Find("x-codeSamples"), "lang", "source");
    read(declared->node.Find("x-code-samples"), "lang", "source");
    if (const auto readme = declared->node.Find("x-readme")) read(readme->Find("code-samples"), "language", "code");
  }
  return samples;
}

}  // namespace plumbline::audit

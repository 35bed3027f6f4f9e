#include "page/front_matter.h"

#include <zlib.h>

#include <array>
#include <string>

#include "base/base64.h"
#include "base/text.h"
#include "page/prose.h"

namespace plumbline::page {
namespace {

constexpr std::size_t kMaxInflated = 16u << 20;
constexpr std::string_view kByteOrderMark = "\uFEFF";

// The line that begins at `begin`, without its line break.
std::string_view LineAt(std::string_view page, std::size_t begin) {
  std::string_view line = page.substr(begin, page.find('\n', begin) - begin);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::optional<std::string> Inflate(std::string_view bytes) {
  z_stream stream{};
  if (inflateInit(&stream) != Z_OK) return std::nullopt;
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  std::string out;
  std::array<char, 16384> part;
  int state = Z_OK;
  while (state == Z_OK && out.size() <= kMaxInflated) {
    stream.next_out = reinterpret_cast<Bytef*>(part.data());
    stream.avail_out = static_cast<uInt>(part.size());
    state = inflate(&stream, Z_NO_FLUSH);
    out.append(part.data(), part.size() - stream.avail_out);
  }
  inflateEnd(&stream);
  if (state != Z_STREAM_END || out.size() > kMaxInflated) return std::nullopt;
  return out;
}

}  // namespace

std::optional<Block> ReadFrontMatter(std::string_view page) {
  const std::size_t start = page.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  const std::string_view fence = LineAt(page, start);
  const std::string_view marker = fence.substr(0, 3);
  if ((marker != "---" && marker != "+++") || !Trim(fence.substr(3)).empty()) return std::nullopt;
  Block block = BlockAt(BlockKind::kFrontMatter, start, start);
  bool has_member = false;
  for (std::size_t at = page.find('\n', start); at != std::string_view::npos; at = page.find('\n', at)) {
    const std::string_view line = LineAt(page, ++at);
    const std::string_view trimmed = Trim(line);
    if (line.starts_with(marker) && trimmed.size() == 3) {
      // Between two rules without a member stands ordinary text.
      if (!has_member && !Trim(block.text.text).empty()) return std::nullopt;
      block.span = {static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(at + line.size())};
      return block;
    }
    if (!has_member && !trimmed.empty() && trimmed[0] != '#') {
      has_member =
          trimmed.find(marker == "---" ? ':' : '=') != std::string_view::npos || (marker == "+++" && trimmed[0] == '[');
      if (!has_member) return std::nullopt;
    }
    AppendVerbatim(block.text, line, at);
    block.text.Append("\n", at + line.size());
  }
  return std::nullopt;
}

std::optional<Block> ReadOperation(std::string_view page, const Block& front_matter) {
  for (std::size_t at = front_matter.span.begin; at < front_matter.span.end;) {
    const std::string_view line = LineAt(page, at);
    const std::size_t next = page.find('\n', at);
    if (line.starts_with("api:")) {
      std::size_t begin = at + 4;
      std::size_t end = at + line.size();
      // A value that is folded over lines is indented there.
      for (std::size_t more = next; more != std::string_view::npos && more + 1 < front_matter.span.end;
           more = page.find('\n', more + 1)) {
        const std::string_view continued = LineAt(page, more + 1);
        if (!continued.starts_with(' ')) break;
        end = more + 1 + continued.size();
      }
      const auto is_edge = [&](char c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '>' || c == '|' || c == '-' || c == '\'' || c == '"';
      };
      while (begin < end && is_edge(page[begin])) ++begin;
      while (end > begin && is_edge(page[end - 1])) --end;
      Block block = BlockAt(BlockKind::kCode, begin, end);
      block.language = "json";
      block.info = "openapi-operation";
      if (begin < end && page[begin] == '{') {
        AppendVerbatim(block.text, page.substr(begin, end - begin), begin);
        return block;
      }
      std::string digits;
      for (char c : page.substr(begin, end - begin)) {
        if (c != ' ' && c != '\n' && c != '\r') digits += c;
      }
      while (digits.size() % 4 != 0) digits += '=';
      const auto bytes = DecodeBase64(digits);
      const auto json = bytes && !bytes->empty() ? Inflate(*bytes) : std::nullopt;
      if (!json || !json->starts_with('{') || FindInvalidUtf8(*json)) return std::nullopt;
      block.text.text = *json;
      block.text.anchors = {{0, static_cast<std::uint32_t>(begin)}};
      return block;
    }
    if (next == std::string_view::npos) break;
    at = next + 1;
  }
  return std::nullopt;
}

}  // namespace plumbline::page

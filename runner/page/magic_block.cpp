#include "page/magic_block.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <string>

#include "base/error.h"
#include "base/regex.h"
#include "base/text.h"
#include "document/document.h"
#include "document/json_escape.h"
#include "page/prose.h"

namespace plumbline::page {
namespace {

using document::Value;

constexpr std::size_t kMostOfBlock = 1'000'000;  // bytes
constexpr std::size_t kMostRows = 2000, kMostColumns = 20;

// Of one JSON object in the page, whose values know their bytes in it.
class Reader {
 public:
  Reader(std::string_view page, std::size_t begin, const Value& root) : page_(page), begin_(begin), root_(root) {}

  std::vector<Block> Code() const {
    std::vector<Block> blocks;
    const Value* codes = root_.Find("codes");
    for (std::size_t i = 0; codes != nullptr && i < codes->items.size(); ++i) {
      const Value* code = StringAt(codes->items[i], "code");
      if (code == nullptr) continue;
      Block block = BlockOf(BlockKind::kCode, *code);
      block.text = TextOf(*code);
      if (!block.text.text.ends_with('\n')) block.text.Append("\n", block.span.end);
      if (const Value* language = StringAt(codes->items[i], "language"))
        block.info = block.language = AsciiLower(language->text);
      if (const Value* name = StringAt(codes->items[i], "name")) block.title = name->text;
      blocks.push_back(std::move(block));
    }
    return blocks;
  }

  // {"data": {"h-0": "Name", "0-0": "`id`"}, "cols": 2, "rows": 1}
  std::vector<Block> Table() const {
    const Value* data = root_.Find("data");
    if (data == nullptr || !data->IsObject()) return {};
    static const Regex kCell(R"((h|\d{1,4})-(\d{1,2}))");
    std::map<std::size_t, std::map<std::size_t, const Value*>> rows;  // the header is 0
    std::size_t columns = 0;
    for (const document::Member& member : data->members) {
      const auto cell = kCell.Full(member.key);
      if (!cell || !member.value.IsString()) continue;
      const auto number = [](std::string_view digits) {
        std::size_t value = 0;
        std::from_chars(digits.data(), digits.data() + digits.size(), value);
        return value;
      };
      const std::size_t row = (*cell)[1] == "h" ? 0 : number((*cell)[1]) + 1, column = number((*cell)[2]);
      if (row > kMostRows || column >= kMostColumns) continue;
      rows[row][column] = &member.value;
      columns = std::max(columns, column + 1);
    }
    if (rows.empty()) return {};
    Block block = BlockOf(BlockKind::kTable, *data);
    for (const auto& [number, cells] : rows) {
      Row& row = block.rows.emplace_back();
      row.is_header = number == 0;
      row.cells.resize(columns);
      for (const auto& [column, value] : cells) row.cells[column] = Marked(TextOf(*value));
    }
    std::vector<Block> blocks;
    blocks.push_back(std::move(block));
    return blocks;
  }

  // Of "title" and "body", those that are there.
  std::vector<Block> Words(BlockKind kind, std::initializer_list<const char*> members) const {
    std::vector<Block> blocks;
    for (const char* name : members) {
      const Value* words = StringAt(root_, name);
      if (words == nullptr || Trim(words->text).empty()) continue;
      Block block = BlockOf(kind, *words);
      block.text = Marked(TextOf(*words));
      if (kind == BlockKind::kHeading) block.level = 2;
      blocks.push_back(std::move(block));
    }
    return blocks;
  }

 private:
  static const Value* StringAt(const Value& object, std::string_view name) {
    const Value* value = object.Find(name);
    return value != nullptr && value->IsString() ? value : nullptr;
  }

  Block BlockOf(BlockKind kind, const Value& value) const {
    return BlockAt(kind, begin_ + value.span.begin, begin_ + value.span.end);
  }

  // What a string says, every byte tied to the page.
  Text TextOf(const Value& string) const {
    Text text;
    const std::size_t end = begin_ + string.span.end - 1;
    for (std::size_t at = begin_ + string.span.begin + 1; at < end;) {
      const std::size_t next = std::min(page_.substr(0, end).find('\\', at), end);
      text.Append(page_.substr(at, next - at), at);
      at = next;
      if (at == end) break;
      const document::Escape escape = document::ReadEscape(page_, at);
      if (escape.fault != nullptr || escape.size == 0) break;
      std::string character;
      AppendUtf8(character, escape.code_point);
      text.Append(character, at);
      at += escape.size;
    }
    return text;
  }

  // Without the marks of code, which become marks of the text.
  static Text Marked(const Text& written) {
    Text text;
    const auto copy = [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i)
        text.Append(std::string_view(written.text).substr(i, 1), written.SpanOf(i, i + 1).begin);
    };
    std::size_t at = 0;
    while (at < written.text.size()) {
      const std::size_t open = std::min(written.text.find('`', at), written.text.size());
      const std::size_t close = written.text.find('`', std::min(open + 1, written.text.size()));
      copy(at, close == std::string::npos ? written.text.size() : open);
      if (close == std::string::npos) break;
      const std::size_t begin = text.text.size();
      copy(open + 1, close);
      if (text.text.size() > begin)
        text.marks.push_back({.kind = Mark::Kind::kCode, .begin = begin, .end = text.text.size(), .target = {}});
      at = close + 1;
    }
    return text;
  }

  std::string_view page_;
  std::size_t begin_;
  const Value& root_;
};

}  // namespace

std::optional<std::string_view> MagicBlockType(std::string_view line) {
  line = Trim(line);
  if (!line.starts_with("[block:") || !line.ends_with(']')) return std::nullopt;
  return line.substr(7, line.size() - 8);
}

std::optional<std::vector<Block>> ReadMagicBlock(std::string_view page, std::string_view type, std::size_t begin,
                                                 std::size_t end) {
  if (end - begin > kMostOfBlock) return std::nullopt;
  std::optional<document::Document> document;
  try {
    document.emplace(document::ParseJson("block", std::string(page.substr(begin, end - begin))));
  } catch (const Error&) {
    return std::nullopt;
  }
  if (!document->root.IsObject()) return std::nullopt;
  const Reader reader(page, begin, document->root);
  if (type == "code") return reader.Code();
  if (type == "parameters") return reader.Table();
  if (type == "api-header") return reader.Words(BlockKind::kHeading, {"title"});
  if (type == "callout") return reader.Words(BlockKind::kParagraph, {"title", "body"});
  return std::vector<Block>();
}

}  // namespace plumbline::page

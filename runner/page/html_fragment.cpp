#include "page/html_fragment.h"

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "page/prose.h"
#include "page/tag.h"

namespace plumbline::page {
namespace {

constexpr std::size_t kMaxTag = 4096;

// Tags and the text between them, in order.
template <typename OnText, typename OnTag>
void ScanHtml(std::string_view page, std::size_t begin, std::size_t end, OnText on_text, OnTag on_tag) {
  std::size_t run = begin;
  bool comments_end = true;
  for (std::size_t at = begin; at < end;) {
    if (page[at] != '<') {
      ++at;
      continue;
    }
    if (comments_end && page.substr(at).starts_with("<!--")) {
      const std::size_t close = page.substr(0, end).find("-->", at + 4);
      if (close == std::string_view::npos) {
        comments_end = false;
        continue;
      }
      on_text(run, at);
      at = run = close + 3;
      continue;
    }
    const auto tag = ReadTag(page, at, std::min(end, at + kMaxTag));
    if (!tag) {
      ++at;
      continue;
    }
    on_text(run, at);
    on_tag(*tag);
    at = run = tag->span.end;
  }
  on_text(run, end);
}

// Writes text and marks as tags open and close.
class Inline {
 public:
  explicit Inline(std::string_view page) : page_(page) {}

  // Backticks mark code here too: pages mix the two.
  void Add(Text& text, std::size_t begin, std::size_t end) {
    while (begin < end) {
      const std::size_t open = page_.substr(0, end).find('`', begin);
      const std::size_t close = open == std::string_view::npos ? open : page_.substr(0, end).find('`', open + 1);
      if (close == std::string_view::npos) break;
      AppendEncoded(text, page_, begin, open);
      const std::size_t from = text.text.size();
      AppendProse(text, page_.substr(open + 1, close - open - 1), open + 1);
      if (text.text.size() > from) text.marks.push_back({Mark::Kind::kCode, from, text.text.size(), ""});
      begin = close + 1;
    }
    AppendEncoded(text, page_, begin, end);
  }

  void Handle(Text& text, const Tag& tag) {
    const std::string name = AsciiLower(tag.name);
    if (name == "br" || name == "p" || name == "li" || name == "div") return AppendReplaced(text, " ", tag.span.begin);
    const auto kind = KindOf(name);
    if (!kind) return;
    if (tag.form == Tag::Form::kOpen) {
      if (open_.size() < 32)
        open_.push_back({*kind, text.text.size(), 0, tag.Find("href") ? tag.Find("href")->value.text : ""});
    } else if (tag.form == Tag::Form::kClose) {
      const auto found =
          std::find_if(open_.rbegin(), open_.rend(), [&](const Mark& mark) { return mark.kind == *kind; });
      if (found == open_.rend()) return;
      found->end = text.text.size();
      if (found->begin < found->end) text.marks.push_back(*found);
      open_.erase(std::next(found).base());
    }
  }

  void Close() { open_.clear(); }

 private:
  static std::optional<Mark::Kind> KindOf(std::string_view name) {
    if (name == "code" || name == "tt" || name == "kbd") return Mark::Kind::kCode;
    if (name == "strong" || name == "b") return Mark::Kind::kStrong;
    if (name == "em" || name == "i") return Mark::Kind::kEmphasis;
    if (name == "a") return Mark::Kind::kLink;
    return std::nullopt;
  }

  std::string_view page_;
  std::vector<Mark> open_;
};

}  // namespace

Block ReadHtmlTable(std::string_view page, std::size_t begin, std::size_t end) {
  Block block = BlockAt(BlockKind::kTable, begin, end);
  Inline inlines(page);
  bool in_cell = false, has_data = false, in_head = false;
  const auto close_row = [&] {
    if (!block.rows.empty() && !has_data && !block.rows.back().cells.empty()) block.rows.back().is_header = true;
    in_cell = false;
  };
  ScanHtml(
      page, begin, end,
      [&](std::size_t from, std::size_t to) {
        if (in_cell) inlines.Add(block.rows.back().cells.back(), from, to);
      },
      [&](const Tag& tag) {
        const std::string name = AsciiLower(tag.name);
        const bool opens = tag.form == Tag::Form::kOpen;
        if (name == "thead") {
          in_head = opens;
        } else if (name == "tr") {
          close_row();
          if (opens) block.rows.emplace_back(), has_data = false;
        } else if (name == "td" || name == "th") {
          if (in_cell) inlines.Close();
          in_cell = opens;
          if (!opens) return;
          if (block.rows.empty()) block.rows.emplace_back();
          block.rows.back().cells.emplace_back();
          has_data = has_data || (name == "td" && !in_head);
        } else if (in_cell) {
          inlines.Handle(block.rows.back().cells.back(), tag);
        }
      });
  close_row();
  std::erase_if(block.rows, [](const Row& row) { return row.cells.empty(); });
  std::size_t width = 0;
  for (const Row& row : block.rows) width = std::max(width, row.cells.size());
  const bool fits = width * block.rows.size() <= 1'000'000;
  for (Row& row : block.rows) {
    for (Text& cell : row.cells) TrimEnd(cell);
    if (fits) row.cells.resize(width);
  }
  return block;
}

Block ReadPreformatted(std::string_view page, std::size_t begin, std::size_t end) {
  Block block = BlockAt(BlockKind::kCode, begin, end);
  const auto add = [&](std::size_t from, std::size_t to) {
    for (std::size_t at = page.substr(0, to).find('&', from); at != std::string_view::npos;
         at = page.substr(0, to).find('&', at)) {
      const Entity entity = EntityAt(page.substr(0, to), at);
      if (entity.utf8.empty()) {
        ++at;
        continue;
      }
      AppendVerbatim(block.text, page.substr(from, at - from), from);
      AppendReplaced(block.text, entity.utf8, at);
      at = from = at + entity.length;
    }
    if (from < to) AppendVerbatim(block.text, page.substr(from, to - from), from);
  };
  bool begun = false;
  ScanHtml(
      page, begin, end,
      [&](std::size_t from, std::size_t to) {
        while (!begun && from < to && (page[from] == '\n' || page[from] == '\r')) ++from;
        if (from >= to) return;
        begun = true;
        add(from, to);
      },
      [&](const Tag& tag) {
        for (const char* property : {"class", "lang", "data-lang"}) {
          const Tag::Property* found = tag.Find(property);
          if (!found || !block.language.empty()) continue;
          std::string_view value = found->value.text;
          value = value.substr(0, value.find(' '));
          if (value.starts_with("language-"))
            value.remove_prefix(9);
          else if (value.starts_with("lang-"))
            value.remove_prefix(5);
          else if (std::string_view(property) == "class")
            continue;
          block.language = AsciiLower(value);
        }
      });
  TrimEnd(block.text);
  if (!block.text.empty()) block.text.Append("\n", block.text.span().end);
  return block;
}

Text ReadHtmlText(std::string_view page, std::size_t begin, std::size_t end) {
  Text text;
  Inline inlines(page);
  ScanHtml(
      page, begin, end, [&](std::size_t from, std::size_t to) { inlines.Add(text, from, to); },
      [&](const Tag& tag) { inlines.Handle(text, tag); });
  TrimEnd(text);
  return text;
}

std::size_t EndOfElement(std::string_view page, std::size_t begin, std::size_t end, std::string_view lower_name) {
  std::size_t depth = 0;
  for (std::size_t at = begin; at < end; ++at) {
    if (page[at] != '<') continue;
    const bool closes = at + 1 < end && page[at + 1] == '/';
    const std::size_t name = at + (closes ? 2 : 1);
    if (AsciiLower(page.substr(name, lower_name.size())) != lower_name) continue;
    const std::size_t after = name + lower_name.size();
    if (after >= end || std::string_view(" \t\r\n>/").find(page[after]) == std::string_view::npos) continue;
    if (!closes) {
      ++depth;
    } else if (--depth == 0) {
      const std::size_t close = page.find('>', after);
      return close == std::string_view::npos || close >= end ? std::string_view::npos : close + 1;
    }
  }
  return std::string_view::npos;
}

}  // namespace plumbline::page

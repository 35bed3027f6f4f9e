#include "report/html_body.h"

#include <algorithm>

#include "base/json_pointer.h"
#include "base/text.h"

namespace plumbline::report {
namespace {

constexpr std::size_t kLongestLine = 400;
constexpr std::size_t kMostIndent = 40;  // levels; deeper ones stand below each other
constexpr std::string_view kSpace = " \t\r\n";

// Goes over JSON text once and writes it anew, a member or item a line. Stops at the first thing that JSON does not
// know.
class Layout {
 public:
  Layout(std::string_view text, const std::set<std::string>& pointers, std::size_t most_bytes)
      : text_(text), pointers_(pointers), most_bytes_(most_bytes) {
    for (const std::string& pointer : pointers) longest_pointer_ = std::max(longest_pointer_, pointer.size());
  }

  // False where the text is no JSON.
  bool Write(BodyLines& body) {
    body_ = &body;
    SkipSpace();
    if (at_ == text_.size()) return false;
    Mark();
    while (Value() && Close()) {
      if (open_.empty()) {
        Flush();
        return at_ == text_.size();
      }
      if (bytes_ > most_bytes_) {
        body.cut = true;
        return true;
      }
    }
    return false;
  }

 private:
  struct Container {
    bool is_array = false;
    std::size_t index = 0;
    std::size_t pointer_size = 0;  // of the container's own
  };

  void SkipSpace() { at_ = std::min(text_.find_first_not_of(kSpace, at_), text_.size()); }
  bool Take(char c) {
    if (at_ == text_.size() || text_[at_] != c) return false;
    line_ += c;
    ++at_;
    return true;
  }

  // The end of the string that begins here; 0 where it has none.
  std::size_t StringEnd() const {
    for (std::size_t i = at_ + 1; i < text_.size(); ++i) {
      if (text_[i] == '\\') {
        ++i;
      } else if (text_[i] == '"') {
        return i + 1;
      }
    }
    return 0;
  }

  void Copy(std::size_t end) {
    // A long value is cut in its line, so no more of it is needed.
    line_ += text_.substr(at_, std::min(end - at_, 2 * kLongestLine));
    at_ = end;
  }

  void Flush() {
    bytes_ += line_.size() + 1;
    body_->lines.push_back(Shortened(ValidUtf8(line_), kLongestLine));
    line_.clear();
  }

  void NextLine() {
    Flush();
    line_.assign(2 * std::min(open_.size(), kMostIndent), ' ');
  }

  // The value that begins in the line at hand.
  void Mark() {
    if (pointer_.size() <= longest_pointer_ && pointers_.contains(pointer_))
      body_->line_of.emplace(pointer_, body_->lines.size());
  }

  bool Key() {
    if (at_ == text_.size() || text_[at_] != '"') return false;
    const std::size_t end = StringEnd();
    if (end == 0) return false;
    // Names with escapes keep them: a pointer to such a one is not found, and its finding shows its own line.
    const std::string_view name = text_.substr(at_ + 1, std::min(end - at_ - 2, longest_pointer_ + 1));
    pointer_.append("/").append(EscapeToken(name));
    Mark();
    Copy(end);
    SkipSpace();
    if (!Take(':')) return false;
    line_ += ' ';
    SkipSpace();
    return true;
  }

  // Goes to the next member or item of the innermost container.
  bool Step() {
    Container& container = open_.back();
    pointer_.resize(container.pointer_size);
    NextLine();
    if (!container.is_array) return Key();
    pointer_.append("/").append(std::to_string(container.index++));
    Mark();
    return true;
  }

  // A value, down to the first that holds nothing.
  bool Value() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '{' || c == '[') {
        line_ += c;
        ++at_;
        SkipSpace();
        if (Take(c == '{' ? '}' : ']')) return true;
        open_.push_back({c == '[', 0, pointer_.size()});
        if (bytes_ > most_bytes_) return true;  // Close comes back at once, and Write ends
        if (!Step()) return false;
        continue;
      }
      const std::size_t end = c == '"' ? StringEnd() : std::min(text_.find_first_of(",]} \t\r\n", at_), text_.size());
      if (end <= at_ || (c != '"' && text_.substr(at_, end - at_).find_first_not_of("0123456789+-.eEtrufalsn") !=
                                         std::string_view::npos))
        return false;
      Copy(end);
      return true;
    }
    return false;
  }

  // What ends after a value, up to the beginning of the next one.
  bool Close() {
    SkipSpace();
    while (!open_.empty() && bytes_ <= most_bytes_) {
      if (at_ == text_.size()) return false;
      if (Take(',')) {
        SkipSpace();
        return Step();
      }
      const bool is_array = open_.back().is_array;
      if (text_[at_] != (is_array ? ']' : '}')) return false;
      pointer_.resize(open_.back().pointer_size);
      open_.pop_back();
      NextLine();
      Take(is_array ? ']' : '}');
      SkipSpace();
    }
    return true;
  }

  std::string_view text_;
  const std::set<std::string>& pointers_;
  std::size_t most_bytes_;
  std::size_t longest_pointer_ = 0;
  std::size_t at_ = 0, bytes_ = 0;
  std::vector<Container> open_;
  std::string pointer_, line_;
  BodyLines* body_ = nullptr;
};

}  // namespace

BodyLines LayOut(std::string_view body, const std::set<std::string>& pointers, std::size_t most_bytes) {
  BodyLines laid;
  if (Layout(body, pointers, most_bytes).Write(laid)) {
    laid.is_json = true;
    return laid;
  }
  laid = {};
  std::size_t bytes = 0;
  while (!body.empty() && bytes < most_bytes) {
    const std::size_t end = std::min(body.find('\n'), body.size());
    const std::string_view line = body.substr(0, end);
    laid.lines.push_back(Shortened(ValidUtf8(line.substr(0, 2 * kLongestLine)), kLongestLine));
    bytes += laid.lines.back().size() + 1;
    body.remove_prefix(std::min(end + 1, body.size()));
  }
  laid.cut = !body.empty();
  return laid;
}

}  // namespace plumbline::report

#include "page/code_literals.h"

#include <optional>

#include "base/regex.h"
#include "base/text.h"

namespace plumbline::page {
namespace {

constexpr std::size_t kMostCode = 100'000;  // bytes of a block
constexpr std::size_t kMostGroups = 500;
constexpr int kDeepest = 20;

enum class Family { kOther, kPython, kScript, kRuby };

Family FamilyOf(std::string_view language, std::string_view code) {
  for (std::string_view known : {"python", "py", "python3"}) {
    if (language == known) return Family::kPython;
  }
  for (std::string_view known :
       {"javascript", "js", "node", "nodejs", "node.js", "typescript", "ts", "jsx", "tsx", "mjs"}) {
    if (language == known) return Family::kScript;
  }
  if (language == "ruby" || language == "rb") return Family::kRuby;
  static const Regex kPython(R"((?m)^(?:import requests|import httpx|import os|from \w+ import \w+)\b)"),
      kScript(R"((?m)^(?:const|let) \w+ = await )");
  if (!language.empty() && language != "text") return Family::kOther;
  return kPython.In(code) ? Family::kPython : kScript.In(code) ? Family::kScript : Family::kOther;
}

class LiteralReader {
 public:
  LiteralReader(std::string_view code, Family family) : code_(code), family_(family) {}

  std::vector<LiteralGroup> Run() {
    while (at_ < code_.size() && groups_.size() < kMostGroups) {
      SkipSpace();
      if (at_ >= code_.size()) break;
      if (AtString()) {
        ReadString();
      } else if (code_[at_] == '(' || code_[at_] == '{') {
        Open(0);
      } else {
        ++at_;
      }
    }
    return std::move(groups_);
  }

 private:
  bool AtEnd() const { return at_ >= code_.size(); }
  bool AtString() const { return !AtEnd() && (code_[at_] == '"' || code_[at_] == '\'' || code_[at_] == '`'); }

  // White space and comments.
  void SkipSpace() {
    while (!AtEnd()) {
      const std::string_view rest = code_.substr(at_);
      const bool comment = family_ == Family::kScript ? rest.starts_with("//") : rest.starts_with('#');
      if (comment) {
        at_ = std::min(code_.find('\n', at_), code_.size());
      } else if (family_ == Family::kScript && rest.starts_with("/*")) {
        const std::size_t close = code_.find("*/", at_ + 2);
        at_ = close == std::string_view::npos ? code_.size() : close + 2;
      } else if (rest[0] == ' ' || rest[0] == '\t' || rest[0] == '\n' || rest[0] == '\r') {
        ++at_;
      } else {
        return;
      }
    }
  }

  // A string from its quote on; nothing where parts of it are computed or escaped.
  std::optional<std::string> ReadString() {
    const char quote = code_[at_];
    const std::string triple(3, quote);
    const bool formatted = at_ > 0 && (code_[at_ - 1] == 'f' || code_[at_ - 1] == 'F' || code_[at_ - 1] == 'b') &&
                           family_ == Family::kPython;
    if (family_ == Family::kPython && code_.substr(at_).starts_with(triple)) {
      const std::size_t close = code_.find(triple, at_ + 3);
      at_ = close == std::string_view::npos ? code_.size() : close + 3;
      return std::nullopt;
    }
    const std::size_t begin = ++at_;
    bool plain = !formatted;
    while (!AtEnd() && code_[at_] != quote && (code_[at_] != '\n' || quote == '`')) {
      if (code_[at_] == '\\') {
        plain = false;
        ++at_;
      }
      ++at_;
    }
    const std::size_t end = std::min(at_, code_.size());
    if (AtEnd() || code_[at_] != quote)
      plain = false;
    else
      ++at_;
    const std::string_view text = code_.substr(begin, end - begin);
    if (quote == '`' && text.find("${") != std::string_view::npos) plain = false;
    if (family_ == Family::kRuby && text.find("#{") != std::string_view::npos) plain = false;
    return plain ? std::optional(std::string(text)) : std::nullopt;
  }

  // A group that stands by itself: keyword arguments of a call, an object that is an argument or is assigned.
  void Open(int depth) {
    const bool call = code_[at_] == '(';
    std::string_view before = code_.substr(at_ > 80 ? at_ - 80 : 0, at_ > 80 ? 80 : at_);
    static const Regex kSent(
        R"re((?:\b(?:json|params|data|body|query|payload|json_body|searchParams)["']?\s*[:=]\s*|JSON\.stringify\(\s*|URLSearchParams\(\s*|json\.dumps\(\s*)$)re");
    static const Regex kStands(R"re((?:[(,=]|\breturn)\s*$)re");
    LiteralGroup group;
    group.begin = at_;
    group.is_call = call;
    group.is_sent = kSent.In(before);
    const bool stands = call || group.is_sent || kStands.In(before);
    const std::size_t index = groups_.size();
    if (stands) groups_.push_back({});
    ++at_;
    ReadMembers(group, {}, call ? ')' : '}', depth + 1, call);
    if (stands) groups_[index] = std::move(group);
  }

  // The name and separator of a member; nothing where something else stands here.
  std::optional<std::string> ReadName(bool call) {
    static const Regex kKeyword(R"re(^([A-Za-z_]\w*)\s*=)re"),
        kKey(R"re(^(?:"([\w.\[\]-]+)"|'([\w.\[\]-]+)'|([A-Za-z_$][\w$]*))\s*:\s*)re");
    static const Regex kRuby(
        R"re(^(?:"([\w.\[\]-]+)"\s*=>|'([\w.\[\]-]+)'\s*=>|:([A-Za-z_]\w*)\s*=>|([A-Za-z_]\w*):\s)\s*)re");
    const Regex& form = family_ == Family::kRuby ? kRuby : call ? kKeyword : kKey;
    const auto match = form.Find(code_.substr(at_, 200));
    if (!match || (call && family_ == Family::kScript) || (!call && match->has(3) && family_ == Family::kPython))
      return std::nullopt;
    const std::size_t behind = at_ + match->end();
    if (call && family_ != Family::kRuby && behind < code_.size() && code_[behind] == '=')
      return std::nullopt;  // compared, not passed
    at_ = behind;
    for (std::size_t group = 1; group < match->groups.size(); ++group) {
      if (match->has(group)) return std::string((*match)[group]);
    }
    return std::nullopt;
  }

  void ReadMembers(LiteralGroup& group, const JsonPointer& path, char close, int depth, bool call) {
    while (true) {
      SkipSpace();
      if (AtEnd()) return;
      if (code_[at_] == close) {
        ++at_;
        return;
      }
      if (code_[at_] == ',') {
        ++at_;
        continue;
      }
      const std::string_view rest = code_.substr(at_);
      if (rest.starts_with("**") || rest.starts_with("...")) group.has_rest = true;
      if (const auto name = ReadName(call)) {
        if (path.empty()) group.names.push_back(*name);
        ReadValue(group, path / *name, close, depth, call);
      } else if (!SkipExpression(close, depth)) {
        return;
      }
    }
  }

  void ReadItems(LiteralGroup& group, const JsonPointer& path, int depth) {
    while (true) {
      SkipSpace();
      if (AtEnd()) return;
      if (code_[at_] == ']') {
        ++at_;
        return;
      }
      if (code_[at_] == ',') {
        ++at_;
        continue;
      }
      ReadValue(group, path / std::string_view("*"), ']', depth, false);
    }
  }

  // Whether the value ends here.
  bool Ends(char close) {
    const std::size_t here = at_;
    SkipSpace();
    const bool ends = AtEnd() || code_[at_] == ',' || code_[at_] == close;
    if (!ends) at_ = here;
    return ends;
  }

  void ReadValue(LiteralGroup& group, const JsonPointer& path, char close, int depth, bool call) {
    SkipSpace();
    if (AtEnd()) return;
    const std::size_t begin = at_;
    static const Regex kNumber(R"re(^-?\d[\d_]*(?:\.\d+)?)re");
    if (AtString()) {
      const auto text = ReadString();
      const std::size_t end = at_;
      if (Ends(close)) {
        if (text) group.literals.push_back({path, false, *text, begin, end});
        return;
      }
    } else if (const auto number = kNumber.Find(code_.substr(at_, 60))) {
      at_ += number->end();
      const std::size_t end = at_;
      if (Ends(close)) {
        std::string digits;
        for (const char c : (*number)[0]) {
          if (c != '_') digits += c;
        }
        group.literals.push_back({path, true, std::move(digits), begin, end});
        return;
      }
    } else if (code_[at_] == '{' && !call && depth < kDeepest) {
      // {method: "POST", params: {…}}: the options of a request hold what is sent.
      if (!group.is_sent && path.tokens().size() == 1 && NamesSent(path.back())) return Open(depth);
      ++at_;
      ReadMembers(group, path, '}', depth + 1, false);
      return;
    } else if (code_[at_] == '{' && call && depth < kDeepest) {
      return OpenArgument(group, path, depth);
    } else if (code_[at_] == '[' && depth < kDeepest) {
      ++at_;
      ReadItems(group, path, depth + 1);
      return;
    }
    SkipExpression(close, depth);
  }

  static bool NamesSent(std::string_view name) {
    return name == "params" || name == "json" || name == "data" || name == "body" || name == "query";
  }

  // `json={…}` is what is sent, `voice={…}` is a member of it: both are read as groups and as members.
  void OpenArgument(LiteralGroup& group, const JsonPointer& path, int depth) {
    const std::size_t begin = at_, index = groups_.size();
    Open(depth);
    const bool sent = index < groups_.size() && groups_[index].begin == begin && groups_[index].is_sent;
    if (sent || index >= groups_.size() || groups_[index].begin != begin) return;
    for (CodeLiteral literal : groups_[index].literals) {
      literal.path = path + literal.path;
      group.literals.push_back(std::move(literal));
    }
    groups_.resize(index);
  }

  // Up to the comma or bracket that ends it; groups inside of it are read. False at the end of the code.
  bool SkipExpression(char close, int depth) {
    int brackets = 0;
    while (true) {
      SkipSpace();
      if (AtEnd()) return false;
      const char c = code_[at_];
      if (brackets == 0 && (c == ',' || c == close)) return true;
      if (AtString()) {
        ReadString();
      } else if ((c == '(' || c == '{') && depth < kDeepest && groups_.size() < kMostGroups) {
        Open(depth);
      } else {
        if (c == '[' || c == '(' || c == '{') ++brackets;
        if (c == ']' || c == ')' || c == '}') {
          if (brackets == 0) {
            ++at_;  // of another kind: the code is not what it seems
            return true;
          }
          --brackets;
        }
        ++at_;
      }
    }
  }

  std::string_view code_;
  Family family_;
  std::size_t at_ = 0;
  std::vector<LiteralGroup> groups_;
};

}  // namespace

std::vector<LiteralGroup> ReadLiterals(const Text& code, std::string_view language) {
  const Family family = FamilyOf(language, code.text);
  if (family == Family::kOther || code.text.size() > kMostCode) return {};
  return LiteralReader(code.text, family).Run();
}

}  // namespace plumbline::page

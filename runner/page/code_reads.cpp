#include "page/code_reads.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "base/regex.h"
#include "base/text.h"
#include "page/code_literals.h"

namespace plumbline::page {
namespace {

constexpr std::size_t kMostTokens = 40;     // of a path
constexpr std::size_t kLongestCall = 600;   // that parses an answer
constexpr std::size_t kMostBindings = 200;  // of a block of code
constexpr std::size_t kMostOfLine = 200;    // bytes before a variable that may say what it is used for

// A variable and the place in the answer that it holds.
struct Binding {
  std::string variable;
  JsonPointer path;
  std::size_t from = 0;                  // byte of the code from which on it holds
  std::vector<std::string> passed = {};  // to the method of a client library whose result it is
};

// Behind the bracket that closes the one whose inside begins at `at`; nothing where that is not before `limit`.
std::optional<std::size_t> EndOfBrackets(std::string_view text, std::size_t at, std::size_t limit) {
  int depth = 1;
  char quote = 0;
  for (std::size_t i = at; i < std::min(text.size(), limit); ++i) {
    const char c = text[i];
    if (quote != 0) {
      if (c == '\\')
        ++i;
      else if (c == quote)
        quote = 0;
    } else if (c == '"' || c == '\'' || c == '`') {
      quote = c;
    } else if (c == '(') {
      ++depth;
    } else if (c == ')' && --depth == 0) {
      return i + 1;
    }
  }
  return std::nullopt;
}

// What parses an answer: the text from a function's name to the bracket that closes its call, or a property that holds
// one.
std::optional<std::size_t> EndOfParsedAnswer(std::string_view text, std::size_t at) {
  static const Regex kCall(
      R"re(^(?:await\s+)?(?:\w+\.json|json\.loads?|JSON\.parse|json_decode|JsonDocument\.Parse|JSON\.load|response\.parsed_response|HTTParty\.\w+|\(await\s+\w+\.json)\()re");
  static const Regex kProperty(R"re(^(?:\b\w+\.parsed_response\b|\b(?:response|res|resp|r)\.(?:data|body)\b))re");
  // requests.get("https://…", headers=headers).json()
  static const Regex kRequest(R"re(^(?:await\s+)?\w+\.(?:get|post|put|patch|delete|request)\()re"),
      kJson(R"re(^\s*\.json\(\s*\))re");
  const auto parse = kCall.Find(text.substr(at, 80)),
             request = parse ? std::nullopt : kRequest.Find(text.substr(at, 80));
  if (const auto& call = parse ? parse : request) {
    const auto end = EndOfBrackets(text, at + call->end(), at + kLongestCall);
    if (!end || parse) return end;
    const auto json = kJson.Find(text.substr(*end, 40));
    return json ? std::optional(*end + json->end()) : std::nullopt;
  }
  if (const auto property = kProperty.Find(text.substr(at, 80))) return at + property->end();
  return std::nullopt;
}

// Methods and properties that languages have on any value: not members of an answer.
bool IsLanguageMember(std::string_view name) {
  static const std::set<std::string_view> kMembers = {"length",
                                                      "map",
                                                      "forEach",
                                                      "filter",
                                                      "find",
                                                      "reduce",
                                                      "join",
                                                      "push",
                                                      "slice",
                                                      "sort",
                                                      "keys",
                                                      "values",
                                                      "entries",
                                                      "items",
                                                      "get",
                                                      "append",
                                                      "toString",
                                                      "toFixed",
                                                      "split",
                                                      "replace",
                                                      "trim",
                                                      "includes",
                                                      "indexOf",
                                                      "concat",
                                                      "json",
                                                      "text",
                                                      "then",
                                                      "catch",
                                                      "finally",
                                                      "status_code",
                                                      "statusCode",
                                                      "ok",
                                                      "headers",
                                                      "raise_for_status",
                                                      "each",
                                                      "first",
                                                      "last",
                                                      "size",
                                                      "count",
                                                      "strip",
                                                      "lower",
                                                      "upper",
                                                      "format",
                                                      "encode",
                                                      "decode",
                                                      "startswith",
                                                      "endswith",
                                                      "some",
                                                      "every",
                                                      "flatMap",
                                                      "at",
                                                      "pop",
                                                      "shift",
                                                      "unshift",
                                                      "copy",
                                                      "update",
                                                      "setdefault",
                                                      "to_s",
                                                      "to_i",
                                                      "to_f",
                                                      "dig",
                                                      "fetch",
                                                      "nil?",
                                                      "present?",
                                                      "toLowerCase",
                                                      "toUpperCase",
                                                      "parse",
                                                      "stringify",
                                                      "toLocaleString",
                                                      "hasOwnProperty",
                                                      "select",
                                                      "collect",
                                                      "any",
                                                      "all",
                                                      "sum",
                                                      "max",
                                                      "min",
                                                      "isEmpty",
                                                      "empty"};
  return kMembers.contains(name);
}

class CodeReader {
 public:
  CodeReader(const Text& code, std::string_view language) : code_(code), language_(language) {}

  std::vector<CodeRead> Run() {
    const bool shell = language_ == "bash" || language_ == "sh" || language_ == "shell" || language_ == "console" ||
                       language_ == "curl" || language_ == "zsh";
    if (shell || code_.text.find("| jq") != std::string::npos) {
      ReadJq();
      return std::move(reads_);
    }
    if (language_ == "go" || language_ == "golang") ReadStructs();
    Bind();
    ReadDirect();
    for (std::size_t i = 0; i < bindings_.size(); ++i) ReadBinding(i);
    ReadResults();
    std::sort(reads_.begin(), reads_.end(),
              [](const CodeRead& a, const CodeRead& b) { return a.span.begin < b.span.begin; });
    return std::move(reads_);
  }

 private:
  void Add(JsonPointer path, std::size_t begin, std::size_t end, const std::vector<std::string>& passed = {}) {
    if (path.empty()) return;
    const document::Span span = code_.SpanOf(begin, end);
    if (!seen_.insert({span.begin, span.end, path.ToString()}).second) return;
    reads_.push_back({kNoOperation, std::move(path), std::string(language_), span, passed});
  }

  // The members read from byte `at` on: .a["b"][0].get("c"). Stops at a call of another method.
  // `attributes`: members are read by dots in every language, as objects of client libraries have them.
  JsonPointer ReadChain(std::size_t& at, JsonPointer path, bool attributes = false) const {
    const std::string_view text = code_.text;
    static const Regex kBracket(R"re(^\s?(?:\?\.)?\[\s*(?:["':]([\w$ -]+)["']?|(\d+|\w+))\s*\])re");
    static const Regex kGet(
        R"re(^\.(?:get|fetch|dig|GetProperty|getString|getInt|optString|path)\(\s*["':]([\w$-]+)["']?[^()]*\))re");
    static const Regex kDot(R"re(^\s?(?:\?\.|\.|->|!\.|&\.)([A-Za-z_$][\w$]*))re");
    while (at < text.size() && path.tokens().size() < kMostTokens) {
      const std::string_view rest = text.substr(at, 300);
      if (const auto match = kGet.Find(rest)) {
        path = path / (*match)[1];
        at += match->end();
      } else if (const auto match2 = kBracket.Find(rest)) {
        path = match2->has(1) ? path / (*match2)[1] : path / std::string_view("*");
        at += match2->end();
      } else if (const auto match3 = kDot.Find(rest)) {
        const std::string_view name = (*match3)[1];
        const std::string_view after = rest.substr(match3->end());
        // `items` is a method of some languages and a frequent member in the others.
        const bool only_called = name == "items" || name == "values" || name == "keys" || name == "entries" ||
                                 name == "text" || name == "sum" || name == "format";
        if (IsLanguageMember(name) && (!only_called || after.starts_with('('))) return path;
        if (after.starts_with('(')) return path;  // a call
        // Python and Ruby read members of dictionaries by brackets; a dot there is a method.
        if (!attributes && (language_ == "python" || language_ == "py" || language_ == "ruby" || language_ == "rb"))
          return path;
        path = path / name;
        at += match3->end();
      } else {
        return path;
      }
    }
    return path;
  }

  void Bind() {
    const std::string_view text = code_.text;
    // name = <answer>, const name = await <answer>, $name = …
    static const Regex kAssign(
        R"re((?m)(?:^|[\s;({])(?:const|let|var|auto|final)?\s*(?:\w+\s+)?([$]?[A-Za-z_]\w*)\s*(?::=|=)\s*(?:await\s+)?(?:\(await\s+)?)re");
    for (const Regex::Match& assign : kAssign.All(text)) {
      if (bindings_.size() >= kMostBindings) return;
      const auto answer = EndOfParsedAnswer(text, assign.end());
      if (!answer) continue;
      std::size_t at = *answer;
      if (at < text.size() && text[at] == ')') ++at;
      const JsonPointer path = ReadChain(at, {});
      // "response = requests.get(…)": the object of the library, not the answer.
      bindings_.push_back({std::string(assign[1]), path, at});
      if (!path.empty()) Add(path, assign.end(), at);
    }
    // .then(data => …) after .then(r => r.json())
    static const Regex kThen(R"re(\.then\(\s*\(?\w+\)?\s*=>\s*\w+\.json\(\)\s*\)\s*\.then\(\s*\(?(\w+)\)?\s*=>)re");
    for (const Regex::Match& then : kThen.All(text.substr(0, kMostBindings * kMostOfLine)))
      bindings_.push_back({std::string(then[1]), {}, then.end()});
    // const { data } = await axios.get(…); axios gives the answer as `data`.
    static const Regex kAxios(R"re(\{\s*data(?:\s*:\s*(\w+))?\s*\}\s*=\s*await\s+\w+(?:\.\w+)?\()re");
    for (const Regex::Match& axios : kAxios.All(text.substr(0, kMostBindings * kMostOfLine)))
      bindings_.push_back({axios.has(1) ? std::string(axios[1]) : "data", {}, axios.end()});
    // const response = await axios.post(…): the answer is response.data.
    static const Regex kOfAxios(
        R"re(\b(?:const|let|var)\s+(\w+)\s*=\s*await\s+\w+\.(?:get|post|put|patch|delete)(?:<[^<>]*>)?\(\s*(?:["'`]|\w*(?:url|Url|URL|endpoint|Endpoint|path)\b))re");
    for (const Regex::Match& response : kOfAxios.All(text.substr(0, kMostBindings * kMostOfLine)))
      bindings_.push_back({std::string(response[1]) + ".data", {}, response.end()});
    // const { id, name } = await response.json();
    static const Regex kDestructure(R"re(\{([^{}]*)\}\s*=\s*(?:await\s+)?([\w.$]+(?:\([^()]*\))?))re");
    for (const Regex::Match& match : kDestructure.All(text)) {
      if (bindings_.size() >= kMostBindings) return;
      JsonPointer base;
      const auto end = EndOfParsedAnswer(text, match.groups[2].begin);
      bool of_answer = end && *end == match.groups[2].end;
      for (const Binding& binding : bindings_) {
        if (binding.variable == match[2]) {
          of_answer = true;
          base = binding.path;
        }
      }
      if (!of_answer) continue;
      static const Regex kName(
          R"re((?:^|[\s,"'])([A-Za-z_$][\w$]*)\s*(?::\s*([A-Za-z_$][\w$]*))?\s*(?:=[^,]*)?(?:,|$))re");
      for (const Regex::Match& name : kName.All(match[1])) {
        const std::size_t begin = match.groups[1].begin + name.groups[1].begin;
        if (begin >= 3 && code_.text.substr(begin - 3, 3) == "...") continue;
        Add(base / name[1], begin, begin + name[1].size());
        bindings_.push_back({std::string(name.has(2) ? name[2] : name[1]), base / name[1], match.end()});
      }
    }
  }

  // Reads through a variable, and loops that give its items another one.
  void ReadBinding(std::size_t index) {
    const Binding binding = bindings_[index];
    const std::string_view text = code_.text;
    for (std::size_t at = text.find(binding.variable, binding.from); at != std::string_view::npos;
         at = text.find(binding.variable, at + 1)) {
      if (budget_ == 0) return;
      --budget_;
      const std::size_t after = at + binding.variable.size();
      const char before = at == 0 ? ' ' : text[at - 1];
      if (std::isalnum(static_cast<unsigned char>(before)) != 0 || before == '_' || before == '.' || before == '$' ||
          before == '"' || before == '\'' || before == '>')
        continue;
      if (after < text.size() && (std::isalnum(static_cast<unsigned char>(text[after])) != 0 || text[after] == '_'))
        continue;
      // Given another value: what it holds from here on is not known.
      static const Regex kAgain(R"re(^\s*(?::=|=)[^=])re");
      if (kAgain.In(text.substr(after, 20))) break;
      std::size_t end = after;
      const JsonPointer path = ReadChain(end, binding.path, !binding.passed.empty());
      if (end > after) Add(path, at, end, binding.passed);
      if (binding.passed.empty()) BindItems(path, at, end);
    }
  }

  // for x in EXPR:, for (const x of EXPR), EXPR.forEach(x =>, EXPR.map(…), foreach (EXPR as $x), EXPR.each do |x|
  void BindItems(const JsonPointer& path, std::size_t begin, std::size_t end) {
    if (bindings_.size() >= kMostBindings) return;
    const std::string_view text = code_.text;
    const std::size_t window = begin > kMostOfLine ? begin - kMostOfLine : 0,
                      break_before = text.substr(window, begin - window).rfind('\n');
    const std::size_t line = break_before == std::string_view::npos ? window : window + break_before + 1;
    const std::string_view before = text.substr(line, begin - line), after = text.substr(end, 120);
    static const Regex kFor(
        R"re(\bfor\s*\(?\s*(?:const|let|var|auto)?\s*(?:_\s*,\s*)?(\w+)\s*(?:in|of|:=\s*range|:)\s*$)re");
    static const Regex kEach(
        R"re(^\.(?:forEach|map|filter|find|some|every|flatMap|each|select|collect)(?:\(|\s+do\s+\|\s*|\s*\{\s*\|\s*)\s*(?:function\s*\(|async\s*)?\(?\s*(\w+))re");
    static const Regex kForeach(R"re(^\s+as\s+(?:\$\w+\s*=>\s*)?(\$\w+))re");
    // for (const { seal, 'tare-weight': tare } of containers)
    static const Regex kForParts(R"re(\bfor\s*\(\s*(?:const|let|var)\s*\{([^{}]*)\}\s*of\s*$)re"),
        kPart(R"re(["']?([A-Za-z_$][\w$-]*)["']?\s*(?::\s*[A-Za-z_$][\w$]*)?\s*(?:=[^,]*)?(?:,|$))re");
    if (const auto parts = kForParts.Find(before)) {
      for (const Regex::Match& part : kPart.All((*parts)[1])) {
        const std::size_t at = line + parts->groups[1].begin + part.groups[1].begin;
        Add(path / std::string_view("*") / part[1], at, at + part[1].size());
      }
    }
    for (const auto& match : {kFor.Find(before), kEach.Find(after), kForeach.Find(after)}) {
      if (match)
        bindings_.push_back({std::string((*match)[1]), path / std::string_view("*"),
                             end + (match->text.data() == after.data() ? match->end() : 0)});
    }
  }

  // message = await client.messages.send({to, text}): what is passed tells later whether it is a call of the operation.
  void ReadResults() {
    static const Regex kCall(
        R"re((?m)(?:^|[\s;({])(?:const|let|var)?\s*([A-Za-z_]\w*)\s*=\s*(?:await\s+)?[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+(\())re");
    const std::vector<LiteralGroup> groups = ReadLiterals(code_, language_);
    if (groups.empty()) return;
    for (const Regex::Match& call : kCall.All(code_.text)) {
      const std::size_t open = call.groups[2].begin;
      const auto group = std::find_if(groups.begin(), groups.end(), [&](const LiteralGroup& one) {
        return one.begin >= open && one.begin <= open + 3 && one.names.size() >= 2;
      });
      if (group == groups.end() || group->is_sent || bindings_.size() >= kMostBindings) continue;
      const bool bound = std::any_of(bindings_.begin(), bindings_.end(),
                                     [&](const Binding& binding) { return binding.variable == call[1]; });
      if (bound) continue;
      bindings_.push_back({std::string(call[1]),
                           {},
                           EndOfBrackets(code_.text, open + 1, code_.text.size()).value_or(code_.text.size()),
                           group->names});
      ReadBinding(bindings_.size() - 1);
    }
  }

  // response.json()["id"], without a variable.
  void ReadDirect() {
    static const Regex kStart(R"re((?:\b\w+\.json|json\.loads?|JSON\.parse|json_decode)\()re");
    for (const Regex::Match& start : kStart.All(code_.text)) {
      const auto answer = EndOfParsedAnswer(code_.text, start.begin());
      if (!answer) continue;
      std::size_t end = *answer;
      while (end < code_.text.size() && code_.text[end] == ')') ++end;
      const JsonPointer path = ReadChain(end, {});
      Add(path, start.begin(), end);
      BindItems(path, start.begin(), end);
    }
  }

  // Go: the tags of a struct, nested by its braces.
  void ReadStructs() {
    const std::string_view text = code_.text;
    static const Regex kOpen(R"re((?m)^[ \t]*(?:type\s+)?(\w+)\s+(\[\])?struct\s*\{)re"),
        kTag(R"re(`json:"([\w.-]+)(?:,[^"]*)?"`)re"),
        kClose(R"re((?m)^[ \t]*\}[ \t]*(?:`json:"([\w.-]+)(?:,[^"]*)?"`)?)re");
    struct Open {
      std::size_t first = 0;  // of the reads inside
      bool list = false;
    };
    std::vector<Open> open;
    std::vector<std::pair<JsonPointer, std::pair<std::size_t, std::size_t>>> found;
    std::size_t begin = 0;
    for (std::string_view line : Split(text, '\n')) {
      const std::size_t at = begin;
      begin += line.size() + 1;
      if (const auto opens = kOpen.Find(line)) {
        if (open.size() >= kMostTokens) return;
        open.push_back({found.size(), opens->has(2)});
      } else if (const auto closes = kClose.Find(line); closes && !open.empty()) {
        if (closes->has(1) && open.size() > 1) {
          JsonPointer holder({std::string((*closes)[1])});
          const std::size_t tag = at + closes->groups[1].begin;
          if (open.back().list) holder = holder / std::string_view("*");
          for (std::size_t i = open.back().first; i < found.size(); ++i) {
            JsonPointer path = holder;
            for (const std::string& token : found[i].first.tokens()) path = path / token;
            found[i].first = std::move(path);
          }
          found.push_back({JsonPointer({std::string((*closes)[1])}), {tag, tag + (*closes)[1].size()}});
        }
        open.pop_back();
      } else if (const auto tag = kTag.Find(line); tag && !open.empty() && (*tag)[1] != "-") {
        found.push_back({JsonPointer({std::string((*tag)[1])}), {at + tag->groups[1].begin, at + tag->groups[1].end}});
      }
    }
    for (auto& [path, place] : found) Add(path, place.first, place.second);
  }

  // jq '.accounts[] | {id, name}', jq -r .id
  void ReadJq() {
    static const Regex kJq(R"re(\bjq\s+(?:-\w+\s+|--\w+(?:-\w+)*\s+)*(?:'([^']*)'|"([^"]*)"|(\.[^\s|;)]+)))re");
    static const Regex kPath(R"re((\.[A-Za-z_][\w]*|\."[^"]+"|\.\["[^"]+"\]|\[\d*\]|\.\[\d*\])+)re");
    static const Regex kPart(R"re(\.?\["?([\w-]*)"?\]|\."?([A-Za-z_][\w-]*)"?)re");
    for (const Regex::Match& jq : kJq.All(code_.text)) {
      const std::size_t group = jq.has(1) ? 1 : jq.has(2) ? 2 : 3;
      const std::string_view program = jq[group];
      JsonPointer base;
      std::size_t from = 0;
      for (const Regex::Match& path : kPath.All(program)) {
        // After a pipe a path begins where the one before ended.
        const std::string_view between = program.substr(from, path.begin() - from);
        const bool piped = between.find('|') != std::string_view::npos;
        JsonPointer here =
            piped || between.find('(') != std::string_view::npos || between.find('{') != std::string_view::npos
                ? base
                : JsonPointer();
        if (between.find("map(") != std::string_view::npos) here = here / std::string_view("*");
        bool any = false;
        for (const Regex::Match& part : kPart.All(path[0])) {
          if (here.tokens().size() > kMostTokens) return;
          const std::string_view name = part.has(2) ? part[2] : part[1];
          const bool index =
              !part.has(2) && std::all_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; });
          here = here / (index ? std::string_view("*") : name);
          any = true;
        }
        const std::size_t begin = jq.groups[group].begin + path.begin();
        if (any) Add(here, begin, begin + path[0].size());
        if (from == 0 || piped) base = here;
        from = path.end();
      }
    }
  }

  const Text& code_;
  std::string_view language_;
  std::vector<Binding> bindings_;
  std::vector<CodeRead> reads_;
  std::set<std::tuple<std::uint32_t, std::uint32_t, std::string>> seen_;
  std::size_t budget_ = 64 + code_.text.size() / 4;  // uses of variables that are looked at
};

}  // namespace

std::vector<CodeRead> ReadCode(const Text& code, std::string_view language) {
  if (language == "json" || language == "yaml" || language == "xml" || code.text.size() > 200'000) return {};
  std::vector<CodeRead> reads = CodeReader(code, language).Run();
  // A read of an item of a list and of nothing in it says nothing.
  std::erase_if(reads, [](const CodeRead& read) {
    return std::all_of(read.path.tokens().begin(), read.path.tokens().end(),
                       [](const std::string& token) { return token == "*"; });
  });
  return reads;
}

}  // namespace plumbline::page

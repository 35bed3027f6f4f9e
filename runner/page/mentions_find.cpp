// Where a page names operations (mentions.h): headings, sentences, tables, requests, front matter. What is found is
// brought together in mentions.cpp.
#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "base/regex.h"
#include "base/text.h"
#include "base/uri.h"
#include "page/mentions.h"

namespace plumbline::page {
namespace {

constexpr std::size_t kLongestTitle = 80;
constexpr std::string_view kMethods = "GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS";

// "create_device" and "Create device" are one title.
std::string TitleOf(std::string_view text) {
  std::string title;
  for (const char c : AsciiLower(text)) {
    const bool letter = std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80;
    if (letter)
      title += c;
    else if (!title.empty() && title.back() != ' ')
      title += ' ';
  }
  while (title.ends_with(' ')) title.pop_back();
  return title;
}

const Regex& MentionPattern() {
  static const Regex pattern(
      "\\b(" + std::string(kMethods) +
      R"()[ \t]+[`'"]?((?:https?://[\w.:-]+|\{\{?\w+\}?\})?/(?:[\w.~%$@+*,;=-]|[{}<>/:()])*)(\?[\w=&%{}<>.,:+\[\]-]*)?)");
  return pattern;
}

// Sentences that end behind a path lend it their point.
std::string_view WithoutPunctuation(std::string_view path) {
  while (!path.empty() && std::string_view(".,;:)>").find(path.back()) != std::string_view::npos) {
    if (path.back() == ')' && path.find('(') != std::string_view::npos) break;
    if (path.back() == '>' && path.find('<') != std::string_view::npos) break;
    path.remove_suffix(1);
  }
  return path;
}

// What a service calls the address and the method of an operation where it tells them one by one.
constexpr std::string_view kUrlWords =
    "(?:(?:request |api |resource |full |(?:production|live|online|sandbox|test|staging) (?:environment )?)?"
    "(?:urls?|uri|path|route)|(?:api )?endpoint(?: url)?)";
constexpr std::string_view kMethodWords = "(?:(?:http |request )?(?:method|verb)|request type)";

const Regex& UrlLine() {
  static const Regex pattern(
      "(?i)^\\W*(?:" + std::string(kMethodWords) + "\\s?[:：]\\s?\\W?(?:" + std::string(kMethods) + ")\\W+)?" +
      std::string(kUrlWords) +
      R"re(\s?[:：]\s?[`"]?((?:https?://[\w.:-]+|\{\{?\w+\}?\})?/[\w.~%$@+*{}<>/:?=&,\[\]-]*)[`"]?(?:\s|$))re");
  return pattern;
}

const Regex& MethodLine() {
  static const Regex pattern("(?i)(?:^|\\s)" + std::string(kMethodWords) + "\\s?[:：]\\s?[`\"]?(" +
                             std::string(kMethods) + ")[`\"]?(?:\\s|[.,;]|$)");
  return pattern;
}

// "will return the kites", "creates a kite": how a sentence goes on that begins with the operation.
bool TellsWhatItDoes(std::string_view rest) {
  static const Regex kDoes(
      R"((?i)^[^\s\w]*\s+(?:will |is used to |lets you |allows you to )?(?:return|create|update|change|delete|remove|get|list|answer|mark|archive|publish|add|send|start|cancel|give|fetch|retrieve|set|move|copy)e?s?\b)");
  return kDoes.In(rest.substr(0, 80));
}

}  // namespace

void Mentions::FindIn(std::size_t b) {
  const Block& block = page_.blocks[b];
  const bool may_define = outline_.RoleAt(b) != Role::kAside && outline_.RoleAt(b) != Role::kWebhook;
  switch (block.kind) {
    case BlockKind::kHeading:
      FindInText(b, block.text, may_define);
      break;
    case BlockKind::kParagraph:
      FindInText(b, block.text, may_define);
      FindKeyed(b, may_define);
      break;
    case BlockKind::kListItem:
      FindInText(b, block.text, false);
      FindKeyed(b, may_define);
      break;
    case BlockKind::kField:
      FindInText(b, block.text, false);
      break;
    case BlockKind::kTable:
      FindInTable(b);
      FindInKeyTable(b, may_define);
      break;
    case BlockKind::kCode:
      FindInCode(b);
      break;
    case BlockKind::kFrontMatter:
      FindInFrontMatter(b);
      break;
  }
}

void Mentions::FindInText(std::size_t b, const Text& text, bool may_define) {
  const Block& block = page_.blocks[b];
  const std::vector<Regex::Match> matches = MentionPattern().All(text.text);
  // "get /kites", "get/kites": a verb in small letters beside its path, as generated references show it, and nothing
  // else. "POST/kites": both in marks of their own, with nothing between them.
  static const Regex kSmall(
      R"(\s*(get|post|put|patch|delete|head|options|GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\s?((?:https?://[\w.:-]+)?/[\w.~{}<>/:$@%-]*)\s*)");
  if (const auto small = matches.empty() && (block.kind == BlockKind::kParagraph || block.kind == BlockKind::kHeading)
                             ? kSmall.Full(text.text)
                             : std::nullopt) {
    AddStated(b, MethodName((*small)[1]), (*small)[2], text.SpanOf(small->groups[1].begin, small->groups[2].end),
              may_define && !IsIndex(b));
  }
  if (matches.empty() && block.kind == BlockKind::kHeading) {
    FindVerbHeading(b, may_define);
    FindLabel(b, may_define);
  }
  for (const Regex::Match& match : matches) {
    const std::string_view written = WithoutPunctuation(match[2]);
    const SplitUrl url = SplitRequestUrl(written);
    // A heading that names an operation, or a paragraph that is one or begins with one, opens what is said about it.
    const bool alone = Trim(std::string_view(text.text).substr(0, match.begin())).empty();
    const bool whole =
        alone && Trim(std::string_view(text.text).substr(std::min(match.end(), text.text.size()))).size() <= 1;
    bool defines =
        may_define && (block.kind == BlockKind::kHeading || whole || (alone && block.kind == BlockKind::kParagraph));
    // "`GET /v1/calls` answers:" with the answer behind it.
    const bool marked = matches.size() == 1 && std::any_of(text.marks.begin(), text.marks.end(), [&](const Mark& mark) {
                          return mark.kind == Mark::Kind::kCode && mark.begin <= match.begin() &&
                                 mark.begin + 2 > match.begin() &&
                                 mark.end + 1 >= match.groups[2].begin + written.size();
                        });
    const BlockKind next = b + 1 < page_.blocks.size() ? page_.blocks[b + 1].kind : BlockKind::kHeading;
    const bool leads = next == BlockKind::kCode || next == BlockKind::kTable || next == BlockKind::kField;
    if (may_define && block.kind == BlockKind::kParagraph && marked && leads) defines = true;
    // "* `GET /kites.json` will return the kites", the only one of its kind below a heading.
    if (alone && block.kind == BlockKind::kListItem && LeadsItsSection(b) &&
        TellsWhatItDoes(std::string_view(text.text).substr(std::min(match.end(), text.text.size()))))
      defines = true;
    // "`GET /reservations` returned …": what is told in the past is no more.
    static const Regex kPast(
        R"((?i)^[^\s\w]*`?\s+(?:was|were|had|used to|returned|answered|took|gave|became|has been (?:removed|retired|replaced)|is gone|no longer)\b)");
    const bool past = kPast.In(std::string_view(text.text).substr(std::min(match.end(), text.text.size()), 60));
    if (block.kind != BlockKind::kHeading && past) defines = false;
    // Lines of an index of endpoints open nothing.
    if (defines && block.kind != BlockKind::kHeading && IsIndex(b)) defines = false;
    Found found;
    found.block = b;
    found.method = std::string(match[1]);
    found.mention = {block.kind == BlockKind::kHeading || whole ? Mention::kHeading : Mention::kProse,
                     text.SpanOf(match.groups[1].begin, match.groups[2].begin + written.size()),
                     url.path,
                     url.host,
                     {}};
    if (match.has(3)) found.mention.query = SplitRequestUrl(std::string(written) + std::string(match[3])).query;
    found.defines = defines;
    found_.push_back(std::move(found));
  }
}

// Whether a list item is the first thing below its heading but for paragraphs, and no list of several operations begins
// with it.
bool Mentions::LeadsItsSection(std::size_t b) const {
  const Role role = outline_.RoleAt(b);
  if (role == Role::kAside || role == Role::kWebhook) return false;
  const std::size_t heading = outline_.sections[outline_.section_of[b]].heading;
  if (heading == Section::kNone) return false;
  const bool led = std::all_of(page_.blocks.begin() + static_cast<std::ptrdiff_t>(heading) + 1,
                               page_.blocks.begin() + static_cast<std::ptrdiff_t>(b), [](const Block& block) {
                                 return block.kind == BlockKind::kParagraph && !MentionPattern().In(block.text.text);
                               });
  return led && (b + 1 >= page_.blocks.size() || page_.blocks[b + 1].kind != BlockKind::kListItem ||
                 !MentionPattern().In(page_.blocks[b + 1].text.text));
}

// "**URL**: `/kites`" and "**Method**: `POST`" in lines, items or paragraphs of their own, one beside the other.
void Mentions::FindKeyed(std::size_t b, bool may_define) {
  constexpr std::size_t kLongest = 400, kNearest = 2;
  const Block& block = page_.blocks[b];
  if (block.text.text.size() > kLongest) return;
  const auto url = UrlLine().Find(block.text.text);
  if (!url) return;
  const auto method_of = [&](std::size_t at) -> std::optional<std::string> {
    const Block& other = page_.blocks[at];
    const bool prose = other.kind == BlockKind::kParagraph || other.kind == BlockKind::kListItem;
    if (!prose || outline_.section_of[at] != outline_.section_of[b] || other.text.text.size() > kLongest) return {};
    const auto method = MethodLine().Find(other.text.text);
    return method ? std::optional(MethodName((*method)[1])) : std::nullopt;
  };
  std::optional<std::string> method = method_of(b);
  for (std::size_t away = 1; away <= kNearest && !method; ++away) {
    if (b + away < page_.blocks.size()) method = method_of(b + away);
    if (!method && b >= away) method = method_of(b - away);
  }
  if (method) AddStated(b, *method, (*url)[1], block.text.SpanOf(url->groups[1].begin, url->groups[1].end), may_define);
}

// The same in a table of two columns: "| Endpoint | `POST /kites` |", or a row for the method and one for the address.
void Mentions::FindInKeyTable(std::size_t b, bool may_define) {
  const Block& block = page_.blocks[b];
  std::optional<std::string> method;
  const Text* address = nullptr;
  static const Regex kUrlKey("(?i)\\s*" + std::string(kUrlWords) + "\\s*:?\\s*"),
      kMethodKey("(?i)\\s*" + std::string(kMethodWords) + "\\s*:?\\s*"),
      kMethod("\\s*(?i:" + std::string(kMethods) + ")\\s*"),
      kAddress(R"(\s*(?:https?://[\w.:-]+|\{\{?\w+\}?\})?/[\w.~%$@+*{}<>/:?=&-]*\s*)");
  for (const Row& row : block.rows) {
    if (row.cells.size() != 2) return;
    const std::string& key = row.cells[0].text;
    const Text& value = row.cells[1];
    if (kMethodKey.Full(key) && kMethod.Full(value.text)) method = MethodName(Trim(value.text));
    if (!kUrlKey.Full(key) || address != nullptr) continue;
    if (kAddress.Full(value.text)) {
      address = &value;
    } else if (const auto both = MentionPattern().Find(value.text);
               both && Trim(std::string_view(value.text).substr(0, both->begin())).empty()) {
      AddStated(b, std::string((*both)[1]), WithoutPunctuation((*both)[2]), value.span(), may_define);
      return;
    }
  }
  if (method && address != nullptr) AddStated(b, *method, Trim(address->text), address->span(), may_define);
}

void Mentions::AddStated(std::size_t b, const std::string& method, std::string_view address, document::Span span,
                         bool may_define) {
  const SplitUrl url = SplitRequestUrl(address);
  found_.push_back({b, method, {Mention::kHeading, span, url.path, url.host, {}}, may_define});
}

// "## GET List kites" with the address alone in the block behind it.
void Mentions::FindVerbHeading(std::size_t b, bool may_define) {
  static const Regex kVerb("\\s*(" + std::string(kMethods) + R"()\b[^/]*)");
  static const Regex kAddress(R"(\s*(?:https?://[\w.:-]+|\{\{?\w+\}?\})?/[\w.~{}<>/:$@%-]*\s*)");
  const auto verb = kVerb.Full(page_.blocks[b].text.text);
  if (!verb || b + 1 >= page_.blocks.size()) return;
  const Block& next = page_.blocks[b + 1];
  if ((next.kind != BlockKind::kParagraph && next.kind != BlockKind::kCode) || !kAddress.Full(next.text.text)) return;
  AddStated(b, std::string((*verb)[1]), Trim(next.text.text), next.text.span(), may_define);
}

// "## List kites {{ tag: 'GET', label: '/v1/kites' }}", as templates for MDX annotate a heading.
void Mentions::FindLabel(std::size_t b, bool may_define) {
  static const Regex kLabel("\\{\\{[^{}]*\\btag:\\s*['\"](" + std::string(kMethods) +
                            R"re()['"],\s*label:\s*['"]((?:https?://[\w.:-]+)?/[^'"\s]*)['"])re");
  const Text& text = page_.blocks[b].text;
  if (const auto label = kLabel.Find(text.text))
    AddStated(b, std::string((*label)[1]), (*label)[2], text.SpanOf(label->groups[2].begin, label->groups[2].end),
              may_define);
}

// A section that lists endpoints: by its heading, where more than one is named in it.
bool Mentions::IsIndex(std::size_t b) {
  const std::size_t s = outline_.section_of[b];
  if (const auto known = is_index_.find(s); known != is_index_.end()) return known->second;
  return is_index_[s] = ListsEndpoints(s);
}

bool Mentions::ListsEndpoints(std::size_t s) const {
  const Section& section = outline_.sections[s];
  if (section.heading == Section::kNone) return false;
  static const Regex kIndex(
      R"((?i)\b(?:endpoints|operations|routes|resources|methods|overview|at a glance|summary)\b)");
  if (!kIndex.In(page_.blocks[section.heading].text.text)) return false;
  std::size_t named = 0;
  for (std::size_t i = section.heading + 1; i < section.end && outline_.section_of[i] == s; ++i) {
    if (MentionPattern().In(page_.blocks[i].text.text)) ++named;
  }
  return named > 1;
}

void Mentions::FindInTable(std::size_t b) {
  const Block& block = page_.blocks[b];
  static const Regex kMethod("(?:" + std::string(kMethods) + ")");
  static const Regex kPath(R"((?:https?://[\w.:-]+)?/[\w.~%$@+*{}<>/:()-]*)"),
      kRelative(R"([\w.{}:-]+(?:/[\w.{}:-]+)+)");  // "orders/{id}", in a row with a method
  for (const Row& row : block.rows) {
    const std::size_t first = found_.size();
    const Text* method = nullptr;
    for (const Text& cell : row.cells) {
      const std::string_view trimmed = Trim(cell.text);
      if (kMethod.Full(trimmed)) {
        method = &cell;
      } else if (method != nullptr && (kPath.Full(trimmed) || kRelative.Full(trimmed))) {
        const SplitUrl url = SplitRequestUrl(kPath.Full(trimmed) ? std::string(trimmed) : '/' + std::string(trimmed));
        found_.push_back(
            {b, std::string(Trim(method->text)), {Mention::kTable, cell.span(), url.path, url.host, {}}, false});
        break;
      } else if (!row.is_header && MentionPattern().In(cell.text)) {
        for (const Regex::Match& match : MentionPattern().All(cell.text)) {
          const std::string_view written = WithoutPunctuation(match[2]);
          const SplitUrl url = SplitRequestUrl(written);
          const bool whole = match.begin() == 0 && match.groups[2].begin + written.size() == cell.text.size();
          found_.push_back({b,
                            std::string(match[1]),
                            {whole ? Mention::kTable : Mention::kProse,
                             cell.SpanOf(match.groups[1].begin, match.groups[2].begin + written.size()),
                             url.path,
                             url.host,
                             {}},
                            false});
        }
      }
    }
    if (found_.size() != first + 1) continue;
    for (const Text& cell : row.cells) {
      if (!MentionPattern().In(cell.text) && !kMethod.Full(Trim(cell.text)) && cell.text.size() <= kLongestTitle)
        titles_.emplace_back(first, TitleOf(cell.text));
    }
  }
}

// "| Fly a kite | POST | /kites |" names the operation of the section "Fly a kite", where nothing in that section does.
void Mentions::FindTitled() {
  if (titles_.empty()) return;
  std::map<std::string, std::vector<std::size_t>> headings;
  for (std::size_t b = 0; b < page_.blocks.size(); ++b) {
    const Block& block = page_.blocks[b];
    if (block.kind == BlockKind::kHeading && block.text.text.size() <= kLongestTitle &&
        outline_.RoleAt(b) == Role::kTopic)
      headings[TitleOf(block.text.text)].push_back(b);
  }
  std::set<std::size_t> defined;  // topics
  for (const Found& found : found_) {
    if (found.defines) defined.insert(outline_.TopicOf(outline_.section_of[found.block]));
  }
  std::vector<Found> titled;
  for (const auto& [index, title] : titles_) {
    const auto heading = headings.find(title);
    if (title.empty() || index >= found_.size() || heading == headings.end() || heading->second.size() != 1) continue;
    Found found = found_[index];
    found.block = heading->second.front();
    found.defines = found.is_named = true;
    if (defined.insert(outline_.TopicOf(outline_.section_of[found.block])).second) titled.push_back(std::move(found));
  }
  found_.insert(found_.end(), titled.begin(), titled.end());
  std::stable_sort(found_.begin(), found_.end(), [](const Found& a, const Found& b) { return a.block < b.block; });
}

void Mentions::FindInCode(std::size_t b) {
  const Block& block = page_.blocks[b];
  static const Regex kInfo("(?:^|\\s)(" + std::string(kMethods) + R"re()\s+(/[^\s"]*)$)re");
  if (const auto info = kInfo.Find(block.info)) {
    found_.push_back({b,
                      std::string((*info)[1]),
                      {Mention::kContract, {block.span.begin, block.span.begin + 3}, std::string((*info)[2]), "", {}},
                      true});
  }
  if (block.info == "openapi-operation") {
    static const Regex kOperationMethod(R"re("method"\s*:\s*"(\w+)")re"),
        kOperationPath(R"re("path"\s*:\s*"(/[^"]*)")re");
    const auto method = kOperationMethod.Find(block.text.text), path = kOperationPath.Find(block.text.text);
    if (!method || !path) return;
    found_.push_back(
        {b, MethodName((*method)[1]), {Mention::kContract, block.span, std::string((*path)[1]), "", {}}, true});
    return;
  }
  const Role role = outline_.RoleAt(b);
  for (ShownRequest& request : ReadRequests(block.text, block.language)) {
    if (request.url.find('/') == std::string::npos) continue;  // "$UPLOAD_URL": nobody knows where that goes
    if (request.url.find_first_of("\r\n") != std::string::npos) continue;  // a quote that nobody closed
    const SplitUrl url = SplitRequestUrl(request.url);
    Found found{b,
                request.method,
                {Mention::kRequest, request.span, url.path, url.host, url.query, request.form},
                role != Role::kAside && role != Role::kWebhook};
    found.request = requests_.size();
    requests_.push_back({b, kNoOperation, std::move(request)});
    found_.push_back(std::move(found));
  }
}

void Mentions::FindInFrontMatter(std::size_t b) {
  const Block& block = page_.blocks[b];
  // `openapi: GET /plants`, `api: "POST https://api.example.com/v1/plants"`, `openapi: spec.json GET /plants`
  static const Regex kLine("(?m)^(?:openapi|api)[ \\t]*:[ \\t]*[\"']?(?:[^\\s\"']+[ \\t]+)?((?i:" +
                           std::string(kMethods) + R"re())[ \t]+((?:https?://[^\s"'/]+)?/[^\s"']*))re");
  for (const Regex::Match& match : kLine.All(block.text.text)) {
    const SplitUrl url = SplitRequestUrl(match[2]);
    found_.push_back(
        {b,
         MethodName(match[1]),
         {Mention::kContract, block.text.SpanOf(match.groups[1].begin, match.groups[2].end), url.path, url.host, {}},
         true});
  }
}

}  // namespace plumbline::page

#include "page/mentions.h"

#include <algorithm>
#include <map>

#include "base/regex.h"
#include "base/text.h"

namespace plumbline::page {
namespace {

constexpr std::string_view kMethods = "GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS";

std::vector<std::string> Segments(std::string_view path) {
  std::vector<std::string> segments;
  for (std::string_view segment : Split(path, '/')) {
    if (!segment.empty()) segments.emplace_back(segment);
  }
  return segments;
}

bool IsParameter(std::string_view segment) { return segment.find('{') != std::string_view::npos; }

// A segment of an example request that looks like a value: 123, a UUID, cus_8s7df, MA_XXXX.
bool LooksLikeValue(std::string_view segment) {
  static const Regex kValue(R"((?i)\d+|[0-9a-f]{8}-[0-9a-f-]{20,}|[a-z]{1,6}[_-][a-z0-9-]*[0-9x][a-z0-9]*|[a-z]*[0-9][a-z0-9]{7,}|(?-i:[A-Z0-9]{6,})|@[\w.]+)");
  static const Regex kVersion(R"((?i)v\d+(?:\.\d+)?|\d{4}-\d{2}(?:-\d{2})?|20\d\d)");
  return kValue.Full(segment) && !kVersion.Full(segment);
}

bool SameSegment(std::string_view a, std::string_view b) {
  if (a == b) return true;
  if (IsParameter(a) && IsParameter(b)) return true;
  return (IsParameter(a) && LooksLikeValue(b)) || (IsParameter(b) && LooksLikeValue(a));
}

bool SamePath(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](const std::string& x, const std::string& y) { return SameSegment(x, y); });
}

// Whether `shorter` is `longer` without its base path.
bool WithoutBase(const std::vector<std::string>& longer, const std::vector<std::string>& shorter) {
  if (shorter.empty() || shorter.size() >= longer.size() || IsParameter(shorter.front())) return false;
  const auto begin = longer.end() - static_cast<std::ptrdiff_t>(shorter.size());
  if (std::any_of(longer.begin(), begin, [](const std::string& s) { return IsParameter(s); })) return false;
  return std::equal(begin, longer.end(), shorter.begin(), [](const std::string& x, const std::string& y) { return SameSegment(x, y); });
}

// Paths that differ in one literal segment, and there by a slip: another version, a plural, a letter.
bool IsSlip(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  if (a.size() != b.size() || a.size() < 2) return false;
  std::size_t differing = 0;
  bool slip = true;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (SameSegment(a[i], b[i])) continue;
    ++differing;
    static const Regex kVersion(R"((?i)v\d+(?:\.\d+)?)");
    const bool versions = kVersion.Full(a[i]) && kVersion.Full(b[i]);
    const bool plural = a[i] + "s" == b[i] || b[i] + "s" == a[i];
    const bool near_word = a[i].size() > 4 && b[i].size() > 4 && ClosestMatch(a[i], {b[i]}).has_value();
    if (!versions && !plural && !near_word) slip = false;
  }
  return differing == 1 && slip;
}

const Regex& MentionPattern() {
  static const Regex pattern("\\b(" + std::string(kMethods) + R"()[ \t]+[`'"]?((?:https?://[\w.:-]+|\{\{?\w+\}?\})?/(?:[\w.~%$@+*,;=-]|[{}<>/:()])*)(\?[\w=&%{}<>.,:+\[\]-]*)?)");
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

}  // namespace

std::string PathTemplateOf(std::string_view written) {
  std::string path;
  const std::string_view plain = written.substr(0, written.find_first_of("?#"));
  for (std::string_view segment : Split(plain, '/')) {
    if (segment.empty()) continue;
    std::string name(segment);
    static const Regex kTyped(R"(\((?:\w+:)?([\w-]+)\))"), kAngles(R"(<(?:\w+:)?([\w -]+)>)"), kBraces(R"(\{\{?\$?([^{}]*)\}?\})"), kShell(R"(\$\{?(\w+)\}?)"), kColon(R"(:([A-Za-z_]\w*))");
    for (const Regex* form : {&kTyped, &kAngles, &kBraces, &kShell, &kColon}) {
      if (const auto match = form->Full(name)) {
        std::string inner((*match)[1]);
        std::replace(inner.begin(), inner.end(), ' ', '_');
        name = "{" + inner + "}";
        break;
      }
    }
    path += '/' + name;
  }
  if (path.empty()) return "/";
  if (plain.ends_with('/')) path += '/';
  return path;
}

Mentions::Mentions(const Page& page, const Outline& outline) : page_(page), outline_(outline) {
  for (std::size_t b = 0; b < page.blocks.size(); ++b) FindIn(b);
  Gather();
}

void Mentions::FindIn(std::size_t b) {
  const Block& block = page_.blocks[b];
  switch (block.kind) {
    case BlockKind::kHeading:
    case BlockKind::kParagraph: FindInText(b, block.text, outline_.RoleAt(b) != Role::kAside && outline_.RoleAt(b) != Role::kWebhook); break;
    case BlockKind::kListItem:
    case BlockKind::kField: FindInText(b, block.text, false); break;
    case BlockKind::kTable: FindInTable(b); break;
    case BlockKind::kCode: FindInCode(b); break;
    case BlockKind::kFrontMatter: FindInFrontMatter(b); break;
  }
}

void Mentions::FindInText(std::size_t b, const Text& text, bool may_define) {
  const Block& block = page_.blocks[b];
  for (const Regex::Match& match : MentionPattern().All(text.text)) {
    const std::string_view written = WithoutPunctuation(match[2]);
    const SplitUrl url = SplitRequestUrl(written);
    // A heading that names an operation, or a paragraph that is one or begins with one, opens what is said about it.
    const bool alone = Trim(std::string_view(text.text).substr(0, match.begin())).empty();
    const bool whole = alone && Trim(std::string_view(text.text).substr(std::min(match.end(), text.text.size()))).size() <= 1;
    bool defines = may_define && (block.kind == BlockKind::kHeading || whole || (alone && block.kind == BlockKind::kParagraph));
    // "`GET /v1/calls` answers:" with the answer behind it.
    const bool marked = std::any_of(text.marks.begin(), text.marks.end(), [&](const Mark& mark) {
      return mark.kind == Mark::Kind::kCode && mark.begin <= match.begin() && mark.begin + 2 > match.begin() && mark.end + 1 >= match.groups[2].begin + written.size();
    });
    const BlockKind next = b + 1 < page_.blocks.size() ? page_.blocks[b + 1].kind : BlockKind::kHeading;
    const bool leads = next == BlockKind::kCode || next == BlockKind::kTable || next == BlockKind::kField;
    if (may_define && block.kind == BlockKind::kParagraph && marked && leads && MentionPattern().All(text.text).size() == 1) defines = true;
    // Lines of an index of endpoints open nothing.
    if (defines && block.kind != BlockKind::kHeading && IsIndex(b)) defines = false;
    Found found;
    found.block = b;
    found.method = std::string(match[1]);
    found.mention = {block.kind == BlockKind::kHeading || whole ? Mention::kHeading : Mention::kProse,
                     text.SpanOf(match.groups[1].begin, match.groups[2].begin + written.size()), url.path, url.host, {}};
    if (match.has(3)) found.mention.query = SplitRequestUrl(std::string(written) + std::string(match[3])).query;
    found.defines = defines;
    found_.push_back(std::move(found));
  }
}

// A section that lists endpoints: by its heading, where more than one is named in it.
bool Mentions::IsIndex(std::size_t b) const {
  const Section& section = outline_.sections[outline_.section_of[b]];
  if (section.heading == Section::kNone) return false;
  static const Regex kIndex(R"((?i)\b(?:endpoints|operations|routes|resources|methods|overview|at a glance|summary)\b)");
  if (!kIndex.In(page_.blocks[section.heading].text.text)) return false;
  std::size_t named = 0;
  for (std::size_t i = section.heading + 1; i < section.end && outline_.section_of[i] == outline_.section_of[b]; ++i) {
    if (MentionPattern().In(page_.blocks[i].text.text)) ++named;
  }
  return named > 1;
}

void Mentions::FindInTable(std::size_t b) {
  const Block& block = page_.blocks[b];
  static const Regex kMethod("(?:" + std::string(kMethods) + ")");
  static const Regex kPath(R"((?:https?://[\w.:-]+)?/[\w.~%$@+*{}<>/:()-]*)");
  for (const Row& row : block.rows) {
    const Text* method = nullptr;
    for (const Text& cell : row.cells) {
      const std::string_view trimmed = Trim(cell.text);
      if (kMethod.Full(trimmed)) {
        method = &cell;
      } else if (method != nullptr && kPath.Full(trimmed)) {
        const SplitUrl url = SplitRequestUrl(trimmed);
        found_.push_back({b, std::string(Trim(method->text)), {Mention::kTable, cell.span(), url.path, url.host, {}}, false});
        break;
      } else if (!row.is_header && MentionPattern().In(cell.text)) {
        for (const Regex::Match& match : MentionPattern().All(cell.text)) {
          const std::string_view written = WithoutPunctuation(match[2]);
          const SplitUrl url = SplitRequestUrl(written);
          const bool whole = match.begin() == 0 && match.groups[2].begin + written.size() == cell.text.size();
          found_.push_back({b, std::string(match[1]),
                            {whole ? Mention::kTable : Mention::kProse, cell.SpanOf(match.groups[1].begin, match.groups[2].begin + written.size()), url.path, url.host, {}}, false});
        }
      }
    }
  }
}

void Mentions::FindInCode(std::size_t b) {
  const Block& block = page_.blocks[b];
  static const Regex kInfo("(?:^|\\s)(" + std::string(kMethods) + R"re()\s+(/[^\s"]*)$)re");
  if (const auto info = kInfo.Find(block.info)) {
    found_.push_back({b, std::string((*info)[1]), {Mention::kContract, {block.span.begin, block.span.begin + 3}, std::string((*info)[2]), "", {}}, true});
  }
  if (block.info == "openapi-operation") {
    static const Regex kOperationMethod(R"re("method"\s*:\s*"(\w+)")re"), kOperationPath(R"re("path"\s*:\s*"(/[^"]*)")re");
    const auto method = kOperationMethod.Find(block.text.text), path = kOperationPath.Find(block.text.text);
    if (!method || !path) return;
    std::string verb((*method)[1]);
    std::transform(verb.begin(), verb.end(), verb.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    found_.push_back({b, verb, {Mention::kContract, block.span, std::string((*path)[1]), "", {}}, true});
    return;
  }
  const Role role = outline_.RoleAt(b);
  for (ShownRequest& request : ReadRequests(block.text, block.language)) {
    const SplitUrl url = SplitRequestUrl(request.url);
    Found found{b, request.method, {Mention::kRequest, request.span, url.path, url.host, url.query}, role != Role::kAside && role != Role::kWebhook};
    found.request = requests_.size();
    requests_.push_back({b, kNoOperation, std::move(request)});
    found_.push_back(std::move(found));
  }
}

void Mentions::FindInFrontMatter(std::size_t b) {
  const Block& block = page_.blocks[b];
  // `openapi: GET /plants`, `api: "POST https://api.example.com/v1/plants"`, `openapi: spec.json GET /plants`
  static const Regex kLine("(?m)^(?:openapi|api)[ \\t]*:[ \\t]*[\"']?(?:[^\\s\"']+[ \\t]+)?((?i:" + std::string(kMethods) + R"re())[ \t]+((?:https?://[^\s"'/]+)?/[^\s"']*))re");
  for (const Regex::Match& match : kLine.All(block.text.text)) {
    const SplitUrl url = SplitRequestUrl(match[2]);
    std::string method(match[1]);
    std::transform(method.begin(), method.end(), method.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    found_.push_back({b, method, {Mention::kContract, block.text.SpanOf(match.groups[1].begin, match.groups[2].end), url.path, url.host, {}}, true});
  }
}

void Mentions::Gather() {
  // Longest paths first: shorter ones are the same operation without its base path.
  std::vector<std::size_t> order;
  std::vector<std::vector<std::string>> segments;
  for (std::size_t i = 0; i < found_.size(); ++i) {
    order.push_back(i);
    segments.push_back(Segments(PathTemplateOf(found_[i].mention.path)));
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return segments[a].size() > segments[b].size(); });
  struct Known {
    std::string method;
    std::vector<std::string> segments;
    std::size_t first;  // of found_, for the order of the page
  };
  std::vector<Known> known;
  std::vector<std::size_t> owner(found_.size(), kNoOperation);
  for (const std::size_t i : order) {
    std::size_t same = kNoOperation, longer = kNoOperation;
    bool unique = true;
    for (std::size_t k = 0; k < known.size(); ++k) {
      if (known[k].method != found_[i].method) continue;
      if (SamePath(known[k].segments, segments[i])) {
        same = k;
        break;
      }
      if (WithoutBase(known[k].segments, segments[i])) {
        unique = longer == kNoOperation;
        longer = k;
      }
    }
    if (same == kNoOperation && longer != kNoOperation && unique) same = longer;
    if (same == kNoOperation) {
      same = known.size();
      known.push_back({found_[i].method, segments[i], i});
    }
    owner[i] = same;
    known[same].first = std::min(known[same].first, i);
  }
  // A request to a path that nothing else names, one slip away from one that a heading names and no request is sent to: the same
  // operation, misspelled in one of the two places.
  const auto kinds = [&](std::size_t k) {
    std::pair<bool, bool> has;  // a request; a heading, table or contract
    for (std::size_t i = 0; i < found_.size(); ++i) {
      if (owner[i] == k) (found_[i].mention.kind == Mention::kRequest ? has.first : has.second) = true;
    }
    return has;
  };
  for (std::size_t b = 0; b < known.size(); ++b) {
    if (kinds(b) != std::pair(true, false)) continue;
    for (std::size_t a = 0; a < known.size(); ++a) {
      if (a == b || known[a].method != known[b].method || kinds(a) != std::pair(false, true) || !IsSlip(known[a].segments, known[b].segments)) continue;
      for (std::size_t& one : owner) one = one == b ? a : one;
      break;
    }
  }
  std::vector<bool> used(known.size(), false);
  for (const std::size_t one : owner) used[one] = true;
  // In the order of the page.
  std::vector<std::size_t> rank(known.size());
  for (std::size_t k = 0; k < known.size(); ++k) rank[k] = k;
  std::sort(rank.begin(), rank.end(), [&](std::size_t a, std::size_t b) { return known[a].first < known[b].first; });
  std::erase_if(rank, [&](std::size_t k) { return !used[k]; });
  std::vector<std::size_t> index(known.size());
  for (std::size_t r = 0; r < rank.size(); ++r) index[rank[r]] = r;
  operations_.resize(rank.size());
  std::vector<int> weight(rank.size(), -1);
  for (std::size_t i = 0; i < found_.size(); ++i) {
    const std::size_t o = index[owner[i]];
    DocumentedOperation& operation = operations_[o];
    operation.method = found_[i].method;
    // The path with names beats one with values, the longer one beats one without its base, the earlier one beats its likes.
    const std::string path = PathTemplateOf(found_[i].mention.path);
    const auto parts = Segments(path);
    const int telling = (found_[i].mention.kind == Mention::kRequest ? 0 : 1) + static_cast<int>(parts.size()) * 4 + static_cast<int>(std::count_if(parts.begin(), parts.end(), [](const std::string& s) { return IsParameter(s); }) * 2);
    if (telling > weight[o]) {
      weight[o] = telling;
      operation.path = path;
    }
    if (found_[i].defines) {
      definitions_.push_back({found_[i].block, o, found_[i].mention.kind});
      operation.described = true;
    }
    if (found_[i].request != static_cast<std::size_t>(-1)) requests_[found_[i].request].operation = o;
    operation.mentions.push_back(found_[i].mention);
  }
  for (DocumentedOperation& operation : operations_) {
    if (operation.path.size() > 1 && operation.path.ends_with('/')) {
      const bool slash = std::all_of(operation.mentions.begin(), operation.mentions.end(), [](const OperationMention& m) { return m.path.ends_with('/'); });
      if (!slash) operation.path.pop_back();
    }
  }
}

std::size_t Mentions::OperationAt(std::size_t block) const {
  std::size_t topic = outline_.TopicOf(outline_.section_of[block]);
  // An aside is about something else, unless it names an operation itself.
  if (const Role role = outline_.RoleAt(block); role == Role::kAside || role == Role::kWebhook) {
    for (const Definition& definition : definitions_) {
      if (outline_.section_of[definition.block] == outline_.section_of[block] && definition.block <= block) return definition.operation;
    }
    return kNoOperation;
  }
  for (bool own = true;; own = false) {
    const Definition* before = nullptr;
    const Definition* after = nullptr;
    bool one = true;
    std::size_t only = kNoOperation;
    for (const Definition& definition : definitions_) {
      if (outline_.TopicOf(outline_.section_of[definition.block]) != topic) continue;
      if (only != kNoOperation && only != definition.operation) one = false;
      only = definition.operation;
      if (definition.block <= block) {
        before = &definition;
      } else if (after == nullptr) {
        after = &definition;
      }
    }
    if (own && before == nullptr && after != nullptr) return after->operation;
    if (before != nullptr && (own || one)) return before->operation;
    // A topic whose subsections are all about one operation is about it, too.
    if (const std::size_t below = OnlyBelow(topic); own && only == kNoOperation && below != kNoOperation) return below;
    if (outline_.sections[topic].parent == Section::kNone) break;
    topic = outline_.TopicOf(outline_.sections[topic].parent);
  }
  // A page about one operation is about it everywhere.
  std::size_t only = kNoOperation;
  for (const Definition& definition : definitions_) {
    if (only != kNoOperation && only != definition.operation) return kNoOperation;
    only = definition.operation;
  }
  return only;
}

std::size_t Mentions::OnlyBelow(std::size_t topic) const {
  std::size_t only = kNoOperation;
  for (const Definition& definition : definitions_) {
    std::size_t s = outline_.section_of[definition.block];
    while (s != topic && s != Section::kNone) s = outline_.sections[s].parent;
    if (s != topic || outline_.sections[topic].parent == Section::kNone) continue;
    if (only != kNoOperation && only != definition.operation) return kNoOperation;
    only = definition.operation;
  }
  return only;
}

std::size_t Mentions::Named(std::string_view method, std::string_view path) const {
  const auto wanted = Segments(PathTemplateOf(path));
  std::size_t found = kNoOperation;
  for (std::size_t o = 0; o < operations_.size(); ++o) {
    if (!method.empty() && operations_[o].method != method) continue;
    const auto own = Segments(operations_[o].path);
    if (!SamePath(own, wanted) && !WithoutBase(own, wanted)) continue;
    if (found != kNoOperation) return kNoOperation;
    found = o;
  }
  return found;
}

}  // namespace plumbline::page

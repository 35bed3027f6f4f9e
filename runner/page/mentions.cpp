#include "page/mentions.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/regex.h"
#include "base/text.h"
#include "base/uri.h"

namespace plumbline::page {
namespace {

constexpr std::size_t kMostComparedForSlips = 200'000;
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

// A request that is sent to somebody else's service.
bool IsForeign(const OperationMention& mention, const std::string& own_domain) {
  const std::string domain = DomainOf(mention.host);
  return mention.kind == Mention::kRequest && !own_domain.empty() && !domain.empty() && domain != own_domain;
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

// Headings, tables and contracts name what there is, each in its own right: "GET /admin/users" and "GET /users" are
// two.
bool IsStated(const OperationMention& mention) {
  return mention.host.empty() &&
         (mention.kind == Mention::kHeading || mention.kind == Mention::kTable || mention.kind == Mention::kContract);
}

// Whether what a path has before its last `rest` segments is a base as services have them: /api, /v1, /billing/v2.
bool IsUsualBase(const PathSegments& path, std::size_t rest) {
  static const Regex kUsual(R"((?i)api|apis|rest|public|v\d[\w.]*|\d{4}-\d\d(?:-\d\d)?)");
  return std::any_of(path.begin(), path.end() - static_cast<std::ptrdiff_t>(rest),
                     [](const std::string& segment) { return kUsual.Full(segment).has_value(); });
}

// "/v2/kites/k_17" of a request and "/kites/{id}" of a heading are one path: /v2/kites/{id}.
void NameParameters(DocumentedOperation& operation, const PathSegments& other) {
  if (std::none_of(other.begin(), other.end(), [](const std::string& segment) { return IsPathParameter(segment); }))
    return;
  PathSegments segments = SegmentsOf(operation.path);
  if (other.size() > segments.size()) return;
  const auto end = segments.end() - static_cast<std::ptrdiff_t>(other.size());
  if (!SamePath({end, segments.end()}, other)) return;
  bool named = false;
  std::transform(end, segments.end(), other.begin(), end, [&](const std::string& value, const std::string& name) {
    if (!IsPathParameter(name) || IsPathParameter(value)) return value;
    named = true;
    return name;
  });
  if (named) operation.path = '/' + Join(segments, "/") + (operation.path.ends_with('/') ? "/" : "");
}

}  // namespace

Mentions::Mentions(const Page& page, const Outline& outline) : page_(page), outline_(outline) {
  for (std::size_t b = 0; b < page.blocks.size() && first_unread_ == kNoBlock; ++b) {
    FindIn(b);
    if (found_.size() > kMostMentions) CutOff(b);
  }
  FindTitled();
  Gather();
  Index();
}

void Mentions::CutOff(std::size_t b) {
  first_unread_ = b;
  found_.resize(kMostMentions);
  std::size_t requests = 0;
  for (const Found& found : found_) requests += found.request != static_cast<std::size_t>(-1) ? 1 : 0;
  requests_.resize(requests);
}

void Mentions::FindIn(std::size_t b) {
  const Block& block = page_.blocks[b];
  switch (block.kind) {
    case BlockKind::kHeading:
    case BlockKind::kParagraph:
      FindInText(b, block.text, outline_.RoleAt(b) != Role::kAside && outline_.RoleAt(b) != Role::kWebhook);
      break;
    case BlockKind::kListItem:
    case BlockKind::kField:
      FindInText(b, block.text, false);
      break;
    case BlockKind::kTable:
      FindInTable(b);
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
    const SplitUrl url = SplitRequestUrl((*small)[2]);
    found_.push_back(
        {b,
         MethodName((*small)[1]),
         {Mention::kHeading, text.SpanOf(small->groups[1].begin, small->groups[2].end), url.path, url.host, {}},
         may_define && !IsIndex(b)});
  }
  if (matches.empty() && block.kind == BlockKind::kHeading) FindVerbHeading(b, may_define);
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

// "## GET List kites" with the address alone in the block behind it.
void Mentions::FindVerbHeading(std::size_t b, bool may_define) {
  static const Regex kVerb("\\s*(" + std::string(kMethods) + R"()\b[^/]*)");
  static const Regex kAddress(R"(\s*(?:https?://[\w.:-]+|\{\{?\w+\}?\})?/[\w.~{}<>/:$@%-]*\s*)");
  const auto verb = kVerb.Full(page_.blocks[b].text.text);
  if (!verb || b + 1 >= page_.blocks.size()) return;
  const Block& next = page_.blocks[b + 1];
  if ((next.kind != BlockKind::kParagraph && next.kind != BlockKind::kCode) || !kAddress.Full(next.text.text)) return;
  const SplitUrl url = SplitRequestUrl(Trim(next.text.text));
  found_.push_back(
      {b, std::string((*verb)[1]), {Mention::kHeading, next.text.span(), url.path, url.host, {}}, may_define});
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
  static const Regex kPath(R"((?:https?://[\w.:-]+)?/[\w.~%$@+*{}<>/:()-]*)");
  for (const Row& row : block.rows) {
    const std::size_t first = found_.size();
    const Text* method = nullptr;
    for (const Text& cell : row.cells) {
      const std::string_view trimmed = Trim(cell.text);
      if (kMethod.Full(trimmed)) {
        method = &cell;
      } else if (method != nullptr && kPath.Full(trimmed)) {
        const SplitUrl url = SplitRequestUrl(trimmed);
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

void Mentions::Gather() {
  // Longest paths first: shorter ones are the same operation without its base path.
  std::vector<std::size_t> order;
  std::vector<PathSegments> segments;
  for (std::size_t i = 0; i < found_.size(); ++i) {
    order.push_back(i);
    segments.push_back(SegmentsOf(PathTemplateOf(found_[i].mention.path)));
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return segments[a].size() > segments[b].size(); });
  struct Known {
    std::string method;
    PathSegments segments;
    std::size_t first = 0;                 // of found_, for the order of the page
    bool requested = false, told = false;  // by a request; by a heading, table, contract or sentence
    bool stated = false;                   // by a heading, table or contract, without a host
  };
  std::vector<Known> known;
  const std::string own_domain = OwnDomain();
  PathIndex paths;
  std::vector<std::size_t> owner(found_.size(), kNoOperation);
  const auto longer_of = [&](std::size_t i) {
    std::vector<std::size_t> longer = paths.Longer(found_[i].method, segments[i]);
    std::erase_if(longer, [&](std::size_t k) { return IsForeign(found_[known[k].first].mention, own_domain); });
    // Of /v1/kites and /v1/stores/kites the first is /kites with its base.
    const auto base_alone = [&](std::size_t k) {
      return known[k].segments.size() == segments[i].size() + 1 && IsUsualBase(known[k].segments, segments[i].size());
    };
    if (longer.size() > 1 && std::count_if(longer.begin(), longer.end(), base_alone) == 1)
      std::erase_if(longer, [&](std::size_t k) { return !base_alone(k); });
    return longer;
  };
  for (const std::size_t i : order) {
    std::size_t k = kNoOperation;
    if (const auto same = paths.Same(found_[i].method, segments[i]); !same.empty()) {
      k = same.front();
    } else if (const auto longer = longer_of(i);
               longer.size() == 1 && !(known[longer.front()].stated && IsStated(found_[i].mention) &&
                                       !IsUsualBase(known[longer.front()].segments, segments[i].size()))) {
      k = longer.front();
    } else {
      k = paths.Add(found_[i].method, segments[i]);
      known.push_back({found_[i].method, segments[i], i});
    }
    owner[i] = k;
    known[k].first = std::min(known[k].first, i);
    (found_[i].mention.kind == Mention::kRequest ? known[k].requested : known[k].told) = true;
    known[k].stated = known[k].stated || IsStated(found_[i].mention);
  }
  // A request to a path that nothing else names, one slip away from one that a heading names and that no request is
  // sent to, or that the section of the request is about: the same operation, misspelled in one of the two places.
  // Pages that name thousands of paths are not searched to the end.
  std::vector<std::set<std::size_t>> requested_in(known.size()), told_in(known.size());  // topics
  for (std::size_t i = 0; i < found_.size(); ++i) {
    const std::size_t topic = outline_.TopicOf(outline_.section_of[found_[i].block]);
    (found_[i].mention.kind == Mention::kRequest ? requested_in : told_in)[owner[i]].insert(topic);
  }
  std::vector<std::size_t> meant(known.size());
  for (std::size_t k = 0; k < known.size(); ++k) meant[k] = k;
  std::size_t budget = kMostComparedForSlips;
  for (std::size_t b = 0; b < known.size(); ++b) {
    if (!known[b].requested || known[b].told) continue;
    for (std::size_t a = 0; a < known.size() && budget > 0; ++a) {
      --budget;
      const bool in_its_section = requested_in[b].size() == 1 &&
                                  outline_.sections[*requested_in[b].begin()].parent != Section::kNone &&
                                  told_in[a].contains(*requested_in[b].begin());
      if ((known[a].requested && !in_its_section) || !known[a].told || known[a].method != known[b].method ||
          !IsSlip(known[a].segments, known[b].segments))
        continue;
      known[a].requested = true;
      meant[b] = a;
      break;
    }
  }
  std::vector<bool> misspelled(found_.size(), false);
  for (std::size_t i = 0; i < found_.size(); ++i) {
    misspelled[i] = meant[owner[i]] != owner[i] && found_[i].mention.kind == Mention::kRequest;
    owner[i] = meant[owner[i]];
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
    // The path with names beats one with values, the longer one beats one without its base, the earlier one beats its
    // likes.
    const std::string path = PathTemplateOf(found_[i].mention.path);
    const PathSegments& parts = segments[i];
    const int telling =
        (found_[i].mention.kind == Mention::kRequest ? 0 : 1) + static_cast<int>(parts.size()) * 4 +
        static_cast<int>(
            std::count_if(parts.begin(), parts.end(), [](const std::string& s) { return IsPathParameter(s); }) * 2);
    if (telling > weight[o] && (!misspelled[i] || weight[o] < 0)) {
      weight[o] = telling;
      operation.path = path;
    }
    if (found_[i].defines) {
      definitions_.push_back({found_[i].block, o, found_[i].mention.kind});
      operation.described = true;
    }
    if (found_[i].request != static_cast<std::size_t>(-1)) requests_[found_[i].request].operation = o;
    if (!found_[i].is_named) operation.mentions.push_back(found_[i].mention);
  }
  for (std::size_t i = 0; i < found_.size(); ++i) NameParameters(operations_[index[owner[i]]], segments[i]);
  for (DocumentedOperation& operation : operations_) {
    if (operation.path.size() > 1 && operation.path.ends_with('/')) {
      const bool slash = std::all_of(operation.mentions.begin(), operation.mentions.end(),
                                     [](const OperationMention& m) { return m.path.ends_with('/'); });
      if (!slash) operation.path.pop_back();
    }
  }
}

// The domain that most of the page's requests and headings name; the first of several.
std::string Mentions::OwnDomain() const {
  std::map<std::string, std::size_t> uses;
  std::string own;
  for (const Found& found : found_) {
    const std::string domain = DomainOf(found.mention.host);
    if (!domain.empty()) ++uses[domain];
  }
  for (const Found& found : found_) {
    const std::string domain = DomainOf(found.mention.host);
    if (!domain.empty() && (own.empty() || uses[domain] > uses[own])) own = domain;
  }
  return own;
}

// Sections of one method and path that are about different things: "POST /api.php" with another command in each body.
// What one of them says is not said of the others, and nothing tells them apart.
void Mentions::ForgetCommands() {
  constexpr std::size_t kSeveral = 3;
  std::map<std::size_t, std::set<std::size_t>> topics;  // by operation
  for (const Definition& definition : definitions_) {
    if (definition.kind == Mention::kHeading)
      topics[definition.operation].insert(outline_.TopicOf(outline_.section_of[definition.block]));
  }
  std::erase_if(definitions_, [&](const Definition& definition) {
    const auto found = topics.find(definition.operation);
    return found != topics.end() && found->second.size() >= kSeveral;
  });
}

void Mentions::Index() {
  ForgetCommands();
  definitions_in_.resize(outline_.sections.size());
  first_in_.assign(outline_.sections.size(), kNoDefinition);
  below_.resize(outline_.sections.size());
  in_topic_.resize(outline_.sections.size());
  first_below_.assign(outline_.sections.size(), kNoDefinition);
  for (std::size_t d = 0; d < definitions_.size(); ++d) {
    const std::size_t section = outline_.section_of[definitions_[d].block];
    definitions_in_[outline_.TopicOf(section)].push_back(d);
    in_topic_[outline_.TopicOf(section)].Add(definitions_[d].operation);
    if (first_in_[section] == kNoDefinition) first_in_[section] = d;
    const std::size_t topic = outline_.TopicOf(section);
    for (std::size_t s = section; s != Section::kNone; s = outline_.sections[s].parent) {
      below_[s].Add(definitions_[d].operation);
      if (outline_.sections[s].role == Role::kTopic && s != topic)
        first_below_[s] = std::min(first_below_[s], definitions_[d].block);
    }
  }
  chapters_of_errors_ =
      static_cast<std::size_t>(std::count_if(outline_.sections.begin(), outline_.sections.end(),
                                             [](const Section& section) { return section.role == Role::kErrors; }));
  for (const DocumentedOperation& operation : operations_) paths_.Add(operation.method, SegmentsOf(operation.path));
}

// A chapter of errors that is about several operations, and so about none of them alone: behind the sections of
// operations, whatever the words below the title around them show; or the only one of the page, written beside their
// sections and not inside of one.
bool Mentions::IsGeneralChapter(std::size_t section) const {
  const Section& chapter = outline_.sections[section];
  if (chapter.role != Role::kErrors || chapter.heading == Section::kNone) return false;
  const std::size_t topic = outline_.TopicOf(section), heading = outline_.sections[topic].heading;
  if (below_[topic].several && first_below_[topic] < chapter.heading) return true;
  return below_[0].several && chapters_of_errors_ == 1 && heading != Section::kNone && heading < chapter.heading &&
         page_.blocks[chapter.heading].level <= page_.blocks[heading].level;
}

std::size_t Mentions::OperationAt(std::size_t block) const {
  const std::size_t section = outline_.section_of[block];
  // An aside is about something else, unless it names an operation itself.
  if (const Role role = outline_.RoleAt(block); role == Role::kAside || role == Role::kWebhook) {
    const std::size_t first = first_in_[section];
    return first != kNoDefinition && definitions_[first].block <= block ? definitions_[first].operation : kNoOperation;
  }
  std::size_t topic = outline_.TopicOf(section);
  if (IsGeneralChapter(section)) return kNoOperation;
  for (bool own = true;; own = false) {
    const std::vector<std::size_t>& here = definitions_in_[topic];
    const auto after = std::upper_bound(here.begin(), here.end(), block,
                                        [&](std::size_t at, std::size_t d) { return at < definitions_[d].block; });
    if (after != here.begin()) {
      const std::size_t before = definitions_[*std::prev(after)].operation;
      // What stands below a topic is about its operation where it has one only.
      if (own || !in_topic_[topic].several) return before;
    } else if (own && after != here.end()) {
      return definitions_[*after].operation;
    }
    // A topic whose subsections are all about one operation is about it, too.
    const bool whole_page = outline_.sections[topic].parent == Section::kNone;
    if (own && here.empty() && !whole_page && below_[topic].only != kNoOperation) return below_[topic].only;
    if (whole_page) break;
    topic = outline_.TopicOf(outline_.sections[topic].parent);
  }
  // A page about one operation is about it everywhere; but where the operation is told under one of several headings,
  // those before it are about others, which the page does not name.
  if (below_[0].only != kNoOperation) {
    const std::size_t here = outline_.TopicOf(section),
                      there = outline_.TopicOf(outline_.section_of[definitions_.front().block]);
    const Section &before = outline_.sections[here], &defining = outline_.sections[there];
    const bool both = before.heading != Section::kNone && defining.heading != Section::kNone;
    if (both && before.level == defining.level && before.heading < defining.heading) return kNoOperation;
  }
  return below_[0].only;
}

std::size_t Mentions::Named(std::string_view method, std::string_view path) const {
  const PathSegments wanted = SegmentsOf(PathTemplateOf(path));
  std::vector<std::size_t> named = paths_.Same(method, wanted);
  for (const std::size_t longer : paths_.Longer(method, wanted)) named.push_back(longer);
  return named.size() == 1 ? named.front() : kNoOperation;
}

}  // namespace plumbline::page

#include "page/mentions.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "base/uri.h"

namespace plumbline::page {
namespace {

constexpr std::size_t kMostComparedForSlips = 200'000;

// A request that is sent to somebody else's service.
bool IsForeign(const OperationMention& mention, const std::string& own_domain) {
  const std::string domain = DomainOf(mention.host);
  return mention.kind == Mention::kRequest && !own_domain.empty() && !domain.empty() && domain != own_domain;
}

// Headings, tables and contracts name what there is, each in its own right: "GET /admin/users" and "GET /users" are
// two.
bool IsStated(const OperationMention& mention) {
  return mention.host.empty() &&
         (mention.kind == Mention::kHeading || mention.kind == Mention::kTable || mention.kind == Mention::kContract);
}

// Whether what a path has before its last `rest` segments is a base as services have them: /api, /v1, /billing/v2.
bool IsUsualBase(const PathSegments& path, std::size_t rest) {
  return std::any_of(path.begin(), path.end() - static_cast<std::ptrdiff_t>(rest), IsBaseSegment);
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
  std::vector<std::set<std::size_t>> requested_in(known.size()), told_in(known.size()), opened(known.size());  // topics
  for (std::size_t i = 0; i < found_.size(); ++i) {
    const std::size_t topic = outline_.TopicOf(outline_.section_of[found_[i].block]);
    (found_[i].mention.kind == Mention::kRequest ? requested_in : told_in)[owner[i]].insert(topic);
    if (found_[i].mention.kind != Mention::kRequest && found_[i].defines) opened[owner[i]].insert(topic);
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
      // "/kites/red" in the section of /kites/{id}: a value that does not look like one.
      if (in_its_section && known[a].method == known[b].method && opened[a].contains(*requested_in[b].begin()) &&
          FitsTemplate(known[a].segments, known[b].segments)) {
        meant[b] = a;
        break;
      }
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

std::size_t Mentions::ToldBefore(std::size_t block) const {
  const std::vector<std::size_t>& here = definitions_in_[outline_.TopicOf(outline_.section_of[block])];
  for (auto d = here.rbegin(); d != here.rend(); ++d) {
    if (definitions_[*d].block < block && definitions_[*d].kind != Mention::kRequest) return definitions_[*d].operation;
  }
  return kNoOperation;
}

std::size_t Mentions::Named(std::string_view method, std::string_view path) const {
  const PathSegments wanted = SegmentsOf(PathTemplateOf(path));
  std::vector<std::size_t> named = paths_.Same(method, wanted);
  for (const std::size_t longer : paths_.Longer(method, wanted)) named.push_back(longer);
  return named.size() == 1 ? named.front() : kNoOperation;
}

}  // namespace plumbline::page

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "audit/entity.h"
#include "audit/member_name.h"
#include "audit/rule.h"
#include "base/text.h"
#include "schema/schema.h"

namespace plumbline::audit {
namespace {

using document::Node;
using finding::Finding;
using finding::Severity;

bool IsGet(const Subject& subject, const ShownObject& object) {
  return object.operation != kNowhere && subject.operations()[object.operation].method == "GET";
}

// "/v1/accounts/{id}" ends in a parameter: one thing is fetched.
bool FetchesOne(const std::string& path) {
  const std::size_t slash =
      path.find_last_not_of('/') == std::string::npos ? std::string::npos : path.rfind('/', path.find_last_not_of('/'));
  return slash != std::string::npos && slash + 1 < path.size() &&
         (path[slash + 1] == '{' || path[slash + 1] == ':' || path[slash + 1] == '<');
}

std::vector<std::string> Segments(const std::string& path) {
  std::vector<std::string> segments;
  for (std::string_view segment : Split(path, '/')) {
    if (!segment.empty())
      segments.emplace_back(segment.find_first_of("{:<") == std::string_view::npos ? std::string(segment) : "{}");
  }
  return segments;
}

// /v1/accounts lists what /v1/accounts/{id} fetches; pages may leave out a base path of either. What another parent
// lists may be another view.
bool Lists(const std::string& list, const std::string& one) {
  const std::vector<std::string> a = Segments(list);
  std::vector<std::string> b = Segments(one);
  if (b.empty() || a.empty()) return false;
  b.pop_back();
  const std::size_t common = std::min(a.size(), b.size());
  return common > 0 && std::equal(a.rbegin(), a.rbegin() + static_cast<std::ptrdiff_t>(common), b.rbegin());
}

// Told by a list of its rows, not of the thing.
bool OfTheList(const std::string& member) {
  const std::string spelled = Spelled(member);
  for (std::string_view name :
       {"score",    "rank",   "position", "index",     "cursor", "match", "matches", "highlight",
        "distance", "object", "type",     "kind",      "url",    "uri",   "href",    "self",
        "link",     "links",  "etag",     "relevance", "row",    "order", "selected"}) {
    if (spelled == name) return true;
  }
  return spelled.starts_with("_");
}

// What every row shows and the other does not, in the row's order.
std::vector<std::string> Lacking(const ShownObject& row, const ShownObject& detail) {
  std::vector<std::string> lacking;
  if (row.rows.empty()) return lacking;
  for (const document::Member& member : row.rows.front()->members) {
    const bool in_all = ValuesOf(row, member.key).size() == row.rows.size();
    if (in_all && !detail.Has(member.key) && !OfTheList(member.key)) lacking.push_back(member.key);
  }
  return lacking;
}

// The schema of the detail names the member: the sample only leaves out something optional.
bool Declared(const Subject& subject, const ShownObject& detail, const std::string& member) {
  return !SchemasAt(subject, subject.bodies()[detail.body], detail.path / member).empty();
}

// shippingLocation.address of the rows is another thing than billingEntity.address: what holds them has one name, where
// both are held.
bool SameHolder(const JsonPointer& row, const JsonPointer& detail) {
  const std::vector<std::string>&a = row.tokens(), &b = detail.tokens();
  const auto below = std::find(a.rbegin(), a.rend(), "*");
  const std::size_t common = std::min(static_cast<std::size_t>(below - a.rbegin()), b.size());
  return std::equal(a.rbegin(), a.rbegin() + static_cast<std::ptrdiff_t>(common), b.rbegin());
}

Finding Report(const Subject& subject, const ShownObject& row, const ShownObject& detail,
               std::vector<std::string> lacking) {
  Finding found;
  found.identity = subject.Identify("entity.members", detail.operation);
  found.identity.instance_pointer = detail.path.Starred();
  const bool all_declared = std::all_of(lacking.begin(), lacking.end(),
                                        [&](const std::string& name) { return Declared(subject, detail, name); });
  found.severity = all_declared ? Severity::kNote : Severity::kWarning;
  const std::string operation = OperationName(subject, subject.bodies()[row.body]);
  found.message =
      fmt::format("{} lacks {} that {} shows in every row",
                  detail.path.empty() ? "the answer for one " + detail.entity : schema::PathName(detail.path),
                  Count(lacking.size(), "member"), operation);
  found.expected = "at least what the list shows";
  found.observed = fmt::format("no {}", lacking.front());
  found.details = {fmt::format("missing ({}): {}", lacking.size(), Join(lacking, ", "))};
  found.places = {
      row.rows.front().Find(lacking.front())->QuoteKey(fmt::format("{} shows it", operation)),
      detail.rows.front().Quote(fmt::format("{} does not", OperationName(subject, subject.bodies()[detail.body])))};
  found.shape = finding::Shape(lacking);
  found.likely =
      "The answer for one thing: it usually holds all that its list shows. Or the sample was shortened without saying so.";
  return found;
}

std::vector<Finding> Run(const Subject& subject) {
  constexpr std::size_t kMaxObjects = 40;
  std::vector<Finding> findings;
  for (const auto& [entity, objects] : AnsweredEntities(subject)) {
    std::vector<const ShownObject*> rows, details;
    for (const ShownObject* object : objects) {
      const ShownBody& body = subject.bodies()[object->body];
      if (!IsGet(subject, *object) || body.shortened) continue;
      const std::string& path = subject.operations()[object->operation].path;
      auto& list = object->InList() ? rows : details;
      if (object->InList() == FetchesOne(path) || list.size() >= kMaxObjects) continue;
      list.push_back(object);
    }
    // An operation's answers together: what one of its samples shows is shown.
    std::map<std::pair<std::size_t, std::string>, std::vector<const ShownObject*>> by_operation;
    for (const ShownObject* detail : details)
      by_operation[{detail->operation, detail->path.ToString()}].push_back(detail);
    for (const auto& [key, shown] : by_operation) {
      std::vector<std::string> lacking;
      const ShownObject *best = nullptr, *from = nullptr;
      for (const ShownObject* row : rows) {
        // An object inside of the thing is compared with the same inside of the row.
        const bool same_depth = row->path.tokens().back() == "*"
                                    ? shown.front()->path.tokens().size() <= 1
                                    : !shown.front()->path.empty() && SameHolder(row->path, shown.front()->path);
        const std::size_t shared = static_cast<std::size_t>(
            std::count_if(row->members.begin(), row->members.end(),
                          [&shown = shown](const std::string& m) { return shown.front()->Has(m); }));
        const auto path = [&](const ShownObject& object) { return subject.operations()[object.operation].path; };
        if (!same_depth || !Lists(path(*row), path(*shown.front())) || row->operation == shown.front()->operation ||
            !SameEntity(*row, *shown.front()) || shared < 4)
          continue;
        std::vector<std::string> here = Lacking(*row, *shown.front());
        for (const ShownObject* other : shown) {
          std::erase_if(here, [&](const std::string& name) { return other->Has(name); });
        }
        // Another view of the thing, with members of its own, not the same one shortened.
        if (shared < here.size() && shared < shown.front()->members.size()) continue;
        if (here.size() > lacking.size()) {
          lacking = std::move(here);
          best = row;
          from = shown.front();
        }
      }
      if (best != nullptr) findings.push_back(Report(subject, *best, *from, std::move(lacking)));
    }
  }
  return findings;
}

}  // namespace

const Rule kEntityMembers = {
    {"entity.members", "Who fetches one thing gets what its list shows", finding::Severity::kWarning,
     "Compares the shown answer of an operation that fetches one thing (GET /accounts/{id}) with the rows of the lists of the same thing, and the objects "
     "inside of "
     "both. Fails where every row of a list shows a member that the single answer lacks; one finding lists them all. A list that shows less is a summary, and "
     "right. Scores, links and the like, which belong to a list, are left out; so are samples that say they are shortened. Where the single answer's schema "
     "declares "
     "the member, it is a note.\n\nWhy: a client that learned of a member from the list fetches the thing and finds nothing.\n\nWhat to do: show the whole "
     "answer; if the service really leaves members out, say which."},
    Run};

}  // namespace plumbline::audit

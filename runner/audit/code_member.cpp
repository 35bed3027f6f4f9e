#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "audit/code_sample.h"
#include "audit/documented.h"
#include "audit/kin.h"
#include "audit/member_name.h"
#include "audit/rule.h"
#include "base/regex.h"
#include "base/text.h"
#include "page/code_reads.h"

namespace plumbline::audit {
namespace {

using document::Node;

constexpr std::size_t kMaxSamples = 100;

// The longest beginning of a path that the body has.
std::size_t Reach(const Node& root, const JsonPointer& path) {
  JsonPointer here;
  std::size_t reached = 0;
  for (const std::string& token : path.tokens()) {
    here = here / token;
    if (ValuesAt(root, here).empty()) return reached;
    ++reached;
  }
  return reached;
}

// Whether most of what code of one language reads for the same operation is there: then it is code about these answers.
bool ReadsMostly(const std::vector<page::CodeRead>& reads, const page::CodeRead& read,
                 const std::vector<const ShownBody*>& samples) {
  std::size_t all = 0, there = 0;
  for (const page::CodeRead& other : reads) {
    if (other.operation != read.operation || other.language != read.language) continue;
    ++all;
    there += std::any_of(
                 samples.begin(), samples.end(),
                 [&](const ShownBody* sample) { return Reach(sample->root, other.path) == other.path.tokens().size(); })
                 ? 1
                 : 0;
  }
  return all > 1 && there * 2 >= all;
}

struct Reader {
  const Subject& subject;
  std::vector<finding::Finding>& findings;
  std::set<std::pair<std::size_t, JsonPointer>> told = {};

  // A read against the bodies that an answer of the operation is shown by.
  void HoldAgainst(std::vector<const ShownBody*> samples, const page::CodeRead& read, std::size_t operation,
                   const std::function<Place()>& quote) {
    if (samples.size() > kMaxSamples) samples.resize(kMaxSamples);
    const ShownBody* nearest = nullptr;
    std::size_t reach = 0;
    bool found_it = false, complete = true;
    for (const ShownBody* sample : samples) {
      const std::size_t here = Reach(sample->root, read.path);
      if (here == read.path.tokens().size()) found_it = true;
      if (sample->lacks_members) complete = false;
      if (nearest == nullptr || here > reach) {
        nearest = sample;
        reach = here;
      }
    }
    if (found_it || !complete) return;
    const JsonPointer stem(std::vector<std::string>(read.path.tokens().begin(),
                                                    read.path.tokens().begin() + static_cast<std::ptrdiff_t>(reach)));
    const auto holders = ValuesAt(nearest->root, stem);
    // Code that reads a wrapper that the sample leaves out, or goes into what is empty or null, is told by its first
    // member only.
    if (holders.empty() || !holders.front()->IsObject() || holders.front()->members.empty()) return;
    const JsonPointer missing = stem / read.path.tokens()[reach];
    if (read.path.tokens()[reach] == "*" || !told.insert({operation, missing}).second) return;
    const auto schema = DeclaredBody(subject, operation, page::Part::kResponse, nearest->status);
    if (schema) {
      const DeclaredPlace place = DeclaredAt(subject, *schema, missing);
      if (!place.schemas.empty()) return;
    }
    std::vector<std::string> names;
    for (const document::Member& member : holders.front()->members) names.push_back(member.key);
    finding::Finding found =
        NewFinding(subject, "code.member", operation, finding::Severity::kError, missing.ToString());
    found.message = fmt::format("the code reads {}, and {} has no such member{}", DotName(missing), nearest->label,
                                DidYouMean(missing.back(), names));
    found.expected = fmt::format("a member {}", DotName(missing));
    found.observed = schema ? "neither in the sample nor in the contract" : "not in the sample";
    found.places = {quote(), holders.front().Quote("not in here")};
    found.likely = schema ? "The code: sample and contract agree that there is no such member."
                          : "The code, where the sample was copied from a real answer.";
    findings.push_back(std::move(found));
  }

  // A read against the schema alone, where no body is shown: the first member on the way that a schema with members
  // does not name.
  void HoldAgainstSchema(const page::CodeRead& read, std::size_t operation, const std::function<Place()>& quote) {
    const auto schema = DeclaredBody(subject, operation, page::Part::kResponse);
    if (!schema) return;
    JsonPointer holder;
    for (const std::string& token : read.path.tokens()) {
      const JsonPointer here = holder / token;
      const DeclaredPlace place = DeclaredAt(subject, *schema, here);
      if (place.open) return;
      if (place.schemas.empty()) {
        std::vector<std::string> names;
        std::optional<Node> declared;
        for (const contract::Node& one : DeclaredAt(subject, *schema, holder).schemas) {
          const auto properties = one.Find("properties");
          if (!properties) continue;
          declared = properties;
          for (const document::Member& member : (*properties)->members) names.push_back(member.key);
        }
        if (!declared || token == "*" || !told.insert({operation, here}).second) return;
        finding::Finding found =
            NewFinding(subject, "code.member", operation, finding::Severity::kWarning, here.ToString());
        found.message = fmt::format("the code reads {}, and the contract declares no such member{}", DotName(here),
                                    DidYouMean(token, names));
        found.expected = fmt::format("a member {}", DotName(here));
        found.observed = "not in the contract";
        found.places = {quote(), declared->QuoteKey("not in here")};
        found.likely = "The code: the contract declares the other members.";
        findings.push_back(std::move(found));
        return;
      }
      holder = here;
    }
  }
};

// `response.data` is the answer for one library and a member of it for another: what is there in either way is not
// missing.
bool ReadsBelowData(const Subject& subject, const CodeSample& code, const page::CodeRead& read,
                    const std::vector<const ShownBody*>& shown) {
  const bool script = code.language.find("java") == 0 || code.language.find("node") == 0 ||
                      code.language.find("type") == 0 || code.language == "js" || code.language == "ts";
  if (!script) return false;
  const JsonPointer below = JsonPointer({"data"}) + read.path;
  if (std::any_of(shown.begin(), shown.end(),
                  [&](const ShownBody* body) { return !ValuesAt(body->root, below).empty(); }))
    return true;
  const auto schema = DeclaredBody(subject, code.operation, page::Part::kResponse);
  return schema && !DeclaredAt(subject, *schema, below).schemas.empty();
}

// Likewise on a page: `response.data.id` where answers have a member `data`.
bool MayReadBelowData(const Subject& subject, std::size_t p, const page::CodeRead& read,
                      const std::vector<const ShownBody*>& samples) {
  static const Regex kData(R"(^\w+\.data\b)");
  const std::string_view text = subject.pages()[p].page.source.text();
  if (!kData.In(text.substr(read.span.begin, read.span.end - read.span.begin))) return false;
  return std::any_of(samples.begin(), samples.end(),
                     [](const ShownBody* body) { return body->root->Find("data") != nullptr; });
}

// What an operation that shows no answer gives back: the thing that its path is about, as a chapter of the page
// describes and shows it ("The payout object" for POST /payouts).
class Things {
 public:
  explicit Things(const Subject& subject) : subject_(subject), lists_(DocumentedLists(subject)) {
    for (const DocumentedList& list : lists_) {
      if (list.operation != kNowhere || list.list->part != page::Part::kResponse) continue;
      if (std::string thing = ThingNamedBy(list.list->heading); !thing.empty())
        chapters_[{list.page, std::move(thing)}].push_back(&list);
    }
  }

  // Empty where the chapter tells of the member that is read.
  std::vector<const ShownBody*> ShownFor(const page::CodeRead& read, std::size_t p,
                                         const ApiOperation& operation) const {
    std::vector<const ShownBody*> shown;
    if (operation.method != "POST" && !operation.path.ends_with('}')) return shown;
    const auto chapters = chapters_.find({p, ThingOf(operation.path)});
    if (chapters == chapters_.end() || chapters->second.size() > kMostChapters) return shown;
    for (const DocumentedList* list : chapters->second) {
      const bool listed = std::any_of(list->fields.begin(), list->fields.end(), [&](const page::FieldClaim* field) {
        return !field->path.empty() && field->path.tokens().front() == read.path.tokens().front();
      });
      if (listed) return {};
      for (const DescribedBody& described : BodiesFor(subject_, *list)) {
        if (described.anchor.empty() && described.body->IsSuccess()) shown.push_back(described.body);
      }
    }
    return shown;
  }

 private:
  static constexpr std::size_t kMostChapters = 3;  // of one thing; more are of several

  const Subject& subject_;
  std::vector<DocumentedList> lists_;
  std::map<std::pair<std::size_t, std::string>, std::vector<const DocumentedList*>> chapters_;  // by page and thing
};

// Where the next page is had: the last page, which samples often show, has none.
bool NamesNextPage(const JsonPointer& path) {
  static const std::set<std::string, std::less<>> kNames = {
      "next", "next_page", "next_cursor", "next_token", "next_page_token", "next_url", "prev", "previous"};
  return !path.empty() && kNames.contains(Spelled(path.back()));
}

// Names of the members that an operation's request has, in one style.
std::set<std::string> SentNames(const Subject& subject, std::size_t operation) {
  std::set<std::string> known;
  for (const auto& [p, o] : subject.operations()[operation].documented) {
    for (const page::FieldClaim& field : subject.pages()[p].claims.fields) {
      if (field.operation == o && field.part == page::Part::kRequest && !field.path.empty())
        known.insert(Spelled(field.path.tokens().front()));
    }
  }
  for (const ShownBody* body : SamplesOf(subject, operation, page::Part::kRequest)) {
    for (const document::Member& member : body->root->members) known.insert(Spelled(member.key));
  }
  return known;
}

// Tells whether what is passed to a method of a client library are members of an operation's request, so that its
// result is the answer.
class Calls {
 public:
  explicit Calls(const Subject& subject) : subject_(subject) {}

  bool IsOf(std::size_t operation, const std::vector<std::string>& passed) {
    const auto [entry, added] = sent_.try_emplace(operation);
    std::set<std::string>& known = entry->second;
    if (added) known = SentNames(subject_, operation);
    return std::all_of(passed.begin(), passed.end(),
                       [&](const std::string& name) { return known.contains(Spelled(name)); });
  }

 private:
  const Subject& subject_;
  std::map<std::size_t, std::set<std::string>> sent_;  // by operation, where it was asked for
};

// What libraries name otherwise than the service does: the same name in another style, and members of their own beside
// the answer's.
bool IsOfLibrary(const std::vector<const ShownBody*>& samples, const JsonPointer& path) {
  static const std::set<std::string, std::less<>> kOwn = {"data",        "body", "result",  "response", "headers",
                                                          "status_code", "raw",  "request", "errors",   "error"};
  if (kOwn.contains(Spelled(path.tokens().front()))) return true;
  return std::any_of(samples.begin(), samples.end(), [&](const ShownBody* sample) {
    const auto& members = sample->root->members;
    return std::any_of(members.begin(), members.end(), [&](const document::Member& member) {
      return member.key != path.tokens().front() && Spelled(member.key) == Spelled(path.tokens().front());
    });
  });
}

std::vector<finding::Finding> Run(const Subject& subject) {
  std::vector<finding::Finding> findings;
  Calls calls(subject);
  const Things things(subject);
  for (std::size_t p = 0; p < subject.pages().size(); ++p) {
    Reader reader{subject, findings};
    std::map<std::pair<std::size_t, std::string>, bool> mostly;  // by operation of the page and language
    for (const page::CodeRead& read : subject.pages()[p].claims.reads) {
      const std::size_t operation = subject.OperationOf(p, read.operation);
      auto samples = SamplesOf(subject, operation, page::Part::kResponse);
      // Code about something that is no operation (a webhook's payload) reads what the page shows of that kind.
      if (operation == kNowhere) {
        for (const std::size_t b : subject.BodiesOf(kNowhere, page::Part::kResponse)) {
          const ShownBody& body = subject.bodies()[b];
          if (body.page == p && body.IsSuccess() && samples.size() < kMaxSamples) samples.push_back(&body);
        }
      }
      bool of_chapter = false;
      if (samples.empty() && operation != kNowhere) {
        samples = things.ShownFor(read, p, subject.operations()[operation]);
        of_chapter = true;
      }
      if (samples.empty() || NamesNextPage(read.path) || MayReadBelowData(subject, p, read, samples)) continue;
      if (!read.passed.empty() &&
          (operation == kNowhere || !calls.IsOf(operation, read.passed) || IsOfLibrary(samples, read.path)))
        continue;
      if (samples.size() > kMaxSamples) samples.resize(kMaxSamples);
      if (operation == kNowhere || read.language == "go" || of_chapter) {
        const auto [known, added] = mostly.try_emplace({read.operation, read.language}, false);
        if (added) known->second = ReadsMostly(subject.pages()[p].claims.reads, read, samples);
        if (!known->second) continue;
      }
      reader.HoldAgainst(std::move(samples), read, operation,
                         [&] { return subject.Quote(p, read.span, "the code reads it"); });
    }
  }
  Reader reader{subject, findings};
  for (const CodeSample& code : CodeSamples(subject)) {
    std::vector<const ShownBody*> shown;
    for (const std::size_t b : subject.BodiesOf(code.operation, page::Part::kResponse)) {
      if (subject.bodies()[b].IsSuccess() && shown.size() < kMaxSamples) shown.push_back(&subject.bodies()[b]);
    }
    const std::vector<page::CodeRead> reads = page::ReadCode(code.code, code.language);
    for (const page::CodeRead& read : reads) {
      const auto quote = [&] { return code.Quote(read.span, "the code reads it"); };
      if (ReadsBelowData(subject, code, read, shown)) continue;
      if (shown.empty()) {
        reader.HoldAgainstSchema(read, code.operation, quote);
      } else if (code.language != "go" || ReadsMostly(reads, read, shown)) {
        reader.HoldAgainst(shown, read, code.operation, quote);
      }
    }
  }
  return findings;
}

}  // namespace

const Rule kCodeMember = {
    {"code.member", "Code samples read members that answers have", finding::Severity::kError,
     "Follows the variables of code samples (Python, JavaScript, PHP, Ruby, Go, shell with jq) that hold a parsed answer, and looks for every member that "
     "is read through them in the samples of the operation and in the contract. Code in the contract (`x-codeSamples`, `x-code-samples`, `x-readme`) is read "
     "likewise.\n\nWhy: the code fails where it is copied.\n\nWhat to do: mend the "
     "code, or add the member to sample and contract."},
    Run};

}  // namespace plumbline::audit

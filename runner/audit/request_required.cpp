#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "audit/documented.h"
#include "audit/page_sections.h"
#include "audit/rule.h"
#include "base/regex.h"
#include "base/text.h"
#include "page/curl.h"

namespace plumbline::audit {
namespace {

using page::FieldClaim;
using page::In;

// "GET /kites/{id}" alone in a block states the operation, and sends nothing.
bool IsSent(const page::DocumentedPage& page, const page::OperationMention& mention) {
  if (mention.path.find('{') == std::string::npos || !mention.query.empty()) return true;
  static const Regex kLine(R"(\s*(?:GET|POST|PUT|PATCH|DELETE)[ \t]+\S+\s*)");
  return std::none_of(page.page.blocks.begin(), page.page.blocks.end(), [&](const page::Block& block) {
    return block.kind == page::BlockKind::kCode && mention.span.begin >= block.span.begin &&
           mention.span.end <= block.span.end && kLine.Full(block.text.text);
  });
}

// The requests of an operation that the pages show with a query.
std::vector<std::pair<std::size_t, const page::OperationMention*>> ShownRequests(const Subject& subject,
                                                                                 std::size_t operation) {
  std::vector<std::pair<std::size_t, const page::OperationMention*>> requests;
  for (const auto& [p, o] : subject.operations()[operation].documented) {
    for (const page::OperationMention& mention : subject.pages()[p].claims.operations[o].mentions) {
      if (mention.kind == page::Mention::kRequest && IsSent(subject.pages()[p], mention))
        requests.emplace_back(p, &mention);
    }
  }
  return requests;
}

// A command of an operation with the header fields that it sends.
struct ShownCommand {
  std::size_t page = 0;
  document::Span span;
  bool sends_headers = false;
  std::string code;  // of its block, in lower case
};

std::vector<ShownCommand> CommandsOf(
    const Subject& subject, const std::vector<std::pair<std::size_t, const page::OperationMention*>>& requests) {
  std::vector<ShownCommand> commands;
  for (const auto& [p, mention] : requests) {
    for (const page::Block& block : subject.pages()[p].page.blocks) {
      if (block.kind != page::BlockKind::kCode || mention->span.begin < block.span.begin ||
          mention->span.end > block.span.end)
        continue;
      for (const page::ShownRequest& request : page::ReadRequests(block.text, block.language)) {
        if (request.span != mention->span) continue;
        commands.push_back({p, request.span, !request.headers.empty(), AsciiLower(block.text.text)});
      }
    }
  }
  return commands;
}

// What a client sends by itself, and credentials, which samples leave out for brevity.
bool IsOftenLeftOut(std::string_view header) {
  static const Regex kOften(
      R"((?i)authorization|content-.*|accept(?:-.*)?|host|user-agent|cookie|.*(?:api-?key|auth|token|secret|signature).*)");
  return kOften.Full(header).has_value();
}

// The first command that sends other header fields and not this one, where no request of the operation has it.
const ShownCommand* CommandWithout(const std::vector<ShownCommand>& commands, std::string_view header) {
  const std::string name = AsciiLower(header);
  const ShownCommand* without = nullptr;
  for (const ShownCommand& command : commands) {
    if (command.code.find(name) != std::string::npos) return nullptr;
    if (without == nullptr && command.sends_headers && command.code.find("curl") != std::string::npos)
      without = &command;
  }
  return without;
}

// The ways in which the requests of one list of parameters may lack one of them.
class Judge {
 public:
  Judge(const Subject& subject, const DocumentedList& list)
      : subject_(subject),
        list_(list),
        samples_(BodiesFor(subject, list)),
        requests_(ShownRequests(subject, list.operation)) {}

  std::optional<finding::Finding> Lacking(const FieldClaim& field) {
    if (field.in == In::kBody) return samples_.empty() ? LackingInForms(field) : LackingInBodies(field);
    if (field.in == In::kQuery) return LackingInQueries(field);
    if (field.in == In::kHeader) return LackingInHeaders(field);
    return std::nullopt;
  }

 private:
  finding::Finding Found(const FieldClaim& field, std::string pointer, std::string expected, Place without,
                         std::string likely) const {
    finding::Finding found =
        NewFinding(subject_, "request.required", list_.operation, finding::Severity::kError, std::move(pointer));
    found.expected = std::move(expected);
    found.observed = "not in the request";
    found.places = {
        subject_.Quote(list_.page, field.required_span.end > 0 ? field.required_span : field.span, "required"),
        std::move(without)};
    found.likely = std::move(likely);
    return found;
  }

  std::optional<finding::Finding> LackingInBodies(const FieldClaim& field) const {
    const ShownBody* lacking = nullptr;
    std::optional<document::Node> holder;
    bool sent = false;
    const auto look = [&](bool whole_only) {
      for (const DescribedBody& described : samples_) {
        if (described.body->lacks_members) continue;
        const JsonPointer path = described.PathOf(field);
        const auto holders = ValuesAt(described.body->root, path.Parent());
        if (holders.empty() || !holders.front()->IsObject()) continue;
        if (!ValuesAt(described.body->root, path).empty()) {
          sent = true;
        } else if (lacking == nullptr && !IsOfSomethingElse(holders.front().value()) &&
                   (!whole_only || IsWholeWithout(field, *described.body, holders.front().value()))) {
          lacking = described.body;
          holder = holders.front();
        }
      }
    };
    look(false);
    if (lacking != nullptr && sent) {
      lacking = nullptr;
      if (IsAlwaysRequired(field)) look(true);
    }
    if (lacking == nullptr) return std::nullopt;
    std::vector<std::string> names;
    for (const document::Member& member : (*holder)->members) names.push_back(member.key);
    finding::Finding found =
        Found(field, field.path.ToString(), fmt::format("a member {}", DotName(field.path)),
              holder->Quote("not in here"), "The sample, unless the service takes the request without it.");
    found.message = fmt::format("the page requires {}, and {} does not send it{}", DotName(field.path), lacking->label,
                                DidYouMean(field.path.back(), names));
    return found;
  }

  // Whether an object has mostly members that the list does not name.
  bool IsOfSomethingElse(const document::Value& object) const {
    const auto listed =
        std::count_if(object.members.begin(), object.members.end(), [&](const document::Member& member) {
          return std::any_of(list_.fields.begin(), list_.fields.end(), [&](const FieldClaim* field) {
            return !field->path.empty() && field->path.back() == member.key;
          });
        });
    return static_cast<std::size_t>(listed) * 2 < object.members.size();
  }

  // Whatever else is sent: no condition stands beside it.
  bool IsAlwaysRequired(const FieldClaim& field) const {
    static const Regex kCondition(
        R"((?i)\b(?:unless|if|when|whenever|either|instead|only|except|optional|default\w*|omit\w*|without|alternative\w*|depend\w*|one of)\b)");
    return field.path.tokens().size() == 1 && !field.facts.default_value && !kCondition.In(field.description.text);
  }

  // A request that is shown as a whole, as it sends everything else that is required, and more: of several that are
  // shown, this one lacks the field, and is no part of one that shows something else.
  bool IsWholeWithout(const FieldClaim& field, const ShownBody& body, const document::Value& object) const {
    if (body.shortened || body.origin != ShownBody::Origin::kPage ||
        ShowsRefusal(subject_.pages()[body.page], body.root->span.begin))
      return false;
    std::size_t required = 0, listed = 0;
    for (const FieldClaim* one : list_.TopLevel()) {
      if (one->in != In::kBody || one == &field) continue;
      const bool sent = object.Find(one->path.back()) != nullptr;
      listed += sent ? 1 : 0;
      if (!one->facts.required.value_or(false)) continue;
      if (!sent) return false;
      ++required;
    }
    return required >= 1 && listed >= 3;
  }

  // Of commands that send forms: none sends it, though each sends something else that the page lists.
  std::optional<finding::Finding> LackingInForms(const FieldClaim& field) const {
    if (field.path.tokens().size() != 1) return std::nullopt;
    const std::pair<std::size_t, const page::OperationMention*>* lacking = nullptr;
    std::vector<std::string> names;
    for (const auto& request : requests_) {
      if (request.second->form.empty()) return std::nullopt;  // what it sends is not known
      std::size_t listed = 0;
      for (const page::FormField& sent : request.second->form) {
        if (sent.name == field.name) return std::nullopt;
        names.push_back(sent.name);
        listed += std::any_of(list_.fields.begin(), list_.fields.end(),
                              [&](const FieldClaim* one) { return one->name == sent.name; })
                      ? 1
                      : 0;
      }
      if (listed == 0) return std::nullopt;
      if (lacking == nullptr) lacking = &request;
    }
    if (lacking == nullptr) return std::nullopt;
    finding::Finding found = Found(field, field.path.ToString(), fmt::format("{}=…", field.name),
                                   subject_.Quote(lacking->first, lacking->second->span, "sent without it"),
                                   "The command, unless the service takes the request without it.");
    found.message =
        fmt::format("the page requires {}, and no form it shows sends it{}", field.name, DidYouMean(field.name, names));
    return found;
  }

  std::optional<finding::Finding> LackingInQueries(const FieldClaim& field) const {
    if (requests_.empty()) return std::nullopt;
    const bool sent = std::any_of(requests_.begin(), requests_.end(), [&](const auto& request) {
      return std::any_of(request.second->query.begin(), request.second->query.end(),
                         [&](const auto& pair) { return pair.first == field.name; });
    });
    if (sent) return std::nullopt;
    finding::Finding found =
        Found(field, field.name, fmt::format("?{}=…", field.name),
              subject_.Quote(requests_.front().first, requests_.front().second->span, "sent without it"),
              "Undecided: a live request without it decides.");
    found.message =
        fmt::format("the page requires the query parameter {}, and no request it shows sends it", field.name);
    return found;
  }

  std::optional<finding::Finding> LackingInHeaders(const FieldClaim& field) {
    if (IsOftenLeftOut(field.name)) return std::nullopt;
    if (!commands_) commands_ = CommandsOf(subject_, requests_);
    const ShownCommand* without = CommandWithout(*commands_, field.name);
    if (without == nullptr) return std::nullopt;
    finding::Finding found = Found(field, field.name, fmt::format("{}: …", field.name),
                                   subject_.Quote(without->page, without->span, "sent without it"),
                                   "The command, unless the service takes the request without it.");
    found.message = fmt::format("the page requires the header field {}, and no request it shows sends it", field.name);
    return found;
  }

  const Subject& subject_;
  const DocumentedList& list_;
  std::vector<DescribedBody> samples_;
  std::vector<std::pair<std::size_t, const page::OperationMention*>> requests_;
  std::optional<std::vector<ShownCommand>> commands_;  // read where a header field asks for them
};

std::vector<finding::Finding> Run(const Subject& subject) {
  std::vector<finding::Finding> findings;
  for (const DocumentedList& list : DocumentedLists(subject)) {
    if (list.list->part != page::Part::kRequest || list.operation == kNowhere) continue;
    Judge judge(subject, list);
    std::vector<finding::Finding> of_list;
    std::size_t required = 0;
    for (const FieldClaim* field : list.fields) {
      if (!field->facts.required.value_or(false) || field->path.empty() || field->name.empty()) continue;
      ++required;
      if (auto found = judge.Lacking(*field)) of_list.push_back(std::move(*found));
    }
    // A request that lacks most of it is not what the list describes.
    constexpr std::size_t kSeveral = 3;
    if (of_list.size() >= kSeveral && of_list.size() * 2 > required) continue;
    std::move(of_list.begin(), of_list.end(), std::back_inserter(findings));
  }
  return findings;
}

}  // namespace

const Rule kRequestRequired = {
    {"request.required", "Sample requests send what the page requires", finding::Severity::kError,
     "Looks for each parameter or member that a page calls required in the requests that it shows: in the query, the form and the header fields of its commands, in the body of its "
     "samples. Where some send it, a request that sends everything else that is required is told.\n\nWhy: a copied request fails.\n\nWhat to do: add it to the request, or call it optional."},
    Run};

}  // namespace plumbline::audit

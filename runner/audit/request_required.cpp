#include <fmt/format.h>

#include <algorithm>

#include "audit/documented.h"
#include "audit/rule.h"
#include "base/regex.h"
#include "base/text.h"
#include "page/curl.h"

namespace plumbline::audit {
namespace {

using page::FieldClaim;
using page::In;

// The requests of an operation that the pages show with a query.
std::vector<std::pair<std::size_t, const page::OperationMention*>> ShownRequests(const Subject& subject, std::size_t operation) {
  std::vector<std::pair<std::size_t, const page::OperationMention*>> requests;
  for (const auto& [p, o] : subject.operations()[operation].documented) {
    for (const page::OperationMention& mention : subject.pages()[p].claims.operations[o].mentions) {
      if (mention.kind == page::Mention::kRequest) requests.emplace_back(p, &mention);
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

std::vector<ShownCommand> CommandsOf(const Subject& subject, const std::vector<std::pair<std::size_t, const page::OperationMention*>>& requests) {
  std::vector<ShownCommand> commands;
  for (const auto& [p, mention] : requests) {
    for (const page::Block& block : subject.pages()[p].page.blocks) {
      if (block.kind != page::BlockKind::kCode || mention->span.begin < block.span.begin || mention->span.end > block.span.end) continue;
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
  static const Regex kOften(R"((?i)authorization|content-.*|accept(?:-.*)?|host|user-agent|cookie|.*(?:api-?key|auth|token|secret|signature).*)");
  return kOften.Full(header).has_value();
}

// The first command that sends other header fields and not this one, where no request of the operation has it.
const ShownCommand* CommandWithout(const std::vector<ShownCommand>& commands, std::string_view header) {
  const std::string name = AsciiLower(header);
  const ShownCommand* without = nullptr;
  for (const ShownCommand& command : commands) {
    if (command.code.find(name) != std::string::npos) return nullptr;
    if (without == nullptr && command.sends_headers && command.code.find("curl") != std::string::npos) without = &command;
  }
  return without;
}

std::vector<finding::Finding> Run(const Subject& subject) {
  std::vector<finding::Finding> findings;
  for (const DocumentedList& list : DocumentedLists(subject)) {
    if (list.list->part != page::Part::kRequest || list.operation == kNowhere) continue;
    const std::vector<DescribedBody> samples = BodiesFor(subject, list);
    const auto requests = ShownRequests(subject, list.operation);
    std::optional<std::vector<ShownCommand>> commands;  // read where a header field asks for them
    for (const FieldClaim* field : list.fields) {
      if (!field->facts.required.value_or(false) || field->path.empty() || field->name.empty()) continue;
      if (field->in == In::kBody) {
        const ShownBody* lacking = nullptr;
        std::optional<document::Node> holder;
        bool shown = false;
        for (const DescribedBody& described : samples) {
          const ShownBody* sample = described.body;
          if (sample->shortened) continue;
          const JsonPointer path = described.PathOf(*field);
          const auto holders = ValuesAt(sample->root, path.Parent());
          if (holders.empty() || !holders.front()->IsObject()) continue;
          if (!ValuesAt(sample->root, path).empty()) shown = true;
          if (lacking == nullptr) {
            lacking = sample;
            holder = holders.front();
          }
        }
        if (shown || lacking == nullptr) continue;
        finding::Finding found = NewFinding(subject, "request.required", list.operation, finding::Severity::kError, field->path.ToString());
        std::vector<std::string> names;
        for (const document::Member& member : (*holder)->members) names.push_back(member.key);
        found.message = fmt::format("the page requires {}, and {} does not send it{}", DotName(field->path), lacking->label, DidYouMean(field->path.back(), names));
        found.expected = fmt::format("a member {}", DotName(field->path));
        found.observed = "not in the request";
        found.places = {subject.Quote(list.page, field->required_span.end > 0 ? field->required_span : field->span, "required"), holder->Quote("not in here")};
        found.likely = "The sample, unless the service takes the request without it.";
        findings.push_back(std::move(found));
      } else if (field->in == In::kQuery && !requests.empty()) {
        const bool sent = std::any_of(requests.begin(), requests.end(), [&](const auto& request) {
          return std::any_of(request.second->query.begin(), request.second->query.end(), [&](const auto& pair) { return pair.first == field->name; });
        });
        if (sent) continue;
        finding::Finding found = NewFinding(subject, "request.required", list.operation, finding::Severity::kError, field->name);
        found.message = fmt::format("the page requires the query parameter {}, and no request it shows sends it", field->name);
        found.expected = fmt::format("?{}=…", field->name);
        found.observed = "not in the request";
        found.places = {subject.Quote(list.page, field->required_span.end > 0 ? field->required_span : field->span, "required"),
                        subject.Quote(requests.front().first, requests.front().second->span, "sent without it")};
        found.likely = "Undecided: a live request without it decides.";
        findings.push_back(std::move(found));
      } else if (field->in == In::kHeader && !IsOftenLeftOut(field->name)) {
        if (!commands) commands = CommandsOf(subject, requests);
        const ShownCommand* without = CommandWithout(*commands, field->name);
        if (without == nullptr) continue;
        finding::Finding found = NewFinding(subject, "request.required", list.operation, finding::Severity::kError, field->name);
        found.message = fmt::format("the page requires the header field {}, and no request it shows sends it", field->name);
        found.expected = fmt::format("{}: …", field->name);
        found.observed = "not in the request";
        found.places = {subject.Quote(list.page, field->required_span.end > 0 ? field->required_span : field->span, "required"), subject.Quote(without->page, without->span, "sent without it")};
        found.likely = "The command, unless the service takes the request without it.";
        findings.push_back(std::move(found));
      }
    }
  }
  return findings;
}

}  // namespace

const Rule kRequestRequired = {
    {"request.required", "Sample requests send what the page requires", finding::Severity::kError,
     "Looks for each parameter or member that a page calls required in the requests that it shows: in the query and the header fields of its commands, in the body of its "
     "samples.\n\nWhy: a copied request fails.\n\nWhat to do: add it to the request, or call it optional."},
    Run};

}  // namespace plumbline::audit

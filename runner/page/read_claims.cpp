#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/error.h"
#include "base/regex.h"
#include "base/text.h"
#include "page/claim.h"
#include "page/code_reads.h"
#include "page/curl.h"
#include "page/facts.h"
#include "page/fields.h"
#include "page/loose_json.h"
#include "page/mentions.h"
#include "page/outline.h"
#include "page/sentences.h"
#include "page/table_column.h"

namespace plumbline::page {
namespace {

constexpr std::size_t kMostSampleBytes = 4u << 20;
constexpr std::size_t kMostOfHeading = 300;

bool IsDataLanguage(std::string_view language) {
  for (std::string_view known : {"", "json", "jsonc", "json5", "jsonp", "js", "javascript", "text", "txt", "plaintext",
                                 "http", "response", "json-doc", "console"}) {
    if (language == known) return true;
  }
  return false;
}

class ClaimReader {
 public:
  explicit ClaimReader(const Page& page) : page_(page), outline_(OutlineOf(page)), mentions_(page, outline_) {
    for (const RequestOfBlock& one : mentions_.requests()) sent_.insert(one.operation);
  }

  Claims Run() {
    claims_.operations = mentions_.operations();
    for (std::size_t b = 0; b < page_.blocks.size(); ++b) {
      if (page_.blocks[b].kind == BlockKind::kCode) ReadCodeBlock(b);
    }
    ReadFields(page_, outline_, mentions_, claims_);
    ReadProse(page_, outline_, mentions_, claims_);
    Bound();
    Title();
    SettleStatuses();
    for (std::size_t b = 0; b < page_.blocks.size(); ++b) claims_.operation_of.push_back(mentions_.OperationAt(b));
    return std::move(claims_);
  }

 private:
  void ReadCodeBlock(std::size_t b) {
    const Block& block = page_.blocks[b];
    if (block.text.text.size() > kMostSampleBytes)
      return PastLimit(block.span,
                       fmt::format("a block of code with more than {} bytes is not read", kMostSampleBytes));
    if (block.info == "openapi-operation") return ReadOperation(b);
    if (ReadContract(b)) return;
    bool request = false;
    for (auto one = FirstRequestIn(b); one != mentions_.requests().end() && one->block == b; ++one) {
      request = true;
      ReadRequestBody(*one);
    }
    const std::size_t operation = mentions_.OperationAt(b);
    for (CodeRead& read : ReadCode(block.text, block.language)) {
      read.operation = operation;
      claims_.reads.push_back(std::move(read));
    }
    if (!request && IsDataLanguage(block.language)) ReadSample(b, operation);
  }

  // The first of the block's requests, or of a later one's.
  std::vector<RequestOfBlock>::const_iterator FirstRequestIn(std::size_t b) const {
    return std::lower_bound(mentions_.requests().begin(), mentions_.requests().end(), b,
                            [](const RequestOfBlock& one, std::size_t block) { return one.block < block; });
  }

  // "```yaml GET /v1/calls" with a document in it, or JSON or YAML that says of itself that it is one.
  bool ReadContract(std::size_t b) {
    const Block& block = page_.blocks[b];
    const bool json = block.language == "json";
    if (!json && block.language != "yaml" && block.language != "yml" && block.language != "openapi") return false;
    static const Regex kVersion(R"re((?m)^\s*["']?(?:openapi|swagger)["']?\s*:\s*["']?[23]\.)re");
    if (!kVersion.In(std::string_view(block.text.text).substr(0, 4096))) return false;
    EmbeddedContract contract;
    contract.span = block.span;
    static const Regex kInfo(R"re(\b(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|TRACE)\s+(/\S*)\s*$)re");
    if (const auto info = kInfo.Find(block.info)) {
      contract.method = std::string((*info)[1]);
      contract.path = std::string((*info)[2]);
    }
    try {
      document::Document read = json ? document::ParseJson(page_.source.name(), block.text.text)
                                     : document::ParseYaml(page_.source.name(), block.text.text);
      MapToPage(read.root, block.text);
      if (!read.root.IsObject() || read.root.Find("paths") == nullptr) return false;
      contract.document =
          std::make_shared<const document::Document>(document::Document{page_.source, std::move(read.root)});
      claims_.contracts.push_back(std::move(contract));
    } catch (const Error& error) {
      Unread(block.span, fmt::format("an OpenAPI document that cannot be read: {}", error.message()));
    }
    return true;
  }

  // An Operation Object with `method` and `path`, as Docusaurus keeps it in front matter: a contract of that one
  // operation.
  void ReadOperation(std::size_t b) {
    const Block& block = page_.blocks[b];
    try {
      document::Document read = document::ParseJson(page_.source.name(), block.text.text);
      MapToPage(read.root, block.text);
      const document::Value* method = read.root.Find("method");
      const document::Value* path = read.root.Find("path");
      if (method == nullptr || path == nullptr || !method->IsString() || !path->IsString())
        return Unread(block.span, "an operation in the front matter without method and path");
      EmbeddedContract contract;
      contract.span = block.span;
      contract.method = method->text;
      contract.path = path->text;
      document::Value root = document::Value::Object(), info = document::Value::Object(),
                      paths = document::Value::Object(), item = document::Value::Object();
      const document::Value* text = read.root.Find("title");
      info.Set("title", document::Value::String(text != nullptr ? text->text : page_.source.name()));
      info.Set("version", document::Value::String("0"));
      if (const document::Value* security = read.root.Find("securitySchemes"); security != nullptr) {
        document::Value components = document::Value::Object();
        components.Set("securitySchemes", *security);
        root.Set("components", std::move(components));
      }
      const std::string where = path->text, verb = AsciiLower(method->text);
      // Without the schemes, their names are those of the contract that the page was made from.
      const bool named_only = read.root.Find("securitySchemes") == nullptr;
      for (const char* own : {"method", "path", "info", "postman", "jsonRequestBodyExample", "securitySchemes"}) {
        std::erase_if(read.root.members, [&](const document::Member& member) { return member.key == own; });
      }
      if (named_only)
        std::erase_if(read.root.members, [](const document::Member& member) { return member.key == "security"; });
      root.Set("openapi", document::Value::String("3.0.3"));
      root.Set("info", std::move(info));
      item.Set(verb, std::move(read.root));
      paths.Set(where, std::move(item));
      root.Set("paths", std::move(paths));
      root.span = block.text.span();
      contract.document = std::make_shared<const document::Document>(document::Document{page_.source, std::move(root)});
      claims_.contracts.push_back(std::move(contract));
    } catch (const Error& error) {
      Unread(block.span, fmt::format("an operation in the front matter that cannot be read: {}", error.message()));
    }
  }

  void ReadRequestBody(const RequestOfBlock& one) {
    const std::size_t begin = one.request.body.text.find_first_not_of(" \t\r\n");
    if (begin == std::string::npos || (one.request.body.text[begin] != '{' && one.request.body.text[begin] != '['))
      return;
    AddSample(ReadLooseJson(page_.source, one.request.body, begin), one.request.body.span(), MeantBy(one),
              Part::kRequest, std::nullopt, one.block);
  }

  // A request with another method than the section around it, which nothing else names, is what the section is about
  // all the same: it is held against that.
  std::size_t MeantBy(const RequestOfBlock& one) const {
    const std::size_t here = mentions_.ToldBefore(one.block);
    if (one.operation == kNoOperation || here == kNoOperation || here == one.operation) return one.operation;
    const DocumentedOperation &sent = claims_.operations[one.operation], &told = claims_.operations[here];
    const bool only_sent = std::all_of(sent.mentions.begin(), sent.mentions.end(),
                                       [](const OperationMention& m) { return m.kind == Mention::kRequest; });
    return only_sent && SamePath(SegmentsOf(sent.path), SegmentsOf(told.path)) ? here : one.operation;
  }

  void ReadSample(std::size_t b, std::size_t operation) {
    const Block& block = page_.blocks[b];
    const std::string& text = block.text.text;
    std::size_t begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string::npos) return;
    std::optional<int> status;
    // "HTTP/1.1 201 Created", header fields, an empty line.
    static const Regex kStatusLine(R"(^\s*HTTP/[0-9.]+\s+([1-5]\d\d)[^\n]*\n)");
    if (const auto line = kStatusLine.Find(text); line && line->begin() == 0) {
      status = std::stoi(std::string((*line)[1]));
      static const Regex kEmpty(R"(\n[ \t]*\r?\n)");
      const auto empty = kEmpty.Find(text, line->end() - 1);
      begin = empty ? text.find_first_not_of(" \t\r\n", empty->end()) : std::string::npos;
      if (begin == std::string::npos) return;
    }
    // const response = {…}: what is assigned is data only where it is all there is.
    if (text[begin] != '{' && text[begin] != '[') {
      static const Regex kComments(R"(^(?:\s*(?://|#)[^\n]*\n)+\s*)");
      const auto comments = kComments.Find(std::string_view(text).substr(begin));
      if (!comments || comments->begin() != 0) return;
      begin += comments->end();
      if (begin >= text.size() || (text[begin] != '{' && text[begin] != '[')) return;
    }
    LooseJson json = ReadLooseJson(page_.source, block.text, begin);
    if (json.body != nullptr && json.body->root.IsObject() &&
        (json.body->root.Find("$schema") != nullptr || IsRequestInJson(block, json.body->root)))
      return;
    Part part = Part::kResponse;
    bool error = false;
    if (!status) status = StatusOf(b);
    part = PartOf(b, operation, status.has_value(), error);
    if (!status && json.body != nullptr && TellsFailure(json.body->root)) error = true;
    if (!status && json.body != nullptr && IsEvent(b, json.body->root)) operation = kNoOperation;
    if (json.body == nullptr && block.language != "json") {
      Unread(block.span, fmt::format("text that begins like JSON and is none: {}", json.fault));
      return;
    }
    AddSample(std::move(json), block.text.span(), operation, part, status, b);
    claims_.samples.back().is_error = part == Part::kResponse && (error || (status && *status >= 400));
  }

  // "```json http": a request as {method, url, query, …}, for a page to send.
  static bool IsRequestInJson(const Block& block, const document::Value& value) {
    static const Regex kHttp(R"(\bhttp\b)");
    const document::Value* method = value.Find("method");
    return kHttp.In(block.info) && method != nullptr && method->IsString() && value.Find("url") != nullptr;
  }

  void AddSample(LooseJson json, document::Span span, std::size_t operation, Part part, std::optional<int> status,
                 std::size_t b) {
    if (json.body != nullptr && HoldsDictionary(json.body->root)) {
      PastLimit(span, fmt::format("a sample with an object of more than {} members is not compared with anything",
                                  kMostMembersOfObject));
      json.body = nullptr;
    }
    SampleClaim sample;
    sample.operation = operation;
    sample.part = part;
    sample.status = part == Part::kResponse ? status : std::nullopt;
    sample.span = span;
    sample.body = std::move(json.body);
    sample.oddities = std::move(json.oddities);
    sample.fault = std::move(json.fault);
    sample.fault_span = json.fault_span;
    static const Regex kShortened(
        R"((?i)\b(?:truncated|abridged|shortened|abbreviated|trimmed|excerpt|partial|simplified|for brevity|only the relevant)\b|\b(?:two|three|four|some|few|\d) of (?:the|its) (?:members|fields|attributes|properties)\b)");
    sample.lacks_members = json.lacks_members || IsFiltered(b) || kShortened.In(TextBefore(b)) ||
                           kShortened.In(page_.blocks[b].title) || kShortened.In(HeadingOver(b));
    sample.shortened = json.shortened || sample.lacks_members;
    if (operation == kNoOperation) Unread(span, "JSON that belongs to no operation");
    claims_.samples.push_back(std::move(sample));
  }

  // What a filter of the command above leaves of an answer: "curl … | jq '{id, state}'". One that takes a
  // part out is shown beside the whole answer as often.
  bool IsFiltered(std::size_t b) const {
    static const Regex kFilter(R"re(\|\s*jq\b[^\n|]*['"][^'"\n]*\{)re");
    for (std::size_t i = b; i > 0 && i + 2 > b; --i) {
      if (page_.blocks[i - 1].kind == BlockKind::kCode) return kFilter.In(page_.blocks[i - 1].text.text);
    }
    return false;
  }

  // {"type": "kite.sold", …} below words about events: what the service sends, wherever the page shows it.
  bool IsEvent(std::size_t b, const document::Value& root) const {
    static const Regex kName(R"([a-z][a-z0-9_-]*(?:[.:/][a-z0-9_-]+)+)"),
        kCue(R"((?i)\b(?:webhooks?|events?|subscrib\w+|callbacks?|notif\w+|push(?:es)?)\b)");
    bool named = false;
    for (const char* key : {"type", "event", "event_type", "eventType", "topic"}) {
      const document::Value* value = root.Find(key);
      named = named || (value != nullptr && value->IsString() && kName.Full(value->text));
    }
    if (!named || outline_.RoleAt(b) == Role::kResponse) return false;
    if (kCue.In(HeadingOver(b))) return true;
    // The paragraph or items right before it.
    for (std::size_t i = b; i > 0 && i + 3 > b; --i) {
      const Block& before = page_.blocks[i - 1];
      if (before.kind != BlockKind::kParagraph && before.kind != BlockKind::kListItem) return false;
      if (kCue.In(before.text.text)) return true;
    }
    return false;
  }

  // {"message": "no such ticket"}: nothing but words about a failure.
  static bool TellsFailure(const document::Value& root) {
    static const std::set<std::string_view> kWords = {"message",
                                                      "error",
                                                      "errors",
                                                      "fault",
                                                      "detail",
                                                      "details",
                                                      "title",
                                                      "code",
                                                      "error_code",
                                                      "errorCode",
                                                      "error_description",
                                                      "reason",
                                                      "status",
                                                      "statusCode",
                                                      "type",
                                                      "hint",
                                                      "instance"};
    static const std::set<std::string_view> kTelling = {"message", "error",      "errors",    "fault",
                                                        "detail",  "error_code", "errorCode", "reason"};
    if (!root.IsObject() || root.members.empty()) return false;
    const bool words = std::all_of(root.members.begin(), root.members.end(),
                                   [](const document::Member& member) { return kWords.contains(member.key); });
    const bool telling = std::any_of(root.members.begin(), root.members.end(),
                                     [](const document::Member& member) { return kTelling.contains(member.key); });
    static const Regex kSuccess(R"((?i)success.*|ok|created|accepted|done|.*\b(?:successfully|has been)\b.*)");
    const bool success = std::any_of(root.members.begin(), root.members.end(), [](const document::Member& member) {
      return member.value.IsString() && kSuccess.Full(member.value.text);
    });
    return words && telling && !success;
  }

  // Depth is bounded by the reader of the JSON.
  static bool HoldsDictionary(const document::Value& value) {
    if (value.members.size() > kMostMembersOfObject) return true;
    return std::any_of(value.members.begin(), value.members.end(),
                       [](const document::Member& member) { return HoldsDictionary(member.value); }) ||
           std::any_of(value.items.begin(), value.items.end(), HoldsDictionary);
  }

  std::string HeadingOver(std::size_t b) const {
    const std::size_t heading = outline_.sections[outline_.section_of[b]].heading;
    return heading == Section::kNone ? "" : page_.blocks[heading].text.text.substr(0, kMostOfHeading);
  }
  std::string TextBefore(std::size_t b) const {
    if (b == 0) return "";
    const Block& before = page_.blocks[b - 1];
    return before.kind == BlockKind::kParagraph || before.kind == BlockKind::kListItem ||
                   before.kind == BlockKind::kHeading
               ? before.text.text
               : "";
  }

  std::optional<int> StatusOf(std::size_t b) const {
    const Block& block = page_.blocks[b];
    static const Regex kStatus(
        R"(\b([1-5]\d\d)\b(?:\s+(?:OK|Created|Accepted|No Content|[A-Z][a-z]+|(?:CREATED|ACCEPTED|NO CONTENT|BAD|UNAUTHORIZED|FORBIDDEN|NOT|CONFLICT|GONE|UNPROCESSABLE|TOO|INTERNAL|SERVICE)\b)|\s*[:)\]]|\s*$|\s+(?:response|status|error))|(?i:status|response|returns|HTTP)\D{0,20}\b([1-5]\d\d)\b)");
    // "at most 100)" is no status.
    static const Regex kCount(
        R"((?i)\b(?:at most|at least|up to|max(?:imum)?(?: of)?|limit(?: of)?|default(?:s to)?|between|and|than)\s+$)");
    for (const std::string& text : {block.title, block.info, TextBefore(b), HeadingOver(b)}) {
      if (const auto match = kStatus.Find(text); match && !kCount.In(std::string_view(text).substr(0, match->begin())))
        return std::stoi(std::string((*match)[match->has(1) ? 1 : 2]));
    }
    return std::nullopt;
  }

  Part PartOf(std::size_t b, std::size_t operation, bool has_status, bool& error) const {
    static const Regex kRequest(
        R"((?i)\brequests?\b|\bpayload\b|\bbody\b|\bsend\b|\bpost\b.*\bwith\b|\binput\b|(?-i:\b(?:POST|PUT|PATCH)\b)[^.]{0,80}\b(?:with|takes?|accepts?|expects?)\b)"),
        kResponse(R"((?i)respon|\breturn|\bresult|\banswer|\boutput\b|\bsuccess|\b200\b|\b201\b)"),
        kError(R"((?i)\berrors?\b|\bfail|\binvalid\b|\b[45]\d\d\b)");
    const Block& block = page_.blocks[b];
    const std::string before = TextBefore(b), heading = HeadingOver(b);
    const Role role = outline_.RoleAt(b);
    if (role == Role::kErrors) error = true;
    if (role == Role::kWebhook) return Part::kResponse;
    if (has_status) return Part::kResponse;
    for (const std::string& text : {block.title, before, role == Role::kTopic ? std::string() : heading}) {
      if (text.empty()) continue;
      const bool answer = kResponse.In(text), request = kRequest.In(text);
      if (kError.In(text) && !request) error = true;
      if (answer != request) return answer ? Part::kResponse : Part::kRequest;
      if (error) return Part::kResponse;
    }
    switch (role) {
      case Role::kRequestBody:
      case Role::kRequest:
      case Role::kParameters: {
        const bool takes_body = operation != kNoOperation && claims_.operations[operation].method != "GET" &&
                                claims_.operations[operation].method != "DELETE";
        // A request is shown by a command before it: then this is the answer.
        const auto before_this = FirstRequestIn(b == 0 ? 0 : b - 1);
        const bool command_before = b > 0 && before_this != mentions_.requests().end() && before_this->block == b - 1;
        if (takes_body && !command_before) return Part::kRequest;
        return Part::kResponse;
      }
      default:
        break;
    }
    // Right under the heading of an operation that takes a body, with a sentence about the answer behind it: what is
    // sent.
    const bool takes_body = operation != kNoOperation && (claims_.operations[operation].method == "POST" ||
                                                          claims_.operations[operation].method == "PUT" ||
                                                          claims_.operations[operation].method == "PATCH");
    const bool under_heading = b > 0 && page_.blocks[b - 1].kind == BlockKind::kHeading;
    const bool answer_behind = b + 1 < page_.blocks.size() && page_.blocks[b + 1].kind == BlockKind::kParagraph &&
                               kResponse.In(page_.blocks[b + 1].text.text);
    if (takes_body && under_heading && answer_behind) return Part::kRequest;
    // Right behind the list of what is sent, some of which is optional.
    if (takes_body && b > 0 && ListsRequired(page_.blocks[b - 1]) && ShowsAnyOf(page_.blocks[b - 1], block))
      return Part::kRequest;
    // Before the one that is called the answer, in the same section, and with no command that sends something.
    if (takes_body && !sent_.contains(operation) && (AnswerFollows(b, kResponse) || ResponseFollows(b)))
      return Part::kRequest;
    return Part::kResponse;
  }

  // A table with a column that says of each row whether it is required, and of some that it is not: nobody says that of
  // answers.
  static bool ListsRequired(const Block& block) {
    if (block.kind != BlockKind::kTable || block.rows.empty() || !block.rows.front().is_header) return false;
    const std::vector<Text>& header = block.rows.front().cells;
    const auto column = std::find_if(header.begin(), header.end(),
                                     [](const Text& cell) { return ColumnOf(cell.text) == Column::kRequired; });
    if (column == header.end() || ColumnOf(header.front().text) != Column::kName) return false;
    const auto at = static_cast<std::size_t>(column - header.begin());
    return std::any_of(block.rows.begin() + 1, block.rows.end(), [&](const Row& row) {
      return at < row.cells.size() && ReadRequired(row.cells[at].text, column->text) == false;
    });
  }

  // An object of several members of which the table names none is no body of its fields.
  static bool ShowsAnyOf(const Block& table, const Block& code) {
    const auto names = [&](std::string_view word) {
      return code.text.text.find('"' + std::string(word) + '"') != std::string::npos;
    };
    static const Regex kName(R"([A-Za-z_][\w-]*)");
    return std::any_of(table.rows.begin() + 1, table.rows.end(), [&](const Row& row) {
      const auto name = row.cells.empty() ? std::nullopt : kName.Find(row.cells.front().text);
      return name && names((*name)[0]);
    });
  }

  // Whether a part of the block's topic that stands behind it is called the answer: "## Success response".
  bool ResponseFollows(std::size_t b) const {
    const std::size_t section = outline_.section_of[b];
    if (outline_.sections[section].heading == Section::kNone) return false;
    for (std::size_t s = section + 1; s < outline_.sections.size(); ++s) {
      const Section& part = outline_.sections[s];
      if (part.heading >= outline_.sections[section].end) break;
      if (part.parent == section && part.role == Role::kResponse && part.heading > b) return true;
    }
    return false;
  }

  // Whether a block of code behind this one, in its section, is called an answer. What was found is kept: samples are
  // asked in order.
  bool AnswerFollows(std::size_t b, const Regex& response) const {
    if (next_answer_.section != outline_.section_of[b] || next_answer_.looked <= b)
      next_answer_ = {outline_.section_of[b], b, false};
    if (next_answer_.found && next_answer_.looked > b) return true;
    for (std::size_t& i = next_answer_.looked;
         !next_answer_.found && i + 1 < page_.blocks.size() && outline_.section_of[i + 1] == next_answer_.section;) {
      ++i;
      next_answer_.found = page_.blocks[i].kind == BlockKind::kCode &&
                           (StatusOf(i) || response.In(TextBefore(i)) || response.In(page_.blocks[i].title));
    }
    return next_answer_.found;
  }

  // What is more than a page can have.
  void Bound() {
    if (const std::size_t b = mentions_.first_unread_block(); b != Mentions::kNoBlock) {
      PastLimit(page_.blocks[b].span,
                fmt::format("the page names operations more than {} times; what is named from here on is not read",
                            kMostMentions));
    }
    const auto bound = [&](auto& claims, std::size_t most, std::string_view what) {
      if (claims.size() <= most) return;
      PastLimit(claims[most].span,
                fmt::format("the page has {} {}; those from here on, past the first {}, are not read", claims.size(),
                            what, most));
      claims.erase(claims.begin() + static_cast<std::ptrdiff_t>(most), claims.end());
    };
    bound(claims_.lists, kMostLists, "lists of parameters and members");
    std::erase_if(claims_.fields, [&](const FieldClaim& field) { return field.list >= claims_.lists.size(); });
    bound(claims_.fields, kMostFields, "parameters and members");
    bound(claims_.samples, kMostSamples, "samples");
    bound(claims_.contracts, kMostContracts, "OpenAPI documents");
    bound(claims_.reads, kMostCodeReads, "members that code reads");
    bound(claims_.statuses, kMostStatements, "statuses");
    bound(claims_.values, kMostStatements, "values in sentences");
    bound(claims_.members, kMostStatements, "members in sentences");
    bound(claims_.told, kMostStatements, "sentences about one member");
    bound(claims_.relations, kMostRelations, "sentences about several members");
  }

  // The heading over the first block that defines an operation.
  void Title() {
    std::vector<std::pair<std::uint32_t, std::size_t>> begins;
    for (std::size_t b = 0; b < page_.blocks.size(); ++b) begins.emplace_back(page_.blocks[b].span.begin, b);
    std::sort(begins.begin(), begins.end());
    for (DocumentedOperation& operation : claims_.operations) {
      for (const OperationMention& mention : operation.mentions) {
        if (mention.kind != Mention::kRequest && mention.kind != Mention::kHeading &&
            mention.kind != Mention::kContract)
          continue;
        const auto after =
            std::upper_bound(begins.begin(), begins.end(), std::pair(mention.span.begin, page_.blocks.size()));
        if (after == begins.begin()) continue;
        const std::size_t heading =
            outline_.sections[outline_.TopicOf(outline_.section_of[std::prev(after)->second])].heading;
        if (heading != Section::kNone) operation.title = page_.blocks[heading].text.text;
        if (!operation.title.empty()) break;
      }
    }
  }

  // "A successful create returns 201 Created": the status of the sample above it.
  void SettleStatuses() {
    std::map<std::size_t, std::set<int>> successes;  // by operation
    for (const StatusClaim& claim : claims_.statuses) {
      if (claim.statuses.size() == 1 && claim.statuses[0] < 300) successes[claim.operation].insert(claim.statuses[0]);
    }
    for (SampleClaim& sample : claims_.samples) {
      if (sample.operation == kNoOperation || sample.part != Part::kResponse || sample.status || sample.is_error)
        continue;
      if (const auto told = successes.find(sample.operation); told != successes.end() && told->second.size() == 1)
        sample.status = *told->second.begin();
    }
  }

  void Unread(document::Span span, std::string what) {
    claims_.not_understood.push_back({.span = span, .what = std::move(what)});
  }
  void PastLimit(document::Span span, std::string what) {
    claims_.not_understood.push_back({.span = span, .what = std::move(what), .past_limit = true});
  }

  // How far AnswerFollows has looked.
  struct NextAnswer {
    std::size_t section = Section::kNone;
    std::size_t looked = 0;  // block
    bool found = false;      // it is called an answer
  };

  const Page& page_;
  Outline outline_;
  Mentions mentions_;
  Claims claims_;
  std::set<std::size_t> sent_;  // operations that a command sends
  mutable NextAnswer next_answer_;
};

}  // namespace

Claims ReadClaims(const Page& page) { return ClaimReader(page).Run(); }

}  // namespace plumbline::page

// What a documentation page claims of an API: operations, parameters, members, samples, statuses, code that reads
// members. A claim knows the operation it speaks of and the bytes that say it. Claims are read from blocks by
// read_claims.cpp; nothing here looks at a contract, and a claim that is not certain is not made: its block is listed
// as not understood.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "page/page.h"

namespace plumbline::page {

constexpr std::size_t kNoOperation = static_cast<std::size_t>(-1);

// How a page names an operation.
enum class Mention {
  kContract,  // a fence or front matter that holds an OpenAPI document or its path
  kHeading,   // "## GET /v1/calls", "GET /v1/calls" alone in a block
  kRequest,   // curl, an HTTP request line, a code sample that sends a request
  kTable,     // a row of a table of endpoints
  kProse,     // "`POST /accounts` returns 403"
};

// A field of a form that a command sends: `-d channel=sms`, `--data-urlencode "to=+33612345678"`.
struct FormField {
  std::string name, value;  // decoded
  document::Span span;
  bool operator==(const FormField&) const = default;
};

struct OperationMention {
  Mention kind = Mention::kProse;
  document::Span span;                                     // method and path, or the path alone
  std::string path;                                        // as written, without host, query and fragment
  std::string host;                                        // "https://api.example.com", where told
  std::vector<std::pair<std::string, std::string>> query;  // of an example request, decoded
  std::vector<FormField> form = {};                        // of an example request whose body is a form
  bool operator==(const OperationMention&) const = default;
};

// One operation of the page: mentions with the same method and path, where /a/{id}, /a/:id, /a/<id> and /a/123 are one
// path.
struct DocumentedOperation {
  std::string method;  // "GET"; empty where the page does not tell
  std::string path;    // template with {names}: that of its most telling mention
  std::vector<OperationMention> mentions;
  std::string title;       // the heading over its section
  bool described = false;  // has a section of its own on this page, and is not only named

  std::string Name() const { return method.empty() ? path : method + ' ' + path; }
};

enum class Part { kRequest, kResponse };
enum class In { kUnknown, kPath, kQuery, kHeader, kCookie, kBody };

// Told of parameters and members alike. An empty or absent value: not told.
struct Facts {
  std::string type;  // in JSON Schema's words: "string", "integer", "number", "boolean", "object", "array", "null"; ""
                     // where not told
  std::string item_type;  // of an array: "object" for "object[]"
  std::string format;     // "date", "date-time", "uuid", "email", "uri", "time", "decimal"
  std::optional<bool> required;
  std::optional<bool> nullable;
  std::optional<std::string> default_value;
  bool default_promised = false;                // "omitted: the default period" without saying which
  std::optional<std::string> minimum, maximum;  // of the value, or of the length (kString)
  std::string limit_unit;           // what minimum and maximum count, where it is told: "characters", "days"
  std::optional<int> decimals;      // "a string with 5 decimal places"
  std::string unit;                 // of a time: "seconds", "milliseconds"
  bool is_expandable = false;       // a reference in whose place the thing itself may stand
  std::vector<std::string> values;  // the allowed ones, where the text lists them: "active or inactive", "one of a, b"
  bool values_complete = false;     // the list says that there are no others
  std::vector<std::string> examples;  // "e.g. +919876543210"
  bool operator==(const Facts&) const = default;
};

// A list of parameters or members: a table, or fields that follow each other.
struct FieldList {
  enum class Coverage {
    kAll,
    kSome
  };  // kSome: "key fields", "the most important…": what is absent there is not missing
  std::size_t operation = kNoOperation;
  Part part = Part::kResponse;
  std::optional<int> status;
  Coverage coverage = Coverage::kAll;
  std::string heading;  // over it
  document::Span span;
  bool has_types = false, has_required = false;  // some row tells it, so that one that does not stands out
};

struct FieldClaim {
  std::size_t list = 0;  // index into Claims::lists
  std::size_t operation = kNoOperation;
  Part part = Part::kResponse;
  In in = In::kUnknown;  // kBody for members of bodies
  JsonPointer path;      // of a member: "accounts/*/auth_id"; of a parameter: its name
  std::string name;      // as written; empty for a parameter whose name the page lost
  document::Span span;   // of the name, or of the description where the name is lost
  Facts facts;
  Facts described;  // what the description alone says, where another cell says it, too
  document::Span type_span, required_span, facts_span;  // where these are told; empty: not told
  Text description;
};

struct SampleClaim {
  std::size_t operation = kNoOperation;
  Part part = Part::kResponse;
  std::optional<int> status;
  std::shared_ptr<const document::Document> body;  // its source is the page, its places are places of the page
  document::Span span;
  bool is_error = false;              // an answer to a request that failed
  bool shortened = false;             // "…" or a comment says that something is left out
  bool lacks_members = false;         // what is left out may be members, and not only further items of an array
  std::vector<std::string> oddities;  // "a comment", "a trailing comma": what strict JSON would refuse
  // Not JSON though it begins like it: where and why. `body` is null then.
  std::string fault;
  document::Span fault_span;
};

// Code that reads a member of an answer: profile["currency"], data.calls.total_cost, jq '.accounts[].id'.
struct CodeRead {
  std::size_t operation = kNoOperation;
  JsonPointer path;  // array indexes and iteration as `*`
  std::string language;
  document::Span span;  // the member access
  // Of the result of a client library's method: the names that are passed to it, which tell whether it is a call of the
  // operation. Empty: of an answer.
  std::vector<std::string> passed = {};
};

// "401 / 403 Missing credentials", "reusing an email returns 422".
struct StatusClaim {
  std::size_t operation = kNoOperation;
  std::vector<int> statuses;
  std::string code;  // the service's own code beside it: "1201"; empty: none
  Text cause;
  document::Span span;  // of the statuses
  bool in_table = false;
};

// A value told in prose: "starts with balance: 0.00", "`kyc_status` is pending".
struct ValueClaim {
  std::size_t operation = kNoOperation;
  Part part = Part::kResponse;
  std::string member;
  std::string value;  // as written
  document::Span span;
};

// A member that prose speaks of as code: "each row carries `cash_credits`".
struct MemberMention {
  std::size_t operation = kNoOperation;
  JsonPointer path;
  document::Span span;
  Text sentence;
};

// What a sentence says of a parameter or member that it names: "`per_page` is at most 250", "`state` is one of `held`,
// `paid`".
struct ToldFacts {
  std::size_t operation = kNoOperation;
  std::string name;
  Facts facts;
  document::Span span;  // from the name to the end of the sentence
  document::Span name_span;
};

// What a sentence says of two members: "`total` is the sum of `a` and `b`", "`ended_at` is later than `started_at`".
struct ToldRelation {
  // kSumOfRows: over the rows of a list; `others` are the words by which the sentence names the list and its members.
  // kSumOfSiblings: of the other numbers of its object; `others` is empty.
  // kCount: how many items the list beside it has; `others` is that list's name, or empty where it is the only one.
  enum class Kind { kSum, kProduct, kSumOfRows, kSumOfSiblings, kAfter, kCount };
  std::size_t operation = kNoOperation;
  Kind kind = Kind::kSum;
  std::string member;
  std::vector<std::string> others;
  std::vector<bool> minus = {};              // of a sum, for each of `others`: it is taken away; empty: none is
  std::optional<std::size_t> siblings = {};  // how many there are, where that is told
  std::size_t factors = 0;  // of a sum: so many of `others`, the first ones, are multiplied: "`a` times `b` plus `c`"
  std::string plus = {};    // of kSumOfRows: a member that is added to them: "`opening` plus the sum of the entries"
  document::Span span;
};

// An OpenAPI document that the page holds.
struct EmbeddedContract {
  std::shared_ptr<const document::Document> document;  // its source is the page
  std::string method, path;                            // of the fence: "yaml GET /v1/calls"; empty where not told
  document::Span span;
};

struct NotUnderstood {
  document::Span span;
  std::string what;  // "a table whose header names no field", "JSON that belongs to no operation"
  bool past_limit =
      false;  // it would be understood, but there is too much of it: nobody judges it, and the user is told so
};

// What is read of one page. Real ones stay far below: a page with all operations of a large API has some thousands of
// mentions.
constexpr std::size_t kMostMentions = 20'000;
constexpr std::size_t kMostLists = 5'000;
constexpr std::size_t kMostFields = 50'000;
constexpr std::size_t kMostSamples = 5'000;
constexpr std::size_t kMostMembersOfObject = 5'000;  // of a sample; more are a dictionary
constexpr std::size_t kMostContracts = 20'000;
constexpr std::size_t kMostCodeReads = 20'000;
constexpr std::size_t kMostStatements = 5'000;  // of prose, of each kind
constexpr std::size_t kMostRelations = 1'000;

struct Claims {
  std::vector<DocumentedOperation> operations;
  std::vector<FieldList> lists;
  std::vector<FieldClaim> fields;  // parameters and members
  std::vector<SampleClaim> samples;
  std::vector<CodeRead> reads;
  std::vector<StatusClaim> statuses;
  std::vector<ValueClaim> values;
  std::vector<MemberMention> members;
  std::vector<ToldFacts> told;
  std::vector<ToldRelation> relations;
  std::vector<EmbeddedContract> contracts;
  std::vector<NotUnderstood> not_understood;
  std::vector<std::size_t> operation_of;  // by block of the page: what stands there is about this operation
};

Claims ReadClaims(const Page& page);

// A page with what it claims.
struct DocumentedPage {
  Page page;
  Claims claims;
};

// Everything that was claimed, by operation, one line each with line and column.
std::string Print(const Page& page, const Claims& claims);

}  // namespace plumbline::page

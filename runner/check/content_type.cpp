#include <fmt/format.h>

#include "base/text.h"
#include "check/check.h"

namespace plumbline::check {
namespace {

finding::Finding Start(const Subject& subject, const document::Node& declared, std::string expected) {
  finding::Finding found;
  found.identity = subject.Identify("response.content_type");
  found.identity.schema_pointer = declared.pointer().ToString();
  found.expected = std::move(expected);
  found.places = {declared.QuoteKey("the contract says " + found.expected)};
  return found;
}

Outcome Run(const Subject& subject) {
  const contract::Response* declared = subject.declared();
  if (declared == nullptr)
    return Outcome::NotApplicable(fmt::format("the contract declares no {} answer", subject.response().status));
  const std::string type = subject.media_type();
  const std::string* encoding = http::FindHeader(subject.response().headers, "Content-Encoding");
  if (encoding != nullptr && AsciiLower(*encoding) != "identity") {
    finding::Finding found = Start(subject, declared->node, "a body as it is");
    found.identity.instance_pointer = "content-encoding";
    found.message = fmt::format("is encoded as {}, though the request asks for no encoding", *encoding);
    found.observed = "Content-Encoding: " + *encoding;
    found.places.push_back(QuoteSpan(subject.body.source, {}, "", "observed " + found.observed));
    found.likely = "The service: without Accept-Encoding a body is sent as it is.";
    return {{std::move(found)}, {}};
  }
  const bool empty = subject.response().body.empty();
  if (declared->content.empty()) {
    if (empty) return {};
    finding::Finding found = Start(subject, declared->node, "no content");
    found.severity = finding::Severity::kWarning;
    found.message =
        fmt::format("has a body of type {}, where the contract declares none", type.empty() ? "unknown" : type);
    found.observed = type;
    found.places.push_back(QuoteSpan(subject.body.source, {}, "", "observed this body"));
    found.likely = "The contract: a body that is sent is meant to be read.";
    return {{std::move(found)}, {}};
  }
  std::vector<std::string> types;
  for (const contract::MediaType& media_type : declared->content) types.push_back(media_type.name);
  const document::Node content = *declared->node.Find("content");
  const bool has_body = !(subject.exchange.request.method == "HEAD") && subject.response().status != 304;
  if (!has_body) return {};
  const Place body = QuoteSpan(subject.body.source, {}, "",
                               type.empty() ? "observed no Content-Type" : "observed Content-Type: " + type);
  if (contract::FindMediaType(declared->content, type) == nullptr) {
    finding::Finding found = Start(subject, content, Join(types, ", "));
    found.message = type.empty() ? (empty ? std::string("has no body") : std::string("has no Content-Type"))
                                 : fmt::format("is of type {}, which the contract does not declare", type);
    found.observed = type.empty() ? "none" : type;
    found.places.push_back(body);
    found.likely = "The service: clients choose their parser by this field.";
    return {{std::move(found)}, {}};
  }
  if (subject.not_json) {
    finding::Finding found = Start(subject, content, "JSON, as Content-Type says");
    found.identity.instance_pointer = "not-json";
    found.message = "says it is JSON, and is not: " + subject.not_json->message();
    found.observed = subject.not_json->message();
    const SourceLocation& at = subject.not_json->location();
    const std::size_t start = subject.body.source.LineStart(at.line);
    std::size_t offset = start;
    for (int column = 1; column < at.column && offset < subject.body.source.text().size(); ++offset) {
      if ((static_cast<unsigned char>(subject.body.source.text()[offset]) & 0xC0) != 0x80) ++column;
    }
    found.places.push_back(QuoteSpan(subject.body.source,
                                     {static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(offset + 1)}, "",
                                     subject.not_json->message()));
    found.likely = "The service: the body does not parse.";
    return {{std::move(found)}, {}};
  }
  return {};
}

}  // namespace

const Check kContentType = {
    {"response.content_type", "The body's type is declared, and the body is of that type", finding::Severity::kError,
     "Fails when Content-Type is missing or is none of the media types that the contract declares for the status (ranges "
     "as application/* count), when a body comes where none is declared, and when a body that claims to be JSON does not "
     "parse.\n\nWhat to do: correct the service's header, or declare the type."},
    Run};

}  // namespace plumbline::check

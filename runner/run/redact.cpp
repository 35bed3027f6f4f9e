#include "run/redact.h"

#include <optional>

#include "base/json_pointer.h"
#include "base/text.h"

namespace plumbline::run {
namespace {

bool IsSecretPlace(const std::string& pointer, const http::Redactor& redactor) {
  const auto parsed = JsonPointer::Parse(pointer);
  return parsed && !parsed->empty() && redactor.IsSecretName(parsed->back());
}

void RedactFinding(finding::Finding& found, const http::Redactor& redactor) {
  const auto redact = [&](std::string& text) { text = ValidUtf8(redactor.Text(text)); };
  // Names of members may be secrets too, where a service uses them as keys. The fingerprint has been made.
  redact(found.identity.instance_pointer);
  redact(found.message);
  redact(found.expected);
  redact(found.observed);
  redact(found.likely);
  for (std::string& line : found.details) redact(line);
  std::optional<std::string> mark;
  for (Place& place : found.places) {
    // A quoted value of the contract or a page is published already; one of an answer is not.
    if (place.source == "response body" && IsSecretPlace(place.pointer, redactor)) {
      const bool quoted = place.marked.size() >= 2 && place.marked.front() == '"' && place.marked.back() == '"';
      mark = redactor.Mark(quoted ? std::string_view(place.marked).substr(1, place.marked.size() - 2) : place.marked);
      place.marked = *mark;
    }
    redact(place.pointer);
    redact(place.before);
    redact(place.marked);
    redact(place.after);
    redact(place.note);
  }
  if (!mark) return;
  found.observed = found.observed.substr(0, found.observed.find(' ')) + ' ' + *mark;
  for (Place& place : found.places) {
    if (place.source == "response body") place.note = "observed " + found.observed;
  }
}

// Header fields may hold any bytes; reports are UTF-8.
void MakeUtf8(http::HeaderFields& fields) {
  for (http::HeaderField& field : fields) {
    field.name = ValidUtf8(field.name);
    field.value = ValidUtf8(field.value);
  }
}

}  // namespace

void Redact(RunResult& result, const http::Redactor& redactor) {
  for (CaseResult& test : result.cases) {
    if (test.exchange) {
      test.exchange = redactor.Redact(std::move(*test.exchange));
      MakeUtf8(test.exchange->request.headers);
      if (test.exchange->response) MakeUtf8(test.exchange->response->headers);
      if (test.exchange->error) test.exchange->error->message = ValidUtf8(test.exchange->error->message);
    }
    test.summary = redactor.Text(test.summary);
    for (Judgement& judgement : test.judgements) judgement.reason = ValidUtf8(redactor.Text(judgement.reason));
  }
  for (AuditResult& audited : result.audits) {
    for (Judgement& judgement : audited.judgements) judgement.reason = ValidUtf8(redactor.Text(judgement.reason));
  }
  for (WaiverResult& waiver : result.waivers) waiver.waiver.reason = redactor.Text(waiver.waiver.reason);
  for (JudgedFinding& found : result.findings) RedactFinding(found.finding, redactor);
  for (Excerpt& excerpt : result.excerpts) {
    for (std::string& line : excerpt.lines) line = ValidUtf8(redactor.Text(line));
  }
  result.target = redactor.Text(result.target);
}

}  // namespace plumbline::run

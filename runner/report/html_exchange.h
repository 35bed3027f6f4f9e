// Requests and answers as text, for people; what they hold is redacted already.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "report/html_view.h"

namespace plumbline::report {

// Start line, header fields, and at most `most_bytes` of the body with a note where it goes on.
std::string RequestText(const http::Request& request, std::size_t most_bytes);
// "422 Unprocessable Entity · application/json · 12 ms", or why there is no answer.
std::string AnswerLine(const run::CaseResult& test);
// Status line and header fields.
std::string AnswerHead(const http::Response& response);
// Lines with their numbers, for a <pre>; `marked`: indexes of those that are pointed at.
void PutLines(HtmlWriter& html, const std::vector<std::string>& lines, std::size_t begin, std::size_t end,
              const std::set<std::size_t>& marked);

}  // namespace plumbline::report

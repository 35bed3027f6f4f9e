#include "report/html_exchange.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace plumbline::report {
namespace {

constexpr std::size_t kLongestField = 500;

std::string FieldsText(const http::HeaderFields& fields) {
  std::string text;
  for (const http::HeaderField& field : fields)
    text += fmt::format("{}: {}\n", Shortened(ValidUtf8(field.name), kLongestField),
                        Shortened(ValidUtf8(field.value), kLongestField));
  return text;
}

}  // namespace

std::string RequestText(const http::Request& request, std::size_t most_bytes) {
  constexpr std::size_t kLongestTarget = 2000;
  std::string text = fmt::format("{} {}\n", request.method, Shortened(ValidUtf8(request.target), kLongestTarget)) +
                     FieldsText(request.headers);
  if (!request.body) return text;
  const std::string body = ValidUtf8(request.body->substr(0, most_bytes));
  text += '\n' + body;
  if (body.size() < request.body->size() && request.body->size() > most_bytes)
    text += fmt::format("\n… ({} of {} bytes are shown)", most_bytes, request.body->size());
  return text;
}

std::string AnswerLine(const run::CaseResult& test) {
  if (!test.exchange) return "no request was sent";
  if (!test.exchange->response)
    return "no answer: " + (test.exchange->error ? test.exchange->error->message : std::string("unknown"));
  const http::Response& response = *test.exchange->response;
  std::string line = std::to_string(response.status);
  if (const std::string_view phrase = http::ReasonPhrase(response.status); !phrase.empty())
    line.append(" ").append(phrase);
  if (const std::string* type = http::FindHeader(response.headers, "Content-Type"); type != nullptr)
    line += " · " + Shortened(ValidUtf8(*type), 100);
  if (test.duration.count() > 0) line += fmt::format(" · {} ms", test.duration.count());
  return line;
}

std::string AnswerHead(const http::Response& response) {
  return fmt::format("{} {}\n", response.status, http::ReasonPhrase(response.status)) + FieldsText(response.headers);
}

void PutLines(HtmlWriter& html, const std::vector<std::string>& lines, std::size_t begin, std::size_t end,
              const std::set<std::size_t>& marked) {
  const std::size_t digits = std::to_string(end).size();
  for (std::size_t i = begin; i < end; ++i) {
    const bool is_marked = marked.contains(i);
    html.Text(fmt::format("{} {:>{}}  ", is_marked ? ">" : " ", i + 1, digits));
    if (is_marked) {
      const std::size_t text = std::min(lines[i].find_first_not_of(' '), lines[i].size());
      html.Text(lines[i].substr(0, text));
      html.Put("mark", lines[i].substr(text));
    } else {
      html.Text(lines[i]);
    }
    if (i + 1 < end) html.Text("\n");
  }
}

}  // namespace plumbline::report

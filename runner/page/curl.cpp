#include "page/curl.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/percent.h"
#include "base/regex.h"
#include "base/text.h"

namespace plumbline::page {
namespace {

// A word of a shell command line, quotes and backslashes undone.
struct Word {
  Text text;
  bool quoted = false;
};

// The words of one command from `at` on, up to its end: a line break that no backslash and no quote holds. A trailing
// backslash before a blank line ends it as well: pages are copied with dangling ones.
std::vector<Word> Words(const Text& code, std::size_t& at) {
  const std::string& text = code.text;
  std::vector<Word> words;
  Word word;
  bool open = false;
  const auto append = [&](std::size_t from, std::size_t size) {
    word.text.Append(std::string_view(text).substr(from, size), code.SpanOf(from, from + size).begin);
    open = true;
  };
  const auto finish = [&] {
    if (open) words.push_back(std::move(word));
    word = {};
    open = false;
  };
  while (at < text.size()) {
    const char c = text[at];
    if (c == '\n' || c == ';' || c == '|' || c == '>') break;
    if (c == ' ' || c == '\t' || c == '\r') {
      finish();
      ++at;
    } else if (c == '\\' && at + 1 < text.size()) {
      std::size_t next = at + 1;
      while (next < text.size() && (text[next] == ' ' || text[next] == '\t' || text[next] == '\r')) ++next;
      if (next >= text.size() || text[next] == '\n') {
        finish();
        at = std::min(next + 1, text.size());
        std::size_t after = at;
        while (after < text.size() && (text[after] == ' ' || text[after] == '\t' || text[after] == '\r')) ++after;
        if (after >= text.size() || text[after] == '\n') break;
      } else {
        append(at + 1, 1);
        at += 2;
      }
    } else if (c == '\'' || c == '"') {
      word.quoted = true;
      open = true;
      ++at;
      while (at < text.size() && text[at] != c) {
        if (c == '"' && text[at] == '\\' && at + 1 < text.size() &&
            (text[at + 1] == '"' || text[at + 1] == '\\' || text[at + 1] == '$')) {
          append(at + 1, 1);
          at += 2;
        } else {
          append(at, 1);
          ++at;
        }
      }
      if (at < text.size()) ++at;
    } else {
      append(at, 1);
      ++at;
    }
  }
  finish();
  return words;
}

bool IsUrl(std::string_view word) {
  return word.find("://") != std::string_view::npos || word.starts_with('/') || word.starts_with("$") ||
         word.starts_with("{{");
}

// The fields of "a=1&b=2"; nothing where the text is no form. What curl encodes itself is taken as it stands.
std::optional<std::vector<FormField>> ReadForm(const Text& data, bool encoded) {
  static const Regex kField(R"(([A-Za-z_][\w.\[\]-]*)=([^\x00-\x1f]*))");
  std::vector<FormField> fields;
  const std::string& text = data.text;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = encoded ? std::min(text.find('&', begin), text.size()) : text.size();
    const std::string_view piece = std::string_view(text).substr(begin, end - begin);
    const auto field = kField.Full(piece);
    if (!field) return std::nullopt;
    const auto plain = [&](std::string_view written) {
      return encoded ? PercentDecode(written, true) : std::string(written);
    };
    fields.push_back({plain((*field)[1]), plain((*field)[2]), data.SpanOf(begin, end)});
    begin = end + 1;
  }
  return fields;
}

std::optional<ShownRequest> ReadCurl(const Text& code, std::size_t& at) {
  ShownRequest request;
  request.begin = at;
  std::vector<Word> words = Words(code, at);
  request.end = at;
  bool data_in_query = false;
  std::vector<std::string> data;
  bool is_form = true;  // so far
  const auto add_form = [&](const Text& piece, bool encoded) {
    const auto fields = ReadForm(piece, encoded);
    is_form = is_form && fields.has_value();
    if (fields) request.form.insert(request.form.end(), fields->begin(), fields->end());
  };
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::string& word = words[i].text.text;
    const bool last = i + 1 == words.size();
    const auto value = [&]() -> Text { return last ? Text{} : words[++i].text; };
    if (word == "-X" || word == "--request") {
      request.method = value().text;
    } else if (word.starts_with("-X") && word.size() > 2) {
      request.method = word.substr(2);
    } else if (word == "--url") {
      const Text url = value();
      request.url = url.text;
      request.span = url.span();
    } else if (word == "-H" || word == "--header") {
      const Text header = value();
      const std::size_t colon = header.text.find(':');
      if (colon != std::string::npos) {
        std::size_t begin = colon + 1;
        while (begin < header.text.size() && header.text[begin] == ' ') ++begin;
        request.headers.emplace_back(header.text.substr(0, colon), header.Part(begin, header.text.size()));
      }
    } else if (word == "-d" || word.starts_with("--data") || word == "--json") {
      request.body = value();
      data.push_back(request.body.text);
      add_form(request.body, word != "--data-urlencode");
    } else if (word == "-G" || word == "--get") {
      data_in_query = true;
    } else if (word == "-I" || word == "--head") {
      request.method = "HEAD";
    } else if (word == "-u" || word == "--user" || word == "-o" || word == "-F" || word == "--form" || word == "-b" ||
               word == "--cookie" || word == "-A") {
      const Text argument = value();
      if (word == "-F" || word == "--form") {
        request.method = request.method.empty() ? "POST" : request.method;
        add_form(argument, false);
      }
    } else if (!word.starts_with('-') && IsUrl(word) && request.url.empty()) {
      request.url = word;
      request.span = words[i].text.span();
    }
  }
  if (request.url.empty()) return std::nullopt;
  if (!is_form || data_in_query) request.form.clear();
  if (data_in_query) {
    request.body = {};
    for (const std::string& part : data) request.url += (request.url.find('?') == std::string::npos ? '?' : '&') + part;
  }
  if (request.method.empty()) request.method = request.body.empty() ? "GET" : "POST";
  request.method = MethodName(request.method);
  return request;
}

// "POST /v1/charges HTTP/1.1", header fields, an empty line, the body.
std::optional<ShownRequest> ReadHttp(const Text& code, std::size_t at) {
  static const Regex kLine(
      R"(^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)[ \t]+((?:https?://[^\s/]+|\{\{?\w+\}?\}|\$\{?\w+\}?)?/[^\s]*)(?:[ \t]+HTTP/[0-9.]+)?[ \t]*\r?(?:\n|$))");
  const std::string_view rest = std::string_view(code.text).substr(at);
  const auto line = kLine.Find(rest);
  if (!line || line->begin() != 0) return std::nullopt;
  ShownRequest request;
  request.begin = at;
  request.method = std::string((*line)[1]);
  request.url = std::string((*line)[2]);
  request.span = code.SpanOf(at + line->groups[2].begin, at + line->groups[2].end);
  std::size_t here = at + line->end();
  static const Regex kHeader(R"(^([A-Za-z][A-Za-z0-9-]*):[ \t]*([^\r\n]*)\r?(?:\n|$))");
  while (here < code.text.size()) {
    const std::string_view tail = std::string_view(code.text).substr(here);
    const auto header = kHeader.Find(tail);
    if (!header || header->begin() != 0) break;
    request.headers.emplace_back(std::string((*header)[1]),
                                 code.Part(here + header->groups[2].begin, here + header->groups[2].end));
    here += header->end();
  }
  const std::size_t body = code.text.find_first_not_of(" \t\r\n", here);
  if (body != std::string::npos && (code.text[body] == '{' || code.text[body] == '['))
    request.body = code.Part(body, code.text.find_last_not_of(" \t\r\n") + 1);
  request.end = code.text.size();
  return request;
}

// requests.get("https://…"), fetch("https://…", {method: "POST"}), http.NewRequest("GET", "https://…"),
// $client->request('GET', '…').
void ReadCalls(const Text& code, std::vector<ShownRequest>& requests) {
  static const Regex kUrl(R"re(["'`](https?://[^"'`\s]+)["'`])re");
  static const Regex kVerbCall(
      R"((?i)(?:^|[^a-z])(get|post|put|patch|delete|head)(?:async|json|\.new)?!?\s*(?:<[^>]*>)?\s*\(\s*f?$)");
  static const Regex kVerbArgument(R"re((?i)["'](GET|POST|PUT|PATCH|DELETE|HEAD)["']\s*,\s*f?$)re");
  static const Regex kMethodOption(
      R"re((?i)(?:method["']?\s*[:=]>?\s*|CURLOPT_CUSTOMREQUEST\s*(?:,|=>)\s*|HttpMethod\.|setRequestMethod\(\s*)["']?(GET|POST|PUT|PATCH|DELETE|HEAD)\b)re");
  static const Regex kFetch(R"((?i)fetch\s*\(\s*$)");
  for (const Regex::Match& url : kUrl.All(code.text)) {
    ShownRequest request;
    const std::string_view before = std::string_view(code.text).substr(0, url.begin());
    const std::string_view near_before = before.substr(before.size() > 120 ? before.size() - 120 : 0);
    const std::string_view after = std::string_view(code.text).substr(url.end(), 400);
    if (const auto call = kVerbCall.Find(near_before); call) {
      request.method = std::string((*call)[1]);
    } else if (const auto argument = kVerbArgument.Find(near_before); argument) {
      request.method = std::string((*argument)[1]);
    } else if (const auto option = kMethodOption.Find(after); option) {
      request.method = std::string((*option)[1]);
    } else if (kFetch.In(near_before)) {
      request.method = "GET";
    } else {
      continue;
    }
    request.method = MethodName(request.method);
    request.url = std::string(url[1]);
    request.begin = url.begin();
    request.end = url.end();
    request.span = code.SpanOf(url.groups[1].begin, url.groups[1].end);
    requests.push_back(std::move(request));
  }
}

}  // namespace

bool IsMethod(std::string_view word) {
  static const std::set<std::string_view> kMethods = {"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"};
  return kMethods.contains(word);
}

std::string MethodName(std::string_view written) {
  std::string name(written);
  std::transform(name.begin(), name.end(), name.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return name;
}

std::vector<ShownRequest> ReadRequests(const Text& code, std::string_view language) {
  std::vector<ShownRequest> requests;
  if (language == "json" || language == "yaml" || language == "xml") return requests;
  static const Regex kCurl(R"((?m)^[ \t]*(?:\$[ \t]+|>[ \t]+)?(curl)[ \t])");
  bool shell = false;
  for (std::size_t at = 0; at < code.text.size();) {
    const auto curl = kCurl.Find(code.text, at);
    if (!curl) break;
    shell = true;
    at = curl->groups[1].begin;
    if (auto request = ReadCurl(code, at)) requests.push_back(std::move(*request));
    at = std::max(at, curl->end());
  }
  if (shell) return requests;
  const std::size_t begin = code.text.find_first_not_of(" \t\r\n");
  if (begin != std::string::npos) {
    if (auto request = ReadHttp(code, begin)) return {std::move(*request)};
  }
  ReadCalls(code, requests);
  return requests;
}

namespace {

bool HasControls(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

// Decoded where that is text of one line, else as written.
std::string DecodedText(std::string_view written) {
  std::string decoded = PercentDecode(written, true);
  return HasControls(decoded) || FindInvalidUtf8(decoded) ? std::string(written) : decoded;
}

}  // namespace

SplitUrl SplitRequestUrl(std::string_view url) {
  SplitUrl split;
  std::string_view rest = url;
  if (const std::size_t scheme = rest.find("://"); scheme != std::string_view::npos) {
    // "https://{{< shop/host >}}/v1": a host that a template fills in.
    const std::size_t close =
        rest.substr(scheme + 3).starts_with("{{") ? rest.find("}}", scheme + 3) : std::string_view::npos;
    const std::size_t slash = rest.find_first_of("/?#", close == std::string_view::npos ? scheme + 3 : close);
    split.host = std::string(rest.substr(0, slash));
    rest = slash == std::string_view::npos ? "" : rest.substr(slash);
  } else if (rest.starts_with("$") || rest.starts_with("{{")) {  // "$BASE_URL/v1/calls"
    const std::size_t slash = rest.find('/');
    rest = slash == std::string_view::npos ? "" : rest.substr(slash);
  }
  rest = rest.substr(0, rest.find('#'));
  const std::size_t question = rest.find('?');
  split.path = std::string(rest.substr(0, question));
  if (split.path.empty()) split.path = "/";
  if (question == std::string_view::npos) return split;
  for (std::string_view pair : Split(rest.substr(question + 1), '&')) {
    if (pair.empty() || HasControls(pair)) continue;
    if (pair.front() == '$' || pair.front() == '{' || pair.front() == '<')
      continue;  // "${params}": of names that code knows
    const std::size_t equals = pair.find('=');
    split.query.emplace_back(DecodedText(pair.substr(0, equals)),
                             equals == std::string_view::npos ? "" : DecodedText(pair.substr(equals + 1)));
  }
  return split;
}

}  // namespace plumbline::page

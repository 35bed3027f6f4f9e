// Requests that code on a page sends: curl commands, HTTP request lines, and calls of HTTP libraries.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "page/claim.h"

namespace plumbline::page {

struct ShownRequest {
  std::string method;   // "GET"
  std::string url;      // as written: with or without host, with its query; the data of `curl -G` is part of that
  document::Span span;  // of the URL in the page
  std::size_t begin = 0, end = 0;                     // of the whole request in the code
  std::vector<std::pair<std::string, Text>> headers;  // names as written
  Text body;                                          // empty: none
  std::vector<FormField> form;                        // where the body is one, of whichever encoding
};

// The requests in a block of code, in order. `language` as of the block; an empty one is guessed.
std::vector<ShownRequest> ReadRequests(const Text& code, std::string_view language);

// Whether a word is a method of HTTP in capitals, of those that pages show.
bool IsMethod(std::string_view word);

// "GET" for "get", as pages write methods.
std::string MethodName(std::string_view written);

// "https://api.example.com", "/v1/calls", and the decoded query of "https://api.example.com/v1/calls?page=1".
struct SplitUrl {
  std::string host;
  std::string path;
  std::vector<std::pair<std::string, std::string>> query;
};
SplitUrl SplitRequestUrl(std::string_view url);

}  // namespace plumbline::page

#include "http/curl_line.h"

#include "base/text.h"

namespace plumbline::http {
namespace {

std::string ShellQuoted(const std::string& text) { return '\'' + ReplaceAll(text, "'", "'\\''") + '\''; }

}  // namespace

std::string CurlLine(const Request& request, std::string_view base) {
  std::string line = "curl";
  if (request.method != "GET") line += " -X " + request.method;
  for (const HeaderField& field : request.headers) line += " -H " + ShellQuoted(field.name + ": " + field.value);
  if (request.body) line += " --data-binary " + ShellQuoted(*request.body);
  line += " \"" + (base.empty() ? std::string("$TARGET") : std::string(base)) + '"';
  return line + ShellQuoted(request.target);
}

}  // namespace plumbline::http

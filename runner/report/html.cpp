#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/base64.h"
#include "base/hash.h"
#include "report/html_parts.h"
#include "report/html_texts.h"

namespace plumbline::report {
namespace {

std::string_view EmbeddedText(std::string_view name) {
  for (const auto& [file, text] : HtmlTexts()) {
    if (file == name) return text;
  }
  return "";
}

// As a Content Security Policy names a text (CSP 3, 2.3.1).
std::string HashSource(std::string_view text) {
  const std::string hex = Sha256Hex(text);
  std::string bytes;
  const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
    bytes += static_cast<char>(digit(hex[i]) * 16 + digit(hex[i + 1]));
  return "'sha256-" + Base64Encode(bytes) + "'";
}

void WriteHead(HtmlWriter& html, const run::RunResult& result) {
  const auto head = html.In("head");
  html.Void("meta", {{"charset", "utf-8"}});
  const std::string_view style = EmbeddedText("style.css"), script = EmbeddedText("script.js");
  html.Void(
      "meta",
      {{"http-equiv", "Content-Security-Policy"},
       {"content", fmt::format("default-src 'none'; style-src {}; script-src {}; base-uri 'none'; form-action 'none'",
                               HashSource(style), HashSource(script))}});
  html.Void("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
  html.Void("meta", {{"name", "color-scheme"}, {"content", "light dark"}});
  html.Void("meta", {{"name", "referrer"}, {"content", "no-referrer"}});
  html.Put("title", fmt::format("{}: contract audit, {}", result.title.empty() ? result.vendor : result.title,
                                FormatTimestamp(result.started).substr(0, 10)));
  html.Embed("style", style);
}

}  // namespace

std::string WriteHtml(const run::RunResult& result, const Options& options) {
  const View view = MakeView(result, options);
  HtmlWriter html;
  html.Doctype();
  {
    const auto root = html.In("html", {{"lang", "en"}});
    html.Line();
    WriteHead(html, result);
    html.Line();
    const auto body = html.In("body");
    html.Put("a", "Skip to the verdict", {{"class", "skip"}, {"href", "#verdict"}});
    {
      const auto header = html.In("header");
      html.Put("p", "Plumbline contract audit", {{"class", "kind"}});
      html.Put("h1", result.title.empty() ? result.vendor : result.title);
      const auto navigation = html.In("nav", {{"aria-label", "Parts of the report"}});
      constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kParts = {{{"verdict", "Verdict"},
                                                                                        {"coverage", "Coverage"},
                                                                                        {"plots", "Measures"},
                                                                                        {"findings", "Discrepancies"},
                                                                                        {"appendix", "Appendix"}}};
      for (const auto& [id, name] : kParts) {
        PutLink(html, id, name);
        html.Text(" ");
      }
    }
    html.Line();
    {
      const auto main = html.In("main");
      for (const auto write : {WriteOverview, WriteMatrix, WritePlots, WriteCards, WriteAppendix}) {
        write(html, view);
        html.Line();
      }
    }
    {
      const auto footer = html.In("footer");
      html.Put("p",
               fmt::format("Written by Plumbline {} from one stored result. This page loads nothing from anywhere.",
                           result.tool_version));
    }
    html.Embed("script", EmbeddedText("script.js"));
  }
  html.Line();
  return html.Take();
}

}  // namespace plumbline::report

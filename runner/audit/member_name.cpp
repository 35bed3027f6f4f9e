#include "audit/member_name.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <initializer_list>

#include "base/text.h"
#include "page/loose_json.h"

namespace plumbline::audit {
namespace {

bool IsOneOf(std::string_view word, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool Upper(char c) { return std::isupper(static_cast<unsigned char>(c)) != 0; }
bool Lower(char c) { return std::islower(static_cast<unsigned char>(c)) != 0; }
bool Alnum(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || (static_cast<unsigned char>(c) & 0x80U) != 0;
}

}  // namespace

std::vector<std::string> Words(std::string_view name) {
  std::vector<std::string> words;
  std::string word;
  const auto end = [&] {
    if (!word.empty()) words.push_back(AsciiLower(word));
    word.clear();
  };
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    if (!Alnum(c)) {
      end();
      continue;
    }
    // "totalCost" and the last capital of "HTTPServer" begin a word.
    const bool after_lower = i > 0 && !Upper(name[i - 1]) && Alnum(name[i - 1]);
    const bool before_lower = i > 0 && i + 1 < name.size() && Upper(name[i - 1]) && Lower(name[i + 1]);
    // "IDs" is one word.
    const bool plural_s = before_lower && name[i + 1] == 's' && (i + 2 == name.size() || !Lower(name[i + 2]));
    if (Upper(c) && (after_lower || (before_lower && !plural_s))) end();
    word += c;
  }
  end();
  return words;
}

std::string Spelled(std::string_view name) { return Join(Words(name), "_"); }

std::string Singular(std::string_view word) {
  const std::string text(word);
  if (text.size() < 4 || !text.ends_with('s') || text.ends_with("ss") || text.ends_with("us") || text.ends_with("is"))
    return text;
  if (text.ends_with("ies") && text.size() > 4) return text.substr(0, text.size() - 3) + 'y';
  for (std::string_view ending : {"sses", "shes", "ches", "xes", "zes"}) {
    if (text.ends_with(ending)) return text.substr(0, text.size() - 2);
  }
  return text.substr(0, text.size() - 1);
}

bool HasWord(std::string_view name, std::string_view word) {
  const auto words = Words(name);
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool NamesIdentifier(std::string_view name) {
  const auto words = Words(name);
  return !words.empty() && IsOneOf(words.back(), {"id", "uuid", "guid", "sid"});
}

bool NamesMoney(std::string_view name) {
  const auto words = Words(name);
  if (words.empty()) return false;
  if (IsOneOf(words.back(), {"balance", "amount", "cost", "costs", "price", "fee", "fees", "subtotal", "revenue"}))
    return true;
  // "rate_per_minute" is a price; "rate" may be a share, a frequency, an exchange.
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if (IsOneOf(words[i], {"rate", "price", "cost", "fee"}) && words[i + 1] == "per") return words.size() == i + 3;
  }
  return false;
}

bool NamesCredits(std::string_view name) {
  const auto words = Words(name);
  return !words.empty() && IsOneOf(words.back(), {"credits", "credit", "funds"});
}

bool NamesMoment(std::string_view name) {
  const auto words = Words(name);
  if (words.empty()) return false;
  if (IsOneOf(words.back(), {"at", "timestamp", "datetime", "created", "updated", "modified", "expires", "expiry"}))
    return true;
  return words.size() > 1 && (IsOneOf(words.back(), {"time", "date", "login", "on", "seen"}) ||
                              (words.back() == "until" || words.back() == "since"));
}

bool IsCommonName(std::string_view name) {
  const std::string spelled = Spelled(name);
  return IsOneOf(
      spelled,
      {"id",      "uuid",   "name",       "type",       "kind",    "object",   "title",     "label",   "description",
       "status",  "state",  "created_at", "updated_at", "created", "updated",  "modified",  "url",     "uri",
       "href",    "link",   "links",      "self",       "meta",    "metadata", "value",     "key",     "code",
       "message", "text",   "data",       "count",      "total",   "date",     "timestamp", "version", "slug",
       "enabled", "active", "is_active",  "deleted_at", "tags",    "index",    "position",  "order"});
}

bool NamesFreeForm(std::string_view name) {
  const auto words = Words(name);
  if (words.empty()) return true;
  return IsOneOf(words.back(),
                 {"metadata",      "meta",         "fields",    "attributes", "properties",  "settings", "config",
                  "configuration", "options",      "params",    "parameters", "variables",   "vars",     "tags",
                  "labels",        "headers",      "context",   "extra",      "extras",      "custom",   "annotations",
                  "payload",       "data",         "details",   "info",       "raw",         "body",     "value",
                  "values",        "args",         "arguments", "env",        "environment", "map",      "additional",
                  "links",         "errors",       "error",     "warnings",   "query",       "filter",   "filters",
                  "inputs",        "outputs",      "input",     "output",     "features",    "flags",    "preferences",
                  "traits",        "translations", "props",     "schema",     "content",     "result",   "response",
                  "request",       "permissions",  "scopes",    "roles",      "attachments"}) ||
         IsOneOf(words.front(), {"custom", "extra", "additional", "user"});
}

bool NamesWrapper(std::string_view name) {
  return IsOneOf(Spelled(name),
                 {"data",    "result",   "results",    "item",     "items",     "response",  "payload",  "body",
                  "records", "record",   "rows",       "row",      "list",      "content",   "contents", "entries",
                  "entry",   "values",   "objects",    "object",   "docs",      "hits",      "edges",    "node",
                  "nodes",   "embedded", "attributes", "resource", "resources", "collection"});
}

bool IsStandIn(const document::Value& value) {
  if (!value.IsString()) return false;
  const std::string_view text = Trim(value.text);
  if (text.empty()) return true;
  const auto contains = [&](std::string_view part) { return text.find(part) != std::string_view::npos; };
  // Beside what stands for a value as a whole: a part that is left out, and words that any value could have.
  if (contains("...") || contains("…") || contains("***") || contains("•") || contains("XXX") || contains("xxx") ||
      page::IsPlaceholder(text))
    return true;
  if ((contains("<") && contains(">")) || (text.front() == '[' && text.back() == ']')) return true;
  const std::string lower = AsciiLower(text);
  if (lower.starts_with("your")) return true;
  return IsOneOf(lower, {"str",    "text",  "value", "null",     "number",    "integer", "boolean",
                         "object", "array", "date",  "datetime", "date-time", "uuid",    "example",
                         "foo",    "bar",   "todo",  "none",     "n/a",       "-",       "?"});
}

}  // namespace plumbline::audit

#include "page/component.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <string>

#include "base/text.h"
#include "page/curl.h"
#include "page/prose.h"

namespace plumbline::page {
namespace {

const std::set<std::string_view> kBlockElements = {
    "article",    "aside",  "blockquote", "body", "center", "dd", "details", "div",     "dl",      "dt",
    "figcaption", "figure", "footer",     "h1",   "h2",     "h3", "h4",      "h5",      "h6",      "header",
    "hr",         "html",   "li",         "main", "nav",    "ol", "p",       "section", "summary", "ul"};

// "Tabs.Tab" and "TabItem" are tabs.
std::string ContainerName(const Tag& tag) {
  std::string name = AsciiLower(tag.name.substr(tag.name.find_last_of('.') + 1));
  if (name == "tabitem" || name == "tabpanel") return "tab";
  if (name == "callout" || name == "admonition" || name == "hint" || name == "alert" || name == "aside") {
    for (const char* property : {"type", "style", "variant", "kind", "theme"}) {
      const Tag::Property* found = tag.Find(property);
      if (found && !found->expression && !found->value.empty()) return AsciiLower(found->value.text);
    }
  }
  return name;
}

bool IsTrue(const Tag::Property& property) { return !property.has_value || property.value.text == "true"; }

// "true" or "false", tied to what tells it.
Text Told(const Tag::Property& property, std::string_view value) {
  if (property.value.text == value) return property.value;
  Text text;
  AppendReplaced(text, value,
                 (property.has_value && !property.value.empty() ? property.value : property.name_text).span().begin);
  return text;
}

bool IsFieldName(std::string_view name) {
  if (name == "param" || name == "swagger-parameter" || name == "parameter" || name == "property" || name == "field")
    return true;
  return name.ends_with("field") || name.ends_with("param") || name.ends_with("parameter") ||
         name.ends_with("property") || name.ends_with("attribute");
}

// "caller\\_id", as a Markdown editor writes names into attributes, is caller_id.
Text WithoutEscapes(const Text& written) {
  if (written.text.find('\\') == std::string::npos) return written;
  Text plain;
  for (std::size_t i = 0; i < written.text.size(); ++i) {
    const bool escape = written.text[i] == '\\' && i + 1 < written.text.size() &&
                        std::ispunct(static_cast<unsigned char>(written.text[i + 1])) != 0;
    if (!escape) plain.Append(written.text.substr(i, 1), written.SpanOf(i, i + 1).begin);
  }
  return plain;
}

// Where the fields of a group are sent: {% api-method-body-parameters %}, <QueryParams>.
std::string_view PlaceOfGroup(std::string_view name) {
  if (!name.ends_with("parameters") && !name.ends_with("params") && !name.ends_with("headers")) return "";
  for (std::string_view place : {"header", "query", "path", "cookie", "body", "form"}) {
    if (name.find(place) != std::string_view::npos) return place;
  }
  return "";
}

std::optional<Block> FieldOf(const Tag& tag, const Component* parent) {
  constexpr std::array kPlaces = {"path", "query", "header", "cookie", "body", "form"};
  static const std::set<std::string_view> kNoFields = {"icon", "input", "button", "badge", "image", "select",
                                                       "svg",  "card",  "tab",    "meta",  "form",  "link"};
  const std::string name = AsciiLower(tag.name.substr(tag.name.find_last_of('.') + 1));
  const bool is_component = (tag.name[0] >= 'A' && tag.name[0] <= 'Z') || name.find('-') != std::string::npos;
  if (!is_component || kNoFields.contains(name)) return std::nullopt;
  const Tag::Property* named = tag.Find("name");
  std::string_view place;
  if (IsFieldName(name)) {
    for (const char* in : kPlaces) {
      const Tag::Property* found = tag.Find(in);
      if (found && found->has_value && (!named || found == named)) named = found, place = in;
    }
  } else if (!tag.Find("type")) {
    return std::nullopt;
  }
  if (!named || named->value.empty() || named->expression) return std::nullopt;

  Block field = BlockAt(BlockKind::kField, tag.span.begin, tag.span.end);
  if (parent) field.container = parent->name;
  field.attributes.push_back({"name", WithoutEscapes(named->value)});
  if (!place.empty()) field.attributes.push_back({"in", named->name_text});
  for (const Tag::Property& property : tag.properties) {
    const std::string key = AsciiLower(property.name);
    if (&property == named || field.Find(key)) continue;
    if (key == "required" || key == "deprecated" || key == "nullable") {
      if (IsTrue(property))
        field.attributes.push_back({key, Told(property, "true")});
      else if (property.value.text == "false")
        field.attributes.push_back({key, Told(property, "false")});
    } else if (key == "optional") {
      if (!field.Find("required"))
        field.attributes.push_back({"required", IsTrue(property) ? Told(property, "false") : Told(property, "true")});
    } else if (key == "description" || key == "desc") {
      if (!property.expression) field.text = property.value;
    } else if (property.has_value && !property.value.empty()) {
      const std::string_view canonical = key == "min"            ? "minimum"
                                         : key == "max"          ? "maximum"
                                         : key == "defaultvalue" ? "default"
                                                                 : std::string_view(key);
      for (std::string_view known : {"type", "in", "default", "enum", "format", "minimum", "maximum"}) {
        if (canonical == known && !field.Find(known)) field.attributes.push_back({std::string(known), property.value});
      }
    }
  }
  if (const std::string_view of_group = parent ? PlaceOfGroup(parent->name) : "";
      !field.Find("in") && !of_group.empty()) {
    Text in;
    AppendReplaced(in, of_group, tag.span.begin + 1);
    field.attributes.push_back({"in", std::move(in)});
  }
  if (!field.Find("in") && name.starts_with("response")) {
    Text in;
    AppendReplaced(in, "response", tag.span.begin + 1);
    field.attributes.push_back({"in", std::move(in)});
  }
  return field;
}

const Tag::Property* TellingOne(const Tag& tag, std::initializer_list<const char*> names) {
  for (const char* name : names) {
    const Tag::Property* found = tag.Find(name);
    if (found && !found->expression && !found->value.empty()) return found;
  }
  return nullptr;
}

// {% swagger method="post" path="/calls" baseUrl="https://api.example.com/v1" %}, <ApiEndpoint method="GET"
// path="/calls" />: a paragraph that names the operation. All of it is tied to the tag's method and path.
std::optional<Block> EndpointOf(const Tag& tag) {
  const Tag::Property *told = TellingOne(tag, {"method"}), *path = TellingOne(tag, {"path", "endpoint", "url"});
  if (!told || !path) return std::nullopt;
  const std::string method = MethodName(Trim(told->value.text));
  const bool is_whole = path->value.text.starts_with("http://") || path->value.text.starts_with("https://");
  if (!IsMethod(method) || (!is_whole && path->value.text[0] != '/') || path->value.text.find(' ') != std::string::npos)
    return std::nullopt;
  const std::size_t begin = path->value.span().begin;
  Block block = BlockAt(BlockKind::kParagraph, tag.span.begin, tag.span.end);
  AppendReplaced(block.text, method, std::min<std::size_t>(told->value.span().begin, begin));
  AppendReplaced(block.text, " ", begin);
  if (const Tag::Property* base = TellingOne(tag, {"baseurl", "host"});
      base && !is_whole && base->value.text.starts_with("http")) {
    std::string_view url = base->value.text;
    while (url.ends_with('/')) url.remove_suffix(1);
    AppendReplaced(block.text, url, begin);
  }
  AppendReplaced(block.text, WithoutEscapes(path->value).text, begin);
  return block;
}

// The strings of items={['npm', "yarn"]}.
std::vector<std::string> Strings(std::string_view list) {
  std::vector<std::string> strings;
  for (std::size_t at = 0; at < list.size() && strings.size() < 100; ++at) {
    if (list[at] != '"' && list[at] != '\'' && list[at] != '`') continue;
    const std::size_t close = list.find(list[at], at + 1);
    if (close == std::string_view::npos) break;
    strings.emplace_back(list.substr(at + 1, close - at - 1));
    at = close;
  }
  return strings;
}

}  // namespace

bool StandsAroundBlocks(const Tag& tag) {
  if (tag.name.empty()) return true;  // a fragment
  const bool capital = tag.name[0] >= 'A' && tag.name[0] <= 'Z';
  // <API_KEY> is a placeholder.
  if (capital && tag.name.size() > 1 &&
      std::none_of(tag.name.begin(), tag.name.end(), [](char c) { return c >= 'a' && c <= 'z'; })) {
    return !tag.properties.empty();
  }
  return capital || kBlockElements.contains(AsciiLower(tag.name)) || tag.name.find('.') != std::string::npos;
}

Component MakeComponent(const Tag& tag, const Component* parent) {
  Component component;
  component.name = ContainerName(tag);
  component.span = tag.span;
  for (const char* property : {"title", "label", "header", "summary", "status", "httpcode", "value"}) {
    const Tag::Property* found = tag.Find(property);
    if (!found || found->expression || found->value.empty() || !component.title.empty()) continue;
    component.title = found->value.text;
  }
  if (const Tag::Property* items = tag.Find("items"); items && items->expression)
    component.tab_titles = Strings(items->value.text);
  if (component.title.empty() && component.name == "tab" && parent && parent->tabs < parent->tab_titles.size()) {
    component.title = parent->tab_titles[parent->tabs];
  }
  if (component.name.size() == 2 && component.name[0] == 'h' && component.name[1] >= '1' && component.name[1] <= '6')
    component.heading = component.name[1] - '0';
  component.is_item = component.name == "li";
  component.field = FieldOf(tag, parent);
  if (component.field)
    component.title.clear();
  else
    component.endpoint = EndpointOf(tag);
  return component;
}

}  // namespace plumbline::page

#include "contract/parameter_style.h"

#include <algorithm>
#include <set>

#include "base/decimal.h"
#include "base/percent.h"
#include "base/text.h"
#include "contract/schema_view.h"
#include "http/message.h"

namespace plumbline::contract {
namespace {

using document::Kind;
using document::Member;
using document::Value;

std::string PrimitiveText(const Value& value) {
  switch (value.kind) {
    case Kind::kNull:
      return "";
    case Kind::kBoolean:
      return value.boolean ? "true" : "false";
    case Kind::kNumber:
    case Kind::kString:
      return value.text;
    case Kind::kArray:
    case Kind::kObject:
      return document::WriteJson(value, 0);
  }
  return "";
}

// Headers and cookies are not percent-encoded; paths and queries are.
std::string Encode(const Parameter& parameter, const std::string& text) {
  if (parameter.in == Location::kHeader || parameter.in == Location::kCookie) return text;
  return PercentEncode(text, parameter.allow_reserved ? ":/?#[]@!$&'()*+,;=" : "");
}

std::string EncodeValue(const Parameter& parameter, const Value& value) {
  return Encode(parameter, PrimitiveText(value));
}

// The parts of an array ("a") or object ("k=v" or "k", "v").
std::vector<std::string> Parts(const Parameter& parameter, const Value& value, bool pairs) {
  std::vector<std::string> parts;
  for (const Value& item : value.items) parts.push_back(EncodeValue(parameter, item));
  for (const Member& member : value.members) {
    const std::string key = Encode(parameter, member.key), text = EncodeValue(parameter, member.value);
    if (pairs) {
      parts.push_back(key + '=' + text);
    } else {
      parts.push_back(key);
      parts.push_back(text);
    }
  }
  return parts;
}

// A schema that values are read by; without a node, any value.
struct Reading {
  document::Store& store;
  std::optional<Node> node;

  std::set<std::string> Types() const { return node ? TypesOf(store, *node) : std::set<std::string>(); }
  bool Allows(const std::string& type) const { return Types().contains(type); }
  Reading Items() const { return {store, node ? Below(store, *node, JsonPointer() / "items") : std::nullopt}; }
  Reading Property(const std::string& key) const {
    return {store, node ? Below(store, *node, JsonPointer() / "properties" / key) : std::nullopt};
  }
};

Value ReadPrimitive(const Reading& schema, const std::string& text) {
  const std::set<std::string> types = schema.Types();
  if ((types.contains("integer") || types.contains("number")) && Decimal::Parse(text)) return Value::Number(text);
  if (types.contains("boolean") && (text == "true" || text == "false")) return Value::Boolean(text == "true");
  if (types.contains("null") && !types.contains("string") && text.empty()) return Value::Null();
  return Value::String(text);
}

Value ReadList(const Reading& schema, const std::vector<std::string_view>& parts, bool decode) {
  Value array = Value::Array();
  const Reading item = schema.Items();
  for (std::string_view part : parts) {
    array.items.push_back(ReadPrimitive(item, decode ? PercentDecode(part) : std::string(part)));
  }
  return array;
}

void SetProperty(const Reading& schema, Value& object, const std::string& key, const std::string& text) {
  object.Set(key, ReadPrimitive(schema.Property(key), text));
}

Value ReadObject(const Reading& schema, const std::vector<std::string_view>& parts, bool pairs, bool decode) {
  const auto plain = [&](std::string_view text) { return decode ? PercentDecode(text) : std::string(text); };
  Value object = Value::Object();
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (pairs) {
      const std::size_t equals = parts[i].find('=');
      SetProperty(schema, object, plain(parts[i].substr(0, equals)),
                  equals == std::string_view::npos ? "" : plain(parts[i].substr(equals + 1)));
    } else if (i + 1 < parts.size()) {
      SetProperty(schema, object, plain(parts[i]), plain(parts[i + 1]));
      ++i;
    }
  }
  return object;
}

Value ReadDelimited(const Reading& schema, std::string_view raw, char separator, bool pairs, bool decode) {
  const std::vector<std::string_view> parts = raw.empty() ? std::vector<std::string_view>{} : Split(raw, separator);
  if (schema.Allows("array")) return ReadList(schema, parts, decode);
  if (schema.Allows("object")) return ReadObject(schema, parts, pairs, decode);
  return ReadPrimitive(schema, decode ? PercentDecode(raw) : std::string(raw));
}

// Lists in header fields may have space around their commas (RFC 9110, 5.6.1).
Value ReadHeaderText(const Reading& schema, std::string_view raw, bool pairs) {
  if (!schema.Allows("array") && !schema.Allows("object")) return ReadDelimited(schema, raw, ',', pairs, false);
  std::vector<std::string> parts;
  for (std::string_view part : Split(raw, ',')) parts.emplace_back(Trim(part));
  return ReadDelimited(schema, Join(parts, ","), ',', pairs, false);
}

Value ReadJson(const std::string& raw) {
  try {
    return document::ParseJson("parameter", raw).root;
  } catch (const Error&) {
    return Value::String(raw);
  }
}

char QuerySeparator(Style style) {
  return style == Style::kSpaceDelimited ? ' ' : style == Style::kPipeDelimited ? '|' : ',';
}

}  // namespace

std::string WriteParameter(const Parameter& parameter, const Value& value) {
  if (parameter.content) return Encode(parameter, document::WriteJson(value, 0));
  const bool primitive = !value.IsArray() && !value.IsObject();
  const bool pairs = parameter.explode;
  switch (parameter.style) {
    case Style::kLabel:
      if (primitive) return '.' + EncodeValue(parameter, value);
      return '.' + Join(Parts(parameter, value, pairs), parameter.explode ? "." : ",");
    case Style::kMatrix: {
      const std::string name = Encode(parameter, parameter.name);
      if (primitive)
        return ';' + name + (value.IsNull() || value.text.empty() ? "" : "=" + EncodeValue(parameter, value));
      std::vector<std::string> parts = Parts(parameter, value, pairs);
      if (!parameter.explode) return ';' + name + '=' + Join(parts, ",");
      for (std::string& part : parts) part = value.IsArray() ? ';' + name + '=' + part : ';' + part;
      return Join(parts, "");
    }
    default:
      return primitive ? EncodeValue(parameter, value) : Join(Parts(parameter, value, pairs), ",");
  }
}

std::vector<std::string> WriteQueryParameter(const Parameter& parameter, const Value& value) {
  const std::string name = PercentEncode(parameter.name);
  if (parameter.content) return {name + '=' + PercentEncode(document::WriteJson(value, 0))};
  if (!value.IsArray() && !value.IsObject()) return {name + '=' + EncodeValue(parameter, value)};
  std::vector<std::string> pairs;
  if (parameter.style == Style::kDeepObject) {
    for (const Member& member : value.members) {
      pairs.push_back(name + "%5B" + PercentEncode(member.key) + "%5D=" + EncodeValue(parameter, member.value));
    }
  } else if (parameter.explode) {
    pairs = Parts(parameter, value, true);
    if (value.IsArray()) {
      for (std::string& pair : pairs) pair = name + '=' + pair;
    }
  } else {
    const char separator = QuerySeparator(parameter.style);
    const std::string text = separator == ',' ? "," : PercentEncode(std::string(1, separator));
    pairs = {name + '=' + Join(Parts(parameter, value, false), text)};
  }
  return pairs;
}

QueryPairs ParseQuery(std::string_view query) {
  QueryPairs pairs;
  for (std::string_view part : Split(query, '&')) {
    if (part.empty()) continue;
    const std::size_t equals = part.find('=');
    pairs.emplace_back(PercentDecode(part.substr(0, equals), true),
                       equals == std::string_view::npos ? "" : PercentDecode(part.substr(equals + 1), true));
  }
  return pairs;
}

Value ReadParameter(const Contract& contract, const Parameter& parameter, std::string_view raw) {
  const Reading schema{*contract.store, parameter.ValueSchema()};
  const bool decode = parameter.in == Location::kPath;
  if (parameter.content) return ReadJson(decode ? PercentDecode(raw) : std::string(raw));
  if (parameter.in == Location::kHeader) return ReadHeaderText(schema, raw, parameter.explode);
  char separator = ',';
  if (parameter.style == Style::kLabel && raw.starts_with('.')) {
    raw.remove_prefix(1);
    if (parameter.explode) separator = '.';
  } else if (parameter.style == Style::kMatrix && raw.starts_with(';')) {
    raw.remove_prefix(1);
    const std::string prefix = PercentEncode(parameter.name) + '=';
    if (raw == prefix.substr(0, prefix.size() - 1)) raw = {};  // `;name` is the empty value
    if (parameter.explode && schema.Allows("array")) {
      std::vector<std::string_view> parts = Split(raw, ';');
      for (std::string_view& part : parts)
        part.remove_prefix(std::min(part.size(), part.starts_with(prefix) ? prefix.size() : 0));
      return ReadList(schema, parts, decode);
    }
    if (parameter.explode && schema.Allows("object")) return ReadObject(schema, Split(raw, ';'), true, decode);
    if (raw.starts_with(prefix)) raw.remove_prefix(prefix.size());
  }
  return ReadDelimited(schema, raw, separator, parameter.explode, decode);
}

std::optional<Value> ReadQueryParameter(const Contract& contract, const Parameter& parameter, const QueryPairs& query) {
  const Reading schema{*contract.store, parameter.ValueSchema()};
  std::vector<std::string> texts;
  for (const auto& [name, text] : query) {
    if (name == parameter.name) texts.push_back(text);
  }
  if (parameter.content) return texts.empty() ? std::nullopt : std::optional(ReadJson(texts.front()));
  if (parameter.style == Style::kDeepObject ||
      (parameter.explode && parameter.style == Style::kForm && schema.Allows("object"))) {
    Value object = Value::Object();
    const bool deep = parameter.style == Style::kDeepObject;
    for (const auto& [name, text] : query) {
      const std::string prefix = parameter.name + '[';
      if (deep && name.starts_with(prefix) && name.ends_with(']')) {
        SetProperty(schema, object, name.substr(prefix.size(), name.size() - prefix.size() - 1), text);
      } else if (!deep && schema.Property(name).node) {
        SetProperty(schema, object, name, text);
      }
    }
    if (object.members.empty()) return std::nullopt;
    return object;
  }
  if (texts.empty()) return std::nullopt;
  if (parameter.explode && schema.Allows("array")) {
    return ReadList(schema, {texts.begin(), texts.end()}, false);
  }
  return ReadDelimited(schema, texts.back(), QuerySeparator(parameter.style), false, false);
}

Value ReadHeader(const Contract& contract, const Header& header, std::string_view raw) {
  return ReadHeaderText({*contract.store, header.schema}, raw, false);
}

}  // namespace plumbline::contract

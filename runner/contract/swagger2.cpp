#include "contract/swagger2.h"

#include <algorithm>
#include <array>
#include <memory>
#include <set>
#include <vector>

#include "base/percent.h"

namespace plumbline::contract {

using document::Document;
using document::Member;
using document::Value;

namespace {

// Where the parts of a Swagger document that have names lie in OpenAPI.
struct Section {
  std::string_view written, translated;
};
constexpr std::array<Section, 4> kSections = {{{"#/definitions/", "#/components/schemas/"},
                                               {"#/parameters/", "#/components/parameters/"},
                                               {"#/responses/", "#/components/responses/"},
                                               {"#/securityDefinitions/", "#/components/securitySchemes/"}}};

constexpr std::array<std::string_view, 7> kMethods = {"get", "put", "post", "delete", "options", "head", "patch"};

template <typename List>
bool Has(const List& list, std::string_view key) {
  return std::find(list.begin(), list.end(), key) != list.end();
}

// An object or list that stands where `at` stands.
Value ObjectAt(const Value& at) {
  Value object = Value::Object();
  object.span = at.span;
  return object;
}
Value ArrayAt(const Value& at) {
  Value array = Value::Array();
  array.span = at.span;
  return array;
}
Value TextAt(const Value& at, std::string text) {
  Value value = Value::String(std::move(text));
  value.span = at.span;
  return value;
}

void Put(Value& object, std::string_view key, document::Span key_span, Value value) {
  if (object.Find(key) != nullptr) return;
  object.members.push_back({std::string(key), key_span, std::move(value)});
}

void CopyMember(const Value& from, std::string_view key, Value& to) {
  if (const Member* member = from.FindMember(key)) to.members.push_back(*member);
}

std::string TextOf(const Value& object, std::string_view key) {
  const Value* value = object.Find(key);
  return value != nullptr && value->IsString() ? value->text : "";
}

class Translation {
 public:
  // `here`: the document that is translated, which is `root`, whose defaults hold everywhere, or another file of it.
  Translation(const Value& root, const Value& here, const FindSwaggerPart& find,
              std::vector<SwaggerReference>& references)
      : root_(root), here_(here), find_(find), references_(references) {}

  Value Run() {
    Value openapi = ObjectAt(root_);
    Servers(root_, openapi);
    Value components = ObjectAt(root_);
    for (const Member& member : root_.members) {
      if (member.key == "paths") {
        openapi.members.push_back({member.key, member.key_span, Paths(member.value)});
      } else if (member.key == "definitions") {
        Put(components, "schemas", member.key_span,
            Each(member.value, [this](const Value& v) { return Schema(v, 0); }));
      } else if (member.key == "parameters") {
        Put(components, "parameters", member.key_span, SharedParameters(member.value));
      } else if (member.key == "responses") {
        Put(components, "responses", member.key_span,
            Each(member.value, [this](const Value& v) { return Response(v, root_); }));
      } else if (member.key == "securityDefinitions") {
        Put(components, "securitySchemes", member.key_span, Each(member.value, SecurityScheme));
      } else if (!Has(std::array<std::string_view, 5>{"host", "basePath", "schemes", "consumes", "produces"},
                      member.key)) {
        openapi.members.push_back(member);
      }
    }
    if (!components.members.empty()) Put(openapi, "components", {}, std::move(components));
    return openapi;
  }

  Value Part(const Value& value, SwaggerPart part) {
    switch (part) {
      case SwaggerPart::kPathItem:
        return PathItem(value);
      case SwaggerPart::kParameter:
        return IsReference(value) ? ReferenceObject(value, part) : Parameter(value);
      case SwaggerPart::kFormField:
        return IsReference(value) ? ReferenceObject(value, part) : ValueSchema(value);
      case SwaggerPart::kResponse:
        return Response(value, root_);
      case SwaggerPart::kSchema:
        return Schema(value, 0);
    }
    return value;
  }

 private:
  template <typename Translate>
  static Value Each(const Value& object, const Translate& translate) {
    if (!object.IsObject()) return object;
    Value all = ObjectAt(object);
    for (const Member& member : object.members)
      all.members.push_back({member.key, member.key_span, translate(member.value)});
    return all;
  }

  // 2.0: host, basePath and schemes; of an operation its schemes alone.
  void Servers(const Value& at, Value& to) const {
    const Value* host = root_.Find("host");
    const Value* base = root_.Find("basePath");
    const Value* schemes = at.Find("schemes");
    if (schemes == nullptr && &at != &root_) return;
    if (host == nullptr && base == nullptr) return;
    std::string path = base != nullptr && base->IsString() ? base->text : "";
    if (path.empty() && host == nullptr) return;
    const Value& place = host != nullptr ? *host : *base;
    Value servers = ArrayAt(place);
    const auto add = [&](const std::string& url) {
      Value server = ObjectAt(place);
      server.Set("url", TextAt(place, url));
      servers.items.push_back(std::move(server));
    };
    if (host == nullptr || !host->IsString()) {
      add(path);
    } else {
      if (path == "/") path.clear();
      std::vector<std::string> all;
      for (const Value& scheme : schemes == nullptr ? std::vector<Value>{} : schemes->items) all.push_back(scheme.text);
      if (all.empty()) all.push_back("https");
      for (const std::string& scheme : all) add(scheme + "://" + host->text + path);
    }
    to.Set("servers", std::move(servers));
  }

  // Names of the document's own sections change; other files keep theirs.
  std::string Reference(const std::string& written) const {
    if (&here_ != &root_) return written;
    for (const Section& section : kSections) {
      if (written.starts_with(section.written))
        return std::string(section.translated) + written.substr(section.written.size());
    }
    return written;
  }

  static bool IsReference(const Value& value) {
    const Value* reference = value.Find("$ref");
    return reference != nullptr && reference->IsString();
  }
  Value ReferenceObject(const Value& value, SwaggerPart part) {
    const Member& member = *value.FindMember("$ref");
    references_.push_back({member.value.text, part});
    Value object = ObjectAt(value);
    object.members.push_back({member.key, member.key_span, TextAt(member.value, Reference(member.value.text))});
    return object;
  }

  // The Schema Object of 2.0 is nearly that of 3.0 (2.0, "Schema Object").
  Value Schema(const Value& schema, int depth) {
    constexpr int kMaxDepth = 400;
    if (!schema.IsObject() || depth > kMaxDepth) return schema;
    if (IsReference(schema)) return ReferenceObject(schema, SwaggerPart::kSchema);
    Value translated = ObjectAt(schema);
    const Value* nullable = schema.Find("x-nullable");
    for (const Member& member : schema.members) {
      Value value = member.value;
      if (member.key == "items" || member.key == "additionalProperties" || member.key == "not") {
        value = Schema(member.value, depth + 1);
      } else if (member.key == "properties") {
        value = Each(member.value, [&](const Value& v) { return Schema(v, depth + 1); });
      } else if (member.key == "allOf" || member.key == "anyOf" || member.key == "oneOf") {
        for (Value& item : value.items) item = Schema(item, depth + 1);
      } else if (member.key == "discriminator" && member.value.IsString()) {
        value = ObjectAt(member.value);
        value.Set("propertyName", member.value);
      } else if (member.key == "type") {
        Type(member, translated);
        continue;
      }
      Put(translated, member.key, member.key_span, std::move(value));
    }
    // Not of the standard, but what authors of 2.0 write for null.
    if (nullable != nullptr && nullable->IsTrue())
      Put(translated, "nullable", schema.FindMember("x-nullable")->key_span, *nullable);
    return translated;
  }

  static void Type(const Member& member, Value& to) {
    const Value& type = member.value;
    if (type.IsString() && type.text == "file") {
      Put(to, "type", member.key_span, TextAt(type, "string"));
      Put(to, "format", member.key_span, TextAt(type, "binary"));
      return;
    }
    if (!type.IsArray()) return Put(to, "type", member.key_span, type);
    // The meta-schema of 2.0 lets lists of types through, as draft 4 has them.
    std::vector<Value> types = type.items;
    const bool null = std::any_of(types.begin(), types.end(), [](const Value& t) { return t.text == "null"; });
    std::erase_if(types, [](const Value& t) { return t.text == "null"; });
    if (null) Put(to, "nullable", member.key_span, Value::Boolean(true));
    if (types.size() == 1) return Put(to, "type", member.key_span, types.front());
    Value any = ArrayAt(type);
    for (const Value& one : types) {
      Value alternative = ObjectAt(one);
      Put(alternative, "type", member.key_span, one);
      if (null) Put(alternative, "nullable", member.key_span, Value::Boolean(true));
      any.items.push_back(std::move(alternative));
    }
    Put(to, "anyOf", member.key_span, std::move(any));
  }

  // A body's schema, once for each of its media types. What that adds to a document is bounded: past it, a type has no
  // schema.
  void PutSchema(const Member& schema, bool first, Value& media) {
    constexpr std::size_t kMostCopied = 500'000;
    if (!first) copied_ += document::NodeCount(schema.value);
    if (first || copied_ <= kMostCopied) Put(media, "schema", schema.key_span, Schema(schema.value, 0));
  }

  Value Paths(const Value& paths) {
    if (!paths.IsObject()) return paths;
    Value all = ObjectAt(paths);
    for (const Member& member : paths.members) {
      all.members.push_back(
          {member.key, member.key_span, member.key.starts_with("x-") ? member.value : PathItem(member.value)});
    }
    return all;
  }

  Value PathItem(const Value& item) {
    if (!item.IsObject()) return item;
    Value translated = ObjectAt(item);
    for (const Member& member : item.members) {
      Value value = member.value;
      if (member.key == "$ref" && value.IsString()) {
        references_.push_back({value.text, SwaggerPart::kPathItem});
        value.text = Reference(value.text);
      }
      if (member.key == "parameters") value = PlainParameters(member.value);
      if (Has(kMethods, member.key)) value = Operation(member.value, item.Find("parameters"));
      translated.members.push_back({member.key, member.key_span, std::move(value)});
    }
    return translated;
  }

  // A parameter, the reference to a shared one followed.
  struct Shared {
    const Value* value = nullptr;      // null where it leads nowhere
    const Value* reference = nullptr;  // the text of the reference, where that leads to another file
  };
  Shared Followed(const Value& parameter) const {
    const Value* found = &parameter;
    std::set<const Value*> seen;
    while (found != nullptr && IsReference(*found)) {
      const Value& reference = *found->Find("$ref");
      if (!reference.text.starts_with('#')) {
        const Value* part = find_(reference.text);
        return part == nullptr || IsReference(*part) ? Shared{} : Shared{part, &reference};
      }
      if (!seen.insert(found).second) return {};
      const auto pointer = JsonPointer::Parse(PercentDecode(reference.text.substr(1)));
      found = pointer ? here_.At(*pointer) : nullptr;
    }
    return {found, nullptr};
  }

  static bool IsBody(const Value& parameter) {
    const std::string in = TextOf(parameter, "in");
    return in == "body" || in == "formData";
  }

  // The parameters that OpenAPI has as such too.
  Value PlainParameters(const Value& list) {
    if (!list.IsArray()) return list;
    Value plain = ArrayAt(list);
    for (const Value& parameter : list.items) {
      const Value* followed = Followed(parameter).value;
      if (followed != nullptr && IsBody(*followed)) continue;
      plain.items.push_back(IsReference(parameter) ? ReferenceObject(parameter, SwaggerPart::kParameter)
                                                   : Parameter(parameter));
    }
    return plain;
  }

  Value SharedParameters(const Value& parameters) {
    if (!parameters.IsObject()) return parameters;
    Value plain = ObjectAt(parameters);
    for (const Member& member : parameters.members) {
      if (!IsBody(member.value))
        plain.members.push_back({member.key, member.key_span, Part(member.value, SwaggerPart::kParameter)});
    }
    return plain;
  }

  // What describes the value of a parameter, header or form field that is no body: there the parameter is its own
  // schema.
  Value ValueSchema(const Value& parameter) {
    constexpr std::array<std::string_view, 17> kKeywords = {
        "type",    "format",    "items",      "default",     "maximum",          "exclusiveMaximum",
        "minimum", "maxLength", "minLength",  "pattern",     "exclusiveMinimum", "maxItems",
        "enum",    "minItems",  "multipleOf", "uniqueItems", "x-nullable"};
    Value schema = ObjectAt(parameter);
    for (const Member& member : parameter.members) {
      if (Has(kKeywords, member.key)) schema.members.push_back(member);
    }
    return Schema(schema, 0);
  }

  Value Parameter(const Value& parameter) {
    if (!parameter.IsObject()) return parameter;
    Value translated = ObjectAt(parameter);
    for (const Member& member : parameter.members) {
      const bool kept = member.key.starts_with("x-") ||
                        Has(std::array<std::string_view, 4>{"name", "in", "description", "required"}, member.key);
      if (kept) translated.members.push_back(member);
    }
    Put(translated, "schema", {}, ValueSchema(parameter));
    const std::string format = TextOf(parameter, "collectionFormat");
    const std::string in = TextOf(parameter, "in");
    if (TextOf(parameter, "type") != "array" || in != "query") return translated;
    // Without a collectionFormat, 2.0 joins values by commas.
    if (format == "ssv") Put(translated, "style", {}, TextAt(parameter, "spaceDelimited"));
    if (format == "pipes") Put(translated, "style", {}, TextAt(parameter, "pipeDelimited"));
    Put(translated, "explode", {}, Value::Boolean(format == "multi"));
    return translated;
  }

  // Every body of a document is repeated for each of them.
  static constexpr std::size_t kMostMediaTypes = 30;

  // `consumes` or `produces` of the operation, else of the document.
  std::vector<std::string> MediaTypes(const Value& operation, std::string_view key,
                                      const std::string& otherwise) const {
    std::vector<std::string> types;
    for (const Value* owner : {&operation, &root_}) {
      const Value* list = owner->Find(key);
      for (std::size_t i = 0; list != nullptr && i < list->items.size(); ++i) {
        const std::string& type = list->items[i].text;
        if (!type.empty() && types.size() < kMostMediaTypes && !Has(types, type)) types.push_back(type);
      }
      if (list != nullptr && !types.empty()) return types;
    }
    types.push_back(otherwise);
    return types;
  }

  Value Operation(const Value& operation, const Value* shared) {
    if (!operation.IsObject()) return operation;
    Value translated = ObjectAt(operation);
    for (const Member& member : operation.members) {
      if (member.key == "parameters") {
        translated.members.push_back({member.key, member.key_span, PlainParameters(member.value)});
      } else if (member.key == "responses") {
        Value responses = member.value;
        for (Member& response : responses.members) {
          if (!response.key.starts_with("x-")) response.value = Response(response.value, operation);
        }
        translated.members.push_back({member.key, member.key_span, std::move(responses)});
      } else if (!Has(std::array<std::string_view, 3>{"consumes", "produces", "schemes"}, member.key)) {
        translated.members.push_back(member);
      }
    }
    Servers(operation, translated);
    RequestBody(operation, shared, translated);
    return translated;
  }

  void RequestBody(const Value& operation, const Value* shared, Value& to) {
    std::vector<Shared> bodies;
    for (const Value* list : {operation.Find("parameters"), shared}) {
      for (std::size_t i = 0; list != nullptr && i < list->items.size(); ++i) {
        const Shared parameter = Followed(list->items[i]);
        if (parameter.value == nullptr || !IsBody(*parameter.value)) continue;
        const Value& one = *parameter.value;
        const bool known = std::any_of(bodies.begin(), bodies.end(), [&](const Shared& other) {
          return TextOf(*other.value, "in") == TextOf(one, "in") &&
                 (TextOf(one, "in") == "body" || TextOf(*other.value, "name") == TextOf(one, "name"));
        });
        if (!known) bodies.push_back(parameter);
      }
    }
    if (bodies.empty()) return;
    const auto found =
        std::find_if(bodies.begin(), bodies.end(), [](const Shared& p) { return TextOf(*p.value, "in") == "body"; });
    const bool form = found == bodies.end();
    const Shared& first = form ? bodies.front() : *found;
    // Places of another file are no places of this one: what lies there is referred to.
    const Value& place = first.reference == nullptr ? *first.value : *first.reference;
    Value request = ObjectAt(place);
    Value content = ObjectAt(request);
    if (!form) {
      if (first.reference == nullptr) CopyMember(*first.value, "description", request);
      const Value* required = first.value->Find("required");
      if (first.reference == nullptr)
        CopyMember(*first.value, "required", request);
      else if (required != nullptr && required->IsTrue())
        Put(request, "required", place.span, Value::Boolean(true));
      for (const std::string& type : MediaTypes(operation, "consumes", "application/json")) {
        Value media = ObjectAt(request);
        const Member* schema = first.value->FindMember("schema");
        if (schema != nullptr && first.reference == nullptr) PutSchema(*schema, content.members.empty(), media);
        if (schema != nullptr && first.reference != nullptr)
          Put(media, "schema", place.span, ReferTo(place, "/schema", SwaggerPart::kSchema));
        Put(content, type, {}, std::move(media));
      }
    } else {
      const bool file =
          std::any_of(bodies.begin(), bodies.end(), [](const Shared& p) { return TextOf(*p.value, "type") == "file"; });
      std::vector<std::string> types =
          MediaTypes(operation, "consumes", file ? "multipart/form-data" : "application/x-www-form-urlencoded");
      std::erase_if(types, [](const std::string& t) {
        return t != "multipart/form-data" && t != "application/x-www-form-urlencoded";
      });
      if (types.empty()) types.push_back(file ? "multipart/form-data" : "application/x-www-form-urlencoded");
      const Value fields = Form(bodies);
      if (fields.Find("required") != nullptr) Put(request, "required", {}, Value::Boolean(true));
      for (const std::string& type : types) {
        Value media = ObjectAt(request);
        Put(media, "schema", {}, fields);
        Put(content, type, {}, std::move(media));
      }
    }
    Put(request, "content", {}, std::move(content));
    Put(to, "requestBody", {}, std::move(request));
  }

  // A reference to what lies below the place that `reference` names.
  Value ReferTo(const Value& reference, std::string_view below, SwaggerPart part) {
    const std::string text =
        reference.text + (reference.text.find('#') == std::string::npos ? "#" : "") + std::string(below);
    references_.push_back({text, part});
    Value object = ObjectAt(reference);
    object.Set("$ref", TextAt(reference, text));
    return object;
  }

  Value Form(const std::vector<Shared>& fields) {
    const Value& place = fields.front().reference == nullptr ? *fields.front().value : *fields.front().reference;
    Value form = ObjectAt(place);
    Put(form, "type", {}, TextAt(place, "object"));
    Value properties = ObjectAt(place);
    Value required = ArrayAt(place);
    for (const auto& [field, reference] : fields) {
      const Value* name = field->Find("name");
      if (name == nullptr || !name->IsString()) continue;
      const document::Span span = reference == nullptr ? name->span : reference->span;
      Value schema = reference == nullptr ? ValueSchema(*field) : ReferTo(*reference, "", SwaggerPart::kFormField);
      if (reference == nullptr) CopyMember(*field, "description", schema);
      Put(properties, name->text, span, std::move(schema));
      const Value* is_required = field->Find("required");
      if (is_required != nullptr && is_required->IsTrue())
        required.items.push_back(TextAt(reference == nullptr ? *name : *reference, name->text));
    }
    Put(form, "properties", {}, std::move(properties));
    if (!required.items.empty()) Put(form, "required", {}, std::move(required));
    return form;
  }

  Value Response(const Value& response, const Value& operation) {
    if (!response.IsObject()) return response;
    if (IsReference(response)) return ReferenceObject(response, SwaggerPart::kResponse);
    Value translated = ObjectAt(response);
    const Member* schema = response.FindMember("schema");
    const Member* examples = response.FindMember("examples");
    std::vector<std::string> types = MediaTypes(operation, "produces", "application/json");
    if (schema == nullptr) types.clear();
    for (std::size_t i = 0; examples != nullptr && i < examples->value.members.size(); ++i) {
      const std::string& type = examples->value.members[i].key;
      if (type.find('/') != std::string::npos && !Has(types, type)) types.push_back(type);
    }
    Value content = ObjectAt(schema == nullptr ? response : schema->value);
    for (const std::string& type : types) {
      Value media = ObjectAt(content);
      if (schema != nullptr) PutSchema(*schema, content.members.empty(), media);
      if (const Member* example = examples == nullptr ? nullptr : examples->value.FindMember(type)) {
        Put(media, "example", example->key_span, example->value);
      }
      Put(content, type, {}, std::move(media));
    }
    for (const Member& member : response.members) {
      if (member.key == "schema" || member.key == "examples") continue;
      if (member.key == "headers") {
        translated.members.push_back({member.key, member.key_span, Each(member.value, [this](const Value& header) {
                                        if (!header.IsObject()) return header;
                                        Value object = ObjectAt(header);
                                        CopyMember(header, "description", object);
                                        Put(object, "schema", {}, ValueSchema(header));
                                        return object;
                                      })});
        continue;
      }
      translated.members.push_back(member);
    }
    const document::Span key = schema != nullptr     ? schema->key_span
                               : examples != nullptr ? examples->key_span
                                                     : document::Span{};
    if (!types.empty()) Put(translated, "content", key, std::move(content));
    return translated;
  }

  static Value SecurityScheme(const Value& scheme) {
    if (!scheme.IsObject() || TextOf(scheme, "type") != "basic") return scheme;
    Value translated = ObjectAt(scheme);
    for (const Member& member : scheme.members) {
      translated.members.push_back(member);
      if (member.key == "type") translated.members.back().value.text = "http";
    }
    Put(translated, "scheme", {}, TextAt(*scheme.Find("type"), "basic"));
    return translated;
  }

  const Value& root_;
  const Value& here_;
  const FindSwaggerPart& find_;
  std::vector<SwaggerReference>& references_;
  std::size_t copied_ = 0;
};

}  // namespace

Document TranslateSwagger2(const Document& swagger, const FindSwaggerPart& find,
                           std::vector<SwaggerReference>& references) {
  Document translated{swagger.source, Translation(swagger.root, swagger.root, find, references).Run(),
                      std::make_shared<const Value>(swagger.root)};
  return translated;
}

Value TranslateSwaggerPart(const Value& root, const Value& here, const Value& value, SwaggerPart part,
                           const FindSwaggerPart& find, std::vector<SwaggerReference>& references) {
  return Translation(root, here, find, references).Part(value, part);
}

std::string ReferenceToSection(std::string_view fragment) {
  for (const Section& section : kSections) {
    if (fragment.starts_with(section.written.substr(1)))
      return std::string(section.translated.substr(1)) + std::string(fragment.substr(section.written.size() - 1));
  }
  return std::string(fragment);
}

std::string AsWritten(const Document& document, std::string_view reference) {
  if (document.written != nullptr) {
    for (const Section& section : kSections) {
      if (reference.starts_with(section.translated))
        return std::string(section.written) + std::string(reference.substr(section.translated.size()));
    }
  }
  return std::string(reference);
}

}  // namespace plumbline::contract

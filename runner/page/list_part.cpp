#include "page/list_part.h"

#include <algorithm>

#include "base/regex.h"

namespace plumbline::page {

Role RoleOfList(const Page& page, const Outline& outline, const Claims& claims, std::size_t block) {
  const Role role = outline.RoleAt(block);
  if (role != Role::kParameters && role != Role::kPathParameters && role != Role::kQueryParameters &&
      role != Role::kHeaders)
    return role;
  const std::size_t heading = outline.sections[outline.section_of[block]].heading;
  if (heading == Section::kNone) return role;
  const bool answered = std::any_of(claims.samples.begin(), claims.samples.end(), [&](const SampleClaim& sample) {
    return sample.part == Part::kResponse && sample.span.begin > page.blocks[heading].span.begin &&
           sample.span.begin < page.blocks[block].span.begin;
  });
  return answered ? Role::kTopic : role;
}

ListParts::ListParts(const Page& page, const Outline& outline, const Claims& claims)
    : page_(page), outline_(outline), claims_(claims) {
  for (std::size_t o = 0; o < claims_.operations.size(); ++o) {
    for (const OperationMention& mention : claims_.operations[o].mentions) {
      for (const auto& [key, value] : mention.query) uses_[{o, key}].in_query = true;
    }
  }
  for (const SampleClaim& sample : claims_.samples) {
    if (sample.operation == kNoOperation || sample.body == nullptr) continue;
    const document::Value* root = &sample.body->root;
    if (root->IsArray() && !root->items.empty()) root = &root->items[0];
    for (const document::Member& member : root->members) {
      Uses& uses = uses_[{sample.operation, member.key}];
      ++(sample.part == Part::kRequest ? uses.in_request : uses.in_response);
    }
  }
}

ListParts::Uses ListParts::UsesOf(std::size_t operation, const std::string& name) const {
  const auto found = uses_.find({operation, name});
  return found == uses_.end() ? Uses{} : found->second;
}
bool ListParts::InQueryOfExamples(std::size_t operation, const std::string& name) const {
  return UsesOf(operation, name).in_query;
}

// "**PARAMS**" and "**Body** `raw (json)`" are headings by their looks.
Role ListParts::RoleOfTable(std::size_t block, const std::string& before) const {
  const Role role = RoleOfList(page_, outline_, claims_, block);
  if (role != Role::kTopic || before.empty() || before.size() > 30 || before.ends_with('.')) return role;
  if (before == "body" || before.starts_with("body ")) return Role::kRequestBody;
  const Role titled = RoleOf(before);
  return titled == Role::kParameters || titled == Role::kQueryParameters || titled == Role::kPathParameters ||
                 titled == Role::kHeaders || titled == Role::kRequestBody
             ? titled
             : role;
}

void ListParts::Decide(const PlacedList& placed, const std::vector<FieldClaim*>& fields, FieldList& list) const {
  if (fields.empty()) return;
  if (placed.holder) {
    list.part = claims_.lists[*placed.holder].part;
    for (FieldClaim* field : fields) {
      field->part = list.part;
      field->in = In::kBody;
    }
    return;
  }
  const std::string& before = placed.before;
  const Role role = RoleOfTable(placed.block, before);
  const std::string method = list.operation == kNoOperation ? "" : claims_.operations[list.operation].method;
  const std::string path = list.operation == kNoOperation ? "" : claims_.operations[list.operation].path;
  Part part = Part::kResponse;
  In in = In::kBody;
  const bool any_located =
      std::any_of(fields.begin(), fields.end(), [](const FieldClaim* f) { return f->in != In::kUnknown; });
  if (placed.settled && any_located) {
    for (FieldClaim* field : fields) {
      if (field->in != In::kBody) field->part = Part::kRequest;
      if (field->in == In::kQuery || field->in == In::kPath || field->in == In::kHeader || field->in == In::kCookie)
        field->path = JsonPointer({field->name});
    }
    list.part = fields.front()->part;
    return;
  }
  static const Regex kOfAnswer(R"((?:^|[\s*_(])(?:responses?|returns)\b)");  // and not "`POST /orders/{id}/returns`"
  if (role == Role::kResponse || kOfAnswer.In(before)) {
    part = Part::kResponse;
  } else if (role == Role::kRequestBody || before.find("request body") != std::string::npos ||
             before.find("request field") != std::string::npos) {
    part = Part::kRequest;
  } else if (role == Role::kParameters || role == Role::kQueryParameters || role == Role::kPathParameters ||
             role == Role::kHeaders || role == Role::kRequest) {
    part = Part::kRequest;
    in = role == Role::kHeaders                                                    ? In::kHeader
         : role == Role::kPathParameters                                           ? In::kPath
         : role == Role::kQueryParameters || method == "GET" || method == "DELETE" ? In::kQuery
                                                                                   : In::kUnknown;
  } else {
    part = ByLikeness(list.operation, fields, list.has_required, method);
    // "| Parameter | Required |" of a GET, some of which are optional.
    static const Regex kParameters(R"((?:param(?:eter)?|argument)s?(?: name)?)");
    const bool some_optional =
        std::any_of(fields.begin(), fields.end(), [](const FieldClaim* f) { return f->facts.required == false; });
    if (some_optional && (method == "GET" || method == "DELETE") && kParameters.Full(placed.head))
      part = Part::kRequest;
    // Nothing but what stands in the path.
    if (std::all_of(fields.begin(), fields.end(),
                    [&](const FieldClaim* f) { return path.find("{" + f->name + "}") != std::string::npos; }))
      part = Part::kRequest;
    if (part == Part::kRequest && (method == "GET" || method == "DELETE")) in = In::kQuery;
  }
  list.part = part;
  for (FieldClaim* field : fields) {
    field->part = part;
    if (field->in == In::kUnknown) field->in = in;
    if (part == Part::kResponse) {
      field->in = In::kBody;
    } else if (path.find("{" + field->name + "}") != std::string::npos) {
      field->in = In::kPath;
    } else if (field->in == In::kUnknown && (method == "POST" || method == "PUT" || method == "PATCH")) {
      field->in = InQueryOfExamples(list.operation, field->name) ? In::kQuery : In::kBody;
    }
    if (field->in != In::kBody && field->in != In::kUnknown) field->path = JsonPointer({field->name});
  }
}

// By the samples of the operation: where its names are met.
Part ListParts::ByLikeness(std::size_t operation, const std::vector<FieldClaim*>& fields, bool has_required,
                           const std::string& method) const {
  const bool takes_body = method == "POST" || method == "PUT" || method == "PATCH";
  // Of what is sent one says that some of it may be left out. A thing with an id of its own is one that is answered.
  const bool some_optional = std::any_of(fields.begin(), fields.end(), [](const FieldClaim* f) {
    return f->required_span.end > 0 && f->facts.required == false;
  });
  const bool has_id = std::any_of(fields.begin(), fields.end(), [](const FieldClaim* f) { return f->name == "id"; });
  if (has_required && some_optional && !has_id && (takes_body || method.empty())) return Part::kRequest;
  // A mark for the required ones and nothing for the others, or defaults: only what is sent has them.
  const bool some_required =
      std::any_of(fields.begin(), fields.end(), [](const FieldClaim* f) { return f->facts.required == true; });
  const bool some_silent =
      std::any_of(fields.begin(), fields.end(), [](const FieldClaim* f) { return !f->facts.required; });
  const bool some_default =
      std::any_of(fields.begin(), fields.end(), [](const FieldClaim* f) { return f->facts.default_value.has_value(); });
  if (takes_body && !has_id && ((some_required && some_silent) || some_default)) return Part::kRequest;
  std::size_t in_request = 0, in_response = 0;
  for (const FieldClaim* field : fields) {
    if (!field->path.empty()) {
      const Uses uses = UsesOf(operation, field->path.tokens()[0]);
      in_request += uses.in_request, in_response += uses.in_response;
    }
    in_request += InQueryOfExamples(operation, field->name) ? 1 : 0;
  }
  if (in_request != in_response) return in_request > in_response ? Part::kRequest : Part::kResponse;
  if (method == "GET" && !has_required) return Part::kResponse;
  return has_required && takes_body ? Part::kRequest : Part::kResponse;
}

}  // namespace plumbline::page

#include "page/outline.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>

#include "base/regex.h"
#include "base/text.h"

namespace plumbline::page {
namespace {

// "Get all plans", "Update a rate limit", "Plan object": of things that are called like what others write beside their
// reference.
const Regex& DoesSomething() {
  static const Regex pattern(
      R"((?i)^(?:get|list|create|retrieve|delete|cancel|fetch|show|add|remove|update|find|search|archive|approve|decline|register|open|close|submit|edit|view)\b)"
      R"(.{0,40}\b(?:plans?|rate limits?|history|returns?|results?|requests?|webhooks?|callbacks?|fields?|statuses)\b$|\b(?:plan|return|result) object$)");
  return pattern;
}

const Regex& NamesOperation() {
  static const Regex pattern(R"(\b(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\b\s*(?:/|https?:))");
  return pattern;
}

// Whether a section, by its first paragraph, is about what the service sends to the reader's own: "we post a report to
// your server".
bool TellsOfPushes(const Page& page, const Section& section) {
  static const Regex kPush(
      R"((?i)\bwe (?:will )?(?:post|send|deliver|push|call)\b[^.]{0,80}\b(?:your (?:server|endpoint|url|webhook|callback)|\w*(?:server|callback|webhook|notify|report|status)_?url|(?:this|the following) (?:body|payload|json|event|report|request))\b|\banswer with (?:any |a )?`?2(?:xx|00)\b)");
  if (section.role != Role::kTopic || section.heading == Section::kNone) return false;
  if (NamesOperation().In(page.blocks[section.heading].text.text)) return false;
  for (std::size_t b = section.heading + 1; b < std::min(section.end, page.blocks.size()); ++b) {
    const Block& block = page.blocks[b];
    if (block.kind != BlockKind::kParagraph || NamesOperation().In(block.text.text)) return false;
    return kPush.In(block.text.text);
  }
  return false;
}

}  // namespace

Role RoleOf(std::string_view title) {
  struct Heading {
    Regex pattern;
    Role role;
  };
  // The first that fits. Roles are told by short headings; a heading that names an operation is a topic.
  static const std::array<Heading, 17> kRows = {{
      {Regex(R"([A-Za-z]s API$)"), Role::kTopic},  // "The Returns API"
      {Regex(
           R"((?i)\b(?:related|see also|next steps?|further reading|changelog|change log|migrat\w+|deprecated|legacy|older? versions?|previous versions?|(?:before|until|up to) (?:version |v)\d[\d.]*|API (?:version |v)?\d+(?:\.\d+)? \((?:until|till|deprecated|legacy|old|retired|sunset)|^version \d[\d.]*$|history|old names?|pricing|plans?|rate limits?)\b)"),
       Role::kAside},
      {Regex(R"((?i)\bwebhook (?:endpoints?|subscriptions?|registrations?)$)"), Role::kTopic},
      {Regex(R"((?i)\b(?:webhooks?|callbacks?|event payloads?)\b)"), Role::kWebhook},
      {Regex(
           R"((?i)\b(?:errors?|error (?:codes?|responses?|handling)|status codes?|failures?|http statuses|response codes?|possible errors)\b)"),
       Role::kErrors},
      {Regex(
           R"((?i)\b(?:query|url query|querystring)[ -]*(?:string)? *(?:param\w*|arguments?|strings?)?$|^filters?$|^filtering parameters$)"),
       Role::kQueryParameters},
      {Regex(R"((?i)\b(?:path|uri|url|route) *(?:param\w*|variables?|arguments?)\b)"), Role::kPathParameters},
      {Regex(R"((?i)^(?:request |http |required |response )?headers?(?: param\w*)?$)"), Role::kHeaders},
      {Regex(
           R"((?i)\b(?:request|body|post|json|form|payload) *(?:body|payload|param\w*|fields?|attributes?|schema|data|members?|properties)\b|^(?:body|payload|input|request object)$)"),
       Role::kRequestBody},
      {Regex(
           R"((?i)\b(?:response|return(?:ed|s)?|output|result)s?\b|^(?:the )?(?:answers?|reply)(?: fields| members| body)?$|^(?:respostas?|respuestas?|réponses?|antwort(?:en)?)$)"),
       Role::kResponse},
      {Regex(R"((?i)\b(?:sample|example) (?:answer|output)\b|^(?:success|ok|[1-5]\d\d(?:[ -–—]+.*)?)$)"),
       Role::kResponse},
      {Regex(
           R"((?i)^(?:optional |required |mandatory |supported |available |request |common |primary |main |further |other |additional |pagination )*(?:param(?:eter)?s?|arguments?|options)(?: .*)?$|^(?:parâmetros|parámetros|paramètres|obrigatórios|opcionais|obligatorios|opcionales)$)"),
       Role::kParameters},
      {Regex(
           R"((?i)\b(?:example|sample)s? requests?\b|^(?:requests?|http requests?|curl|usage|code samples?|code examples?|example code|sample code|request (?:examples?|samples?)|try it)$)"),
       Role::kRequest},
      {Regex(
           R"((?i)^(?:key|main|important|common|notable|selected|the)? *(?:fields?|attributes?|properties|members|schema|data fields|field reference|field descriptions?)(?: .*)?$)"),
       Role::kFields},
      {Regex(R"((?i)^(?:examples?|samples?)$)"), Role::kRequest},
      {Regex(R"((?i)^(?:(?:request|endpoint) url|http method|GET|POST|PUT|PATCH|DELETE)$)"), Role::kRequest},
      {Regex(R"(^$)"), Role::kTopic},
  }};
  title = Trim(title);
  static const Regex kNumbered(R"(^(?:\d+\.)*\d+\.?\s+)");  // "2.1 Request fields"
  if (const auto number = kNumbered.Find(title); number && number->end() < title.size() &&
                                                 std::isdigit(static_cast<unsigned char>(title[number->end()])) == 0 &&
                                                 (*number)[0].find('.') != std::string_view::npos)
    title.remove_prefix(number->end());
  if (std::count(title.begin(), title.end(), ' ') > 5) return Role::kTopic;
  if (DoesSomething().In(title) || NamesOperation().In(title)) return Role::kTopic;
  for (const Heading& row : kRows) {
    if (row.pattern.In(title)) return row.role;
  }
  return Role::kTopic;
}

std::size_t Outline::TopicOf(std::size_t section) const {
  while (sections[section].role != Role::kTopic && sections[section].parent != Section::kNone)
    section = sections[section].parent;
  return section;
}

Role Outline::RoleAt(std::size_t block) const {
  for (std::size_t s = section_of[block]; s != Section::kNone; s = sections[s].parent) {
    if (sections[s].role != Role::kTopic) return sections[s].role;
    // A topic that is nested in a role ("Response" > "The customer object") is one of its parts only by its level.
    if (sections[s].heading != Section::kNone && sections[s].parent != Section::kNone &&
        sections[sections[s].parent].role == Role::kTopic)
      break;
  }
  return Role::kTopic;
}

Outline OutlineOf(const Page& page) {
  Outline outline;
  outline.sections.push_back({});
  // Where parts of an operation lie deeper than their operation, levels mean something.
  bool nested = false;
  int topic = 0;
  // One chapter of errors beside several topics, or above them, is about all of them.
  std::size_t chapters_of_errors = 0;
  std::map<int, std::size_t> topics_at;  // by level
  for (const Block& block : page.blocks) {
    if (block.kind != BlockKind::kHeading) continue;
    const Role role = RoleOf(block.text.text);
    if (role == Role::kErrors) ++chapters_of_errors;
    if (role == Role::kTopic) {
      topic = block.level;
      ++topics_at[block.level * 2];
    } else if (role != Role::kAside && role != Role::kWebhook && topic > 1 && block.level > topic) {
      nested = true;
    }
  }
  const auto is_general = [&](const Section& section, int topic_level) {
    return section.role == Role::kErrors && chapters_of_errors == 1 &&
           (section.level < topic_level || topics_at[topic_level] > 1);
  };
  std::vector<std::size_t> open = {0};
  int last_topic = 0;
  for (std::size_t b = 0; b < page.blocks.size(); ++b) {
    const Block& block = page.blocks[b];
    if (block.kind == BlockKind::kHeading) {
      Section section;
      section.heading = b;
      section.role = RoleOf(block.text.text);
      section.level = block.level * 2;
      if (section.role == Role::kTopic || section.role == Role::kAside || section.role == Role::kWebhook) {
        last_topic = section.level;
      } else if (section.level <= last_topic && last_topic > 0 && !is_general(section, last_topic) &&
                 !(nested && (section.role == Role::kErrors || section.level < last_topic))) {
        section.level = last_topic + 1;
      }
      while (open.size() > 1 && outline.sections[open.back()].level >= section.level) {
        outline.sections[open.back()].end = b;
        open.pop_back();
      }
      section.parent = open.back();
      // "# Plans" over "## Get all plans" is a chapter of the reference.
      Section& around = outline.sections[section.parent];
      const bool chapter = around.heading != Section::kNone && around.role != Role::kErrors;
      if (chapter && around.role != Role::kTopic && DoesSomething().In(Trim(block.text.text))) {
        static const Regex kThing(
            R"((?i)(?:plans?|rate limits?|history|webhooks?|callbacks?|returns?|results?|requests?))");
        if (kThing.Full(Trim(page.blocks[around.heading].text.text))) around.role = Role::kTopic;
      }
      // So is "## Query" over "### POST /v2/query".
      if (chapter && around.role != Role::kAside && around.role != Role::kWebhook &&
          NamesOperation().In(block.text.text))
        around.role = Role::kTopic;
      open.push_back(outline.sections.size());
      outline.sections.push_back(section);
    }
    outline.section_of.push_back(open.back());
  }
  for (const std::size_t section : open) outline.sections[section].end = page.blocks.size();
  for (Section& section : outline.sections) {
    if (TellsOfPushes(page, section)) section.role = Role::kWebhook;
  }
  return outline;
}

}  // namespace plumbline::page

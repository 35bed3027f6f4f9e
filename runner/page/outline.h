// The outline of a page: its sections, what each of them is for, and which block stands where. A heading such as
// "Response" or "Query parameters" says what its section holds of the topic above it; on flat pages, where it has the
// level of that topic, it is put below it all the same.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "page/page.h"

namespace plumbline::page {

enum class Role {
  kTopic,  // a subject of its own
  kParameters,
  kPathParameters,
  kQueryParameters,
  kHeaders,
  kRequestBody,
  kRequest,  // an example request
  kResponse,
  kFields,  // members, of a request or of a response
  kErrors,
  kWebhook,  // what the service sends
  kAside,    // about something else: related endpoints, older versions, plans
};

// What a heading announces.
Role RoleOf(std::string_view title);

struct Section {
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  std::size_t heading = kNone;  // block; kNone: the page before its first heading
  std::size_t parent = kNone;   // section
  int level = 0;
  Role role = Role::kTopic;
  std::size_t end = 0;  // first block behind the section and its subsections
};

struct Outline {
  std::vector<Section> sections;        // the first is the page as a whole
  std::vector<std::size_t> section_of;  // by block

  // The section itself, or the nearest one around it that is a topic.
  std::size_t TopicOf(std::size_t section) const;
  // The role that holds for a block: that of its section or of the nearest one around it that has one, up to its topic.
  Role RoleAt(std::size_t block) const;
};

Outline OutlineOf(const Page& page);

}  // namespace plumbline::page

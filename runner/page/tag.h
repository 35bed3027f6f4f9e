// One tag of JSX, HTML or a template language ({% hint style="info" %}) with its attributes, read where it stands in a
// page. Attributes may span lines and hold expressions: required={true}, type={"string"}. Nothing is said of what
// stands between tags.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "page/page.h"

namespace plumbline::page {

struct Tag {
  enum class Form { kOpen, kClose, kSelfClosed };
  struct Property {
    std::string name;  // as written
    Text name_text;
    bool has_value = false;
    bool in_braces = false;
    bool expression = false;  // in braces, and no string there
    Text value;               // without quotes or braces, entities decoded
  };
  Form form = Form::kOpen;
  std::string name;  // as written: "ParamField", "Tabs.Tab", "endhint"
  std::vector<Property> properties;
  document::Span span;

  const Property* Find(std::string_view property) const;  // by its name in lower case
};

// The tag that begins with the `<` at byte `at` and ends before byte `limit`; nothing where that is no tag.
std::optional<Tag> ReadTag(std::string_view page, std::size_t at, std::size_t limit);
// The same for `{%`. "endhint" is read as the close of "hint".
std::optional<Tag> ReadTemplateTag(std::string_view page, std::size_t at, std::size_t limit);

// Whether it ends no element: <br>, <img>.
bool IsVoid(std::string_view lower_name);

}  // namespace plumbline::page

#include "check/check.h"

#include <algorithm>
#include <array>

namespace plumbline::check {

std::string Subject::media_type() const {
  const std::string* type = http::FindHeader(response().headers, "Content-Type");
  return type == nullptr ? "" : http::EssenceOf(*type);
}

finding::Identity Subject::Identify(std::string_view rule) const {
  const contract::Response* response_object = declared();
  return {.vendor = vendor.id,
          .operation = operation().Name(),
          .status = response_object == nullptr ? std::to_string(response().status) : response_object->status,
          .media_type = media_type(),
          .rule = std::string(rule),
          .schema_pointer = {},
          .instance_pointer = {}};
}

std::span<const Check> Checks() {
  static const std::array<Check, 7> kChecks = {kServerError, kStatus,  kDeclared,  kContentType,
                                               kSchema,      kHeaders, kInvariants};
  return kChecks;
}

const Check* FindCheck(std::string_view id) {
  const auto all = Checks();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Check& check) { return check.info.id == id; });
  return found == all.end() ? nullptr : &*found;
}

std::vector<std::string> CheckIds() {
  std::vector<std::string> ids;
  for (const Check& check : Checks()) ids.emplace_back(check.info.id);
  return ids;
}

}  // namespace plumbline::check

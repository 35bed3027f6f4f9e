#include "mock/state.h"

#include <algorithm>
#include <cctype>
#include <string_view>

namespace plumbline::mock {

using document::Member;
using document::Value;

namespace {

bool IsUuid(const std::string& text) {
  constexpr std::string_view kShape = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
  return std::equal(text.begin(), text.end(), kShape.begin(), kShape.end(), [](char c, char shape) {
    return shape == '-' ? c == '-' : std::isxdigit(static_cast<unsigned char>(c)) != 0;
  });
}

// A further key of the same kind: "ac-7-1" after "ac-7", 71 after 7, and a UUID after a UUID.
std::string Numbered(const Value& key, const std::string& serial) {
  if (key.IsNumber()) return key.text + serial;
  if (IsUuid(key.text)) return key.text.substr(0, key.text.size() - serial.size()) + serial;
  return key.text + "-" + serial;
}

}  // namespace

const std::string* State::KeyOf(const Value& object, const std::string& parameter) {
  const Member* best = nullptr;
  for (const Member& member : object.members) {
    if (!member.value.IsString() && !member.value.IsNumber()) continue;
    if (member.key == parameter) return &member.key;
    const bool suffix = parameter.ends_with('_' + member.key);
    if (suffix && (best == nullptr || member.key.size() > best->key.size())) best = &member;
    if (best == nullptr && member.key == "id") best = &member;
  }
  return best == nullptr ? nullptr : &best->key;
}

Value State::Create(const std::string& item_path, const std::string& parameter, Value object, const Value* request) {
  auto& objects = objects_[item_path];
  if (request != nullptr) object = Overlay(std::move(object), *request);
  if (const std::string* name = KeyOf(object, parameter)) {
    Value& key = *object.Find(*name);
    std::size_t serial = objects.size() + 1;
    std::string fresh = Numbered(key, std::to_string(serial));
    while (objects.contains(fresh)) fresh = Numbered(key, std::to_string(++serial));
    key.text = fresh;
    Value remembered = object;
    // What was sent is there when the object is fetched, even where the creation does not echo it.
    for (std::size_t i = 0; request != nullptr && i < request->members.size(); ++i) {
      const Member& member = request->members[i];
      if (remembered.Find(member.key) == nullptr) remembered.Set(member.key, member.value);
    }
    objects.insert_or_assign(key.text, std::move(remembered));
  }
  return object;
}

const Value* State::Find(const std::string& item_path, const std::string& key) const {
  const auto objects = objects_.find(item_path);
  if (objects == objects_.end()) return nullptr;
  const auto found = objects->second.find(key);
  return found == objects->second.end() ? nullptr : &found->second;
}

Value Overlay(Value body, const Value& object) {
  for (Member& member : body.members) {
    const Value* other = object.Find(member.key);
    if (other != nullptr && (other->kind == member.value.kind || member.value.IsNull())) member.value = *other;
  }
  return body;
}

}  // namespace plumbline::mock

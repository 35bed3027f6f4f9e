#include "contract/path_template.h"

#include <fmt/format.h>

#include <set>

#include "base/error.h"

namespace plumbline::contract {

PathTemplate PathTemplate::Parse(std::string_view text) {
  PathTemplate parsed;
  std::set<std::string_view> names;
  while (!text.empty()) {
    const std::size_t brace = text.find_first_of("{}");
    if (brace != 0) {
      parsed.parts_.push_back({std::string(text.substr(0, brace)), false});
      if (brace == std::string_view::npos) break;
      text.remove_prefix(brace);
      continue;
    }
    const std::size_t end = text.find('}');
    if (text.front() == '}' || end == std::string_view::npos) throw Error("the path template has an unbalanced brace");
    const std::string_view name = text.substr(1, end - 1);
    if (name.empty() || name.find_first_of("{/") != std::string_view::npos)
      throw Error("the path template has an unbalanced brace or an empty name");
    if (!names.insert(name).second) throw Error(fmt::format("the path template names '{}' twice", name));
    parsed.parts_.push_back({std::string(name), true});
    text.remove_prefix(end + 1);
  }
  return parsed;
}

std::vector<std::string> PathTemplate::Names() const {
  std::vector<std::string> names;
  for (const Part& part : parts_) {
    if (part.is_name) names.push_back(part.text);
  }
  return names;
}

std::string PathTemplate::Expand(const std::map<std::string, std::string>& values) const {
  std::string path;
  for (const Part& part : parts_) path += part.is_name ? values.at(part.text) : part.text;
  return path;
}

std::optional<std::map<std::string, std::string>> PathTemplate::Match(std::string_view path) const {
  std::map<std::string, std::string> values;
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    if (!parts_[i].is_name) {
      if (!path.starts_with(parts_[i].text)) return std::nullopt;
      path.remove_prefix(parts_[i].text.size());
      continue;
    }
    std::size_t end = path.find('/');
    if (i + 1 < parts_.size() && !parts_[i + 1].is_name) {
      // The nearest place of what follows, one character on at least; of the last part the very end.
      const std::string& next = parts_[i + 1].text;
      const bool last = i + 2 == parts_.size();
      end = std::min(end, !last                                               ? path.find(next, 1)
                          : path.size() > next.size() && path.ends_with(next) ? path.size() - next.size()
                                                                              : end);
    }
    const std::string_view value = path.substr(0, end);
    if (value.empty()) return std::nullopt;
    values[parts_[i].text] = std::string(value);
    path.remove_prefix(value.size());
  }
  if (!path.empty()) return std::nullopt;
  return values;
}

std::size_t PathTemplate::LiteralLength() const {
  std::size_t length = 0;
  for (const Part& part : parts_) length += part.is_name ? 0 : part.text.size();
  return length;
}

}  // namespace plumbline::contract

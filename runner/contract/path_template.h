// Path templates (3.0.3, 4.7.8.2): "/v1/charges/{id}/lines".
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::contract {

class PathTemplate {
 public:
  // Throws Error (without a place) for unbalanced braces and for a name that is empty or used twice.
  static PathTemplate Parse(std::string_view text);

  std::vector<std::string> Names() const;
  // Replaces each {name}; the values are percent-encoded already. Every name must be there.
  std::string Expand(const std::map<std::string, std::string>& values) const;
  // The raw values by name where `path` fits. A name stands for at least one character, no slash.
  std::optional<std::map<std::string, std::string>> Match(std::string_view path) const;
  // Number of literal characters: of two templates that fit, the more concrete one has more.
  std::size_t LiteralLength() const;

 private:
  struct Part {
    std::string text;
    bool is_name = false;
  };
  std::vector<Part> parts_;
};

}  // namespace plumbline::contract

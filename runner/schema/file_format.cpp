#include "schema/file_format.h"

#include <fmt/format.h>

#include <map>
#include <string>

#include "base/text.h"
#include "schema/schema.h"

namespace plumbline::schema {
namespace {

const Program& FormatProgram(std::string_view format) {
  static const auto programs = [] {
    std::map<std::string, Program, std::less<>> compiled;
    for (const auto& [name, text] : FileFormatTexts()) {
      const document::Document schema =
          document::ParseJson("schemas/plumbline/" + std::string(name), std::string(text));
      compiled.emplace(name.substr(0, name.find('.')), CompileDocument(schema));
    }
    return compiled;
  }();
  return programs.find(format)->second;
}

// A text of nothing but white space and comments.
bool IsEmpty(const document::Document& file) {
  return file.root.IsNull() && file.root.span.begin == file.root.span.end;
}

SourceLocation LocationOf(const document::Document& file, const Violation& violation) {
  const document::Node node = document::Node(file).At(violation.instance_location).value_or(document::Node(file));
  const auto member = violation.member.empty() ? std::nullopt : node.Find(violation.member);
  return member ? member->KeyLocation() : node.Location();
}

bool IsChoice(const Violation& violation) { return violation.keyword == "anyOf" || violation.keyword == "oneOf"; }

// A value that a schema shows may be long.
std::string MessageOf(const Violation& violation) {
  constexpr std::size_t kLongest = 400;
  return Shortened(fmt::format("{} {}", PathName(violation.instance_location), violation.message), kLongest);
}

}  // namespace

std::vector<Error> FormatProblems(const document::Document& file, std::string_view format) {
  std::vector<Error> problems;
  for (const Violation& violation : Evaluate(FormatProgram(format), file.root))
    problems.emplace_back(LocationOf(file, violation), MessageOf(violation));
  if (!problems.empty() && IsEmpty(file)) return {Error({.file = file.source.name()}, "the file is empty")};
  return problems;
}

void RequireFormat(const document::Document& file, std::string_view format) {
  const std::vector<Violation> violations = Evaluate(FormatProgram(format), file.root);
  if (violations.empty()) return;
  if (IsEmpty(file)) throw Error({.file = file.source.name()}, "the file is empty");
  // The deepest one says most: a branch that fails is named before the member inside it, and a choice before what
  // breaks its nearest branch.
  const Violation* chosen = &violations.front();
  for (const Violation& violation : violations) {
    const std::size_t depth = violation.instance_location.tokens().size(),
                      known = chosen->instance_location.tokens().size();
    const bool says_more = depth == known && IsChoice(*chosen) && !IsChoice(violation);
    if (depth > known || says_more) chosen = &violation;
  }
  const std::string more = violations.size() > 1 ? fmt::format(" ({} more)", violations.size() - 1) : "";
  throw Error(LocationOf(file, *chosen), fmt::format("{}; the file's format is schemas/plumbline/{}.schema.json{}",
                                                     MessageOf(*chosen), format, more));
}

}  // namespace plumbline::schema

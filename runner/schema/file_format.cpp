#include "schema/file_format.h"

#include <fmt/format.h>

#include <map>
#include <string>

#include "schema/schema.h"

namespace plumbline::schema {
namespace {

const Program& FormatProgram(std::string_view format) {
  static const auto programs = [] {
    std::map<std::string, Program, std::less<>> compiled;
    for (const auto& [name, text] : FileFormatTexts()) {
      const document::Document schema = document::ParseJson("schemas/plumbline/" + std::string(name), std::string(text));
      compiled.emplace(name.substr(0, name.find('.')), CompileDocument(schema));
    }
    return compiled;
  }();
  return programs.find(format)->second;
}

}  // namespace

void RequireFormat(const document::Document& file, std::string_view format) {
  const std::vector<Violation> violations = Evaluate(FormatProgram(format), file.root);
  if (violations.empty()) return;
  // The deepest one says most: a branch that fails is named before the member inside it.
  const Violation* chosen = &violations.front();
  for (const Violation& violation : violations) {
    if (violation.instance_location.tokens().size() > chosen->instance_location.tokens().size()) chosen = &violation;
  }
  const document::Node node = document::Node(file).At(chosen->instance_location).value_or(document::Node(file));
  const auto member = chosen->member.empty() ? std::nullopt : node.Find(chosen->member);
  const std::string more = violations.size() > 1 ? fmt::format(" ({} more)", violations.size() - 1) : "";
  throw Error(member ? member->KeyLocation() : node.Location(),
              fmt::format("{} {}; the file's format is schemas/plumbline/{}.schema.json{}",
                          PathName(chosen->instance_location), chosen->message, format, more));
}

}  // namespace plumbline::schema

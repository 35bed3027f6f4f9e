#include "suite/first_suite.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "document/document.h"
#include "suite/sample_value.h"

namespace plumbline::suite {
namespace {

using contract::Operation;
using contract::Parameter;
using document::Value;

// The answer that a case expects: the first success that is declared, else a redirection.
void Expect(FirstCase& first) {
  const Operation& operation = *first.test.operation;
  for (const contract::Response& response : operation.responses) {
    if (response.status.front() != '2') continue;
    first.test.expect.statuses = {response.status};
    return;
  }
  if (operation.FindResponse(200) != nullptr) {
    first.test.expect.statuses = {"200"};
    return;
  }
  for (const contract::Response& response : operation.responses) {
    if (response.status.front() != '3' || response.status == "3XX") continue;
    first.test.expect.statuses = {response.status};
    first.test.mock.status = std::stoi(response.status);
    return;
  }
  first.test.expect.statuses = {"2XX"};
  first.left_out = "the contract declares no answer that is a success";
}

void Fill(const contract::Vendor& vendor, FirstCase& first) {
  const Operation& operation = *first.test.operation;
  for (const Parameter& parameter : operation.parameters) {
    if (!parameter.required && parameter.in != contract::Location::kPath) continue;
    auto sample = SampleParameter(vendor, parameter);
    if (const auto* none = std::get_if<NoSample>(&sample)) {
      first.left_out = none->reason;
      return;
    }
    first.test.parameters.push_back({&parameter, std::move(std::get<Value>(sample))});
  }
  if (!operation.request_body) return;
  auto sample = SampleBody(vendor, *operation.request_body);
  if (const auto* body = std::get_if<BodySample>(&sample)) {
    first.test.body = body->value;
    first.test.content_type = body->content_type;
  } else if (operation.request_body->required) {
    first.left_out = std::get<NoSample>(sample).reason;
  }
}

// A name that no other case has.
std::string UniqueName(const std::string& id, std::set<std::string>& taken) {
  constexpr std::size_t kLongest = 80;
  std::string name = Slug(id).substr(0, kLongest);
  while (name.starts_with('-')) name.erase(0, 1);
  while (name.ends_with('-')) name.pop_back();
  if (name.empty()) name = "case";
  std::string unique = name;
  for (int i = 2; !taken.insert(unique).second; ++i) unique = fmt::format("{}-{}", name, i);
  return unique;
}

std::string OneLine(const std::string& text) {
  std::string line;
  for (const char c : text) line += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
  return std::string(Trim(line));
}

// A comment may hold no line break, those of Unicode included.
std::string CommentLine(const std::string& text) {
  constexpr std::size_t kLongest = 300;
  std::string line = ReplaceAll(ReplaceAll(ReplaceAll(OneLine(text), "\u0085", " "), "\u2028", " "), "\u2029", " ");
  return Shortened(line, kLongest);
}

// A value at the end of "key:", in block style.
void WriteValue(const Value& value, std::size_t indent, std::string& out) {
  const std::string margin(indent, ' ');
  if (value.IsObject() && !value.members.empty()) {
    out += '\n';
    for (const document::Member& member : value.members) {
      out += margin + YamlScalar(member.key) + ':';
      WriteValue(member.value, indent + 2, out);
    }
  } else if (value.IsArray() && !value.items.empty()) {
    out += '\n';
    for (const Value& item : value.items) {
      if (item.IsObject() && !item.members.empty()) {
        // "- a: 1" and the further members below "a".
        std::string block;
        WriteValue(item, indent + 2, block);
        out += margin + "- " + block.substr(1 + indent + 2);
      } else {
        out += margin + '-';
        WriteValue(item, indent + 2, out);
      }
    }
  } else {
    out += ' ' + (value.IsString() ? YamlScalar(value.text) : document::WriteJson(value, 0)) + '\n';
  }
}

std::string ParameterKey(const Operation& operation, const Parameter& parameter) {
  const auto same = std::count_if(operation.parameters.begin(), operation.parameters.end(),
                                  [&](const Parameter& other) { return other.name == parameter.name; });
  return same == 1 ? parameter.name : fmt::format("{}.{}", contract::LocationName(parameter.in), parameter.name);
}

std::string CaseText(const Case& test) {
  const Operation& operation = *test.operation;
  std::string out = fmt::format("  - id: {}\n", YamlScalar(test.id.substr(test.id.find('/') + 1)));
  if (!test.summary.empty()) out += fmt::format("    summary: {}\n", YamlScalar(test.summary));
  out += fmt::format("    operation: {}\n", YamlScalar(operation.id));
  if (!test.parameters.empty()) {
    Value parameters = Value::Object();
    for (const ParameterValue& given : test.parameters)
      parameters.Set(ParameterKey(operation, *given.parameter), given.value);
    out += "    parameters:";
    WriteValue(parameters, 6, out);
  }
  if (test.body) {
    out += "    body:";
    WriteValue(*test.body, 6, out);
    if (test.content_type != operation.request_body->content.front().name)
      out += fmt::format("    content_type: {}\n", YamlScalar(test.content_type));
  }
  out += fmt::format("    expect:\n      status: {}\n", test.expect.statuses.front());
  if (test.mock.status) out += fmt::format("    mock:\n      status: {}\n", *test.mock.status);
  return out;
}

}  // namespace

std::string YamlScalar(const std::string& text) {
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  constexpr std::string_view kWords[] = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"};
  const bool begins =
      text.starts_with("../") || (!text.empty() && kLetters.find(text.front()) != std::string_view::npos);
  const bool plain = begins && text.back() != ' ' && text.size() <= 120 &&
                     text.find_first_not_of(std::string(kLetters) + "0123456789_-./ ,()'+@") == std::string::npos &&
                     std::find(std::begin(kWords), std::end(kWords), AsciiLower(text)) == std::end(kWords);
  if (plain) return text;
  std::string quoted = document::WriteJson(Value::String(text), 0);
  // What JSON may leave as it is, and YAML takes for a line break or does not take at all (1.2.2, 5.1, 5.4).
  constexpr std::pair<std::string_view, std::string_view> kEscapes[] = {
      {"\u0085", "\\u0085"}, {"\u2028", "\\u2028"}, {"\u2029", "\\u2029"}, {"\ufeff", "\\ufeff"}, {"\x7f", "\\u007f"}};
  for (const auto& [raw, escaped] : kEscapes) quoted = ReplaceAll(std::move(quoted), raw, escaped);
  return quoted;
}

std::vector<FirstCase> FirstCases(const contract::Vendor& vendor) {
  std::vector<FirstCase> cases;
  std::set<std::string> taken;
  for (const Operation& operation : vendor.contract->operations) {
    FirstCase first;
    first.test.id = fmt::format("{}/{}", kFirstSuiteName, UniqueName(operation.id, taken));
    first.test.operation = &operation;
    if (const auto summary = operation.node.Find("summary"); summary && (*summary)->IsString())
      first.test.summary = Shortened(OneLine((*summary)->text), 160);
    Expect(first);
    if (first.left_out.empty()) Fill(vendor, first);
    cases.push_back(std::move(first));
  }
  return cases;
}

std::string WriteFirstSuite(const std::vector<FirstCase>& cases, const std::string& title,
                            const std::string& vendor_path) {
  std::string out =
      "# yaml-language-server: $schema=../../schemas/plumbline/suite.schema.json\n"
      "# One case for each operation, with what has to be sent. Values are the contract's examples, or invented: a live service needs\n"
      "# ones that it knows, and POST, PUT, PATCH and DELETE change what it holds.\n";
  out += fmt::format(
      "suite: {}\nvendor: {}\nsummary: {}\ncases:\n", kFirstSuiteName, YamlScalar(vendor_path),
      YamlScalar(OneLine("One case for each operation of " + (title.empty() ? "the contract" : title) + ".")));
  bool first = true;
  for (const FirstCase& entry : cases) {
    if (!first) out += '\n';
    first = false;
    if (entry.left_out.empty()) {
      out += CaseText(entry.test);
    } else {
      out += fmt::format("  # {}\n",
                         CommentLine(fmt::format("{} is left out: {}.", entry.test.operation->Name(), entry.left_out)));
    }
  }
  return out;
}

}  // namespace plumbline::suite

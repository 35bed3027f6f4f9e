#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "base/hash.h"
#include "base/text.h"
#include "http/message.h"
#include "schema/file_format.h"
#include "suite/suite.h"
#include "suite/variables.h"

namespace plumbline::suite {
namespace fs = std::filesystem;

namespace {

using contract::Parameter;
using contract::Vendor;
using document::Document;
using document::Member;
using document::Node;
using document::Value;

std::string TextOr(const Node& node, std::string_view key, std::string otherwise = {}) {
  const auto member = node.Find(key);
  return member ? (*member)->text : std::move(otherwise);
}

// A number that its schema holds to be whole, as an int: 2e2 is 200.
int SmallNumber(const Value& value) { return static_cast<int>(document::WholeNumber(value).value_or(0)); }

std::string StatusText(const Value& status) {
  return status.IsNumber() ? std::to_string(SmallNumber(status)) : status.text;
}

class CaseReader {
 public:
  CaseReader(const Vendor& vendor, const std::vector<std::string>& check_ids, std::string suite)
      : vendor_(vendor), check_ids_(check_ids), suite_(std::move(suite)) {}

  Case Read(const Node& node) {
    Case test;
    const Node id = *node.Find("id");
    test.id = suite_ + '/' + id->text;
    test.location = id.Location();
    if (!ids_.insert(test.id).second) throw id.Fail(fmt::format("a second case '{}' in this suite", id->text));
    test.summary = TextOr(node, "summary");
    ReadOperation(test, *node.Find("operation"));
    if (const auto parameters = node.Find("parameters")) ReadParameters(test, *parameters);
    RequirePathParameters(test, node);
    if (const auto headers = node.Find("headers")) test.headers = Headers(*headers);
    if (const auto body = node.Find("body")) ReadBody(test, node, *body);
    const std::string credentials = TextOr(node, "credentials");
    if (credentials == "none") test.credentials = Credentials::kNone;
    if (credentials == "invalid") test.credentials = Credentials::kInvalid;
    ReadExpectation(test, *node.Find("expect"));
    ReadChecks(test, node);
    if (const auto script = node.Find("mock")) ReadMock(test, *script);
    CheckVariables(node);
    if (const auto capture = node.Find("capture")) {
      for (const Member& member : capture->value().members) {
        test.capture.emplace(member.key, Pointer(member.value.text, *capture->Find(member.key)));
        captured_.insert(member.key);
      }
    }
    return test;
  }

 private:
  void ReadOperation(Case& test, const Node& node) const {
    test.operation = vendor_.contract->FindOperation(node->text);
    if (test.operation == nullptr) {
      throw node.Fail(fmt::format("the contract has no operation '{}'{}", node->text,
                                  DidYouMean(node->text, vendor_.contract->OperationIds())));
    }
  }

  void ReadParameters(Case& test, const Node& node) const {
    for (const Member& member : node->members) {
      const Node value = *node.Find(member.key);
      test.parameters.push_back({&FindParameter(*test.operation, member.key, value), member.value});
    }
  }

  // A path with a hole in it would be another path.
  static void RequirePathParameters(const Case& test, const Node& node) {
    for (const Parameter& parameter : test.operation->parameters) {
      if (parameter.in != contract::Location::kPath) continue;
      const auto given = std::find_if(test.parameters.begin(), test.parameters.end(),
                                      [&](const ParameterValue& p) { return p.parameter == &parameter; });
      const bool filled = given != test.parameters.end() && !given->value.IsNull() &&
                          !(given->value.IsString() && given->value.text.empty());
      if (!filled) {
        throw node.Find("parameters")
            .value_or(*node.Find("operation"))
            .Fail(fmt::format("the path parameter '{}' of {} needs a value", parameter.name, test.operation->Name()));
      }
    }
  }

  static const Parameter& FindParameter(const contract::Operation& operation, const std::string& key, const Node& at) {
    std::vector<const Parameter*> found;
    std::vector<std::string> names;
    for (const Parameter& parameter : operation.parameters) {
      const std::string full = fmt::format("{}.{}", contract::LocationName(parameter.in), parameter.name);
      if (full == key) return parameter;
      if (parameter.name == key) found.push_back(&parameter);
      names.push_back(parameter.name);
    }
    if (found.size() == 1) return *found.front();
    if (found.size() > 1) {
      throw Error(at.KeyLocation(), fmt::format("'{}' occurs in several places; write {}.{}", key,
                                                contract::LocationName(found[0]->in), key));
    }
    throw Error(at.KeyLocation(),
                fmt::format("{} has no parameter '{}'{}", operation.Name(), key, DidYouMean(key, names)));
  }

  static http::HeaderFields Headers(const Node& node) {
    http::HeaderFields headers;
    for (const Member& member : node->members) {
      const bool bad = member.key.empty() || member.key.find_first_of(" :\r\n\t") != std::string::npos;
      if (bad || member.value.text.find_first_of("\r\n") != std::string::npos) {
        throw Error(node.Find(member.key)->KeyLocation(),
                    "this is no header field: the name holds no space or colon, the value no line break");
      }
      headers.push_back({member.key, member.value.text});
    }
    return headers;
  }

  static void ReadBody(Case& test, const Node& node, const Node& body) {
    test.body = body.value();
    const auto& declared = test.operation->request_body;
    const std::string first =
        declared && !declared->content.empty() ? declared->content.front().name : "application/json";
    test.content_type = TextOr(node, "content_type", first);
    if (!http::IsJson(test.content_type) && !body->IsString()) {
      throw body.Fail(fmt::format("a body of type {} is written as a string", test.content_type));
    }
  }

  static void ReadExpectation(Case& test, const Node& node) {
    const Node status = *node.Find("status");
    if (status->IsArray()) {
      for (const Value& item : status->items) test.expect.statuses.push_back(StatusText(item));
    } else {
      test.expect.statuses.push_back(StatusText(status.value()));
    }
    test.expect.place = status.Quote("the suite expects " + Join(test.expect.statuses, " or "));
    const auto invariants = node.Find("invariants");
    for (std::size_t i = 0; invariants && i < (*invariants)->items.size(); ++i) {
      const Node entry = invariants->Item(i);
      try {
        test.expect.invariants.push_back(
            {entry->text, Expression::Parse(entry->text), entry.Quote("the suite asks for this")});
      } catch (const ExpressionError& error) {
        throw entry.Fail(fmt::format("this is no invariant: {} (at character {})", error.message, error.offset + 1));
      }
    }
  }

  void ReadChecks(Case& test, const Node& node) const {
    const auto checks = node.Find("checks");
    for (std::size_t i = 0; checks && i < (*checks)->items.size(); ++i) {
      const Node entry = checks->Item(i);
      if (std::find(check_ids_.begin(), check_ids_.end(), entry->text) == check_ids_.end()) {
        throw entry.Fail(fmt::format("there is no check '{}'{}", entry->text, DidYouMean(entry->text, check_ids_)));
      }
      test.checks.push_back(entry->text);
    }
  }

  void ReadMock(Case& test, const Node& node) const {
    mock::Script& script = test.mock;
    if (const auto sample = node.Find("sample")) {
      if (vendor_.FindSample((*sample)->text) == nullptr) {
        std::vector<std::string> names;
        for (const contract::Sample& known : vendor_.samples) names.push_back(known.name);
        throw sample->Fail(
            fmt::format("vendor.yaml has no sample '{}'{}", (*sample)->text, DidYouMean((*sample)->text, names)));
      }
      script.sample = (*sample)->text;
    }
    if (const auto status = node.Find("status")) script.status = SmallNumber(status->value());
    if (const auto headers = node.Find("headers")) script.headers = Headers(*headers);
    if (const auto body = node.Find("body")) script.body = body->value();
    if (const auto set = node.Find("set")) {
      for (const Member& member : set->value().members) {
        script.set.emplace_back(Pointer(member.key, *set->Find(member.key)), member.value);
      }
    }
    const auto remove = node.Find("remove");
    for (std::size_t i = 0; remove && i < (*remove)->items.size(); ++i) {
      script.remove.push_back(Pointer((*remove)->items[i].text, remove->Item(i)));
    }
  }

  static JsonPointer Pointer(const std::string& text, const Node& at) {
    const auto pointer = JsonPointer::Parse(text);
    if (!pointer) throw at.Fail(fmt::format("'{}' is no JSON Pointer", text));
    return *pointer;
  }

  // A variable must have been captured by an earlier case of this suite.
  void CheckVariables(const Node& node) const {
    for (const std::string& name : VariableNames(node.value())) {
      if (IsDayOutOfReach(name)) {
        throw PlaceOf(node, name)
            .Fail(fmt::format(
                "${{{}}} is no day: write ${{today}}, or ${{today-30}} with at most {} days before or after it", name,
                kMostDays));
      }
      if (!captured_.contains(name)) {
        throw node.Fail(fmt::format("no earlier case of this suite captures ${{{}}}{}", name,
                                    DidYouMean(name, {captured_.begin(), captured_.end()})));
      }
    }
  }

  // The text that names the variable.
  static Node PlaceOf(const Node& node, const std::string& name) {
    const auto names = [&](const Value& value) {
      const std::vector<std::string> inside = VariableNames(value);
      return std::find(inside.begin(), inside.end(), name) != inside.end();
    };
    for (const Member& member : node->members) {
      if (names(member.value)) return PlaceOf(node.Child(member), name);
    }
    for (std::size_t i = 0; i < node->items.size(); ++i) {
      if (names(node->items[i])) return PlaceOf(node.Item(i), name);
    }
    return node;
  }

  const Vendor& vendor_;
  const std::vector<std::string>& check_ids_;
  std::string suite_;
  std::set<std::string> ids_;
  std::set<std::string> captured_;
};

bool IsSuiteFile(const fs::path& path) {
  const std::string extension = path.extension().string();
  return path.filename().string() != "waivers.yaml" &&
         (extension == ".yaml" || extension == ".yml" || extension == ".json");
}

std::vector<std::string> SuiteFiles(const std::string& path) {
  if (!fs::exists(path)) throw Error({.file = path}, "no such file or folder");
  if (!fs::is_directory(path)) return {path};
  std::vector<std::string> files;
  for (const auto& entry : fs::directory_iterator(path)) {
    if (IsSuiteFile(entry.path())) files.push_back(entry.path().lexically_normal().string());
  }
  std::sort(files.begin(), files.end());
  if (files.empty()) throw Error({.file = path}, "holds no suite (*.yaml)");
  return files;
}

void RefuseContract(const Node& root, const std::string& file) {
  for (const char* member : {"openapi", "swagger"}) {
    if (const auto version = root.Find(member)) {
      throw Error(
          version->KeyLocation(),
          fmt::format(
              "this is a contract and no suite: plumbline audit {0} judges it, and plumbline init {0} writes a first suite for it",
              file));
    }
  }
}

}  // namespace

bool Expectation::Allows(int status) const {
  const std::string text = std::to_string(status);
  return std::any_of(statuses.begin(), statuses.end(), [&](const std::string& allowed) {
    return allowed == text || (allowed.ends_with("XX") && allowed.front() == text.front());
  });
}

SuiteSet LoadSuites(const std::string& path, const std::vector<std::string>& check_ids, const LoadOptions& options) {
  SuiteSet set;
  std::string vendor_path;
  std::set<std::string> names;
  for (const std::string& file : SuiteFiles(path)) {
    const Document document = document::Load(file);
    const Node root(document);
    RefuseContract(root, file);
    schema::RequireFormat(document, "suite");
    const Node vendor = *root.Find("vendor");
    fs::path folder = (fs::path(file).parent_path() / vendor->text).lexically_normal();
    if (!folder.has_filename()) folder = folder.parent_path();  // "specs/acme/" is "specs/acme"
    const std::string named = folder.string();
    if (vendor_path.empty()) {
      vendor_path = named;
      if (!fs::exists(named)) throw vendor.Fail(fmt::format("there is no '{}'", named));
      set.vendor = contract::LoadVendor(named);
    } else if (vendor_path != named) {
      throw vendor.Fail(fmt::format("the suites of one run share one vendor; the first names '{}'", vendor_path));
    }
    Suite suite{TextOr(root, "suite"), TextOr(root, "summary"), file, Sha256Hex(document.source.text()), {}};
    if (!names.insert(suite.name).second)
      throw root.Find("suite")->Fail(fmt::format("a second suite named '{}'", suite.name));
    CaseReader reader(set.vendor, check_ids, suite.name);
    const Node cases = *root.Find("cases");
    for (std::size_t i = 0; i < cases->items.size(); ++i) suite.cases.push_back(reader.Read(cases.Item(i)));
    set.suites.push_back(std::move(suite));
  }
  const fs::path folder = fs::is_directory(path) ? fs::path(path) : fs::path(path).parent_path();
  const fs::path beside = (folder / "waivers.yaml").lexically_normal();
  const std::string waivers = options.waivers_file.value_or(fs::exists(beside) ? beside.string() : "");
  if (!waivers.empty()) set.waivers = LoadWaivers(waivers, options.today);
  return set;
}

}  // namespace plumbline::suite

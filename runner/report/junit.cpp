// JUnit XML. The shape follows what readers of it do: flat, one suite for an operation, one case for a
// check of a case or for a rule, exactly one of failure, error and skipped, the first line both in
// `message` and in the text, names that hold no value and no time.
#include <fmt/format.h>

#include <pugixml.hpp>
#include <sstream>

#include "base/text.h"
#include "report/report.h"
#include "report/tests.h"
#include "report/xml_text.h"

namespace plumbline::report {
namespace {

using run::RunResult;
using run::Verdict;

// Seconds with 3 decimals, whatever the locale.
std::string Seconds(std::chrono::milliseconds duration) {
  return fmt::format("{}.{:03}", duration.count() / 1000, duration.count() % 1000);
}

struct Counts {
  std::size_t tests = 0, failures = 0, errors = 0, skipped = 0;
  std::chrono::milliseconds time{0};
};

class Junit {
 public:
  Junit(const RunResult& result, JunitFlavor flavor) : result_(result), strict_(flavor == JunitFlavor::kStrict) {}

  std::string Write() {
    pugi::xml_document document;
    pugi::xml_node declaration = document.append_child(pugi::node_declaration);
    declaration.append_attribute("version") = "1.0";
    declaration.append_attribute("encoding") = "UTF-8";
    root_ = document.append_child("testsuites");
    // Attributes are written in this order; their values are known at the end.
    if (!strict_) {
      for (const char* name : {"name", "tests", "failures", "errors", "skipped", "time"}) root_.append_attribute(name);
    }
    std::string suite;
    for (const Test& test : Tests(result_)) {
      if (counts_.tests > 0 && test.suite != suite) Close(suite);
      if (counts_.tests == 0) Open();
      suite = test.suite;
      Add(test);
    }
    if (counts_.tests > 0) Close(suite);
    if (!strict_) SetCounts(root_, total_, "plumbline " + result_.vendor);
    std::ostringstream text;
    document.save(text, "  ", pugi::format_indent, pugi::encoding_utf8);
    return std::move(text).str();
  }

 private:
  void Set(pugi::xml_node node, const char* name, const std::string& value) {
    pugi::xml_attribute attribute = node.attribute(name);
    if (!attribute) attribute = node.append_attribute(name);
    attribute = XmlText(value).c_str();
  }

  void SetCounts(pugi::xml_node node, const Counts& counts, const std::string& name) {
    Set(node, "name", name);
    Set(node, "tests", std::to_string(counts.tests));
    Set(node, "failures", std::to_string(counts.failures));
    Set(node, "errors", std::to_string(counts.errors));
    Set(node, "skipped", std::to_string(counts.skipped));
    Set(node, "time", Seconds(counts.time));
  }

  void Open() {
    suite_ = root_.append_child("testsuite");
    for (const char* name : {"name", "tests", "failures", "errors", "skipped", "time"}) suite_.append_attribute(name);
    std::string timestamp = FormatTimestamp(result_.started);
    if (strict_) timestamp.pop_back();  // Ant allows no zone
    Set(suite_, "timestamp", timestamp);
    Set(suite_, "hostname", "localhost");
    if (strict_) {
      Set(suite_, "id", std::to_string(suites_));
      Set(suite_, "package", result_.vendor);
      suite_.append_child("properties");
    }
    ++suites_;
    counts_ = {};
  }

  void Close(const std::string& name) {
    SetCounts(suite_, counts_, name);
    if (strict_) {
      suite_.append_child("system-out");
      suite_.append_child("system-err");
    }
    total_.tests += counts_.tests;
    total_.failures += counts_.failures;
    total_.errors += counts_.errors;
    total_.skipped += counts_.skipped;
    total_.time += counts_.time;
    counts_ = {};
  }

  void Add(const Test& test) {
    pugi::xml_node node = suite_.append_child("testcase");
    Set(node, "name", test.name);
    // Jenkins splits a class name at its last dot.
    Set(node, "classname", result_.vendor + '.' + ReplaceAll(test.suite, ".", "_"));
    Set(node, "time", Seconds(test.duration));
    if (!strict_ && !test.location.file.empty()) {
      Set(node, "file", test.location.file);
      Set(node, "line", std::to_string(test.location.line));
    }
    ++counts_.tests;
    counts_.time += test.duration;
    switch (test.verdict) {
      case Verdict::kPassed:
        break;
      case Verdict::kFailed:
        ++counts_.failures;
        Element(node, "failure", test.type, test.text);
        break;
      case Verdict::kError:
        ++counts_.errors;
        Element(node, "error", test.type, test.text);
        break;
      case Verdict::kWaived:
        Properties(node, test);
        [[fallthrough]];
      case Verdict::kSkipped:
        ++counts_.skipped;
        Element(node, "skipped", "", test.text);
        break;
    }
  }

  void Element(pugi::xml_node node, const char* name, const std::string& type, const std::string& text) {
    pugi::xml_node element = node.append_child(name);
    Set(element, "message", FirstLine(text));
    if (!type.empty()) Set(element, "type", type);
    element.append_child(pugi::node_pcdata).set_value(XmlText(text).c_str());
  }

  void Properties(pugi::xml_node node, const Test& test) {
    if (strict_) return;
    pugi::xml_node properties = node.append_child("properties");
    for (const run::JudgedFinding* found : test.findings) {
      std::vector<std::pair<const char*, std::string>> rows;
      if (found->judgement.state == finding::FindingState::kDocumented) {
        const finding::Waiver& waiver = result_.waivers[*found->judgement.waiver].waiver;
        rows = {
            {"waiver.id", waiver.id}, {"waiver.owner", waiver.owner}, {"waiver.expires", FormatDate(waiver.expires)}};
      } else {
        rows = {{"state", std::string(finding::FindingStateName(found->judgement.state))}};
      }
      rows.emplace_back("fingerprint", found->finding.fingerprint);
      for (const auto& [name, value] : rows) {
        pugi::xml_node property = properties.append_child("property");
        Set(property, "name", name);
        Set(property, "value", value);
      }
    }
  }

  const RunResult& result_;
  bool strict_;
  pugi::xml_node root_, suite_;
  Counts counts_, total_;
  int suites_ = 0;
};

}  // namespace

std::string WriteJunit(const RunResult& result, const Options& options) {
  return Junit(result, options.junit_flavor).Write();
}

}  // namespace plumbline::report

// JUnit XML. The shape follows what readers of it do: flat, one suite for an operation, one case for a
// check of a case or for a rule, exactly one of failure, error and skipped, the first line both in
// `message` and in the text, names that hold no value and no time.
#include <fmt/format.h>

#include <algorithm>
#include <pugixml.hpp>
#include <map>
#include <sstream>

#include "base/text.h"
#include "report/console.h"
#include "report/report.h"
#include "report/xml_text.h"

namespace plumbline::report {
namespace {

using finding::FindingState;
using run::CaseResult;
using run::JudgedFinding;
using run::Judgement;
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
    for (const std::string& operation : result_.operations) Operation(operation);
    // What only pages describe, and the API as a whole.
    for (const run::AuditResult& audited : result_.audits) {
      if (std::find(result_.operations.begin(), result_.operations.end(), audited.operation) == result_.operations.end()) Operation(audited.operation);
    }
    Waivers();
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

  void Operation(const std::string& operation) {
    const std::string name = operation.empty() ? "the API as a whole" : operation;
    std::map<std::string, int> told;  // readers drop cases of one name
    Open();
    for (const CaseResult& test : result_.cases) {
      if (test.operation != operation) continue;
      for (const Judgement& judgement : test.judgements) {
        pugi::xml_node node = Case(name, test.id + ": " + judgement.rule, judgement.rule == "exchange" ? test.duration : std::chrono::milliseconds(0));
        if (!strict_ && !test.location.file.empty()) {
          Set(node, "file", test.location.file);
          Set(node, "line", std::to_string(test.location.line));
        }
        Outcome(node, judgement);
      }
    }
    for (const run::AuditResult& audited : result_.audits) {
      if (audited.operation != operation) continue;
      for (const Judgement& judgement : audited.judgements) {
        const int nth = ++told[judgement.rule];
        pugi::xml_node node = Case(name, "audit: " + judgement.rule + (nth == 1 ? "" : fmt::format(" ({})", nth)), std::chrono::milliseconds(0));
        if (!strict_ && !judgement.findings.empty()) {
          const auto& places = result_.findings[judgement.findings.front()].finding.places;
          if (!places.empty()) {
            Set(node, "file", places.front().source);
            Set(node, "line", std::to_string(places.front().line));
          }
        }
        Outcome(node, judgement);
      }
    }
    Close(name);
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

  // Ends the suite; one without cases is left out.
  void Close(const std::string& name) {
    if (counts_.tests == 0) {
      root_.remove_child(suite_);
      --suites_;
      return;
    }
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
  }

  pugi::xml_node Case(const std::string& group, const std::string& name, std::chrono::milliseconds time) {
    pugi::xml_node node = suite_.append_child("testcase");
    Set(node, "name", name);
    // Jenkins splits a class name at its last dot.
    Set(node, "classname", result_.vendor + '.' + ReplaceAll(group, ".", "_"));
    Set(node, "time", Seconds(time));
    ++counts_.tests;
    counts_.time += time;
    return node;
  }

  void Element(pugi::xml_node node, const char* name, const std::string& type, const std::string& text) {
    pugi::xml_node element = node.append_child(name);
    const std::string line = text.substr(0, text.find('\n'));
    Set(element, "message", line);
    if (!type.empty()) Set(element, "type", type);
    element.append_child(pugi::node_pcdata).set_value(XmlText(text).c_str());
  }

  void Outcome(pugi::xml_node node, const Judgement& judgement) {
    switch (judgement.verdict) {
      case Verdict::kPassed: break;
      case Verdict::kFailed: Fail(node, judgement); break;
      case Verdict::kWaived: Waive(node, judgement); break;
      case Verdict::kError:
        ++counts_.errors;
        Element(node, "error", judgement.error_kind, judgement.reason);
        break;
      case Verdict::kSkipped:
        ++counts_.skipped;
        Element(node, "skipped", "", judgement.reason);
        break;
    }
  }

  void Fail(pugi::xml_node node, const Judgement& judgement) {
    ++counts_.failures;
    std::string text, type, spared;
    std::vector<std::string> titles;
    for (std::size_t index : judgement.findings) {
      const JudgedFinding& found = result_.findings[index];
      if (found.judgement.state == FindingState::kKnown || found.judgement.state == FindingState::kTolerated) spared += '\n' + WhySpared(found, result_) + ": " + FindingTitle(found);
      if (!found.fails()) continue;
      if (type.empty()) type = found.judgement.state == FindingState::kExpired ? "waiver.expired" : found.judgement.state == FindingState::kWorsened ? "waiver.worsened" : judgement.rule;
      titles.push_back(FindingTitle(found));
      if (!text.empty()) text += '\n';
      text += DescribeFinding(found, result_);
    }
    // Many readers show the first line only, so it names all of them.
    if (titles.size() > 1) text = Count(titles.size(), "discrepancy", "discrepancies") + ": " + Join(titles, " | ") + "\n\n" + text;
    Element(node, "failure", type, text + spared);
  }

  void AddProperties(pugi::xml_node properties, const std::vector<std::pair<const char*, std::string>>& rows) {
    for (const auto& [name, value] : rows) {
      pugi::xml_node property = properties.append_child("property");
      Set(property, "name", name);
      Set(property, "value", value);
    }
  }

  void Waive(pugi::xml_node node, const Judgement& judgement) {
    ++counts_.skipped;
    std::vector<std::string> names;
    std::string details;
    pugi::xml_node properties;
    if (!strict_) properties = node.append_child("properties");
    for (std::size_t index : judgement.findings) {
      const JudgedFinding& found = result_.findings[index];
      if (found.judgement.state == FindingState::kKnown || found.judgement.state == FindingState::kTolerated) {
        names.push_back(WhySpared(found, result_) + ": " + FindingTitle(found));
        details += '\n' + DescribeFinding(found, result_);
        if (!strict_) AddProperties(properties, {{"state", std::string(FindingStateName(found.judgement.state))}, {"fingerprint", found.finding.fingerprint}});
      }
      if (found.judgement.state != FindingState::kDocumented) continue;
      const finding::Waiver& waiver = result_.waivers[*found.judgement.waiver].waiver;
      names.push_back(fmt::format("WAIVED until {} ({}, {}): {}", FormatDate(waiver.expires), waiver.id, waiver.owner, waiver.reason));
      details += '\n' + DescribeFinding(found, result_);
      if (strict_) continue;
      AddProperties(properties, {{"waiver.id", waiver.id}, {"waiver.owner", waiver.owner}, {"waiver.expires", FormatDate(waiver.expires)}, {"fingerprint", waiver.fingerprint}});
    }
    Element(node, "skipped", "", Join(names, "; ") + '\n' + details);
  }

  void Waivers() {
    Open();
    for (const run::WaiverResult& waiver : result_.waivers) {
      pugi::xml_node node = Case("waivers", waiver.waiver.id + " still needed", std::chrono::milliseconds(0));
      if (!strict_ && waiver.waiver.location.line > 0) {
        Set(node, "file", waiver.waiver.location.file);
        Set(node, "line", std::to_string(waiver.waiver.location.line));
      }
      if (waiver.state == finding::WaiverState::kNotReached) {
        ++counts_.skipped;
        Element(node, "skipped", "", "NOT RUN: nothing was looked at that this waiver speaks of");
      } else if (waiver.state == finding::WaiverState::kStale) {
        const std::string text = fmt::format("the waiver {} is no longer needed: its discrepancy is gone; remove it from {}", waiver.waiver.id, ToString(waiver.waiver.location));
        const bool fails = result_.policy.stale_waivers == finding::StaleWaivers::kFail;
        ++(fails ? counts_.failures : counts_.skipped);
        Element(node, fails ? "failure" : "skipped", fails ? "waiver.stale" : "", text);
      }
    }
    Close("waivers");
  }

  const RunResult& result_;
  bool strict_;
  pugi::xml_node root_, suite_;
  Counts counts_, total_;
  int suites_ = 0;
};

}  // namespace

std::string WriteJunit(const RunResult& result, const Options& options) { return Junit(result, options.junit_flavor).Write(); }

}  // namespace plumbline::report

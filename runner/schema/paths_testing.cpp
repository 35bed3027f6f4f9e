#include "schema/paths_testing.h"

#include <algorithm>

#include "schema/explanation.h"
#include "schema/output.h"
#include "schema/verdict.h"

namespace plumbline::schema {
namespace {

using Mode = Explanation::Mode;

std::string_view NameOf(Verdict verdict) {
  switch (verdict) {
    case Verdict::kValid:
      return "valid";
    case Verdict::kInvalid:
      return "invalid";
    case Verdict::kUndecided:
      return "undecided";
  }
  return "";
}

struct Plain {
  std::string_view says;
  std::vector<Violation> violations;
};

Plain JudgePlainly(const Program& program, const document::Tape& instance, Mode mode, bool asks) {
  VerdictPass pass(program.compiled());
  Explanation explanation(program.compiled(), mode, asks ? &pass : nullptr);
  const bool fits = explanation.Run(0, instance.root());
  Plain plain = {fits ? "valid" : "invalid", explanation.TakeViolations()};
  if (mode != Mode::kVerdict && plain.violations.empty() != fits)
    plain.says = fits ? "valid and yet with violations" : "invalid and yet without violations";
  if (!explanation.problem().empty()) plain.says = "undecided";
  return plain;
}

std::string_view SaysOf(const std::vector<Violation>& violations) {
  const auto cannot = [](const Violation& v) { return v.message.find("cannot be judged") != std::string::npos; };
  if (std::any_of(violations.begin(), violations.end(), cannot)) return "undecided";
  return violations.empty() ? "valid" : "invalid";
}

std::string_view SaysOf(const Unit& root) {
  if (root.error.starts_with("cannot be judged")) return "undecided";
  const std::string flag = WriteOutput(root, OutputFormat::kFlag, 0);
  if (flag != (root.valid ? R"({"valid":true})" : R"({"valid":false})")) return "another flag than verdict";
  for (const OutputFormat format : {OutputFormat::kBasic, OutputFormat::kDetailed, OutputFormat::kVerbose}) {
    if (WriteOutput(root, format, 0).find(root.valid ? R"("valid":true)" : R"("valid":false)") == std::string::npos)
      return "another output than verdict";
  }
  return root.valid ? "valid" : "invalid";
}

}  // namespace

std::vector<Answer> AnswersOfAllPaths(const Program& program, const std::string& json) {
  const document::Limits limits = {.max_depth = kMostLevels};
  const document::Document document = document::ParseJson("instance.json", json, limits);
  document::Tape tape, copied;
  if (!tape.ReadJson(json, limits))
    return {{"the tape", "is not read, though the text is JSON"}, {"the value", "is read"}};
  copied.ReadValue(document.root);

  Evaluator evaluator(program);
  std::vector<Answer> answers = {
      {"verdict of the text", NameOf(evaluator.Check(std::string_view(json)))},
      {"verdict of the tape, again", NameOf(evaluator.Check(tape.root()))},
      {"verdict of the value", NameOf(evaluator.Check(copied.root()))},
      {"plain verdict", JudgePlainly(program, tape, Mode::kVerdict, false).says},
  };
  const Plain plain = JudgePlainly(program, tape, Mode::kErrors, false);
  const Plain helped = JudgePlainly(program, tape, Mode::kErrors, true);
  answers.push_back({"plain, every violation", plain.says});
  const bool decided = plain.says != "undecided" && helped.says != "undecided";
  answers.push_back({"plain, helped by verdicts", decided && helped.violations != plain.violations
                                                      ? "other violations than without help"
                                                      : helped.says});
  answers.push_back({"plain, every unit", JudgePlainly(program, tape, Mode::kUnits, false).says});
  answers.push_back({"violations", SaysOf(Evaluate(program, tape))});
  answers.push_back({"output", SaysOf(Explain(program, tape))});
  return answers;
}

std::string Disagreement(const std::vector<Answer>& answers) {
  std::string_view decided;
  bool differ = false;
  std::string lines;
  for (const Answer& answer : answers) {
    lines += std::string(answer.way) + ": " + std::string(answer.says) + '\n';
    if (answer.says == "undecided") continue;
    if (decided.empty()) decided = answer.says;
    differ |= answer.says != decided;
  }
  return differ ? lines : "";
}

}  // namespace plumbline::schema

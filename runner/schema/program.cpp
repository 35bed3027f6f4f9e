// The public face: compiling, judging, explaining.
#include <fmt/format.h>

#include <algorithm>
#include <new>
#include <utility>

#include "schema/compiler.h"
#include "schema/explanation.h"
#include "schema/verdict.h"

namespace plumbline::schema {

using document::Cell;

Program Compile(std::shared_ptr<const document::FlatDocument> schema, const Options& options) {
  return Program(std::make_shared<const Compiled>(Compiler(options).Run(std::move(schema))));
}

Program Compile(const document::Value& schema, const Options& options) {
  return Compile(document::FlatDocument::FromValue("", schema), options);
}

Program CompileText(std::string name, std::string text, const Options& options) {
  return Compile(document::FlatDocument::Read(std::move(name), std::move(text)), options);
}

Program CompileDocument(const document::Document& schema, const Options& options) {
  try {
    return Compile(schema.root, options);
  } catch (const CompileError& error) {
    if (!error.document().empty())
      throw document::Node(schema).Fail(fmt::format("{}: {}", error.document(), error.message()));
    const auto place = document::Node(schema).At(error.location());
    throw(place ? *place : document::Node(schema)).Fail(error.message());
  }
}

DialectId Program::dialect() const { return compiled_->resources[compiled_->subschemas.front().resource]->dialect->id; }

Program CompileEntries(std::shared_ptr<const document::FlatDocument> document, std::span<const SchemaPlace> entries,
                       const Options& options) {
  return Program(std::make_shared<const Compiled>(Compiler(options).Run(std::move(document), entries)));
}

const document::FlatDocument& Program::DocumentOf(Entry schema) const {
  return compiled_->DocumentOf(compiled_->subschemas[static_cast<std::size_t>(schema)]);
}
const Cell& Program::CellOf(Entry schema) const {
  return *compiled_->subschemas[static_cast<std::size_t>(schema)].cell;
}
const std::vector<Entry>& Program::entries() const { return compiled_->starts; }
std::size_t Program::schemas() const { return compiled_->subschemas.size(); }
const std::vector<CompileProblem>& Program::problems() const { return compiled_->problems; }

std::string Compiled::ProblemOf(const Subschema& s) const {
  const CompileProblem& problem = problems[s.problem];
  return fmt::format("the schema at {}#{} cannot be compiled: {}", problem.place.document,
                     problem.place.pointer.ToString(), problem.message);
}

const document::FlatDocument& Program::DocumentOf(const Violation& violation) const {
  for (const CompiledDocument& document : compiled_->documents) {
    if (!violation.document.empty() && document.uri == violation.document) return *document.flat;
  }
  return *compiled_->documents.front().flat;
}

bool IsStandardMetaSchema(const std::string& uri) { return StandardDocument(uri) != nullptr; }

std::vector<std::pair<std::string, std::size_t>> Program::unknown_formats() const {
  return {compiled_->unknown_formats.begin(), compiled_->unknown_formats.end()};
}

Evaluator::Evaluator(Program program)
    : program_(std::move(program)), pass_(std::make_unique<VerdictPass>(program_.compiled())) {}
Evaluator::~Evaluator() = default;
Evaluator::Evaluator(Evaluator&&) noexcept = default;

Verdict Evaluator::Check(const Cell& instance, Entry entry) {
  try {
    const Verdict verdict = pass_->Judge(instance, entry);
    if (verdict == Verdict::kUndecided || !problem_.empty()) [[unlikely]]
      problem_ = pass_->problem();
    return verdict;
  } catch (const std::bad_alloc&) {
    problem_ = "out of memory";
    return Verdict::kUndecided;
  }
}

void Evaluator::StopOn(const std::atomic<bool>* stop) { pass_->StopOn(stop); }

Verdict Evaluator::Check(std::string_view json) {
  document::Limits limits;
  limits.max_depth = kMostLevels;
  if (tape_.ReadJson(json, limits)) return Check(tape_.root());
  problem_ = "the text is no JSON";
  return Verdict::kUndecided;
}

const std::string& Evaluator::problem() const { return problem_; }

namespace {

bool IsDoubt(const Violation& violation) { return violation.message.starts_with("cannot be judged"); }

// With the doubts of keywords among the violations.
struct Explained {
  Judgement judgement;
  Verdict verdict = Verdict::kValid;  // whatever became of the explanation
};

Explained JudgeAll(const Program& program, Entry entry, const document::Tape& instance, std::size_t most,
                   const std::atomic<bool>* stop) {
  VerdictPass pass(program.compiled());
  pass.StopOn(stop);
  const Verdict verdict = pass.Judge(instance.root(), entry);
  if (verdict == Verdict::kValid) return {};
  const auto explain = [&](std::size_t limit, bool hurries) -> Judgement {
    VerdictPass helper(program.compiled());
    helper.StopOn(stop);
    Explanation explanation(program.compiled(), Explanation::Mode::kErrors, &helper, limit);
    explanation.StopOn(stop);
    if (hurries) explanation.Hurry();
    explanation.Run(static_cast<std::uint32_t>(entry), instance.root());
    const Doubt doubt = !explanation.problem().empty()     ? Doubt::kBound
                        : !explanation.undecided().empty() ? Doubt::kUncompiled
                                                           : Doubt::kNone;
    return {explanation.TakeViolations(), doubt,
            doubt == Doubt::kBound ? explanation.problem() : explanation.undecided()};
  };
  Judgement judgement = explain(most, false);
  // One is found without weighing alternatives against one another, which is what takes time.
  if (judgement.doubt == Doubt::kBound && judgement.violations.empty() && verdict == Verdict::kInvalid)
    judgement.violations = explain(1, true).violations;
  return {std::move(judgement), verdict};
}

}  // namespace

Judgement Judge(const Program& program, Entry entry, const document::Tape& instance, std::size_t most) {
  Judgement judgement = JudgeAll(program, entry, instance, most, nullptr).judgement;
  if (std::erase_if(judgement.violations, IsDoubt) > 0) judgement.doubt = Doubt::kBound;
  return judgement;
}

Judgement Judge(const Program& program, Entry entry, const document::Value& instance) {
  document::Tape tape;
  tape.ReadValue(instance);
  return Judge(program, entry, tape);
}

std::vector<Violation> Evaluate(const Program& program, const document::Tape& instance, std::size_t most,
                                const std::atomic<bool>* stop) {
  auto [judgement, verdict] = JudgeAll(program, Entry::kFirst, instance, most, stop);
  auto& [violations, doubt, problem] = judgement;
  if (doubt != Doubt::kNone && std::none_of(violations.begin(), violations.end(), IsDoubt)) {
    const bool cut = doubt == Doubt::kBound && verdict == Verdict::kInvalid;
    Violation last;
    last.message = (cut ? "is invalid, and its explanation was cut: " : "cannot be judged: ") + problem;
    last.expected = cut ? "an explanation within bounds" : "a verdict within bounds";
    last.observed = Describe(instance.root());
    violations.push_back(std::move(last));
  }
  return violations;
}

std::vector<Violation> Evaluate(const Program& program, const document::Value& instance) {
  document::Tape tape;
  tape.ReadValue(instance);
  return Evaluate(program, tape);
}

bool IsValid(const Program& program, const document::Value& instance) {
  document::Tape tape;
  tape.ReadValue(instance);
  return VerdictPass(program.compiled()).Judge(tape.root()) == Verdict::kValid;
}

Unit Explain(const Program& program, const document::Tape& instance, const std::atomic<bool>* stop) {
  Explanation explanation(program.compiled(), Explanation::Mode::kUnits);
  explanation.StopOn(stop);
  explanation.Run(0, instance.root());
  Unit root = explanation.TakeUnit();
  const std::string& problem = explanation.problem().empty() ? explanation.undecided() : explanation.problem();
  if (problem.empty()) return root;
  // The verdict needs no units.
  VerdictPass pass(program.compiled());
  pass.StopOn(stop);
  const Verdict verdict = pass.Judge(instance.root());
  root.valid = verdict == Verdict::kValid;
  root.error = (verdict == Verdict::kUndecided ? "cannot be judged: " : "the output was cut: ") + problem;
  return root;
}

}  // namespace plumbline::schema

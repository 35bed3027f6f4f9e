// The plain pass: keyword by keyword, as the standard reads. It finds every violation, collects annotations and output
// units, and knows which members and items were evaluated. It is what the verdict pass is held against, and what that
// pass asks where a keyword depends on what others evaluated.
#pragma once

#include <atomic>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "schema/keyword.h"
#include "schema/output.h"
#include "schema/program.h"

namespace plumbline::schema {

class VerdictPass;

// A step of a location: a name, or an index.
struct Token {
  Token(std::string_view token) : text(token) {}                            // NOLINT: reads as the token it is
  Token(const document::Cell& key) : text(key.view()) {}                    // NOLINT
  Token(std::size_t number) : index(static_cast<std::uint32_t>(number)) {}  // NOLINT
  std::string ToString() const { return index == kNone ? std::string(text) : std::to_string(index); }

  std::string_view text;
  std::uint32_t index = kNone;
};

// Which members (by their order) or items of one instance have been evaluated.
class Evaluated {
 public:
  explicit Evaluated(const document::Cell& instance)
      : bits_(instance.IsArray() || instance.IsObject() ? instance.size : 0, false) {}
  void Mark(std::size_t index) { bits_[index] = true; }
  void MarkFirst(std::size_t count) {
    for (std::size_t i = 0; i < count && i < bits_.size(); ++i) bits_[i] = true;
  }
  void MarkAll() { bits_.assign(bits_.size(), true); }
  bool Has(std::size_t index) const { return bits_[index]; }
  void Merge(const Evaluated& other) {
    for (std::size_t i = 0; i < bits_.size(); ++i)
      if (other.bits_[i]) bits_[i] = true;
  }

 private:
  std::vector<bool> bits_;
};

// What a keyword says of a failure.
struct Fault {
  std::string message;
  std::string expected;
  std::string observed;
  std::string detail = {};              // the member or item of the keyword
  std::string member = {};              // of the instance: missing or not declared
  std::vector<std::size_t> items = {};  // of the instance: the items that it is about
};

// A violation while alternatives are weighed against one another: what tells which is the nearest, and no text.
struct Slight {
  std::uint32_t depth;       // of the instance below the root
  bool type;                 // of `type`, or the schema `false`
  bool value;                // of `const` or `enum`
  const document::Cell* at;  // what broke it
};

class Explanation {
 public:
  enum class Mode : std::uint8_t {
    kVerdict,  // stops at the first violation and records nothing
    kErrors,   // every violation
    kUnits,    // every output unit and annotation as well
  };

  // `pass` is asked for verdicts of subschemas that need no explaining; null: everything is evaluated here.
  Explanation(const Compiled& compiled, Mode mode, VerdictPass* pass = nullptr, std::size_t most = SIZE_MAX);
  // Ends with a problem once `stop` is true.
  void StopOn(const std::atomic<bool>* stop) { stop_ = stop; }
  // Alternatives are not weighed: their verdicts are enough, and the first one stands for all that fail.
  void Hurry() { hurries_ = true; }

  // Judges the root of an instance by a subschema; the scopes are those of the resources on the way to it.
  bool Run(std::uint32_t schema, const document::Cell& instance, std::vector<std::uint32_t> scopes = {});
  std::vector<Violation> TakeViolations() { return std::move(violations_); }
  Unit TakeUnit() { return std::move(root_unit_); }
  // A bound that was met: no verdict. Empty: none was.
  const std::string& problem() const { return problem_; }
  // The first schema met that judges nothing, because it could not be compiled; empty: none was. The violations are
  // certain all the same.
  const std::string& undecided() const { return undecided_; }

  // ---- for keywords ----
  const Compiled& compiled() const { return compiled_; }
  const document::Cell& instance() const { return *frame_->instance; }
  const Subschema& schema() const { return *frame_->schema; }
  std::uint32_t schema_id() const { return static_cast<std::uint32_t>(frame_->schema - compiled_.subschemas.data()); }
  const Keyword* Sibling(Lowering lowering) const;
  bool IsNever(std::uint32_t schema) const { return compiled_.subschemas[schema].cell->Is(document::CellKind::kFalse); }

  template <typename Make>
  void Fail(Make make) {
    frame_->valid = false;
    if (weighs_)
      Weigh();
    else if (mode_ != Mode::kVerdict)
      Record(make());
  }
  // Whether there is no point in going on with the current subschema.
  bool Done() const { return (mode_ == Mode::kVerdict && !frame_->valid) || !problem_.empty() || full_; }

  // Judges the current instance by another subschema; `way` leads to it below the keyword. What it evaluated counts
  // here too.
  bool Apply(std::uint32_t schema, std::initializer_list<Token> way = {});
  // The same, where the instance itself chose the subschema; `choice` says how, for people.
  bool ApplyChosen(std::uint32_t schema, std::initializer_list<Token> way, std::string choice);
  // The same for a keyword beside the current one: `then` of `if`.
  void ApplyBeside(std::string_view keyword, std::uint32_t schema);
  // Judges a member or an item of the current instance.
  bool ApplyTo(Token place, const document::Cell& value, std::uint32_t schema, std::initializer_list<Token> way = {});
  // The same without failing the current subschema: an alternative, or a question.
  struct Attempt {
    bool valid = false;
    std::vector<Violation> violations;
    std::vector<Slight> slights;  // instead of violations, where alternatives are weighed
  };
  Attempt Try(std::uint32_t schema, std::initializer_list<Token> way = {});
  Attempt TryOn(Token place, const document::Cell& value, std::uint32_t schema, std::initializer_list<Token> way = {});
  // As Try, but texts are made of no violation: they are only weighed.
  Attempt TryWeighing(std::uint32_t schema, std::initializer_list<Token> way = {});
  // Whether the current instance is only weighed; then slights are reported in place of violations.
  bool weighing() const { return weighs_; }
  void Report(const std::vector<Slight>& slights);
  // As Try, when the caller judges something else than a part of the instance: the name of a member.
  Attempt TryName(const document::Cell& key, std::uint32_t schema);
  // Takes over the violations of an attempt.
  void Report(std::vector<Violation> violations);
  bool Matches(const Pattern& pattern, std::string_view text) {
    return plumbline::schema::Matches(pattern, text, problem_);
  }

  // What was evaluated, where somebody asks; null else.
  Evaluated* evaluated() { return frame_->evaluated ? &*frame_->evaluated : nullptr; }
  // How many steps the current instance lies below the root.
  std::size_t depth() const { return place_.size(); }
  // A subschema of the same instance failed, so that what it evaluated is not known.
  bool cascades() const { return frame_->cascades; }
  // Whether a name may be looked for among so many others, for "did you mean": each such search counts, and there is an
  // end to them.
  bool MayHint(std::size_t candidates) { return (hinted_ += candidates) <= 200'000; }
  bool only_verdict() const { return mode_ == Mode::kVerdict; }
  // The output annotation of the current keyword, as JSON.
  void Annotate(std::string json);
  bool annotating() const { return mode_ == Mode::kUnits; }

  // The resources on the way here, outermost first.
  const std::vector<std::uint32_t>& scopes() const { return scopes_; }

 private:
  struct Frame {
    const Subschema* schema = nullptr;
    const document::Cell* instance = nullptr;
    const Keyword* keyword = nullptr;
    bool valid = true;
    bool cascades = false;     // a subschema of the same instance failed, so what it evaluated is not known
    std::size_t in_place = 0;  // frames of the same instance above this one
    std::optional<Evaluated> evaluated = {};
  };

  bool Judge(std::uint32_t schema, const document::Cell& instance, Evaluated* wanted);
  bool JudgeAlong(std::initializer_list<Token> way, const document::Cell& value, std::uint32_t schema,
                  Evaluated* wanted);
  bool JudgeHere(std::uint32_t schema, const document::Cell& instance, Evaluated* wanted);
  bool JudgeWeighing(std::uint32_t schema, const document::Cell& instance);
  void JudgeKeyword(const Keyword& keyword);
  void JudgeOne(const Keyword& keyword);
  void JudgeWeighed(const Keyword& keyword);
  bool MeetUndecided(const Subschema& schema);
  void AnnotateRest(const Subschema& schema, const document::Cell& instance);
  Attempt TryAt(const document::Cell& value, std::uint32_t schema, Evaluated* wanted, std::initializer_list<Token> way);
  void Record(Fault fault);
  void Weigh();
  JsonPointer Location(const std::vector<Token>& tokens) const;
  void FillLocations(Unit& unit, const Subschema& schema, const document::Cell& at);
  void CountSaid();
  JsonPointer PointerTo(std::uint32_t document, const document::Cell& cell);
  bool NeedsNoExplaining(std::uint32_t schema, const document::Cell& instance, const Evaluated* wanted);

  const Compiled& compiled_;
  Mode mode_;
  VerdictPass* pass_;
  std::size_t most_;
  bool full_ = false;
  bool weighs_ = false;
  bool hurries_ = false;
  const std::atomic<bool>* stop_ = nullptr;
  bool of_name_ = false;  // a name is judged: a copy, which has no lasting address
  std::string problem_;
  std::string undecided_;
  std::size_t undecided_count_ = 0;  // how often such a schema was met
  std::size_t depth_ = 0;
  std::size_t steps_ = 0;
  std::size_t said_ = 0;
  std::size_t hinted_ = 0;  // names that were looked at
  std::size_t pointers_asked_ = 0;
  std::unordered_map<std::uint32_t, document::Pointers> pointers_;  // by document

  Frame* frame_ = nullptr;
  std::vector<Token> way_;             // the evaluation path
  std::vector<Token> place_;           // the instance location
  std::vector<std::uint32_t> scopes_;  // resources, outermost first
  std::vector<Violation> violations_;
  std::string choice_;
  std::vector<Slight> slights_;
  struct Weighed {
    bool valid;
    std::vector<Slight> slights;
  };
  struct WeighedKey {
    std::uint32_t schema;
    const document::Cell* instance;
    bool operator==(const WeighedKey&) const = default;
  };
  struct WeighedHash {
    std::size_t operator()(const WeighedKey& key) const {
      return (reinterpret_cast<std::uintptr_t>(key.instance) / sizeof(document::Cell) ^
              key.schema * 0x9E3779B97F4A7C15u) *
                 0xE7037ED1A0B428DBu >>
             16;
    }
  };
  // What was weighed already: alternatives that recur ask the same over and over.
  std::unordered_map<WeighedKey, Weighed, WeighedHash> weighed_;
  Unit root_unit_;
  Unit* unit_ = nullptr;
};

}  // namespace plumbline::schema

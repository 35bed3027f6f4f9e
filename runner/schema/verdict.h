// The verdict pass: runs the code that lower.cpp made, stops at the first violation, keeps no books. Deep instances go
// on on stacks of their own; schemas whose alternatives recur over and over have their verdicts remembered.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "schema/program.h"

namespace plumbline::schema {

class VerdictPass {
 public:
  explicit VerdictPass(const Compiled& compiled) : compiled_(compiled) {}

  // Judges a whole instance by one of the schemas.
  Verdict Judge(const document::Cell& instance, Entry entry = Entry::kFirst);
  // Whether a subschema accepts a value. False also where a bound was met, which is no verdict: the caller goes on to
  // explain.
  bool Accepts(std::uint32_t schema, const document::Cell& value);
  const std::string& problem() const { return problem_; }
  // Ends with a problem once `stop` is true.
  void StopOn(const std::atomic<bool>* stop) { stop_ = stop; }

 private:
  bool Check(std::uint32_t schema, const document::Cell& value) {
    const Code code = compiled_.blocks[schema][value.kind_index()];
    return code <= kRejectCode ? code == kAcceptCode : Go(code, value);
  }
  bool Go(Code code, const document::Cell& value) {
    return (code & kLeafCode) != 0 ? RunLeaf(code & ~kLeafCode, value) : Run(code, value);
  }
  bool LeafHolds(const Instruction& at, const document::Cell& value) const;
  bool RunLeaf(Code code, const document::Cell& value) const;
  bool Run(Code code, const document::Cell& value);
  bool RunHere(Code code, const document::Cell& value);
  bool RunGuarded(Code code, const document::Cell& value);
  bool Remembered(Code code, const document::Cell& value);
  bool WalkObject(const ObjectPlan& plan, const document::Cell& object);
  template <ObjectPlan::Shape kShape>
  bool WalkMembers(const ObjectPlan& plan, const document::Cell& object);
  bool HasRequired(const ObjectPlan& plan, const document::Cell& object) const;
  bool CheckRest(const ObjectPlan& plan, const document::Cell& key, const document::Cell& value, bool declared);
  bool AnyOf(const Choice& choice, const document::Cell& value);
  bool OneOf(const Choice& choice, const document::Cell& value);
  struct Candidates {
    const std::uint32_t* first;
    std::size_t count;
  };
  Candidates Alternatives(const Choice& choice, const document::Cell& value) const;
  bool Contains(const Instruction& instruction, const document::Cell& array);
  bool Unevaluated(const UnevaluatedPlan& plan, const document::Cell& value);
  bool AskPlain(std::uint32_t schema, const document::Cell& value);

  const Compiled& compiled_;
  std::string problem_;
  std::uint32_t depth_ = 0, stack_ends_ = 1000;
  std::uint64_t steps_ = 0;
  const std::atomic<bool>* stop_ = nullptr;
  bool remembers_ = false;
  int names_ = 0;  // names of members being judged: they live on the stack, so nothing is remembered of them
  std::unordered_map<std::uint64_t, std::unordered_map<const document::Cell*, bool>> verdicts_;
  std::size_t remembered_ = 0;
  std::vector<std::uint32_t> scopes_;
};

}  // namespace plumbline::schema

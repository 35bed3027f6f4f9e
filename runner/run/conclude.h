// What a result comes to: verdicts from findings, counts from verdicts, the exit code from the counts. A result that was read from a file is
// concluded by the same functions as one that has just been made.
#pragma once

#include "run/result.h"

namespace plumbline::run {

// The verdicts that follow from the states of the findings; those of errors and skipped judgements stay.
void Weigh(std::vector<Judgement>& judgements, const std::vector<JudgedFinding>& findings);

// Sets the tally, but for `interrupted`, the operations that no case tested, and the exit code.
void Conclude(RunResult& result);

}  // namespace plumbline::run

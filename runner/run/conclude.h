// What a result comes to: verdicts from findings, counts from verdicts, the exit code from the counts. A result that
// was read from a file is concluded by the same functions as one that has just been made.
#pragma once

#include <string>

#include "run/result.h"

namespace plumbline::run {

// The verdicts that follow from the states of the findings; those of errors and skipped judgements stay.
void Weigh(std::vector<Judgement>& judgements, const std::vector<JudgedFinding>& findings);

// Whether the rules had their say.
bool Audited(const RunResult& result);
// Whether every case of the operation ran to its end and was judged; of all operations, where `operation` is empty.
bool CasesEnded(const RunResult& result, const std::string& operation);

// The state of a waiver by what the result holds: stale only where the run looked at all that it speaks of.
finding::WaiverState StateOf(const finding::Waiver& waiver, const RunResult& result);

// Sets the states of waivers, the tally, but for `interrupted`, the operations that no case tested, the exit code and
// its reasons.
void Conclude(RunResult& result);

// Judges every finding anew, by the waivers, the day, the policy and the base that the result holds now, and concludes.
void JudgeAgain(RunResult& result);

// A result as the base of later ones. Notes are no part of it.
finding::Base BaseOf(const RunResult& result, std::string file, std::string sha256);

// "CONFORMS: every discrepancy is documented". One line: the verdict and all its reasons.
std::string VerdictSentence(const RunResult& result);

}  // namespace plumbline::run

// A RunResult as JSON text and back, losing nothing: schemas/plumbline/result.schema.json. Whoever has the text can
// write every report again and decide the gate anew.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "run/result.h"

namespace plumbline::run {

// Indented by two spaces, ends with a line break. Beside what ReadResult needs it holds what programs like to find
// ready: a curl line and the SHA-256 of each exchange.
std::string WriteResult(const RunResult& result);

// `name` is what messages call the text. Throws Error, with the place, where the text is no JSON or breaks the schema.
RunResult ReadResult(std::string name, std::string text);

// SHA-256 of an exchange as it is kept: over its JSON without white space.
std::string ExchangeSha256(const http::Exchange& exchange);

// What a stored result says of an exchange's hash, and what the hash of the stored exchange is.
struct ExchangeHash {
  std::string case_id;
  std::string stored;
  std::string computed;

  bool operator==(const ExchangeHash&) const = default;
};
// Of each exchange in the text. Throws Error as ReadResult does.
std::vector<ExchangeHash> ExchangeHashes(std::string name, std::string text);

// The journal of a run: its first line is the result without any case, and every further line one case with its
// findings, written as soon as the case has ended. What a killed run leaves can be read up to the last whole line.
std::string JournalHead(const RunResult& result);
std::string JournalLine(const CaseResult& test, const std::vector<JudgedFinding>& findings, const RunResult& result);
// The result so far. Its verdict is that of an interrupted run. Throws Error where not even the first line is whole.
RunResult ReadJournal(std::string name, std::string text);
bool IsJournal(std::string_view text);

}  // namespace plumbline::run

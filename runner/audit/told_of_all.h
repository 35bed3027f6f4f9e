// Sentences about every value of a kind: "Days are written YYYY-MM-DD", "All amounts are integers", "Temperatures are
// in degrees Celsius". Each is held against the answers that the pages show.
#pragma once

#include <vector>

#include "audit/subject.h"
#include "finding/finding.h"

namespace plumbline::audit {

std::vector<finding::Finding> DaysOfAnotherForm(const Subject& subject);          // of time.form
std::vector<finding::Finding> MoneyOfAnotherType(const Subject& subject);         // of money.type
std::vector<finding::Finding> TemperaturesOfAnotherUnit(const Subject& subject);  // of documented.unit

}  // namespace plumbline::audit

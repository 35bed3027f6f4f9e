// The stretch of time that the figures of an answer are of, where the answer tells it: {"period": {"from": …, "to":
// …}}; and whether those who ask choose it.
#pragma once

#include <cstdint>
#include <optional>

#include "audit/documented.h"

namespace plumbline::audit {

struct ShownPeriod {
  document::Node from, to;
  std::int64_t days = 0;  // between the first and the last one; 0: one day
};

// Near the top of a body; nothing where there is none, and where its ends are no dates.
std::optional<ShownPeriod> PeriodOf(const ShownBody& body);

// The query parameters of an operation, wherever they are told: lists of pages, commands, the contract. `unnamed`: a
// page lists one and has lost its name.
struct QueryParameters {
  std::vector<std::string> names;
  bool unnamed = false;
};
QueryParameters QueryParametersOf(const Subject& subject, std::size_t operation);

// from_date, startDate, days, period: chooses a stretch of time.
bool NamesPeriodChoice(std::string_view parameter);

}  // namespace plumbline::audit

// What the name of a member tells of its value: its words, and whether such a name is given to identifiers, money,
// moments. Names are hints only: a rule asks for a fitting value beside them, and the lists here are of English words,
// of no vendor's.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/value.h"

namespace plumbline::audit {

// "totalCost", "total_cost", "Total-Cost": total, cost.
std::vector<std::string> Words(std::string_view name);
// Words joined by `_`: one spelling for totalCost and total_cost.
std::string Spelled(std::string_view name);
// "accounts": "account", "entries": "entry", "addresses": "address"; words that only look plural stay ("status").
std::string Singular(std::string_view word);
bool HasWord(std::string_view name, std::string_view word);

// id, uuid, account_id, accountId; not ids (a list) and not external things' numbers.
bool NamesIdentifier(std::string_view name);
// balance, total_cost, rate_per_minute: an amount of money by its last word. `credits` may be money or a count.
bool NamesMoney(std::string_view name);
bool NamesCredits(std::string_view name);
// created_at, lastLogin, timestamp, expires.
bool NamesMoment(std::string_view name);
// Told of every kind of thing, so that it makes no two things the same: id, name, type, created_at.
bool IsCommonName(std::string_view name);
// Holds what the user puts in, of any structure: metadata, custom_fields, settings.
bool NamesFreeForm(std::string_view name);
// Only wraps what the operation is about: data, results, items.
bool NamesWrapper(std::string_view name);

// Stands for a value that is not shown: "<token>", "{id}", "...", "string", "sk_XXXX", "****", "YOUR_KEY".
bool IsStandIn(const document::Value& value);

}  // namespace plumbline::audit

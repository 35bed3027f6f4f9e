#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>

#include "audit/member_name.h"
#include "audit/mined.h"

namespace plumbline::audit {
namespace {

using document::Node;

// The one member of the row that has one of the names, and is a figure.
std::optional<std::string> FigureNamed(const Node& row, std::initializer_list<std::string_view> names) {
  std::optional<std::string> found;
  for (const document::Member& member : row->members) {
    if (std::find(names.begin(), names.end(), Spelled(member.key)) == names.end() || !Figure(member.value)) continue;
    if (found) return std::nullopt;
    found = member.key;
  }
  return found;
}

// One row and the one that came before it in time.
struct Step {
  Node later, earlier;
};

struct Ledger {
  std::string balance, amount;
  bool is_signed = false;  // amounts that leave are negative; else their sign is told elsewhere
};

std::optional<Ledger> LedgerOf(const std::vector<Node>& rows) {
  Ledger ledger;
  for (const Node& row : rows) {
    const auto balance = FigureNamed(
        row, {"balance", "balance_after", "running_balance", "new_balance", "closing_balance", "resulting_balance"});
    const auto amount = FigureNamed(row, {"amount", "change", "delta", "net_amount"});
    if (!balance || !amount || (!ledger.balance.empty() && (ledger.balance != *balance || ledger.amount != *amount)))
      return std::nullopt;
    ledger.balance = *balance;
    ledger.amount = *amount;
    ledger.is_signed = ledger.is_signed || Figure(row.Find(*amount)->value())->IsNegative();
    // Something else is taken off, or the rows are of several balances.
    for (const document::Member& member : row->members) {
      if (HasWord(member.key, "fee") || HasWord(member.key, "tax") || HasWord(member.key, "before") ||
          HasWord(member.key, "pending"))
        return std::nullopt;
      const bool tells_ledgers_apart =
          HasWord(member.key, "currency") || HasWord(member.key, "account") || HasWord(member.key, "wallet");
      const document::Value* first = rows.front()->Find(member.key);
      if (tells_ledgers_apart && (first == nullptr || !document::Equal(*first, member.value))) return std::nullopt;
    }
  }
  return ledger;
}

// The balance that the later row should show: nothing where the amount's sign is not told and both would do.
std::optional<Mined> Ask(const ShownObject& object, const Ledger& ledger, const Step& step) {
  const Node left = *step.later.Find(ledger.balance), amount = *step.later.Find(ledger.amount),
             before = *step.earlier.Find(ledger.balance);
  const auto added = Add(*Figure(before.value()), *Figure(amount.value()));
  const auto taken = Add(*Figure(before.value()), Figure(amount.value())->Negated());
  const Decimal shown = *Figure(left.value());
  if (!added || !taken) return std::nullopt;
  const bool holds = *added == shown || (!ledger.is_signed && *taken == shown);
  const bool minus = !ledger.is_signed && shown < *Figure(before.value());
  return Mined{.kind = Mined::Kind::kRunning,
               .object = &object,
               .group = object.path.ToString() + " running " + ledger.balance,
               .expression = {},
               .holds = holds,
               .telling = !Figure(amount.value())->IsZero(),
               .sum = fmt::format("{} {} {} = {}", before->text, minus ? "-" : "+", amount->text,
                                  (minus ? *taken : *added).ToString()),
               .left = left,
               .parts = {before, amount}};
}

std::size_t Holding(const std::vector<Mined>& steps) {
  return static_cast<std::size_t>(
      std::count_if(steps.begin(), steps.end(), [](const Mined& step) { return step.holds && step.telling; }));
}

}  // namespace

void MineRunning(const ShownObject& object, std::vector<Mined>& mined) {
  constexpr std::size_t kFewest = 3, kMost = 50;
  if (object.rows.size() < kFewest || object.rows.size() > kMost || object.path.tokens().empty() ||
      object.path.tokens().back() != "*")
    return;
  if (std::count(object.path.tokens().begin(), object.path.tokens().end(), "*") != 1)
    return;  // the rows of several lists
  const auto ledger = LedgerOf(object.rows);
  if (!ledger) return;
  // The newest row stands first or last.
  std::vector<Mined> down, up;
  for (std::size_t i = 0; i + 1 < object.rows.size(); ++i) {
    const auto first_later = Ask(object, *ledger, {object.rows[i], object.rows[i + 1]}),
               second_later = Ask(object, *ledger, {object.rows[i + 1], object.rows[i]});
    if (!first_later || !second_later) return;
    down.push_back(*first_later);
    up.push_back(*second_later);
  }
  const std::size_t holding_down = Holding(down), holding_up = Holding(up);
  if (holding_down == holding_up) return;
  const std::vector<Mined>& steps = holding_down > holding_up ? down : up;
  mined.insert(mined.end(), steps.begin(), steps.end());
}

}  // namespace plumbline::audit

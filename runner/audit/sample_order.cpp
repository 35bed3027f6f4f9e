#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "audit/documented.h"
#include "audit/member_name.h"
#include "audit/moment.h"
#include "audit/page_sections.h"
#include "audit/rule.h"
#include "base/decimal.h"
#include "base/regex.h"
#include "base/text.h"
#include "page/sentences.h"

namespace plumbline::audit {
namespace {

using document::Node;

// "Calls come newest first", "sorted by `created_at` descending".
struct ToldOrder {
  bool descending = false;
  std::string member;  // empty: by time
  std::size_t begin = 0, end = 0;
};

// Only what holds for every answer: no choice, no condition.
std::optional<ToldOrder> ReadOrder(const page::Text& sentence) {
  static const Regex kSome(
      R"((?i)\b(?:if|when|unless|or|by default|default|sort(?:_by|_order)?\s*=|order(?:_by)?\s*=|`(?:sort|order)\w*`|param\w*|can|may|asc`|desc`|reverse it|not)\b)");
  static const Regex kNewest(
      R"((?i)\b(?:the )?(?:newest|latest|most recent)(?: (?:one|[a-z]+))? (?:first|at the top|on top)\b|\bin reverse chronological order\b)");
  static const Regex kOldest(
      R"((?i)\b(?:the )?(?:oldest|earliest)(?: (?:one|[a-z]+))? (?:first|at the top|on top)\b|\bin chronological order\b)");
  static const Regex kBy(R"((?i)\b(?:sorted|ordered) by `?([A-Za-z_]\w*)`?,? (?:in )?(descending|ascending)\b)");
  if (kSome.In(sentence.text)) return std::nullopt;
  const auto newest = kNewest.Find(sentence.text), oldest = kOldest.Find(sentence.text), by = kBy.Find(sentence.text);
  if ((newest ? 1 : 0) + (oldest ? 1 : 0) + (by ? 1 : 0) != 1) return std::nullopt;
  if (by) return ToldOrder{AsciiLower((*by)[2]) == "descending", std::string((*by)[1]), by->begin(), by->end()};
  const Regex::Match& match = newest ? *newest : *oldest;
  return ToldOrder{newest.has_value(), "", match.begin(), match.end()};
}

// What two rows are compared by.
std::optional<Decimal> KeyOf(const document::Value& value, bool moment) {
  if (value.IsString()) {
    const auto parsed = ParseMoment(value.text);
    if (!parsed) return std::nullopt;
    const auto whole = Multiply(Decimal(parsed->seconds), Decimal(1'000'000'000));
    return whole ? Add(*whole, Decimal(parsed->nanoseconds)) : std::nullopt;
  }
  if (moment || !value.IsNumber()) return std::nullopt;
  return Decimal::Parse(value.text);
}

// The members of the rows that every one of them has as something that can be compared; of an order by time: as a
// moment.
std::vector<std::string> KeysOf(const document::Value& rows, const ToldOrder& order) {
  std::vector<std::string> keys;
  for (const document::Member& member : rows.items.front().members) {
    if (!order.member.empty() && member.key != order.member) continue;
    const bool all = std::all_of(rows.items.begin(), rows.items.end(), [&](const document::Value& row) {
      const document::Value* value = row.IsObject() ? row.Find(member.key) : nullptr;
      return value != nullptr && KeyOf(*value, order.member.empty()).has_value();
    });
    if (all) keys.push_back(member.key);
  }
  return keys;
}

// The first row that stands on the wrong side of the one before it.
std::optional<std::size_t> Misplaced(const document::Value& rows, const std::string& key, const ToldOrder& order) {
  for (std::size_t i = 1; i < rows.items.size(); ++i) {
    const auto before = KeyOf(*rows.items[i - 1].Find(key), order.member.empty()),
               here = KeyOf(*rows.items[i].Find(key), order.member.empty());
    if (order.descending ? *before < *here : *here < *before) return i;
  }
  return std::nullopt;
}

// The one list of objects of an answer: the body itself, or a member of it.
std::optional<Node> RowsOf(const Node& root) {
  if (root->IsArray()) return root;
  std::optional<Node> rows;
  for (const document::Member& member : root->members) {
    if (!member.value.IsArray() || member.value.items.empty() || !member.value.items.front().IsObject()) continue;
    if (rows) return std::nullopt;
    rows = root.Find(member.key);
  }
  return rows;
}

class Judge {
 public:
  Judge(const Subject& subject, std::vector<finding::Finding>& findings) : subject_(subject), findings_(findings) {}

  void Run() {
    for (std::size_t p = 0; p < subject_.pages().size(); ++p) {
      const page::DocumentedPage& page = subject_.pages()[p];
      const PageSections sections(page.page);
      for (std::size_t b = 0; b < page.page.blocks.size() && b < page.claims.operation_of.size(); ++b) {
        const page::Block& block = page.page.blocks[b];
        const bool prose = block.kind == page::BlockKind::kParagraph || block.kind == page::BlockKind::kListItem;
        const std::size_t operation =
            prose && !sections.IsAside(b) ? subject_.OperationOf(p, page.claims.operation_of[b]) : kNowhere;
        if (operation == kNowhere) continue;
        for (const page::Text& sentence : page::SentencesOf(block.text)) {
          if (const auto order = ReadOrder(sentence)) Hold(p, operation, sentence, *order);
        }
      }
    }
  }

 private:
  // Whether some request of the operation that the pages show asks for an order of its own.
  bool AsksForOrder(std::size_t operation) const {
    static const Regex kOrder(R"((?i)^(?:sort|order|direction)\w*|\w*_(?:sort|order)$)");
    for (const auto& [p, o] : subject_.operations()[operation].documented) {
      for (const page::OperationMention& mention : subject_.pages()[p].claims.operations[o].mentions) {
        if (std::any_of(mention.query.begin(), mention.query.end(),
                        [&](const auto& pair) { return kOrder.In(pair.first); }))
          return true;
      }
    }
    return false;
  }

  void Hold(std::size_t p, std::size_t operation, const page::Text& sentence, const ToldOrder& order) {
    if (!held_.insert({operation, order.descending, order.member}).second || AsksForOrder(operation)) return;
    for (const std::size_t b : subject_.BodiesOf(operation, page::Part::kResponse)) {
      const ShownBody& body = subject_.bodies()[b];
      if (!body.IsSuccess()) continue;
      const auto rows = RowsOf(body.root);
      constexpr std::size_t kMostRows = 1'000;
      if (!rows || (*rows)->items.size() < 2 || (*rows)->items.size() > kMostRows) continue;
      const std::vector<std::string> keys = KeysOf(rows->value(), order);
      // Of several times any may be the one that is meant: each has to be out of order.
      if (keys.empty() || !std::all_of(keys.begin(), keys.end(), [&](const std::string& key) {
            return Misplaced(rows->value(), key, order).has_value();
          }))
        continue;
      Tell(p, operation, sentence, order, body, *rows, keys.front());
      return;
    }
  }

  void Tell(std::size_t p, std::size_t operation, const page::Text& sentence, const ToldOrder& order,
            const ShownBody& body, const Node& rows, const std::string& key) {
    const std::size_t at = *Misplaced(rows.value(), key, order);
    const Node before = *rows.Item(at - 1).Find(key), here = *rows.Item(at).Find(key);
    const std::string said(Trim(std::string_view(sentence.text).substr(order.begin, order.end - order.begin)));
    finding::Finding found = NewFinding(subject_, "sample.order", operation, finding::Severity::kError,
                                        rows.pointer().ToString() + "/*/" + key);
    found.message = fmt::format("the page says \"{}\", and in {} {} {} stands before {}", said, body.label, key,
                                before->text, here->text);
    found.expected = said;
    found.observed = fmt::format("{}, {}", before->text, here->text);
    found.places = {subject_.Quote(p, sentence.SpanOf(order.begin, order.end), "the page says so"),
                    here.Quote("out of order")};
    found.likely = "The sample, unless the sentence is wrong: a live answer decides.";
    findings_.push_back(std::move(found));
  }

  const Subject& subject_;
  std::vector<finding::Finding>& findings_;
  std::set<std::tuple<std::size_t, bool, std::string>> held_;  // what a page says often is held once
};

std::vector<finding::Finding> Run(const Subject& subject) {
  std::vector<finding::Finding> findings;
  Judge(subject, findings).Run();
  return findings;
}

}  // namespace

const Rule kSampleOrder = {
    {"sample.order", "Rows of a sample stand in the order that the page promises", finding::Severity::kError,
     "Reads what the sentences about an operation say of the order of its rows (\"newest first\", \"in chronological order\", \"sorted by `created_at` descending\") and holds the "
     "rows of its samples against it. Orders under a condition or by default, and operations whose requests ask for an order, are passed over; of several times that the rows have "
     "each has to be out of order.\n\nWhy: clients take the first row for the latest one.\n\nWhat to do: mend the sample or the sentence."},
    Run};

}  // namespace plumbline::audit

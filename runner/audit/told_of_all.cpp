#include "audit/told_of_all.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <set>

#include "audit/entity.h"
#include "audit/member_name.h"
#include "audit/page_sections.h"
#include "base/regex.h"
#include "base/text.h"
#include "page/sentences.h"
#include "schema/schema.h"

namespace plumbline::audit {
namespace {

using document::Member;
using document::Node;
using finding::Finding;

// A sentence about all values of a kind, of one operation or of the whole API (kNowhere).
struct General {
  std::size_t operation = kNowhere;
  std::string said;  // what the pattern's first group holds
  Place place;
};

// The sentences that begin like that; none where two of them say different things.
std::vector<General> Generals(const Subject& subject, const Regex& pattern) {
  static const Regex kSome(
      R"((?i)\b(?:except|unless|if|older|legacy|deprecated|formerly|requests?|usually|mostly|optional\w*|either|or)\b)");
  std::vector<General> generals;
  for (std::size_t p = 0; p < subject.pages().size(); ++p) {
    const page::DocumentedPage& documented = subject.pages()[p];
    const PageSections sections(documented.page);
    for (std::size_t b = 0; b < documented.page.blocks.size(); ++b) {
      const page::Block& block = documented.page.blocks[b];
      if ((block.kind != page::BlockKind::kParagraph && block.kind != page::BlockKind::kListItem) ||
          sections.IsAside(b))
        continue;
      for (const page::Text& sentence : page::SentencesOf(block.text)) {
        const auto match = pattern.Find(sentence.text);
        if (!match || kSome.In(sentence.text)) continue;
        generals.push_back({subject.OperationOf(p, documented.claims.operation_of[b]), AsciiLower((*match)[1]),
                            subject.Quote(p, sentence.SpanOf(match->begin(), match->end()), "of every one")});
      }
    }
  }
  const bool one = std::all_of(generals.begin(), generals.end(),
                               [&](const General& general) { return general.said == generals.front().said; });
  return one ? generals : std::vector<General>{};
}

// The first member of an answer that breaks a sentence.
std::vector<Finding> Hold(const Subject& subject, std::string_view rule, const std::vector<General>& generals,
                          const std::string& told, const std::function<bool(const General&, const Member&)>& breaks) {
  std::vector<Finding> findings;
  for (const General& general : generals) {
    for (const ShownObject& object : subject.objects()) {
      const ShownBody& body = subject.bodies()[object.body];
      // What belongs to no operation may be of another version.
      if (!body.IsSuccess() || body.operation == kNowhere || body.origin == ShownBody::Origin::kExample ||
          (general.operation != kNowhere && general.operation != body.operation))
        continue;
      for (const Node& row : object.rows) {
        for (const Member& member : row->members) {
          if (!breaks(general, member)) continue;
          Finding found =
              NewFinding(subject, rule, body.operation, finding::Severity::kError, "/" + member.key + " told");
          found.message = fmt::format("the page says {}, and {} of {} is {}", told, member.key, body.label,
                                      schema::Describe(member.value));
          found.expected = told;
          found.observed = schema::Describe(member.value);
          found.places = {general.place, row.Find(member.key)->Quote("the sample shows it")};
          found.likely = "The sample, unless the sentence is wrong: a live answer decides.";
          findings.push_back(std::move(found));
          return findings;
        }
      }
    }
  }
  return findings;
}

// Whether a list of a page gives a member a form of its own.
bool HasOwnForm(const Subject& subject, std::string_view member) {
  return std::any_of(subject.pages().begin(), subject.pages().end(), [&](const page::DocumentedPage& documented) {
    return std::any_of(
        documented.claims.fields.begin(), documented.claims.fields.end(), [&](const page::FieldClaim& field) {
          return !field.path.empty() && field.path.back() == member && field.facts.format.ends_with("YYYY");
        });
  });
}

}  // namespace

std::vector<Finding> DaysOfAnotherForm(const Subject& subject) {
  static const Regex kDays(
      R"((?i)^(?:\d+(?:\.\d+)*\s+)?(?:all )?(?:dates|days) are (?:always |all |written |given |formatted |returned |shown |told |in |as |the form(?:at)? )*(YYYY-MM-DD)(?:\s*[.,;:()]| and\b|\s*$))");
  static const Regex kOther(R"((?:0?[1-9]|[12]\d|3[01])[./](?:0?[1-9]|[12]\d|3[01])[./](?:19|20)\d\d)");
  return Hold(subject, "time.form", Generals(subject, kDays), "that days are written YYYY-MM-DD",
              [&](const General&, const Member& member) {
                return member.value.IsString() && kOther.Full(member.value.text) && !HasWord(member.key, "version") &&
                       !HasOwnForm(subject, member.key);
              });
}

std::vector<Finding> MoneyOfAnotherType(const Subject& subject) {
  static const Regex kMoney(
      R"((?i)^(?:all )?(?:amounts|money|monetary (?:values|amounts)|amounts of money) (?:is|are) (?:always |all |given as |returned as |expressed as |told as )*(?:an? )?(integer|string|decimal string)s?\b)");
  const std::vector<General> generals = Generals(subject, kMoney);
  if (generals.empty()) return {};
  const std::string told = "that money is written as " + generals.front().said + "s";
  static const Regex kCents(R"(-?\d+\.\d\d)");
  static const std::set<std::string> kTotals = {"total", "net", "gross", "tax", "vat", "subtotal", "grand_total"};
  return Hold(subject, "money.type", generals, told, [&](const General&, const Member& member) {
    const std::string name = Spelled(member.key);
    const bool money = NamesMoney(member.key) && name.find("per_") == std::string::npos && !HasWord(name, "fee") &&
                       !HasWord(name, "fees");
    return member.value.IsNumber() && kCents.Full(member.value.text) && (money || kTotals.contains(name));
  });
}

std::vector<Finding> TemperaturesOfAnotherUnit(const Subject& subject) {
  static const Regex kTemperatures(
      R"((?i)^(?:all )?temperatures are (?:always |all |given |returned |told )*in (?:degrees )?(celsius|fahrenheit)\b)");
  static const std::set<std::string> kCelsius = {"c", "°c", "celsius"}, kFahrenheit = {"f", "°f", "fahrenheit"},
                                     kNames = {"unit", "units", "temperature_unit", "temp_unit"};
  const std::vector<General> generals = Generals(subject, kTemperatures);
  if (generals.empty()) return {};
  return Hold(subject, "documented.unit", generals, "that temperatures are in " + generals.front().said,
              [&](const General& general, const Member& member) {
                const std::set<std::string>& other = general.said == "celsius" ? kFahrenheit : kCelsius;
                return member.value.IsString() && kNames.contains(Spelled(member.key)) &&
                       other.contains(AsciiLower(member.value.text));
              });
}

}  // namespace plumbline::audit

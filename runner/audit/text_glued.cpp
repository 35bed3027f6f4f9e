#include <fmt/format.h>

#include <set>

#include "audit/rule.h"
#include "base/regex.h"

namespace plumbline::audit {
namespace {

using page::Text;

// Currencies (ISO 4217) that begin with the code of their country (ISO 3166-1), and are in use.
bool IsNationalCurrency(std::string_view code) {
  static const std::set<std::string_view> kCurrencies = {
      "AED", "AFN", "ALL", "AMD", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BHD", "BIF", "BMD",
      "BND", "BOB", "BRL", "BSD", "BTN", "BWP", "BYN", "BZD", "CAD", "CDF", "CHF", "CLP", "CNY", "COP", "CRC",
      "CUP", "CVE", "CZK", "DJF", "DKK", "DOP", "DZD", "EGP", "ERN", "ETB", "FJD", "FKP", "GBP", "GEL", "GHS",
      "GIP", "GMD", "GNF", "GTQ", "GYD", "HKD", "HNL", "HTG", "HUF", "IDR", "ILS", "INR", "IQD", "IRR", "ISK",
      "JMD", "JOD", "JPY", "KES", "KGS", "KHR", "KMF", "KPW", "KRW", "KWD", "KYD", "KZT", "LAK", "LBP", "LKR",
      "LRD", "LSL", "LYD", "MAD", "MDL", "MGA", "MKD", "MMK", "MNT", "MOP", "MRU", "MUR", "MVR", "MWK", "MXN",
      "MYR", "MZN", "NAD", "NGN", "NIO", "NOK", "NPR", "NZD", "OMR", "PAB", "PEN", "PGK", "PHP", "PKR", "PLN",
      "PYG", "QAR", "RON", "RSD", "RUB", "RWF", "SAR", "SBD", "SCR", "SDG", "SEK", "SGD", "SHP", "SLE", "SOS",
      "SRD", "SSP", "STN", "SYP", "SZL", "THB", "TJS", "TMT", "TND", "TOP", "TRY", "TTD", "TWD", "TZS", "UAH",
      "UGX", "USD", "UYU", "UZS", "VES", "VND", "VUV", "WST", "YER", "ZAR", "ZMW"};
  return kCurrencies.contains(code);
}

std::vector<finding::Finding> Run(const Subject& subject) {
  std::vector<finding::Finding> findings;
  static const Regex kFive(R"(\b[A-Z]{5}\b)");
  for (std::size_t p = 0; p < subject.pages().size(); ++p) {
    const page::DocumentedPage& documented = subject.pages()[p];
    std::set<std::string> told;
    for (std::size_t b = 0; b < documented.page.blocks.size(); ++b) {
      const page::Block& block = documented.page.blocks[b];
      if (block.kind == page::BlockKind::kCode || block.kind == page::BlockKind::kFrontMatter) continue;
      const auto read = [&](const Text& text) {
        for (const Regex::Match& match : kFive.All(text.text)) {
          const std::string word(match[0]);
          // "ININR": a country and its currency.
          if (word.substr(0, 2) != word.substr(2, 2) || !IsNationalCurrency(std::string_view(word).substr(2)) ||
              text.IsMarked(page::Mark::Kind::kCode, match.begin(), match.end()) || !told.insert(word).second) {
            continue;
          }
          finding::Finding found =
              NewFinding(subject, "text.glued", subject.OperationOf(p, documented.claims.operation_of[b]),
                         finding::Severity::kNote, word);
          found.message = fmt::format("{} reads like {} and {} that have lost what stood between them", word,
                                      word.substr(0, 2), word.substr(2));
          found.expected = fmt::format("{} → {}", word.substr(0, 2), word.substr(2));
          found.observed = word;
          found.places = {subject.Quote(p, text.SpanOf(match.begin(), match.end()),
                                        "a country and a currency without anything between them")};
          found.likely = "The page: a sign or a break was lost.";
          findings.push_back(std::move(found));
        }
      };
      read(block.text);
      for (const page::Row& row : block.rows) {
        for (const Text& cell : row.cells) read(cell);
      }
    }
  }
  return findings;
}

}  // namespace

const Rule kTextGlued = {
    {"text.glued", "Codes in prose are told apart", finding::Severity::kNote,
     "Looks for a country's code and that of its currency that stand in prose as one word (\"ININR\"): an arrow or another sign between "
     "them was lost, and with it the rule that the sentence "
     "tells.\n\nWhat to do: write the sign as text that survives copying, or as a table."},
    Run};

}  // namespace plumbline::audit

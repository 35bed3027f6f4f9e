#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <set>

#include "audit/documented.h"
#include "audit/rule.h"
#include "audit/schema_walk.h"
#include "base/regex.h"
#include "base/text.h"
#include "page/sentences.h"

namespace plumbline::audit {
namespace {

using page::Text;

// The words of names: total_minutes → total, minutes; startDate → start, date.
void AddWords(std::string_view name, std::set<std::string>& words) {
  std::string word;
  const auto finish = [&] {
    if (word.size() >= 2) words.insert(word);
    word.clear();
  };
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) {
      finish();
      continue;
    }
    if (c >= 'A' && c <= 'Z' && i > 0 && name[i - 1] >= 'a' && name[i - 1] <= 'z') finish();
    word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  finish();
}

void AddNames(const document::Value& value, std::set<std::string>& words, int depth) {
  if (depth > 20) return;
  for (const document::Member& member : value.members) {
    AddWords(member.key, words);
    AddNames(member.value, words, depth + 1);
  }
  for (const document::Value& item : value.items) AddNames(item, words, depth + 1);
}

// An abbreviation in capitals, as one that stands for a member of its own: GST, KYC, MTD. Those that any text uses are
// none.
bool IsTelling(std::string_view word) {
  static const std::set<std::string_view> kCommon = {
      "API",  "APIs", "URL",  "URLs", "HTTP",  "HTTPS",  "JSON", "REST", "SDK", "SDKs", "ID",  "IDs", "UTC", "ISO",
      "UUID", "GET",  "POST", "PUT",  "PATCH", "DELETE", "UI",   "CLI",  "XML", "CSV",  "PDF", "SQL", "OK",  "NOT",
      "AND",  "OR",   "FAQ",  "TLS",  "SSL",   "IP",     "DNS",  "USD",  "EUR", "INR",  "GBP", "US",  "EU",  "UK",
      "IN",   "TODO", "NOTE", "HMAC", "JWT",   "CORS",   "SMS",  "PBX",  "SIP", "AM",   "PM",  "RFC", "CDR", "CDRs",
      "DID",  "DIDs", "SLA",  "SLAs", "CRUD",  "ENUM",   "NULL", "VAT",  "QR",  "GPS",  "RSS", "IOT", "PIN"};
  static const Regex kCapitals(R"([A-Z]{3,6}s?)");
  return kCapitals.Full(word) && !kCommon.contains(word);
}

// Sentences that say what an answer holds.
const Regex& SaysReturns() {
  static const Regex pattern(
      R"((?i)^(?:this endpoint |the endpoint |it |the response |the answer |use this (?:endpoint )?to )?(?:returns?|retrieves?|gets?|fetch(?:es)?|lists?|includes?|contains?|provides?|aggregated?|sync|syncs|hands? out|gives?|reads?|shows?|the whole|who you are)\b|\b(?:returns|includes|contains|including)\b|(?i)metrics (?:in total )?- |status and)");
  return pattern;
}

struct Promise {
  std::string word;
  Place place;
};

// What a sentence promises and no member's name speaks of: abbreviations, rankings ("top spenders"), things of a level
// of their own
// ("platform-level indicators"), figures of today.
void ReadPromises(const Text& sentence, const std::set<std::string>& words,
                  const std::function<void(std::string, std::size_t, std::size_t)>& add) {
  const auto spoken_of = [&](std::string_view word) {
    const std::string lower = AsciiLower(word);
    return std::any_of(words.begin(), words.end(), [&](const std::string& known) {
      const std::size_t stem = std::min({known.size(), lower.size(), std::size_t{5}});
      return stem >= 3 && known.substr(0, stem) == lower.substr(0, stem);
    });
  };
  static const Regex kCapitals(R"(\b[A-Z]{3,6}s?\b)");
  if (SaysReturns().In(sentence.text)) {
    for (const Regex::Match& match : kCapitals.All(sentence.text)) {
      // The name of the service, or a word in brackets, promises nothing.
      if (!IsTelling(match[0]) || spoken_of(match[0]) || (match.begin() > 0 && sentence.text[match.begin() - 1] == '('))
        continue;
      add(std::string(match[0]), match.begin(), match.end());
    }
  }
  static const Regex kTop(
      R"((?i)\btop[- ]([a-z]{4,}(?:ing)? ?(?:customers?|users?|accounts?|products?|agents?|spenders?|sellers?|callers?)?)\b)");
  if (const auto top = kTop.Find(sentence.text);
      top && !spoken_of("top") && !spoken_of("rank") && !spoken_of((*top)[1]))
    add("top " + std::string((*top)[1]), top->begin(), top->end());
  static const Regex kLevel(R"((?i)\b([a-z]{4,})-level ([a-z]+(?: [a-z]{4,})?)\b)");
  if (const auto level = kLevel.Find(sentence.text)) {
    bool any = spoken_of((*level)[1]);
    for (std::string_view word : Split((*level)[2], ' ')) any = any || spoken_of(word);
    static const Regex kFigure(
        R"((?i)\b(?:indicators?|metrics?|summar(?:y|ies)|breakdowns?|totals?|stat(?:istic)?s|figures?|counts?)\b)");
    if (!any && kFigure.In((*level)[2])) add(std::string((*level)[0]), level->begin(), level->end());
  }
}

// The paragraphs and items about each operation of each page.
std::vector<std::vector<std::vector<const Text*>>> ProseOf(const Subject& subject) {
  std::vector<std::vector<std::vector<const Text*>>> prose;
  for (const page::DocumentedPage& documented : subject.pages()) {
    auto& of_page = prose.emplace_back(documented.claims.operations.size());
    for (std::size_t b = 0; b < documented.page.blocks.size(); ++b) {
      const page::Block& block = documented.page.blocks[b];
      const std::size_t operation = documented.claims.operation_of[b];
      const bool told = block.kind == page::BlockKind::kParagraph || block.kind == page::BlockKind::kListItem;
      if (told && operation != page::kNoOperation) of_page[operation].push_back(&block.text);
    }
  }
  return prose;
}

std::vector<finding::Finding> Run(const Subject& subject) {
  std::vector<finding::Finding> findings;
  const auto prose = ProseOf(subject);
  for (std::size_t o = 0; o < subject.operations().size(); ++o) {
    const ApiOperation& operation = subject.operations()[o];
    const auto samples = SamplesOf(subject, o, page::Part::kResponse);
    if (samples.empty() || operation.method != "GET") continue;
    std::set<std::string> words;
    bool complete = true;
    for (const ShownBody* sample : samples) {
      AddNames(sample->root.value(), words, 0);
      if (sample->shortened) complete = false;
    }
    if (!complete) continue;
    if (const auto schema = DeclaredBody(subject, o, page::Part::kResponse)) {
      std::set<const document::Value*> seen;
      const std::function<void(const contract::Node&, int)> walk = [&](const contract::Node& node, int depth) {
        if (depth > 8) return;
        for (const Property& property : PropertiesOf(subject.vendor(), node)) {
          AddWords(property.name, words);
          const contract::Node below = Follow(subject.vendor(), property.node);
          if (seen.insert(&below.value()).second) walk(below, depth + 1);
          if (const auto items = below.Find("items")) walk(*items, depth + 1);
        }
      };
      walk(*schema, 0);
    }
    AddWords(operation.path, words);
    // Sentences about the operation, those of the contract among them.
    std::vector<Promise> promises;
    std::set<std::string> told;
    const auto read = [&](std::size_t p, const Text& text) {
      for (const Text& sentence : page::SentencesOf(text))
        ReadPromises(sentence, words, [&](std::string word, std::size_t begin, std::size_t end) {
          if (told.insert(word).second)
            promises.push_back({std::move(word), subject.Quote(p, sentence.SpanOf(begin, end), "promised")});
        });
    };
    for (const auto& [p, index] : operation.documented) {
      for (const Text* text : prose[p][index]) read(p, *text);
    }
    if (operation.declared != nullptr) {
      if (const auto description = operation.declared->node.Find("description");
          description && (*description)->IsString()) {
        Text text;
        text.Append((*description)->text, 0);
        for (const Text& sentence : page::SentencesOf(text))
          ReadPromises(sentence, words, [&](std::string word, std::size_t, std::size_t) {
            if (told.insert(word).second)
              promises.push_back({std::move(word), description->QuoteKey("promised by the contract")});
          });
      }
    }
    if (promises.empty()) continue;
    std::vector<std::string> names;
    for (const Promise& promise : promises) names.push_back(promise.word);
    finding::Finding found = NewFinding(subject, "promise.absent", o, finding::Severity::kWarning, "");
    found.message = fmt::format("the page promises {}, and no member of {} speaks of it", Join(names, ", "),
                                samples.front()->label);
    found.expected = Join(names, ", ");
    found.observed = "no member of such a name";
    found.shape = finding::Shape(names);
    for (const Promise& promise : promises)
      found.details.push_back(
          fmt::format("{} at {}:{}:{}", promise.word, promise.place.source, promise.place.line, promise.place.column));
    found.places = {promises.front().place, samples.front()->root.Quote("no member speaks of it")};
    found.likely = "The page: sample (and contract, where there is one) know nothing of it.";
    findings.push_back(std::move(found));
  }
  return findings;
}

}  // namespace

const Rule kPromiseAbsent = {
    {"promise.absent", "What sentences promise of an answer is in it", finding::Severity::kWarning,
     "Reads the sentences about an operation, on pages and in the contract, and looks for the abbreviations in capitals, rankings (\"top spenders\") and figures of a level (\"platform-level indicators\") that they promise among the words of the members that "
     "samples and contract show.\n\nWhy: readers plan with what the page promises.\n\nWhat to do: take the promise from the page, or return the member."},
    Run};

}  // namespace plumbline::audit

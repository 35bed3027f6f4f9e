#include <gtest/gtest.h>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

std::string Page(const std::string& sentence, const std::string& sample) {
  return "## GET /flights/{id}\n\nOne flight. " + sentence + "\n\n### Response\n\n```json 200\n" + sample + "\n```\n";
}
constexpr const char* kSum = "`total_height` is the sum of `up_height` and `down_height`.";
constexpr const char* kLater = "`landed_at` is later than `started_at`.";

TEST(ProseRelation, ASumThatIsNone) {
  EXPECT_EQ(SaidIn(kProseRelation, Page(kSum, R"({"total_height": 7, "up_height": 3, "down_height": 5})")), R"(
error prose.relation: by the page's words total_height is the sum of up_height and down_height; in the sample at guide.md:8 total_height is 7, and up_height and down_height give 8
  identity acme | GET /flights/{id} |  | 
  contract 
  instance total_height up_height down_height
  expected the sum
  observed total_height is 7, and up_height and down_height give 8
  at guide.md:3:35:[sum of] the page says so
  at guide.md:8:18:[7] the sample shows it
  at guide.md:8:34:[3] against this
  likely The sample, unless the sentence is wrong: a live answer decides.
)");
}

TEST(ProseRelation, AnEndBeforeItsBeginning) {
  EXPECT_EQ(SaidIn(kProseRelation,
                   Page(kLater, R"({"started_at": "2025-05-01T10:00:00Z", "landed_at": "2025-05-01T09:00:00Z"})")),
            R"(
error prose.relation: by the page's words landed_at is later than started_at; in the sample at guide.md:8 landed_at is 2025-05-01T09:00:00Z, before started_at at 2025-05-01T10:00:00Z
  identity acme | GET /flights/{id} |  | 
  contract 
  instance landed_at started_at
  expected a later time
  observed landed_at is 2025-05-01T09:00:00Z, before started_at at 2025-05-01T10:00:00Z
  at guide.md:3:28:[later than] the page says so
  at guide.md:8:53:["2025-05-01T09:00:00Z"] the sample shows it
  at guide.md:8:16:["2025-05-01T10:00:00Z"] against this
  likely The sample, unless the sentence is wrong: a live answer decides.
)");
}

// The messages alone.
std::string SaidOf(const std::string& sentence, const std::string& sample) {
  const std::string said = SaidIn(kProseRelation, Page(sentence, sample));
  const std::size_t begin = said.find("; in the sample at guide.md:8 ");
  return begin == std::string::npos ? said
                                    : said.substr(1, said.find(' ', 1) - 1) + ": " +
                                          said.substr(begin + 30, said.find('\n', begin) - begin - 30);
}

TEST(ProseRelation, TheNumberOfItems) {
  constexpr const char* kCodes = R"({"code_count": 4, "codes": ["a", "b"], "rows": [{"id": 1}], "row_count": 3})";
  EXPECT_EQ(SaidOf("`code_count` is the length of `codes`.", kCodes), "error: code_count is 4, and codes has 2 items");
  EXPECT_EQ(SaidOf("`code_count` is the number of entries in the `codes` array.", kCodes),
            "error: code_count is 4, and codes has 2 items");
  EXPECT_EQ(SaidOf("`row_count` tells how many rows are in `rows`.", kCodes),
            "error: row_count is 3, and rows has 1 item")
      << "so few rows are not shortened";
  EXPECT_EQ(SaidOf("`row_count` tells how many rows are in `rows`.", R"({"rows": [{"id": 1}], "row_count": 30})"),
            "note: row_count is 30, and rows has 1 item");
  EXPECT_EQ(
      SaidOf("`row_count` is the number of entries in `rows`.", R"({"rows": [{"id": 1}, {"id": 2}], "row_count": 1})"),
      "error: row_count is 1, and rows has 2 items");
  EXPECT_EQ(SaidOf("`row_count` is the number of entries in `rows`.", R"({"rows": [{"id": 1}], "row_count": 1})"), "");
  EXPECT_EQ(SaidOf("`row_count` is the number of `rows` that match.", kCodes), "") << "of other rows";
  EXPECT_EQ(SaidOf("`row_count` is the number of entries in `rows` of all pages.", kCodes), "");
}

TEST(ProseRelation, TheNumberOfWhatIsReturned) {
  const auto page = [](const std::string& notes, const std::string& sample) {
    return "## GET /flights\n\n| Field | Type | Notes |\n|---|---|---|\n| `count` | integer | " + notes +
           " |\n\n```json\n" + sample + "\n```\n";
  };
  constexpr const char* kRows = R"({"count": 3, "rows": [{"id": 1}, {"id": 2}]})";
  EXPECT_EQ(SaidIn(kProseRelation, page("Number of returned items", kRows)), R"(
error prose.relation: by the page's words count is the number of items beside it; in the sample at guide.md:8 count is 3, and rows has 2 items
  identity acme | GET /flights |  | 
  contract 
  instance count siblings
  expected the number of items beside it
  observed count is 3, and rows has 2 items
  at guide.md:5:23:[Number of returned items] the page says so
  at guide.md:8:11:[3] the sample shows it
  at guide.md:8:22:[[{"id": 1}, {"id": 2}]] against this
  likely The sample, unless the sentence is wrong: a live answer decides.
)");
  EXPECT_EQ(
      SaidIn(kProseRelation, page("Number of flights on this page", R"({"count": 2, "rows": [{"id": 1}, {"id": 2}]})")),
      "");
  EXPECT_EQ(SaidIn(kProseRelation, page("Number of items", kRows)), "") << "of all pages";
  EXPECT_EQ(
      SaidIn(kProseRelation, page("Number of returned items", R"({"count": 3, "rows": [{"id": 1}], "more": []})")), "")
      << "of which list?";
}

TEST(ProseRelation, AFormulaBehindAColon) {
  const std::string page =
      "## GET /flights\n\n| Field | Type | Notes |\n|---|---|---|\n| `free` | string | What can still be flown: `all` minus `flown`. |\n| `all` | string | All |\n| `flown` | string | Flown |\n\n```json\n";
  EXPECT_NE(SaidIn(kProseRelation, page + R"({"free": "114.40", "all": "118.20", "flown": "4.80"})" + "\n```\n"), "");
  EXPECT_EQ(SaidIn(kProseRelation, page + R"({"free": "113.40", "all": "118.20", "flown": "4.80"})" + "\n```\n"), "");
}

TEST(ProseRelation, NamesThatAreSaidTwice) {
  EXPECT_EQ(SaidOf("`gross` is the sum of `net` and not `net` `gross`.", R"({"net": 91, "gross": 100, "fee": 10})"),
            "");
}

TEST(ProseRelation, TheSumOfAnObject) {
  constexpr const char* kStates = R"({"total": 250, "by_state": {"open": 120, "done": 95, "lost": 25}})";
  EXPECT_EQ(SaidOf("`total` is the sum of the three counts under `by_state`.", kStates),
            "error: total is 250, and the 3 members of by_state give 240");
  EXPECT_EQ(SaidOf("`total` is the sum of the counts under `by_state`.",
                   R"({"total": 215, "by_state": {"open": 120, "done": 95}})"),
            "");
  EXPECT_EQ(SaidOf("`total` is the sum of the counts under `by_state`.",
                   R"({"total": 250, "by_state": {"open": 120, "note": "x"}})"),
            "");
  EXPECT_EQ(SaidOf("`total` is `opening` plus the sum of `rows`.",
                   R"({"total": 250, "opening": 5, "rows": [{"amount": 100}, {"amount": 145}]})"),
            "");
}

TEST(ProseRelation, FormulasInWordsAndSigns) {
  constexpr const char* kFee = R"({"net": 91, "gross": 100, "fee": 10, "minutes": 4, "rate": 0.012})";
  EXPECT_EQ(SaidOf("`net` is always `gross` minus `fee`.", kFee), "error: net is 91, and gross minus fee gives 90");
  EXPECT_EQ(SaidOf("`net` = `gross` − `fee`", kFee), "error: net is 91, and gross minus fee gives 90");
  EXPECT_EQ(SaidOf("`fee` is `minutes` × `rate`.", kFee), "error: fee is 10, and minutes times rate gives 0.048");
  EXPECT_EQ(SaidOf("`net` and `fee` add up to `gross`.", kFee), "error: gross is 100, and net and fee give 101");
  EXPECT_EQ(SaidOf("gross is the sum of net and fee.", kFee), "error: gross is 100, and net and fee give 101")
      << "a text without marks";
}

TEST(ProseRelation, FormulasThatSayNothingForSure) {
  constexpr const char* kFee = R"({"net": 91, "gross": 100, "fee": 10, "vat": 0.021})";
  for (const char* sentence :
       {"`net` is `gross` minus `fee` if it is paid.", "`net` is `gross` minus `fee` and taxes.",
        "Once it is paid, `net` and `fee` add up to `gross`.", "`net` is roughly `gross` minus `fee`.",
        "`net` is `gross` minus `discount`.", "`net` is `gross` minus `fee` plus `rebate`."}) {
    EXPECT_EQ(SaidOf(sentence, kFee), "") << sentence;
  }
  EXPECT_EQ(SaidOf("`vat` is `net` × `rate`.", R"({"vat": 0.02, "net": 0.1, "rate": 0.21})"), "") << "rounded";
}

TEST(ProseRelation, SumsOfWhatStandsBeside) {
  constexpr const char* kCounts = R"({"counts": {"total": 25, "up": 10, "down": 9}})";
  const std::string wrong = "error: total is 25, and the 2 figures beside it give 19";
  for (const char* sentence :
       {"`counts.total` is the sum of the other two.", "`total` is the sum of the two items above.",
        "`total` is the sum of its parts.", "`total` is the sum of the others."}) {
    EXPECT_EQ(SaidOf(sentence, kCounts), wrong) << sentence;
  }
  for (const char* sentence : {"`total` is the sum of the other three.", "`total` is the sum of all items.",
                               "`total` is the sum of the two items, with tax."}) {
    EXPECT_EQ(SaidOf(sentence, kCounts), "") << sentence;
  }
  EXPECT_EQ(SaidOf("`total` is the sum of the others.", R"({"total": 19, "up": 10, "down": 9, "unit": "m"})"), "");
  EXPECT_EQ(SaidOf("`total` is the sum of the others.", R"({"total": 25, "up": 10, "down": 9, "average": 5})"), "")
      << "a share is no part";
  EXPECT_EQ(
      SaidOf("`total` is the sum of the others.", R"({"total": "2.50", "up": "1.00", "down": "1.40", "unit": "m"})"),
      "error: total is 2.50, and the 2 figures beside it give 2.4");
}

TEST(ProseRelation, SumsOverTheRowsOfAList) {
  constexpr const char* kAll = "`total_height` is the sum of the heights of all legs.";
  EXPECT_EQ(SaidOf(kAll, R"({"total_height": 7, "legs": [{"height": 3, "n": 1}, {"height": 5, "n": 2}]})"),
            "error: total_height is 7, and the 2 rows of legs give 8");
  EXPECT_EQ(SaidOf(kAll, R"({"total_height": 9, "legs": [{"height": 3, "n": 1}, {"height": 5, "n": 2}]})"),
            "error: total_height is 9, and the 2 rows of legs give 8")
      << "less than any row";
  EXPECT_EQ(SaidOf(kAll, R"({"total_height": 12, "legs": [{"height": 3, "n": 1}, {"height": 5, "n": 2}]})"),
            "note: total_height is 12, and the 2 rows of legs give 8")
      << "a row may be left out";
  EXPECT_EQ(
      SaidOf(kAll, R"({"total_height": 12, "leg_count": 2, "legs": [{"height": 3, "n": 1}, {"height": 5, "n": 2}]})"),
      "error: total_height is 12, and the 2 rows of legs give 8");
  EXPECT_EQ(SaidOf(kAll, R"({"total_height": 8, "legs": [{"height": 3, "n": 1}, {"height": 5, "n": 2}]})"), "");
  EXPECT_EQ(SaidOf(kAll, R"({"total_height": 7, "stops": [{"height": 3, "n": 1}, {"height": 5, "n": 2}]})"), "")
      << "another list";
  EXPECT_EQ(SaidOf(kAll, R"({"total_height": 7, "legs": [{"up": 3, "n": 1}, {"up": 5, "n": 2}]})"), "")
      << "of what, nobody says";
  EXPECT_EQ(SaidOf("`total_height` is the sum of the heights of all legs plus the mast.",
                   R"({"total_height": 7, "legs": [{"height": 3, "n": 1}, {"height": 5, "n": 2}]})"),
            "");
}

TEST(ProseRelation, WhatHoldsOrCannotBeAsked) {
  const struct {
    const char* what;
    std::string page;
  } rows[] = {
      {"a sum", Page(kSum, R"({"total_height": 8, "up_height": 3, "down_height": 5})")},
      {"a sum of decimals", Page(kSum, R"({"total_height": "0.30", "up_height": "0.10", "down_height": "0.20"})")},
      {"a part is not shown", Page(kSum, R"({"total_height": 8, "up_height": 3})")},
      {"a part is null", Page(kSum, R"({"total_height": 8, "up_height": 3, "down_height": null})")},
      {"later", Page(kLater, R"({"started_at": "2025-05-01T10:00:00Z", "landed_at": "2025-05-01T10:30:00Z"})")},
      {"earlier on the clock of another place",
       Page(kLater, R"({"started_at": "2025-05-01T10:00:00+02:00", "landed_at": "2025-05-01T09:00:00Z"})")},
      {"no relation", Page("`total_height` is in metres.", R"({"total_height": 7, "up_height": 3, "down_height": 5})")},
  };
  for (const auto& row : rows) EXPECT_EQ(SaidIn(kProseRelation, row.page), "") << row.what;
}

TEST(ProseRelation, AnOpeningAndItsEntries) {
  constexpr const char* kSentence = "`closing` is `opening` plus the sum of the `entries`.";
  const auto entries = [](const std::string& closing) {
    return R"({"opening": 900, "closing": )" + closing +
           R"(, "entries": [{"at": 1778061600, "points": 250}, {"at": 1778148000, "points": -100}]})";
  };
  EXPECT_EQ(SaidOf(kSentence, entries("1060")),
            "error: closing is 1060, and opening and the 2 rows of entries give 1050");
  EXPECT_EQ(SaidOf(kSentence, entries("1050")), "");
  EXPECT_EQ(SaidOf("`closing` is `opening` plus all the `entries`.", entries("1060")),
            "error: closing is 1060, and opening and the 2 rows of entries give 1050");
  EXPECT_EQ(SaidOf("`closing` is `opening` minus the sum of the `entries`.", entries("1060")), "");
}

TEST(ProseRelation, AProductAndMore) {
  constexpr const char* kSentence = "`total` is `nights` times `rate` plus `tax`, nothing else.";
  EXPECT_EQ(SaidOf(kSentence, R"({"nights": 3, "rate": "110.00", "tax": "12.00", "total": "360.00"})"),
            "error: total is 360.00, and nights times rate plus tax gives 342");
  EXPECT_EQ(SaidOf(kSentence, R"({"nights": 3, "rate": "110.00", "tax": "12.00", "total": "342.00"})"), "");
}

TEST(ProseRelation, RowsThatAreWrapped) {
  const auto flights = [](const std::string& total, const std::string& state) {
    return R"({"data": [{"id": 1, "arn": "7453", "units": 10, "state": "done"}, {"id": 2, "arn": "7454", "units": 20, "state": ")" +
           state + R"("}], "total": )" + total + "}";
  };
  constexpr const char* kUnits = "`total` is the sum of the `units` of all flights.";
  EXPECT_EQ(SaidOf(kUnits, flights("25", "done")), "error: total is 25, and the 2 rows of data give 30");
  EXPECT_EQ(SaidOf(kUnits, flights("30", "done")), "");
  EXPECT_EQ(SaidOf("`total` is the sum of the done `units`.", flights("10", "lost")), "") << "one row is no sum";
  EXPECT_EQ(SaidOf(kUnits, R"({"data": [{"units": 10}, {"units": 20}], "total": 35, "has_more": true})"),
            "note: total is 35, and the 2 rows of data give 30");
  EXPECT_EQ(SaidOf("`total` is the sum of all boats.", flights("25", "done")), "");
  EXPECT_EQ(SaidOf("`total` is the number of flights in `data` on this page.", flights("3", "done")),
            "error: total is 3, and data has 2 items");
  EXPECT_EQ(SaidOf("`total` is the number of boats in `flights`.", R"({"flights": [{"id": 1}], "total": 3})"), "");
}

TEST(ProseRelation, WhatOthersAreTogether) {
  const auto lines = [](const std::string& all) {
    const contract::Vendor vendor = VendorOf(
        {{"guide.md",
          "## GET /flights\n\n| Field | Type | Notes |\n|---|---|---|\n| `all` | integer | All flights: up, down and lost together |\n| `up` | integer | Up |\n| `down` | integer | Down |\n| `lost` | integer | Lost |\n\n```json\n{\"all\": " +
              all + ", \"up\": 300, \"down\": 90, \"lost\": 20}\n```\n"}});
    return Lines(kProseRelation.run(Subject(vendor)));
  };
  EXPECT_EQ(
      lines("420"),
      std::vector<std::string>{
          "error GET /flights all up down lost: by the page's words all is the sum of up and down and lost; in the sample at guide.md:11 all is 420, and up and down and lost give 410"});
  EXPECT_EQ(lines("410"), std::vector<std::string>{});
}

TEST(ProseRelation, AThingWithTheSameMembersElsewhere) {
  const auto lines = [](const std::string& second) {
    const contract::Vendor vendor = VendorOf(
        {{"guide.md",
          "## POST /flights\n\n```json 201\n{\"id\": 1, \"total\": 30, \"up\": 10, \"down\": 20}\n```\n\n`total` is the sum of `up` and `down`.\n\n## GET /flights/{id}\n\n```json\n" +
              second + "\n```\n"}});
    return Lines(kProseRelation.run(Subject(vendor))).size();
  };
  EXPECT_EQ(lines(R"({"id": 1, "total": 40, "up": 10, "down": 20})"), 1U);
  EXPECT_EQ(lines(R"({"id": 1, "total": 40, "up": 10, "down": 20, "lost": 10})"), 0U) << "another thing";
}

}  // namespace
}  // namespace plumbline::audit

#include <gtest/gtest.h>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

std::string Page(const std::string& rows, const std::string& sample) {
  return "## GET /kites/{id}\n\n### Response fields\n\n| Field | Type | Description |\n|---|---|---|\n" + rows +
         "\n### Response\n\n```json\n" + sample + "\n```\n";
}

constexpr const char* kRows =
    "| `id` | string | Its id |\n| `price` | integer | Price in cents |\n| `colour` | string | One of `red`, `blue` |\n| `flown_on` | date | Day of the last flight |\n";

TEST(FieldSample, ATypeThatTheSampleBreaks) {
  EXPECT_EQ(
      SaidIn(kFieldSample, Page(kRows, R"({"id": "k1", "price": "1999", "colour": "red", "flown_on": "2025-05-01"})")),
      R"(
error field.sample: price is documented as integer, and the sample at guide.md:15 shows string "1999"
  identity acme | GET /kites/{id} |  | 
  contract 
  instance /price type
  expected integer
  observed string "1999"
  at guide.md:8:13:[integer] the page says integer
  at guide.md:15:23:["1999"] the sample shows string "1999"
  likely The description, where the sample was copied from a real answer; a live run decides.
)");
}

TEST(FieldSample, AValueThatIsNotInTheList) {
  EXPECT_EQ(
      SaidIn(kFieldSample, Page(kRows, R"({"id": "k1", "price": 1999, "colour": "green", "flown_on": "2025-05-01"})")),
      R"(
error field.sample: colour is documented as one of red, blue, and the sample at guide.md:15 shows string "green"
  identity acme | GET /kites/{id} |  | 
  contract 
  instance /colour values
  expected one of red, blue
  observed string "green"
  at guide.md:9:23:[One of `red`, `blue] the page says one of red, blue
  at guide.md:15:39:["green"] the sample shows string "green"
  likely The description, where the sample was copied from a real answer; a live run decides.
)");
}

// The list stands at one operation, and the samples of others show the same thing.
std::string Kin(const std::string& other, const std::string& sample, const std::string& more = "") {
  return Page(
             "| `id` | string | Its id |\n| `price` | integer | Price in cents |\n| `colour` | string | One of `red`, `blue`, `green` |\n| `owner` | string | Never null |\n",
             R"({"id": "k1", "price": 1999, "colour": "red", "owner": "o1", "length": 3})") +
         "\n## " + other + "\n\n" + more + "```json\n" + sample + "\n```\n";
}
std::vector<std::string> LinesOf(const std::string& page) {
  const contract::Vendor vendor = VendorOf({{"guide.md", page}});
  return Lines(kFieldSample.run(Subject(vendor)));
}
using Strings = std::vector<std::string>;

TEST(FieldSample, TheSameThingInAnswersOfOtherOperations) {
  EXPECT_EQ(
      LinesOf(Kin("POST /v1/kites", R"({"id": "k1", "price": "1999", "colour": "pink", "owner": null, "length": 3})")),
      (Strings{
          "error GET /kites/{id} /price type: price is documented as integer, and the sample at guide.md:21 of POST /v1/kites shows string \"1999\"",
          "error GET /kites/{id} /colour values: colour is documented as one of red, blue, green, and the sample at guide.md:21 of POST /v1/kites shows string \"pink\"",
          "error GET /kites/{id} /owner null: owner is documented as never null, and the sample at guide.md:21 of POST /v1/kites shows null"}));
  EXPECT_EQ(LinesOf(Kin("GET /kites", R"({"data": [{"id": "k1", "colour": "pink", "price": 1}]})")).size(), 1U)
      << "a summary in the list";
  EXPECT_EQ(
      LinesOf(Kin("POST /kites/{id}/drop", R"({"id": "k1", "price": 1, "colour": "pink", "owner": "o1", "length": 3})"))
          .size(),
      1U)
      << "what is done to one";
  EXPECT_EQ(LinesOf(Kin("DELETE /kites/{id}", R"({"id": "k1", "colour": "pink", "gone": true})")), Strings{})
      << "not some of its members";
  EXPECT_EQ(LinesOf(Kin("DELETE /kites/{id}", R"({"id": "k1", "colour": "pink", "price": 1})")).size(), 1U)
      << "the very same one, in part";
  EXPECT_EQ(LinesOf(Kin("POST /kites/{id}/flights", R"({"id": "f1", "colour": "pink", "price": 1})")), Strings{})
      << "another one, in part";
  EXPECT_EQ(LinesOf(Kin("GET /flights/{id}",
                        R"({"kite": {"id": "k1", "price": 1, "colour": "pink", "owner": "o1", "length": 3}})"))
                .size(),
            1U)
      << "a member of that name";
}

TEST(FieldSample, AReferenceThatAnotherAnswerExpands) {
  EXPECT_EQ(
      LinesOf(Kin("GET /kites",
                  R"([{"id": "k1", "price": 1, "colour": "red", "owner": {"id": "o1", "name": "Kim"}, "length": 3}])")),
      Strings{});
}

TEST(FieldSample, WhatIsNoKin) {
  EXPECT_EQ(
      LinesOf(Kin("GET /boats/{id}", R"({"id": "b1", "price": "1", "colour": "pink", "owner": null, "length": 3})")),
      Strings{})
      << "another resource";
  EXPECT_EQ(LinesOf(Kin("GET /kites", R"({"data": [{"id": "k1", "colour": "pink", "flights": 1}]})")), Strings{})
      << "something else about kites";
  EXPECT_EQ(
      LinesOf(Kin(
          "GET /kites", R"([{"id": "k1", "price": 1, "colour": "pink", "owner": "o1", "length": 3}])",
          "| Field | Type | Description |\n|---|---|---|\n| `colour` | string | One of `red`, `blue`, `green`, `pink` |\n\n")),
      Strings{})
      << "it has a list of its own";
}

TEST(FieldSample, WhatIsSentComesBack) {
  const auto page = [](const std::string& colour) {
    return "## POST /kites\n\n### Body\n\n| Field | Type | Required | Description |\n|---|---|---|---|\n| `name` | string | Yes | Its name |\n| `colour` | string | No | One of `red`, `blue`, `green` |\n"
           "| `tail` | string | No | What it draws |\n\n### Response\n\n```json\n{\"id\": \"k1\", \"name\": \"A\", \"colour\": \"" +
           colour + "\", \"tail\": \"x\"}\n```\n";
  };
  EXPECT_EQ(
      LinesOf(page("pink")),
      Strings{
          "error POST /kites /colour values: colour is documented as one of red, blue, green, and the sample at guide.md:14 shows string \"pink\""});
  EXPECT_EQ(LinesOf(page("blue")), Strings{});
}

TEST(FieldSample, ALengthOfOneOfTwoForms) {
  const char* rows = "| `from` | string | Your number or an alphanumeric sender of at most 11 characters |\n";
  EXPECT_EQ(LinesOf(Page(rows, R"({"from": "+351210000000"})")), Strings{});
  EXPECT_EQ(LinesOf(Page(rows, R"({"from": "Acme Parcels Ltd"})")).size(), 1U);
}

TEST(FieldSample, AnItemThatIsNotInTheListOfItsArray) {
  const char* rows =
      "| `id` | string | Its id |\n| `moods` | array | Any of `calm`, `wild:day`. No other mood exists. |\n";
  EXPECT_EQ(SaidIn(kFieldSample, Page(rows, R"({"id": "k1", "moods": ["calm", "lazy"]})")), R"(
error field.sample: moods is documented as any of calm, wild:day, and the sample at guide.md:13 shows an item that is string "lazy"
  identity acme | GET /kites/{id} |  | 
  contract 
  instance /moods values
  expected any of calm, wild:day
  observed an item that is string "lazy"
  at guide.md:8:21:[Any of `calm`, `wild:day`. No other mood exists.] the page says any of calm, wild:day
  at guide.md:13:23:[["calm", "lazy"]] the sample shows an item that is string "lazy"
  likely The description, where the sample was copied from a real answer; a live run decides.
)");
}

TEST(FieldSample, ADateTimeForADate) {
  EXPECT_EQ(SaidIn(kFieldSample,
                   Page(kRows, R"({"id": "k1", "price": 1999, "colour": "red", "flown_on": "2025-05-01T10:00:00Z"})")),
            R"(
error field.sample: flown_on is documented as date, and the sample at guide.md:15 shows string "2025-05-01T10:00:00Z"
  identity acme | GET /kites/{id} |  | 
  contract 
  instance /flown_on format
  expected date
  observed string "2025-05-01T10:00:00Z"
  at guide.md:10:16:[date] the page says date
  at guide.md:15:58:["2025-05-01T10:00:00Z"] the sample shows string "2025-05-01T10:00:00Z"
  likely The description, where the sample was copied from a real answer; a live run decides.
)");
}

TEST(FieldSample, WhereMostRowsFitTheSampleIsTheMistake) {
  EXPECT_EQ(
      SaidIn(
          kFieldSample,
          Page(
              kRows,
              R"([{"id": "k1", "price": 1, "colour": "red", "flown_on": "2025-05-01"}, {"id": "k2", "price": 2, "colour": "red", "flown_on": "2025-05-01"},
 {"id": "k3", "price": "3", "colour": "red", "flown_on": "2025-05-01"}, {"id": "k4", "price": 4, "colour": "red", "flown_on": "2025-05-01"}])")),
      R"(
error field.sample: price is documented as integer, and the sample at guide.md:15 shows string "3"
  identity acme | GET /kites/{id} |  | 
  contract 
  instance /*/price type
  expected integer
  observed string "3"
  at guide.md:8:13:[integer] the page says integer
  at guide.md:16:24:["3"] the sample shows string "3"
  likely The sample: 3 of 4 values that the pages show fit the description.
)");
}

TEST(FieldSample, AListThatMostlyContradictsIsOfSomethingElse) {
  const auto lines = [](const std::string& sample) {
    std::string out;
    for (const finding::Finding& found :
         FoundIn(kFieldSample,
                 Page("| `id` | integer | Its id |\n| `price` | integer | Price |\n| `colour` | integer | Of it |\n",
                      sample)))
      out += found.severity == finding::Severity::kNote ? "note " : "error ";
    return out;
  };
  EXPECT_EQ(lines(R"({"id": "k1", "price": "1", "colour": "red"})"), "note note note ");
  EXPECT_EQ(lines(R"({"id": "k1", "price": "1", "colour": 3})"), "error error ");
}

TEST(FieldSample, WhatFits) {
  const struct {
    const char* what;
    const char* rows;
    const char* sample;
  } table[] = {
      {"all of it", kRows, R"({"id": "k1", "price": 1999, "colour": "red", "flown_on": "2025-05-01"})"},
      {"a placeholder", kRows, R"({"id": "k1", "price": "<price>", "colour": "<colour>", "flown_on": "YYYY-MM-DD"})"},
      {"null where nothing says that there is always a value", kRows,
       R"({"id": "k1", "price": null, "colour": null, "flown_on": null})"},
      {"a whole number for a number", "| `id` | string | Its id |\n| `price` | number | Price |\n",
       R"({"id": "k1", "price": 19})"},
      {"a moment, where nothing but the type says date",
       "| `id` | string | Its id |\n| `flown_at` | date | The last flight |\n",
       R"({"id": "k1", "flown_at": "2025-05-01T08:00:00Z"})"},
      {"a reference that may be expanded",
       "| `id` | string | Its id |\n| `owner` | string, expandable | Who has it |\n",
       R"({"id": "k1", "owner": {"id": "o1"}})"},
      {"a reference that a parameter expands",
       "| `id` | string | Its id |\n| `owner` | string | Its id; an object with `expand=owner` |\n",
       R"({"id": "k1", "owner": {"id": "o1"}})"},
      {"an open list of values", "| `id` | string | Its id |\n| `colour` | string | For example `red` or `blue` |\n",
       R"({"id": "k1", "colour": "green"})"},
      {"items of the list",
       "| `id` | string | Its id |\n| `moods` | array | Any of `calm`, `wild`. No other mood exists. |\n",
       R"({"id": "k1", "moods": ["wild"]})"},
      {"items of an open list",
       "| `id` | string | Its id |\n| `moods` | array | Any of `calm`, `wild`; more may be added. |\n",
       R"({"id": "k1", "moods": ["lazy"]})"},
      {"a list that describes another body", kRows, R"({"message": "gone", "price": "none"})"},
      {"a member that is not in the list", kRows,
       R"({"id": "k1", "price": 1999, "colour": "red", "flown_on": "2025-05-01", "tail": {"price": "7"}})"},
  };
  for (const auto& row : table) EXPECT_EQ(SaidIn(kFieldSample, Page(row.rows, row.sample)), "") << row.what;
}

constexpr const char* kTextRows =
    "| `id` | string | Its id |\n| `tag` | string | Number of the registry, always 12 digits |\n| `name` | string | Max 10 characters |\n";

TEST(FieldSample, ALengthThatTheSampleBreaks) {
  EXPECT_EQ(SaidIn(kFieldSample, Page(kTextRows, R"({"id": "k1", "tag": "1234567890", "name": "The old red one"})")),
            R"(
error field.sample: tag is documented as 12 digits, and the sample at guide.md:14 shows string "1234567890", 10 digits
  identity acme | GET /kites/{id} |  | 
  contract 
  instance /tag length
  expected 12 digits
  observed string "1234567890", 10 digits
  at guide.md:8:20:[Number of the registry, always 12 digits] the page says 12 digits
  at guide.md:14:21:["1234567890"] the sample shows string "1234567890", 10 digits
  likely The description, where the sample was copied from a real answer; a live run decides.

error field.sample: name is documented as at most 10 characters, and the sample at guide.md:14 shows string "The old red one", 15 characters
  identity acme | GET /kites/{id} |  | 
  contract 
  instance /name length
  expected at most 10 characters
  observed string "The old red one", 15 characters
  at guide.md:9:21:[Max 10 characters] the page says at most 10 characters
  at guide.md:14:43:["The old red one"] the sample shows string "The old red one", 15 characters
  likely The description, where the sample was copied from a real answer; a live run decides.
)");
}

TEST(FieldSample, LengthsThatFitOrAreNotWhole) {
  const struct {
    const char* what;
    const char* rows;
    const char* sample;
  } table[] = {
      {"they fit", kTextRows, R"({"id": "k1", "tag": "123456789012", "name": "Zürich one"})"},
      {"shortened", kTextRows, R"({"id": "k1", "tag": "1234...", "name": "The old red one…"})"},
      {"placeholders", kTextRows, R"({"id": "k1", "tag": "<12 digits>", "name": "YOUR_KITE_NAME_HERE"})"},
      {"letters where digits are told", kTextRows, R"({"id": "k1", "tag": "REG-1", "name": "Red"})"},
      {"signs are no digits", "| `id` | string | Its id |\n| `phone` | string | Phone number, max 11 digits |\n",
       R"({"id": "k1", "phone": "0151-234-5678"})"},
      {"a code of a country", "| `id` | string | Its id |\n| `phone` | string | Phone number, max 11 digits |\n",
       R"({"id": "k1", "phone": "+49 151 2345678"})"},
      {"a text that may be shortened", "| `id` | string | Always 36 characters |\n| `name` | string | A name |\n",
       R"({"id": "k1", "name": "Red"})"},
      {"a part", "| `id` | string | Its id |\n| `name` | string | Max 5 characters per line |\n",
       R"({"id": "k1", "name": "The old red one"})"},
      {"longer ones are cut",
       "| `id` | string | Its id |\n| `name` | string | Up to 5 characters, longer names are split |\n",
       R"({"id": "k1", "name": "The old red one"})"},
  };
  for (const auto& row : table) EXPECT_EQ(SaidIn(kFieldSample, Page(row.rows, row.sample)), "") << row.what;
}

// The rows of a list show some members of the object that a chapter of its own describes.
TEST(FieldSample, RowsOfWhatAnObjectIs) {
  const auto page = [](const std::string& heading, const std::string& rows) {
    return "# Kites\n\n## " + heading +
           "\n\n| Attribute | Type | Description |\n|---|---|---|\n| `id` | string | Its id |\n| `price` | integer | In cents |\n| `colour` | string | One of "
           "`red`, `blue` |\n| `owner` | string | Who has it |\n| `length` | integer | In metres |\n| `made_at` | string | When |\n| `sold_at` | string | When |\n\n## "
           "GET /kites\n\nAll kites.\n\n```json\n{\"data\": [" +
           rows + "]}\n```\n\n## GET /boats\n\nBoats.\n";
  };
  EXPECT_EQ(
      LinesOf(page("The kite object", R"({"id": "k1", "price": 3, "colour": "green"})")),
      Strings{
          "error  /data/*/colour values: colour is documented as one of red, blue, and the sample at guide.md:20 shows string "
          "\"green\""});
  EXPECT_EQ(LinesOf(page("The kite object", R"({"id": "k1", "price": 3, "colour": "blue"})")), Strings{});
  EXPECT_EQ(LinesOf(page("The boat object", R"({"id": "k1", "price": 3, "colour": "green"})")), Strings{})
      << "of another thing";
  EXPECT_EQ(LinesOf(page("The kite object", R"({"id": "k1", "colour": "green", "pilot": "p1"})")), Strings{})
      << "with a member of its own";
}

// What is done to one of them, as a command shows it: the id is a value.
TEST(FieldSample, AnActionOnAnExampleIsOfTheSameResource) {
  EXPECT_EQ(LinesOf(Kin("Land a kite", R"({"id": "k1", "price": "1999", "colour": "red", "owner": "o1", "length": 3})",
                        "```bash\ncurl -X POST https://api.kites.example/kites/55120/land\n```\n\n"))
                .size(),
            1U);
}

TEST(FieldSample, FormsAndRanges) {
  const auto lines = [](const std::string& type, const std::string& notes, const std::string& value) {
    Strings told = LinesOf(Page("| `id` | string | Its id |\n| `flight` | " + type + " | " + notes + " |\n",
                                R"({"id": "k1", "open": true, "flight": )" + value + "}"));
    for (std::string& line : told) line = line.substr(line.find(" is documented as ") + 18);
    return told;
  };
  EXPECT_EQ(lines("date", "DD-MM-YYYY", "\"1988-11-23\""),
            Strings{"a date as DD-MM-YYYY, and the sample at guide.md:13 shows string \"1988-11-23\""});
  EXPECT_EQ(lines("date", "MM/DD/YYYY", "\"25/12/2024\""),
            Strings{"a date as MM/DD/YYYY, and the sample at guide.md:13 shows string \"25/12/2024\""});
  EXPECT_EQ(lines("date", "DD/MM/YYYY", "\"25/12/2024\""), Strings{});
  EXPECT_EQ(
      lines("string", "Format yyyy-mm-dd hh:mm:ss", "\"25/12/2024 09:30\""),
      Strings{
          "a date-time that begins with YYYY-MM-DD, and the sample at guide.md:13 shows string \"25/12/2024 09:30\""});
  EXPECT_EQ(lines("datetime", "When it flew", "\"25/12/2024 09:30\""), Strings{}) << "in which form is not told";
  EXPECT_EQ(lines("string", "`HH:MM`, 24 hours", "\"9:00 AM\""),
            Strings{"a time as HH:MM, and the sample at guide.md:13 shows string \"9:00 AM\""});
  EXPECT_EQ(lines("string", "`HH:MM`, 24 hours", "\"09:00\""), Strings{});
  EXPECT_EQ(lines("string", "Digits only", "\"+55 (11) 99999-9999\""),
            Strings{"digits only, and the sample at guide.md:13 shows string \"+55 (11) 99999-9999\""});
  EXPECT_EQ(lines("string", "Digits only", "\"5511999999999\""), Strings{});
  EXPECT_EQ(lines("number", "Between 0 and 1. Null if it did not fly", "93"),
            Strings{"0 to 1, and the sample at guide.md:13 shows integer 93"});
  EXPECT_EQ(lines("number", "Between 0 and 1 if it flew", "93"), Strings{});
  EXPECT_EQ(lines("number", "Between 0 and 1", "0.93"), Strings{});
  EXPECT_EQ(lines("string", "Only if `open` is false.", "\"f1\""),
            Strings{"there only if open is false, and the sample at guide.md:13 shows it while open is true"});
  EXPECT_EQ(lines("string", "Only if `open` is true.", "\"f1\""), Strings{});
  EXPECT_EQ(lines("string", "Only if `open` is false.", "null"), Strings{});
}

}  // namespace
}  // namespace plumbline::audit

#include "page/facts.h"

#include <gtest/gtest.h>

#include <string>

#include "base/text.h"

namespace plumbline::page {
namespace {

std::string Told(const Facts& facts) {
  std::vector<std::string> out;
  const auto add = [&](std::string_view name, const std::string& value) {
    if (!value.empty()) out.push_back(std::string(name) + "=" + value);
  };
  add("type", facts.type);
  add("items", facts.item_type);
  add("format", facts.format);
  if (facts.required) add("required", *facts.required ? "yes" : "no");
  if (facts.nullable) add("nullable", *facts.nullable ? "yes" : "no");
  if (facts.default_value) add("default", *facts.default_value);
  if (facts.default_promised) add("default", "promised");
  if (facts.minimum) add("min", *facts.minimum);
  if (facts.maximum) add("max", *facts.maximum);
  if (facts.decimals) add("decimals", std::to_string(*facts.decimals));
  add("unit", facts.unit);
  add(facts.values_complete ? "all" : "values", Join(facts.values, "|"));
  add("example", Join(facts.examples, "|"));
  return Join(out, " ");
}

// Between backticks stands what is marked as code.
Text Marked(std::string_view marked) {
  Text text;
  bool code = false;
  for (std::string_view part : Split(marked, '`')) {
    const std::size_t begin = text.text.size();
    text.Append(part, begin);
    if (code) text.marks.push_back({Mark::Kind::kCode, begin, text.text.size(), ""});
    code = !code;
  }
  return text;
}

TEST(ReadDescription, RangesAndLengths) {
  const std::pair<const char*, const char*> kRows[] = {{"Page size, 1 to 100, default 20", "default=20 min=1 max=100"},
                                                       {"1 to 1000 (default 100)", "default=100 min=1 max=1000"},
                                                       {"is 20 by default, 100 is much", "default=20"},
                                                       {"Integer 1 to 20. Default: 5", "default=5 min=1 max=20"},
                                                       {"Integers 1 to 20 are ours", ""},
                                                       {"Takes 1 to 3 tries", ""},
                                                       {"Id, always 19 digits", "min=19 max=19"},
                                                       {"Text, max. 1000 characters", "max=1000"}};
  for (const auto& [written, expected] : kRows) {
    Text text;
    text.Append(written, 0);
    Facts facts;
    ReadDescription(text, facts);
    EXPECT_EQ(Told(facts), expected) << written;
  }
}

TEST(ReadDescription, AListAndSentencesBehindIt) {
  const std::pair<const char*, const char*> kRows[] = {
      {"`draft`, `live` or `done`. A kite has exactly one of these three.", "all=draft|live|done"},
      {"`MARKETING` or `UTILITY`; the carrier knows only these", "all=MARKETING|UTILITY"},
      {"`draft` or `live`. More may be added.", "values=draft|live"},
      {"`id` and `name`. Both are needed.", ""},
      {"`live` or the one before. It depends.", ""}};
  for (const auto& [written, expected] : kRows) {
    Facts facts;
    ReadDescription(Marked(written), facts);
    EXPECT_EQ(Told(facts), expected) << written;
  }
}

TEST(ReadDescription, WordsBehindMarkedValues) {
  Facts facts;
  ReadDescription(Marked("Either `mp3` or `wav`, there are no others."), facts);
  EXPECT_EQ(Told(facts), "all=mp3|wav");
}

TEST(ReadDescription, MarksAloneKeepValuesApart) {
  const std::pair<const char*, const char*> kRows[] = {
      {"Possible values: `open` `shut` `held`", "all=open|shut|held"},
      {"Possible values: `open` and more", ""},
      {"Flies `open` `shut`", ""},
  };
  for (const auto& [written, expected] : kRows) {
    Facts facts;
    ReadDescription(Marked(written), facts);
    EXPECT_EQ(Told(facts), expected) << written;
  }
}

TEST(ReadDescription, TypesAndSizesAreNeitherValuesNorLimits) {
  for (const char* written : {"string or null", "Bytes, at most 5 GiB"}) {
    Facts facts;
    ReadDescription(Marked(written), facts);
    EXPECT_EQ(Join(facts.values, "|") + facts.maximum.value_or(""), "") << written;
  }
}

TEST(ReadDescription, CodesInCapitals) {
  const std::pair<const char*, const char*> kRows[] = {
      {"PASSPORT, NATIONAL_ID or DRIVING_LICENCE", "all=PASSPORT|NATIONAL_ID|DRIVING_LICENCE"},
      {"SMS or VOICE", "all=SMS|VOICE"},
      {"MP3 or WAV", ""},
      {"JPEG or PNG, at most 8", "max=8"},
      {"UTC", ""}};
  for (const auto& [written, expected] : kRows) {
    Facts facts;
    ReadDescription(Marked(written), facts);
    EXPECT_EQ(Told(facts), expected) << written;
  }
}

TEST(ReadDescription, ADefaultMarkedInItsList) {
  const std::pair<const char*, const char*> kRows[] = {
      {"`ndjson` (default) or `csv`", "default=ndjson all=ndjson|csv"},
      {"One of `mp3` (default), `wav`, `ogg`", "default=mp3 all=mp3|wav|ogg"},
      {"The region (default)", ""}};
  for (const auto& [written, expected] : kRows) {
    Facts facts;
    ReadDescription(Marked(written), facts);
    EXPECT_EQ(Told(facts), expected) << written;
  }
}

TEST(ReadDescription, ATypeThatIsASentence) {
  const std::pair<const char*, const char*> kRows[] = {
      {"Object. `total` is the sum. In `price`, `nights` is an array with the amounts.", "type=object"},
      {"In `price`, `nights` is an array, one of each night.", ""},
      {"Array of strings. Sorted.", "type=array items=string"},
      {"String or null. Only for guests", "type=string nullable=yes"},
      {"Number of nights. At least one", ""},
  };
  for (const auto& [written, expected] : kRows) {
    Facts facts;
    ReadDescription(Marked(written), facts);
    EXPECT_EQ(Told(facts), expected) << written;
  }
}

TEST(ReadRequired, UnderOptionalYesMeansNo) {
  EXPECT_EQ(ReadRequired("Yes", "Optional?"), false);
  EXPECT_EQ(ReadRequired("no", "Is optional"), true);
  EXPECT_EQ(ReadRequired("required", "Optional"), true);
  EXPECT_EQ(ReadRequired("Yes", "Required"), true);
  EXPECT_EQ(ReadRequired("Yes", "Required/Optional"), true);
  EXPECT_EQ(ReadRequired("", "Optional?"), std::nullopt);
}

TEST(ReadType, WordsOfTypeColumns) {
  const std::pair<const char*, const char*> kRows[] = {
      {"string", "type=string"},
      {"Integer (int64)", "type=integer"},
      {"object[]", "type=array items=object"},
      {"array of strings", "type=array items=string"},
      {"string | null", "type=string nullable=yes"},
      {"nullable boolean", "type=boolean nullable=yes"},
      {"string, required", "type=string required=yes"},
      {"enum<string>", "type=string"},
      {"date", "type=string format=date"},
      {"Date", "type=string"},
      {"string (uuid)", "type=string format=uuid"},
      {"string or integer", ""},
      {"timestamp", ""},
      {"float", "type=number"},
      {"string (date)", "type=string format=date"},
      {"string <email>", "type=string format=email"},
      {"string, format: uri", "type=string format=uri"},
      {"string (dated)", "type=string"},
      {"string (date or time)", "type=string"},
      {"stringrequired", "type=string required=yes"},
      {"Parcelrequired", ""},
      {"Parcel", ""},
      {"", ""},
      {"the type of the parcel", ""},
  };
  for (const auto& [text, expected] : kRows) {
    Facts facts;
    ReadType(text, facts);
    EXPECT_EQ(Told(facts), expected) << text;
  }
}

TEST(ReadRequired, YesNoAndNeither) {
  for (const char* text : {"Yes", "required", "✓", "TRUE", "mandatory", "Required."})
    EXPECT_EQ(ReadRequired(text), std::optional(true)) << text;
  for (const char* text : {"No", "optional", "-", "false", "✗", "not required"})
    EXPECT_EQ(ReadRequired(text), std::optional(false)) << text;
  for (const char* text : {"", "if paid", "required when paid", "either", "string", "1"})
    EXPECT_EQ(ReadRequired(text), std::nullopt) << text;
}

TEST(ReadDescription, FixedPhrasesAndTheirTraps) {
  const std::pair<const char*, const char*> kRows[] = {
      {"At most 1,000 rows.", "max=1000"},
      {"Must not exceed 50.", "max=50"},
      {"At most 5% of the total.", ""},
      {"Up to 3 days.", ""},
      {"Between 1 and 50.", "min=1 max=50"},
      {"Minimum 2 entries.", "min=2"},
      {"Default: 20.", "default=20"},
      {"Defaults to \"asc\".", "default=asc"},
      {"Defaults to the current day.", ""},
      {"Defaults to 30 days.", ""},
      {"Window of time (default 7d)", "default=7d"},
      {"Rows, default 20.", "default=20"},
      {"Order (default asc)", ""},
      {"The state (default) of a bay.", ""},
      {"Rows (default 7 days)", ""},
      {"If omitted, the default period applies.", "default=promised"},
      {"The default period is a week.", ""},
      {"A day, as YYYY-MM-DD.", "format=date"},
      {"An ISO 8601 timestamp.", "format=date-time"},
      {"With two decimal places.", "decimals=2"},
      {"Duration in seconds.", "unit=seconds"},
      {"Is null until it is paid.", "nullable=yes"},
      {"Never null.", "nullable=no"},
      {"Required. The name.", "required=yes"},
      {"The required name.", ""},
      {"Returned as a string, not a number.", "type=string"},
      {"e.g. +4930123", "example=+4930123"},
      {"One of \"open\", \"shut\".", "all=open|shut"},
      {"One of \"open\", \"shut\", etc.", "values=open|shut"},
      {"active or inactive", "all=active|inactive"},
      {"place, required", "required=yes"},
      {"Can be used to filter.", ""},
      {"Up to 10 tickets in all.", ""},
      {"At most 20 per day.", ""},
      {"At most 20 per page.", "max=20"},
      {"`DD/MM/YYYY`", "format=DD/MM/YYYY"},
      {"DD/MM/YYYY", "format=DD/MM/YYYY"},
      {"mm-dd-yyyy", "format=MM-DD-YYYY"},
      {"DD/MM/YYYY or YYYY-MM-DD", "format=date"},
      {"`HH:MM`, 24 hours", "format=HH:MM"},
      {"HH:MM am or pm", ""},
      {"YYYY-MM-DD HH:MM", "format=date-time"},
      {"The number, digits only.", "format=digits"},
      {"Digits only, with a + before them.", ""},
      {"Weight in grams", "unit=grams"},
      {"in kg", "unit=kilograms"},
      {"Weight in grams or kilograms", ""},
      {"The call is ended after this many seconds.", "unit=seconds"},
      {"An empty array if there are none.", "nullable=no"},
      {"1 to 1000 (default 100)", "default=100 min=1 max=1000"},
      {"Entre 1 e 15", "min=1 max=15"},
      {"At least one of \"html\", \"text\".", ""},
      {"Exactly one of \"open\", \"shut\", \"held\"", "all=open|shut|held"},
      {"Exactly one of \"html\" and \"text\" is required.", ""},
      {"One of \"open\", \"shut\". No other value is ever returned.", "all=open|shut"},
      {"One of \"open\", \"shut\". Other values appear over time.", "values=open|shut"},
      {"One of \"open\", \"shut\". More values may be added.", "values=open|shut"},
      {"Currently one of \"open\", \"shut\".", "values=open|shut"},
      {"Any of \"bay:read\", \"bay:open\". No other scope exists.", "all=bay:read|bay:open"},
      {"Any of \"bay:read\", \"bay:open\".", ""},
  };
  for (const auto& [text, expected] : kRows) {
    Facts facts;
    Text description;
    description.Append(text, 0);
    ReadDescription(description, facts);
    EXPECT_EQ(Told(facts), expected) << text;
  }
}

TEST(ReadValues, WordsWithCapitalsWhereEachIsMarkedAsCode) {
  const auto read = [](std::string_view marked) {
    bool complete = false;
    return Join(ReadValues(Marked(marked), complete), "|");
  };
  EXPECT_EQ(read("`S`, `M`, `L` or `XL`"), "S|M|L|XL");
  EXPECT_EQ(read("`held`、`paid`、`void`"), "held|paid|void");
  for (const char* text : {"Yes or No", "`Basic` or Gold", "`Basic`", "Name, Street"})
    EXPECT_EQ(read(text), "") << text;
}

TEST(ReadDefault, ACellOfItsOwn) {
  const auto read = [](const char* text) {
    Text cell;
    cell.Append(text, 0);
    return ReadDefault(cell).value_or("nothing");
  };
  EXPECT_EQ(read("`20`"), "20");
  EXPECT_EQ(read("\"asc\""), "asc");
  for (const char* text : {"-", "–", "None", "N/A", "", "required"}) EXPECT_EQ(read(text), "nothing") << text;
}

}  // namespace
}  // namespace plumbline::page

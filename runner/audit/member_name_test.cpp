#include "audit/member_name.h"

#include <gtest/gtest.h>

#include "audit/moment.h"
#include "base/text.h"

namespace plumbline::audit {
namespace {

using document::Value;

TEST(MemberName, WordsOfEverySpelling) {
  const std::pair<const char*, const char*> rows[] = {
      {"total_cost", "total cost"},
      {"totalCost", "total cost"},
      {"Total-Cost", "total cost"},
      {"accountID", "account id"},
      {"HTTPServer", "http server"},
      {"accountIDs", "account ids"},
      {"x1", "x1"},
      {"", ""},
      {"__typename", "typename"},
      {"größe_m", "größe m"},
  };
  for (const auto& [name, words] : rows) EXPECT_EQ(Join(Words(name), " "), words) << name;
}

TEST(MemberName, Singulars) {
  const std::pair<const char*, const char*> rows[] = {
      {"accounts", "account"}, {"entries", "entry"}, {"addresses", "address"},
      {"boxes", "box"},        {"status", "status"}, {"analysis", "analysis"},
      {"class", "class"},      {"gas", "gas"},       {"account", "account"}};
  for (const auto& [plural, singular] : rows) EXPECT_EQ(Singular(plural), singular) << plural;
}

TEST(MemberName, KindsOfNames) {
  for (const char* name : {"id", "uuid", "account_id", "accountId", "callSid"})
    EXPECT_TRUE(NamesIdentifier(name)) << name;
  for (const char* name : {"ids", "paid", "idle", "identity", ""}) EXPECT_FALSE(NamesIdentifier(name)) << name;
  for (const char* name : {"balance", "total_cost", "unitPrice", "rate_per_minute", "did_release_fee"})
    EXPECT_TRUE(NamesMoney(name)) << name;
  for (const char* name : {"rate", "cost_center", "amount_cents", "balance_id", "sample_rate", "price_list",
                           "unit_amount_decimal", "requests_per_minute", ""})
    EXPECT_FALSE(NamesMoney(name)) << name;
  for (const char* name : {"created_at", "createdAt", "timestamp", "last_login", "start_time"})
    EXPECT_TRUE(NamesMoment(name)) << name;
  for (const char* name : {"time", "on", "location", "format", "at_risk", ""}) EXPECT_FALSE(NamesMoment(name)) << name;
}

TEST(MemberName, StandIns) {
  for (const char* text : {"<token>", "{id}", "...", "sk_live_XXXX", "****1234", "string", "YOUR_KEY", ""})
    EXPECT_TRUE(IsStandIn(Value::String(text))) << text;
  for (const char* text : {"John", "2026-01-01", "a string of words", "active"})
    EXPECT_FALSE(IsStandIn(Value::String(text))) << text;
  EXPECT_FALSE(IsStandIn(Value::Null()));
}

TEST(Moment, FormsAndWhatIsNone) {
  const std::pair<const char*, const char*> rows[] = {
      {"2026-03-25", "2026-01-31"},
      {"2026-03-25T10:00:00Z", "2026-01-31T10:00:00Z"},
      {"2026-03-25T10:00Z", "2026-01-31T10:00:00Z"},
      {"2026-03-25T10:00:00.5Z", "2026-01-31T10:00:00.123Z"},
      {"2026-03-25T10:00:00.123456+00:00", "2026-01-31T10:00:00.123456+00:00"},
      {"2026-03-25 10:00:00", "2026-01-31 10:00:00"},
      {"2026-03-25T10:00:00+0530", "2026-01-31T10:00:00+hh:mm"},
      {"2026-02-30", "none"},
      {"2026-03-25T25:00:00Z", "none"},
      {"2026-03-25T10:00:00.Z", "none"},
      {"2026-03-25x", "none"},
      {"20260325", "none"},
      {"2026-03-25T10:00:00Zz", "none"},
  };
  for (const auto& [text, form] : rows) {
    const auto moment = ParseMoment(text);
    EXPECT_EQ(moment ? moment->Form() : "none", form) << text;
  }
}

TEST(Moment, ComparesByMeaning) {
  const auto compare = [](const char* a, const char* b) { return ParseMoment(a)->Compare(*ParseMoment(b)); };
  EXPECT_EQ(compare("2026-03-25T10:00:00Z", "2026-03-25T12:00:00+02:00"), std::strong_ordering::equal);
  EXPECT_EQ(compare("2026-03-25T10:00:00.1Z", "2026-03-25T10:00:00.09Z"), std::strong_ordering::greater);
  EXPECT_EQ(compare("2026-03-25", "2026-03-25T23:00:00Z"), std::strong_ordering::equal);
  EXPECT_EQ(compare("2026-03-24", "2026-03-25T23:00:00Z"), std::strong_ordering::less);
}

}  // namespace
}  // namespace plumbline::audit

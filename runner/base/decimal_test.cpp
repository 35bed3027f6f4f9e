#include "base/decimal.h"

#include <gtest/gtest.h>

#include <limits>
#include <utility>
#include <vector>

namespace plumbline {
namespace {

Decimal D(std::string_view text) { return Decimal::Parse(text).value(); }

std::string Text(const std::optional<Decimal>& number) { return number ? number->ToString() : "nothing"; }

std::string Order(const Decimal& a, const Decimal& b) { return a < b ? "<" : a > b ? ">" : "="; }

TEST(Decimal, ParsesJsonNumbersAndWritesThemPlainly) {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"0", "0"},
      {"-0", "0"},
      {"0.000", "0"},
      {"0e999999999999999999999", "0"},
      {"5", "5"},
      {"-5", "-5"},
      {"1.0", "1"},
      {"25.50", "25.5"},
      {"0.05", "0.05"},
      {"-0.5e1", "-5"},
      {"1E+2", "100"},
      {"1e-2", "0.01"},
      {"12345678901234567890", "12345678901234567890"},
      {"0.12345678901234567890", "0.1234567890123456789"},
      {"1e40", "1" + std::string(40, '0')},
      {"1e41", "1e41"},
      {"1e-41", "0." + std::string(40, '0') + "1"},
      {"1e-42", "1e-42"},
      {"1e400", "1e400"},
      {"-12.5e400", "-125e399"},
      {"1e1000000000", "1e1000000000"},
      {"1e999999999999999999999999", "1e1000000000000000000"},
      {"1e-999999999999999999999999", "1e-1000000000000000000"},
  };
  for (const auto& [text, written] : rows) EXPECT_EQ(Text(Decimal::Parse(text)), written) << text;
}

TEST(Decimal, RefusesWhatIsNoJsonNumber) {
  for (std::string_view text :
       {"",   "-",  "+1",   ".5",    "5.",  "01",  "-01",      "00",        "1e",  "1e+",   "1.e2",  "e2",
        "1 ", " 1", "0x1F", "1_000", "1,5", "NaN", "Infinity", "-Infinity", "--1", "1.2.3", "1e2e3", "१"}) {
    EXPECT_EQ(Text(Decimal::Parse(text)), "nothing") << text;
  }
  EXPECT_EQ(Text(Decimal::Parse(std::string_view("1\0", 2))), "nothing");
}

TEST(Decimal, IsIntegerByValue) {
  for (std::string_view text :
       {"0", "1", "1.0", "-3.00", "1e3", "1.5e1", "1e400", "1e1000000000", "12345678901234567890"}) {
    EXPECT_TRUE(D(text).IsInteger()) << text;
  }
  for (std::string_view text : {"0.5", "1.01", "1e-1", "-2.5", "1e-1000000000"})
    EXPECT_FALSE(D(text).IsInteger()) << text;
}

TEST(Decimal, ComparesByExactValue) {
  struct Row {
    std::string a, order, b;
  };
  const std::vector<Row> rows = {
      {"1", "=", "1.0"},
      {"0", "=", "-0.0"},
      {"1000", "=", "1e3"},
      {"9", "<", "10"},
      {"0.9", "<", "1"},
      {"-9", ">", "-10"},
      {"-1", "<", "0"},
      {"-1e400", "<", "1e-400"},
      {"1e400", ">", "99999999999999999999"},
      {"1e-400", ">", "0"},
      {"1e1000000000", "<", "1.1e1000000000"},
      {"12345678901234567890", "<", "12345678901234567891"},
      {"108.24", "=", "108.240"},
      {"12.34", "<", "12.345"},
      {"-12.34", ">", "-12.345"},
      {"0.1", "<", "0.10000000000000000000000000000000001"},
  };
  for (const auto& [a, order, b] : rows) EXPECT_EQ(Order(D(a), D(b)), order) << a << " and " << b;
}

TEST(Decimal, EqualValuesAreEqualHoweverTheyWereWritten) {
  EXPECT_EQ(D("25.50"), D("2.55e1"));
  EXPECT_EQ(D("1e3"), Decimal(1000));
  EXPECT_EQ(D("-0"), Decimal());
  EXPECT_NE(D("25.5"), D("25.05"));
}

TEST(Decimal, TakesEverySixtyFourBitInteger) {
  EXPECT_EQ(Decimal(std::numeric_limits<std::int64_t>::min()).ToString(), "-9223372036854775808");
  EXPECT_EQ(Decimal(std::numeric_limits<std::int64_t>::max()).ToString(), "9223372036854775807");
  EXPECT_EQ(Decimal(0), Decimal());
}

TEST(Decimal, AddsExactly) {
  struct Row {
    std::string a, b, sum;
  };
  const std::vector<Row> rows = {
      {"17.26", "90.98", "108.24"},
      {"0.1", "0.2", "0.3"},
      {"1", "-1", "0"},
      {"1", "-0.01", "0.99"},
      {"-1", "0.01", "-0.99"},
      {"-17.26", "-90.98", "-108.24"},
      {"99.99", "0.01", "100"},
      {"5", "0", "5"},
      {"0", "-5", "-5"},
      {"12345678901234567890", "1", "12345678901234567891"},
      {"1e-400", "0", "1e-400"},
      {"1e1000000000", "1", "nothing"},
      {"1e9999", "1", "1" + std::string(9998, '0') + "1"},
      {"1e10000", "1", "nothing"},
  };
  for (const auto& [a, b, sum] : rows) {
    EXPECT_EQ(Text(Add(D(a), D(b))), sum) << a << " + " << b;
    EXPECT_EQ(Text(Add(D(b), D(a))), sum) << b << " + " << a;
  }
}

TEST(Decimal, MultipliesExactly) {
  struct Row {
    std::string a, b, product;
  };
  const std::vector<Row> rows = {
      {"17.26", "2", "34.52"},  {"0.1", "0.1", "0.01"},
      {"-3", "0.5", "-1.5"},    {"-3", "-3", "9"},
      {"0", "1e400", "0"},      {"99999999999", "99999999999", "9999999999800000000001"},
      {"1e400", "1e-400", "1"}, {"1e1000000000", "25", "25e1000000000"},
  };
  for (const auto& [a, b, product] : rows) EXPECT_EQ(Text(Multiply(D(a), D(b))), product) << a << " * " << b;
  const Decimal long_number = D(std::string(6'000, '7'));
  EXPECT_EQ(Text(Multiply(long_number, long_number)), "nothing");
}

TEST(Decimal, ProductsOfHugeExponentsEndInsteadOfOverflowing) {
  std::optional<Decimal> product = D("1e1000000000000000000");
  for (int i = 0; i < 12 && product; ++i) product = Multiply(*product, *product);
  EXPECT_EQ(Text(product), "nothing");
}

TEST(Decimal, IsMultipleOf) {
  struct Row {
    std::string number, divisor;
    bool multiple;
  };
  const std::vector<Row> rows = {
      {"108.24", "0.01", true},
      {"19.99", "0.01", true},
      {"108.245", "0.01", false},
      {"0.3", "0.1", true},
      {"0", "7", true},
      {"7", "0", false},
      {"10", "4", false},
      {"12", "4", true},
      {"-12", "4", true},
      {"12", "-4", true},
      {"4.5", "1.5", true},
      {"1e400", "0.01", true},
      {"1e400", "3", false},
      {"3e1000000000", "3", true},
      {"1e1000000000", "1048576", true},
      {"1e-1000000000", "1", false},
      {"1", "1e-1000000000", true},
      {"1", "3e-1000000000", false},
      {"12345678901234567890", "10", true},
      {"121932631112635269", "123456789", true},
      {"15241578753238836750495351562536198787501905199875019052100", "123456789012345678901234567890", true},
      {"15241578753238836750495351562536198787501905199875019052101", "123456789012345678901234567890", false},
  };
  for (const auto& [number, divisor, multiple] : rows) {
    EXPECT_EQ(D(number).IsMultipleOf(D(divisor)), multiple) << number << " of " << divisor;
  }
}

TEST(Decimal, ToUint64GivesIndexesAndLengthsOnly) {
  const std::vector<std::pair<std::string, std::optional<std::uint64_t>>> rows = {
      {"0", 0},
      {"3", 3},
      {"3.0", 3},
      {"1e3", 1000},
      {"9223372036854775807", 9223372036854775807u},
      {"-1", std::nullopt},
      {"0.5", std::nullopt},
      {"1e30", std::nullopt},
      {"100000000000000000000", std::nullopt},
      {"1e1000000000", std::nullopt},
  };
  for (const auto& [text, value] : rows) EXPECT_EQ(D(text).ToUint64(), value) << text;
}

TEST(Decimal, NegatedZeroIsZero) {
  EXPECT_EQ(Decimal().Negated(), Decimal());
  EXPECT_EQ(D("2.5").Negated(), D("-2.5"));
  EXPECT_EQ(D("-2.5").Negated(), D("2.5"));
  EXPECT_FALSE(D("-0").IsNegative());
}

}  // namespace
}  // namespace plumbline

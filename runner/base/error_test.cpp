#include "base/error.h"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace plumbline {
namespace {

TEST(Error, SaysAsMuchOfThePlaceAsIsKnown) {
  const std::vector<std::pair<SourceLocation, std::string>> rows = {
      {{"a.yaml", 3, 7}, "a.yaml:3:7: is wrong"},
      {{"a.yaml", 3, 0}, "a.yaml:3: is wrong"},
      {{"a.yaml", 0, 7}, "a.yaml: is wrong"},
      {{"a.yaml", 0, 0}, "a.yaml: is wrong"},
      {{}, "is wrong"},
  };
  for (const auto& [location, text] : rows) EXPECT_STREQ(Error(location, "is wrong").what(), text.c_str());
}

TEST(Error, KeepsPlaceAndMessageApart) {
  const Error error({"a.yaml", 3, 7}, "is wrong");
  EXPECT_EQ(error.location(), (SourceLocation{"a.yaml", 3, 7}));
  EXPECT_EQ(error.message(), "is wrong");
  EXPECT_EQ(Error("alone").location(), SourceLocation{});
}

}  // namespace
}  // namespace plumbline

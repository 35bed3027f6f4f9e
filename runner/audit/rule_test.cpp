#include "audit/rule.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

namespace plumbline::audit {
namespace {

TEST(Rules, TheReadmeNamesEveryOne) {
  std::ifstream file("README.md");
  const std::string readme((std::istreambuf_iterator<char>(file)), {});
  for (const Rule& rule : Rules())
    EXPECT_NE(readme.find('`' + std::string(rule.info.id) + '`'), std::string::npos) << rule.info.id;
}

}  // namespace
}  // namespace plumbline::audit

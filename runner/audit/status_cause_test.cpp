#include <gtest/gtest.h>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

std::string Page(const std::string& sentence, const std::string& row) {
  return "## POST /kites\n\nMakes a kite. " + sentence + "\n\n### Errors\n\n| Status | Meaning |\n|---|---|\n" + row;
}

TEST(StatusCause, OneSwitchWithTwoStatuses) {
  EXPECT_EQ(SaidIn(kStatusCause,
                   Page("Returns 403 if `can_build_kites` is false.", "| 422 | `can_build_kites` is false |\n")),
            R"(
error status.cause: can_build_kites is answered with 422 in one place and with 403 in another
  identity acme | POST /kites |  | 
  contract 
  instance can_build_kites
  expected 422
  observed 403
  at guide.md:9:3:[422] here 422
  at guide.md:3:23:[403] here 403
  likely Undecided: one request decides.
)");
}

TEST(StatusCause, OneDuplicateWithTwoStatuses) {
  EXPECT_EQ(SaidIn(kStatusCause, Page("Reusing a serial returns 422.", "| 409 | The serial is already in use |\n")), R"(
error status.cause: a duplicate serial is answered with 409 in one place and with 422 in another
  identity acme | POST /kites |  | 
  contract 
  instance a duplicate serial
  expected 409
  observed 422
  at guide.md:9:3:[409] here 409
  at guide.md:3:40:[422] here 422
  likely Undecided: one request decides.
)");
}

TEST(StatusCause, TwoCausesOrOneStatus) {
  const struct {
    const char* what;
    std::string page;
  } rows[] = {
      {"one status", Page("Returns 403 if `can_build_kites` is false.", "| 403 | `can_build_kites` is false |\n")},
      {"two switches", Page("Returns 403 if `can_build_kites` is false.", "| 422 | `can_sell_kites` is false |\n")},
      {"two things that must be unique",
       Page("Reusing a serial returns 422.", "| 409 | The email is already in use |\n")},
      {"a success", Page("Returns 201 if `can_build_kites` is set.", "| 403 | `can_build_kites` is false |\n")},
      {"two operations",
       "## POST /kites\n\nReusing a serial returns 422.\n\n## POST /boats\n\nReusing a serial returns 409.\n"},
  };
  for (const auto& row : rows) EXPECT_EQ(SaidIn(kStatusCause, row.page), "") << row.what;
}

}  // namespace
}  // namespace plumbline::audit

#include <gtest/gtest.h>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

std::string Page(
    const std::string& link,
    const std::string& one =
        "## GET /v2/kites/{kite_id}\n\nOne kite.\n\n```json 200\n{\"kite_id\": \"k_1\", \"colour\": \"red\"}\n```\n\n") {
  return one +
         "## GET /v2/kites\n\nAll kites.\n\n```json 200\n{\"kites\": [{\"kite_id\": \"k_1\", \"colour\": \"red\", \"href\": \"" +
         link + "\"}]}\n```\n";
}

TEST(ValuePath, ALinkToAPathThatNobodyDescribes) {
  EXPECT_EQ(SaidIn(kValuePath, Page("/v1/Kite/k_1/")), R"(
note value.path: kites.*.href is /v1/Kite/k_1/, and no such path is documented; GET /v2/kites/{kite_id} answers for it
  identity acme | GET /v2/kites |  | 
  contract 
  instance /kites/*/href
  expected GET /v2/kites/{kite_id}
  observed /v1/Kite/k_1/
  at guide.md:14:56:["/v1/Kite/k_1/"] a path that nothing documents
  at guide.md:1:4:[GET /v2/kites/{kite_id}] documented
  likely The sample, where it shows a path of another version or another API; a request to it decides.
)");
}

TEST(ValuePath, LinksThatAreDescribedOrLeadElsewhere) {
  const struct {
    const char* what;
    std::string page;
  } rows[] = {
      {"documented", Page("/v2/kites/k_1")},
      {"with the server's part before it", Page("/api/v2/kites/k_1")},
      {"relative to the server", Page("/kites/k_1")},
      {"not to the thing itself", Page("/v1/owners/ada")},
      {"no path is known for one", Page("/v1/Kite/k_1/", "")},
      {"a web address", Page("https://kites.example/k_1")},
  };
  for (const auto& row : rows) EXPECT_EQ(SaidIn(kValuePath, row.page), "") << row.what;
}

}  // namespace
}  // namespace plumbline::audit

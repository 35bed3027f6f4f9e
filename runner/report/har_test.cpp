#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "report/report.h"
#include "report/report_testing.h"

namespace plumbline::report {
namespace {

using nlohmann::json;

TEST(Har, EveryVerdict) { ExpectGolden("every.har", WriteHar(EverySide(), {})); }

TEST(Har, OfNothingHasNoEntries) { EXPECT_EQ(json::parse(WriteHar({}, {}))["log"]["entries"], json::array()); }

TEST(Har, ABodyIsTextWhereItIsUtf8AndBase64WhereItIsNot) {
  run::RunResult result = EverySide();
  auto& exchange = *result.cases[0].exchange;
  exchange.response->body = std::string("\xF0\x9F\x92\xA5\0", 5);
  exchange.request.body = "\xFF";
  const json entry = json::parse(WriteHar(result, {}))["log"]["entries"][0];
  EXPECT_EQ(entry["response"]["content"],
            (json{{"size", 5}, {"mimeType", "image/png"}, {"text", std::string("\xF0\x9F\x92\xA5\0", 5)}}));
  EXPECT_EQ(entry["request"]["postData"],
            (json{{"mimeType", "application/json"}, {"text", "/w=="}, {"_encoding", "base64"}}));
}

TEST(Har, ALiveServiceHasItsOwnAddress) {
  run::RunResult result = EverySide();
  result.target = "https://api.example.com/base";
  EXPECT_EQ(json::parse(WriteHar(result, {}))["log"]["entries"][1]["request"]["url"],
            "https://api.example.com/base/v1.2/items");
}

TEST(Har, HostileBodiesAreKeptAsTheyAre) {
  const json content = json::parse(WriteHar(Hostile(), {}))["log"]["entries"][0]["response"]["content"];
  EXPECT_EQ(content["encoding"], "base64");
  EXPECT_EQ(content["size"], kHostile.size());
}
}  // namespace
}  // namespace plumbline::report

#include "contract/vendor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "base/error.h"

namespace plumbline::contract {
namespace {

namespace fs = std::filesystem;

const char* const kContract = R"(openapi: 3.0.3
info: {title: Acme API, version: '1'}
paths:
  /charges:
    get: {operationId: listCharges, responses: {'200': {description: d}}}
components: {securitySchemes: {bearer: {type: http, scheme: bearer}}}
)";

// A folder named "acme" of its own for each test, with the given files.
std::string Folder(const std::map<std::string, std::string>& files) {
  const fs::path folder = fs::path(testing::TempDir()) / "plumbline-vendor-test" /
                          testing::UnitTest::GetInstance()->current_test_info()->name() / "acme";
  fs::remove_all(folder);
  fs::create_directories(folder / "samples");
  for (const auto& [name, text] : files) std::ofstream(folder / name) << text;
  return folder.string();
}

std::string ErrorOf(const std::string& path) {
  try {
    LoadVendor(path);
    return "no error";
  } catch (const Error& error) {
    return error.what();
  }
}

TEST(LoadVendor, ReadsAllOfVendorYaml) {
  const std::string folder =
      Folder({{"openapi.yaml", kContract}, {"samples/one.json", R"({"n": 25.50})"}, {"vendor.yaml", R"(vendor: acme-corp
title: Acme Corporation
suites: ../../suites/acme
credentials: {bearer: ACME_TOKEN}
redact: [account_no]
timeout_seconds: 7
samples:
  - {name: list, operation: listCharges, file: samples/one.json, page: charges, lines: 49-71}
  - {name: sent, operation: listCharges, part: request, status: 201, media_type: text/json, file: samples/one.json}
)"}});
  const Vendor vendor = LoadVendor(folder);
  EXPECT_EQ(vendor.id, "acme-corp");
  EXPECT_EQ(vendor.title, "Acme Corporation");
  EXPECT_EQ(vendor.suites, (fs::path(folder) / "../../suites/acme").lexically_normal().string());
  EXPECT_EQ(vendor.credentials, (std::map<std::string, std::string>{{"bearer", "ACME_TOKEN"}}));
  EXPECT_EQ(vendor.redact, std::vector<std::string>{"account_no"});
  EXPECT_EQ(vendor.timeout, std::chrono::seconds(7));
  EXPECT_NE(vendor.contract->FindOperation("listCharges"), nullptr);
  ASSERT_EQ(vendor.samples.size(), 2u);
  const Sample& list = *vendor.FindSample("list");
  EXPECT_EQ(list.operation, "listCharges");
  EXPECT_EQ(list.part, Direction::kResponse);
  EXPECT_EQ(list.status, 200);
  EXPECT_EQ(list.media_type, "application/json");
  EXPECT_EQ(list.page, "charges, lines 49-71");
  EXPECT_EQ(list.body->source.name(), folder + "/samples/one.json");
  EXPECT_EQ(document::WriteJson(list.body->root, 0), R"({"n":25.50})");
  const Sample& sent = *vendor.FindSample("sent");
  EXPECT_EQ(sent.part, Direction::kRequest);
  EXPECT_EQ(sent.status, 201);
  EXPECT_EQ(sent.media_type, "text/json");
  EXPECT_EQ(sent.page, "");
  EXPECT_EQ(vendor.FindSample("none"), nullptr);
}

TEST(LoadVendor, VendorYamlIsOptional) {
  const std::string folder = Folder({{"openapi.yml", kContract}});
  for (const std::string& path : {folder, folder + "/"}) {
    const Vendor vendor = LoadVendor(path);
    EXPECT_EQ(vendor.id, "acme");
    EXPECT_EQ(vendor.title, "Acme API");
    EXPECT_EQ(vendor.suites, "");
    EXPECT_EQ(vendor.timeout, std::chrono::seconds(30));
  }
}

TEST(LoadVendor, TakesAContractByItself) {
  const Vendor vendor = LoadVendor(Folder({{"my api.yaml", kContract}}) + "/my api.yaml");
  EXPECT_EQ(vendor.id, "my-api");
  EXPECT_EQ(vendor.title, "Acme API");
}

TEST(LoadVendor, VendorYamlMayNameTheContract) {
  const Vendor vendor = LoadVendor(Folder({{"v2.yaml", kContract}, {"vendor.yaml", "contract: v2.yaml\n"}}));
  EXPECT_EQ(vendor.id, "acme");
  EXPECT_NE(vendor.contract->FindOperation("listCharges"), nullptr);
}

TEST(LoadVendor, SaysWhatIsMissing) {
  EXPECT_EQ(ErrorOf("/nowhere/acme"), "/nowhere/acme: no such file or folder");
  const std::string folder = Folder({});
  EXPECT_EQ(ErrorOf(folder), folder + ": holds no openapi.yaml, openapi.yml or openapi.json");
}

TEST(LoadVendor, PointsIntoVendorYaml) {
  const auto error_of = [](const std::string& vendor_yaml) {
    const std::string folder =
        Folder({{"openapi.yaml", kContract}, {"samples/one.json", "{}"}, {"vendor.yaml", vendor_yaml}});
    const std::string error = ErrorOf(folder);
    return error.starts_with(folder + '/') ? error.substr(folder.size() + 1) : error;
  };
  EXPECT_EQ(
      error_of("vendor: acme\ntitl: x\n"),
      "vendor.yaml:2:1: the value has the undeclared member 'titl' (did you mean 'title'?); the file's format is schemas/plumbline/vendor.schema.json");
  EXPECT_EQ(error_of("credentials: {bearr: A}\n"),
            "vendor.yaml:1:15: the contract has no security scheme 'bearr' (did you mean 'bearer'?)");
  EXPECT_EQ(error_of("samples:\n  - {name: a, operation: listCharge, file: samples/one.json}\n"),
            "vendor.yaml:2:26: the contract has no operation 'listCharge' (did you mean 'listCharges'?)");
  EXPECT_EQ(
      error_of(
          "samples:\n  - {name: a, operation: listCharges, file: samples/one.json}\n  - {name: a, operation: listCharges, file: samples/one.json}\n"),
      "vendor.yaml:3:12: a second sample named 'a'");
  EXPECT_THAT(error_of("samples:\n  - {name: a, operation: listCharges, file: samples/two.json}\n"),
              testing::MatchesRegex("vendor.yaml:2:45: there is no '.*/acme/samples/two.json'"));
  EXPECT_THAT(error_of("contract: none.yaml\n"),
              testing::MatchesRegex("vendor.yaml:1:11: there is no '.*/acme/none.yaml'"));
  EXPECT_EQ(error_of("timeout_seconds: 3e1\n"), "no error");
}

TEST(LoadVendor, WholeNumbersMayBeWrittenInAnyWay) {
  const Vendor vendor = LoadVendor(Folder({{"openapi.yaml", kContract}, {"vendor.yaml", "timeout_seconds: 3e1\n"}}));
  EXPECT_EQ(vendor.timeout, std::chrono::seconds(30));
}

TEST(MakeVendor, TakesAContractWithASchemaThatCannotBeCompiled) {
  const Vendor vendor =
      MakeVendor("a", ParseContract("a.yaml", "openapi: 3.0.3\npaths: {}\ncomponents: {schemas: {A: {type: x}}}\n"));
  EXPECT_EQ(vendor.schemas->problems().size(), 1u);
}

}  // namespace
}  // namespace plumbline::contract

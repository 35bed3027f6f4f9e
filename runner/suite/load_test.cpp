#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "suite/suite.h"

namespace plumbline::suite {
namespace {

namespace fs = std::filesystem;

constexpr const char* kContract = R"(openapi: 3.0.3
info: {title: Acme, version: "1"}
paths:
  /accounts:
    get:
      operationId: listAccounts
      parameters:
        - {name: page, in: query, schema: {type: integer}}
        - {name: page, in: header, schema: {type: integer}}
        - {name: search, in: query, schema: {type: string}}
      responses: {"200": {description: ok}}
    post:
      operationId: createAccount
      requestBody: {content: {application/vnd.acme+json: {}, text/csv: {}}}
      responses: {"201": {description: ok}}
  /accounts/{id}:
    get:
      operationId: getAccount
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {"200": {description: ok}}
)";

constexpr const char* kVendor = R"(vendor: acme
contract: openapi.yaml
samples:
  - {name: account-created, operation: createAccount, status: 201, file: created.json}
)";

struct File {
  std::string name;
  std::string text;
};

// A folder of files that is there as long as this is: the contract and vendor of above, and suites.
class Folder {
 public:
  Folder(std::initializer_list<File> files) {
    static int count = 0;
    path_ =
        fs::temp_directory_path() / ("plumbline-load-test-" + std::to_string(getpid()) + '-' + std::to_string(count++));
    fs::create_directories(path_ / "suites");
    Write("specs/acme/openapi.yaml", kContract);
    Write("specs/acme/vendor.yaml", kVendor);
    Write("specs/acme/created.json", R"({"id": "ac-1"})");
    for (const auto& [name, text] : files) Write(name, text);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { fs::remove_all(path_); }

  std::string At(const std::string& name) const { return (path_ / name).string(); }
  // `text` without the folder's own path.
  std::string Local(std::string text) const {
    for (std::size_t at; (at = text.find(path_.string() + '/')) != std::string::npos;)
      text.erase(at, path_.string().size() + 1);
    return text;
  }

 private:
  void Write(const std::string& name, const std::string& text) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name) << text;
  }

  fs::path path_;
};

const std::vector<std::string> kChecks = {"response.status", "response.schema"};
const LoadOptions kToday{.waivers_file = std::nullopt, .today = *ParseDate("2026-03-01")};

std::string ErrorOf(const Folder& folder, const std::string& path = "suites", const LoadOptions& options = kToday) {
  try {
    LoadSuites(folder.At(path), kChecks, options);
    return "no error";
  } catch (const Error& error) {
    return folder.Local(error.what());
  }
}

// The error of one suite whose `cases` are given.
std::string CaseError(const std::string& cases) {
  return ErrorOf(Folder{{"suites/a.yaml", "suite: a\nvendor: ../specs/acme\ncases:\n" + cases}});
}

TEST(LoadSuites, ReadsEveryPartOfACase) {
  const Folder folder{{"suites/a.yaml", R"(suite: accounts
vendor: ../specs/acme
summary: All about accounts.
cases:
  - id: create
    summary: A new account
    operation: createAccount
    headers: {X-Trace: "1"}
    body: {name: Zoë}
    credentials: invalid
    expect:
      status: [201, 4XX]
      invariants: ['/id == "ac-1"']
    checks: [response.schema]
    capture: {id: /id}
    mock:
      sample: account-created
      status: 202
      headers: {X-Mock: "${today}"}
      body: {id: x}
      set: {/a/b: 5}
      remove: [/c]
  - id: list
    operation: listAccounts
    parameters: {query.page: 2, search: "${id}"}
    credentials: none
    expect: {status: 200}
)"}};
  const SuiteSet set = LoadSuites(folder.At("suites"), kChecks, kToday);
  EXPECT_EQ(set.vendor.id, "acme");
  EXPECT_EQ(set.waivers.file, "");
  ASSERT_EQ(set.suites.size(), 1u);
  EXPECT_EQ(set.suites[0].name, "accounts");
  EXPECT_EQ(set.suites[0].summary, "All about accounts.");
  EXPECT_EQ(folder.Local(set.suites[0].file), "suites/a.yaml");
  ASSERT_EQ(set.suites[0].cases.size(), 2u);

  const Case& create = set.suites[0].cases[0];
  EXPECT_EQ(create.id, "accounts/create");
  EXPECT_EQ(create.summary, "A new account");
  EXPECT_EQ(folder.Local(ToString(create.location)), "suites/a.yaml:5:9");
  EXPECT_EQ(create.operation, set.vendor.contract->FindOperation("createAccount"));
  EXPECT_EQ(create.headers, (http::HeaderFields{{"X-Trace", "1"}}));
  EXPECT_EQ(document::WriteJson(*create.body, 0), R"({"name":"Zoë"})");
  EXPECT_EQ(create.content_type, "application/vnd.acme+json");
  EXPECT_EQ(create.credentials, Credentials::kInvalid);
  EXPECT_EQ(create.expect.statuses, (std::vector<std::string>{"201", "4XX"}));
  EXPECT_EQ(create.expect.place.line, 12);
  EXPECT_EQ(create.expect.place.marked, "[201, 4XX]");
  EXPECT_EQ(create.expect.place.note, "the suite expects 201 or 4XX");
  ASSERT_EQ(create.expect.invariants.size(), 1u);
  EXPECT_EQ(create.expect.invariants[0].text, "/id == \"ac-1\"");
  EXPECT_EQ(create.expect.invariants[0].place.line, 13);
  EXPECT_EQ(create.checks, (std::vector<std::string>{"response.schema"}));
  EXPECT_EQ(create.capture, (std::map<std::string, JsonPointer>{{"id", JsonPointer({"id"})}}));
  EXPECT_EQ(create.mock.sample, "account-created");
  EXPECT_EQ(create.mock.status, 202);
  EXPECT_EQ(create.mock.headers, (http::HeaderFields{{"X-Mock", "${today}"}}));
  EXPECT_EQ(document::WriteJson(*create.mock.body, 0), R"({"id":"x"})");
  ASSERT_EQ(create.mock.set.size(), 1u);
  EXPECT_EQ(create.mock.set[0].first.ToString(), "/a/b");
  EXPECT_EQ(create.mock.set[0].second.text, "5");
  EXPECT_EQ(create.mock.remove, (std::vector<JsonPointer>{JsonPointer({"c"})}));

  const Case& list = set.suites[0].cases[1];
  ASSERT_EQ(list.parameters.size(), 2u);
  EXPECT_EQ(list.parameters[0].parameter, list.operation->FindParameter(contract::Location::kQuery, "page"));
  EXPECT_EQ(list.parameters[0].value.text, "2");
  EXPECT_EQ(list.parameters[1].parameter, list.operation->FindParameter(contract::Location::kQuery, "search"));
  EXPECT_EQ(list.credentials, Credentials::kNone);
  EXPECT_EQ(list.expect.statuses, (std::vector<std::string>{"200"}));
  EXPECT_FALSE(list.body);
}

TEST(LoadSuites, TakesTheFilesOfAFolderByNameAndOneFileAlone) {
  const auto suite = [](const std::string& name) {
    return "suite: " + name +
           "\nvendor: ../specs/acme\ncases: [{id: list, operation: listAccounts, expect: {status: 200}}]\n";
  };
  const Folder folder{
      {"suites/b.yaml", suite("one")},
      {"suites/a.yml", suite("two")},
      {"suites/c.json",
       R"({"suite": "three", "vendor": "../specs/acme", "cases": [{"id": "list", "operation": "listAccounts", "expect": {"status": 200}}]})"},
      {"suites/notes.txt", "no suite"},
      {"suites/waivers.yaml", "waivers: []"}};
  const auto ids = [](const SuiteSet& set) {
    std::vector<std::string> found;
    for (const Suite& s : set.suites) {
      for (const Case& test : s.cases) found.push_back(test.id);
    }
    return found;
  };
  const SuiteSet all = LoadSuites(folder.At("suites"), kChecks, kToday);
  EXPECT_EQ(ids(all), (std::vector<std::string>{"two/list", "one/list", "three/list"}));
  EXPECT_EQ(folder.Local(all.waivers.file), "suites/waivers.yaml");
  const SuiteSet one = LoadSuites(folder.At("suites/b.yaml"), kChecks, kToday);
  EXPECT_EQ(ids(one), (std::vector<std::string>{"one/list"}));
  EXPECT_EQ(folder.Local(one.waivers.file), "suites/waivers.yaml");
}

TEST(LoadSuites, SaysWhereACaseNamesWhatIsNotThere) {
  struct Row {
    const char* cases;
    const char* error;
  };
  const Row rows[] = {
      {"  - {id: x, operation: listAcounts, expect: {status: 200}}\n",
       "suites/a.yaml:4:24: the contract has no operation 'listAcounts' (did you mean 'listAccounts'?)"},
      {"  - {id: x, operation: zzz, expect: {status: 200}}\n",
       "suites/a.yaml:4:24: the contract has no operation 'zzz'"},
      {"  - {id: x, operation: listAccounts, parameters: {serch: a}, expect: {status: 200}}\n",
       "suites/a.yaml:4:51: GET /accounts has no parameter 'serch' (did you mean 'search'?)"},
      {"  - {id: x, operation: listAccounts, parameters: {page: 1}, expect: {status: 200}}\n",
       "suites/a.yaml:4:51: 'page' occurs in several places; write query.page"},
      {"  - {id: x, operation: listAccounts, expect: {status: 200}, checks: [response.stats]}\n",
       "suites/a.yaml:4:70: there is no check 'response.stats' (did you mean 'response.status'?)"},
      {"  - {id: x, operation: listAccounts, expect: {status: 200}, mock: {sample: acount-created}}\n",
       "suites/a.yaml:4:76: vendor.yaml has no sample 'acount-created' (did you mean 'account-created'?)"},
      {"  - id: x\n    operation: listAccounts\n    expect: {status: 200, invariants: [/a == 1, /a = 1]}\n",
       "suites/a.yaml:6:49: this is no invariant: unexpected '= 1' (at character 4)"},
      {"  - {id: x, operation: getAccount, parameters: {id: \"${today-99999999999}\"}, expect: {status: 200}}\n",
       "suites/a.yaml:4:53: ${today-99999999999} is no day: write ${today}, or ${today-30} with at most 100000 days before or after it"},
      {"  - {id: x, operation: listAccounts, expect: {status: 99}}\n",
       "suites/a.yaml:4:55: cases[0].expect.status is less than 100; the file's format is schemas/plumbline/suite.schema.json (2 more)"},
      {"  - {id: x, operation: getAccount, parameters: {id: \"${acount}\"}, expect: {status: 200}}\n",
       "suites/a.yaml:4:5: no earlier case of this suite captures ${acount}"},
      {"  - {id: x, operation: listAccounts, expect: {status: 200}, capture: {account: /id}}\n"
       "  - {id: y, operation: getAccount, parameters: {id: \"${acount}\"}, expect: {status: 200}}\n",
       "suites/a.yaml:5:5: no earlier case of this suite captures ${acount} (did you mean 'account'?)"},
      {"  - {id: x, operation: getAccount, parameters: {id: \"${id}\"}, expect: {status: 200}, capture: {id: /id}}\n",
       "suites/a.yaml:4:5: no earlier case of this suite captures ${id}"},
      {"  - {id: x, operation: listAccounts, expect: {status: 200}}\n  - {id: x, operation: listAccounts, expect: {status: 200}}\n",
       "suites/a.yaml:5:10: a second case 'x' in this suite"},
      {"  - {id: x, operation: listAccounts, expect: {status: 200}, capture: {id: /~2}}\n",
       "suites/a.yaml:4:75: '/~2' is no JSON Pointer"},
      {"  - {id: x, operation: listAccounts, expect: {status: 200}, mock: {remove: [/~2]}}\n",
       "suites/a.yaml:4:77: '/~2' is no JSON Pointer"},
      {"  - {id: x, operation: listAccounts, expect: {status: 200}, mock: {set: {/~2: 1}}}\n",
       "suites/a.yaml:4:79: '/~2' is no JSON Pointer"},
      {"  - {id: x, operation: listAccounts, expect: {status: 200}, headers: {\"a b\": \"1\"}}\n",
       "suites/a.yaml:4:71: this is no header field: the name holds no space or colon, the value no line break"},
      {"  - {id: x, operation: listAccounts, expect: {status: 200}, headers: {a: \"1\\r\\nb: 2\"}}\n",
       "suites/a.yaml:4:71: this is no header field: the name holds no space or colon, the value no line break"},
      {"  - {id: x, operation: createAccount, expect: {status: 200}, content_type: text/csv, body: {a: 1}}\n",
       "suites/a.yaml:4:92: a body of type text/csv is written as a string"},
  };
  for (const Row& row : rows) EXPECT_EQ(CaseError(row.cases), row.error) << row.cases;
}

TEST(LoadSuites, VariablesAreCapturedWithinOneSuite) {
  const char* const head = "vendor: ../specs/acme\ncases:\n";
  const Folder folder{
      {"suites/a.yaml", std::string("suite: a\n") + head +
                            "  - {id: x, operation: listAccounts, expect: {status: 200}, capture: {id: /id}}\n"},
      {"suites/b.yaml",
       std::string("suite: b\n") + head +
           "  - {id: y, operation: getAccount, parameters: {id: \"${id}\"}, expect: {status: 200}}\n"}};
  EXPECT_EQ(ErrorOf(folder), "suites/b.yaml:4:5: no earlier case of this suite captures ${id}");
}

TEST(LoadSuites, SaysWhereAFileIsNotOfTheFormat) {
  struct Row {
    const char* text;
    const char* error;
  };
  const Row rows[] = {
      {"suite: a\nvendor: ../specs/acme\n",
       "suites/a.yaml:1:1: the value lacks the required member 'cases'; the file's format is schemas/plumbline/suite.schema.json"},
      {"suite: a\nvendor: ../specs/acme\ncases: []\n",
       "suites/a.yaml:3:8: cases has fewer than 1 item; the file's format is schemas/plumbline/suite.schema.json"},
      {"suite: a\nvendor: ../specs/acme\ncases:\n  - {id: x, operation: listAccounts, expect: {status: 200}, chekcs: []}\n",
       "suites/a.yaml:4:61: cases[0] has the undeclared member 'chekcs' (did you mean 'checks'?); the file's format is schemas/plumbline/suite.schema.json"},
      {"suite: a\nvendor: [\n", "suites/a.yaml:3:1: not YAML: end of sequence flow not found"},
      {"suite: a\nvendor: ../specs/acmee\ncases: [{id: x, operation: y, expect: {status: 200}}]\n",
       "suites/a.yaml:2:9: there is no 'specs/acmee'"},
  };
  for (const Row& row : rows) EXPECT_EQ(ErrorOf(Folder{{"suites/a.yaml", row.text}}), row.error) << row.text;
}

TEST(LoadSuites, RefusesWhatDoesNotFitTogether) {
  const auto suite = [](const std::string& name, const std::string& vendor) {
    return "suite: " + name + "\nvendor: " + vendor +
           "\ncases: [{id: list, operation: listAccounts, expect: {status: 200}}]\n";
  };
  EXPECT_EQ(ErrorOf(Folder{{"suites/a.yaml", suite("a", "../specs/acme")},
                           {"suites/b.yaml", suite("b", "../specs/other")},
                           {"specs/other/openapi.yaml", kContract}}),
            "suites/b.yaml:2:9: the suites of one run share one vendor; the first names 'specs/acme'");
  EXPECT_EQ(
      ErrorOf(Folder{{"suites/a.yaml", suite("a", "../specs/acme")}, {"suites/b.yaml", suite("a", "../specs/acme")}}),
      "suites/b.yaml:1:8: a second suite named 'a'");
  EXPECT_EQ(ErrorOf(Folder{{"suites/a.yaml", suite("a", "../specs/acme")},
                           {"suites/b.yaml", suite("b", "../specs/../specs/acme/")}}),
            "no error");
}

TEST(LoadSuites, SaysThatThereIsNoSuite) {
  EXPECT_EQ(ErrorOf(Folder{}), "suites: holds no suite (*.yaml)");
  EXPECT_EQ(ErrorOf(Folder{{"suites/waivers.yaml", "waivers: []"}}), "suites: holds no suite (*.yaml)");
  EXPECT_EQ(ErrorOf(Folder{}, "nowhere"), "nowhere: no such file or folder");
}

TEST(Expectation, AllowsAStatusOrItsRange) {
  struct Row {
    std::vector<std::string> statuses;
    int status;
    bool allowed;
  };
  const Row rows[] = {
      {{"200"}, 200, true},  {{"200"}, 201, false},       {{"4XX"}, 404, true},
      {{"4XX"}, 500, false}, {{"201", "4XX"}, 422, true}, {{"201", "4XX"}, 200, false},
  };
  for (const Row& row : rows)
    EXPECT_EQ((Expectation{.statuses = row.statuses, .place = {}, .invariants = {}}.Allows(row.status)), row.allowed)
        << row.status;
}

std::string WaiversError(const std::string& text) {
  const Folder folder{{"waivers.yaml", text}};
  try {
    LoadWaivers(folder.At("waivers.yaml"), *ParseDate("2026-03-01"));
    return "no error";
  } catch (const Error& error) {
    return folder.Local(error.what());
  }
}

TEST(LoadWaivers, ReadsEveryPart) {
  const Folder folder{{"waivers.yaml", R"(waivers:
  - id: W-0001
    fingerprint: 0123456789abcdef
    shape: "01234567"
    rule: response.schema
    operation: GET /accounts
    owner: accounts team
    reason: Known since the first release.
    expires: 2026-08-28
  - {id: W-0002, fingerprint: fedcba9876543210, owner: o, reason: r, expires: 2020-01-01}
)"}};
  const std::string file = folder.At("waivers.yaml");
  EXPECT_EQ(LoadWaivers(file, *ParseDate("2026-03-01")).waivers,
            (std::vector<finding::Waiver>{{.id = "W-0001",
                                           .fingerprint = "0123456789abcdef",
                                           .owner = "accounts team",
                                           .reason = "Known since the first release.",
                                           .expires = *ParseDate("2026-08-28"),
                                           .shape = "01234567",
                                           .rule = "response.schema",
                                           .operation = "GET /accounts",
                                           .location = {file, 2, 9}},
                                          {.id = "W-0002",
                                           .fingerprint = "fedcba9876543210",
                                           .owner = "o",
                                           .reason = "r",
                                           .expires = *ParseDate("2020-01-01"),
                                           .shape = {},
                                           .rule = {},
                                           .operation = {},
                                           .location = {file, 10, 10}}}));
}

TEST(LoadWaivers, AnEmptyFileHoldsNone) {
  for (const char* text : {"", "# none yet\n", "waivers:\n", "waivers: []\n", "longest_lifetime_days: 30\n"}) {
    const Folder folder{{"waivers.yaml", text}};
    EXPECT_EQ(LoadWaivers(folder.At("waivers.yaml"), *ParseDate("2026-03-01")).waivers, std::vector<finding::Waiver>{})
        << text;
  }
}

TEST(LoadWaivers, ALifetimeHasAnEnd) {
  const auto expires = [](const std::string& head, const std::string& day) {
    return WaiversError(
        head + "waivers: [{id: W-1, fingerprint: 0123456789abcdef, owner: o, reason: r, expires: " + day + "}]\n");
  };
  EXPECT_EQ(expires("", "2026-08-28"), "no error");
  EXPECT_EQ(expires("", "2026-08-29"),
            "waivers.yaml:1:82: 2026-08-29 is 181 days away; a waiver lasts at most 180 days (longest_lifetime_days)");
  EXPECT_EQ(expires("longest_lifetime_days: 30\n", "2026-03-31"), "no error");
  EXPECT_EQ(expires("longest_lifetime_days: 30\n", "2026-04-01"),
            "waivers.yaml:2:82: 2026-04-01 is 31 days away; a waiver lasts at most 30 days (longest_lifetime_days)");
}

TEST(LoadWaivers, SaysWhatIsWrongAndWhere) {
  const std::string format = "; the file's format is schemas/plumbline/waivers.schema.json";
  struct Row {
    const char* text;
    std::string error;
  };
  const Row rows[] = {
      {"waivers:\n  - {id: W-1, fingerprint: 0123456789abcdef, owner: o, reason: r, expires: 2026-04-01}\n"
       "  - {id: W-1, fingerprint: fedcba9876543210, owner: o, reason: r, expires: 2026-04-01}\n",
       "waivers.yaml:3:10: a second waiver 'W-1'"},
      {"waivers:\n  - {id: W-1, fingerprint: 0123456789abcdef, owner: o, reason: r, expires: 2026-04-01}\n"
       "  - {id: W-2, fingerprint: 0123456789abcdef, owner: o, reason: r, expires: 2026-04-01}\n",
       "waivers.yaml:3:28: a second waiver for this fingerprint"},
      {"waivers:\n  - {id: W-1, fingerprint: 0123456789abcdef, reason: r, expires: 2026-04-01}\n",
       "waivers.yaml:2:5: waivers[0] lacks the required member 'owner'" + format},
      {"waivers:\n  - {id: W-1, fingerprint: 0123456789abcdef, owner: \"\", reason: r, expires: 2026-04-01}\n",
       "waivers.yaml:2:53: waivers[0].owner is shorter than 1 character" + format},
      {"waivers:\n  - {id: W-1, fingerprint: 0123, owner: o, reason: r, expires: 2026-04-01}\n",
       "waivers.yaml:2:28: waivers[0].fingerprint is not a string" + format},
      {"waivers:\n  - {id: W-1, fingerprint: 0123456789abcdef, owner: o, reason: r, expires: 2026-02-30}\n",
       "waivers.yaml:2:76: waivers[0].expires is no date: the day is past the end of its month (character 9)" + format},
      {"[]", "waivers.yaml:1:1: the value is not an object or null" + format},
  };
  for (const Row& row : rows) EXPECT_EQ(WaiversError(row.text), row.error) << row.text;
  EXPECT_EQ(
      ErrorOf(
          Folder{
              {"suites/a.yaml",
               "suite: a\nvendor: ../specs/acme\ncases: [{id: l, operation: listAccounts, expect: {status: 200}}]\n"}},
          "suites", {.waivers_file = "/no/such/waivers.yaml", .today = kToday.today}),
      "/no/such/waivers.yaml: no such file");
}

}  // namespace
}  // namespace plumbline::suite

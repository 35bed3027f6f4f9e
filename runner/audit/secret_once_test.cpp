#include <gtest/gtest.h>

#include "audit/audit_testing.h"

namespace plumbline::audit {
namespace {

std::string Page(const std::string& sentence, const std::string& second) {
  return "# Keys\n\n## POST /keys\n\nMakes a key. " + sentence +
         "\n\n```json 201\n{\"id\": \"k1\", \"signing_secret\": \"zz81\"}\n```\n\n## " + second;
}
constexpr const char* kPromise = "The `signing_secret` is shown only once.";

TEST(SecretOnce, AReadShowsItAgain) {
  EXPECT_EQ(
      SaidIn(kSecretOnce,
             Page(kPromise,
                  "GET /keys/{id}\n\nOne key.\n\n```json 200\n{\"id\": \"k1\", \"signing_secret\": \"zz81\"}\n```\n")),
      R"(
error secret.once: signing_secret is shown only once by the page's words, and GET /keys/{id} shows it again
  identity acme | POST /keys |  | 
  contract 
  instance signing_secret
  expected a secret that is not returned again
  observed GET /keys/{id} shows it
  at guide.md:5:35:[is shown only once] shown once
  at guide.md:16:14:["signing_secret"] GET /keys/{id} shows it
  - guide.md:16: GET /keys/{id} shows it
  likely The sentence: the samples show the secret in other answers. If the samples are right, every reader of a list holds the secrets.
)");
}

TEST(SecretOnce, ReturnedByOneRequestOnly) {
  const auto said = [](const std::string& first, const std::string& second) {
    const std::string page =
        "# Keys\n\n## POST /keys\n\nThe `signing_secret` is returned by this request only.\n\n```json 201\n{\"id\": \"k1\", \"signing_secret\": \"" +
        first + "\"}\n```\n\n## GET /keys\n\nAll keys.\n\n```json 200\n[{\"id\": \"k1\", \"signing_secret\": \"" +
        second + "\"}]\n```\n";
    const contract::Vendor vendor = VendorOf({{"guide.md", page}});
    return Lines(kSecretOnce.run(Subject(vendor)));
  };
  const std::vector<std::string> again = {
      "error POST /keys signing_secret: signing_secret is shown only once by the page's words, and GET /keys shows it again"};
  EXPECT_EQ(said("zz81", "zz81"), again);
  EXPECT_EQ(said("zz81...", "zz81..."), again) << "cut by the page's author in both places";
  EXPECT_EQ(said("zz81", "zz..."), std::vector<std::string>{}) << "the beginning by which a key is known";
}

TEST(SecretOnce, OtherWordsForThePromise) {
  const auto said = [](const std::string& words) {
    const std::string page =
        "# Keys\n\n## POST /keys\n\n" + words +
        "\n\n```json 201\n{\"id\": \"k1\", \"signing_secret\": \"zz81\"}\n```\n\n## GET /keys/{id}\n\n```json 200\n{\"id\": "
        "\"k1\", \"signing_secret\": \"zz81\"}\n```\n";
    const contract::Vendor vendor = VendorOf({{"guide.md", page}});
    return Lines(kSecretOnce.run(Subject(vendor))).size();
  };
  EXPECT_EQ(said("The `signing_secret` is returned only by this call."), 1U);
  EXPECT_EQ(said("This is the only time that we show you the `signing_secret`."), 1U);
  EXPECT_EQ(said("The `signing_secret` is part of this answer and of no other one."), 1U);
  EXPECT_EQ(said("The `signing_secret` is in this response only."), 1U);
  EXPECT_EQ(said("The `signing_secret` is shown this one time."), 1U);
  EXPECT_EQ(said("Keep the `signing_secret`, you won't be able to see it again."), 1U);
  EXPECT_EQ(said("Only this call gives the `signing_secret`, no other endpoint can return it."), 1U);
  EXPECT_EQ(said("The `signing_secret` is part of this answer."), 0U);
  EXPECT_EQ(said("The `signing_secret` is returned by this call, too."), 0U);
}

TEST(SecretOnce, WhatKeepsThePromise) {
  const struct {
    const char* what;
    std::string page;
  } rows[] = {
      {"no other answer has it", Page(kPromise, "GET /keys/{id}\n\nOne key.\n\n```json 200\n{\"id\": \"k1\"}\n```\n")},
      {"masked",
       Page(kPromise,
            "GET /keys/{id}\n\nOne key.\n\n```json 200\n{\"id\": \"k1\", \"signing_secret\": \"****81\"}\n```\n")},
      {"null",
       Page(kPromise, "GET /keys/{id}\n\nOne key.\n\n```json 200\n{\"id\": \"k1\", \"signing_secret\": null}\n```\n")},
      {"a new one",
       Page(
           kPromise,
           "POST /keys/{id}/rotate\n\nMakes a new secret.\n\n```json 200\n{\"id\": \"k1\", \"signing_secret\": \"aa02\"}\n```\n")},
      {"never to some",
       Page("The `signing_secret` is never shown to partners that do not own the key.",
            "GET /keys/{id}\n\nOne key.\n\n```json 200\n{\"id\": \"k1\", \"signing_secret\": \"zz81\"}\n```\n")},
      {"a text that says that it cannot be had again",
       Page("The `signing_secret` is shown once. We keep a hash of it, so it cannot be read later.",
            "GET /keys/{id}\n\nOne key.\n\n```json 200\n{\"id\": \"k1\"}\n```\n")},
      {"no promise",
       Page("The `signing_secret` signs webhooks.",
            "GET /keys/{id}\n\nOne key.\n\n```json 200\n{\"id\": \"k1\", \"signing_secret\": \"zz81\"}\n```\n")},
  };
  for (const auto& row : rows) EXPECT_EQ(SaidIn(kSecretOnce, row.page), "") << row.what;
}

}  // namespace
}  // namespace plumbline::audit

#include "base/uri.h"

#include <gtest/gtest.h>

namespace plumbline {
namespace {

// RFC 3986, 5.4.
TEST(ResolveUri, TheExamplesOfTheStandard) {
  constexpr const char* kBase = "http://a/b/c/d;p?q";
  for (const auto& [reference, target] : std::initializer_list<std::pair<const char*, const char*>>{
           {"g:h", "g:h"},
           {"g", "http://a/b/c/g"},
           {"./g", "http://a/b/c/g"},
           {"g/", "http://a/b/c/g/"},
           {"/g", "http://a/g"},
           {"//g", "http://g"},
           {"?y", "http://a/b/c/d;p?y"},
           {"g?y", "http://a/b/c/g?y"},
           {"#s", "http://a/b/c/d;p?q#s"},
           {"g#s", "http://a/b/c/g#s"},
           {"g?y#s", "http://a/b/c/g?y#s"},
           {";x", "http://a/b/c/;x"},
           {"g;x?y#s", "http://a/b/c/g;x?y#s"},
           {"", "http://a/b/c/d;p?q"},
           {".", "http://a/b/c/"},
           {"./", "http://a/b/c/"},
           {"..", "http://a/b/"},
           {"../", "http://a/b/"},
           {"../g", "http://a/b/g"},
           {"../..", "http://a/"},
           {"../../g", "http://a/g"},
           {"../../../g", "http://a/g"},
           {"/./g", "http://a/g"},
           {"/../g", "http://a/g"},
           {"g.", "http://a/b/c/g."},
           {"..g", "http://a/b/c/..g"},
           {"./../g", "http://a/b/g"},
           {"g/./h", "http://a/b/c/g/h"},
           {"g/../h", "http://a/b/c/h"},
           {"g?y/../x", "http://a/b/c/g?y/../x"},
           {"g#s/../x", "http://a/b/c/g#s/../x"},
       }) {
    EXPECT_EQ(ResolveUri(kBase, reference), target) << reference;
  }
}

TEST(DomainOf, TheLastTwoLabels) {
  for (const auto& [url, domain] :
       std::initializer_list<std::pair<const char*, const char*>>{{"https://api.acme.example:8080/v1", "acme.example"},
                                                                  {"https://ACME.example", "acme.example"},
                                                                  {"http://localhost:80/x", "localhost"},
                                                                  {"https://{region}.acme.example", ""},
                                                                  {"/v1/kites", ""},
                                                                  {"$BASE/x", ""}}) {
    EXPECT_EQ(DomainOf(url), domain) << url;
  }
}

TEST(ResolveUri, OtherBases) {
  EXPECT_EQ(ResolveUri("", "a/b.json#/c"), "a/b.json#/c");
  EXPECT_EQ(ResolveUri("schema.json", "#/c"), "schema.json#/c");
  EXPECT_EQ(ResolveUri("dir/schema.json", "other.json"), "dir/other.json");
  EXPECT_EQ(ResolveUri("urn:uuid:1", "#a"), "urn:uuid:1#a");
  EXPECT_EQ(ResolveUri("http://host", "a"), "http://host/a");
}

TEST(Uri, Fragments) {
  EXPECT_EQ(WithoutFragment("http://a/b#c"), "http://a/b");
  EXPECT_EQ(FragmentOf("http://a/b#/c%20d"), "/c%20d");
  EXPECT_EQ(FragmentOf("http://a/b"), "");
}

TEST(Uri, Files) {
  EXPECT_EQ(FileUri("/home/me/a b#.json"), "file:///home/me/a%20b%23.json");
  EXPECT_EQ(FilePath("file:///home/me/a%20b%23.json#/x"), "/home/me/a b#.json");
  EXPECT_EQ(FilePath("http://host/a"), "");
}

}  // namespace
}  // namespace plumbline

#include "schema/output.h"

#include <gtest/gtest.h>

#include "schema/schema.h"

namespace plumbline::schema {
namespace {

TEST(Output, AnnotatedNumbersKeepTheirLexeme) {
  document::Tape tape;
  ASSERT_TRUE(tape.ReadJson("1"));
  const Unit root =
      Explain(CompileText("s.json", R"({"$id": "http://x/s", "default": [1e400, 1.0, 12345678901234567890.5]})"), tape);
  EXPECT_EQ(
      WriteOutput(root, OutputFormat::kBasic, 0),
      R"({"valid":true,"keywordLocation":"","absoluteKeywordLocation":"http://x/s#","instanceLocation":"","annotations":[)"
      R"({"valid":true,"keywordLocation":"/default","absoluteKeywordLocation":"http://x/s#/default","instanceLocation":"",)"
      R"("annotation":[1e400,1.0,12345678901234567890.5]}]})");
}

}  // namespace
}  // namespace plumbline::schema

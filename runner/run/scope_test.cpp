#include "run/scope.h"

#include <gtest/gtest.h>

namespace plumbline::run {
namespace {

TEST(NothingInCommon, IsToldOfTwoThatLookedAtDifferentThings) {
  const Scope both{.vendor = "acme", .operations = {"GET /a", "GET /b"}, .tested = {"GET /a"}, .audited = true};
  const auto with = [&](auto change) {
    Scope scope = both;
    change(scope);
    return scope;
  };
  const Scope audit = with([](Scope& s) { s.tested.clear(); });
  const Scope tests = with([](Scope& s) { s.audited = false; });
  const Scope other_tests = with([](Scope& s) { s.audited = false, s.tested = {"GET /b"}; });
  EXPECT_EQ(NothingInCommon(both, both), "");
  EXPECT_EQ(NothingInCommon(audit, both), "");
  EXPECT_EQ(NothingInCommon(tests, both), "");
  EXPECT_EQ(NothingInCommon(both, with([](Scope& s) { s.operations = {"GET /b", "GET /c"}; })), "");
  EXPECT_EQ(NothingInCommon(audit, with([](Scope& s) { s.operations.clear(), s.tested.clear(); })), "");  // pages alone
  EXPECT_EQ(NothingInCommon(with([](Scope& s) { s.vendor = "other"; }), both),
            "it is a result of the vendor 'other', and this is one of 'acme'");
  EXPECT_EQ(NothingInCommon(with([](Scope& s) { s.operations = {"GET /x"}; }), both),
            "it is a result of another contract: the two have no operation in common");
  EXPECT_EQ(
      NothingInCommon(audit, tests),
      "it holds an audit without a request, this one answers of 1 operation without an audit, and nothing was judged by both");
  EXPECT_EQ(
      NothingInCommon(tests, other_tests),
      "it holds answers of 1 operation without an audit, this one answers of 1 operation without an audit, and nothing was judged by both");
  EXPECT_EQ(NothingInCommon(Scope{.vendor = "acme", .operations = {}, .tested = {}, .audited = false}, audit),
            "it holds no judgement at all, this one an audit without a request, and nothing was judged by both");
}

}  // namespace
}  // namespace plumbline::run

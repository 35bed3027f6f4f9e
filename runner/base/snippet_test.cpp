#include "base/snippet.h"

#include <gtest/gtest.h>

namespace plumbline {
namespace {

std::string Draw(std::string before, std::string marked, std::string after) {
  Place place;
  place.source = "f";
  place.line = 1;
  place.column = 1;
  place.before = std::move(before);
  place.marked = std::move(marked);
  place.after = std::move(after);
  place.note = "n";
  return DrawPlaces({place});
}

TEST(DrawPlaces, CutsLongLinesAroundTheMark) {
  EXPECT_EQ(Draw("ab", "cd", "ef"), " --> f:1:1\n  |\n1 | abcdef\n  |   ^^ n\n");
  EXPECT_EQ(Draw(std::string(60, 'a'), "x", std::string(40, 'b')), " --> f:1:1\n  |\n1 | " + std::string(60, 'a') +
                                                                       "x" + std::string(40, 'b') + "\n  | " +
                                                                       std::string(60, ' ') + "^ n\n");
  const std::string cut = " --> f:1:1\n  |\n1 | …" + std::string(59, 'a') + "x" + std::string(39, 'b') + "…\n  | " +
                          std::string(60, ' ') + "^ n\n";
  EXPECT_EQ(Draw(std::string(61, 'a'), "x", std::string(41, 'b')), cut);
  EXPECT_EQ(Draw(std::string(1'000'000, 'a'), "x", std::string(1'000'000, 'b')), cut);
}

TEST(DrawPlaces, CountsCharactersAndHidesControls) {
  std::string wide;
  for (int i = 0; i < 100; ++i) wide += "é";
  std::string shown;
  for (int i = 0; i < 59; ++i) shown += "é";
  EXPECT_EQ(Draw(wide, "x\t\x01", ""),
            " --> f:1:1\n  |\n1 | …" + shown + "x  \n  | " + std::string(60, ' ') + "^^^ n\n");
}

TEST(WhereIs, APointerOfHundredsOfLevelsIsToldByItsEnds) {
  Place place;
  place.source = "f";
  place.pointer = std::string(400, 'p');
  EXPECT_EQ(WhereIs(place), "f (" + place.pointer + ")");
  place.pointer = "/a" + std::string(1000, 'p') + "/z";
  EXPECT_EQ(WhereIs(place), "f (/a" + std::string(147, 'p') + "…" + std::string(147, 'p') + "/z)");
}

}  // namespace
}  // namespace plumbline

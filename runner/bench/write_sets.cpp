// Writes sets for other tools.
//
//   plumbline_write_sets synthetic FOLDER      the synthetic sets: FOLDER/NAME/schema.json, FOLDER/NAME/instances.jsonl
//   plumbline_write_sets invalid SET [OUT]     SET/invalid.jsonl (or OUT): invalid instances made of
//   SET/instances.jsonl plumbline_write_sets repeat FILE BYTES OUT the lines of FILE over and over until OUT has BYTES;
//   prints how many times plumbline_write_sets list                  the names of the synthetic sets and what they are
#include <fmt/format.h>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string_view>

#include "base/error.h"
#include "bench/sets.h"
#include "bench/synthetic.h"

int main(int argc, char** argv) {
  using namespace plumbline::bench;
  const std::string_view verb = argc > 1 ? argv[1] : "";
  try {
    if (verb == "list") {
      for (const Synthetic& row : Synthetics()) fmt::print("{:<20} {}\n", row.name, row.about);
      return 0;
    }
    if (verb == "synthetic" && argc == 3) {
      for (const Synthetic& row : Synthetics()) WriteSet(row.make(), argv[2]);
      return 0;
    }
    if (verb == "invalid" && (argc == 3 || argc == 4)) {
      const std::string folder = argv[2];
      WriteLines(argc == 4 ? argv[3] : folder + "/invalid.jsonl", Spoil(ReadSet(folder)));
      return 0;
    }
    if (verb == "repeat" && argc == 5) {
      std::ifstream in(argv[2], std::ios::binary);
      std::ostringstream text;
      text << in.rdbuf();
      const std::string lines = text.str();
      if (lines.empty()) throw plumbline::Error(std::string("nothing to repeat in ") + argv[2]);
      std::ofstream out(argv[4], std::ios::binary);
      const std::size_t times = std::strtoul(argv[3], nullptr, 10) / lines.size() + 1;
      for (std::size_t i = 0; i < times; ++i) out << lines;
      fmt::print("{}\n", times);
      return out.flush() ? 0 : 2;
    }
  } catch (const std::exception& error) {
    std::cerr << "plumbline_write_sets: " << error.what() << "\n";
    return 2;
  }
  std::cerr << "usage: plumbline_write_sets list | synthetic FOLDER | invalid SET [OUT] | repeat FILE BYTES OUT\n";
  return 2;
}

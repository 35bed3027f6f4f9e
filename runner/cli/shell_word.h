// A command line that a person can paste: words that a POSIX shell would read otherwise are quoted.
#pragma once

#include <string>

#include "base/text.h"

namespace plumbline::cli {

inline std::string ShellWord(const std::string& text) {
  const bool plain = !text.empty() && text.find_first_not_of(
                                          "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-./:=@%+,") ==
                                          std::string::npos;
  return plain ? text : '\'' + ReplaceAll(text, "'", "'\\''") + '\'';
}

}  // namespace plumbline::cli

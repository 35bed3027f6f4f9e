// What a column of a table holds, by the words of its header, in the languages that vendors write.
#pragma once

#include <string_view>

namespace plumbline::page {

enum class Column {
  kName,
  kType,
  kRequired,
  kNullable,
  kDefault,
  kDescription,
  kIn,
  kExample,
  kValues,
  kLimit,
  kStatus,
  kMethod,
  kPath,
  kOther
};
Column ColumnOf(std::string_view header);

}  // namespace plumbline::page

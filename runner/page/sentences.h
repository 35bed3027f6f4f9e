// What sentences claim: statuses and their causes, values of members, members by name. Only phrases that leave no doubt
// are read.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "page/claim.h"
#include "page/mentions.h"
#include "page/outline.h"

namespace plumbline::page {

// Adds to statuses, values and members of `claims`. Samples and fields must be there: a word of a text without markup
// is a member's name only where the page uses it as one elsewhere, or where it is written as no other word is (auth_id,
// startDate).
void ReadProse(const Page& page, const Outline& outline, const Mentions& mentions, Claims& claims);

// Whether the page shows a member of that name.
using Known = std::function<bool(std::string_view)>;

struct MemberName {
  std::string name;                // the last part: "total_cost" of "calls.total_cost"
  std::size_t begin = 0, end = 0;  // in the sentence
};
using MemberNames = std::vector<MemberName>;

// The members that a sentence marks as code and that are known.
MemberNames MarkedNames(const Text& sentence, const Known& known);

// The sentences of a text. Points in numbers, names, abbreviations and code end none.
std::vector<Text> SentencesOf(const Text& text);

}  // namespace plumbline::page

// What a sentence says of the numbers and times of several members: "`net` is `amount` minus `fee`", "`a` and `b` add
// up to `total`",
// "`total` is the sum of the `price` of all messages", "`ended_at` is later than `started_at`".
#pragma once

#include <optional>
#include <string>

#include "page/claim.h"
#include "page/sentences.h"

namespace plumbline::page {

// `about`: the member that the text describes, or empty. Nothing where the
// sentence hangs on a condition, is vague, or speaks of something that is no member.
std::optional<ToldRelation> ReadRelation(const Text& sentence, const std::string& about, const Known& known);

}  // namespace plumbline::page

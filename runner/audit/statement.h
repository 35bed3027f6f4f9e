// What is said of one parameter or member, wherever it is said: lists of pages, and the contract. Rules compare the
// statements facet by facet.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "audit/documented.h"

namespace plumbline::audit {

// One place that speaks of a parameter or member.
struct Statement {
  std::size_t page = kNowhere;              // kNowhere: the contract
  const page::FieldClaim* field = nullptr;  // of a page
  page::Facts facts;
  Place name;                         // where it is named
  Place type, required, facts_place;  // where these are told; the name's place where they have none
};

// All statements about one parameter or member of an operation, at least two.
struct Topic {
  std::size_t operation = kNowhere;
  page::Part part = page::Part::kRequest;
  page::In in = page::In::kUnknown;
  JsonPointer path;
  std::vector<Statement> statements;

  std::string Name() const;
};

std::vector<Topic> TopicsOf(const Subject& subject);

}  // namespace plumbline::audit

// Whether a list of fields is of a request or of a response, and where its fields are sent, where the page does not say
// so: by the heading and the words over it, by its marks, and by the samples of its operation.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "page/claim.h"
#include "page/outline.h"

namespace plumbline::page {

// What a block's section is for, as far as a list in it is concerned: behind an answer that the section of parameters
// shows, what is listed is that answer's.
Role RoleOfList(const Page& page, const Outline& outline, const Claims& claims, std::size_t block);

struct PlacedList {
  bool settled = false;                    // its place was told
  std::size_t block = 0;                   // its first one
  std::optional<std::size_t> holder = {};  // the list with the member whose members these are
  std::string before = {};                 // the text before it, in lower case
  std::string head = {};                   // over its names, in lower case
};

class ListParts {
 public:
  // Operations and samples of `claims` must be there, and stay as they are; all arguments must outlive this.
  ListParts(const Page& page, const Outline& outline, const Claims& claims);

  // Sets the part of the list and of its fields, and where each of them is.
  void Decide(const PlacedList& placed, const std::vector<FieldClaim*>& fields, FieldList& list) const;

 private:
  // How often a name stands in the samples of an operation, in the member of the body or of its first item.
  struct Uses {
    std::size_t in_request = 0, in_response = 0;
    bool in_query = false;
  };
  Uses UsesOf(std::size_t operation, const std::string& name) const;
  bool InQueryOfExamples(std::size_t operation, const std::string& name) const;
  Role RoleOfTable(std::size_t block, const std::string& before) const;
  Part ByLikeness(std::size_t operation, const std::vector<FieldClaim*>& fields, bool has_required,
                  const std::string& method) const;

  const Page& page_;
  const Outline& outline_;
  const Claims& claims_;
  std::map<std::pair<std::size_t, std::string>, Uses> uses_;  // by operation and name
};

}  // namespace plumbline::page

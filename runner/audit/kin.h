// Answers that show the very thing that the list of another operation describes: a page lists the members of a call at
// `POST /calls`, and shows one at `GET /calls/{id}` without listing them again.
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "audit/documented.h"

namespace plumbline::audit {

// "charge" for POST /v1/charges and GET /v1/charges/{id}: what a path is about.
std::string ThingOf(std::string_view path);
// "charge" for "The charge object" and "Charges"; empty for a heading that names more than a thing.
std::string ThingNamedBy(std::string_view heading);

class Kin {
 public:
  // The Subject must outlive this.
  explicit Kin(const Subject& subject);

  // The answers to success of other operations, where an object is the thing that the list describes in an
  // answer of its own operation: nearly the same members, below the same resource or called by the same name; or some
  // of its members, in the lists of the same resource and where the very same one is shown. Of very many the first are
  // taken. For a list of no operation ("The charge object"): the rows of lists of what its heading names, which show
  // nothing but its members. `own`: the bodies that the list describes, as BodiesFor has them.
  std::vector<DescribedBody> Of(const DocumentedList& list, const std::vector<DescribedBody>& own) const;

  // Whether a list of the operation's own answers tells of a member, so that others have no say in it.
  bool Lists(std::size_t operation, const std::string& member) const;

  // The answers to success of the operation of a list of what is sent, where an object has three or more of its
  // members: what was sent comes back.
  std::vector<DescribedBody> Echoes(const DocumentedList& list) const;

 private:
  std::vector<DescribedBody> SummariesOf(const DocumentedList& list, const std::vector<DescribedBody>& own) const;

  const Subject* subject_;
  std::set<std::pair<std::size_t, std::string>>
      listed_;  // members that the lists of an operation's own answers tell of
  std::map<std::string, std::vector<std::size_t>> of_resource_;    // operations
  std::map<std::string, std::vector<std::size_t>> gets_of_thing_;  // operations of GET, by what their path is about
  std::map<std::string, std::vector<const ShownObject*>, std::less<>>
      called_;  // objects of answers to success, by what they are called
};

}  // namespace plumbline::audit

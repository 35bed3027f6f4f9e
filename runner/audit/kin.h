// Answers that show the very thing that the list of another operation describes: a page lists the members of a call at `POST /calls`, and
// shows one at `GET /calls/{id}` without listing them again.
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "audit/documented.h"

namespace plumbline::audit {

class Kin {
 public:
  // The Subject must outlive this.
  explicit Kin(const Subject& subject);

  // The answers to success of other operations of the same resource that have no list of their own, where an object has nearly the same
  // members as the one that the list describes in an answer of its own operation. Of very many the first are taken.
  std::vector<DescribedBody> Of(const DocumentedList& list) const;

 private:
  const Subject* subject_;
  std::set<std::size_t> listed_;                             // operations whose answers have a list of their own
  std::map<std::string, std::vector<std::size_t>> of_resource_;  // operations
};

}  // namespace plumbline::audit

#include "report/uuid.h"

#include "base/hash.h"

namespace plumbline::report {

std::string NameUuid(std::string_view name) {
  const std::string hash = Sha256Hex(name);
  return hash.substr(0, 8) + '-' + hash.substr(8, 4) + "-8" + hash.substr(13, 3) + "-8" + hash.substr(17, 3) + '-' +
         hash.substr(20, 12);
}

}  // namespace plumbline::report

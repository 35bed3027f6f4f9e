#include "page/claim.h"

namespace plumbline::page {

Claims ReadClaims(const Page& page) {
  (void)page;
  return {};
}

std::string Print(const Page& page, const Claims& claims) {
  (void)page;
  (void)claims;
  return {};
}

}  // namespace plumbline::page

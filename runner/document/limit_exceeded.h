// Why a text is not read that may be well-formed all the same: it is larger, nested deeper, or has longer numbers than
// Limits allow. Whoever judges the text of another tells this apart from a text that is broken.
#pragma once

#include "base/error.h"

namespace plumbline::document {

class LimitExceeded : public Error {
 public:
  using Error::Error;
};

}  // namespace plumbline::document

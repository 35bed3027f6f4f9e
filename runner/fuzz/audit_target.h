// Every rule of the audit over a vendor, as the fuzz targets ask it: what is found has a message, an identity and
// places, and is the same when it is asked again.
#pragma once

#include "contract/vendor.h"

namespace plumbline::fuzz {

// Ends the program where a rule does what it must not.
void Audit(const contract::Vendor& vendor);

}  // namespace plumbline::fuzz

// A request as a curl command that a person can paste into a POSIX shell.
#pragma once

#include <string>
#include <string_view>

#include "http/message.h"

namespace plumbline::http {

// `base` is the URL before the target; "$TARGET" stands there where it is empty.
std::string CurlLine(const Request& request, std::string_view base);

}  // namespace plumbline::http

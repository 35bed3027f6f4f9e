// From a case to the request that is sent.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "http/message.h"
#include "suite/suite.h"
#include "suite/variables.h"

namespace plumbline::suite {

// Security scheme -> secret.
using Secrets = std::map<std::string, std::string>;

// Builds the request: path, query, header and cookie parameters by their styles, credentials by the
// operation's security, the body. Nothing, and `missing` set to the variable's name, where a
// variable has no value.
std::optional<http::Request> BuildRequest(const Case& test, const contract::Contract& contract,
                                          const Variables& variables, const Secrets& secrets, std::string& missing);

// The mock's script of the case, its variables filled in.
std::optional<mock::Script> BuildScript(const Case& test, const Variables& variables, std::string& missing);

}  // namespace plumbline::suite

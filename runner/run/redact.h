// Takes the secrets out of a result, before anything else sees it.
#pragma once

#include "http/redaction.h"
#include "run/result.h"

namespace plumbline::run {

void Redact(RunResult& result, const http::Redactor& redactor);

}  // namespace plumbline::run

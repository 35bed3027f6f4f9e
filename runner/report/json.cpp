// The complete result, for programs: schemas/plumbline/result.schema.json.
#include "report/report.h"
#include "run/result_json.h"

namespace plumbline::report {

std::string WriteJson(const run::RunResult& result, const Options&) { return run::WriteResult(result); }

}  // namespace plumbline::report

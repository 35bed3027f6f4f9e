#include "run/condition.h"

#include <algorithm>

namespace plumbline::run {
namespace {

constexpr Condition kConditions[] = {
    {"exchange", "A request was answered",
     "The request of a case was sent and an answer came. Where none came, nothing of the case is judged and the verdict is inconclusive; the "
     "reason says why, by a transport.* id, or by what was missing to send it."},
    {"transport.connect", "No connection to the service",
     "Nothing listens at the address of --target, or a firewall is between.\n\nWhat to do: see whether the service runs, and whether host and "
     "port are right."},
    {"transport.resolve", "The name of the service is not known",
     "The host of --target, or that of a proxy, has no address.\n\nWhat to do: correct the name, or the proxy in the environment."},
    {"transport.timeout", "No whole answer within the time limit",
     "The answer did not come, or did not end, within timeout_seconds of vendor.yaml (30).\n\nWhat to do: run again; where the service is slow "
     "by nature, raise the limit."},
    {"transport.tls", "No trusted connection",
     "The certificate of the service is not valid for its name, has expired, or was issued by nobody whom this machine trusts.\n\nWhat to do: "
     "mend the certificate, or make its issuer known to the system. Certificates are always verified."},
    {"transport.reset", "The connection ended without an answer",
     "The service, or something between, closed the connection.\n\nWhat to do: look into the log of the service."},
    {"transport.truncated", "The answer is shorter or longer than it says",
     "Content-Length is not the length of the body that came.\n\nWhat to do: correct the service, or the proxy before it."},
    {"transport.size", "The answer is larger than Plumbline reads",
     "At most 16 MB of body are read, and as many of header fields.\n\nWhat to do: ask for less, by a limit or a page."},
    {"transport.protocol", "The answer is no HTTP that could be read",
     "What came breaks the protocol; the reason has the words of libcurl.\n\nWhat to do: see what answers at the address of --target."},
    {"transport.request", "The request could not be sent",
     "A header field of the request would hold a line break.\n\nWhat to do: correct the value in the suite or in the environment."},
    {"capture.missing", "A case captures what the answer does not have",
     "`capture` of a case names a place that the body of its answer lacks; the cases that need the variable are not run.\n\nWhat to do: correct "
     "the JSON Pointer, or see why the answer lacks it."},
    {"capture", "A value is captured for later cases",
     "`capture` of a case gives a place of the answer's body a name. Where the place is missing, see capture.missing."},
    {"check.undecided", "A check met a bound",
     "A body nests deeper than is read, a pattern met its match limit, or a schema cannot be compiled: the check comes to no verdict.\n\nWhat "
     "to do: the reason names the bound and the place."},
    {"contract.uncheckable", "A part of the contract judges nothing",
     "A schema, reference or parameter of the contract cannot be used: what it describes is not judged, everything else is.\n\nWhat to do: the "
     "reason names the place; mend it there."},
    {"contract", "A part of the contract cannot be read", "See contract.uncheckable."},
    {"page.limit", "A part of a page is more than is read",
     "A page nests too deep, or a table or a sample is too large: that part was not read.\n\nWhat to do: the reason names the place and the "
     "bound; part it."},
    {"not-judged", "A judgement that was asked for could not be made",
     "The name that reports for code scanning give to what has no other; the reason says why."},
};

}  // namespace

std::span<const Condition> Conditions() { return kConditions; }

const Condition* FindCondition(std::string_view id) {
  const auto found = std::find_if(std::begin(kConditions), std::end(kConditions),
                                  [&](const Condition& condition) { return condition.id == id; });
  return found == std::end(kConditions) ? nullptr : found;
}

}  // namespace plumbline::run

// Values for requests, made from a contract alone: its examples, defaults and enums, else what its schemas allow. What
// is given back has been judged by its schema, so that it may be sent; where nothing fits, the reason is given instead.
// No chance: the same contract gives the same values.
#pragma once

#include <string>
#include <variant>

#include "contract/vendor.h"

namespace plumbline::suite {

// Why there is no value, as a clause: "no value of id is known that fits: does not match ^ch_".
struct NoSample {
  std::string reason;
};

struct BodySample {
  std::string content_type;
  document::Value value;  // of a type that is no JSON: a string
};

std::variant<document::Value, NoSample> SampleParameter(const contract::Vendor& vendor,
                                                        const contract::Parameter& parameter);

// By the first media type that can be written into a suite, JSON before others. Members that only answers hold are left
// out, and optional ones for which no value fits.
std::variant<BodySample, NoSample> SampleBody(const contract::Vendor& vendor, const contract::RequestBody& body);

}  // namespace plumbline::suite

#include "fuzz/audit_target.h"

#include "audit/rule.h"
#include "base/text.h"
#include "fuzz/fuzz.h"

namespace plumbline::fuzz {

void Audit(const contract::Vendor& vendor) {
  const audit::Subject subject(vendor);
  for (const audit::Rule& rule : audit::Rules()) {
    const std::vector<finding::Finding> found = rule.run(subject);
    for (const finding::Finding& one : found) {
      const std::string id(rule.info.id);
      Require(!one.message.empty(), id + ": a finding says nothing");
      Require(one.message.find('\n') == std::string::npos, id + ": a message has two lines");
      Require(one.identity.rule == id, id + ": a finding of another rule");
      Require(!one.places.empty(), id + ": a finding without a place");
      Require(!FindInvalidUtf8(one.message), id + ": a message that is no UTF-8");
    }
    Require(rule.run(subject) == found, std::string(rule.info.id) + ": another answer to the same question");
  }
}

}  // namespace plumbline::fuzz

// Any text as a contract, with a page beside it or none: it is refused with an Error, or every schema is compiled as
// far as it can be and every rule of the audit judges it.
//
//   input: a byte that chooses JSON or YAML, the contract, and after a NUL a Markdown page
#include "base/error.h"
#include "contract/contract.h"
#include "contract/derive.h"
#include "fuzz/audit_target.h"
#include "fuzz/fuzz.h"
#include "page/claim.h"

namespace plumbline::fuzz {
namespace {

void Run(std::uint8_t choice, std::string_view text) {
  const std::size_t nul = text.find('\0');
  try {
    const bool json = choice % 2 == 0;
    const document::Limits limits{.max_alias_values = 2'000};
    std::string contract(text.substr(0, nul));
    contract::Vendor vendor = contract::MakeVendor(
        "fuzz", contract::ReadContract(json ? document::ParseJson("openapi.json", std::move(contract), limits)
                                            : document::ParseYaml("openapi.yaml", std::move(contract), limits)));
    if (nul != std::string_view::npos) {
      page::DocumentedPage documented;
      documented.page = page::ReadPage("page.md", std::string(text.substr(nul + 1)));
      documented.claims = page::ReadClaims(documented.page);
      vendor.pages.push_back(std::move(documented));
    }
    Audit(vendor);
  } catch (const Error& error) {
    Require(!error.message().empty(), "an error says nothing");
  }
}

}  // namespace
}  // namespace plumbline::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 0) plumbline::fuzz::Run(data[0], plumbline::fuzz::TextOf(data + 1, size - 1));
  return 0;
}

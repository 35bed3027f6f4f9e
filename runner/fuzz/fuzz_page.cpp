// Any text as a documentation page in each format: it is refused with an Error, or read to blocks and claims whose
// places lie in the page and whose texts are UTF-8; both can be printed, and rules that need no contract judge them.
//
//   input: a byte that chooses the format, the page
#include "audit/rule.h"
#include "base/error.h"
#include "base/text.h"
#include "contract/contract.h"
#include "fuzz/audit_target.h"
#include "fuzz/fuzz.h"
#include "page/claim.h"

namespace plumbline::fuzz {
namespace {

using document::Span;
using page::Claims;
using page::Page;

constexpr const char* kNames[] = {"page.md", "page.html", "page.rst", "page.txt"};

class Places {
 public:
  explicit Places(std::size_t size) : size_(size) {}

  void Check(Span span) const {
    if (span.begin <= span.end && span.end <= size_) return;
    Found("a place outside of the page: " + std::to_string(span.begin) + " to " + std::to_string(span.end) + " of " +
          std::to_string(size_));
  }
  void Check(const page::Text& text) const {
    Require(!FindInvalidUtf8(text.text), "a text that is no UTF-8");
    Require(text.empty() || (!text.anchors.empty() && text.anchors.front().text == 0),
            "a text that comes from nowhere");
    for (std::size_t i = 0; i < text.anchors.size(); ++i) {
      Require(text.anchors[i].page <= size_, "an anchor outside of the page");
      Require(i == 0 || text.anchors[i - 1].text < text.anchors[i].text, "anchors out of order");
    }
    for (const page::Mark& mark : text.marks)
      Require(mark.begin <= mark.end && mark.end <= text.text.size(), "a mark outside of its text");
    Check(text.span());
    Check(text.SpanOf(text.text.size() / 2, text.text.size()));
  }

 private:
  std::size_t size_;
};

void RequirePlaces(const Page& page) {
  const Places places(page.source.text().size());
  for (const page::Block& block : page.blocks) {
    places.Check(block.span);
    places.Check(block.text);
    for (const page::Row& row : block.rows) {
      Require(row.cells.size() == block.rows.front().cells.size(), "rows of one table have different numbers of cells");
      for (const page::Text& cell : row.cells) places.Check(cell);
    }
    for (const page::Attribute& attribute : block.attributes) places.Check(attribute.value);
  }
}

// `spans` of everything that `list` holds; an operation that is named exists.
template <typename List, typename... Spans>
void RequirePlaces(const Places& places, const Claims& claims, const List& list, Spans... spans) {
  for (const auto& claim : list) {
    Require(claim.operation == page::kNoOperation || claim.operation < claims.operations.size(),
            "a claim of an operation that is not there");
    (places.Check(claim.*spans), ...);
  }
}

void RequirePlaces(const Page& page, const Claims& claims) {
  const Places places(page.source.text().size());
  for (const page::DocumentedOperation& operation : claims.operations) {
    for (const page::OperationMention& mention : operation.mentions) places.Check(mention.span);
  }
  RequirePlaces(places, claims, claims.lists, &page::FieldList::span);
  using page::FieldClaim;
  RequirePlaces(places, claims, claims.fields, &FieldClaim::span, &FieldClaim::type_span, &FieldClaim::required_span,
                &FieldClaim::facts_span, &FieldClaim::description);
  for (const FieldClaim& field : claims.fields)
    Require(field.list < claims.lists.size(), "a field of a list that is not there");
  RequirePlaces(places, claims, claims.samples, &page::SampleClaim::span, &page::SampleClaim::fault_span);
  for (const page::SampleClaim& sample : claims.samples) {
    Require(sample.body == nullptr || !FindInvalidUtf8(document::WriteJson(sample.body->root, 0)),
            "a sample that is no UTF-8");
  }
  RequirePlaces(places, claims, claims.reads, &page::CodeRead::span);
  RequirePlaces(places, claims, claims.statuses, &page::StatusClaim::span, &page::StatusClaim::cause);
  RequirePlaces(places, claims, claims.values, &page::ValueClaim::span);
  RequirePlaces(places, claims, claims.members, &page::MemberMention::span, &page::MemberMention::sentence);
  RequirePlaces(places, claims, claims.told, &page::ToldFacts::span, &page::ToldFacts::name_span);
  RequirePlaces(places, claims, claims.relations, &page::ToldRelation::span);
  for (const page::EmbeddedContract& contract : claims.contracts) places.Check(contract.span);
  for (const page::NotUnderstood& part : claims.not_understood) places.Check(part.span);
}

void Run(std::uint8_t choice, std::string_view text) {
  page::DocumentedPage documented;
  try {
    documented.page = page::ReadPage(kNames[choice % std::size(kNames)], std::string(text));
    RequirePlaces(documented.page);
    documented.claims = page::ReadClaims(documented.page);
  } catch (const Error& error) {
    Require(!error.message().empty(), "an error says nothing");
    return;
  }
  RequirePlaces(documented.page, documented.claims);
  Require(!FindInvalidUtf8(page::Print(documented.page)), "blocks are printed as something that is no UTF-8");
  Require(!FindInvalidUtf8(page::Print(documented.page, documented.claims)),
          "claims are printed as something that is no UTF-8");
  contract::Vendor vendor =
      contract::MakeVendor("fuzz", contract::ParseContract("openapi.yaml", "openapi: 3.0.3\npaths: {}\n"));
  vendor.pages.push_back(std::move(documented));
  Audit(vendor);
}

}  // namespace
}  // namespace plumbline::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 0) plumbline::fuzz::Run(data[0], plumbline::fuzz::TextOf(data + 1, size - 1));
  return 0;
}

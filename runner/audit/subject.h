// What an audit looks at: the contract and the documentation pages, tied together. Operations are those that the
// contract declares and those that only pages know; every body that a page or the contract shows is a ShownBody of its
// operation. Rules see nothing else, so that a rule is a pure function of a Subject.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "contract/vendor.h"
#include "finding/finding.h"
#include "page/claim.h"

namespace plumbline::audit {

constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

// One operation of the API.
struct ApiOperation {
  std::string name;  // "GET /v1/charges/{id}": the contract's where it declares the operation, else the page's
  std::string method, path;
  const contract::Operation* declared = nullptr;  // null: no contract declares it
  // Where pages speak of it: page, and index into Claims::operations.
  std::vector<std::pair<std::size_t, std::size_t>> documented;
};

// A body that the documentation shows: on a page, in a file that vendor.yaml names, or as an example of the contract.
struct ShownBody {
  enum class Origin { kPage, kFile, kExample };
  Origin origin = Origin::kPage;
  const contract::Sample* file = nullptr;  // of kFile
  std::size_t operation = kNowhere;        // index into Subject::operations; kNowhere: not tied to any
  page::Part part = page::Part::kResponse;
  std::optional<int> status;
  std::shared_ptr<const document::Document> body;  // of kPage and kFile
  document::Node root;                             // the body's root, wherever it stands
  std::string label;                               // "the sample at guide.md:37", "the example": begins a message
  bool is_error = false;        // an answer to a request that failed, whether or not its status is told
  bool shortened = false;       // the page says that something is left out
  bool lacks_members = false;   // and what is left out may be members, not only further rows
  std::size_t page = kNowhere;  // of kPage: index into Subject::pages()

  bool IsAnswer() const { return part == page::Part::kResponse; }
  bool IsSuccess() const { return IsAnswer() && !is_error && (!status || (*status >= 200 && *status < 300)); }
};

struct ShownObject;  // entity.h

class Subject {
 public:
  // Ties what the pages claim to the operations of the contract. The vendor must outlive the Subject.
  explicit Subject(const contract::Vendor& vendor);

  const contract::Vendor& vendor() const { return *vendor_; }
  // Whether there is a contract at all; without one nothing is undeclared.
  bool has_contract() const { return !vendor_->contract->operations.empty(); }
  const std::vector<page::DocumentedPage>& pages() const { return vendor_->pages; }
  const std::vector<ApiOperation>& operations() const { return operations_; }
  const std::vector<ShownBody>& bodies() const { return bodies_; }
  // Every object of every body, for rules that compare things (entity.h).
  const std::vector<ShownObject>& objects() const { return *objects_; }

  // The operation that a page's claim speaks of: index into operations(), or kNowhere. `operation` is an index into the
  // page's Claims::operations, or page::kNoOperation.
  std::size_t OperationOf(std::size_t page, std::size_t operation) const;
  // Indexes into bodies(), in the order of the pages; `operation` may be kNowhere, for those that are tied to none.
  const std::vector<std::size_t>& BodiesOf(std::size_t operation, page::Part part) const;
  // Likewise the answers that a page shows, with or without an operation, which have a member of that name near the
  // top.
  const std::vector<std::size_t>& AnswersNaming(std::size_t page, std::string_view member) const;

  // The identity of a finding of `rule` about an operation (kNowhere: about a page or the contract as a whole).
  finding::Identity Identify(std::string_view rule, std::size_t operation) const;
  // A quoted place of a page.
  Place Quote(std::size_t page, document::Span span, std::string note) const {
    return vendor_->pages[page].page.Quote(span, std::move(note));
  }

 private:
  const contract::Vendor* vendor_;
  std::vector<ApiOperation> operations_;
  std::vector<std::vector<std::size_t>> operation_of_;  // by page and operation of the page
  std::vector<ShownBody> bodies_;
  std::vector<std::vector<std::size_t>> requests_of_, answers_of_;  // by operation; the last is kNowhere's
  std::vector<std::unordered_map<std::string_view, std::vector<std::size_t>>> answers_naming_;  // by page
  std::shared_ptr<const std::vector<ShownObject>> objects_;  // shared by copies; the type is not complete here
};

// A finding of `rule` about an operation and the place `instance_pointer`, to be filled.
finding::Finding NewFinding(const Subject& subject, std::string_view rule, std::size_t operation,
                            finding::Severity severity, std::string instance_pointer);

}  // namespace plumbline::audit

// Where a page names operations, and which operation a block speaks of. Mentions of one operation are brought together:
// the same method and path, however its parameters are written and whether or not the base path is there.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "page/claim.h"
#include "page/curl.h"
#include "page/outline.h"
#include "page/same_path.h"

namespace plumbline::page {

// A request that a code block shows, with the operation it belongs to.
struct RequestOfBlock {
  std::size_t block = 0;
  std::size_t operation = kNoOperation;
  ShownRequest request;
};

class Mentions {
 public:
  Mentions(const Page& page, const Outline& outline);

  std::vector<DocumentedOperation>& operations() { return operations_; }
  const std::vector<RequestOfBlock>& requests() const { return requests_; }
  // The block whose mentions were too many to be read, or kNoBlock. What is named from there on is not read.
  static constexpr std::size_t kNoBlock = static_cast<std::size_t>(-1);
  std::size_t first_unread_block() const { return first_unread_; }
  // The operation that what stands in the block is about, or kNoOperation.
  std::size_t OperationAt(std::size_t block) const;
  // The one that a heading or sentence before the block opened its topic with, whatever is sent there.
  std::size_t ToldBefore(std::size_t block) const;
  // The operation that a text names ("POST /accounts", "/accounts"), or kNoOperation.
  std::size_t Named(std::string_view method, std::string_view path) const;

 private:
  // A place from which on a topic is about an operation.
  struct Definition {
    std::size_t block = 0;
    std::size_t operation = 0;
    Mention kind = Mention::kProse;
  };
  struct Found {
    std::size_t block = 0;
    std::string method;
    OperationMention mention;
    bool defines = false;
    bool is_named = false;                               // the section by a row elsewhere, which is the mention
    std::size_t request = static_cast<std::size_t>(-1);  // index into requests_
  };

  void FindIn(std::size_t block);
  void CutOff(std::size_t block);
  void FindInText(std::size_t block, const Text& text, bool may_define);
  bool LeadsItsSection(std::size_t list_item) const;
  void FindKeyed(std::size_t block, bool may_define);
  void FindInKeyTable(std::size_t table, bool may_define);
  void AddStated(std::size_t block, const std::string& method, std::string_view address, document::Span span,
                 bool may_define);
  void FindVerbHeading(std::size_t heading, bool may_define);
  void FindInTable(std::size_t block);
  void FindLabel(std::size_t heading, bool may_define);
  bool IsIndex(std::size_t block);
  bool ListsEndpoints(std::size_t section) const;
  void FindInCode(std::size_t block);
  void FindInFrontMatter(std::size_t block);
  void FindTitled();
  void Gather();
  std::string OwnDomain() const;
  bool IsGeneralChapter(std::size_t section) const;
  void ForgetCommands();
  void Index();

  // The operation that several definitions are about, if it is one.
  struct Only {
    std::size_t only = kNoOperation;
    bool several = false;
    void Add(std::size_t operation) {
      several = several || (only != kNoOperation && only != operation);
      only = several ? kNoOperation : operation;
    }
  };
  static constexpr std::size_t kNoDefinition = static_cast<std::size_t>(-1);

  const Page& page_;
  const Outline& outline_;
  std::vector<Found> found_;
  std::vector<std::pair<std::size_t, std::string>>
      titles_;  // of rows of endpoints: found_, and what a cell beside calls the operation
  std::size_t first_unread_ = kNoBlock;
  std::vector<DocumentedOperation> operations_;
  std::vector<RequestOfBlock> requests_;
  std::vector<Definition> definitions_;  // by block
  std::size_t chapters_of_errors_ = 0;
  std::map<std::size_t, bool> is_index_;                  // of sections
  std::vector<std::vector<std::size_t>> definitions_in_;  // by topic
  std::vector<std::size_t> first_in_;                     // definition, by section
  std::vector<std::size_t>
      first_below_;  // by topic: the first block that defines an operation in another topic inside of it
  std::vector<Only> in_topic_, below_;  // by topic; by section, with those inside of it
  PathIndex paths_;                     // of operations_
};

}  // namespace plumbline::page

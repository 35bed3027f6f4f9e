#include "page/page.h"

namespace plumbline::page {

std::vector<Block> ReadPlainText(const document::Source& source) {
  (void)source;
  return {};
}

}  // namespace plumbline::page

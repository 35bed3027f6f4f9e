#include "page/page.h"

namespace plumbline::page {

std::vector<Block> ReadHtml(const document::Source& source) {
  (void)source;
  return {};
}

}  // namespace plumbline::page

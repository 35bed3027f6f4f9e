#include "base/text_edit.h"

namespace plumbline {
std::string Apply(std::string_view text, const std::vector<TextEdit>& edits) {
  std::string edited;
  std::size_t done = 0;
  for (const TextEdit& edit : edits) {
    edited.append(text.substr(done, edit.begin - done)).append(edit.text);
    done = edit.end;
  }
  return edited.append(text.substr(done));
}

}  // namespace plumbline

// Changes to a waivers file that leave its comments, order and style as they are: the text is edited at the places that
// its values were read from, in block and flow YAML and in JSON. What comes out is read again and must hold exactly
// what was wanted and everything else as before; where it does not, an Error says so and nothing is changed.
#pragma once

#include <string>
#include <vector>

#include "base/text_edit.h"
#include "document/document.h"
#include "finding/waiver.h"

namespace plumbline::suite {

struct WaiverChange {
  std::vector<TextEdit> edits;
  std::string text;  // of the whole file
};

// `file` fits the schema of waivers; an empty text is a file without waivers. The waiver comes last.
WaiverChange AddWaiver(const document::Document& file, const finding::Waiver& waiver);
// Ids that the file does not have are ignored. Comments inside a waiver go with it, those around it stay.
WaiverChange RemoveWaivers(const document::Document& file, const std::vector<std::string>& ids);
WaiverChange RenewWaivers(const document::Document& file, const std::vector<std::string>& ids, Date expires,
                          const std::string& reason);

// "W-0004": one past the highest of its kind.
std::string NextWaiverId(const std::vector<finding::Waiver>& waivers);

}  // namespace plumbline::suite

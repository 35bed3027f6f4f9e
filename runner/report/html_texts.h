// The style and the script of the HTML report, embedded from html/: the name and the text of each file.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

namespace plumbline::report {

const std::vector<std::pair<std::string_view, std::string_view>>& HtmlTexts();

}  // namespace plumbline::report

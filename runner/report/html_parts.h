// The parts of the HTML report, in the order of the page. Each writes one <section> of its own with its heading.
#pragma once

#include "report/html_view.h"

namespace plumbline::report {

void WriteOverview(HtmlWriter& html, const View& view);  // for the person who decides
void WriteMatrix(HtmlWriter& html, const View& view);    // operation by check, and what of the contract was met
void WritePlots(HtmlWriter& html, const View& view);     // latency, history, waivers by their last days
void WriteCards(HtmlWriter& html, const View& view);     // every discrepancy
void WriteAppendix(HtmlWriter& html, const View& view);  // every case, rules, waivers, evidence, redaction, environment

}  // namespace plumbline::report

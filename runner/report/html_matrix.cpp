#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/text.h"
#include "report/html_parts.h"

namespace plumbline::report {
namespace {

using run::Verdict;

// What one check, or one group of rules, came to for one operation.
struct Cell {
  std::size_t passed = 0, errors = 0, not_run = 0;
  std::set<std::size_t> failing, documented, notes;  // cards
};

struct Column {
  std::string key;   // "response.schema"; of rules the group: "field"
  std::string name;  // as it is shown
  bool of_cases = false;
};

struct Table {
  std::vector<std::string_view> rows;
  std::vector<Column> columns;
  std::map<std::pair<std::string_view, std::size_t>, Cell> cells;
  std::vector<std::string> clean;  // groups of rules that passed everywhere
};

std::string GroupOf(const std::string& rule) { return rule.substr(0, rule.find('.')); }

void Add(Cell& cell, const run::Judgement& judgement, const View& view) {
  for (const std::size_t index : judgement.findings) {
    const run::JudgedFinding& found = view.result.findings[index];
    const std::size_t card = view.card_of.at(found.finding.fingerprint);
    (found.fails()                                           ? cell.failing
     : found.judgement.state == finding::FindingState::kNote ? cell.notes
                                                             : cell.documented)
        .insert(card);
  }
  switch (judgement.verdict) {
    case Verdict::kPassed:
      ++cell.passed;
      break;
    case Verdict::kError:
      ++cell.errors;
      break;
    case Verdict::kSkipped:
      cell.not_run += judgement.reason.starts_with("NOT RUN") ? 1 : 0;
      break;
    case Verdict::kFailed:
    case Verdict::kWaived:
      break;
  }
}

Table MakeTable(const View& view) {
  Table table;
  std::map<std::pair<bool, std::string>, std::size_t> known;
  std::set<std::string_view> rows;
  const auto row = [&](std::string_view operation) {
    if (rows.insert(operation).second) table.rows.push_back(operation);
  };
  for (const std::string& operation : view.result.operations) row(operation);
  const auto add = [&](const std::string& operation, const std::vector<run::Judgement>& judgements, bool of_cases) {
    row(operation);
    for (const run::Judgement& judgement : judgements) {
      const std::string key = of_cases ? judgement.rule : GroupOf(judgement.rule);
      const auto [column, first] = known.emplace(std::pair(of_cases, key), table.columns.size());
      const std::size_t dot = key.find('.');
      if (first) table.columns.push_back({key, dot == std::string::npos ? key : key.substr(dot + 1), of_cases});
      Add(table.cells[{operation, column->second}], judgement, view);
    }
  };
  for (const run::CaseResult& test : view.result.cases) add(test.operation, test.judgements, true);
  for (const run::AuditResult& audited : view.result.audits) add(audited.operation, audited.judgements, false);
  // Groups of rules that found nothing anywhere are named in a sentence instead.
  std::set<std::size_t> telling;
  for (const auto& [place, cell] : table.cells) {
    if (!cell.failing.empty() || !cell.documented.empty() || !cell.notes.empty() || cell.errors > 0)
      telling.insert(place.second);
  }
  std::vector<Column> columns;
  std::map<std::size_t, std::size_t> moved;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (!table.columns[i].of_cases && !telling.contains(i)) {
      table.clean.push_back(table.columns[i].name);
      continue;
    }
    moved.emplace(i, columns.size());
    columns.push_back(table.columns[i]);
  }
  std::map<std::pair<std::string_view, std::size_t>, Cell> cells;
  for (auto& [place, cell] : table.cells) {
    if (const auto to = moved.find(place.second); to != moved.end())
      cells.emplace(std::pair(place.first, to->second), std::move(cell));
  }
  table.columns = std::move(columns);
  table.cells = std::move(cells);
  return table;
}

void PutCell(HtmlWriter& html, const View& view, std::string_view css, std::string_view glyph, const std::string& text,
             const std::set<std::size_t>& cards) {
  const auto cell = html.In("td", {{"class", css}});
  const auto inside = [&] {
    html.Put("span", glyph, {{"aria-hidden", "true"}});
    html.Put("small", text);
  };
  if (cards.empty()) return inside();
  const auto link = html.In("a", {{"href", "#" + view.cards[*cards.begin()].id}});
  inside();
}

void WriteCell(HtmlWriter& html, const View& view, const Cell* cell) {
  if (cell == nullptr) return PutCell(html, view, "none", "–", "n/a", {});
  if (!cell->failing.empty())
    return PutCell(html, view, "bad", "✗", fmt::format("{} open", cell->failing.size()), cell->failing);
  if (cell->errors > 0) return PutCell(html, view, "error", "!", fmt::format("{} error", cell->errors), {});
  if (!cell->documented.empty())
    return PutCell(html, view, "known", "~", fmt::format("{} waived", cell->documented.size()), cell->documented);
  if (cell->not_run > 0) return PutCell(html, view, "error", "!", "not run", {});
  if (!cell->notes.empty()) return PutCell(html, view, "note", "i", Count(cell->notes.size(), "note"), cell->notes);
  if (cell->passed > 0) return PutCell(html, view, "good", "✓", "pass", {});
  PutCell(html, view, "none", "–", "n/a", {});
}

void WriteTable(HtmlWriter& html, const View& view, const Table& table) {
  const auto scroll = html.In(
      "div",
      {{"class", "scroll"}, {"tabindex", "0"}, {"role", "region"}, {"aria-label", "Matrix of operations and checks"}});
  const auto grid = html.In("table", {{"class", "matrix"}});
  html.Put("caption", "Operations and checks. A cell that is a link leads to its gravest discrepancy.");
  {
    const auto head = html.In("thead");
    const auto checks = static_cast<std::size_t>(std::count_if(table.columns.begin(), table.columns.end(),
                                                               [](const Column& column) { return column.of_cases; }));
    {
      const auto row = html.In("tr");
      html.Put("th", "Operation", {{"scope", "col"}, {"rowspan", "2"}});
      if (checks > 0) html.Put("th", "Answers", {{"scope", "colgroup"}, {"colspan", std::to_string(checks)}});
      if (table.columns.size() > checks)
        html.Put("th", "Contract and documentation",
                 {{"scope", "colgroup"}, {"colspan", std::to_string(table.columns.size() - checks)}});
    }
    const auto row = html.In("tr");
    for (const Column& column : table.columns) {
      const auto cell = html.In("th", {{"scope", "col"}});
      html.Put("span", column.name, {{"class", "turned"}});
    }
  }
  const auto body = html.In("tbody");
  for (const std::string_view operation : table.rows) {
    html.Line();
    const auto row = html.In("tr");
    html.Put("th", OperationName(operation), {{"scope", "row"}});
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const auto cell = table.cells.find({operation, i});
      WriteCell(html, view, cell == table.cells.end() ? nullptr : &cell->second);
    }
  }
}

void WriteLegend(HtmlWriter& html) {
  const auto list = html.In("p", {{"class", "legend"}});
  constexpr std::array<Mark, 6> kLegend = {{{"good", "✓", "passed"},
                                            {"bad", "✗", "open: new, worsened or expired"},
                                            {"known", "~", "waived"},
                                            {"note", "i", "notes"},
                                            {"error", "!", "no judgement possible"},
                                            {"none", "–", "not applicable, or not asked for"}}};
  for (const Mark& mark : kLegend) {
    PutMark(html, mark);
    html.Text(" ");
  }
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kKinds = {{{"operation", "Operations answered"},
                                                                                  {"parameter", "Parameters sent"},
                                                                                  {"response", "Responses met"},
                                                                                  {"property", "Members seen"}}};

struct Share {
  std::size_t met = 0, declared = 0;
};

std::string Text(const Share& share) {
  return share.declared == 0 ? "–" : fmt::format("{} of {}", share.met, share.declared);
}

void WriteBar(HtmlWriter& html, std::string_view name, const Share& share) {
  const std::size_t percent = share.declared == 0 ? 0 : share.met * 100 / share.declared;
  const auto item = html.In("li");
  html.Put("b", share.declared == 0 ? "–" : fmt::format("{} %", percent));
  html.Put("span", name);
  {
    const auto svg = html.In(
        "svg",
        {{"viewBox", "0 0 100 6"}, {"preserveAspectRatio", "none"}, {"aria-hidden", "true"}, {"focusable", "false"}});
    html.Put("rect", "", {{"class", "track"}, {"width", "100"}, {"height", "6"}});
    html.Put("rect", "", {{"class", "fill"}, {"width", std::to_string(percent)}, {"height", "6"}});
  }
  html.Put("small", Text(share));
}

void WriteContractCoverage(HtmlWriter& html, const View& view) {
  html.Put("h3", "What of the contract was really met");
  if (view.result.coverage.empty()) return html.Put("p", "No case ran, so nothing was met.");
  std::map<std::string_view, Share> all;
  std::map<std::string_view, std::map<std::string_view, Share>> of_operation;
  std::map<std::string_view, std::vector<const run::CoverageItem*>> missing;
  for (const run::CoverageItem& item : view.result.coverage) {
    for (Share* share : {&all[item.kind], &of_operation[item.operation][item.kind]}) {
      share->met += item.observed ? 1 : 0;
      ++share->declared;
    }
    if (!item.observed) missing[item.operation].push_back(&item);
  }
  {
    const auto bars = html.In("ul", {{"class", "bars"}});
    for (const auto& [kind, name] : kKinds) WriteBar(html, name, all[kind]);
  }
  {
    const auto scroll = html.In(
        "div",
        {{"class", "scroll"}, {"tabindex", "0"}, {"role", "region"}, {"aria-label", "Contract coverage by operation"}});
    const auto table = html.In("table");
    html.Put("caption", "Contract coverage by operation");
    PutHead(html, {"Operation", kKinds[0].second, kKinds[1].second, kKinds[2].second, kKinds[3].second});
    const auto body = html.In("tbody");
    for (const std::string& operation : view.result.operations) {
      const auto row = html.In("tr");
      html.Put("th", operation, {{"scope", "row"}});
      for (const auto& [kind, name] : kKinds) html.Put("td", Text(of_operation[operation][kind]));
    }
  }
  if (missing.empty()) return;
  const auto details = html.In("details");
  html.Put("summary", "What was declared and never met");
  for (const std::string& operation : view.result.operations) {
    const auto known = missing.find(operation);
    if (known == missing.end()) continue;
    html.Put("h4", operation);
    const auto list = html.In("ul", {{"class", "names"}});
    for (const run::CoverageItem* item : known->second)
      html.Put("li", item->kind == "operation" ? "operation: no answer" : item->kind + ' ' + item->name);
  }
}

}  // namespace

void WriteMatrix(HtmlWriter& html, const View& view) {
  const auto section = html.In("section", {{"id", "coverage"}, {"aria-labelledby", "coverage-title"}});
  html.Put("h2", "Coverage", {{"id", "coverage-title"}});
  const Table table = MakeTable(view);
  if (table.columns.empty()) {
    html.Put("p", table.clean.empty() ? "Nothing was checked." : "Nothing was found by any rule.");
  } else {
    WriteTable(html, view, table);
    WriteLegend(html);
  }
  if (!table.clean.empty())
    html.Put("p",
             fmt::format("{} found nothing anywhere: {}.",
                         Count(table.clean.size(), "group of rules", "groups of rules"), Join(table.clean, ", ")),
             {{"class", "quiet"}});
  WriteContractCoverage(html, view);
}

}  // namespace plumbline::report

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "base/text.h"
#include "report/html_parts.h"

namespace plumbline::report {
namespace {

constexpr double kWidth = 560, kLeft = 44, kRight = 16, kTop = 12, kBottom = 26;

std::string At(double number) { return fmt::format("{:.1f}", number); }

// An <svg> with its title, and the name of the table that tells the same.
class Plot {
 public:
  Plot(HtmlWriter& html, double height, std::string_view id, std::string_view title)
      : html_(html),
        svg_(html.In("svg", {{"class", "plot"},
                             {"viewBox", fmt::format("0 0 {} {}", kWidth, height)},
                             {"role", "img"},
                             {"aria-labelledby", id}})),
        height_(height) {
    html.Put("title", title, {{"id", id}});
  }

  void Line(std::string_view css, double x1, double y1, double x2, double y2) {
    html_.Put("line", "", {{"class", css}, {"x1", At(x1)}, {"y1", At(y1)}, {"x2", At(x2)}, {"y2", At(y2)}});
  }
  void Bar(std::string_view css, double x, double y, double width, double height) {
    html_.Put("rect", "", {{"class", css}, {"x", At(x)}, {"y", At(y)}, {"width", At(width)}, {"height", At(height)}});
  }
  void Dot(std::string_view css, double x, double y, double radius) {
    html_.Put("circle", "", {{"class", css}, {"cx", At(x)}, {"cy", At(y)}, {"r", At(radius)}});
  }
  void Path(std::string_view css, std::string_view d) { html_.Put("path", "", {{"class", css}, {"d", d}}); }
  // `anchor`: "start", "middle" or "end".
  void Label(double x, double y, std::string_view anchor, std::string_view text) {
    html_.Put("text", text, {{"x", At(x)}, {"y", At(y)}, {"text-anchor", anchor}});
  }

  double bottom() const { return height_ - kBottom; }

 private:
  HtmlWriter& html_;
  HtmlWriter::Element svg_;
  double height_;
};

// The numbers of a plot as a table, closed at first: a picture and its numbers belong together.
class DataTable {
 public:
  DataTable(HtmlWriter& html, std::string_view caption, std::initializer_list<std::string_view> columns)
      : details_(html.In("details")), scroll_(Scroll(html, caption)), table_(html.In("table")) {
    html.Put("caption", caption);
    PutHead(html, columns);
  }

 private:
  static HtmlWriter::Element Scroll(HtmlWriter& html, std::string_view caption) {
    html.Put("summary", "The numbers");
    return html.In("div", {{"class", "scroll"}, {"tabindex", "0"}, {"role", "region"}, {"aria-label", caption}});
  }

  HtmlWriter::Element details_, scroll_, table_;  // they end from the last to the first
};

struct Latency {
  std::string_view operation;
  std::vector<long> times;  // milliseconds, sorted

  // The nearest rank: a time that was really measured.
  long Percentile(std::size_t percent) const {
    return times[std::max<std::size_t>(1, (times.size() * percent + 99) / 100) - 1];
  }
};

// By operation, slowest first; nothing where the clock did not move.
std::vector<Latency> Latencies(const run::RunResult& result) {
  constexpr std::chrono::milliseconds::rep kLongest = 86'400'000;  // a day; a stored result may hold any number
  std::map<std::string_view, Latency> by_operation;
  long longest = 0;
  for (const run::CaseResult& test : result.cases) {
    if (!test.exchange || !test.exchange->response) continue;
    Latency& latency = by_operation[test.operation];
    latency.operation = test.operation;
    latency.times.push_back(static_cast<long>(std::min(test.duration.count(), kLongest)));
    longest = std::max(longest, latency.times.back());
  }
  std::vector<Latency> all;
  if (longest == 0) return all;
  for (auto& [operation, latency] : by_operation) {
    std::sort(latency.times.begin(), latency.times.end());
    all.push_back(std::move(latency));
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const Latency& a, const Latency& b) { return a.Percentile(95) > b.Percentile(95); });
  return all;
}

// The next number of the form 1, 2 or 5 times a power of ten.
long Round(long number) {
  for (long power = 1;; power *= 10) {
    for (const long step : {1, 2, 5}) {
      if (step * power >= number) return step * power;
    }
  }
}

void PlotLatencies(HtmlWriter& html, const std::vector<Latency>& all) {
  constexpr std::size_t kMostRows = 40;
  constexpr double kRow = 22, kNames = 236;
  const std::size_t rows = std::min(all.size(), kMostRows);
  long longest = 1;
  for (std::size_t i = 0; i < rows; ++i) longest = std::max(longest, all[i].Percentile(99));
  longest = Round(longest);
  const double height = kTop + kRow * static_cast<double>(rows) + kBottom;
  const auto x = [&](long time) {
    return kNames + static_cast<double>(time) / static_cast<double>(longest) * (kWidth - kNames - kRight - 20);
  };
  Plot plot(html, height, "latency-plot",
            fmt::format("Latency by operation: p50, p95 and p99 of the {}",
                        rows < all.size() ? fmt::format("{} slowest of {} operations", rows, all.size())
                                          : Count(rows, "operation")));
  for (const long tick : {0L, longest / 2, longest}) {
    plot.Line("grid", x(tick), kTop, x(tick), plot.bottom());
    plot.Label(x(tick), height - 8, "middle", fmt::format("{} ms", tick));
  }
  for (std::size_t i = 0; i < rows; ++i) {
    const double y = kTop + kRow * (static_cast<double>(i) + 0.5);
    constexpr std::size_t kLongestName = 36;
    plot.Label(kNames - 10, y + 4, "end", Shortened(all[i].operation, kLongestName));
    plot.Line("range", x(all[i].Percentile(50)), y, x(all[i].Percentile(99)), y);
    plot.Dot("p99", x(all[i].Percentile(99)), y, 3);
    plot.Dot("p95", x(all[i].Percentile(95)), y, 4);
    plot.Dot("p50", x(all[i].Percentile(50)), y, 5);
  }
}

struct Bin {
  long from = 0, to = 0;  // to: not in it
  std::size_t count = 0;
};

std::vector<Bin> Bins(const std::vector<Latency>& all) {
  constexpr long kBins = 20;
  long longest = 0;
  for (const Latency& latency : all) longest = std::max(longest, latency.times.back());
  const long width = std::max(1L, Round((longest + kBins) / kBins));
  std::vector<Bin> bins;
  for (long from = 0; from <= longest; from += width) bins.push_back({from, from + width, 0});
  for (const Latency& latency : all) {
    for (const long time : latency.times) ++bins[static_cast<std::size_t>(time / width)].count;
  }
  return bins;
}

void PlotHistogram(HtmlWriter& html, const std::vector<Bin>& bins) {
  constexpr double kHeight = 180;
  std::size_t most = 1;
  for (const Bin& bin : bins) most = std::max(most, bin.count);
  Plot plot(html, kHeight, "histogram-plot", "How many answers took how long");
  const double width = (kWidth - kLeft - kRight) / static_cast<double>(bins.size());
  for (std::size_t i = 0; i < bins.size(); ++i) {
    const double height = static_cast<double>(bins[i].count) / static_cast<double>(most) * (plot.bottom() - kTop);
    plot.Bar("fill", kLeft + width * static_cast<double>(i) + 1, plot.bottom() - height, width - 2, height);
  }
  plot.Line("axis", kLeft, plot.bottom(), kWidth - kRight, plot.bottom());
  plot.Label(kLeft - 6, kTop + 10, "end", std::to_string(most));
  plot.Label(kLeft - 6, plot.bottom(), "end", "0");
  plot.Label(kLeft, kHeight - 8, "start", "0 ms");
  plot.Label(kWidth - kRight, kHeight - 8, "end", fmt::format("{} ms", bins.back().to));
}

void PutRow(HtmlWriter& html, std::string_view name, std::initializer_list<std::string> cells) {
  const auto row = html.In("tr");
  html.Put("th", name, {{"scope", "row"}});
  for (const std::string& cell : cells) html.Put("td", cell);
}

void WriteLatency(HtmlWriter& html, const View& view) {
  const std::vector<Latency> all = Latencies(view.result);
  {
    const auto figure = html.In("div");
    html.Put("h3", "Latency by operation");
    if (all.empty()) return html.Put("p", view.result.cases.empty() ? "No request was sent." : "No time was measured.");
    PlotLatencies(html, all);
    html.Put("p", "Large dot: median (p50); middle: p95; small: p99. Each is a time that was measured.",
             {{"class", "quiet"}});
    const DataTable table(html, "Latency by operation, in milliseconds",
                          {"Operation", "Answers", "p50", "p95", "p99", "Longest"});
    const auto body = html.In("tbody");
    for (const Latency& latency : all) {
      PutRow(html, latency.operation,
             {std::to_string(latency.times.size()), std::to_string(latency.Percentile(50)),
              std::to_string(latency.Percentile(95)), std::to_string(latency.Percentile(99)),
              std::to_string(latency.times.back())});
    }
  }
  const auto figure = html.In("div");
  html.Put("h3", "Latency of all answers");
  const std::vector<Bin> bins = Bins(all);
  PlotHistogram(html, bins);
  html.Put("p", "Answers by the time that they took.", {{"class", "quiet"}});
  const DataTable table(html, "Answers by time", {"Milliseconds", "Answers"});
  const auto body = html.In("tbody");
  for (const Bin& bin : bins) PutRow(html, fmt::format("{} to {}", bin.from, bin.to - 1), {std::to_string(bin.count)});
}

using Series = std::size_t PastResult::*;

void PlotHistory(HtmlWriter& html, const std::vector<PastResult>& results) {
  constexpr double kHeight = 220;
  constexpr std::array<std::pair<Series, std::string_view>, 3> kSeries = {
      {{&PastResult::notes, "notes"}, {&PastResult::documented, "documented"}, {&PastResult::failing, "open"}}};
  std::size_t most = 1;
  for (const PastResult& result : results) {
    for (const auto& [series, name] : kSeries) most = std::max(most, result.*series);
  }
  const auto begin = results.front().started, end = results.back().started;
  const double span = std::max(1.0, static_cast<double>((end - begin).count()));
  constexpr double kNames = 90;
  Plot plot(html, kHeight, "history-plot",
            fmt::format("Discrepancies in {} results, from {} to {}", results.size(),
                        FormatTimestamp(begin).substr(0, 10), FormatTimestamp(end).substr(0, 10)));
  const auto x = [&](const PastResult& result) {
    return kLeft + static_cast<double>((result.started - begin).count()) / span * (kWidth - kLeft - kRight - kNames);
  };
  const auto y = [&](std::size_t count) {
    return plot.bottom() - static_cast<double>(count) / static_cast<double>(most) * (plot.bottom() - kTop);
  };
  for (const std::size_t tick : {std::size_t{0}, most}) {
    plot.Line("grid", kLeft, y(tick), kWidth - kRight - kNames, y(tick));
    plot.Label(kLeft - 6, y(tick) + 4, "end", std::to_string(tick));
  }
  double last_label = kHeight * 2;
  std::vector<std::pair<double, std::string_view>> labels;
  for (const auto& [series, name] : kSeries) {
    std::string path;
    for (const PastResult& result : results)
      path += fmt::format("{}{:.1f} {:.1f}", path.empty() ? "M" : " L", x(result), y(result.*series));
    plot.Path(std::string("line ").append(name), path);
    for (const PastResult& result : results)
      plot.Dot(std::string("dot ").append(name), x(result), y(result.*series), 3);
    labels.emplace_back(y(results.back().*series), name);
  }
  // Names stand beside their last points, lowest first, and make room for each other.
  std::stable_sort(labels.begin(), labels.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  for (const auto& [height, name] : labels) {
    constexpr double kLineHeight = 14;
    last_label = std::min(height + 4, last_label - kLineHeight);
    plot.Label(kWidth - kRight - kNames + 10, last_label, "start", name);
  }
  plot.Label(kLeft, kHeight - 8, "start", FormatTimestamp(begin).substr(0, 10));
  plot.Label(kWidth - kRight - kNames, kHeight - 8, "end", FormatTimestamp(end).substr(0, 10));
}

void WriteHistory(HtmlWriter& html, const View& view) {
  const auto figure = html.In("div");
  html.Put("h3", "Discrepancies over time");
  std::vector<PastResult> results;
  for (const PastResult& past : view.options.history) {
    if (past.started < view.result.started) results.push_back(past);
  }
  std::stable_sort(results.begin(), results.end(),
                   [](const PastResult& a, const PastResult& b) { return a.started < b.started; });
  results.push_back(Past(view.result));
  if (results.size() == 1)
    return html.Put("p",
                    "This result stands alone. --history DIR, a folder of earlier results, shows how things went on.");
  PlotHistory(html, results);
  const DataTable table(html, "Discrepancies over time", {"Started", "Open", "Documented", "Notes"});
  const auto body = html.In("tbody");
  for (const PastResult& result : results) {
    PutRow(html, FormatTimestamp(result.started),
           {std::to_string(result.failing), std::to_string(result.documented), std::to_string(result.notes)});
  }
}

void WriteBurnDown(HtmlWriter& html, const View& view) {
  const auto figure = html.In("div");
  html.Put("h3", "Waivers in force, by their last days");
  std::map<Date, std::size_t> ends;
  std::size_t in_force = 0;
  for (const run::WaiverResult& waiver : view.result.waivers) {
    ++ends[waiver.waiver.expires];
    if (waiver.waiver.expires >= view.result.today) ++in_force;
  }
  if (ends.empty()) return html.Put("p", "There are no waivers.");
  const std::size_t all = view.result.waivers.size();
  if (in_force > 0) {
    constexpr double kHeight = 180;
    const double span = std::max(1.0, static_cast<double>((ends.rbegin()->first - view.result.today).count())) * 1.05;
    Plot plot(html, kHeight, "waivers-plot",
              fmt::format("Waivers in force: {} on {}, none after {}", in_force, FormatDate(view.result.today),
                          FormatDate(ends.rbegin()->first)));
    const auto x = [&](Date day) {
      return kLeft + static_cast<double>((day - view.result.today).count()) / span * (kWidth - kLeft - kRight);
    };
    const auto y = [&](std::size_t count) {
      return plot.bottom() - static_cast<double>(count) / static_cast<double>(in_force) * (plot.bottom() - kTop);
    };
    plot.Line("axis", kLeft, plot.bottom(), kWidth - kRight, plot.bottom());
    plot.Label(kLeft - 6, kTop + 6, "end", std::to_string(in_force));
    plot.Label(kLeft - 6, plot.bottom(), "end", "0");
    std::string path = fmt::format("M{:.1f} {:.1f}", kLeft, y(in_force));
    std::size_t left = in_force;
    for (const auto& [day, count] : ends) {
      if (day < view.result.today) continue;
      path += fmt::format(" H{:.1f}", x(day));
      left -= count;
      path += fmt::format(" V{:.1f}", y(left));
    }
    plot.Path("line documented", path + fmt::format(" H{:.1f}", kWidth - kRight));
    plot.Label(kLeft, kHeight - 8, "start", FormatDate(view.result.today));
    plot.Label(x(ends.rbegin()->first), kHeight - 8, "end", FormatDate(ends.rbegin()->first));
  }
  const DataTable table(html, "Waivers by their last days", {"Last day", "End then", "In force after it"});
  const auto body = html.In("tbody");
  std::size_t after = all;
  for (const auto& [day, count] : ends) {
    after -= count;
    PutRow(html, FormatDate(day), {std::to_string(count), std::to_string(after)});
  }
}

}  // namespace

void WritePlots(HtmlWriter& html, const View& view) {
  const auto section = html.In("section", {{"id", "plots"}, {"aria-labelledby", "plots-title"}});
  html.Put("h2", "Measures", {{"id", "plots-title"}});
  const auto figures = html.In("div", {{"class", "figures"}});
  WriteLatency(html, view);
  WriteHistory(html, view);
  WriteBurnDown(html, view);
}

}  // namespace plumbline::report

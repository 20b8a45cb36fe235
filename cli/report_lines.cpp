#include "cli/report_lines.hpp"

#include <fmt/format.h>

#include <iterator>
#include <string>
#include <vector>

#include "cli/utc_text.hpp"

namespace celltally {

namespace {

// The texts of a window's two ends, made once; no row needs escaping, for places, words and times
// have neither quotes nor commas.
struct WindowText {
  std::string from;
  std::string to;
};

std::vector<WindowText> window_texts(const Report& report) {
  std::vector<WindowText> texts;
  texts.reserve(report.windows());
  for (std::uint32_t i = 0; i < report.windows(); ++i) {
    texts.push_back({utc_seconds(report.window(i).from), utc_seconds(report.window(i).to)});
  }
  return texts;
}

}  // namespace

void print_json(const Report& report, Output& out) {
  const auto windows = window_texts(report);
  for (const ReportRow& row : report.rows()) {
    if (out.failed()) return;
    const WindowText& window = windows[row.window];
    const auto end = std::back_inserter(out.buffer());
    fmt::format_to(end, R"({{"stat":"{}","place":"{}","from":"{}","to":"{}","state":"{}")",
                   to_text(row.statistic), report.place(row.place), window.from, window.to,
                   to_text(row.state));
    if (row.state == ReleaseState::published) fmt::format_to(end, R"(,"value":{})", row.value);
    if (row.kind != EventKind::none) fmt::format_to(end, R"(,"kind":"{}")", to_text(row.kind));
    out.write(report.exact() ? ",\"exact\":true}\n" : "}\n");
  }
}

void print_csv(const Report& report, Output& out) {
  const auto windows = window_texts(report);
  out.write(report.exact() ? "stat,place,from,to,state,value,kind,exact\n"
                           : "stat,place,from,to,state,value,kind\n");
  for (const ReportRow& row : report.rows()) {
    if (out.failed()) return;
    const WindowText& window = windows[row.window];
    const auto end = std::back_inserter(out.buffer());
    fmt::format_to(end, "{},{},{},{},{},", to_text(row.statistic), report.place(row.place),
                   window.from, window.to, to_text(row.state));
    if (row.state == ReleaseState::published) fmt::format_to(end, "{}", row.value);
    fmt::format_to(end, ",{}", to_text(row.kind));
    out.write(report.exact() ? ",true\n" : "\n");
  }
}

}  // namespace celltally

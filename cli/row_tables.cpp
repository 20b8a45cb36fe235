#include "cli/row_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <string>

#include "cli/figure_text.hpp"
#include "cli/protection_note.hpp"
#include "cli/report_legend.hpp"
#include "cli/text_table.hpp"
#include "cli/wrapped.hpp"

namespace celltally {

namespace {

std::string unit_of(Statistic statistic) {
  switch (statistic) {
    case Statistic::events: return "events";
    case Statistic::machines: return "machines";
    case Statistic::flows: return "trips";
    case Statistic::quality: return "devices";
    default: return "people";
  }
}

// Of the interval that holds 95 of 100 true numbers.
std::string half_width(const RowNoise& noise) {
  return noise.sigma_tenths > 0 ? fmt::format("{:.0f}", 0.196 * noise.sigma_tenths) : std::string{};
}

// The rows of one statistic.
class RowTable {
 public:
  RowTable(const Report& report, std::span<const ReportRow> rows, const LocalTime& time,
           const ReportProtection& protection, const Terminal& terminal)
      : report_(report),
        rows_(rows),
        time_(time),
        protection_(protection),
        statistic_(rows.front().statistic),
        short_times_(terminal.columns < kNarrow),
        table_(headings(), left(), terminal) {}

  void print(Output& out) {
    for (const ReportRow& row : rows_) table_.measure(line(row));
    out.write(table_.heading());
    for (const ReportRow& row : rows_) {
      if (out.failed()) return;
      out.write(table_.line(line(row)));
    }
    out.write("\n");
  }

 private:
  static constexpr std::size_t kNarrow = 60;  // the end of a time goes

  bool has_place() const { return statistic_ != Statistic::quality; }
  bool has_key() const { return !row_key_name(statistic_).empty(); }
  std::size_t left() const { return 1u + (has_place() ? 1u : 0u) + (has_key() ? 1u : 0u); }

  std::vector<std::string> headings() const {
    std::vector<std::string> headings;
    if (has_place()) headings.emplace_back(to_text(statistic_));
    headings.emplace_back(has_place() ? "when" : to_text(statistic_));
    if (has_key()) headings.emplace_back(row_key_name(statistic_));
    headings.push_back(unit_of(statistic_));
    if (protection_.noise) headings.emplace_back("+-");
    return headings;
  }

  TextTable::Line line(const ReportRow& row) const {
    TextTable::Line line;
    if (has_place()) line.push_back({report_.shown_place(row), false});
    const Window& window = report_.window(row.window);
    const std::string end = short_times_ ? "" : " to " + time_.clock(window.to);
    line.push_back({time_.date_and_clock(window.from) + end, false});
    if (has_key()) line.push_back({report_.key(row.key).word, false});
    line.push_back(cell_of(Figure::of(row, report_), protection_));
    if (protection_.noise) line.push_back({half_width(report_.noise(row.noise)), false});
    return line;
  }

  const Report& report_;
  std::span<const ReportRow> rows_;
  const LocalTime& time_;
  const ReportProtection& protection_;
  Statistic statistic_;
  bool short_times_;
  TextTable table_;
};

}  // namespace

void print_row_tables(const Report& report, const StatisticChoice& choice, const LocalTime& time,
                      const ReportProtection& protection, const Terminal& terminal, Output& out) {
  if (protection.exact) out.write(wrapped(protection_note(protection), terminal.columns) + "\n");
  out.write("times of " + time.zone() + "\n\n");
  std::span<const ReportRow> rest = report.rows();
  while (!rest.empty()) {
    const Statistic statistic = rest.front().statistic;
    const auto end = std::ranges::find_if(
        rest, [&](const ReportRow& row) { return row.statistic != statistic; });
    const auto rows = rest.first(static_cast<std::size_t>(end - rest.begin()));
    rest = rest.subspan(rows.size());
    if (choice.has(statistic)) RowTable{report, rows, time, protection, terminal}.print(out);
  }
  out.write(report_legend(report, protection, terminal.columns));
}

}  // namespace celltally

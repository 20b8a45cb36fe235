#include "cli/report_day.hpp"

#include <algorithm>
#include <set>

namespace celltally {

// Days are the windows of visitors, of whom there are rows every day; an hour is in the day that
// holds its beginning.
std::vector<ReportDay> ReportDay::of(const Report& report) {
  std::set<std::uint32_t> numbers;
  for (const ReportRow& row : report.rows()) {
    if (row.statistic == Statistic::visitors) numbers.insert(row.window);
  }
  std::vector<ReportDay> days(numbers.size());
  std::vector<std::size_t> day_of(report.windows(), days.size());
  std::size_t next = 0;
  for (const std::uint32_t number : numbers) {
    const Window& window = report.window(number);
    for (std::uint32_t i = 0; i < report.windows(); ++i) {
      if (window.contains(report.window(i).from)) day_of[i] = next;
    }
    days[next].report_ = &report;
    days[next++].window_ = window;
  }
  for (const ReportRow& row : report.rows()) {
    if (day_of[row.window] < days.size()) days[day_of[row.window]].rows_.push_back(&row);
  }
  return days;
}

std::vector<ReportDay::Named> ReportDay::ranked(const Sums& sums) {
  std::vector<Named> ranked;
  for (const auto& [name, figure] : sums) ranked.push_back({name, figure});
  const auto size = [](const Named& one) {
    return one.figure.state == ReleaseState::published ? one.figure.value + 1 : 0;
  };
  std::stable_sort(ranked.begin(), ranked.end(),
                   [&](const Named& a, const Named& b) { return size(a) > size(b); });
  return ranked;
}

std::vector<Window> ReportDay::silent() const {
  std::map<Window, bool> heard;
  for (const ReportRow* row : rows_) {
    if (row->statistic != Statistic::presence) continue;
    heard[report_->window(row->window)] |= row->state != ReleaseState::no_data;
  }
  std::vector<Window> silent;
  for (const auto& [window, any] : heard) {
    if (any) continue;
    if (!silent.empty() && silent.back().to == window.from) {
      silent.back().to = window.to;
    } else {
      silent.push_back(window);
    }
  }
  return silent;
}

}  // namespace celltally

#include "cli/day_curve.hpp"

#include <algorithm>

namespace celltally {

namespace {

constexpr std::int64_t kHour = 3600;

bool is_more(const Figure& a, const Figure& b) {
  if (a.state != b.state) return a.state < b.state;  // published, withheld, no_data
  return a.value > b.value;
}

void add(const Figure& figure, const Window& window, const Window& day, DayCurve& curve) {
  if (!curve.most.given || is_more(figure, curve.most)) {
    curve.most = figure;
    curve.at = window;
  }
  const std::int64_t first = (window.from.seconds() - day.from.seconds()) / kHour;
  const std::int64_t end = (window.to.seconds() - day.from.seconds() + kHour - 1) / kHour;
  for (std::int64_t i = first; i < end && i < std::ssize(curve.hours); ++i) {
    Figure& hour = curve.hours[static_cast<std::size_t>(i)];
    if (!hour.given || is_more(figure, hour)) hour = figure;
  }
}

}  // namespace

std::vector<DayCurve> DayCurve::of(const ReportDay& day, const Report& report,
                                   Statistic statistic) {
  const auto hours = (day.window().to.seconds() - day.window().from.seconds()) / kHour;
  std::map<std::string, DayCurve> places;
  for (const ReportRow* row : day.rows()) {
    if (row->statistic != statistic) continue;
    DayCurve& curve = places[report.shown_place(*row)];
    curve.hours.resize(static_cast<std::size_t>(hours));
    add(Figure::of(*row, report), report.window(row->window), day.window(), curve);
  }
  std::vector<DayCurve> curves;
  for (auto& [place, curve] : places) {
    curve.place = place;
    curves.push_back(std::move(curve));
  }
  std::stable_sort(curves.begin(), curves.end(),
                   [](const DayCurve& a, const DayCurve& b) { return is_more(a.most, b.most); });
  return curves;
}

}  // namespace celltally

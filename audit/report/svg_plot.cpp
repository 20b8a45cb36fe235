#include "audit/report/svg_plot.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <vector>

#include "audit/report/figure_words.hpp"
#include "audit/report/markup.hpp"
#include "audit/report/plot_axis.hpp"

namespace celltally {

namespace {

// Of the picture and of what is drawn in it, in its own units; letters are 12 high.
constexpr double kWidth = 480;
constexpr double kHeight = 290;
constexpr double kLeft = 60;
constexpr double kRight = kWidth - 16;
constexpr double kTop = 30;
constexpr double kBottom = kHeight - 44;
constexpr std::size_t kColours = 6;
constexpr std::size_t kDotsMost = 40;  // of a line; more would hide it

struct Axes {
  PlotAxis across;
  PlotAxis up;

  double x(double value) const { return kLeft + across.share(value) * (kRight - kLeft); }
  double y(double value) const { return kBottom - up.share(value) * (kBottom - kTop); }
};

std::vector<double> all(const AuditCheck::Plot& plot,
                        std::vector<double> AuditCheck::Series::*which) {
  std::vector<double> values;
  for (const AuditCheck::Series& series : plot.series) {
    values.insert(values.end(), (series.*which).begin(), (series.*which).end());
  }
  return values;
}

void add_axes(const AuditCheck::Plot& plot, const Axes& axes, std::string& svg) {
  const auto end = std::back_inserter(svg);
  for (int i = axes.up.first; i <= axes.up.last; ++i) {
    const double value = i * axes.up.step;
    fmt::format_to(end, R"(<path class="grid" d="M{:.1f} {:.1f}H{:.1f}"/>)", kLeft, axes.y(value),
                   kRight);
    fmt::format_to(end, R"(<text x="{:.1f}" y="{:.1f}" text-anchor="end">{}</text>)", kLeft - 6,
                   axes.y(value) + 4, number_text(value));
  }
  for (int i = axes.across.first; i <= axes.across.last; ++i) {
    const double value = i * axes.across.step;
    fmt::format_to(end, R"(<path class="tick" d="M{:.1f} {:.1f}v5"/>)", axes.x(value), kBottom);
    fmt::format_to(end, R"(<text x="{:.1f}" y="{:.1f}" text-anchor="middle">{}</text>)",
                   axes.x(value), kBottom + 18, number_text(value));
  }
  fmt::format_to(end, R"(<path class="axis" d="M{:.1f} {:.1f}V{:.1f}H{:.1f}"/>)", kLeft, kTop,
                 kBottom, kRight);
  fmt::format_to(end, R"(<text class="label" x="4" y="14">{}</text>)", markup(plot.y_label));
  fmt::format_to(end, R"(<text class="label" x="{:.1f}" y="{:.1f}" text-anchor="end">{}</text>)",
                 kRight, kHeight - 6, markup(plot.x_label));
}

bool is_line(const AuditCheck::Series& series) {
  return series.x.size() > 1 && std::is_sorted(series.x.begin(), series.x.end());
}

void add_series(const AuditCheck::Series& series, const Axes& axes, std::string& svg) {
  std::string line;
  std::string dots;
  const std::size_t points = std::min(series.x.size(), series.y.size());
  for (std::size_t i = 0; i < points; ++i) {
    if (!std::isfinite(series.x[i]) || !std::isfinite(series.y[i])) continue;
    const double x = axes.x(series.x[i]);
    const double y = axes.y(series.y[i]);
    line += fmt::format("{}{:.1f} {:.1f}", line.empty() ? "M" : "L", x, y);
    dots += fmt::format(R"(<circle cx="{:.1f}" cy="{:.1f}" r="3"/>)", x, y);
  }
  if (is_line(series) && !line.empty()) svg += R"(<path class="line" d=")" + line + "\"/>";
  if (!is_line(series) || points <= kDotsMost) svg += dots;
}

std::string range_of(const std::vector<double>& values) {
  if (values.empty()) return "nothing";
  const auto ends = std::minmax_element(values.begin(), values.end());
  return number_text(*ends.first) + " to " + number_text(*ends.second);
}

std::string in_words(const AuditCheck::Plot& plot) {
  std::string words =
      fmt::format("{}. Across: {}. Up: {}.", plot.title, plot.x_label, plot.y_label);
  for (const AuditCheck::Series& series : plot.series) {
    words += fmt::format(" {}: {} points, across {}, up {}.", series.name, series.x.size(),
                         range_of(series.x), range_of(series.y));
  }
  return words;
}

}  // namespace

std::string series_class(const AuditCheck::Plot& plot, std::size_t series) {
  return "s" + std::to_string(series % kColours) + (is_line(plot.series[series]) ? "" : " dots");
}

std::string svg_plot(const AuditCheck::Plot& plot) {
  const Axes axes{PlotAxis::around(all(plot, &AuditCheck::Series::x), false),
                  PlotAxis::around(all(plot, &AuditCheck::Series::y), true)};
  std::string svg =
      fmt::format(R"(<svg class="plot" role="img" viewBox="0 0 {:.0f} {:.0f}" aria-label="{}">)",
                  kWidth, kHeight, markup(in_words(plot)));
  add_axes(plot, axes, svg);
  // The first, which is what was measured, is on top.
  for (std::size_t i = plot.series.size(); i-- > 0;) {
    svg += "<g class=\"" + series_class(plot, i) + "\">";
    add_series(plot.series[i], axes, svg);
    svg += "</g>";
  }
  return svg + "</svg>";
}

std::string svg_bullet(const AuditCheck::Figure& figure) {
  constexpr double kBulletWidth = 120;
  constexpr double kBeyond = 1.25;  // of the farther end, so that both are well inside
  if (!std::isfinite(figure.measured) || !std::isfinite(figure.bound)) return {};
  const double low = kBeyond * std::min({0., figure.measured, figure.bound});
  double high = kBeyond * std::max({0., figure.measured, figure.bound});
  if (low == high) high = low + 1;
  const auto x = [&](double value) { return 2 + (value - low) / (high - low) * kBulletWidth; };
  const bool at_most = figure.mark == AuditCheck::Figure::Mark::at_most;
  const double from = x(at_most ? low : figure.bound);
  const double to = x(at_most ? figure.bound : high);
  const double bar = std::min(x(0), x(figure.measured));
  return fmt::format(R"(<svg class="bullet" aria-hidden="true" viewBox="0 0 {:.0f} 16">)"
                     R"(<rect class="zone" x="{:.1f}" y="2" width="{:.1f}" height="12"/>)"
                     R"(<rect class="{}" x="{:.1f}" y="5" width="{:.1f}" height="6"/>)"
                     R"(<path class="mark" d="M{:.1f} 0V16"/></svg>)",
                     kBulletWidth + 4, from, to - from, figure.holds() ? "held" : "missed", bar,
                     std::max(1.5, std::abs(x(figure.measured) - x(0))), x(figure.bound));
}

}  // namespace celltally

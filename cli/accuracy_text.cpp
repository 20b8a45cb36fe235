#include <fmt/format.h>

#include <array>
#include <cmath>
#include <optional>
#include <string_view>

#include "cli/accuracy_figures.hpp"
#include "cli/accuracy_page.hpp"
#include "cli/dwell_accuracy.hpp"
#include "cli/flow_accuracy.hpp"
#include "cli/origin_accuracy.hpp"
#include "cli/wrapped.hpp"
#include "vocabulary/utc_text.hpp"

namespace celltally {

namespace {

constexpr std::size_t kColumns = 80;

// In the order in which they are explained; the events of a network last.
constexpr std::array kOrder{Statistic::presence, Statistic::visitors, Statistic::dwell,
                            Statistic::flows,    Statistic::origin,   Statistic::segments,
                            Statistic::roamers,  Statistic::machines, Statistic::events,
                            Statistic::quality};

// Not "-0.0".
double rounded(double value) {
  const double tenths = std::round(value * 10) / 10;
  return tenths == 0 ? 0 : tenths;
}

std::string percent(Ratio ratio) {
  return ratio ? fmt::format("{:.1f} %", rounded(*ratio * 100)) : "-";
}

std::string signed_percent(Ratio ratio) {
  if (!ratio) return "-";
  const double value = rounded(*ratio * 100);
  return value == 0 ? "0.0 %" : fmt::format("{:+.1f} %", value);
}

std::string decimal(Ratio value, int digits) {
  return value ? fmt::format("{:.{}f}", *value, digits) : "-";
}

std::string table(const Comparison& comparison) {
  std::string text = fmt::format("{:<9}{:<6}{:>8}{:>11}{:>11}{:>9}{:>8}{:>9}{:>9}\n", "", "by",
                                 "rows", "true", "counted", "bias", "error", "found", "right");
  for (const Statistic statistic : kOrder) {
    const auto& compared = comparison.of(statistic);
    if (compared.pairs.empty()) continue;
    const auto figures = AccuracyFigures::of(compared.rows(statistic));
    text += fmt::format("{:<9}{:<6}{:>8}{:>11}{:>11}{:>9}{:>8}{:>9}{:>9}\n", to_text(statistic),
                        compared.level, figures.rows, figures.truth, figures.counted,
                        signed_percent(figures.relative_bias()), decimal(figures.mean_error(), 2),
                        percent(figures.found()), percent(figures.right()));
  }
  return text +
         "\ntrue   as much as each device may add (simulate --truth, column bounded)\n"
         "bias   counted more than true\n"
         "error  of a row, without its sign, in the mean\n"
         "found  of what is true, the part that was counted at its place and time\n"
         "right  of what was counted, the part that is true\n";
}

std::string errors_by_size(const Comparison& comparison) {
  std::string lines;
  for (const Statistic statistic : {Statistic::presence, Statistic::visitors, Statistic::dwell}) {
    const auto& compared = comparison.of(statistic);
    if (compared.pairs.empty()) continue;
    const auto figures = AccuracyFigures::of(compared.rows(statistic));
    lines += fmt::format("{:<9}{:>14}{:>14}{:>16}\n", to_text(statistic),
                         percent(figures.relative_error(0)), percent(figures.relative_error(1)),
                         percent(figures.relative_error(2)));
  }
  if (lines.empty()) return {};
  return fmt::format(
             "\nMean error of a row, where so many people are true:\n{:<9}{:>14}{:>14}{:>16}\n", "",
             "1 to 19", "20 to 99", "100 and more") +
         lines;
}

std::string visitor_classes(const Comparison::OfStatistic& visitors) {
  std::string text;
  for (const Comparison::Pair& pair : visitors.by_detail()) {
    const std::string_view detail = pair.detail;
    if (!detail.starts_with("class=")) return {};
    text += fmt::format("{}{} {} (true {})", text.empty() ? "" : ", ", detail.substr(6),
                        pair.counted, pair.truth);
  }
  return text;
}

std::string own_words(Statistic statistic, const Comparison::OfStatistic& compared) {
  switch (statistic) {
    case Statistic::visitors: return visitor_classes(compared);
    case Statistic::dwell: {
      const auto dwell = DwellAccuracy::of(compared);
      return fmt::format("{} in the right class; {} minutes in the mean (true {})",
                         percent(dwell.same_class), decimal(dwell.counted_minutes, 1),
                         decimal(dwell.true_minutes, 1));
    }
    case Statistic::flows: {
      const auto flows = FlowAccuracy::of(compared);
      return fmt::format("common part of commuters {}, from zones with a mean of {} {} ({} of {})",
                         decimal(flows.common_part, 3), FlowAccuracy::kLargeMean,
                         decimal(flows.common_part_of_large, 3), flows.large_zones, flows.zones);
    }
    case Statistic::origin: {
      const auto origin = OriginAccuracy::of(compared);
      return fmt::format("known of {} (true {}), and then right of {}", percent(origin.known),
                         percent(origin.known_true), percent(origin.right));
    }
    default: return {};
  }
}

std::string notes(const Comparison& comparison, bool exact) {
  std::string text;
  std::string absent;
  for (const Statistic statistic : kOrder) {
    const auto& compared = comparison.of(statistic);
    const std::string words = compared.pairs.empty() ? "" : own_words(statistic, compared);
    if (!words.empty()) text += wrapped(fmt::format("{}: {}", to_text(statistic), words), kColumns);
    if (compared.withheld > 0) {
      text += wrapped(fmt::format("{}: {} rows are withheld, of which {} is true, and not compared",
                                  to_text(statistic), compared.withheld, compared.withheld_true),
                      kColumns);
    }
    if (compared.in_truth && compared.pairs.empty() && compared.withheld == 0) {
      absent += fmt::format("{}{}", absent.empty() ? "" : ", ", to_text(statistic));
    }
  }
  if (!absent.empty()) text += wrapped("not in the counts, or of other hours: " + absent, kColumns);
  if (!exact)
    text += "The counts are protected: what is rounded and withheld is part of the errors.\n";
  return text.empty() ? text : "\n" + text;
}

}  // namespace

std::string accuracy_text(const Comparison& comparison, bool exact) {
  return fmt::format("{} to {}\n\n", utc_seconds(comparison.window.from),
                     utc_seconds(comparison.window.to)) +
         table(comparison) + errors_by_size(comparison) + notes(comparison, exact);
}

}  // namespace celltally

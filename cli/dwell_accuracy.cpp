#include "cli/dwell_accuracy.hpp"

#include <string_view>

#include "cli/accuracy_figures.hpp"
#include "cli/dwell_minutes.hpp"

namespace celltally {

namespace {

// Nothing when the detail is no class of lengths.
std::optional<double> minutes_of(std::string_view detail) {
  constexpr std::string_view kKey = "class=";
  if (!detail.starts_with(kKey)) return std::nullopt;
  return dwell_minutes(detail.substr(kKey.size()));
}

}  // namespace

DwellAccuracy DwellAccuracy::of(const Comparison::OfStatistic& dwell) {
  std::uint64_t truth = 0, counted = 0;
  double true_minutes = 0, counted_minutes = 0;
  for (const Comparison::Pair& pair : dwell.by_detail()) {
    const auto minutes = minutes_of(pair.detail);
    if (!minutes) continue;
    truth += pair.truth;
    counted += pair.counted;
    true_minutes += *minutes * static_cast<double>(pair.truth);
    counted_minutes += *minutes * static_cast<double>(pair.counted);
  }
  DwellAccuracy accuracy;
  accuracy.true_minutes = ratio(true_minutes, truth);
  accuracy.counted_minutes = ratio(counted_minutes, counted);
  accuracy.same_class = AccuracyFigures::of(dwell.pairs).found();
  return accuracy;
}

}  // namespace celltally

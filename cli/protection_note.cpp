#include "cli/protection_note.hpp"

#include <fmt/format.h>

#include <cmath>

namespace celltally {

namespace {

constexpr double kDelta = 1e-9;

std::string noise_note(const ReportProtection& protection) {
  const PrivacyLoss day = protection.noise->day();
  std::string text;
  if (protection.seed) {
    text = fmt::format(
        "NOISE FROM SEED {}: for the lab, never publish: who knows the seed can take the noise "
        "off. ",
        *protection.seed);
  }
  text += "Each number has noise of its own: 95 of 100 are off by less than";
  const char* before = " ";
  for (std::size_t i = 0; i < kStatistics; ++i) {
    const auto& family = protection.noise->families[i];
    if (!family) continue;
    text +=
        fmt::format("{}{:.0f} ({})", before, std::ceil(1.96 * family->noise.standard_deviation()),
                    to_text(static_cast<Statistic>(i)));
    before = ", ";
  }
  text += fmt::format(
      ". What a day of one device changes in all of them together is bounded: epsilon {:.2f} at "
      "delta 1e-9.",
      day.epsilon(kDelta));
  return protection.seed ? text : text + " Each run draws anew: publish one only.";
}

}  // namespace

std::string thresholds_text(const NoiseRules& rules) {
  std::string text;
  for (std::size_t i = 0; i < kStatistics; ++i) {
    const auto& family = rules.families[i];
    if (!family || family->threshold == 0) continue;
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", to_text(static_cast<Statistic>(i)),
                        family->threshold);
  }
  return text;
}

std::string protection_note(const ReportProtection& protection) {
  if (protection.exact) return "EXACT COUNTS: for the lab, not protected, never publish";
  if (protection.noise) return noise_note(protection);
  return fmt::format(
      "Threshold only: {} people at least, rounded to {}. This is no protection against "
      "somebody who knows almost everyone in a cell, or who compares overlapping numbers. Numbers "
      "of events hold the repeats of one person.",
      protection.rules.people_min, protection.rules.rounding);
}

}  // namespace celltally

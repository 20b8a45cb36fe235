#include "cli/spent_day.hpp"

#include <algorithm>

namespace celltally {

namespace {

// Each of these windows has one number of a person; of other statistics a day's windows share what
// a person may be in.
bool one_a_window(Statistic statistic) {
  return statistic == Statistic::presence || statistic == Statistic::machines;
}

}  // namespace

PrivacyLoss SpentDay::loss() const {
  NoiseRules rules;
  for (const auto& [statistic, family] : families) {
    rules.families[static_cast<std::size_t>(statistic)] = family.rules;
  }
  return rules.day();
}

std::vector<SpentDay> spent_days(std::span<const LedgerEntry> entries) {
  std::map<Timestamp, SpentDay> days;
  for (const LedgerEntry& entry : entries) {
    SpentDay& day = days[entry.day];
    day.day = entry.day;
    SpentDay::Family& family = day.families[entry.statistic];
    ++family.windows;
    const SegmentHeader::Noise& noise = *entry.protection.noise;
    family.rules = {.cap = noise.cap,
                    .noise = {noise.shape, {noise.scale_tenths}},
                    .threshold = noise.threshold};
    if (one_a_window(entry.statistic)) {
      family.rules.cap =
          static_cast<std::uint32_t>(std::min<std::uint64_t>(noise.cap, family.windows));
    }
  }
  std::vector<SpentDay> in_order;
  for (auto& [day, spent] : days) in_order.push_back(std::move(spent));
  return in_order;
}

}  // namespace celltally

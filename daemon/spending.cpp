#include "daemon/spending.hpp"

namespace celltally {

SegmentHeader::Protection Spending::protection_of(Statistic statistic) const {
  const FamilyRules& family = rules_.of(statistic).value();
  SegmentHeader::Protection protection{.people_min = rules_.people_min, .rounding = 0, .noise = {}};
  protection.noise = {
      .shape = family.noise.shape,
      .scale_tenths = family.noise.scale.tenths,
      .cap = family.cap,
      .threshold = family.threshold,
      .near_below = family.threshold == 0 ? 0 : family.threshold + rules_.near_below,
      .hard_floor = rules_.hard_floor};
  return protection;
}

Result<SegmentHeader::Ledger, std::string> Spending::spend(const std::string& probe,
                                                           const ClosedWindow& window,
                                                           Timestamp now) {
  return ledger_.spend({.at = Timestamp::from_seconds(now.seconds()),
                        .probe = probe,
                        .day = calendar_.day(window.window.from).from,
                        .statistic = window.statistic,
                        .window = window.window,
                        .protection = protection_of(window.statistic),
                        .previous = {}});
}

}  // namespace celltally

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>

#include "disclose/family_rules.hpp"
#include "disclose/noise_choice.hpp"
#include "noise/privacy_loss.hpp"
#include "vocabulary/place.hpp"
#include "vocabulary/statistic.hpp"

namespace celltally {

// Mode noise (design decision 9, privacy reference 2.3 and 2.4): every number of every statistic
// that runs has noise of its own, what is left below a threshold is withheld, and what one person
// may add is bounded, so that the loss of a day can be said.
struct NoiseRules {
  // By statistic; those without are not released.
  std::array<std::optional<FamilyRules>, kStatistics> families{};
  std::uint64_t people_min = 20;  // what the thresholds are made for
  // A number needs `people_min` people themselves as well: a hard floor for who must have one, with
  // thresholds so high that what it tells stays within delta.
  bool hard_floor = false;
  std::uint64_t start_above = 15;  // over the threshold, to begin a series of published numbers
  std::uint64_t near_below = 40;   // over the threshold: published, but likely too high
  // Cells that have no numbers of their own: they are in that of their zone's rest.
  std::set<Place> sensitive{};

  // What follows from a choice. Of presence a person is in every number of the day: the more there
  // are, the wider their noise. Geometric noise is equally wide in all statistics, so that a day
  // loses the epsilon that was chosen.
  static NoiseRules from(const NoiseChoice& choice);

  const std::optional<FamilyRules>& of(Statistic statistic) const noexcept {
    return families[static_cast<std::size_t>(statistic)];
  }

  // What is withheld of `places` rows together is told from this number on.
  std::uint64_t rest_threshold(const Noise& noise, std::size_t places) const noexcept;

  // Of one device, day and probe. A device is a person or a machine in each hour, and a guest or
  // not: of these the dearer one counts.
  PrivacyLoss day() const noexcept;

  friend bool operator==(const NoiseRules&, const NoiseRules&) = default;
};

// The least multiple of five that a number with `people` behind it reaches with a chance below one
// in a thousand (3.09 standard deviations, 4.40 of geometric noise); with a hard floor, below
// 10^-10 or so (6.58, 16.8).
std::uint64_t threshold_for(std::uint64_t people, const Noise& noise, bool hard_floor) noexcept;

}  // namespace celltally

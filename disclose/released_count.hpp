#pragma once

#include <cstdint>
#include <optional>

#include "vocabulary/release_state.hpp"
#include "vocabulary/statistic.hpp"
#include "vocabulary/tally_key.hpp"
#include "vocabulary/window.hpp"

namespace celltally {

// One publishable row. Only Gate and NoiseRelease can make one; whatever lies behind disclose/
// takes nothing else.
class ReleasedCount {
 public:
  Statistic statistic() const noexcept { return statistic_; }
  const TallyKey& key() const noexcept { return key_; }
  Window window() const noexcept { return window_; }
  ReleaseState state() const noexcept { return state_; }
  // Only when published.
  std::optional<std::uint64_t> value() const noexcept {
    return state_ == ReleaseState::published ? std::optional{value_} : std::nullopt;
  }

  // How wide the noise in the value is, in tenths: about two thirds of values are off by less. 0:
  // without noise.
  std::uint32_t sigma_tenths() const noexcept { return sigma_tenths_; }
  // Published, but so little above the threshold that it is likely too high.
  bool near_threshold() const noexcept { return near_threshold_; }
  // The value is of so many withheld places together, of the site or zone that is the row's. 0: of
  // the place itself.
  std::uint32_t rest_of() const noexcept { return rest_of_; }

 private:
  friend class Gate;
  friend class NoiseRelease;
  ReleasedCount() = default;

  Statistic statistic_ = Statistic::presence;
  TallyKey key_;
  Window window_;
  ReleaseState state_ = ReleaseState::no_data;
  std::uint64_t value_ = 0;
  std::uint32_t sigma_tenths_ = 0;
  std::uint32_t rest_of_ = 0;
  bool near_threshold_ = false;
};

}  // namespace celltally

#pragma once

#include <cstdint>
#include <optional>

#include "vocabulary/release_state.hpp"
#include "vocabulary/statistic.hpp"
#include "vocabulary/tally_key.hpp"
#include "vocabulary/window.hpp"

namespace celltally {

// One publishable row. Only the Gate can make one; whatever lies behind disclose/ takes nothing
// else.
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

 private:
  friend class Gate;
  ReleasedCount() = default;

  Statistic statistic_ = Statistic::presence;
  TallyKey key_;
  Window window_;
  ReleaseState state_ = ReleaseState::no_data;
  std::uint64_t value_ = 0;
};

}  // namespace celltally

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "vocabulary/gap_class.hpp"

namespace celltally {

// How far apart a device's events in cells are in a day (privacy reference 1.3, table Q), and how
// evenly spaced its acts are, also those of which no cell is told (1.0, for things): what it does
// because it has something to do, not by a timer of the network or because it moves. Gaps under a
// minute do not count: a procedure has several messages. All zero at first. Seconds count from the
// day's beginning.
class EventGaps {
 public:
  static constexpr std::uint32_t kLeastS = 60;
  // So many gaps between acts at least, or nothing is said about how regular they are.
  static constexpr std::uint32_t kRegularMin = 8;
  // So many are looked at.
  static constexpr std::uint32_t kRegularMax = 255;

  // Events older than the last one change nothing, and likewise acts.
  void note(std::uint32_t second) noexcept {
    if (second + 1 < last_plus_1_) return;
    if (last_plus_1_ != 0) add(second + 1 - static_cast<std::uint32_t>(last_plus_1_));
    last_plus_1_ = (second + 1) & 0x1ffff;
  }
  void note_act(std::uint32_t second) noexcept {
    if (second + 1 < act_plus_1_) return;
    if (act_plus_1_ != 0) space(second + 1 - static_cast<std::uint32_t>(act_plus_1_));
    act_plus_1_ = (second + 1) & 0x1ffff;
  }
  void forget_acts() noexcept {
    act_plus_1_ = 0;
    spaces_ = 0;
    sum_ = 0;
    squares_ = 0;
  }

  // Of the median, the lower of two in the middle; nothing when there is no gap.
  std::optional<GapClass> median() const noexcept {
    const std::uint64_t counts[kGapClasses] = {m2_, m5_, m10_, m20_, more_};
    std::uint64_t all = 0;
    for (const std::uint64_t count : counts) all += count;
    if (all == 0) return std::nullopt;
    std::uint64_t passed = 0;
    std::size_t at = 0;
    while ((passed += counts[at]) <= (all - 1) / 2) ++at;
    return static_cast<GapClass>(at);
  }

  // As a meter's acts: their spacing has a coefficient of variation below 0.1.
  bool regular() const noexcept {
    // variance / mean^2 = (n * squares - sum^2) / sum^2
    const std::uint64_t spaces = spaces_, sum = sum_, squares = squares_;
    return spaces >= kRegularMin && (spaces * squares - sum * sum) * 100 < sum * sum;
  }

 private:
  static constexpr std::uint32_t kUnitS = 8;  // of the sums, to fit

  void add(std::uint32_t gap) noexcept {
    if (gap < kLeastS) return;
    switch (gap_class_of(gap)) {
      case GapClass::m2: ++m2_; break;
      case GapClass::m5: ++m5_; break;
      case GapClass::m10: ++m10_; break;
      case GapClass::m20: ++m20_; break;
      case GapClass::more: ++more_; break;
    }
  }

  void space(std::uint32_t gap) noexcept {
    if (gap < kLeastS || spaces_ == kRegularMax) return;
    ++spaces_;
    const std::uint64_t units = (gap + kUnitS / 2) / kUnitS;
    sum_ = (sum_ + units) & 0x3fff;
    squares_ = (squares_ + units * units) & 0x7ff'ffff;
  }

  // A day of 25 hours has room for 1500 gaps of a minute, 749 of more than two, and so on.
  std::uint64_t last_plus_1_ : 17;
  std::uint64_t m2_ : 11, m10_ : 9;
  std::uint64_t squares_ : 27;  // of spaces, in units of kUnitS
  std::uint64_t act_plus_1_ : 17;
  std::uint64_t m5_ : 10, m20_ : 8, more_ : 7;
  std::uint64_t spaces_ : 8, sum_ : 14;
};

static_assert(sizeof(EventGaps) == 16);

}  // namespace celltally

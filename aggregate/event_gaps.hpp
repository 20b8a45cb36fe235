#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "vocabulary/gap_class.hpp"

namespace celltally {

// How far apart a device's events of a day are (privacy reference 1.3, table Q; 1.0 for things).
// Gaps under a minute do not count: a procedure has several messages. All zero at first. Seconds
// count from the day's beginning.
class EventGaps {
 public:
  static constexpr std::uint32_t kLeastS = 60;
  // So many gaps at least, or nothing is said about how regular they are.
  static constexpr std::uint32_t kRegularMin = 8;

  // Events older than the last one change nothing.
  void note(std::uint32_t second) noexcept {
    if (begun_ == 0) {
      begun_ = 1;
    } else if (second < last_) {
      return;
    } else if (second - last_ >= kLeastS) {
      add(second - static_cast<std::uint32_t>(last_));
    }
    last_ = second & 0x1ffff;
  }

  // Of the median, the lower of two in the middle; nothing when there is no gap.
  std::optional<GapClass> median() const noexcept {
    const std::uint64_t counts[kGapClasses] = {m2_, m5_, m10_, m20_, more_};
    if (count() == 0) return std::nullopt;
    std::uint64_t passed = 0;
    std::size_t at = 0;
    while ((passed += counts[at]) <= (count() - 1) / 2) ++at;
    return static_cast<GapClass>(at);
  }

  // As a meter's: the spacing has a coefficient of variation below 0.1.
  bool regular() const noexcept {
    // variance / mean^2 = (n * squares - sum^2) / sum^2
    const std::uint64_t sum = sum_, squares = squares_;
    return count() >= kRegularMin && (count() * squares - sum * sum) * 100 < sum * sum;
  }

 private:
  static constexpr std::uint32_t kUnitS = 4;  // of the sums, to fit

  std::uint64_t count() const noexcept {
    const std::uint64_t m2 = m2_, m5 = m5_, m10 = m10_, m20 = m20_, more = more_;
    return m2 + m5 + m10 + m20 + more;
  }

  void add(std::uint32_t gap) noexcept {
    switch (gap_class_of(gap)) {
      case GapClass::m2: ++m2_; break;
      case GapClass::m5: ++m5_; break;
      case GapClass::m10: ++m10_; break;
      case GapClass::m20: ++m20_; break;
      case GapClass::more: ++more_; break;
    }
    const std::uint64_t units = gap / kUnitS;
    sum_ = (sum_ + units) & 0x7fff;
    squares_ = (squares_ + units * units) & 0x1fff'ffff;
  }

  // A day of 25 hours has room for 1500 gaps of a minute, and the sums for all of it.
  std::uint64_t m2_ : 11, m5_ : 11, m10_ : 11, m20_ : 11, more_ : 11;
  std::uint64_t sum_ : 15, squares_ : 29;  // in units of kUnitS
  std::uint64_t last_ : 17;
  std::uint64_t begun_ : 1;
};

static_assert(sizeof(EventGaps) == 16);

}  // namespace celltally

#pragma once

#include <cstddef>
#include <cstdint>

#include "aggregate/day_hours.hpp"
#include "vocabulary/event_kind.hpp"

namespace celltally {

// That a person was in a cell today, and which kinds of events were seen of it in the open hours.
// All zero: an empty slot.
class HourMark {
 public:
  static constexpr std::uint64_t key_of(std::uint32_t person, std::uint32_t cell) noexcept {
    return (std::uint64_t{person} + 1) << 32 | cell;
  }

  std::uint64_t key() const noexcept { return key_; }
  void set_key(std::uint64_t key) noexcept { key_ = key; }

  // The bit of an EventKind but none, which no visit is made of.
  static constexpr std::uint16_t bit(EventKind kind) noexcept {
    return static_cast<std::uint16_t>(1u << (static_cast<unsigned>(kind) - 1));
  }

  // The person was not here after all: somebody else was, who is counted instead.
  bool taken_back() const noexcept { return (hours_ & kTakenBack) != 0; }
  void take_back() noexcept { hours_ = kTakenBack; }
  void put_back() noexcept { hours_ &= ~kTakenBack; }

  // Bits of EventKinds. What an older hour left in the same place reads as nothing, so that
  // nobody needs to sweep the set when an hour closes.
  std::uint16_t kinds(std::size_t hour) const noexcept {
    const std::uint64_t field = hours_ >> shift(hour) & kFieldMask;
    return field >> kKindBits == hour ? static_cast<std::uint16_t>(field & kKindsMask) : 0;
  }

  void set_kinds(std::size_t hour, std::uint16_t kinds) noexcept {
    hours_ &= ~(kFieldMask << shift(hour));
    hours_ |= (std::uint64_t{hour} << kKindBits | kinds) << shift(hour);
  }

 private:
  static constexpr unsigned kKindBits = 16;
  static constexpr unsigned kFieldBits = 21;
  static constexpr std::uint64_t kKindsMask = (1u << kKindBits) - 1;
  static constexpr std::uint64_t kFieldMask = (1u << kFieldBits) - 1;
  static_assert(kEventKinds - 1 <= kKindBits);
  static_assert(DayHours::kHoursMax <= 1u << (kFieldBits - kKindBits));
  static_assert(DayHours::kEventsOpen * kFieldBits < 64);
  static constexpr std::uint64_t kTakenBack = std::uint64_t{1} << 63;

  static constexpr unsigned shift(std::size_t hour) noexcept {
    return static_cast<unsigned>(hour % DayHours::kEventsOpen) * kFieldBits;
  }

  std::uint64_t key_;    // 0: empty
  std::uint64_t hours_;  // taken back : 1, then at `hour % kEventsOpen`: hour : 5 | kinds : 16
};

static_assert(sizeof(HourMark) == 16, "four in a cache line");

}  // namespace celltally

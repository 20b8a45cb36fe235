#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "vocabulary/signalling_event.hpp"

namespace celltally {

// What a burst revises of what was counted, each before one of its events: the one that told who
// somebody is. What was counted until then is taken back and counted anew, and then goes on, as it
// would have, had it been known. One thread.
class Revisions {
 public:
  static constexpr std::size_t kMost = 2048;

  // From now on before that event of the burst.
  void stand_before(std::size_t event) noexcept { before_ = static_cast<std::uint16_t>(event); }

  bool has_room(std::size_t more) const noexcept { return count_ + more <= kMost; }

  // REQUIRES: has_room(1).
  void add(const SignallingEvent& event) noexcept {
    events_[count_] = event;
    befores_[count_++] = before_;
  }

  std::span<const SignallingEvent> all() const noexcept { return std::span{events_}.first(count_); }

  // `keeps`: (SignallingEvent&, before which event) -> whether it stays; may change it.
  template <typename Keeps>
  void keep_if(const Keeps& keeps) noexcept {
    std::size_t left = 0;
    for (std::size_t i = 0; i < count_; ++i) {
      SignallingEvent event = events_[i];
      if (!keeps(event, std::size_t{befores_[i]})) continue;
      befores_[left] = befores_[i];
      events_[left++] = event;
    }
    count_ = left;
  }

  // Calls `take` with all events of the burst and all revisions, each part in its turn.
  template <typename Take>
  void in_order(std::span<const SignallingEvent> burst, const Take& take) const {
    std::size_t taken = 0;
    for (std::size_t i = 0; i < count_;) {
      const std::size_t before = befores_[i];
      std::size_t end = i;
      while (end < count_ && befores_[end] == before) ++end;
      if (before > taken) take(burst.subspan(taken, before - taken));
      take(all().subspan(i, end - i));
      taken = before;
      i = end;
    }
    take(burst.subspan(taken));
  }

  void clear() noexcept { count_ = before_ = 0; }

  // Overwrites the tags, too.
  void forget() noexcept {
    events_.fill(SignallingEvent{});
    clear();
  }

 private:
  std::array<SignallingEvent, kMost> events_;
  std::array<std::uint16_t, kMost> befores_{};
  std::size_t count_ = 0;
  std::uint16_t before_ = 0;
};

}  // namespace celltally

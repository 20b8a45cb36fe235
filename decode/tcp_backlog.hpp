#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "decode/slot_index.hpp"
#include "vocabulary/timestamp.hpp"

namespace celltally {

// Octets of TCP streams that wait for others: the beginning of a message, and what came before its
// turn. Each stream that waits has a place of its own, in which octet number 0 is the first that
// the stream has not given away yet. All memory is taken when made. One thread.
//
// Identifiers stand in the octets: what is given away or given up is wiped.
class TcpBacklog {
 public:
  static constexpr std::uint32_t kNone = UINT32_MAX;
  static constexpr std::size_t kRangesMax = 16;

  struct Limits {
    std::size_t streams_max = 64;  // that wait at once; 1 or more
    std::size_t octets_max =
        std::size_t{128} * 1024;  // of one; more than twice the largest message
  };

  explicit TcpBacklog(const Limits& limits);
  ~TcpBacklog();
  TcpBacklog(const TcpBacklog&) = delete;
  TcpBacklog& operator=(const TcpBacklog&) = delete;

  bool full() const noexcept { return index_.full(); }
  std::size_t streams() const noexcept { return index_.size(); }
  // The place that has waited longest, and who has it. kNone when there is none.
  std::uint32_t oldest() const noexcept { return index_.oldest(); }
  std::uint32_t owner(std::uint32_t place) const noexcept { return held_[place].owner; }
  Timestamp since(std::uint32_t place) const noexcept { return held_[place].since; }
  // When the hole was seen that stands before octets which came too early.
  Timestamp hole_since(std::uint32_t place) const noexcept { return held_[place].hole_since; }
  bool has_hole(std::uint32_t place) const noexcept;

  // A place for `owner`. REQUIRES: !full().
  std::uint32_t open(std::uint32_t owner, Timestamp at) noexcept;
  // Wipes it and takes it back; gives how many octets were in it.
  std::size_t close(std::uint32_t place) noexcept;

  // Puts octets in from number `from` on. Where there are some already, those stay. `fresh` is how
  // many are new. False, and nothing is put in, when there is no room for it.
  bool put(std::uint32_t place, std::size_t from, std::span<const std::uint8_t> octets,
           Timestamp at, std::size_t& fresh) noexcept;

  // Those from number 0 on, up to the first hole.
  std::span<std::uint8_t> ready(std::uint32_t place) noexcept;
  // Gives the first `octets` of them away: number 0 is behind them. They stay what they are until
  // compact() or close(). REQUIRES: they are ready().
  void consume(std::uint32_t place, std::size_t octets) noexcept;
  // Gives up what is ready and the hole behind it: number 0 is the first octet after it. Gives how
  // far that is; `given_up` is how many octets were there. 0 when there is no hole.
  std::size_t skip_hole(std::uint32_t place, Timestamp at, std::size_t& given_up) noexcept;

  // It waits anew: something was given away. REQUIRES: it is open.
  void touch(std::uint32_t place, Timestamp at) noexcept;
  // Wipes what was given away, and makes its room usable again.
  void compact(std::uint32_t place) noexcept;

  // Octets that wait, of all streams.
  std::size_t octets() const noexcept { return octets_waiting_; }

  // Places, ranges and words looked at or moved since the start: the work done, for tests that it
  // is bounded.
  std::uint64_t steps() const noexcept { return steps_ + index_.steps(); }

 private:
  // Slots come and go by their number alone.
  struct Serial {
    std::uint64_t number = 0;
    constexpr std::array<std::uint64_t, 1> words() const noexcept { return {number}; }
    friend bool operator==(const Serial&, const Serial&) = default;
  };
  using Index = SlotIndex<Serial>;

  // Where octets are, counted from the beginning of the place's memory.
  struct Range {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
  };
  struct Held {
    Timestamp since;
    Timestamp hole_since;
    std::uint32_t owner = kNone;
    std::uint32_t begin = 0;  // of octet number 0
    std::uint32_t reach = 0;  // behind the last octet that is or was there
    std::uint32_t ranges = 0;
    std::array<Range, kRangesMax> range{};  // in order, apart from each other
  };

  std::size_t fill_gaps(std::uint32_t place, const Range& whole,
                        std::span<const std::uint8_t> octets,
                        std::span<const Range> there) noexcept;
  static void join_ranges(Held& held, Range whole, std::uint32_t first,
                          std::uint32_t last) noexcept;
  static void drop_first(Held& held, std::uint32_t up_to) noexcept;
  std::span<std::uint8_t> memory(std::uint32_t place) noexcept;

  Limits limits_;
  Index index_;
  std::vector<Held> held_;
  std::vector<std::uint8_t> octets_;
  std::uint64_t serial_ = 0;
  std::size_t octets_waiting_ = 0;
  std::uint64_t steps_ = 0;
};

}  // namespace celltally

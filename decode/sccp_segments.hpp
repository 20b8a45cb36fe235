#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "decode/sccp_message.hpp"
#include "decode/sccp_segment_key.hpp"
#include "decode/slot_index.hpp"
#include "vocabulary/timestamp.hpp"

namespace celltally {

// Puts together messages that SCCP carries in pieces: on a connection, by the bit for more (ITU-T
// Q.713 3.7); else by the segmentation parameter (3.17). Pieces must come in their order, as the
// network below sees to. All memory is taken when made. One thread.
//
// Identifiers stand in the pieces: copies are wiped when their place is given back.
class SccpSegments {
 public:
  struct Limits {
    std::size_t messages_max = 256;         // begun at once; 1 or more
    std::size_t message_octets_max = 4096;  // of one message
    std::size_t lent_max = 16;              // messages of that size put together from one packet
    std::int64_t age_s_max = 2;             // packet time; 0 to 10^9
  };
  // Every message begun ends in exactly one of joined, expired, evicted, refused, or is still held.
  struct Counters {
    std::uint64_t segments = 0;  // all that were taken, and those that were not
    std::uint64_t stray = 0;     // of them: the beginning was not seen, or one is missing
    std::uint64_t begun = 0;
    std::uint64_t joined = 0;
    std::uint64_t expired = 0;
    std::uint64_t evicted = 0;  // the one begun first, when a new one needed its place
    std::uint64_t refused = 0;  // too large, out of order, or too much for one packet
  };
  enum class Added : std::uint8_t {
    whole,      // was no piece: nothing was done
    held,       // more is to come
    completed,  // `message.data` is the whole
    refused,
  };

  explicit SccpSegments(const Limits& limits);
  ~SccpSegments();
  SccpSegments(const SccpSegments&) = delete;
  SccpSegments& operator=(const SccpSegments&) = delete;

  // Gives back what add() lent, and what is too old at `at`: before every packet.
  void begin_packet(Timestamp at) noexcept {
    at_ = at;
    if (lent_octets_ != 0 || index_.size() != 0) give_back();
  }

  // Where it is a piece, takes it. When it completes a message, `message.data` is in memory that is
  // this object's until begin_packet().
  Added add(SccpMessage& message) noexcept;

  std::size_t held() const noexcept { return index_.size(); }
  bool lent() const noexcept { return lent_octets_ != 0; }
  const Counters& counters() const noexcept { return counters_; }

  // Comparisons made since the start: the work done, for tests that it is bounded.
  std::uint64_t steps() const noexcept { return index_.steps(); }

 private:
  using Index = SlotIndex<SccpSegmentKey>;

  struct Held {
    Timestamp at;
    std::size_t octets = 0;
    std::uint8_t segments_left = 0;
    bool spoiled = false;  // too large: the rest of it is waited for, and left out
  };

  Added add_on_connection(SccpMessage& message, const SccpSegmentKey& key) noexcept;
  Added add_numbered(SccpMessage& message, const SccpSegmentKey& key) noexcept;
  std::uint32_t begin(const SccpSegmentKey& key, std::uint8_t segments_left) noexcept;
  void append(std::uint32_t slot, std::span<const std::uint8_t> data) noexcept;
  Added complete(std::uint32_t slot, SccpMessage& message) noexcept;
  Added stray() noexcept;
  void give_back() noexcept;
  void free(std::uint32_t slot, std::uint64_t& counter) noexcept;
  std::span<std::uint8_t> octets(std::uint32_t slot) noexcept;

  Limits limits_;
  std::int64_t age_ns_max_;
  Index index_;
  std::vector<Held> held_;
  std::vector<std::uint8_t> octets_;
  std::vector<std::uint8_t> lent_;
  std::size_t lent_octets_ = 0;
  Timestamp at_;
  Counters counters_;
};

}  // namespace celltally

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "decode/sctp_chunk.hpp"
#include "decode/sctp_fragment_key.hpp"
#include "decode/sctp_message.hpp"
#include "decode/slot_index.hpp"
#include "vocabulary/timestamp.hpp"

namespace celltally {

// Puts fragmented user messages of SCTP together, whatever order the fragments come in. Those that
// follow each other are linked as they come; a message is whole when they reach from a first to a
// last one. All memory is taken when made. One thread.
//
// Identifiers stand in the fragments: copies are wiped when their place is given back, what add()
// was given when it returns.
class SctpFragments {
 public:
  struct Limits {
    std::size_t fragments_max = 512;          // held at once, of all messages; 1 or more
    std::size_t fragment_octets_max = 9216;   // of one: jumbo frames
    std::size_t message_fragments_max = 128;  // of one message
    std::size_t message_octets_max = 65536;   // of one message; of those of one packet, twice that
    std::int64_t age_s_max = 2;               // packet time; 0 to 10^9
  };
  // Every fragment taken ends in exactly one of joined, expired, evicted, refused, forgotten, or
  // is still held. Copies and what does not fit are not taken.
  struct Counters {
    std::uint64_t taken = 0;
    std::uint64_t joined = 0;
    std::uint64_t expired = 0;
    std::uint64_t evicted = 0;    // with the oldest one, when a new one needed its place
    std::uint64_t refused = 0;    // of a message too large, or too much for one packet
    std::uint64_t forgotten = 0;  // their association ended
    std::uint64_t messages = 0;   // put together
  };
  enum class Added : std::uint8_t {
    held,
    completed,  // its message is whole
    refused,    // taken, and given up with all of its message
    copy,       // not taken
    too_large,  // not taken
  };

  explicit SctpFragments(const Limits& limits);
  ~SctpFragments();
  SctpFragments(const SctpFragments&) = delete;
  SctpFragments& operator=(const SctpFragments&) = delete;

  // Gives back what add() lent, and what is too old at `at`: before every packet.
  void begin_packet(Timestamp at) noexcept {
    if (lent_octets_ != 0 || index_.size() != 0) give_back(at);
  }

  // Takes a fragment, and wipes it where it was. When it completes a message, `whole` has its
  // payload and PPID, in memory that is this object's until begin_packet().
  // REQUIRES: !data.cut, and not both first and last.
  Added add(const SctpDirectionKey& direction, const SctpData& data, Timestamp at,
            SctpMessage& whole) noexcept;

  // This direction of the association has ended: the rest will not come.
  void forget(const SctpDirectionKey& direction) noexcept;

  std::size_t held() const noexcept { return index_.size(); }
  bool lent() const noexcept { return lent_octets_ != 0; }
  const Counters& counters() const noexcept { return counters_; }

  // Comparisons made since the start: the work done, for tests that it is bounded.
  std::uint64_t steps() const noexcept { return steps_ + index_.steps(); }

 private:
  using Index = SlotIndex<SctpFragmentKey>;

  struct Held {
    Timestamp at;
    std::uint32_t octets = 0;
    std::uint32_t ppid = 0;
    std::uint32_t before = Index::kNone;  // of the same message
    std::uint32_t after = Index::kNone;
    bool first = false;
    bool last = false;
  };
  // Fragments that follow each other, as far as they are there.
  struct Run {
    std::uint32_t begin = Index::kNone;
    std::uint32_t end = Index::kNone;
    std::size_t fragments = 0;
    std::size_t octets = 0;
  };

  void give_back(Timestamp at) noexcept;
  std::uint32_t hold(const SctpFragmentKey& key, const SctpData& data, Timestamp at) noexcept;
  void link(std::uint32_t slot) noexcept;
  Run run_of(std::uint32_t slot) noexcept;
  bool lend(const Run& run, SctpMessage& whole) noexcept;
  void free_run(const Run& run, std::uint64_t& counter) noexcept;
  std::span<std::uint8_t> octets(std::uint32_t slot) noexcept;

  Limits limits_;
  std::int64_t age_ns_max_;
  Index index_;
  std::vector<Held> held_;
  std::vector<std::uint8_t> octets_;
  std::vector<std::uint8_t> lent_;
  std::size_t lent_octets_ = 0;
  std::uint64_t steps_ = 0;
  Counters counters_;
};

}  // namespace celltally

#pragma once

#include <cstddef>
#include <cstdint>

namespace celltally {

class UdpReassembler {
 public:
  struct Limits {
    std::size_t datagrams_max = 256;          // being put together at once
    std::size_t datagram_octets_max = 16384;  // of one datagram; GTP-C fits in far less
    std::size_t fragments_max = 32;           // of one datagram
    std::int64_t age_s_max = 2;               // packet time from the first fragment
  };
  // Every datagram begun ends in exactly one of completed, expired, evicted, refused, or is still
  // held.
  struct Counters {
    std::uint64_t begun = 0;
    std::uint64_t completed = 0;
    std::uint64_t expired = 0;
    std::uint64_t evicted = 0;  // the oldest, when a new one needed its place
    std::uint64_t refused = 0;  // overlap, too many fragments, too large
  };

  explicit UdpReassembler(const Limits& limits);
  const Counters& counters() const noexcept { return counters_; }

 private:
  Counters counters_;
};

}  // namespace celltally

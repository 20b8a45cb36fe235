#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "decode/datagram_index.hpp"
#include "decode/packet_outcome.hpp"
#include "vocabulary/timestamp.hpp"

namespace celltally {

// The datagrams of which no further fragment is wanted, and why: only a first fragment shows the
// ports, so the others are recognised by its key. Bounded: the oldest is forgotten for a new one.
// All memory is taken when made. One thread.
class DroppedDatagrams {
 public:
  DroppedDatagrams(std::size_t datagrams_max, std::int64_t age_ns_max);

  // With which outcome fragments of this datagram end; nothing when it was not dropped, or longer
  // ago than the age.
  std::optional<PacketOutcome> find(const DatagramKey& key, Timestamp at) noexcept;

  void remember(const DatagramKey& key, PacketOutcome outcome, Timestamp at) noexcept;
  void forget(const DatagramKey& key) noexcept;

  std::uint64_t steps() const noexcept { return index_.steps(); }

 private:
  struct Drop {
    Timestamp at;
    PacketOutcome outcome{};
  };

  DatagramIndex index_;
  std::vector<Drop> drops_;
  std::int64_t age_ns_max_;
};

}  // namespace celltally

#pragma once

#include <cstdint>
#include <vector>

#include "aggregate/shard.hpp"
#include "anonymise/anonymiser.hpp"
#include "daemon/port_status.hpp"
#include "decode/decoder.hpp"
#include "vocabulary/timestamp.hpp"

namespace celltally {

// What the capture has done since it began. A copy, taken between two bursts: its numbers agree
// with one another. Exact, so it stays inside the process; ProbeStatus says what may be told.
struct CaptureTotals {
  std::uint64_t packets = 0;
  Decoder::Counters decoded;
  UdpReassembler::Counters reassembly;
  Anonymiser::Counters joined;
  Shard::Counters counted;
  std::uint64_t people = 0;  // of this epoch, machines included
  std::uint64_t cells = 0;   // of this epoch
  std::vector<PortStatus> ports;

  Timestamp at;               // when this copy was taken
  Timestamp last_packet;      // its time of arrival; 1970 when there was none
  Timestamp epoch;            // when the current key was born
  std::uint64_t windows = 0;  // closed
  std::uint64_t clock_steps = 0;
  EpochKey::Protection key = EpochKey::Protection::locked_memory;

  // Events that name a cell and were counted.
  std::uint64_t located() const noexcept {
    return counted.counted_person + counted.counted_machine + counted.counted_unauthenticated +
           counted.counted_unknown + counted.counted_no_presence;
  }
};

}  // namespace celltally

#pragma once

#include <cstdint>
#include <vector>

#include "anonymise/anonymiser.hpp"
#include "daemon/port_status.hpp"
#include "decode/decoder.hpp"
#include "vocabulary/timestamp.hpp"

namespace celltally {

// What one capture thread has done since it began.
struct WorkerTotals {
  std::uint64_t packets = 0;
  Decoder::Counters decoded;
  UdpReassembler::Counters reassembly;
  Anonymiser::Counters joined;
  std::uint64_t no_event = 0;     // messages that told of none and went to no shard's ring
  std::uint64_t ring_waits = 0;   // times that a shard's ring was full
  std::vector<PortStatus> ports;  // those that this thread looks after
  Timestamp at;                   // when this copy was taken
  Timestamp last_packet;          // its time of arrival; 1970 when there was none
  EpochKey::Protection key = EpochKey::Protection::locked_memory;
};

}  // namespace celltally

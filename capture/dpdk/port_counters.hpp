#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace celltally {

// What a port received and what it lost, since it was opened. Numbers of frames but for octets.
// Each lost frame is in one of the losses that lost() adds up.
struct PortCounters {
  std::uint64_t packets = 0;  // given to the workers
  std::uint64_t octets = 0;   // of these packets

  // What the driver says it received. Beside packets and too_long, this has what waits in its ring.
  std::uint64_t driver_packets = 0;

  std::uint64_t missed = 0;          // lost: the card's or the driver's ring was full
  std::uint64_t errors = 0;          // lost: damaged on the wire, or too long for the card
  std::uint64_t no_buffer = 0;       // lost: no free buffer in the pool
  std::uint64_t kernel_dropped = 0;  // lost: the kernel's ring for net_af_packet was full
  std::uint64_t too_long = 0;        // lost: longer than frame_bytes_max
  std::uint64_t maybe_cut = 0;       // not lost, but the end may be missing

  // The kernel's count for the interface, where it has one: frames that the kernel dropped before
  // or beside this port. Not part of lost(), because nobody knows whether they were ours.
  std::uint64_t interface_dropped = 0;

  // What may be lost without any counter here moving: one line each, empty when nothing.
  std::vector<std::string> blind_spots;

  std::uint64_t lost() const noexcept {
    return missed + errors + no_buffer + kernel_dropped + too_long;
  }
};

// One of the driver's own counters, by the name it has there.
struct DriverCounter {
  std::string name;
  std::uint64_t value = 0;
};

}  // namespace celltally

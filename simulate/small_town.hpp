#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "simulate/timed_packet.hpp"
#include "simulate/truth_row.hpp"

namespace celltally {

// A made-up small town with nine cells, its people for one day (15 January 2026, UTC), the packets
// that they cause between the nodes of their networks (S11, S5/S8, Gn; IPv4, IPv6, VLAN; fragments,
// retransmissions, piggybacked messages, user plane), and what is to be counted from them. The
// truth comes from what people do, never from the packets. The same options give the same bytes
// anywhere.
//
// Beside the people: one machine for every 50 of them, one emergency call without a SIM for every
// 100, and one person for every 30 whose session began before the capture.
struct SmallTown {
  struct Options {
    std::uint32_t people = 600;  // at most 50,000
    std::uint64_t seed = 1;
    int from_hour = 6;  // of the day in UTC, the capture's first; 4 to 27
    int to_hour = 22;   // the hour in which it has ended; more than from_hour, at most 28
  };

  std::vector<TimedPacket> packets;      // in the order of time
  std::vector<TruthRow> truth;           // see TruthBook::rows
  std::vector<std::string> identifiers;  // every IMSI, MSISDN and IMEISV in the packets
};

// REQUIRES: options in the ranges above.
SmallTown make_small_town(const SmallTown::Options& options);

}  // namespace celltally

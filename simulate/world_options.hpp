#pragma once

#include <cstdint>

#include "simulate/tapped_interface.hpp"
#include "vocabulary/timestamp.hpp"

namespace celltally {

// How a probe's port sees what the taps send.
enum class Mirror : std::uint8_t { none, gre, erspan, vxlan };

// A made-up world: how large, when, and what is seen of it. The same options give the same bytes
// anywhere.
struct WorldOptions {
  std::uint32_t people = 600;  // devices that people carry, at most kPeopleMost
  std::uint32_t cells = 12;    // of LTE, of the made-up geography
  std::uint32_t days = 1;
  int from_hour = 4;  // of the first day in UTC, the capture's first; 4 to 27
  int to_hour = 28;   // of the last day, the hour in which it has ended; at most 28
  std::uint64_t seed = 1;
  Timestamp midnight = Timestamp::from_seconds(1'768'435'200);  // 2026-01-15, before the first day
  std::uint32_t event_gap_minutes = 10;  // mean time between two acts of a busy device in a place
  TappedInterfaces tapped{TappedInterface::s11};
  std::uint32_t user_plane_percent = 0;    // of packets, less than 100
  std::uint32_t fragmented_per_mille = 0;  // IPv4 packets cut into pieces of 96 octets
  std::uint32_t lost_per_mille = 0;
  std::uint32_t doubled_per_mille = 0;
  std::uint32_t reordered_per_mille = 0;
  Mirror mirror = Mirror::none;
  bool bundle = false;  // several messages of an SCTP association in one packet

  static constexpr std::uint32_t kPeopleMost = 20'000'000;
  static constexpr std::uint32_t kCellsMost = 100'000;
  static constexpr std::uint32_t kDaysMost = 31;
};

}  // namespace celltally

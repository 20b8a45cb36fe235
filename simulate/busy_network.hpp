#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "simulate/octets.hpp"
#include "vocabulary/timestamp.hpp"

namespace celltally {

// S11 traffic of a large network in memory, for benchmarks: Ethernet, IPv4, UDP (checksum 0), GTPv2
// or GTP-U. Each person attaches (Create Session Request and Response), then changes between
// connected (Modify Bearer Request with the cell, Response) and idle (Release Access Bearers
// Request, Response); who is next is drawn at random. The same options give the same bytes.
class BusyNetwork {
 public:
  struct Options {
    std::size_t packets = 8'000'000;
    std::uint32_t people = 1'000'000;
    std::uint32_t cells = 10'000;
    std::uint32_t user_plane_percent = 0;  // share of GTP-U packets, 0 to 100
    std::uint64_t seed = 1;
    Timestamp start = Timestamp::from_seconds(1'768'464'000);  // 2026-01-15T08:00:00Z
    std::int64_t spacing_ns = 1'000;                           // from packet to packet
  };

  struct Record {
    Timestamp at;
    std::uint64_t offset = 0;  // in bytes()
    std::uint32_t length = 0;
  };

  // Takes about 150 octets per packet. REQUIRES: people, cells > 0.
  explicit BusyNetwork(const Options& options);

  const std::vector<Record>& records() const noexcept { return records_; }
  std::span<const std::uint8_t> bytes(const Record& record) const noexcept {
    return std::span{store_}.subspan(record.offset, record.length);
  }
  // Everything, one packet after the other. To be written to: the product wipes identifiers, and a
  // benchmark that runs twice restores them.
  std::span<std::uint8_t> store() noexcept { return store_; }

 private:
  Octets store_;
  std::vector<Record> records_;
};

}  // namespace celltally

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "capture/packet_source.hpp"
#include "capture/pcap_files.hpp"

namespace celltally::testing {

// A packet that outlives its burst.
struct KeptPacket {
  Timestamp at;
  std::vector<std::uint8_t> bytes;
  std::uint64_t frame = 0;
  std::uint32_t wire_length = 0;
  std::uint16_t source = 0;
  LinkType link = LinkType::unsupported;

  friend bool operator==(const KeptPacket&, const KeptPacket&) = default;
};

inline void keep(std::span<const Packet> burst, std::vector<KeptPacket>& kept) {
  for (const Packet& packet : burst) {
    kept.push_back({packet.at,
                    {packet.bytes.begin(), packet.bytes.end()},
                    packet.frame,
                    packet.wire_length,
                    packet.source,
                    packet.link});
  }
}

// Everything a source gives, in bursts of at most `burst` packets.
inline std::vector<KeptPacket> read_all(PacketSource& source, std::size_t burst = 32) {
  std::vector<Packet> room(burst);
  std::vector<KeptPacket> kept;
  while (!source.finished()) keep(source.poll(room), kept);
  return kept;
}

inline std::vector<std::string> texts(const std::vector<CaptureProblem>& problems) {
  std::vector<std::string> lines;
  for (const CaptureProblem& problem : problems) lines.push_back(to_text(problem));
  return lines;
}

}  // namespace celltally::testing

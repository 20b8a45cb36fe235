#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <vector>

#include "decode/frame.hpp"
#include "decode/plain_udp.hpp"
#include "fuzz/allocation.hpp"

using namespace celltally;

namespace {

using Octets = std::vector<std::uint8_t>;

void require(bool holds) {
  if (!holds) std::abort();
}

struct Read {
  PacketOutcome outcome{};
  std::size_t payload_size = 0;
  bool cut = false;

  friend bool operator==(const Read&, const Read&) = default;
};

// Reads a copy in memory of just its size; what is given must lie in it.
Read read(std::span<const std::uint8_t> bytes, LinkType link, std::uint32_t beyond) {
  Octets copy(bytes.begin(), bytes.end());
  Packet packet;
  packet.bytes = copy;
  packet.wire_length = static_cast<std::uint32_t>(copy.size() + beyond);
  packet.link = link;
  FrameReader reader{
      {.reassembly = {.datagrams_max = 2, .datagram_octets_max = 2048},
       .sctp = {.directions_max = 2, .fragments = {.fragments_max = 2, .message_octets_max = 2048}},
       .tcp = {.directions_max = 2, .backlog = {.streams_max = 2, .octets_max = 4096}}}};
  Datagram datagram;
  Read result{without_allocation([&] { return reader.read(packet, datagram); })};
  require(!reader.reassembled());  // one packet is never all of several fragments
  if (result.outcome != PacketOutcome::signalling) return result;
  result.payload_size = datagram.payload.size();
  result.cut = datagram.cut;
  const auto* const begin = copy.data();
  const auto inside = [&](std::span<const std::uint8_t> part) {
    return part.empty() ||
           (part.data() >= begin && part.data() + part.size() <= begin + copy.size());
  };
  require(inside(datagram.payload) && inside(datagram.source.bytes()) &&
          inside(datagram.destination.bytes()));
  for (std::uint8_t& octet : datagram.payload) octet = 0;  // may be written to
  return result;
}

// The short way and the long one must agree: two more VLAN tags allow only the long one.
void require_long_way_agrees(std::span<const std::uint8_t> bytes, const Read& plain) {
  constexpr std::uint8_t kTags[] = {0x88, 0xa8, 0, 1, 0x81, 0, 0, 2};
  Octets tagged(bytes.begin(), bytes.begin() + 12);
  tagged.insert(tagged.end(), std::begin(kTags), std::end(kTags));
  tagged.insert(tagged.end(), bytes.begin() + 12, bytes.end());
  require(read(tagged, LinkType::ethernet, 0) == plain);
}

bool goes_the_short_way(std::span<const std::uint8_t> bytes, LinkType link) {
  Octets copy(bytes.begin(), bytes.end());
  Packet packet;
  packet.bytes = copy;
  packet.link = link;
  Datagram datagram;
  return read_plain_udp(packet, datagram) != UdpPurpose::other;
}

}  // namespace

// Octet 0: link type; 1: octets that were sent but not captured; then the packet.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const std::span<const std::uint8_t> bytes{data + 2, size - 2};
  const LinkType link{static_cast<std::uint8_t>(data[0] % 8)};
  const Read first = read(bytes, link, data[1]);
  require(first == read(bytes, link, data[1]));
  if (goes_the_short_way(bytes, link)) require_long_way_agrees(bytes, first);
  return 0;
}

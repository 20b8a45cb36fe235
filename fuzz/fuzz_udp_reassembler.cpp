#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <vector>

#include "decode/udp_reassembler.hpp"
#include "fuzz/allocation.hpp"

using namespace celltally;

namespace {

constexpr std::uint8_t kClient[16] = {10, 1, 1, 1};
constexpr std::uint8_t kServer[16] = {10, 2, 2, 2};
constexpr UdpReassembler::Limits kLimits{
    .datagrams_max = 3, .datagram_octets_max = 256, .fragments_max = 6, .age_s_max = 2};

void require(bool holds) {
  if (!holds) std::abort();
}

// What stands at `place` of datagram `id`: never zero, so that wiping shows.
std::uint8_t octet_of(std::uint32_t id, std::size_t place) {
  return static_cast<std::uint8_t>(1 + (id * 7 + place) % 255);
}

// Four octets of input are one call: datagram and flags, offset in eights, length, time.
struct Step {
  std::uint32_t id;
  bool more;
  bool ipv6;
  bool cut;
  bool drop;
  std::uint16_t offset;
  std::size_t length;
  std::uint8_t time;

  explicit Step(std::span<const std::uint8_t, 4> in)
      : id(in[0] & 7u),
        more((in[0] & 8) != 0),
        ipv6((in[0] & 16) != 0),
        cut((in[0] & 0xe0) == 0xe0),
        drop((in[0] & 0xe0) == 0xc0),
        offset(static_cast<std::uint16_t>((in[1] & 0x1f) * 8)),
        length(more ? in[2] / 8u % 8u * 8u : in[2] % 64u),
        time(in[3]) {}
};

void require_sense(UdpReassembler& reassembler, const IpPacket& whole, const Step& step) {
  require(reassembler.lent() && !whole.fragment && whole.payload.size() >= step.length);
  for (std::size_t i = 0; i < whole.payload.size(); ++i) {
    require(whole.payload[i] == octet_of(step.id, i));
  }
  require(whole.source.length == (step.ipv6 ? 16 : 4));
  require(std::ranges::equal(whole.source.bytes(), std::span{kClient}.first(whole.source.length)));
}

void take(UdpReassembler& reassembler, const Step& step, Timestamp at) {
  std::vector<std::uint8_t> bytes(step.length);
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = octet_of(step.id, step.offset + i);
  IpPacket fragment;
  fragment.source = IpAddress::of(std::span{kClient}.first(step.ipv6 ? 16 : 4));
  fragment.destination = IpAddress::of(std::span{kServer}.first(step.ipv6 ? 16 : 4));
  fragment.payload = bytes;
  fragment.fragment = true;
  fragment.more = step.more;
  fragment.cut = step.cut;
  fragment.offset = step.offset;
  fragment.id = step.id;
  if (step.drop) {
    return without_allocation([&] { reassembler.drop(fragment, PacketOutcome::user_plane, at); });
  }
  IpPacket whole;
  const PacketOutcome outcome =
      without_allocation([&] { return reassembler.add(fragment, at, whole); });
  if (outcome == PacketOutcome::signalling) require_sense(reassembler, whole, step);
  if (outcome == PacketOutcome::user_plane) return;
  require(std::ranges::all_of(bytes, [](auto octet) { return octet == 0; }));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span<const std::uint8_t> in{data, size};
  with_allocation_fault(in, [] { UdpReassembler{kLimits}; });
  UdpReassembler reassembler{kLimits};
  Timestamp at = Timestamp::from_seconds(1'700'000'000);
  for (std::size_t i = 0; i + 4 <= in.size(); i += 4) {
    const Step step{in.subspan(i).first<4>()};
    at.ns += (step.time - 64) * 10'000'000LL;  // now and then backwards
    take(reassembler, step, at);
    const auto& counters = reassembler.counters();
    require(counters.begun == counters.completed + counters.expired + counters.evicted +
                                  counters.refused + reassembler.held());
    require(reassembler.held() <= 3);
    require(reassembler.steps() <= (i / 4 + 1) * 6400);
  }
  return 0;
}

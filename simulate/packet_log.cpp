#include "simulate/packet_log.hpp"

#include <algorithm>
#include <utility>

#include "simulate/frame_builder.hpp"

namespace celltally {

namespace {

constexpr std::int64_t kT3ResponseNs = 3'000'000'000;  // TS 29.274 7.6: operator's choice
constexpr std::uint32_t kRepeatedPercent = 2;
constexpr std::uint32_t kFragmentedPercent = 1;
constexpr std::size_t kFragmentOctets = 96;
constexpr std::uint16_t kIpv6Vlan = 70;

Octets framed(const UdpFlow& flow, std::span<const std::uint8_t> ip_packet) {
  return flow.source.v4() ? ethernet(ip_packet) : ethernet(ip_packet, {kIpv6Vlan});
}

}  // namespace

Timestamp PacketLog::request(Timestamp at, const UdpFlow& flow,
                             std::span<const std::uint8_t> message) {
  send(at, flow, message);
  if (!random_.percent(kRepeatedPercent)) return at;
  const Timestamp again{at.ns + kT3ResponseNs};
  send(again, flow, message);
  return again;
}

void PacketLog::send(Timestamp at, const UdpFlow& flow, std::span<const std::uint8_t> message) {
  if (message.size() > kFragmentOctets && random_.percent(kFragmentedPercent)) {
    for (const Octets& each : udp_fragments(flow, message, kFragmentOctets, ++identification_)) {
      packets_.push_back({at, framed(flow, each)});
    }
    return;
  }
  packets_.push_back({at, framed(flow, udp_packet(flow, message))});
}

std::vector<TimedPacket> PacketLog::take_sorted() && {
  std::ranges::stable_sort(packets_, {}, &TimedPacket::at);
  return std::move(packets_);
}

}  // namespace celltally

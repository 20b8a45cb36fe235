#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "capture/memory_source.hpp"
#include "simulate/frame_builder.hpp"
#include "simulate/sctp_builder.hpp"

namespace celltally {

// The same message of each of many devices on one link, as packets that never end.
struct LinkTraffic {
  enum class Transport : std::uint8_t { sctp, udp };

  Transport transport = Transport::sctp;
  std::uint16_t server_port = 0;
  std::uint32_t ppid = 0;
  bool downlink = false;  // from the server
  std::function<Octets(std::uint32_t device)> message;
};

// A node (eNB, gNB, BSC ...) for each hundred devices.
inline NodeAddress radio_node(std::uint32_t node) {
  return {{192, 18, static_cast<std::uint8_t>(node >> 8), static_cast<std::uint8_t>(node)}, 4};
}

namespace link_traffic {

constexpr std::uint16_t kNodePort = 40000;
constexpr NodeAddress kServer{{192, 0, 2, 2}, 4};

inline sctp::Direction uplink(const LinkTraffic& link, std::uint32_t node) {
  return {kNodePort, link.server_port, 0x10000000 + node};
}
inline sctp::Direction downlink(const LinkTraffic& link, std::uint32_t node) {
  return {link.server_port, kNodePort, 0x20000000 + node};
}

// Its TSNs begin anew with each round: so does the association, by this answer of the server.
inline Octets association(const LinkTraffic& link, std::uint32_t node) {
  const Octets answer =
      sctp::packet(downlink(link, node), {sctp::init_ack(uplink(link, node).tag, 1)});
  return ethernet(sctp_packet(kServer, radio_node(node), answer));
}

inline Octets packet(const LinkTraffic& link, std::uint32_t node, std::uint32_t tsn,
                     std::uint32_t device) {
  const Octets message = link.message(device);
  if (link.transport == LinkTraffic::Transport::udp) {
    const UdpFlow flow{radio_node(node), kServer, link.server_port, link.server_port};
    return udp_frame(link.downlink ? flow.reversed() : flow, message);
  }
  const Octets chunk = sctp::data({.tsn = tsn, .ppid = link.ppid}, message);
  return link.downlink ? ethernet(sctp_packet(kServer, radio_node(node),
                                              sctp::packet(downlink(link, node), {chunk})))
                       : ethernet(sctp_packet(radio_node(node), kServer,
                                              sctp::packet(uplink(link, node), {chunk})));
}

}  // namespace link_traffic

// Each round comes two minutes after the one before, so that nothing is taken for a copy.
// REQUIRES: devices > 0.
inline MemorySource endless(const LinkTraffic& link, std::uint32_t devices) {
  constexpr std::uint32_t kDevicesOfNode = 100;
  constexpr std::int64_t kSpacingNs = 1'000;
  constexpr std::int64_t kStartNs = 1'768'464'000'000'000'000;  // 2026-01-15T08:00:00Z
  std::vector<std::uint8_t> store;
  std::vector<MemorySource::Record> records;
  const auto add = [&](const Octets& bytes) {
    const auto at = kStartNs + static_cast<std::int64_t>(records.size()) * kSpacingNs;
    records.push_back(
        {{at}, static_cast<std::uint32_t>(store.size()), static_cast<std::uint32_t>(bytes.size())});
    store.insert(store.end(), bytes.begin(), bytes.end());
  };
  const std::uint32_t nodes = (devices + kDevicesOfNode - 1) / kDevicesOfNode;
  if (link.transport == LinkTraffic::Transport::sctp) {
    for (std::uint32_t node = 0; node < nodes; ++node) add(link_traffic::association(link, node));
  }
  for (std::uint32_t i = 0; i < devices; ++i) {
    add(link_traffic::packet(link, i % nodes, i / nodes + 1, i));
  }
  const std::int64_t span_ns = records.back().at.ns - kStartNs;
  return MemorySource(std::move(store), std::move(records),
                      {.rounds = UINT64_MAX, .shift_ns = span_ns + 120'000'000'000});
}

}  // namespace celltally

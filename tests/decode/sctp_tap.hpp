#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "decode/sctp_transport.hpp"
#include "simulate/sctp_builder.hpp"

namespace celltally {

// Text as the octets of a made-up message.
inline Octets text(std::string_view letters) {
  return {letters.begin(), letters.end()};
}

// Puts SCTP packets through one transport and keeps the messages that came, as text.
class SctpTap {
 public:
  explicit SctpTap(const SctpTransport::Limits& limits = {.directions_max = 16,
                                                          .fragments = {.fragments_max = 64}})
      : sctp(limits) {}

  PacketOutcome read(const Octets& packet, std::size_t cut = 0) {
    bytes.assign(packet.begin(), packet.end() - static_cast<std::ptrdiff_t>(cut));
    IpPacket ip;
    ip.source = IpAddress::of(client);
    ip.destination = IpAddress::of(server);
    ip.payload = bytes;
    ip.protocol = ip_protocol::kSctp;
    ip.cut = cut != 0;
    const PacketOutcome outcome = sctp.read(ip, at);
    for (const SctpMessage& message : sctp.messages()) {
      got.emplace_back(message.payload.begin(), message.payload.end());
    }
    expect_conservation();
    return outcome;
  }

  // A packet of one DATA chunk.
  PacketOutcome data(const sctp::Piece& piece, std::string_view payload,
                     const sctp::Direction& direction = {}) {
    return read(sctp::packet(direction, {sctp::data(piece, text(payload))}));
  }
  PacketOutcome i_data(const sctp::Piece& piece, std::string_view payload) {
    return read(sctp::packet({}, {sctp::i_data(piece, text(payload))}));
  }

  // Whether these octets stand anywhere in the last packet.
  bool packet_has(std::string_view letters) const {
    return std::string(bytes.begin(), bytes.end()).find(letters) != std::string::npos;
  }

  void expect_conservation() const {
    const auto& chunks = sctp.counters();
    EXPECT_EQ(chunks.chunks, chunks.control + chunks.whole + chunks.fragments + chunks.copies +
                                 chunks.outside + chunks.refused + chunks.crowded_out);
    const auto& fragments = sctp.fragments();
    EXPECT_EQ(chunks.fragments, fragments.taken);
    EXPECT_EQ(fragments.taken, fragments.joined + fragments.expired + fragments.evicted +
                                   fragments.refused + fragments.forgotten + sctp.fragments_held());
    EXPECT_EQ(chunks.messages, chunks.whole + fragments.messages);
    EXPECT_EQ(chunks.directions_begun, chunks.directions_evicted + sctp.directions());
  }

  SctpTransport sctp;
  Timestamp at = Timestamp::from_seconds(1'700'000'000);
  std::array<std::uint8_t, 4> client{10, 1, 1, 1};
  std::array<std::uint8_t, 4> server{10, 2, 2, 2};
  Octets bytes;
  std::vector<std::string> got;
};

}  // namespace celltally

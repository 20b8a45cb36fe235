#pragma once

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "decode/tcp_transport.hpp"
#include "simulate/tcp_builder.hpp"

namespace celltally {

// A message of SIP whose body tells it from others.
inline std::string sip_text(std::string_view body) {
  return "MESSAGE tel:1 SIP/2.0\r\nl: " + std::to_string(body.size()) + "\r\n\r\n" +
         std::string{body};
}

// A message of Diameter (Credit-Control) of so many octets, its AVPs all the same octet.
inline std::string diameter_text(std::size_t octets, char filling = 'x') {
  std::string message(octets, filling);
  const auto number = [&](std::size_t at, std::size_t value, std::size_t count) {
    while (count-- != 0) message[at++] = static_cast<char>(value >> 8 * count & 0xff);
  };
  number(0, 1, 1);
  number(1, octets, 3);
  number(4, 0xc0, 1);
  number(5, 272, 3);
  number(8, 16777238, 4);
  return message;
}

// Puts TCP segments through one transport and keeps the messages that came, as text.
class TcpTap {
 public:
  static constexpr TcpTransport::Limits kSmall{
      .directions_max = 16, .backlog = {.streams_max = 4, .octets_max = 128 * 1024}};

  explicit TcpTap(const TcpTransport::Limits& limits = kSmall) : tcp(limits) {}

  PacketOutcome read(const Octets& segment, std::size_t cut = 0, bool end_known = true) {
    bytes.assign(segment.begin(), segment.end() - static_cast<std::ptrdiff_t>(cut));
    bytes.shrink_to_fit();
    IpPacket ip;
    ip.source = IpAddress::of(client);
    ip.destination = IpAddress::of(server);
    ip.payload = bytes;
    ip.protocol = ip_protocol::kTcp;
    ip.cut = cut != 0;
    ip.missing = end_known ? static_cast<std::uint32_t>(cut) : 0;
    const PacketOutcome outcome = tcp.read(ip, at);
    for (const TcpMessage& message : tcp.messages()) {
      got.emplace_back(message.payload.begin(), message.payload.end());
      if (message.cut) got.back() += "...";
    }
    EXPECT_EQ(outcome == PacketOutcome::tcp_signalling, !tcp.messages().empty());
    expect_conservation();
    return outcome;
  }

  // A segment of the stream that begins with number `isn`; `from` counts its octets from 0.
  PacketOutcome data(std::size_t from, std::string_view payload, std::size_t cut = 0) {
    return read(segment(from, payload), cut);
  }
  Octets segment(std::size_t from, std::string_view payload) const {
    tcp::Header header = ends;
    header.sequence = static_cast<std::uint32_t>(isn + from);
    return tcp::segment(header, Octets(payload.begin(), payload.end()));
  }
  PacketOutcome flags(std::size_t from, std::uint8_t flags) {
    tcp::Header header = ends;
    header.sequence = static_cast<std::uint32_t>(isn + from);
    header.flags = flags;
    return read(tcp::segment(header, {}));
  }
  // The one before its first octet.
  PacketOutcome syn() { return flags(std::size_t{0} - 1, tcp::kSyn); }

  bool packet_has(std::string_view letters) const {
    return std::string(bytes.begin(), bytes.end()).find(letters) != std::string::npos;
  }

  void expect_conservation() const {
    const auto& c = tcp.counters();
    EXPECT_EQ(c.segments, c.control + c.taken + c.copies + c.refused + c.damaged);
    EXPECT_EQ(c.octets, c.message_octets + c.passed_octets + c.given_up_octets + tcp.octets_held());
    EXPECT_EQ(c.waits,
              c.finished + c.expired + c.evicted + c.forgotten + c.overrun + tcp.streams_waiting());
    EXPECT_EQ(c.directions_begun, c.directions_evicted + tcp.directions());
  }

  TcpTransport tcp;
  tcp::Header ends;
  std::uint32_t isn = 1000;
  Timestamp at = Timestamp::from_seconds(1'700'000'000);
  std::array<std::uint8_t, 4> client{10, 1, 1, 1};
  std::array<std::uint8_t, 4> server{10, 2, 2, 2};
  Octets bytes;
  std::vector<std::string> got;
};

}  // namespace celltally

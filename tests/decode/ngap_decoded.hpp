#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "decode/ngap.hpp"
#include "tests/decode/decoded_message.hpp"

namespace celltally {

// Of a message from a gNB at 192.0.2.11 port 40000 to an AMF at 192.0.2.22 port 38412, or back.
struct DecodedNgap : DecodedMessage {
  static constexpr std::array<std::uint8_t, 4> kRan = kSource;
  static constexpr std::array<std::uint8_t, 4> kAmf = kDestination;
  static constexpr std::uint16_t kRanPort = 40000;
  static constexpr std::uint16_t kAmfPort = 38412;

  enum class Way : std::uint8_t { uplink, downlink };

  explicit DecodedNgap(std::span<const std::uint8_t> octets, Way way = Way::uplink,
                       std::uint16_t amf_port = kAmfPort, bool cut = false)
      : DecodedMessage(octets, {kRanPort, amf_port, way == Way::downlink, cut}),
        read(decode_with(decode_ngap)) {}

  static TemporaryId ran_ue(std::uint64_t id) {
    return TemporaryId::at_node(TemporaryId::Kind::ran_ue, IpAddress::of(kRan), kRanPort, id);
  }
  static TemporaryId amf_ue(std::uint64_t id, std::uint16_t port = kAmfPort) {
    return TemporaryId::at_node(TemporaryId::Kind::amf_ue, IpAddress::of(kAmf), port, id);
  }
  static TemporaryId s_tmsi(std::uint64_t set_pointer, std::uint32_t tmsi) {
    return TemporaryId::at_node(TemporaryId::Kind::s_tmsi_5g, IpAddress::of(kAmf), kAmfPort,
                                set_pointer << 32 | tmsi);
  }

  bool read;
};

}  // namespace celltally

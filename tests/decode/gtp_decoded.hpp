#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "decode/gtpv1.hpp"

namespace celltally {

// What decode_gtpv1() gives for a payload sent from 192.0.2.11 to 192.0.2.22. The payload is
// copied to a heap buffer of exactly its size, so that the address sanitizer sees every octet read
// beyond it; the message borrows that buffer.
struct DecodedGtpv1 {
  static constexpr std::array<std::uint8_t, 4> kSource{192, 0, 2, 11};
  static constexpr std::array<std::uint8_t, 4> kDestination{192, 0, 2, 22};

  explicit DecodedGtpv1(std::span<const std::uint8_t> octets)
      : payload(std::make_unique<std::uint8_t[]>(octets.size())) {
    std::copy(octets.begin(), octets.end(), payload.get());
    Datagram datagram;
    datagram.source = IpAddress::of(kSource);
    datagram.destination = IpAddress::of(kDestination);
    datagram.source_port = 40000;
    datagram.destination_port = 2123;
    datagram.payload = {payload.get(), octets.size()};
    const auto burst = std::make_unique<MessageBurst>();
    outcome = decode_gtpv1(datagram, *burst);
    messages = burst->messages().size();
    if (messages == 1) message = burst->messages()[0];
  }

  std::unique_ptr<std::uint8_t[]> payload;
  PacketOutcome outcome{};
  std::size_t messages = 0;
  SignallingMessage message;  // empty when there is none
};

}  // namespace celltally

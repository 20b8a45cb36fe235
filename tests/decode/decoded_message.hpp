#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "decode/datagram.hpp"
#include "decode/message_burst.hpp"

namespace celltally {

// What a decoder of one message gives for octets sent from 192.0.2.11 to 192.0.2.22. They are
// copied to a heap buffer of exactly their size, so that the address sanitizer sees every octet
// read beyond it; the message borrows that buffer.
struct DecodedMessage {
  using Decode = bool (*)(const Datagram& pdu, MessageBurst& burst) noexcept;
  static constexpr std::array<std::uint8_t, 4> kSource{192, 0, 2, 11};
  static constexpr std::array<std::uint8_t, 4> kDestination{192, 0, 2, 22};

  DecodedMessage(Decode decode, std::span<const std::uint8_t> octets, bool cut = false)
      : payload(std::make_unique<std::uint8_t[]>(octets.size())) {
    std::copy(octets.begin(), octets.end(), payload.get());
    Datagram pdu;
    pdu.source = IpAddress::of(kSource);
    pdu.destination = IpAddress::of(kDestination);
    pdu.source_port = 40000;
    pdu.destination_port = 5060;
    pdu.payload = {payload.get(), octets.size()};
    pdu.cut = cut;
    const auto burst = std::make_unique<MessageBurst>();
    read = decode(pdu, *burst);
    messages = burst->size();
    if (messages != 1) return;
    message = burst->messages()[0];
    const auto ids = burst->temporary_ids(message);
    temporary_ids.assign(ids.begin(), ids.end());
  }

  std::unique_ptr<std::uint8_t[]> payload;
  bool read = false;
  std::size_t messages = 0;
  SignallingMessage message;  // empty when there is none
  std::vector<TemporaryId> temporary_ids;
};

}  // namespace celltally

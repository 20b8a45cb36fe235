#pragma once

#include <cstdint>
#include <span>

#include "tests/decode/decoded_message.hpp"

namespace celltally {

// What a decoder gives to which ports are all the same.
struct DecodedPdu : DecodedMessage {
  using Decode = bool (*)(const Datagram& pdu, MessageBurst& burst) noexcept;

  DecodedPdu(Decode decode, std::span<const std::uint8_t> octets, bool cut = false)
      : DecodedMessage(octets, {.cut = cut}), read(decode_with(decode)) {}

  bool read;
};

}  // namespace celltally

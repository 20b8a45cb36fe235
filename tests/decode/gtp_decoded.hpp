#pragma once

#include <cstdint>
#include <span>

#include "decode/gtpv1.hpp"
#include "decode/gtpv2.hpp"
#include "tests/decode/decoded_message.hpp"

namespace celltally {

template <auto decode>
struct DecodedGtp : DecodedMessage {
  explicit DecodedGtp(std::span<const std::uint8_t> octets)
      : DecodedMessage(octets, {.destination_port = 2123}), outcome(decode_with(decode)) {}

  PacketOutcome outcome;
};

using DecodedGtpv1 = DecodedGtp<decode_gtpv1>;
using DecodedGtpv2 = DecodedGtp<decode_gtpv2>;

}  // namespace celltally

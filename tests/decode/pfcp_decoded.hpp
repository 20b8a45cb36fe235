#pragma once

#include <cstdint>
#include <span>

#include "decode/pfcp.hpp"
#include "tests/decode/decoded_message.hpp"

namespace celltally {

// Both ports are those of PFCP.
struct DecodedPfcp : DecodedMessage {
  explicit DecodedPfcp(std::span<const std::uint8_t> octets, bool cut = false)
      : DecodedMessage(octets, {.source_port = 8805, .destination_port = 8805, .cut = cut}),
        read(decode_with(decode_pfcp)) {}

  bool read;
};

}  // namespace celltally

#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "decode/s1ap.hpp"
#include "tests/decode/decoded_message.hpp"

namespace celltally {

// Which ports a message goes between; addresses are always those of DecodedMessage.
struct S1apPorts {
  std::uint16_t source = 40000;
  std::uint16_t destination = 36412;
};

struct DecodedS1ap : DecodedMessage {
  explicit DecodedS1ap(std::span<const std::uint8_t> octets, S1apPorts ports = {}, bool cut = false)
      : DecodedMessage(octets, {ports.source, ports.destination, false, cut}),
        read(decode_with(decode_s1ap)) {}

  bool read;
};

inline std::vector<std::uint8_t> octets_of(const TemporaryId& id) {
  return Tagger::octets_of(id);
}

}  // namespace celltally

#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "simulate/made_sighting.hpp"
#include "simulate/node_address.hpp"
#include "simulate/octets.hpp"

namespace celltally {

// An SCTP association that began before the capture. Of the two sides 0 is the radio network's, or
// whoever asks.
struct SctpAssociation {
  struct Side {
    NodeAddress address;
    std::uint16_t port = 0;
    std::uint32_t tag = 0;  // in what is sent to the other one
    std::uint32_t tsn = 0;
    std::uint16_t number = 0;  // of the stream
    // With bundling: chunks that wait for more, and what they tell.
    std::vector<Octets> waiting{};
    std::vector<MadeSighting> told{};
    std::size_t octets = 0;
  };

  std::array<Side, 2> sides;
  std::uint32_t payload_protocol = 0;
};

}  // namespace celltally

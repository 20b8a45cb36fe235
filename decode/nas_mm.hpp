#pragma once

#include <cstdint>
#include <span>

#include "decode/nas_reading.hpp"

namespace celltally {

// Reads a message of NAS of 2G or 3G (TS 24.008): of MM, of GMM, or the Paging Response of RR.
// Fills the identities, the cause and the kind; adds the TMSIs that name the device. A location
// area in it is the device's earlier one, and tells only whose TMSI stands beside it. Other
// protocols (calls, short messages, sessions) are left alone.
void read_nas(std::span<const std::uint8_t> nas, const NasReading& reading) noexcept;

// Of GMM alone, behind protocol discriminator and message type; for read_nas().
void read_gmm(std::uint8_t type, ByteCursor body, const NasReading& reading) noexcept;

}  // namespace celltally

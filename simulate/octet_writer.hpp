#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

#include "simulate/octets.hpp"

namespace celltally {

// Appends numbers in network order. For the builders of this folder; one thread.
class OctetWriter {
 public:
  OctetWriter& u8(std::uint32_t value) { return number(value, 1); }
  OctetWriter& u16(std::uint32_t value) { return number(value, 2); }
  OctetWriter& u24(std::uint32_t value) { return number(value, 3); }
  OctetWriter& u32(std::uint32_t value) { return number(value, 4); }
  OctetWriter& octets(std::span<const std::uint8_t> bytes);

  // Overwrites the 16 bits at `offset`. REQUIRES: they have been written.
  OctetWriter& set_u16(std::size_t offset, std::uint32_t value);

  std::size_t size() const noexcept { return octets_.size(); }
  std::span<const std::uint8_t> written() const noexcept { return octets_; }
  Octets take() && { return std::move(octets_); }

 private:
  OctetWriter& number(std::uint32_t value, int octets);

  Octets octets_;
};

}  // namespace celltally

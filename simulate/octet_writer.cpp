#include "simulate/octet_writer.hpp"

namespace celltally {

OctetWriter& OctetWriter::octets(std::span<const std::uint8_t> bytes) {
  octets_.insert(octets_.end(), bytes.begin(), bytes.end());
  return *this;
}

OctetWriter& OctetWriter::set_u16(std::size_t offset, std::uint32_t value) {
  octets_.at(offset) = static_cast<std::uint8_t>(value >> 8);
  octets_.at(offset + 1) = static_cast<std::uint8_t>(value);
  return *this;
}

OctetWriter& OctetWriter::number(std::uint32_t value, int octets) {
  for (int shift = 8 * (octets - 1); shift >= 0; shift -= 8) {
    octets_.push_back(static_cast<std::uint8_t>(value >> shift));
  }
  return *this;
}

}  // namespace celltally

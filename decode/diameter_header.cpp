#include "decode/diameter_header.hpp"

#include <cstddef>

namespace celltally {

bool read_diameter_header(std::span<const std::uint8_t> octets, DiameterHeader& header) noexcept {
  constexpr std::uint8_t kVersion = 1;
  constexpr std::uint8_t kRequest = 0x80;
  ByteCursor cursor{octets};
  const std::uint8_t version = cursor.u8();
  const std::size_t length = cursor.u24();
  const std::uint8_t flags = cursor.u8();
  header.command = cursor.u24();
  header.application = cursor.u32();
  cursor.skip(4);  // hop-by-hop identifier: another on each hop
  header.end_to_end = cursor.u32();
  if (!cursor.ok() || version != kVersion || length < DiameterHeader::kOctets) return false;
  header.request = (flags & kRequest) != 0;
  const std::size_t promised = length - DiameterHeader::kOctets;
  header.truncated = promised > cursor.size();
  header.avps = header.truncated ? cursor : cursor.sub(promised);
  return true;
}

}  // namespace celltally

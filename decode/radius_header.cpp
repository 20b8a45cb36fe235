#include "decode/radius_header.hpp"

#include <cstddef>

#include "decode/radius.hpp"

namespace celltally {

bool read_radius_header(std::span<const std::uint8_t> octets, RadiusHeader& header) noexcept {
  ByteCursor cursor{octets};
  header.code = cursor.u8();
  header.identifier = cursor.u8();
  const std::size_t length = cursor.u16();
  header.authenticator = cursor.bytes(16);
  if (!cursor.ok() || length < RadiusHeader::kOctets) return false;
  if (radius_message_name(header.code).empty()) return false;
  const std::size_t promised = length - RadiusHeader::kOctets;
  header.truncated = promised > cursor.size();
  header.attributes = header.truncated ? cursor : cursor.sub(promised);
  return true;
}

}  // namespace celltally

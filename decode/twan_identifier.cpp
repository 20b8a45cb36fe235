#include "decode/twan_identifier.hpp"

#include "decode/byte_cursor.hpp"

namespace celltally {

Location read_twan_identifier(std::span<const std::uint8_t> octets) noexcept {
  constexpr std::uint8_t kHasBssid = 0x01;
  ByteCursor value{octets};
  const std::uint8_t flags = value.u8();
  const std::uint8_t network_name_octets = value.u8();
  value.skip(network_name_octets);
  Location location;
  if ((flags & kHasBssid) != 0) {
    const std::uint64_t vendor = value.u24();
    const std::uint64_t mac = vendor << 24 | value.u24();
    if (value.ok()) location.cell = Place::wifi(mac);
  }
  location.damaged = !value.ok();
  return location;
}

}  // namespace celltally

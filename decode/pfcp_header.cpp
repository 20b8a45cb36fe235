#include "decode/pfcp_header.hpp"

#include <algorithm>
#include <cstddef>

namespace celltally {

bool read_pfcp_header(ByteCursor& bytes, PfcpHeader& header) noexcept {
  constexpr std::uint8_t kFollowOn = 0x04;
  constexpr std::uint8_t kSeid = 0x01;
  const std::uint8_t flags = bytes.u8();
  header.type = bytes.u8();
  const std::size_t length = bytes.u16();  // of what follows
  if (!bytes.ok() || flags >> 5 != 1) return false;
  header.follow_on = (flags & kFollowOn) != 0;
  header.truncated = !bytes.has(length);
  header.elements = bytes.sub(std::min(length, bytes.size()));
  if ((flags & kSeid) != 0) {
    const std::uint64_t high = header.elements.u32();
    header.seid = high << 32 | header.elements.u32();
  }
  header.sequence = header.elements.u24();
  header.elements.skip(1);  // priority of the message
  if (!header.elements.ok()) header.truncated = true;
  return true;
}

}  // namespace celltally

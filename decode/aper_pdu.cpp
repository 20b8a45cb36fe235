#include "decode/aper_pdu.hpp"

#include <algorithm>

namespace celltally {

ByteCursor read_first_aper_piece(ByteCursor& bytes) noexcept {
  constexpr std::size_t kPiece = 16 * 1024;
  constexpr std::size_t kPiecesMax = 4;
  const std::size_t pieces = bytes.u8() & 0x3f;
  if (pieces == 0 || pieces > kPiecesMax) return {};
  return bytes.sub(std::min(pieces * kPiece, bytes.size()));
}

void skip_aper_extensions(ByteCursor& bytes) noexcept {
  std::size_t left = std::size_t{bytes.u16()} + 1;
  while (left-- != 0 && bytes.ok()) {
    bytes.skip(3);  // id, criticality
    const auto length = read_aper_length(bytes);
    bytes.skip(length ? *length : bytes.size() + 1);
  }
}

}  // namespace celltally

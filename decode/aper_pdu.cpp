#include "decode/aper_pdu.hpp"

#include <algorithm>

namespace celltally {
namespace {

constexpr std::uint8_t kPieces = 0xc0;  // its low bits say how many of 16 Ki octets

// The first piece of what is in several (X.691 11.9.3.8), as far as it is there.
ByteCursor read_first_piece(ByteCursor& bytes) noexcept {
  constexpr std::size_t kPiece = 16 * 1024;
  constexpr std::size_t kPiecesMax = 4;
  const std::size_t pieces = bytes.u8() & 0x3f;
  if (pieces == 0 || pieces > kPiecesMax) return {};
  return bytes.sub(std::min(pieces * kPiece, bytes.size()));
}

}  // namespace

std::optional<AperPdu> read_aper_pdu(std::span<const std::uint8_t> octets, bool cut) noexcept {
  constexpr std::uint8_t kExtension = 0x80;
  constexpr std::uint8_t kNotOutcome = 0x1f;
  constexpr std::uint8_t kNotCriticality = 0x3f;
  ByteCursor bytes{octets};
  const std::uint8_t choice = bytes.u8();
  AperPdu pdu;
  pdu.procedure = bytes.u8();
  const std::uint8_t criticality = bytes.u8();
  if (!bytes.ok() || (choice & (kExtension | kNotOutcome)) != 0) return {};
  if ((criticality & kNotCriticality) != 0 || criticality == 0xc0) return {};
  pdu.outcome = static_cast<AperPdu::Outcome>(choice >> 5);
  if (!bytes.empty() && bytes.rest()[0] >= kPieces) [[unlikely]] {
    pdu.elements = read_first_piece(bytes);
    pdu.cut = true;
    if (pdu.elements.empty()) return {};
  } else {
    pdu.elements = read_aper_string(bytes, pdu.cut);
    if (pdu.cut && !cut) return {};  // nothing was left out, so the length is wrong
  }
  pdu.elements.skip(1);  // whether extensions follow the elements
  pdu.count = pdu.elements.u16();
  if (!pdu.elements.ok() && !pdu.cut) return {};
  return pdu;
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

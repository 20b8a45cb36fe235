#include "decode/aper_pdu.hpp"

#include <algorithm>

namespace celltally {

std::optional<std::size_t> read_aper_length(ByteCursor& bytes) noexcept {
  const std::size_t first = bytes.u8();
  if (first < 0x80) return bytes.ok() ? std::optional{first} : std::nullopt;
  if (first >= 0xc0) return std::nullopt;
  const std::size_t length = (first & 0x3f) << 8 | bytes.u8();
  return bytes.ok() ? std::optional{length} : std::nullopt;
}

ByteCursor read_aper_string(ByteCursor& bytes, bool& cut) noexcept {
  const auto length = read_aper_length(bytes);
  if (!length) {
    cut = true;
    bytes = {};
    return {};
  }
  if (!bytes.has(*length)) cut = true;
  return bytes.sub(std::min(*length, bytes.size()));
}

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
  pdu.cut = cut;
  pdu.elements = read_aper_string(bytes, pdu.cut);
  if (pdu.cut && !cut) return {};  // nothing was left out, so the length is wrong
  pdu.elements.skip(1);            // whether extensions follow the elements
  pdu.count = pdu.elements.u16();
  if (!pdu.elements.ok() && !pdu.cut) return {};
  return pdu;
}

bool AperElements::next(AperElement& element) noexcept {
  if (left_ == 0) return false;
  --left_;
  element.id = bytes_.u16();
  bytes_.skip(1);  // criticality
  bool cut = false;
  element.value = read_aper_string(bytes_, cut);
  if (bytes_.ok() && !cut) return true;
  broken_ = true;
  left_ = 0;
  return false;
}

std::uint64_t read_aper_number(ByteCursor& bytes, int shift, int bits) noexcept {
  const auto mask = (std::uint32_t{1} << bits) - 1;
  const std::uint32_t octets = (std::uint32_t{bytes.u8()} >> shift & mask) + 1;
  std::uint64_t number = 0;
  for (std::uint32_t i = 0; i < octets; ++i) number = number << 8 | bytes.u8();
  return number;
}

}  // namespace celltally

#include "decode/s1ap_bearers.hpp"

namespace celltally {
namespace {

// Transport Layer Address (9.2.2.1) behind its length in bits, then the GTP-TEID (9.2.2.2).
void read_tunnel(std::uint32_t bits, ByteCursor& item, S1apBearer& bearer) noexcept {
  const std::uint32_t octets = bits / 8;
  if (bits % 8 != 0 || (octets != 4 && octets != 16 && octets != 20)) return;
  if (octets != 16) bearer.ipv4 = IpAddress::of(item.bytes(4));
  if (octets != 4) bearer.ipv6 = IpAddress::of(item.bytes(16));
  const std::uint32_t teid = item.u32();
  if (item.ok()) bearer.teid = teid;
}

// Four bit rates (9.2.1.19), of which the first shares its octet with the preamble.
void skip_bit_rates(ByteCursor& item) noexcept {
  const bool extended = (item.empty() ? 0 : item.rest()[0] & 0x40) != 0;
  read_aper_number(item, 3, 3);
  for (int i = 0; i < 3; ++i) read_aper_number(item, 5, 3);
  if (extended) skip_aper_extensions(item);
}

// E-RAB Level QoS Parameters (9.2.1.15) behind their preamble, as three bits.
void skip_qos(std::uint32_t preamble, ByteCursor& item) noexcept {
  constexpr std::uint32_t kNotKnown = 4;
  constexpr std::uint32_t kGuaranteed = 2;
  constexpr std::uint32_t kExtensions = 1;
  if ((preamble & kNotKnown) != 0) item.skip(item.size() + 1);
  item.skip(1);  // QCI
  const std::uint8_t retention = item.u8();
  if ((retention & 0x40) != 0) skip_aper_extensions(item);
  if ((preamble & kGuaranteed) != 0) skip_bit_rates(item);
  if ((preamble & kExtensions) != 0) skip_aper_extensions(item);
}

// An address length of 9 bits, the first of which says that there is an extension, in front of an
// octet's border.
std::uint32_t address_bits(ByteCursor& item) noexcept {
  const std::uint32_t length = item.u16();
  return (length & 0x8000) != 0 ? 0 : (length >> 7) + 1;
}

// An E-RAB ID beyond 15, where two bits stand before its own.
constexpr std::uint8_t kLongIdInSix = 0x20;

void read_item_of_context(ByteCursor item, S1apBearer& bearer) noexcept {
  constexpr std::uint8_t kLongId = 0x10;  // an E-RAB ID beyond 15
  const std::uint8_t preamble = item.u8();
  if ((preamble & kLongId) != 0) return;
  skip_qos(item.u8() >> 5, item);
  read_tunnel(address_bits(item), item, bearer);
  bool cut = false;
  if ((preamble & 0x40) != 0 && bearer.teid != 0) bearer.nas = read_aper_string(item, cut);
}

void read_item_of_setup(ByteCursor item, S1apBearer& bearer) noexcept {
  const std::uint32_t first = item.u8();
  const std::uint32_t second = item.u8();
  if ((first & kLongIdInSix) != 0) return;
  skip_qos((first & 1) << 2 | second >> 6, item);
  read_tunnel(address_bits(item), item, bearer);
}

void read_item_of_handover(ByteCursor item, S1apBearer& bearer) noexcept {
  const std::uint8_t first = item.u8();
  const std::uint32_t length = item.u8();
  if ((first & (kLongIdInSix | 1)) == 0) read_tunnel(length + 1, item, bearer);
}

}  // namespace

bool S1apBearers::next(S1apBearer& bearer) noexcept {
  AperElement item;
  bearer = {};
  if (!items_.next(item)) return false;
  switch (list_) {
    case List::of_setup: read_item_of_setup(item.value, bearer); break;
    case List::of_context: read_item_of_context(item.value, bearer); break;
    case List::of_handover: read_item_of_handover(item.value, bearer); break;
  }
  return true;
}

}  // namespace celltally

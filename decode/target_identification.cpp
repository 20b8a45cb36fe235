#include "decode/target_identification.hpp"

#include <cstddef>

#include "decode/byte_cursor.hpp"
#include "decode/extended_enb_id.hpp"
#include "decode/identity_digits.hpp"

namespace celltally {
namespace {

enum class TargetType : std::uint8_t {
  rnc = 0,
  macro_enb = 1,
  cell = 2,
  home_enb = 3,
  extended_macro_enb = 4,
  gnb = 5,
  macro_ng_enb = 6,
  extended_macro_ng_enb = 7,
};

Location read_enb(PlaceKind kind, Plmn plmn, ByteCursor& value) noexcept {
  const std::uint32_t octets = value.u24();
  const std::uint32_t id = kind == PlaceKind::enb ? octets & 0x0f'ffff : extended_enb_id(octets);
  return {Place{kind, plmn, id}, Place{PlaceKind::tai, plmn, value.u16()}};
}

// A home eNB has one cell, and its id of 28 bits is the cell's (TS 36.300 8.2).
Location read_home_enb(Plmn plmn, ByteCursor& value) noexcept {
  const std::uint32_t cell = value.u32() & 0x0fff'ffff;
  return {Place{PlaceKind::ecgi, plmn, cell}, Place{PlaceKind::tai, plmn, value.u16()}};
}

Location read_routing_area(Plmn plmn, ByteCursor& value) noexcept {
  return {{}, Place{PlaceKind::rai, plmn, value.u24()}};
}

// The Cell Identifier of TS 48.018: routing area, then cell.
Location read_cell(Plmn plmn, ByteCursor& value) noexcept {
  const std::uint32_t lac_rac = value.u24();
  const std::uint32_t cell = lac_rac >> 8 << 16 | value.u16();
  return {Place{PlaceKind::cgi, plmn, cell}, Place{PlaceKind::rai, plmn, lac_rac}};
}

Location read_5g(std::size_t station_octets, Plmn plmn, ByteCursor& value) noexcept {
  value.skip(station_octets);
  return {{}, Place{PlaceKind::tai_5gs, plmn, value.u24()}};
}

Location read_target(TargetType type, Plmn plmn, ByteCursor& value) noexcept {
  switch (type) {
    case TargetType::rnc: return read_routing_area(plmn, value);
    case TargetType::macro_enb: return read_enb(PlaceKind::enb, plmn, value);
    case TargetType::cell: return read_cell(plmn, value);
    case TargetType::home_enb: return read_home_enb(plmn, value);
    case TargetType::extended_macro_enb: return read_enb(PlaceKind::enb_extended, plmn, value);
    case TargetType::gnb: return read_5g(5, plmn, value);
    case TargetType::macro_ng_enb:
    case TargetType::extended_macro_ng_enb: return read_5g(3, plmn, value);
  }
  return {};
}

}  // namespace

Location read_target_identification(std::span<const std::uint8_t> octets) noexcept {
  ByteCursor value{octets};
  const std::uint8_t type = value.u8();
  if (value.ok() && type > static_cast<std::uint8_t>(TargetType::extended_macro_ng_enb)) return {};
  const Plmn plmn = read_plmn(value);
  const Location target = read_target(static_cast<TargetType>(type), plmn, value);
  if (!plmn.known() || !value.ok()) return {.cell = {}, .area = {}, .damaged = true};
  return target;
}

}  // namespace celltally

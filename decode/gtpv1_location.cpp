#include "decode/gtpv1_location.hpp"

#include <cstddef>

#include "decode/byte_cursor.hpp"
#include "decode/gsm_area.hpp"
#include "decode/identity_digits.hpp"

namespace celltally {
namespace {

constexpr std::uint8_t kCellGlobalIdentity = 0;
constexpr std::uint8_t kServiceAreaIdentity = 1;
constexpr std::uint8_t kRoutingAreaIdentity = 2;
constexpr std::size_t kUserLocationOctets = 8;  // of every type above

constexpr Location kDamaged{.cell = {}, .area = {}, .damaged = true};

Location read_cell(PlaceKind kind, ByteCursor cursor) noexcept {
  const Plmn plmn = read_plmn(cursor);
  const std::uint32_t lac_and_cell = cursor.u32();
  if (!plmn.known()) return kDamaged;
  return {.cell = Place{kind, plmn, lac_and_cell}, .area = {}, .damaged = false};
}

}  // namespace

Location read_gtpv1_user_location(std::span<const std::uint8_t> value) noexcept {
  ByteCursor cursor{value};
  const std::uint8_t type = cursor.u8();
  if (cursor.ok() && type > kRoutingAreaIdentity) return {};
  if (value.size() < kUserLocationOctets) return kDamaged;
  switch (type) {
    case kCellGlobalIdentity: return read_cell(PlaceKind::cgi, cursor);
    case kServiceAreaIdentity: return read_cell(PlaceKind::sai, cursor);
    default: return read_gtpv1_routing_area(cursor.rest());  // an octet of filler follows the RAC
  }
}

Location read_gtpv1_routing_area(std::span<const std::uint8_t> value) noexcept {
  ByteCursor cursor{value};
  const Plmn plmn = read_plmn(cursor);
  const std::uint32_t lac = cursor.u16();
  const std::uint32_t rac = cursor.u8();
  if (!plmn.known() || !cursor.ok()) return kDamaged;
  if (!names_location_area(lac)) return {};
  return {.cell = {}, .area = Place{PlaceKind::rai, plmn, lac << 8 | rac}, .damaged = false};
}

}  // namespace celltally

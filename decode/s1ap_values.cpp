#include "decode/s1ap_values.hpp"

#include <array>
#include <cstddef>

#include "decode/aper_pdu.hpp"
#include "decode/fixed_fields.hpp"
#include "decode/identity_digits.hpp"

namespace celltally {
namespace {

constexpr int kUeIdShift = 6;  // where its length is when it begins an octet

S1apUeId ue_id(ByteCursor& value, int shift) noexcept {
  const std::uint64_t number = read_aper_number(value, shift, 2);
  return value.ok() ? S1apUeId{number} : S1apUeId{};
}

Place placed(PlaceKind kind, Plmn plmn, std::uint64_t id, const ByteCursor& value) noexcept {
  if (!plmn.known() || !value.ok()) [[unlikely]]
    return {};
  return {kind, plmn, id};
}

}  // namespace

// Without a loop: it is asked for twice in nearly every message.
S1apUeId read_s1ap_ue_id(ByteCursor value) noexcept {
  const std::uint32_t more = std::uint32_t{value.u8()} >> kUeIdShift;  // octets after the first
  if (!value.has(more + 1)) [[unlikely]]
    return {};
  switch (more) {
    case 0: return {value.u8()};
    case 1: return {value.u16()};
    case 2: return {value.u24()};
    default: return {value.u32()};
  }
}

S1apUeIdPair read_s1ap_ue_ids(ByteCursor value) noexcept {
  if (value.empty()) return {};
  const std::uint8_t choice = value.rest()[0];
  if ((choice & 0x80) != 0) return {};
  S1apUeIdPair ids;
  if ((choice & 0x40) != 0) {
    ids.mme = ue_id(value, 4);
  } else {
    ids.mme = ue_id(value, 2);
    ids.enb = ue_id(value, kUeIdShift);
  }
  return ids;
}

S1apReset read_s1ap_reset(ByteCursor value) noexcept {
  constexpr std::uint8_t kList = 0x40;
  constexpr std::uint8_t kExtension = 0x80;
  const std::uint8_t choice = value.u8();
  if (!value.ok() || (choice & kExtension) != 0) return {};
  if ((choice & kList) == 0) return {.all = true, .count = 0, .connections = {}};
  const std::uint32_t more = value.u8();  // after the first
  if (!value.ok()) return {};
  return {.all = false, .count = more + 1, .connections = value};
}

S1apUeIdPair read_s1ap_connection(ByteCursor item) noexcept {
  if (item.empty()) return {};
  const std::uint8_t present = item.rest()[0];
  S1apUeIdPair ids;
  if ((present & 0x40) != 0) {
    ids.mme = ue_id(item, 2);
    if ((present & 0x20) != 0) ids.enb = ue_id(item, kUeIdShift);
  } else if ((present & 0x20) != 0) {
    ids.enb = ue_id(item, 2);
  }
  return ids;
}

// A preamble, the PLMN, then 28 bits or 16.
Place read_s1ap_cell(ByteCursor value) noexcept {
  constexpr std::size_t kOctets = 8;
  if (!value.has(kOctets)) [[unlikely]]
    return {};
  const auto octets = value.rest().first<kOctets>();
  const Plmn plmn = plmn_of(u32_at<0>(octets));
  return plmn.known() ? Place{PlaceKind::ecgi, plmn, u32_at<4>(octets) >> 4} : Place{};
}

Place read_s1ap_tai(ByteCursor value) noexcept {
  constexpr std::size_t kOctets = 6;
  if (!value.has(kOctets)) [[unlikely]]
    return {};
  const auto octets = value.rest().first<kOctets>();
  const Plmn plmn = plmn_of(u32_at<0>(octets));
  return plmn.known() ? Place{PlaceKind::tai, plmn, u16_at<4>(octets)} : Place{};
}

Location read_s1ap_user_location(ByteCursor value) noexcept {
  value.skip(1);
  const Plmn plmn = read_plmn(value);
  const Place cell = placed(PlaceKind::ecgi, plmn, value.u32() >> 4, value);
  const Plmn area_plmn = read_plmn(value);
  const Place area = placed(PlaceKind::tai, area_plmn, value.u16(), value);
  return {cell, area, !cell.known() || !area.known()};
}

namespace {

// The TAI behind the id of an eNB: its preamble is what is left of the octet before it, or, behind
// an extension, one of its own.
Location enb(PlaceKind kind, Plmn plmn, std::uint64_t id, ByteCursor& value) noexcept {
  const Place cell = placed(kind, plmn, id, value);
  const Plmn area_plmn = read_plmn(value);
  const Place area = placed(PlaceKind::tai, area_plmn, value.u16(), value);
  return {cell, area, !cell.known() || !area.known()};
}

// Global eNB ID (9.2.1.37), then the selected TAI.
Location target_enb(ByteCursor& value) noexcept {
  constexpr std::uint32_t kShort = 0x80'0000;  // as in Place
  const Plmn plmn = read_plmn(value);
  switch (value.u8()) {
    case 0x00: return enb(PlaceKind::enb, plmn, value.u24() >> 4, value);
    case 0x40: return enb(PlaceKind::ecgi, plmn, value.u32() >> 4, value);
    case 0x80: {
      value.skip(1);
      const std::uint32_t id = kShort | value.u24() >> 6;
      value.skip(1);
      return enb(PlaceKind::enb_extended, plmn, id, value);
    }
    case 0x81: {
      value.skip(1);
      const std::uint32_t id = value.u24() >> 3;
      value.skip(1);
      return enb(PlaceKind::enb_extended, plmn, id, value);
    }
    default: return {};
  }
}

Location target_rnc(ByteCursor& value) noexcept {
  value.skip(1);  // the end of the preambles
  const Plmn plmn = read_plmn(value);
  const Place area = placed(PlaceKind::lai, plmn, value.u16(), value);
  return {{}, area, !area.known()};
}

Location target_gsm_cell(ByteCursor& value) noexcept {
  const Plmn plmn = read_plmn(value);
  const Place cell = placed(PlaceKind::cgi, plmn, value.u32(), value);
  return {cell, {}, !cell.known()};
}

}  // namespace

Location read_s1ap_target(ByteCursor value) noexcept {
  const std::uint8_t first = value.u8();
  if (!value.ok()) return {.cell = {}, .area = {}, .damaged = true};
  switch (first >> 5) {  // extension, CHOICE
    case 0: return target_enb(value);
    case 1: return target_rnc(value);
    case 2: return target_gsm_cell(value);
    default: return {};
  }
}

Cause read_s1ap_cause(ByteCursor value) noexcept {
  // How many values stand before the extension mark, and in how many bits: radio network,
  // transport, NAS, protocol, miscellaneous.
  constexpr std::array<std::uint8_t, 5> kRoot{36, 2, 4, 7, 6};
  constexpr std::array<std::uint8_t, 5> kBits{6, 1, 2, 3, 3};
  const std::uint32_t first = value.u8();
  if (!value.ok()) return {};
  const std::size_t group = first >> 4;
  if (group >= kRoot.size()) return {};
  const std::uint32_t both = first << 8 | value.u8();  // not in a Cause of one octet: zero
  const bool extended = (first & 0x08) != 0;
  const std::uint32_t index =
      extended ? kRoot[group] + (both >> 4 & 0x3f) : (both & 0x7ff) >> (11 - kBits[group]);
  return {Cause::Domain::s1ap, static_cast<std::uint16_t>(group << 8 | index)};
}

}  // namespace celltally

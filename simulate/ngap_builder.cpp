#include "simulate/ngap_builder.hpp"

#include <cassert>
#include <cstddef>
#include <utility>

#include "simulate/octet_writer.hpp"
#include "simulate/wire_digits.hpp"
#include "vocabulary/place.hpp"

namespace celltally::ngap {
namespace {

constexpr std::uint16_t kSessionTunnel = 139;
constexpr std::uint16_t kSessionTunnelsModified = 140;

Place parsed(std::string_view text) {
  const auto place = place_from_text(text);
  assert(place.has_value());
  return place.value_or(Place{});
}

// PLMN, then the cell's identity in the highest bits of its octets.
Octets cell_octets(std::string_view text) {
  const Place cell = parsed(text);
  OctetWriter writer;
  writer.octets(plmn_octets(cell.plmn()));
  if (cell.kind() == PlaceKind::ncgi) {
    writer.u8(static_cast<std::uint32_t>(cell.id() >> 28));
    writer.u32(static_cast<std::uint32_t>(cell.id() << 4));
  } else {
    writer.u32(static_cast<std::uint32_t>(cell.id() << 4));
  }
  return std::move(writer).take();
}

Octets area_octets(std::string_view text) {
  const Place area = parsed(text);
  OctetWriter writer;
  writer.octets(plmn_octets(area.plmn())).u24(static_cast<std::uint32_t>(area.id()));
  return std::move(writer).take();
}

// A container of one extension that nobody knows.
Octets some_extension(std::uint16_t id, std::span<const std::uint8_t> value) {
  OctetWriter writer;
  writer.u16(0).octets(element(id, value));
  return std::move(writer).take();
}

// GTPTunnel: its head, with the length of the address in the bits from `shift` on.
Octets tunnel(std::uint32_t head, int shift, const Session& session) {
  std::size_t bits = 0;
  for (const NodeAddress& upf : session.upf) bits += std::size_t{upf.length} * 8;
  OctetWriter writer;
  writer.u16(head | static_cast<std::uint32_t>(bits - 1) << shift);
  for (const NodeAddress& upf : session.upf) writer.octets(upf.octets());
  writer.u32(session.teid);
  return std::move(writer).take();
}

Octets transfer(const Elements& elements) {
  OctetWriter writer;
  writer.u8(0).u16(static_cast<std::uint32_t>(elements.size()));
  for (const Octets& each : elements) writer.octets(each);
  return std::move(writer).take();
}

Octets set_up_transfer(const Session& session) {
  Elements elements{element(134, Octets{0x00})};  // PDU session type
  if (!session.upf.empty()) elements.push_back(element(kSessionTunnel, tunnel(0, 4, session)));
  return transfer(elements);
}

// The type begins three bits late.
Octets slice(const Session& session) {
  const auto high = static_cast<std::uint8_t>(session.slice_type >> 3);
  const auto low = static_cast<std::uint8_t>(session.slice_type << 5);
  if (!session.slice_with_sd) return {high, low};
  return {static_cast<std::uint8_t>(0x40 | high), low, 0x01, 0x02, 0x03};
}

// What the items of the lists differ in.
struct Item {
  std::uint8_t nas_bit;
  std::uint8_t extensions_bit;
  bool has_slice;
};

Octets list(std::uint16_t id, const Item& item, std::span<const Session> sessions,
            Octets (*transfer_of)(const Session&)) {
  OctetWriter writer;
  writer.u8(static_cast<std::uint32_t>(sessions.size() - 1));
  for (const Session& each : sessions) {
    const bool with_nas = item.nas_bit != 0 && !each.nas.empty();
    writer.u8((with_nas ? item.nas_bit : 0u) | (each.with_extensions ? item.extensions_bit : 0u));
    writer.u8(each.id);
    if (with_nas) writer.octets(with_length(each.nas));
    if (item.has_slice) writer.octets(slice(each));
    writer.octets(with_length(transfer_of(each)));
    if (each.with_extensions) writer.octets(some_extension(900, Octets{0x01, 0x02}));
  }
  return element(id, writer.written());
}

}  // namespace

Octets with_length(std::span<const std::uint8_t> value) {
  OctetWriter writer;
  const auto length = static_cast<std::uint32_t>(value.size());
  if (length < 0x80) {
    writer.u8(length);
  } else {
    writer.u16(0x8000 | length);
  }
  return std::move(writer.octets(value)).take();
}

Octets number(std::uint64_t value, int shift, std::uint8_t head) {
  int octets = 1;
  while (octets < 8 && value >> (8 * octets) != 0) ++octets;
  Octets result{static_cast<std::uint8_t>(head | (octets - 1) << shift)};
  for (int i = octets - 1; i >= 0; --i) result.push_back(static_cast<std::uint8_t>(value >> 8 * i));
  return result;
}

Octets element(std::uint16_t id, std::span<const std::uint8_t> value) {
  OctetWriter writer;
  return std::move(writer.u16(id).u8(0x40).octets(with_length(value))).take();
}

Octets amf_ue(std::uint64_t id) {
  return element(10, number(id, 5));
}
Octets new_amf_ue(std::uint64_t id) {
  return element(40, number(id, 5));
}
Octets source_amf_ue(std::uint64_t id) {
  return element(100, number(id, 5));
}
Octets ran_ue(std::uint32_t id) {
  return element(85, number(id, 6));
}

Octets ue_ids(std::uint64_t amf, std::uint32_t ran) {
  OctetWriter writer;
  writer.octets(number(amf, 1)).octets(number(ran, 6));
  return element(114, writer.written());
}
Octets ue_ids(std::uint64_t amf) {
  return element(114, number(amf, 3, 0x40));
}

Octets cause(std::uint8_t group, std::uint8_t value) {
  constexpr int kBits[] = {6, 1, 2, 3, 3};
  const auto bits = static_cast<std::uint32_t>(group << 13 | value << (12 - kBits[group]));
  OctetWriter writer;
  if (group == 0) {
    writer.u16(bits);
  } else {
    writer.u8(bits >> 8);
  }
  return element(15, writer.written());
}

Octets cause_of_later_release(std::uint8_t group, std::uint8_t add) {
  OctetWriter writer;
  writer.u16(static_cast<std::uint32_t>(group << 13 | 0x1000 | add << 5));
  return element(15, writer.written());
}

Octets s_tmsi(std::uint16_t set_pointer, std::uint32_t tmsi) {
  OctetWriter writer;
  writer.u24(std::uint32_t{set_pointer} << 6).u32(tmsi);
  return element(26, writer.written());
}

Octets paging_identity(std::uint16_t set_pointer, std::uint32_t tmsi) {
  OctetWriter writer;
  writer.u24(std::uint32_t{set_pointer} << 5).u32(tmsi);
  return element(115, writer.written());
}

Octets nas(std::span<const std::uint8_t> message) {
  return element(38, with_length(message));
}

Octets eutra_cgi(std::string_view cell) {
  OctetWriter writer;
  return element(25, writer.u8(0).octets(cell_octets(cell)).written());
}

Octets tai(std::string_view area) {
  OctetWriter writer;
  return element(213, writer.u8(0).octets(area_octets(area)).written());
}

Octets target_gnb(int bits, std::uint32_t id, std::string_view area) {
  const int octets = (bits + 2 + 7) / 8;  // two bits of the area's head follow at once
  const std::uint64_t left = std::uint64_t{id} << (8 * octets - bits);
  OctetWriter writer;
  writer.u8(0).octets(plmn_octets(parsed(area).plmn()));
  writer.u8(static_cast<std::uint32_t>(bits - 22) << 3);
  for (int i = octets - 1; i >= 0; --i) writer.u8(static_cast<std::uint8_t>(left >> 8 * i));
  return element(105, writer.octets(area_octets(area)).written());
}

Octets target_ng_enb(std::uint32_t macro_id, std::string_view area) {
  OctetWriter writer;
  writer.u8(0x04).octets(plmn_octets(parsed(area).plmn())).u8(0).u24(macro_id << 4);
  return element(105, writer.octets(area_octets(area)).written());
}

Octets location(std::string_view cell, std::string_view area, const LocationParts& parts) {
  const bool nr = parsed(cell).kind() == PlaceKind::ncgi;
  OctetWriter writer;
  writer.u8((nr ? 0x40u : 0u) | (parts.timestamp ? 0x10u : 0u) | (parts.ps_cell ? 0x08u : 0u) |
            (parts.cell_extensions ? 0x02u : 0u));
  writer.octets(cell_octets(cell));
  if (parts.cell_extensions) writer.octets(some_extension(901, Octets{0x07})).u8(0);
  writer.octets(area_octets(area));
  if (parts.timestamp) writer.u32(0xe8a1b2c3);
  if (parts.ps_cell) {
    OctetWriter ps_cell;
    ps_cell.u8(0).octets(cell_octets("ncgi:001-01-abcdef012"));
    writer.octets(some_extension(149, ps_cell.written()));
  }
  return element(121, writer.written());
}

Octets location_over_wifi(const NodeAddress& address) {
  OctetWriter writer;
  writer.u16(0x8000 | (std::uint32_t{address.length} * 8 - 1) << 3);
  return element(121, writer.octets(address.octets()).u16(4500).written());
}

Octets location_of_fixed_line() {
  OctetWriter writer;
  return element(121, writer.u8(0xc0).octets(element(243, Octets{0x00, 0x01})).written());
}

Octets sessions_in_context(std::span<const Session> sessions) {
  return list(71, {0x40, 0x20, true}, sessions, set_up_transfer);
}
Octets sessions_to_set_up(std::span<const Session> sessions) {
  return list(74, {0x40, 0x20, true}, sessions, set_up_transfer);
}
Octets sessions_in_handover(std::span<const Session> sessions) {
  return list(73, {0, 0x40, true}, sessions, set_up_transfer);
}

Octets sessions_to_modify(std::span<const Session> sessions) {
  return list(64, {0x40, 0x20, false}, sessions, [](const Session& session) {
    Elements elements;
    if (!session.upf.empty()) {
      // The other of the pair is the radio network's end.
      OctetWriter pair;
      pair.octets(tunnel(0, 0, session));
      pair.octets(Octets{0x01, 0xf0, 192, 0, 2, 77, 0xee, 0xee, 0xee, 0xee});
      elements.push_back(element(kSessionTunnelsModified, pair.written()));
    }
    return transfer(elements);
  });
}

Octets sessions_switched(std::span<const Session> sessions) {
  return list(77, {0, 0x40, false}, sessions, [](const Session& session) {
    return session.upf.empty() ? Octets{0x00} : tunnel(0x4000, 0, session);
  });
}

Octets reset_all() {
  return element(88, Octets{0x00});
}

Octets reset_only(std::span<const Connection> connections) {
  OctetWriter writer;
  writer.u8(0x40).u16(static_cast<std::uint32_t>(connections.size() - 1));
  for (const Connection& each : connections) {
    const std::uint8_t ran_bit = each.ran ? 0x20 : 0;
    if (each.amf) {
      writer.octets(number(*each.amf, 1, static_cast<std::uint8_t>(0x40 | ran_bit)));
      if (each.ran) writer.octets(number(*each.ran, 6));
    } else if (each.ran) {
      writer.octets(number(*each.ran, 2, ran_bit));
    }
  }
  return element(88, writer.written());
}

Octets message(std::uint8_t outcome, std::uint8_t procedure, const Elements& elements) {
  OctetWriter content;
  content.u8(0).u16(static_cast<std::uint32_t>(elements.size()));
  for (const Octets& each : elements) content.octets(each);
  OctetWriter writer;
  writer.u8(std::uint32_t{outcome} << 5).u8(procedure).u8(0x40);
  return std::move(writer.octets(with_length(content.written()))).take();
}
Octets initiating(std::uint8_t procedure, const Elements& elements) {
  return message(0, procedure, elements);
}
Octets successful(std::uint8_t procedure, const Elements& elements) {
  return message(1, procedure, elements);
}
Octets unsuccessful(std::uint8_t procedure, const Elements& elements) {
  return message(2, procedure, elements);
}

}  // namespace celltally::ngap

#include "simulate/s1ap_builder.hpp"

#include <cassert>
#include <cstddef>
#include <utility>

#include "simulate/octet_writer.hpp"
#include "simulate/wire_digits.hpp"
#include "vocabulary/place.hpp"

namespace celltally::s1ap {
namespace {

constexpr std::uint8_t kIgnore = 0x40;

std::uint32_t size_of(const Octets& octets) {
  return static_cast<std::uint32_t>(octets.size());
}

Octets single(std::uint32_t octet) {
  return {static_cast<std::uint8_t>(octet)};
}

Place parsed(std::string_view text) {
  const auto place = place_from_text(text);
  assert(place.has_value());
  return place.value_or(Place{});
}

// A number in as few octets as it needs, and in front of them, from bit `shift` on, one less than
// they are; `preamble` fills the rest of the octet.
Octets number(std::uint32_t value, int shift, std::uint32_t preamble = 0) {
  std::uint32_t octets = 1;
  while (octets < 4 && value >> 8 * octets != 0) ++octets;
  OctetWriter writer;
  writer.u8(preamble | (octets - 1) << shift);
  for (std::uint32_t i = octets; i-- > 0;) writer.u8(value >> 8 * i & 0xff);
  return std::move(writer).take();
}

Octets joined(const Octets& first, const Octets& then) {
  OctetWriter writer;
  return std::move(writer.octets(first).octets(then)).take();
}

Octets plmn_and(std::string_view place) {
  const Place where = parsed(place);
  OctetWriter writer;
  writer.octets(plmn_octets(where.plmn()));
  const auto id = static_cast<std::uint32_t>(where.id());
  if (where.kind() == PlaceKind::tai) {
    writer.u16(id);
  } else {
    writer.u32(id << 4);
  }
  return std::move(writer).take();
}

Octets s_tmsi_from_bit(int bit, std::uint8_t code, std::uint32_t m_tmsi) {
  OctetWriter writer;
  writer.u16(static_cast<std::uint32_t>(code) << (8 - bit));
  return std::move(writer.u32(m_tmsi)).take();
}

Octets list(std::uint16_t id, std::uint16_t item_id, const std::vector<Octets>& items) {
  OctetWriter writer;
  writer.u8(static_cast<std::uint32_t>(items.size()) - 1);
  for (const Octets& each : items) writer.octets(element(item_id, each));
  return element(id, std::move(writer).take());
}

// Four bit rates of three octets, the first of which shares its octet with the preamble.
void add_bit_rates(OctetWriter& writer) {
  constexpr std::uint32_t kRate = 1'000'000;
  writer.u8(2 << 3).u24(kRate);
  for (int i = 0; i < 3; ++i) writer.u8(2 << 5).u24(kRate);
}

void add_tunnel(OctetWriter& writer, const Bearer& bearer) {
  writer.octets(bearer.address.octets()).u32(bearer.teid);
}

std::uint32_t bits_less_one(const Bearer& bearer) {
  return static_cast<std::uint32_t>(bearer.address.octets().size()) * 8 - 1;
}

constexpr std::uint32_t kQci = 9;
constexpr std::uint32_t kRetention = 0x20;

Octets item_of_context(const Bearer& bearer, std::uint32_t bearer_id) {
  OctetWriter writer;
  writer.u8((bearer.nas.empty() ? 0u : 0x40u) | bearer_id);
  writer.u8(bearer.guaranteed ? 0x40 : 0).u8(kQci).u8(kRetention);
  if (bearer.guaranteed) add_bit_rates(writer);
  writer.u16(bits_less_one(bearer) << 7);
  add_tunnel(writer, bearer);
  if (!bearer.nas.empty()) writer.octets(with_length(bearer.nas));
  return std::move(writer).take();
}

Octets item_of_setup(const Bearer& bearer, std::uint32_t bearer_id) {
  OctetWriter writer;
  writer.u8(bearer_id << 1).u8(bearer.guaranteed ? 0x80 : 0).u8(kQci).u8(kRetention);
  if (bearer.guaranteed) add_bit_rates(writer);
  writer.u16(bits_less_one(bearer) << 7);
  add_tunnel(writer, bearer);
  return std::move(writer.octets(with_length(bearer.nas))).take();
}

Octets item_switched(const Bearer& bearer, std::uint32_t bearer_id) {
  OctetWriter writer;
  writer.u8(bearer_id << 1).u8(bits_less_one(bearer));
  add_tunnel(writer, bearer);
  return std::move(writer).take();
}

Octets item_of_handover(const Bearer& bearer, std::uint32_t bearer_id) {
  OctetWriter writer;
  writer.octets(item_switched(bearer, bearer_id)).u8(0).u8(kQci).u8(kRetention);
  return std::move(writer).take();
}

template <typename Item>
std::vector<Octets> items_of(const std::vector<Bearer>& bearers, Item item) {
  std::vector<Octets> items;
  for (const Bearer& each : bearers) {
    const auto number = static_cast<std::uint32_t>(items.size());
    items.push_back(item(each, 5 + number % 11));  // the ids that a device may have: 5 to 15
  }
  return items;
}

}  // namespace

Octets with_length(const Octets& value) {
  constexpr std::size_t kShort = 128;
  OctetWriter writer;
  if (value.size() < kShort) {
    writer.u8(size_of(value));
  } else {
    writer.u16(0x8000 | size_of(value));
  }
  return std::move(writer.octets(value)).take();
}

Octets element(std::uint16_t id, const Octets& value) {
  OctetWriter writer;
  return std::move(writer.u16(id).u8(kIgnore).octets(with_length(value))).take();
}

Octets mme_ue_id(std::uint32_t id) {
  return element(0, number(id, 6));
}

Octets cause(std::uint8_t group, std::uint8_t index) {
  constexpr int kBits[] = {6, 1, 2, 3, 3};
  OctetWriter writer;
  writer.u16(static_cast<std::uint32_t>(group << 12 | index << (11 - kBits[group])));
  return element(2, std::move(writer).take());
}

Octets enb_ue_id(std::uint32_t id) {
  return element(8, number(id, 6));
}
Octets bearers_to_set_up(const std::vector<Bearer>& bearers) {
  return list(16, 17, items_of(bearers, item_of_setup));
}
Octets bearers_of_context(const std::vector<Bearer>& bearers) {
  return list(24, 52, items_of(bearers, item_of_context));
}
Octets nas_pdu(const Octets& nas) {
  return element(26, with_length(nas));
}
Octets paging_by_s_tmsi(std::uint8_t code, std::uint32_t m_tmsi) {
  return element(43, s_tmsi_from_bit(4, code, m_tmsi));
}

Octets paging_by_imsi(std::string_view digits) {
  const Octets octets = tbcd(digits);
  return element(43, joined(single(0x40 | (size_of(octets) - 3) << 3), octets));
}

Octets bearers_of_handover(const std::vector<Bearer>& bearers) {
  return list(53, 27, items_of(bearers, item_of_handover));
}
Octets tai(std::string_view place) {
  return element(67, joined(single(0), plmn_and(place)));
}

Octets gummei(std::string_view text, std::uint16_t group, std::uint8_t code) {
  OctetWriter writer;
  writer.u8(0).octets(plmn_octets(plmn(text))).u16(group).u8(code);
  return element(75, std::move(writer).take());
}

Octets source_mme_ue_id(std::uint32_t id) {
  return element(88, number(id, 6));
}
Octets reset_all() {
  return element(92, single(0));
}

Octets reset_of(const std::vector<Octets>& connections) {
  OctetWriter writer;
  writer.u8(0x40).u8(static_cast<std::uint32_t>(connections.size()) - 1);
  for (const Octets& each : connections) writer.octets(element(91, each));
  return element(92, std::move(writer).take());
}

Octets bearers_switched(const std::vector<Bearer>& bearers) {
  return list(95, 94, items_of(bearers, item_switched));
}
Octets s_tmsi(std::uint8_t code, std::uint32_t m_tmsi) {
  return element(96, s_tmsi_from_bit(2, code, m_tmsi));
}
Octets ue_ids(std::uint32_t mme, std::uint32_t enb) {
  return element(99, joined(number(mme, 2), number(enb, 6)));
}
Octets ue_ids(std::uint32_t mme) {
  return element(99, number(mme, 4, 0x40));
}
Octets cell(std::string_view place) {
  return element(100, joined(single(0), plmn_and(place)));
}
Octets rrc_cause(std::uint8_t octet) {
  return element(134, single(octet));
}
Octets user_location(std::string_view cell, std::string_view tai) {
  return element(189, joined(single(0), joined(plmn_and(cell), plmn_and(tai))));
}

Octets connection(std::uint32_t mme, std::uint32_t enb) {
  return joined(number(mme, 2, 0x60), number(enb, 6));
}
Octets connection_of_mme(std::uint32_t mme) {
  return number(mme, 2, 0x40);
}
Octets connection_of_enb(std::uint32_t enb) {
  return number(enb, 2, 0x20);
}

Octets message(std::uint8_t procedure, std::uint8_t outcome, const Elements& elements) {
  OctetWriter body;
  body.u8(0).u16(static_cast<std::uint32_t>(elements.size()));
  for (const Octets& each : elements) body.octets(each);
  OctetWriter writer;
  writer.u8(static_cast<std::uint32_t>(outcome) << 5).u8(procedure).u8(kIgnore);
  return std::move(writer.octets(with_length(std::move(body).take()))).take();
}

Octets initial_ue_message(const Elements& elements) {
  return message(12, kInitiating, elements);
}
Octets uplink_nas_transport(const Elements& elements) {
  return message(13, kInitiating, elements);
}
Octets downlink_nas_transport(const Elements& elements) {
  return message(11, kInitiating, elements);
}
Octets initial_context_setup_request(const Elements& elements) {
  return message(9, kInitiating, elements);
}
Octets ue_context_release_command(const Elements& elements) {
  return message(23, kInitiating, elements);
}
Octets ue_context_release_complete(const Elements& elements) {
  return message(23, kSuccessful, elements);
}

}  // namespace celltally::s1ap

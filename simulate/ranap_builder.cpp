#include "simulate/ranap_builder.hpp"

#include <cassert>
#include <utility>

#include "simulate/octet_writer.hpp"
#include "simulate/wire_digits.hpp"
#include "vocabulary/place.hpp"

namespace celltally::ranap {

namespace {

using Bytes = std::span<const std::uint8_t>;

constexpr std::uint8_t kIgnore = 0x40;

void put_length(OctetWriter& writer, std::size_t length) {
  const auto number = static_cast<std::uint32_t>(length);
  if (number < 0x80) {
    writer.u8(number);
  } else {
    writer.u16(0x8000u | number);
  }
}

// The octet before a place holds what the structures around it say of themselves.
Octets placed(std::uint16_t id, std::uint8_t head, std::string_view text, std::uint32_t tail = 0,
              int tail_octets = 0) {
  const auto place = place_from_text(text);
  assert(place.has_value());
  OctetWriter writer;
  writer.u8(head).octets(plmn_octets(place->plmn()));
  const auto number = static_cast<std::uint32_t>(place->id());
  switch (place->kind()) {
    case PlaceKind::lai: writer.u16(number); break;
    case PlaceKind::rai: writer.u24(number); break;
    default: writer.u32(number); break;
  }
  if (tail_octets == 2) writer.u16(tail);
  return element(id, writer.written());
}

Octets paged(std::uint8_t head, std::uint32_t number) {
  OctetWriter writer;
  return element(64, writer.u8(head).u32(number).written());
}

}  // namespace

Octets element(std::uint16_t id, Bytes value) {
  OctetWriter writer;
  writer.u16(id).u8(kIgnore);
  put_length(writer, value.size());
  return std::move(writer.octets(value)).take();
}

Octets area_identity(std::string_view place) {
  return placed(0, 0, place);
}
Octets domain(bool packet_switched) {
  return element(3, Octets{static_cast<std::uint8_t>(packet_switched ? 0x80 : 0)});
}

// Five groups of numbers, and from 257 on the extension.
Octets cause(std::uint16_t number) {
  struct Group {
    std::uint32_t first;
    int bits;
  };
  constexpr Group kGroups[] = {{1, 6}, {65, 4}, {81, 4}, {97, 4}, {113, 4}, {129, 7}};
  OctetWriter writer;
  if (number >= 257) return element(4, writer.u8(0x80).u8(1).u8(number - 257u).written());
  std::uint32_t which = 5;
  while (kGroups[which].first > number) --which;
  const std::uint32_t bits = which << 12 | (number - kGroups[which].first)
                                               << (12 - kGroups[which].bits);
  if (kGroups[which].bits == 4) return element(4, writer.u8(bits >> 8).written());
  return element(4, writer.u16(bits).written());
}

Octets lai(std::string_view place) {
  return placed(15, 0, place);
}
Octets nas(Bytes message) {
  OctetWriter writer;
  put_length(writer, message.size());
  return element(16, writer.octets(message).written());
}
Octets paging_area(std::string_view place) {
  return placed(21, place.starts_with("rai:") ? 0x40 : 0, place);
}
Octets imsi(std::string_view digits) {
  const Octets octets = tbcd(digits);
  OctetWriter writer;
  writer.u8((static_cast<std::uint32_t>(octets.size()) - 3) << 4).octets(octets);
  return element(23, writer.written());
}
Octets rac(std::uint8_t code) {
  return element(55, Octets{code});
}
Octets sai(std::string_view place) {
  return placed(58, 0, place);
}
// The RNC is number 1 of it.
Octets target_rnc(std::string_view place) {
  return placed(62, 0, place, 1, 2);
}
Octets target_cell(std::string_view place) {
  return placed(62, 0x40, place);
}
Octets paged_tmsi(std::uint32_t tmsi) {
  return paged(0, tmsi);
}
Octets paged_p_tmsi(std::uint32_t p_tmsi) {
  return paged(0x40, p_tmsi);
}

Octets message(std::uint8_t outcome, std::uint8_t procedure, const Elements& elements) {
  OctetWriter body;
  body.u8(0).u16(static_cast<std::uint32_t>(elements.size()));
  for (const Octets& each : elements) body.octets(each);
  OctetWriter writer;
  writer.u8(outcome).u8(procedure).u8(kIgnore);
  put_length(writer, body.size());
  return std::move(writer.octets(body.written())).take();
}

Octets initial_ue(const Elements& elements) {
  return message(kInitiating, 19, elements);
}
Octets direct_transfer(const Elements& elements) {
  return message(kInitiating, 20, elements);
}
Octets common_id(std::string_view digits) {
  return message(kInitiating, 15, {imsi(digits)});
}
Octets location_report(const Elements& elements) {
  return message(kInitiating, 18, elements);
}
Octets paging(const Elements& elements) {
  return message(kInitiating, 14, elements);
}
Octets iu_release_command(std::uint16_t number) {
  return message(kInitiating, 1, {cause(number)});
}

}  // namespace celltally::ranap

#include "decode/ngap_ue_ids.hpp"

#include <optional>

namespace celltally {
namespace {

using Direction = NgapMessageType::Direction;
using Ids = NgapMessageType::Ids;
using Role = TemporaryId::Role;

constexpr std::uint16_t kAmfPort = 38412;  // TS 38.412 7
constexpr std::uint64_t kAmfUeIdMax = 0xff'ffff'ffff;

Direction direction_by_port(const Datagram& pdu) noexcept {
  if (pdu.source_port == pdu.destination_port) return Direction::unknown;
  if (pdu.destination_port == kAmfPort) return Direction::uplink;
  if (pdu.source_port == kAmfPort) return Direction::downlink;
  return Direction::unknown;
}

void put_ran(ByteCursor& bytes, const NgapEnds& ends, Role role, NgapUeIds& ids) noexcept {
  const auto id = read_ran_ue_ngap_id(bytes);
  if (id) ids.ran = ends.ran_ue(*id).as(role);
  if (!id) ids.damaged = true;
}

void put_amf(ByteCursor& bytes, const NgapEnds& ends, Role role, NgapUeIds& ids) noexcept {
  const auto id = read_amf_ue_ngap_id(bytes);
  if (id) ids.amf = ends.amf_ue(*id).as(role);
  if (!id) ids.damaged = true;
}

// UE NGAP IDs (9.3.3.30): both, or AMF's alone. The first octet's highest bits are the choice; how
// many octets AMF's id has stands behind it, and behind the head of a pair.
void put_pair(ByteCursor value, const NgapEnds& ends, NgapUeIds& ids) noexcept {
  ByteCursor head = value;
  const int choice = head.u8() >> 6;
  if (choice > 1) return;
  const std::uint64_t number = read_aper_number(value, choice == 0 ? 1 : 3, 3);
  if (!value.ok() || number > kAmfUeIdMax) {
    ids.damaged = true;
    return;
  }
  ids.amf = ends.amf_ue(number);
  if (choice == 0) put_ran(value, ends, Role::names, ids);
}

}  // namespace

NgapEnds ngap_ends(const Datagram& pdu, Direction direction) noexcept {
  if (direction == Direction::unknown) direction = direction_by_port(pdu);
  if (direction == Direction::unknown) return {};
  NgapEnds ends{.ran = pdu.source,
                .amf = pdu.destination,
                .ran_port = pdu.source_port,
                .amf_port = pdu.destination_port,
                .known = pdu.source.known() && pdu.destination.known()};
  if (direction == Direction::downlink) {
    ends.ran = pdu.destination;
    ends.amf = pdu.source;
    ends.ran_port = pdu.destination_port;
    ends.amf_port = pdu.source_port;
  }
  return ends;
}

NgapUeIds read_ngap_ue_ids(const NgapElements& elements, Ids what, const NgapEnds& ends) noexcept {
  NgapUeIds ids;
  if (what == Ids::none) return ids;
  const Role ran =
      what == Ids::end ? Role::ends
      : what == Ids::ran_gives || what == Ids::path_switch || what == Ids::target_answers
          ? Role::given
          : Role::names;
  const Role amf = what == Ids::end         ? Role::ends
                   : what == Ids::amf_gives ? Role::given
                                            : Role::names;
  ByteCursor ran_ue = elements.ran_ue;
  ByteCursor amf_ue = what == Ids::path_switch ? elements.source_amf_ue : elements.amf_ue;
  ByteCursor new_amf_ue = elements.new_amf_ue;
  // No id is allocated twice: at the target of a handover RAN's is not known yet, and nobody but
  // the radio network begins a connection.
  if (!ran_ue.empty() && what != Ids::amf_gives) put_ran(ran_ue, ends, ran, ids);
  if (!amf_ue.empty() && what != Ids::ran_gives) put_amf(amf_ue, ends, amf, ids);
  if (!elements.ue_ids.empty()) put_pair(elements.ue_ids, ends, ids);
  if (const auto id = read_amf_ue_ngap_id(new_amf_ue)) {
    ids.new_amf = ends.amf_ue(*id).as(Role::given);
  }
  return ids;
}

NgapReset read_ngap_reset(ByteCursor value) noexcept {
  NgapReset reset;
  const int choice = value.u8() >> 6;
  if (!value.ok()) return reset;
  reset.all = choice == 0;
  if (choice != 1) return reset;
  const std::uint32_t more = value.u16();  // after the first
  if (!value.ok()) return reset;
  reset.count = more + 1;
  reset.connections = value;
  return reset;
}

NgapUeIds read_ngap_connection(ByteCursor& items, const NgapEnds& ends) noexcept {
  constexpr std::uint8_t kAmf = 0x40;
  constexpr std::uint8_t kRan = 0x20;
  constexpr std::uint8_t kMoreBehind = 0x90;  // extended, or extensions
  NgapUeIds ids;
  ByteCursor peek = items;
  const std::uint8_t head = peek.u8();
  if ((head & kAmf) != 0) {
    const std::uint64_t number = read_aper_number(items, 1, 3);
    if (items.ok() && number <= kAmfUeIdMax) ids.amf = ends.amf_ue(number).as(Role::ends);
  }
  if ((head & kRan) != 0) {
    // In an octet of its own behind the other, or in the same as the head.
    const bool alone = (head & kAmf) == 0;
    const std::uint64_t number = read_aper_number(items, alone ? 2 : 6, 2);
    if (items.ok()) ids.ran = ends.ran_ue(number).as(Role::ends);
  }
  ids.damaged = !peek.ok() || !items.ok();
  // Without an id it ends within an octet.
  const bool ends_here = (head & kMoreBehind) == 0 && (head & (kAmf | kRan)) != 0;
  if (!ends_here) items = {};
  return ids;
}

}  // namespace celltally

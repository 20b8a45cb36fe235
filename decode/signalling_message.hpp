#pragma once

#include <cstdint>
#include <span>
#include <type_traits>

#include "decode/location.hpp"
#include "decode/message_damage.hpp"
#include "decode/session_references.hpp"
#include "decode/subscriber_id.hpp"
#include "decode/type_allocation_code.hpp"
#include "vocabulary/event_facts.hpp"

namespace celltally {

// One signalling message as decoded: what happened, where, and who as borrowed views. Lives from
// decoding to anonymising one burst; its views are dangling after the source's next poll(). A
// message that tells of no event is here too (`kind` none): it may bind a session, and
// `celltally decode` shows it.
// `home` is from the IMSI's leading digits; `unauthenticated` is set where the message says that
// the IMSI is not authenticated, or has an equipment identity only (emergency call without a SIM).
struct SignallingMessage : EventFacts {
  std::uint8_t type = 0;  // the protocol's message type
  MessageDamage damage = MessageDamage::none;
  std::uint64_t frame = 0;  // of the packet that completed it

  SubscriberId imsi;
  SubscriberId msisdn;
  SessionReferences session;

  // Of an IMEI, an IMEISV, or a masked IMEISV. What else stands in them is left where it is: no
  // device is known by its equipment.
  TypeAllocationCode tac;
  bool has_imei = false;  // an IMEI or IMEISV is there, which a masked one is not

  // The first IMEI counts. False: it is none.
  bool take_imei(TypeAllocationCode found) noexcept {
    if (found.known() && !has_imei) tac = found;
    has_imei |= found.known();
    return found.known();
  }

  // The access point name or data network name, as it stands in the packet; empty: none.
  std::span<const std::uint8_t> apn;

  // A node that has lost all contexts of devices it had (S1 or NG Setup, Reset): the address and
  // port with which their TemporaryIds are made. The core's node, which has lost those that it had
  // with this one, is then `session.destination`. Borrows, as IpAddress does.
  IpAddress reset_node;
  std::uint16_t reset_port = 0;
  // A signalling point that has lost all connections of devices (Reset of RANAP, of BSSMAP):
  // SignallingPoint::scope. 0: none.
  std::uint64_t reset_point = 0;
  bool resets() const noexcept { return reset_node.known() || reset_point != 0; }

  // MessageBurst::temporary_ids().
  std::uint16_t temporary_first = 0;
  std::uint16_t temporary_count = 0;
  bool temporary_left_out = false;  // it names more than there is room for
  // What it names belongs to several devices, and all of it ends (Reset of some connections).
  bool ends_several = false;

  // Its transport gave it once: nothing in it tells a copy from another message of the same kind.
  bool comes_once = false;

  std::uint16_t source = 0;  // Packet::source

  // The first place counts.
  void take_place(const Location& found) noexcept {
    if (found.damaged) note(MessageDamage::bad_location);
    if (cell.known() || area.known()) return;
    cell = found.cell;
    area = found.area;
  }

  // The first thing wrong is the one told.
  void note(MessageDamage found) noexcept {
    if (damage == MessageDamage::none) damage = found;
  }
};

static_assert(std::is_trivially_copyable_v<SignallingMessage>);
static_assert(sizeof(SignallingMessage) <= 320, "a burst of them stays in the first-level cache");

}  // namespace celltally

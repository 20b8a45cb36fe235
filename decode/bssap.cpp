#include "decode/bssap.hpp"

#include <algorithm>

#include "decode/bssmap_message_type.hpp"
#include "decode/dtap_message.hpp"
#include "decode/gsm_area.hpp"
#include "decode/mobile_identity.hpp"
#include "decode/nas_mm.hpp"
#include "decode/tmsi_in_area.hpp"

namespace celltally {
namespace {

using Bytes = std::span<const std::uint8_t>;
using When = BssmapMessageType::When;

// TS 48.008 3.2.2.
enum class Element : std::uint8_t {
  cause = 0x04,
  cell_identifier = 0x05,
  imsi = 0x08,
  tmsi = 0x09,
  layer_3_information = 0x17,
  cell_identifier_list = 0x1a,
  layer_3_message_contents = 0x20,
};

constexpr std::uint8_t kReset = 0x30;
constexpr std::uint8_t kPaging = 0x52;
constexpr std::uint8_t kCipherModeComplete = 0x55;
constexpr std::uint8_t kCompleteLayer3 = 0x57;

// What is put together when all elements are known.
struct Remarks {
  Bytes layer_3;  // of the device, in the two messages that have one
  Bytes tmsi;
  Place cell;    // of the first cell identifier
  Place other;   // of the second: of a handover the target
  Place listed;  // what a list of just one names: a cell or a location area
  int cells = 0;
};

// 3.2.2.17 and 3.2.2.27. Only identities with a network in them say which cell or area it is.
Place read_whole_place(std::uint8_t discriminator, ByteCursor& value) noexcept {
  constexpr std::uint8_t kCellGlobalIdentity = 0;
  constexpr std::uint8_t kLocationArea = 4;
  constexpr std::uint8_t kServiceArea = 11;
  switch (discriminator & 0x0f) {
    case kCellGlobalIdentity: return read_gsm_cell(PlaceKind::cgi, value);
    case kLocationArea: return read_location_area(value);
    case kServiceArea: return read_gsm_cell(PlaceKind::sai, value);
    default: value = {}; return {};
  }
}

void read_cell(Bytes octets, SignallingMessage& message, Remarks& remarks) noexcept {
  ByteCursor value{octets};
  const std::uint8_t discriminator = value.u8();
  const bool global = (discriminator & 0x0f) == 0;
  const Place place = read_whole_place(discriminator, value);
  if (global && !place.known()) message.note(MessageDamage::bad_location);
  (remarks.cells == 0 ? remarks.cell : remarks.other) = is_cell(place.kind()) ? place : Place{};
  ++remarks.cells;
}

void read_list(Bytes octets, Remarks& remarks) noexcept {
  ByteCursor value{octets};
  const std::uint8_t discriminator = value.u8();
  const Place place = read_whole_place(discriminator, value);
  if (value.empty()) remarks.listed = place;
}

// 3.2.2.5: the class of a cause of two octets is marked.
void read_cause(ByteCursor value, SignallingMessage& message) noexcept {
  constexpr std::uint32_t kTwoOctets = 0x80;
  std::uint32_t cause = value.u8();
  if ((cause & kTwoOctets) != 0) cause = (cause & 0x7f) << 8 | value.u8();
  if (!value.ok()) return message.note(MessageDamage::truncated);
  message.cause = {Cause::Domain::bssmap, static_cast<std::uint16_t>(cause)};
}

void read_element(std::uint8_t identifier, Bytes value, SignallingMessage& message,
                  Remarks& remarks) noexcept {
  switch (static_cast<Element>(identifier)) {
    case Element::cause: return read_cause(ByteCursor{value}, message);
    case Element::cell_identifier: return read_cell(value, message, remarks);
    case Element::imsi: return take_mobile_imsi(value, message);
    case Element::tmsi: remarks.tmsi = value; return;
    case Element::layer_3_information:
      if (message.type == kCompleteLayer3) remarks.layer_3 = value;
      return;
    case Element::layer_3_message_contents:
      if (message.type == kCipherModeComplete) remarks.layer_3 = value;
      return;
    case Element::cell_identifier_list: return read_list(value, remarks);
  }
}

void read_elements(ByteCursor body, SignallingMessage& message, Remarks& remarks) noexcept {
  while (!body.empty()) {
    const std::uint8_t identifier = body.u8();
    const BssmapElementForm form = bssmap_element_form(identifier);
    std::size_t length = form.fixed;
    if (form.length_octets == 1) length = body.u8();
    if (form.length_octets == 2) length = body.u16();
    const Bytes value = body.bytes(length);
    if (!body.ok()) return message.note(MessageDamage::truncated);
    read_element(identifier, value, message, remarks);
  }
}

// A device is paged by its TMSI in the one area that the message names (3.2.1.19).
void read_paged(const Remarks& remarks, MessageBurst& burst) noexcept {
  ByteCursor value{remarks.tmsi};
  const std::uint32_t tmsi = value.u32();
  if (!value.ok() || !value.empty() || remarks.listed.kind() != PlaceKind::lai) return;
  burst.add_temporary(tmsi_in_area(TemporaryId::Kind::tmsi, remarks.listed, tmsi));
}

void place_target(Place target, SignallingMessage& message) noexcept {
  if (!target.known()) return;
  (is_cell(target.kind()) ? message.cell : message.area) = target;
  message.presence = Presence::intended;
}

void place(When when, const Remarks& remarks, SignallingMessage& message) noexcept {
  if (when == When::never) return;
  if (when == When::target) {
    return place_target(remarks.cells > 1 ? remarks.other : remarks.listed, message);
  }
  message.cell = remarks.cell;
  message.area = location_area_of(remarks.cell);
  if (message.kind == EventKind::detach) {
    message.presence = Presence::leaves;
  } else if (message.kind != EventKind::none && message.cell.known()) {
    message.presence = Presence::exact;
  }
}

void read_bssmap(ByteCursor body, MessageBurst& burst, SignallingMessage& message) noexcept {
  message.type = body.u8();
  const BssmapMessageType& type = bssmap_message_type(message.type);
  if (type.name.empty()) return;
  Remarks remarks;
  read_elements(body, message, remarks);
  if (!remarks.layer_3.empty()) {
    const NasReading reading{.location_area = location_area_of(remarks.cell),
                             .routing_area = {},
                             .uplink = true,
                             .earlier_p_tmsi = 0,
                             .burst = burst,
                             .message = message};
    read_nas(remarks.layer_3, reading);
  }
  if (message.type == kPaging) read_paged(remarks, burst);
  const bool placed = type.kind != EventKind::location_report || remarks.cell.known();
  if (message.kind == EventKind::none && placed) message.kind = type.kind;
  place(type.when, remarks, message);
}

// Which way it goes, nothing says.
void read_dtap(Bytes nas, MessageBurst& burst, SignallingMessage& message) noexcept {
  message.type = dtap_type(nas);
  const NasReading reading{
      .location_area = {}, .routing_area = {}, .uplink = false, .burst = burst, .message = message};
  read_nas(nas, reading);
  if (message.kind == EventKind::detach) message.presence = Presence::leaves;
}

}  // namespace

std::optional<BssapPdu> open_bssap(std::span<const std::uint8_t> octets, bool cut) noexcept {
  constexpr std::uint8_t kBssmap = 0;
  constexpr std::uint8_t kDtap = 1;
  ByteCursor cursor{octets};
  const std::uint8_t discriminator = cursor.u8();
  if (!cursor.ok() || discriminator > kDtap) return {};
  if (discriminator == kDtap) cursor.skip(1);  // DLCI
  const std::size_t length = cursor.u8();
  const bool whole = length == cursor.size();
  if (!cursor.ok() || length == 0 || cursor.empty()) return {};
  if (!whole && !(cut && cursor.size() < length)) return {};
  if (discriminator == kBssmap && bssmap_message_type(cursor.rest()[0]).name.empty()) return {};
  return BssapPdu{.body = cursor, .dtap = discriminator == kDtap, .cut = !whole};
}

void read_bssap(const BssapPdu& pdu, SignallingPoint sender, MessageBurst& burst,
                SignallingMessage& message) noexcept {
  if (pdu.cut) message.note(MessageDamage::truncated);
  if (pdu.dtap) return read_dtap(pdu.body.rest(), burst, message);
  read_bssmap(pdu.body, burst, message);
  if (message.type == kReset) message.reset_point = sender.scope;
}

std::string_view bssap_message_name(std::uint8_t type) noexcept {
  constexpr std::uint8_t kFirstOfDtap = 0x80;
  return type < kFirstOfDtap ? bssmap_message_type(type).name : dtap_message_name(type);
}

}  // namespace celltally

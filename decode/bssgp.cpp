#include "decode/bssgp.hpp"

#include "decode/bssgp_pdu_type.hpp"
#include "decode/gsm_area.hpp"
#include "decode/llc_frame.hpp"
#include "decode/mobile_identity.hpp"
#include "decode/nas_mm.hpp"
#include "decode/tmsi_in_area.hpp"

namespace celltally {
namespace {

using Bytes = std::span<const std::uint8_t>;
using Type = BssgpPduType;
using Kind = TemporaryId::Kind;

// TS 48.018 table 11.3.
enum class Element : std::uint8_t {
  cell_identifier = 0x08,
  imsi = 0x0d,
  llc_pdu = 0x0e,
  location_area = 0x10,
  routing_area = 0x1b,
  tlli = 0x1f,
  tmsi = 0x20,
};

// A TLLI is made of a P-TMSI but for its two upper bits: 11 where it is one of the current area, 10
// where it is one of another (TS 23.003 2.6).
constexpr std::uint32_t kTlliKind = 0xc000'0000;
constexpr std::uint32_t kLocalTlli = 0xc000'0000;
constexpr std::uint32_t kForeignTlli = 0x8000'0000;

// What is put together when all elements are known.
struct Remarks {
  std::uint32_t tlli = 0;
  std::uint32_t tmsi = 0;
  bool has_tlli = false;
  bool has_tmsi = false;
  bool has_llc = false;
  bool llc_cut = false;
  Bytes llc;
  Place cell;
  Place routing_area;
  Place location_area;
};

// 11.3.9: a routing area and a cell in it.
void read_cell(ByteCursor value, SignallingMessage& message, Remarks& remarks) noexcept {
  ByteCursor area = value;
  remarks.routing_area = read_routing_area(area);
  const Plmn plmn = read_plmn(value);
  const std::uint32_t lac = value.u16();
  value.skip(1);  // RAC
  const std::uint32_t cell = value.u16();
  if (!value.ok() || !plmn.known()) return message.note(MessageDamage::bad_location);
  remarks.cell = {PlaceKind::cgi, plmn, lac << 16 | cell};
}

void read_element(std::uint8_t identifier, Bytes octets, SignallingMessage& message,
                  Remarks& remarks) noexcept {
  ByteCursor value{octets};
  switch (static_cast<Element>(identifier)) {
    case Element::cell_identifier: return read_cell(value, message, remarks);
    case Element::imsi: return take_mobile_imsi(octets, message);
    case Element::llc_pdu:
      remarks.llc = octets;
      remarks.has_llc = true;
      return;
    case Element::location_area: remarks.location_area = read_location_area(value); return;
    case Element::routing_area: remarks.routing_area = read_routing_area(value); return;
    case Element::tlli:
      if (remarks.has_tlli) return;  // the one before (10.2.1)
      remarks.tlli = value.u32();
      remarks.has_tlli = value.ok();
      return;
    case Element::tmsi:
      remarks.tmsi = value.u32();
      remarks.has_tmsi = value.ok();
      return;
  }
}

// 11.3: a length of seven bits in an octet that is marked so, or of fifteen in two. Of an LLC frame
// that the message ends in, what is there.
void read_elements(ByteCursor body, SignallingMessage& message, Remarks& remarks) noexcept {
  constexpr std::size_t kShort = 0x80;
  while (!body.empty()) {
    const std::uint8_t identifier = body.u8();
    std::size_t length = body.u8();
    length = (length & kShort) != 0 ? length & 0x7f : length << 8 | body.u8();
    if (!body.ok()) return message.note(MessageDamage::truncated);
    if (!body.has(length)) {
      message.note(MessageDamage::truncated);
      remarks.llc_cut = static_cast<Element>(identifier) == Element::llc_pdu;
      if (!remarks.llc_cut) return;
      length = body.size();
    }
    read_element(identifier, body.bytes(length), message, remarks);
  }
}

// The BSS's end of the link, where a TLLI of the current area is one device's, whichever of its
// routing areas that is in: what comes down names no cell.
TemporaryId tlli_at_bss(const Datagram& datagram, bool uplink, std::uint32_t tlli) noexcept {
  const IpAddress& bss = uplink ? datagram.source : datagram.destination;
  const std::uint16_t port = uplink ? datagram.source_port : datagram.destination_port;
  return TemporaryId::at_node(Kind::tlli, bss, port, tlli);
}

void name_device(const Datagram& datagram, Type type, const Remarks& remarks,
                 MessageBurst& burst) noexcept {
  if (!remarks.has_tlli) return;
  const bool local = (remarks.tlli & kTlliKind) == kLocalTlli && !is_nobodys_tmsi(remarks.tlli);
  const Place area = remarks.routing_area;
  burst.add_temporary(tmsi_in_area(Kind::tlli, area, remarks.tlli));
  if (local) burst.add_temporary(tmsi_in_area(Kind::p_tmsi, area, remarks.tlli));
  const bool uplink = type == Type::ul_unitdata;
  if (!local || !(uplink || type == Type::dl_unitdata)) return;
  burst.add_temporary(tlli_at_bss(datagram, uplink, remarks.tlli));
}

void read_llc(bool uplink, const Remarks& remarks, MessageBurst& burst,
              SignallingMessage& message) noexcept {
  if (!remarks.has_llc) return;
  const LlcFrame frame = read_llc_frame(remarks.llc, remarks.llc_cut);
  if (frame.content == LlcFrame::Content::none) return message.note(MessageDamage::truncated);
  if (frame.content != LlcFrame::Content::signalling) return;
  const bool foreign = remarks.has_tlli && (remarks.tlli & kTlliKind) == kForeignTlli;
  const NasReading reading{.location_area = location_area_of(remarks.cell),
                           .routing_area = remarks.routing_area,
                           .uplink = uplink,
                           .earlier_p_tmsi = foreign ? remarks.tlli | kTlliKind : 0,
                           .burst = burst,
                           .message = message};
  read_nas(frame.message, reading);
}

// Whatever the frame holds, it came from that cell.
void conclude_uplink(const Remarks& remarks, SignallingMessage& message) noexcept {
  message.cell = remarks.cell;
  message.area = remarks.routing_area;
  if (!remarks.cell.known()) return;
  if (message.kind == EventKind::none) message.kind = EventKind::location_report;
  message.presence = message.kind == EventKind::detach ? Presence::leaves : Presence::exact;
}

// A P-TMSI in the routing area that is paged, a TMSI in the location area (10.3.1, 10.3.2).
void conclude_paging(Type type, const Remarks& remarks, MessageBurst& burst,
                     SignallingMessage& message) noexcept {
  message.kind = EventKind::paging;
  if (!remarks.has_tmsi) return;
  const bool packet = type == Type::paging_ps;
  const Place area = packet                          ? remarks.routing_area
                     : remarks.location_area.known() ? remarks.location_area
                                                     : location_area_of(remarks.routing_area);
  burst.add_temporary(tmsi_in_area(packet ? Kind::p_tmsi : Kind::tmsi, area, remarks.tmsi));
}

void conclude_suspension(const Remarks& remarks, SignallingMessage& message) noexcept {
  message.kind = EventKind::suspend;
  message.area = remarks.routing_area;
  if (message.area.known()) message.presence = Presence::area;
}

bool is_unitdata(Type type) noexcept {
  return type == Type::ul_unitdata || type == Type::dl_unitdata;
}

void read_pdu(const Datagram& datagram, Type type, ByteCursor body, Remarks& remarks,
              MessageBurst& burst, SignallingMessage& message) noexcept {
  read_elements(body, message, remarks);
  if (type != Type::paging_ps && type != Type::paging_cs) {
    name_device(datagram, type, remarks, burst);
  }
  switch (type) {
    case Type::ul_unitdata:
      read_llc(true, remarks, burst, message);
      return conclude_uplink(remarks, message);
    case Type::dl_unitdata: return read_llc(false, remarks, burst, message);
    case Type::paging_ps:
    case Type::paging_cs: return conclude_paging(type, remarks, burst, message);
    case Type::suspend:
    case Type::resume: return conclude_suspension(remarks, message);
  }
}

// Nothing in BSSGP numbers its PDUs. A copy has the same octets, and another message has others:
// there is a number in each frame of LLC.
std::uint32_t digest(Bytes octets) noexcept {
  std::uint32_t hash = 0x811c9dc5;  // FNV-1a
  for (const std::uint8_t octet : octets) hash = (hash ^ octet) * 0x01000193;
  return hash;
}

SignallingMessage& begin(const Datagram& datagram, std::uint8_t type,
                         MessageBurst& burst) noexcept {
  SignallingMessage& message = burst.add();
  message.protocol = Protocol::bssgp;
  message.type = type;
  message.session.set_addresses(datagram);
  message.session.sequence = digest(datagram.payload);
  if (datagram.cut) message.damage = MessageDamage::truncated;
  return message;
}

// TS 48.016 10.3.7 and table 10.3.7.1.
constexpr std::uint8_t kNsUnitdata = 0x00;
constexpr std::uint8_t kNsTypeMax = 0x15;

}  // namespace

std::optional<bool> decode_bssgp(const Datagram& datagram, MessageBurst& burst) noexcept {
  ByteCursor cursor{datagram.payload};
  const std::uint8_t ns_type = cursor.u8();
  if (!cursor.ok() || ns_type > kNsTypeMax) return false;
  if (ns_type != kNsUnitdata) return std::nullopt;
  cursor.skip(3);  // control bits, BVCI
  const std::uint8_t number = cursor.u8();
  if (!cursor.ok() || bssgp_message_name(number).empty()) return false;
  const auto type = static_cast<Type>(number);
  Remarks remarks;
  if (is_unitdata(type)) {
    remarks.tlli = cursor.u32();
    cursor.skip(3);  // quality of service
    remarks.has_tlli = true;
    if (!cursor.ok()) return false;
  }
  read_pdu(datagram, type, cursor, remarks, burst, begin(datagram, number, burst));
  return true;
}

}  // namespace celltally

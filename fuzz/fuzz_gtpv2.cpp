// Any bytes as a GTPv2-C datagram: messages that make sense, or a named reason. The mutator keeps
// lengths right, also of groups and of a message behind the first.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <span>
#include <vector>

#include "decode/byte_cursor.hpp"
#include "decode/gtpv2.hpp"
#include "decode/gtpv2_framed_element.hpp"
#include "fuzz/allocation.hpp"
#include "fuzz/element_mutation.hpp"

namespace celltally {
namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

// Of a copy in a buffer of exactly its size; the messages' views dangle afterwards, and are only
// asked whether they are there.
struct Decoded {
  explicit Decoded(std::span<const std::uint8_t> bytes) {
    static const auto burst = std::make_unique<MessageBurst>();  // made once, for it is large
    burst->clear();
    const auto payload = std::make_unique<std::uint8_t[]>(bytes.size());
    std::ranges::copy(bytes, payload.get());
    Datagram datagram;
    datagram.payload = {payload.get(), bytes.size()};
    outcome = without_allocation([&] { return decode_gtpv2(datagram, *burst); });
    messages.assign(burst->messages().begin(), burst->messages().end());
  }

  PacketOutcome outcome{};
  std::vector<SignallingMessage> messages;
};

void require_sense(const SignallingMessage& m) {
  require(m.protocol == Protocol::gtpv2);
  require(m.kind == EventKind::none || !gtpv2_message_name(m.type).empty());
  require(m.session.announced_count <= SessionReferences::kAnnouncedMax);
  for (const SessionEndpoint& end : m.session.announced_endpoints()) require(end.present());
  require(m.session.sequence < 1u << 24);
  require(m.imsi.present() == m.home.known());
  require(m.home.decimal() && m.cell.plmn().decimal() && m.area.plmn().decimal());
  require(!m.cell.known() || is_cell(m.cell.kind()));
  require(!m.area.known() || !is_cell(m.area.kind()));
  require(m.kind != EventKind::none || m.presence == Presence::none);
  require(m.presence == Presence::none || m.cell.known() || m.area.known());
  require(m.presence != Presence::exact || m.cell.known());
  require(m.presence != Presence::last_known || m.cell.known());
  require(!m.cause.known() || m.cause.domain == Cause::Domain::gtpv2);
  require(!m.session.ends_session || m.type == 36);
  require(m.session.sender_first + m.session.sender_ends <= m.session.announced_count);
  require(m.session.sender_ends <= 2);
  require(m.session.at_source == SessionReferences::kNone ||
          m.session.at_source + 1 == m.session.announced_count);
  require(m.session.grants_session == (m.type == 33));
  require(m.session.begins_session == (m.type == 32 || m.type == 33));
}

// Identities and endpoints are closed: that they are there is all that can be compared here.
bool same(const SignallingMessage& a, const SignallingMessage& b) {
  return a.type == b.type && a.kind == b.kind && a.presence == b.presence && a.cell == b.cell &&
         a.area == b.area && a.home == b.home && a.cause == b.cause && a.damage == b.damage &&
         a.machine == b.machine && a.unauthenticated == b.unauthenticated &&
         a.imsi.present() == b.imsi.present() && a.msisdn.present() == b.msisdn.present() &&
         a.has_imei == b.has_imei && a.tac == b.tac &&
         a.session.receiver.present() == b.session.receiver.present() &&
         a.session.announced_count == b.session.announced_count &&
         a.session.sequence == b.session.sequence &&
         a.session.ends_session == b.session.ends_session &&
         a.session.has_restart_counter == b.session.has_restart_counter &&
         a.session.restart_counter == b.session.restart_counter;
}

// What is left of a message never says more than all of it. A prefix that is not damaged lost
// nothing but octets behind the message.
void require_no_more(const SignallingMessage& part, const SignallingMessage& whole) {
  require(part.type == whole.type && part.session.sequence == whole.session.sequence);
  if (part.damage == MessageDamage::none) return require(same(part, whole));
  require(part.imsi.present() <= whole.imsi.present());
  require(part.msisdn.present() <= whole.msisdn.present());
  require(part.has_imei <= whole.has_imei);
  require(part.session.announced_count <= whole.session.announced_count);
  require(part.unauthenticated <= whole.unauthenticated);
  require(part.session.has_restart_counter <= whole.session.has_restart_counter);
  require(part.session.ends_session <= whole.session.ends_session);
}

// A datagram holds one message, or two (piggybacked). Elements are also in groups.
struct Gtpv2Format : ElementMutation {
  static constexpr std::size_t kUncounted = 4;

  static bool take(int level, ByteCursor& rest, FuzzedElement& element, ByteCursor& content) {
    constexpr std::uint8_t kHasTeid = 0x08;
    if (level != 0) return take_element(rest, element, content);
    const std::size_t header = (rest.rest()[0] & kHasTeid) != 0 ? 12 : 8;
    return take_message(rest, header, kUncounted, element, content);
  }

  static void put(int level, const FuzzedElement& element, Content content, OctetWriter& to) {
    if (level == 0) return put_message(element, content, kUncounted, to);
    const auto length = static_cast<std::uint32_t>(content.size());
    to.u8(element.head[0]).u16(length).u8(element.head[1]).octets(content);
  }

 private:
  static bool take_element(ByteCursor& rest, FuzzedElement& element, ByteCursor& content) {
    Gtpv2FramedElement framed;
    if (!Gtpv2FramedElement::take(rest, framed)) return false;
    element.head = {static_cast<std::uint8_t>(framed.type), framed.instance};
    element.grouped =
        framed.type == Gtpv2Element::bearer_context || framed.type == Gtpv2Element::pdn_connection;
    content = ByteCursor{framed.value};
    return true;
  }
};

}  // namespace
}  // namespace celltally

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t size_max, unsigned seed) {
  return celltally::mutate_message<celltally::Gtpv2Format>(data, size, size_max, seed);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace celltally;
  const std::span bytes{data, size};
  const Decoded whole{bytes};
  const bool readable = whole.outcome == PacketOutcome::signalling;
  require(readable || whole.outcome == PacketOutcome::bad_gtp_header ||
          whole.outcome == PacketOutcome::truncated_gtp_header);
  require(readable ? !whole.messages.empty() : whole.messages.empty());
  require(whole.messages.size() <= MessageBurst::kMessagesPerPacketMax);
  for (const SignallingMessage& message : whole.messages) require_sense(message);

  const Decoded again{bytes};
  require(again.outcome == whole.outcome && again.messages.size() == whole.messages.size());
  for (std::size_t i = 0; i < whole.messages.size(); ++i) {
    require(same(whole.messages[i], again.messages[i]));
  }

  // The last octet says where to cut.
  if (size == 0) return 0;
  const Decoded part{bytes.first(data[size - 1] % size)};
  require(part.messages.size() <= whole.messages.size());
  for (std::size_t i = 0; i < part.messages.size(); ++i) {
    require_sense(part.messages[i]);
    require_no_more(part.messages[i], whole.messages[i]);
  }
  return 0;
}

// Any bytes as the payload of a datagram for the GTPv1-C decoder. Asks for sense: one message or a
// named reason; views inside the input; a proof of presence only with a place; the same bytes give
// the same message; what is behind the message changes nothing.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <span>
#include <vector>

#include "decode/gtpv1.hpp"
#include "fuzz/allocation.hpp"

namespace celltally {
namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

struct Decoded {
  PacketOutcome outcome{};
  std::vector<SignallingMessage> messages;
};

// `octets` is copied to a buffer of exactly its size; the message's views dangle afterwards, and
// are only asked whether they are there.
Decoded decode(std::span<const std::uint8_t> octets) {
  static constexpr std::array<std::uint8_t, 4> kNode{192, 0, 2, 1};
  const std::vector<std::uint8_t> before(octets.begin(), octets.end());
  std::vector<std::uint8_t> payload = before;
  Datagram datagram;
  datagram.source = datagram.destination = IpAddress::of(kNode);
  datagram.source_port = datagram.destination_port = 2123;
  datagram.payload = payload;
  const auto burst = std::make_unique<MessageBurst>();
  Decoded decoded;
  decoded.outcome = without_allocation([&] { return decode_gtpv1(datagram, *burst); });
  decoded.messages.assign(burst->messages().begin(), burst->messages().end());
  require(payload == before);
  return decoded;
}

bool named_reason(PacketOutcome outcome) {
  switch (outcome) {
    case PacketOutcome::bad_gtp_header:
    case PacketOutcome::truncated_gtp_header:
    case PacketOutcome::gtp_prime:
    case PacketOutcome::user_plane: return true;
    default: return false;
  }
}

void check_sense(const SignallingMessage& message) {
  const bool placed = message.cell.known() || message.area.known();
  require(message.protocol == Protocol::gtpv1);
  const bool added = message.session.at_source != SessionReferences::kNone;
  require(message.session.announced_count <= (added ? 2 : 1));
  require(!added || message.session.at_source == 1);
  require(message.session.sender_ends == (message.session.announced_count > 0 ? 1 : 0));
  require(message.session.sequence <= 0xffff);
  require(message.imsi.present() || !message.home.known());
  require(!message.cell.known() || is_cell(message.cell.kind()));
  require(!message.area.known() || message.area.kind() == PlaceKind::rai);
  require(message.presence == Presence::none || (placed && message.kind != EventKind::none));
  require(message.presence != Presence::exact || message.cell.known());
  require(!message.session.ends_session || message.type == 20);
  require(!gtpv1_message_name(message.type).empty() || !message.imsi.present());
}

bool same(const SignallingMessage& a, const SignallingMessage& b) {
  return a.imsi.present() == b.imsi.present() && a.msisdn.present() == b.msisdn.present() &&
         a.has_imei == b.has_imei && a.tac == b.tac && a.cell == b.cell && a.area == b.area &&
         a.home == b.home && a.cause == b.cause && a.type == b.type && a.kind == b.kind &&
         a.presence == b.presence && a.damage == b.damage && a.machine == b.machine &&
         a.unauthenticated == b.unauthenticated &&
         a.session.announced_count == b.session.announced_count &&
         a.session.sequence == b.session.sequence &&
         a.session.ends_session == b.session.ends_session &&
         a.session.receiver.present() == b.session.receiver.present();
}

void check_same(const Decoded& a, const Decoded& b) {
  require(a.outcome == b.outcome && a.messages.size() == b.messages.size());
  if (!a.messages.empty()) require(same(a.messages[0], b.messages[0]));
}

void check(std::span<const std::uint8_t> octets) {
  const Decoded decoded = decode(octets);
  const bool signalling = decoded.outcome == PacketOutcome::signalling;
  require(signalling || named_reason(decoded.outcome));
  require(decoded.messages.size() == (signalling ? 1u : 0u));
  check_same(decoded, decode(octets));
  if (!signalling) return;
  check_sense(decoded.messages[0]);

  const std::size_t promised = 8 + (std::size_t{octets[2]} << 8 | octets[3]);
  if (octets.size() >= promised) {
    check_same(decoded, decode(octets.first(promised)));
    const Decoded cut = decode(octets.first(promised - (promised > 8 ? 1 : 0)));
    const bool whole = promised == 8;
    const bool told = cut.messages.empty() || cut.messages[0].damage != MessageDamage::none;
    require(whole || told);
  } else {
    require(decoded.messages[0].damage != MessageDamage::none);
  }
}

}  // namespace
}  // namespace celltally

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  celltally::check({data, size});
  return 0;
}

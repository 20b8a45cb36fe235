// Any bytes as the payload of a datagram for the GTPv1-C decoder. Asks for sense: one message or a
// named reason; views inside the input; a proof of presence only with a place; the same bytes give
// the same message; what is behind the message changes nothing. The mutator keeps lengths right,
// also where they are fixed.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <span>
#include <vector>

#include "decode/byte_cursor.hpp"
#include "decode/gtpv1.hpp"
#include "decode/gtpv1_elements.hpp"
#include "fuzz/allocation.hpp"
#include "fuzz/element_mutation.hpp"

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
  static const auto burst = std::make_unique<MessageBurst>();  // made once, for it is large
  burst->clear();
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

// The header is the head of a message, with its extensions.
struct Gtpv1Format : ElementMutation {
  static constexpr std::size_t kFixed = 8;

  static bool take(int level, ByteCursor& rest, FuzzedElement& element, ByteCursor& content) {
    if (level != 0) return take_element(rest, element, content);
    return take_message(rest, header_octets(rest), kFixed, element, content);
  }

  static void put(int level, const FuzzedElement& element, Content content, OctetWriter& to) {
    if (level == 0) return put_message(element, content, kFixed, to);
    to.octets(element.head);
    if (element.head[0] >= kGtpv1FirstWithLength) {
      to.u16(static_cast<std::uint32_t>(content.size())).octets(content);
    } else {
      Octets value{content.begin(), content.end()};
      value.resize(kGtpv1FixedLengths[element.head[0]]);
      to.octets(value);
    }
  }

 private:
  static std::size_t header_octets(ByteCursor octets) {
    constexpr std::size_t kOptional = 4;
    const std::size_t all = octets.size();
    const std::uint8_t flags = octets.u8();
    octets.skip(kFixed - 1);
    if ((flags & 7) == 0) return kFixed;
    octets.skip(kOptional - 1);
    std::uint8_t next = octets.u8();
    if ((flags & 4) == 0) return kFixed + kOptional;
    while (next != 0 && !octets.empty() && octets.rest()[0] != 0) {
      octets.skip(octets.rest()[0] * 4u - 1);
      next = octets.u8();
    }
    return octets.ok() ? all - octets.size() : kFixed + kOptional;
  }

  static bool take_element(ByteCursor& rest, FuzzedElement& element, ByteCursor& content) {
    ByteCursor at = rest;
    const std::uint8_t type = at.u8();
    const bool has_length = type >= kGtpv1FirstWithLength;
    const std::size_t length = has_length ? at.u16() : kGtpv1FixedLengths[type];
    if (!at.ok() || !at.has(length)) return false;
    element.head = {type};
    content = at.sub(length);
    rest = at;
    return true;
  }
};

}  // namespace
}  // namespace celltally

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t size_max, unsigned seed) {
  return celltally::mutate_message<celltally::Gtpv1Format>(data, size, size_max, seed);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  celltally::check({data, size});
  return 0;
}

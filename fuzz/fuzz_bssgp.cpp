// Any bytes as a datagram for the decoder of Gb. Asks for sense: at most one message; a proof of
// presence only with a cell; the same bytes give the same. The mutator keeps lengths right, down to
// the GMM message in a frame of LLC.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "decode/bssgp.hpp"
#include "decode/byte_cursor.hpp"
#include "fuzz/allocation.hpp"
#include "fuzz/element_mutation.hpp"

namespace celltally {
namespace {

constexpr std::uint8_t kNode[4] = {10, 1, 1, 1};

void require(bool holds) {
  if (!holds) std::abort();
}

struct Decoded {
  std::optional<bool> read;
  std::vector<SignallingMessage> messages;
  std::size_t names = 0;
};

// From a buffer of exactly its size; the messages' views dangle afterwards, and are only asked
// whether they are there.
Decoded decode(const Octets& octets, bool cut) {
  static const auto burst = std::make_unique<MessageBurst>();
  Octets payload = octets;
  payload.shrink_to_fit();
  Datagram datagram;
  datagram.source = datagram.destination = IpAddress::of(kNode);
  datagram.source_port = datagram.destination_port = 23000;
  datagram.payload = payload;
  datagram.cut = cut;
  burst->clear();
  Decoded decoded;
  decoded.read = without_allocation([&] { return decode_bssgp(datagram, *burst); });
  decoded.messages.assign(burst->messages().begin(), burst->messages().end());
  if (!decoded.messages.empty()) decoded.names = burst->temporary_ids(burst->messages()[0]).size();
  require(payload == octets);
  return decoded;
}

void require_sense(const SignallingMessage& message) {
  require(message.protocol == Protocol::bssgp);
  require(!bssgp_message_name(message.type).empty());
  require(message.imsi.present() == message.home.known());
  require(!message.cell.known() || message.cell.kind() == PlaceKind::cgi);
  require(!message.area.known() || message.area.kind() == PlaceKind::rai);
  require(message.presence == Presence::none || message.kind != EventKind::none);
  require(message.presence != Presence::exact || message.cell.known());
  require(message.presence != Presence::exact || message.type == 1);
}

// Flags (1: cut), then NS and BSSGP, elements of which one is a frame of LLC, and in it GMM.
struct BssgpFormat : ElementMutation {
  static constexpr std::uint8_t kLlcPdu = 0x0e;

  static bool take(int level, ByteCursor& rest, FuzzedElement& element, ByteCursor& content) {
    constexpr std::size_t kLlcHeader = 3;
    constexpr std::size_t kGmmHeader = 2;
    switch (level) {
      case 0: return take_message(rest, element, content);
      case 1: return take_element(rest, element, content);
      default:
        element.type_at = kLlcHeader + 1;
        return take_all(kLlcHeader + kGmmHeader, kCheckSequence, rest, element, content);
    }
  }

  static void put(int level, const FuzzedElement& element, Content content, OctetWriter& to) {
    constexpr std::size_t kShortMax = 0x7f;
    constexpr std::uint32_t kShort = 0x80;
    const auto length = static_cast<std::uint32_t>(content.size());
    to.octets(element.head);
    if (level == 1 && length <= kShortMax) to.u8(kShort | length);
    if (level == 1 && length > kShortMax) to.u16(length & 0x7fff);
    to.octets(content);
    if (level == 2) to.octets(Octets(kCheckSequence));  // which nobody verifies
  }

 private:
  static constexpr std::size_t kCheckSequence = 3;

  static bool take_message(ByteCursor& rest, FuzzedElement& element, ByteCursor& content) {
    constexpr std::size_t kType = 5;  // behind flags and NS
    constexpr std::size_t kTlliAndQuality = 7;
    if (!rest.has(kType + 1)) return false;
    const bool unitdata = rest.rest()[kType] <= 1;
    element.grouped = true;
    element.type_at = kType;
    return take_all(kType + 1 + (unitdata ? kTlliAndQuality : 0), 0, rest, element, content);
  }

  static bool take_all(std::size_t header, std::size_t trailer, ByteCursor& rest,
                       FuzzedElement& element, ByteCursor& content) {
    if (!rest.has(header + trailer)) return false;
    const auto head = rest.bytes(header);
    element.head.assign(head.begin(), head.end());
    content = rest.sub(rest.size() - trailer);
    rest = {};
    return true;
  }

  static bool take_element(ByteCursor& rest, FuzzedElement& element, ByteCursor& content) {
    ByteCursor at = rest;
    const std::uint8_t identifier = at.u8();
    std::size_t length = at.u8();
    length = (length & 0x80) != 0 ? length & 0x7f : length << 8 | at.u8();
    if (!at.ok() || !at.has(length)) return false;
    element.head = {identifier};
    element.grouped = identifier == kLlcPdu;
    content = at.sub(length);
    rest = at;
    return true;
  }
};

}  // namespace
}  // namespace celltally

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t size_max, unsigned seed) {
  return celltally::mutate_message<celltally::BssgpFormat>(data, size, size_max, seed);
}

// Flags (1: cut), then the octets.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace celltally;
  if (size == 0) return 0;
  const Octets octets(data + 1, data + size);
  const bool cut = (data[0] & 1) != 0;
  const Decoded once = decode(octets, cut);
  const Decoded again = decode(octets, cut);
  require(once.messages.size() == (once.read == true ? 1u : 0u));
  require(once.read == again.read && once.names == again.names && once.names <= 6);
  if (once.messages.empty()) return 0;
  require_sense(once.messages[0]);
  require(!cut || once.messages[0].damage != MessageDamage::none);
  const SignallingMessage& a = once.messages[0];
  const SignallingMessage& b = again.messages[0];
  require(a.cell == b.cell && a.area == b.area && a.kind == b.kind && a.cause == b.cause &&
          a.session.sequence == b.session.sequence);
  return 0;
}

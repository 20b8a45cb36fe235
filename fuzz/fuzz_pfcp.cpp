// Any bytes as a datagram of PFCP. Asks for sense: no place and no presence; the same bytes give
// the same messages; what is behind the last changes nothing. The mutator keeps lengths right.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <span>
#include <vector>

#include "decode/byte_cursor.hpp"
#include "decode/pfcp.hpp"
#include "fuzz/allocation.hpp"
#include "fuzz/element_mutation.hpp"

namespace celltally {
namespace {

constexpr std::size_t kType = 2;

void require(bool condition) {
  if (!condition) std::abort();
}

struct Decoded {
  bool decoded = false;
  std::vector<SignallingMessage> messages;
  std::vector<TemporaryId> ids;  // of all
};

// `octets` is copied to a buffer of exactly its size; the messages' views dangle afterwards, and
// are only asked whether they are there.
Decoded decode(std::span<const std::uint8_t> octets) {
  static constexpr std::array<std::uint8_t, 4> kSource{192, 0, 2, 1};
  static constexpr std::array<std::uint8_t, 4> kDestination{192, 0, 2, 2};
  static const auto burst = std::make_unique<MessageBurst>();
  burst->clear();
  const Octets before(octets.begin(), octets.end());
  Octets payload = before;
  payload.shrink_to_fit();
  Datagram datagram;
  datagram.source = IpAddress::of(kSource);
  datagram.destination = IpAddress::of(kDestination);
  datagram.source_port = datagram.destination_port = 8805;
  datagram.payload = payload;
  Decoded decoded;
  decoded.decoded = without_allocation([&] { return decode_pfcp(datagram, *burst); });
  decoded.messages.assign(burst->messages().begin(), burst->messages().end());
  for (const SignallingMessage& each : burst->messages()) {
    const auto ids = burst->temporary_ids(each);
    decoded.ids.insert(decoded.ids.end(), ids.begin(), ids.end());
  }
  require(payload == before);
  return decoded;
}

void check_sense(const SignallingMessage& message) {
  require(message.protocol == Protocol::pfcp);
  require(message.presence == Presence::none);
  require(!message.cell.known() && !message.area.known());
  require(message.imsi.present() == message.home.known());
  require(message.session.sequence <= 0xffffff);
  require(!message.session.receiver.present() && message.session.announced_count == 0);
  const bool of_session = message.type >= 50 && message.type <= 57;
  require(of_session || (!message.imsi.present() && message.temporary_count == 0));
  require(of_session || message.kind == EventKind::none);
  require(!of_session || !pfcp_message_name(message.type).empty());
}

bool same(const SignallingMessage& a, const SignallingMessage& b) {
  return a.imsi.present() == b.imsi.present() && a.msisdn.present() == b.msisdn.present() &&
         a.has_imei == b.has_imei && a.tac == b.tac && a.home == b.home && a.cause == b.cause &&
         a.type == b.type && a.kind == b.kind && a.damage == b.damage &&
         a.session.sequence == b.session.sequence && a.temporary_count == b.temporary_count;
}

void check_same(const Decoded& a, const Decoded& b) {
  require(a.decoded == b.decoded && a.messages.size() == b.messages.size());
  require(a.ids.size() == b.ids.size());
  for (std::size_t i = 0; i < a.messages.size(); ++i) require(same(a.messages[i], b.messages[i]));
  if (!a.ids.empty()) {
    require(std::memcmp(a.ids.data(), b.ids.data(), a.ids.size() * sizeof(TemporaryId)) == 0);
  }
}

void check(std::span<const std::uint8_t> octets) {
  const Decoded decoded = decode(octets);
  require(decoded.decoded == !decoded.messages.empty());
  require(decoded.messages.size() <= MessageBurst::kMessagesPerPacketMax);
  check_same(decoded, decode(octets));
  for (const SignallingMessage& each : decoded.messages) check_sense(each);
  if (!decoded.decoded || decoded.messages.back().damage == MessageDamage::truncated) return;
  constexpr std::uint8_t kFollowOn = 0x04;
  if ((octets[0] & kFollowOn) != 0) return;  // what is behind the message belongs to it
  Octets longer(octets.begin(), octets.end());
  longer.push_back(0);
  check_same(decoded, decode(longer));
}

// Which elements are groups is seen from what is in them.
struct PfcpFormat : ElementMutation {
  static constexpr std::size_t kUncounted = 4;

  static bool take(int level, ByteCursor& rest, FuzzedElement& element, ByteCursor& content) {
    if (level == 0)
      return take_message(rest, (rest.rest()[0] & 1) != 0 ? 16 : 8, kUncounted, element, content);
    if (!take_element(rest, element, content)) return false;
    ByteCursor inside = content;
    FuzzedElement one;
    ByteCursor its;
    while (take_element(inside, one, its)) element.grouped = level < kGroupsMax && inside.empty();
    return true;
  }

  static void put(int level, const FuzzedElement& element, Content content, OctetWriter& to) {
    if (level == 0) return put_message(element, content, kUncounted, to);
    to.octets(element.head).u16(static_cast<std::uint32_t>(content.size())).octets(content);
  }

 private:
  static constexpr int kGroupsMax = 3;

  static bool take_element(ByteCursor& rest, FuzzedElement& element, ByteCursor& content) {
    ByteCursor at = rest;
    const auto type = at.bytes(kType);
    const std::size_t length = at.u16();
    if (!at.ok() || !at.has(length)) return false;
    element.head.assign(type.begin(), type.end());
    element.type_at = 1;
    content = at.sub(length);
    rest = at;
    return true;
  }
};

}  // namespace
}  // namespace celltally

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t size_max, unsigned seed) {
  return celltally::mutate_message<celltally::PfcpFormat>(data, size, size_max, seed);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  celltally::check({data, size});
  return 0;
}

// Any bytes as a user message of NGAP, uplink, downlink and cut. Asks for sense: one message or
// none; a proof of presence only with a place; ids only where an end is known; the same bytes give
// the same message; what is behind it changes nothing. The mutator keeps lengths right.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <span>
#include <vector>

#include "decode/ngap.hpp"
#include "fuzz/allocation.hpp"
#include "fuzz/aper_format.hpp"

namespace celltally {
namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

struct Decoded {
  bool decoded = false;
  std::vector<SignallingMessage> messages;
  std::vector<TemporaryId> ids;
};

// `octets` is copied to a buffer of exactly its size; the message's views dangle afterwards, and
// are only asked whether they are there.
Decoded decode(std::span<const std::uint8_t> octets, bool uplink, bool cut) {
  static constexpr std::array<std::uint8_t, 4> kRan{192, 0, 2, 1};
  static constexpr std::array<std::uint8_t, 4> kAmf{192, 0, 2, 2};
  static const auto burst = std::make_unique<MessageBurst>();
  burst->clear();
  const Octets before(octets.begin(), octets.end());
  Octets payload = before;
  payload.shrink_to_fit();
  Datagram pdu;
  pdu.source = IpAddress::of(uplink ? kRan : kAmf);
  pdu.destination = IpAddress::of(uplink ? kAmf : kRan);
  pdu.source_port = uplink ? 40000 : 38412;
  pdu.destination_port = uplink ? 38412 : 40000;
  pdu.payload = payload;
  pdu.cut = cut;
  Decoded decoded;
  decoded.decoded = without_allocation([&] { return decode_ngap(pdu, *burst); });
  decoded.messages.assign(burst->messages().begin(), burst->messages().end());
  require(decoded.messages.size() == (decoded.decoded ? 1u : 0u));
  if (decoded.decoded) {
    const auto ids = burst->temporary_ids(decoded.messages[0]);
    decoded.ids.assign(ids.begin(), ids.end());
  }
  require(payload == before);
  return decoded;
}

bool good_place_kinds(const SignallingMessage& message) {
  const PlaceKind cell = message.cell.kind();
  const bool cell_good =
      cell == PlaceKind::none || cell == PlaceKind::ncgi || cell == PlaceKind::ecgi;
  const PlaceKind area = message.area.kind();
  return cell_good && (area == PlaceKind::none || area == PlaceKind::tai_5gs);
}

void check_sense(const Decoded& decoded) {
  const SignallingMessage& message = decoded.messages[0];
  const bool placed = message.cell.known() || message.area.known();
  require(message.protocol == Protocol::ngap && message.comes_once);
  require(good_place_kinds(message));
  require(message.home.known() || !message.imsi.present());
  require(message.presence != Presence::exact || message.cell.known());
  require(message.presence != Presence::area || message.area.known());
  require(message.presence == Presence::none || message.presence == Presence::leaves || placed);
  require(message.presence == Presence::none || message.kind != EventKind::none);
  require(!message.unauthenticated || message.has_imei);
  require(!ngap_message_name(message.type).empty() || (decoded.ids.empty() && !placed));
  require(!message.reset_node.known() || message.damage != MessageDamage::truncated);
  require(message.temporary_count == decoded.ids.size());
  for (const TemporaryId& id : decoded.ids) require(id.present());
}

bool same(const Decoded& a, const Decoded& b) {
  if (a.decoded != b.decoded || a.ids.size() != b.ids.size()) return false;
  if (!a.ids.empty() &&
      std::memcmp(a.ids.data(), b.ids.data(), a.ids.size() * sizeof(TemporaryId)) != 0) {
    return false;
  }
  if (!a.decoded) return true;
  const SignallingMessage& one = a.messages[0];
  const SignallingMessage& two = b.messages[0];
  return one.imsi.present() == two.imsi.present() && one.has_imei == two.has_imei &&
         one.tac == two.tac && one.cell == two.cell && one.area == two.area &&
         one.home == two.home && one.cause == two.cause && one.type == two.type &&
         one.kind == two.kind && one.presence == two.presence && one.damage == two.damage &&
         one.machine == two.machine && one.unauthenticated == two.unauthenticated &&
         one.reset_port == two.reset_port;
}

void check(std::span<const std::uint8_t> octets) {
  for (const bool uplink : {true, false}) {
    const Decoded decoded = decode(octets, uplink, false);
    require(same(decoded, decode(octets, uplink, false)));
    if (!decoded.decoded) continue;
    check_sense(decoded);
    Octets longer(octets.begin(), octets.end());
    longer.push_back(0x40);
    require(same(decoded, decode(longer, uplink, false)));
  }
  const Decoded cut = decode(octets, true, true);
  if (cut.decoded) check_sense(cut);
}

}  // namespace
}  // namespace celltally

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t size_max, unsigned seed) {
  return celltally::mutate_message<celltally::AperFormat<0>>(data, size, size_max, seed);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  celltally::check({data, size});
  return 0;
}

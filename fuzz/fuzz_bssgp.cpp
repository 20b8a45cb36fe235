// Datagrams for the decoder of Gb: any bytes, or what stands inside of a right uplink frame: so the
// fuzzer reaches GMM without finding lengths of its own. Asks for sense: at most one message; a
// proof of presence only with a cell; the same bytes give the same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "decode/bssgp.hpp"
#include "fuzz/allocation.hpp"
#include "simulate/bssgp_builder.hpp"

using namespace celltally;

namespace {

constexpr std::uint8_t kNode[4] = {10, 1, 1, 1};

void require(bool holds) {
  if (!holds) std::abort();
}

Octets dressed(std::uint8_t what, std::span<const std::uint8_t> octets) {
  const std::uint32_t tlli = std::uint32_t{what} << 24 | 0xffee01;
  switch (what & 0x07) {
    case 1: return bssgp::uplink(tlli, "rai:001-01-0101-06", 0x0202, octets);
    case 2: return bssgp::dl_unitdata(tlli, {bssgp::llc(bssgp::ui_frame(1, octets))});
    case 3:
      return bssgp::ul_unitdata(tlli, {bssgp::cell("rai:001-01-0101-06", 1), bssgp::llc(octets)});
    case 4: return bssgp::pdu(what >> 3, {Octets(octets.begin(), octets.end())});
    default: return {octets.begin(), octets.end()};
  }
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

}  // namespace

// What, flags (1: cut), then the octets.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const Octets octets = dressed(data[0], std::span{data, size}.subspan(2));
  const bool cut = (data[1] & 1) != 0;
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

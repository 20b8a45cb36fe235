// A control octet, then any bytes as an S1AP message. Asks for sense: one message or none; a proof
// of presence only with a place; views inside the input; the same bytes give the same; what is
// behind the message changes nothing; no more names than there is room for. The mutator changes one
// element at a time, or the NAS message in it, and sets all lengths around it right.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <span>
#include <vector>

#include "decode/s1ap.hpp"
#include "fuzz/allocation.hpp"
#include "fuzz/aper_format.hpp"

namespace celltally {
namespace {

using Bytes = std::span<const std::uint8_t>;

void require(bool condition) {
  if (!condition) std::abort();
}

// How the message came, in the bits of the control octet.
constexpr std::uint8_t kFromMme = 1;
constexpr std::uint8_t kSamePorts = 2;
constexpr std::uint8_t kCut = 4;

struct Decoded {
  bool read = false;
  std::vector<SignallingMessage> messages;
  std::vector<TemporaryId::Kind> kinds;
  std::vector<TemporaryId::Role> roles;
};

// `octets` is copied to a buffer of exactly its size; views into it dangle afterwards, and are only
// asked whether they are there.
Decoded decode(Bytes octets, std::uint8_t control) {
  static constexpr std::array<std::uint8_t, 4> kSource{192, 0, 2, 1};
  static constexpr std::array<std::uint8_t, 4> kDestination{192, 0, 2, 2};
  const std::vector<std::uint8_t> before(octets.begin(), octets.end());
  std::vector<std::uint8_t> payload = before;
  Datagram datagram;
  datagram.source = IpAddress::of(kSource);
  datagram.destination = IpAddress::of(kDestination);
  datagram.source_port = (control & (kFromMme | kSamePorts)) != 0 ? 36412 : 40000;
  datagram.destination_port =
      (control & kFromMme) != 0 && (control & kSamePorts) == 0 ? 40000 : 36412;
  datagram.payload = payload;
  datagram.cut = (control & kCut) != 0;
  static const auto burst = std::make_unique<MessageBurst>();  // large, and slow to make
  burst->clear();
  Decoded decoded;
  decoded.read = without_allocation([&] { return decode_s1ap(datagram, *burst); });
  decoded.messages.assign(burst->messages().begin(), burst->messages().end());
  for (const SignallingMessage& message : decoded.messages) {
    for (const TemporaryId& id : burst->temporary_ids(message)) {
      decoded.kinds.push_back(id.kind());
      decoded.roles.push_back(id.role());
    }
  }
  require(payload == before);
  return decoded;
}

void check_sense(const Decoded& decoded) {
  const SignallingMessage& message = decoded.messages[0];
  const bool placed = message.cell.known() || message.area.known();
  require(message.protocol == Protocol::s1ap && message.comes_once);
  require(message.imsi.present() == message.home.known());
  require(!message.cell.known() || is_cell(message.cell.kind()));
  require(!message.area.known() || !is_cell(message.area.kind()));
  require(message.presence == Presence::none || (placed && message.kind != EventKind::none));
  require(message.presence != Presence::exact || message.cell.known());
  require(message.kind != EventKind::paging || message.presence == Presence::none);
  require(!message.unauthenticated || message.has_imei);
  require(!s1ap_message_name(message.type).empty() || decoded.kinds.empty());
  const bool names_both = std::ranges::count(decoded.kinds, TemporaryId::Kind::enb_ue) <= 1 &&
                          std::ranges::count(decoded.kinds, TemporaryId::Kind::mme_ue) <= 1;
  const bool few = decoded.kinds.size() <= MessageBurst::kTemporaryIdsPerMessageMax;
  require(message.ends_several || (names_both && few));
}

bool same(const Decoded& a, const Decoded& b) {
  if (a.read != b.read || a.messages.size() != b.messages.size()) return false;
  if (a.kinds != b.kinds || a.roles != b.roles) return false;
  if (a.messages.empty()) return true;
  const SignallingMessage& one = a.messages[0];
  const SignallingMessage& other = b.messages[0];
  return one.imsi.present() == other.imsi.present() && one.has_imei == other.has_imei &&
         one.tac == other.tac && one.cell == other.cell && one.area == other.area &&
         one.home == other.home && one.cause == other.cause && one.type == other.type &&
         one.kind == other.kind && one.presence == other.presence && one.damage == other.damage &&
         one.machine == other.machine && one.unauthenticated == other.unauthenticated &&
         one.reset_node.known() == other.reset_node.known();
}

void check(Bytes input) {
  if (input.empty()) return;
  const std::uint8_t control = input[0];
  const Bytes octets = input.subspan(1);
  const Decoded decoded = decode(octets, control);
  require(decoded.messages.size() == (decoded.read ? 1u : 0u));
  require(same(decoded, decode(octets, control)));
  if (!decoded.read) return;
  check_sense(decoded);
  // Of a message that is not whole, or in pieces, more octets are more of it.
  if ((control & kCut) != 0 || octets.size() < 4 || octets[3] >= 0xc0) return;
  std::vector<std::uint8_t> more(octets.begin(), octets.end());
  more.insert(more.end(), 3, 0xff);
  require(same(decoded, decode(more, control)));
}

}  // namespace
}  // namespace celltally

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t size_max, unsigned seed) {
  return celltally::mutate_message<celltally::AperFormat<1>>(data, size, size_max, seed);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  celltally::check({data, size});
  return 0;
}

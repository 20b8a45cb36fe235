// Any bytes as a user message of NGAP, uplink, downlink and cut. Asks for sense: one message or
// none; a proof of presence only with a place; ids only where an end is known; the same bytes give
// the same message; what is behind it changes nothing. The mutator keeps lengths right.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "decode/aper_pdu.hpp"
#include "decode/ngap.hpp"
#include "fuzz/allocation.hpp"
#include "fuzz/element_mutation.hpp"

namespace celltally {
namespace {

using Octets = std::vector<std::uint8_t>;

constexpr std::size_t kElementId = 3;  // with its criticality
constexpr std::uint8_t kNasPdu = 38;

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

// Nothing where it is no message.
std::optional<std::vector<FuzzedElement>> parse(const Octets& octets) {
  const auto pdu = read_aper_pdu(octets, false);
  if (!pdu) return {};
  std::vector<FuzzedElement> elements;
  AperElements rest{pdu->elements, pdu->count};
  for (AperElement element; rest.next(element);) {
    const auto value = element.value.rest();
    elements.push_back(
        {{static_cast<std::uint8_t>(element.id >> 8), static_cast<std::uint8_t>(element.id), 0x40},
         {value.begin(), value.end()}});
  }
  return elements;
}

void put_with_length(Octets& octets, const Octets& value) {
  const std::size_t length = value.size() & 0x3fff;
  if (length >= 0x80) octets.push_back(static_cast<std::uint8_t>(0x80 | length >> 8));
  octets.push_back(static_cast<std::uint8_t>(length));
  octets.insert(octets.end(), value.begin(), value.begin() + static_cast<std::ptrdiff_t>(length));
}

Octets built(std::uint8_t outcome, std::uint8_t procedure,
             const std::vector<FuzzedElement>& elements) {
  Octets content{0, static_cast<std::uint8_t>(elements.size() >> 8),
                 static_cast<std::uint8_t>(elements.size())};
  for (const FuzzedElement& each : elements) {
    content.insert(content.end(), each.head.begin(), each.head.end());
    content.resize(content.size() + kElementId - each.head.size());
    put_with_length(content, each.value);
  }
  Octets octets{outcome, procedure, 0};
  put_with_length(octets, content);
  return octets;
}

// NAS is behind a length of its own.
void mutate_value(FuzzedElement& element, std::uint32_t seed) {
  const bool nas = element.head.size() > 1 && element.head[1] == kNasPdu;
  if (!nas || element.value.empty() || seed % 16 == 0) {
    mutate_octets(element.value, element.value.size() + 8);
    return;
  }
  const std::size_t length = element.value[0] < 0x80 || element.value.size() == 1 ? 1 : 2;
  Octets inner(element.value.begin() + static_cast<std::ptrdiff_t>(length), element.value.end());
  mutate_octets(inner, inner.size() + 8);
  element.value.clear();
  put_with_length(element.value, inner);
}

}  // namespace
}  // namespace celltally

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t size_max, unsigned seed) {
  using namespace celltally;
  auto elements = parse({data, data + size});
  if (!elements || seed % 8 == 0) return LLVMFuzzerMutate(data, size, size_max);
  std::uint8_t outcome = data[0];
  std::uint8_t procedure = data[1];
  if (seed % 8 == 1) {
    outcome = static_cast<std::uint8_t>(seed / 8 % 3 << 5);
    procedure = static_cast<std::uint8_t>(seed / 32 % 80);
  } else {
    mutate_elements(*elements, seed / 8, mutate_value);
  }
  const Octets changed = built(outcome, procedure, *elements);
  if (changed.size() > size_max) return LLVMFuzzerMutate(data, size, size_max);
  std::copy(changed.begin(), changed.end(), data);
  return changed.size();
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  celltally::check({data, size});
  return 0;
}

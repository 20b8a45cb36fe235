// A control octet, then any bytes as an S1AP message. Asks for sense: one message or none; a proof
// of presence only with a place; views inside the input; the same bytes give the same; what is
// behind the message changes nothing; no more names than there is room for. The mutator changes one
// element at a time, or the NAS message in it, and sets all lengths around it right.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <span>
#include <vector>

#include "decode/s1ap.hpp"
#include "fuzz/allocation.hpp"
#include "simulate/s1ap_builder.hpp"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);

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

// A message taken apart by a reading of its own.
struct Parts {
  std::array<std::uint8_t, 2> head{};  // outcome, procedure
  struct Element {
    std::uint16_t id = 0;
    Octets value;
  };
  std::vector<Element> elements;
};

// A length determinant of one octet or two at `at`, which is moved behind it; false at the end.
bool take_length(Bytes octets, std::size_t& at, std::size_t& length) {
  if (at >= octets.size()) return false;
  length = octets[at++];
  if (length < 0x80) return true;
  if (length >= 0xc0 || at >= octets.size()) return false;
  length = (length & 0x3f) << 8 | octets[at++];
  return true;
}

bool take_apart(Bytes octets, Parts& parts) {
  std::size_t at = 3;
  std::size_t length = 0;
  if (octets.size() < 7) return false;
  parts.head = {octets[0], octets[1]};
  if (!take_length(octets, at, length)) return false;
  at += 3;
  while (at + 4 <= octets.size()) {
    Parts::Element element;
    element.id = static_cast<std::uint16_t>(octets[at] << 8 | octets[at + 1]);
    at += 3;
    if (!take_length(octets, at, length) || length > octets.size() - at) break;
    const auto value = octets.subspan(at, length);
    element.value.assign(value.begin(), value.end());
    parts.elements.push_back(std::move(element));
    at += length;
  }
  return !parts.elements.empty();
}

Octets put_together(const Parts& parts) {
  s1ap::Elements elements;
  for (const auto& each : parts.elements) elements.push_back(s1ap::element(each.id, each.value));
  return s1ap::message(parts.head[1], parts.head[0] >> 5, elements);
}

void mutate(Octets& octets) {
  constexpr std::size_t kMore = 32;
  const std::size_t size = octets.size();
  octets.resize(size + kMore);
  octets.resize(LLVMFuzzerMutate(octets.data(), size, octets.size()));
}

// Also what stands behind a length of its own inside, as a NAS message does.
void mutate_inside(Octets& value) {
  std::size_t at = 0;
  std::size_t length = 0;
  if (!take_length(value, at, length) || length != value.size() - at) return mutate(value);
  Octets inner(value.begin() + static_cast<std::ptrdiff_t>(at), value.end());
  mutate(inner);
  value = s1ap::with_length(inner);
}

constexpr std::uint16_t kRead[] = {0,  2,  4,  8,  16,  24,  26,  43,  53,  67,  75, 88,
                                   92, 95, 96, 99, 100, 134, 158, 189, 228, 266, 272};

void change(Parts& parts, unsigned chance) {
  auto& element = parts.elements[chance / 8 % parts.elements.size()];
  switch (chance % 8) {
    case 0: parts.head[1] = static_cast<std::uint8_t>(chance / 64 % 68); return;
    case 1: parts.head[0] = static_cast<std::uint8_t>(chance / 64 % 3 << 5); return;
    case 2: element.id = kRead[chance / 64 % std::size(kRead)]; return;
    case 3: parts.elements.push_back(element); return;
    case 4:
      if (parts.elements.size() > 1) parts.elements.pop_back();
      return;
    default: mutate_inside(element.value);
  }
}

}  // namespace
}  // namespace celltally

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t max_size, unsigned int seed) {
  using namespace celltally;  // NOLINT(google-build-using-namespace): outside any namespace
  constexpr std::size_t kLongest = 16000;  // that one piece holds
  Parts parts;
  if (size < 2 || seed % 4 == 0 || size > kLongest || !take_apart({data + 1, size - 1}, parts)) {
    return LLVMFuzzerMutate(data, size, max_size);
  }
  change(parts, seed / 4);
  const Octets octets = put_together(parts);
  if (octets.size() + 1 > max_size || octets.size() > kLongest) {
    return LLVMFuzzerMutate(data, size, max_size);
  }
  if (seed / 4 % 16 == 0) data[0] = static_cast<std::uint8_t>(seed >> 16);
  std::memcpy(data + 1, octets.data(), octets.size());
  return octets.size() + 1;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  celltally::check({data, size});
  return 0;
}

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <set>
#include <span>
#include <vector>

#include "decode/byte_cursor.hpp"
#include "decode/sctp_transport.hpp"
#include "fuzz/allocation.hpp"

using namespace celltally;

namespace {

using Octets = std::vector<std::uint8_t>;

constexpr std::uint8_t kClient[4] = {10, 1, 1, 1};
constexpr std::uint8_t kServer[4] = {10, 2, 2, 2};
constexpr SctpTransport::Limits kLimits{.directions_max = 3,
                                        .fragments = {.fragments_max = 6,
                                                      .fragment_octets_max = 40,
                                                      .message_fragments_max = 4,
                                                      .message_octets_max = 96}};

void require(bool holds) {
  if (!holds) std::abort();
}

void put(Octets& octets, std::uint32_t value, int count) {
  while (count-- != 0) octets.push_back(static_cast<std::uint8_t>(value >> 8 * count));
}

void require_conservation(const SctpTransport& sctp) {
  const auto& chunks = sctp.counters();
  require(chunks.chunks == chunks.control + chunks.whole + chunks.fragments + chunks.copies +
                               chunks.outside + chunks.refused + chunks.crowded_out);
  const auto& fragments = sctp.fragments();
  require(chunks.fragments == fragments.taken);
  require(fragments.taken == fragments.joined + fragments.expired + fragments.evicted +
                                 fragments.refused + fragments.forgotten + sctp.fragments_held());
  require(chunks.messages == chunks.whole + fragments.messages);
  require(chunks.directions_begun == chunks.directions_evicted + sctp.directions());
  require(sctp.fragments_held() <= 6 && sctp.directions() <= 3);
}

// Reads copies in memory of just their size, one packet after another.
class Tap {
 public:
  PacketOutcome read(std::span<const std::uint8_t> octets, bool cut, std::uint8_t time) {
    at_.ns += (time - 64) * 10'000'000LL;  // now and then backwards
    packet_.assign(octets.begin(), octets.end());
    packet_.shrink_to_fit();
    IpPacket ip;
    ip.source = IpAddress::of(kClient);
    ip.destination = IpAddress::of(kServer);
    ip.payload = packet_;
    ip.protocol = ip_protocol::kSctp;
    ip.cut = cut;
    const PacketOutcome outcome = without_allocation([&] { return sctp.read(ip, at_); });
    const bool gave =
        outcome == PacketOutcome::sctp_signalling || outcome == PacketOutcome::sctp_unknown;
    require(gave == !sctp.messages().empty());
    require_conservation(sctp);
    require(sctp.steps() <= ++packets_ * 100'000);
    for (const SctpMessage& message : sctp.messages()) {
      require(!message.payload.empty());
      std::uint8_t sum = 0;
      for (const std::uint8_t octet : message.payload) sum = static_cast<std::uint8_t>(sum + octet);
      checksum = checksum * 31 + sum;
    }
    return outcome;
  }

  SctpTransport sctp{kLimits};
  std::uint64_t checksum = 0;

 private:
  Octets packet_;
  Timestamp at_ = Timestamp::from_seconds(1'700'000'000);
  std::uint64_t packets_ = 0;
};

// Any bytes: time, cut, length, then that many octets.
void read_anything(ByteCursor in) {
  Tap tap;
  Tap twin;
  while (!in.empty()) {
    const std::uint8_t time = in.u8();
    const bool cut = (in.u8() & 1) != 0;
    const std::size_t length = in.u8();
    const auto octets = in.bytes(std::min(length, in.size()));
    require(tap.read(octets, cut, time) == twin.read(octets, cut, time));
    require(tap.checksum == twin.checksum);
  }
}

// A made-up sender: what stands in a chunk follows from its TSN, so that a message shows whether it
// is of chunks that follow each other. Octets are never zero, so that wiping would show.
std::size_t size_of(std::uint32_t tsn) {
  return 4 + tsn * 7 % 41;
}
std::uint8_t octet_of(std::uint32_t tsn, std::size_t place) {
  return static_cast<std::uint8_t>(1 + (tsn * 13 + place * 3) % 255);
}

// One chunk: flags and stream, TSN, tag. Messages of one stream have the same number, as unordered
// ones may, so TSNs alone hold them together.
Octets data_chunk(std::uint32_t tsn, std::uint8_t flags, std::uint16_t stream) {
  Octets chunk;
  put(chunk, flags, 2);
  put(chunk, static_cast<std::uint32_t>(16 + size_of(tsn)), 2);
  put(chunk, tsn, 4);
  put(chunk, stream, 2);
  put(chunk, 0, 2);
  put(chunk, 18, 4);
  for (std::size_t i = 0; i < size_of(tsn); ++i) chunk.push_back(octet_of(tsn, i));
  while (chunk.size() % 4 != 0) chunk.push_back(0);
  return chunk;
}

// Which TSN the message begins with; it must be of whole chunks from there on.
std::uint32_t first_tsn(const SctpMessage& message, std::uint32_t base) {
  for (std::uint32_t tsn = base; tsn != base + 64; ++tsn) {
    std::size_t place = 0;
    std::uint32_t next = tsn;
    for (; place < message.payload.size(); ++next) {
      const std::size_t size = size_of(next);
      if (place + size > message.payload.size()) break;
      bool same = true;
      for (std::size_t i = 0; i < size; ++i) {
        same &= message.payload[place + i] == octet_of(next, i);
      }
      if (!same) break;
      place += size;
    }
    if (place == message.payload.size()) return tsn;
  }
  require(false);
  return 0;
}

// Two octets of input are a chunk of a sender whose 64 TSNs wrap around, one direction: each
// message must come once, of whole chunks in order, whatever the order and the copies.
void read_one_sender(ByteCursor in) {
  Tap tap;
  constexpr std::uint32_t kBase = 0xffffffe0;
  std::set<std::uint32_t> given;
  while (in.size() >= 2) {
    Octets packet;
    put(packet, 40000u << 16 | 36412, 4);
    put(packet, 0x11111111, 4);
    put(packet, 0, 4);
    const std::uint8_t control = in.u8();
    for (std::size_t chunks = control % 4 + 1u; chunks != 0 && !in.empty(); --chunks) {
      const std::uint8_t what = in.u8();
      // What a chunk is must not change: its flags follow from input once and for all of a TSN.
      const std::uint32_t tsn = kBase + (what & 63u);
      const std::uint8_t flags = (tsn / 3 % 4) == 0 ? 3 : tsn % 3 == 0 ? 2 : tsn % 3 == 1 ? 0 : 1;
      const Octets chunk = data_chunk(tsn, flags, 1);
      packet.insert(packet.end(), chunk.begin(), chunk.end());
    }
    tap.read(packet, false, 64 + control / 64);
    for (const SctpMessage& message : tap.sctp.messages()) {
      require(given.insert(first_tsn(message, kBase)).second);
      require(message.protocol == SctpPayload::s1ap && !message.cut);
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  with_allocation_fault({data, size}, [] { SctpTransport{kLimits}; });
  ByteCursor in{{data, size}};
  if (in.u8() % 2 == 0) {
    read_anything(in);
  } else {
    read_one_sender(in);
  }
  return 0;
}

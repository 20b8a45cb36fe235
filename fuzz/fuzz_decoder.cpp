#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <numeric>
#include <span>
#include <vector>

#include "decode/byte_cursor.hpp"
#include "decode/decoder.hpp"

using namespace celltally;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

// Decodes one packet after another, as a worker does.
class Worker {
 public:
  PacketOutcome decode(std::span<const std::uint8_t> bytes, LinkType link, std::uint32_t beyond,
                       Timestamp at) {
    if (!burst_.has_room()) burst_.clear();
    const std::size_t before = burst_.messages().size();
    std::vector<std::uint8_t> copy(bytes.begin(), bytes.end());
    Packet packet;
    packet.at = at;
    packet.bytes = copy;
    packet.frame = ++packets_;
    packet.wire_length = static_cast<std::uint32_t>(copy.size() + beyond);
    packet.link = link;
    const PacketOutcome outcome = decoder_.decode(packet, burst_);
    require_sense(outcome, before);
    messages_ += burst_.messages().size() - before;
    burst_.clear();  // `copy` ends here
    return outcome;
  }

  void require_totals() const {
    const auto sum = [](const auto& counters) {
      return std::accumulate(counters.begin(), counters.end(), std::uint64_t{0});
    };
    require(sum(decoder_.counters().packets) == packets_);
    require(sum(decoder_.counters().messages) == messages_);
    require(sum(decoder_.counters().damages) == messages_);
  }

  const Decoder::Counters& counters() const { return decoder_.counters(); }

 private:
  void require_sense(PacketOutcome outcome, std::size_t before) const {
    const std::size_t added = burst_.messages().size() - before;
    require((added != 0) == (outcome == PacketOutcome::signalling));
    require(added <= MessageBurst::kMessagesPerPacketMax);
    require(added == 0 || !burst_.wire().empty());
    for (const SignallingMessage& message : burst_.messages().subspan(before)) {
      require(message.frame == packets_);
      require(message.session.announced_count <= SessionReferences::kAnnouncedMax);
    }
  }

  Decoder decoder_{
      {.datagrams_max = 4, .datagram_octets_max = 2048},
      {.directions_max = 4, .fragments = {.fragments_max = 4, .message_octets_max = 8192}},
      {.directions_max = 4, .backlog = {.streams_max = 2, .octets_max = 8192}}};
  MessageBurst burst_;
  std::uint64_t packets_ = 0;
  std::uint64_t messages_ = 0;
};

}  // namespace

// Packets: link type, octets not captured, length 2, then that many octets.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Worker worker;
  Worker twin;
  ByteCursor in{{data, size}};
  for (std::int64_t second = 0; !in.empty() && second < 16; ++second) {
    const LinkType link{static_cast<std::uint8_t>(in.u8() % 8)};
    const std::uint32_t beyond = in.u8();
    const std::size_t length = in.u16();
    const auto bytes = length > in.size() ? in.bytes(in.size()) : in.bytes(length);
    const Timestamp at{second * 250'000'000};
    require(worker.decode(bytes, link, beyond, at) == twin.decode(bytes, link, beyond, at));
  }
  worker.require_totals();
  require(worker.counters().messages == twin.counters().messages);
  require(worker.counters().damages == twin.counters().damages);
  return 0;
}

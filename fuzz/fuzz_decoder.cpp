#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <numeric>
#include <span>
#include <vector>

#include "decode/byte_cursor.hpp"
#include "decode/decoder.hpp"
#include "fuzz/allocation.hpp"

using namespace celltally;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

// Of things: half of the IMSIs of the test networks, a type of device, some networks.
MachineRules machine_rules() {
  return {.imsi_ranges = {{1'010'000'000'000, 1'010'999'999'999},
                          {208'930'000'000'000, 208'930'500'000'000}},
          .tacs = {35'345'678, 35'693'803},
          .apns = {"*.m2m", "internet", "iot*", "things.example"}};
}

// Decodes one packet after another, as a worker does.
class Worker {
 public:
  Worker() { decoder_.set_machine_rules(std::make_shared<const MachineRules>(machine_rules())); }

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
    const PacketOutcome outcome =
        without_allocation([&] { return decoder_.decode(packet, burst_); });
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
    require(decoder_.reassembly().completed <= decoder_.reassembly().begun);
    require(decoder_.sctp().directions() <= 4 && decoder_.tcp().directions() <= 4);
    require(decoder_.sigtran().segments().held() <= 4);
  }

  void expire(Timestamp now) { decoder_.expire(now); }

  const Decoder::Counters& counters() const { return decoder_.counters(); }

 private:
  void require_sense(PacketOutcome outcome, std::size_t before) const {
    const std::size_t added = burst_.messages().size() - before;
    require((added != 0) == (outcome == PacketOutcome::signalling));
    require(!to_text(outcome).empty());
    require(added <= MessageBurst::kMessagesPerPacketMax);
    require(added == 0 || !burst_.wire().empty());
    for (const SignallingMessage& message : burst_.messages().subspan(before)) {
      require(message.frame == packets_);
      require(message.session.announced_count <= SessionReferences::kAnnouncedMax);
      require(to_text(message.damage).empty() == (message.damage == MessageDamage::none));
      for (const TemporaryId& id : burst_.temporary_ids(message)) {
        require(!to_text(id.kind()).empty());
      }
    }
  }

  Decoder decoder_{
      {.frames = {.reassembly = {.datagrams_max = 4, .datagram_octets_max = 2048},
                  .sctp = {.directions_max = 4,
                           .fragments = {.fragments_max = 4, .message_octets_max = 8192}},
                  .tcp = {.directions_max = 4, .backlog = {.streams_max = 2, .octets_max = 8192}}},
       .sigtran = {.messages_max = 4, .message_octets_max = 1024}}};
  MessageBurst burst_;
  std::uint64_t packets_ = 0;
  std::uint64_t messages_ = 0;
};

}  // namespace

// Packets: link type and time since the one before, octets not captured, length 2, then that many
// octets.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  with_allocation_fault({data, size}, [] { Worker{}; });
  Worker worker;
  Worker twin;
  ByteCursor in{{data, size}};
  Timestamp at;
  for (int packets = 0; !in.empty() && packets < 16; ++packets) {
    const std::uint8_t how = in.u8();
    const LinkType link{static_cast<std::uint8_t>(how % 8)};
    const std::uint32_t beyond = in.u8();
    const std::size_t length = in.u16();
    const auto bytes = length > in.size() ? in.bytes(in.size()) : in.bytes(length);
    at.ns += how / 8 * 250'000'000LL;
    if (how / 8 == 31) worker.expire(at), twin.expire(at);
    require(worker.decode(bytes, link, beyond, at) == twin.decode(bytes, link, beyond, at));
  }
  worker.require_totals();
  require(worker.counters().messages == twin.counters().messages);
  require(worker.counters().damages == twin.counters().damages);
  return 0;
}

#include "simulate/tap.hpp"

#include <algorithm>
#include <utility>

#include "simulate/frame_builder.hpp"
#include "simulate/gtpv1_builder.hpp"
#include "simulate/mirror_builder.hpp"
#include "simulate/sctp_builder.hpp"

namespace celltally {

namespace {

constexpr std::int64_t kMillisecond = 1'000'000;
constexpr std::int64_t kBundleNs = 20 * kMillisecond;
constexpr std::size_t kBundleOctets = 1200;

Octets user_data() {
  constexpr std::array<std::uint8_t, 80> kPayload{};
  const UdpFlow inner{node("10.45.0.1"), node("10.99.0.1"), 50000, 50001};
  const UdpFlow outer{node("10.64.0.9"), node("10.1.0.2"), UdpFlow::kGtpUser, UdpFlow::kGtpUser};
  return udp_frame(outer, gtpv1::t_pdu(0x51510002, udp_packet(inner, kPayload)));
}

Octets chunk_of(SctpAssociation& association, unsigned side,
                std::span<const std::uint8_t> message) {
  SctpAssociation::Side& from = association.sides[side];
  return sctp::data(
      {.tsn = from.tsn++, .number = from.number++, .ppid = association.payload_protocol}, message);
}

Octets frame_of(const SctpAssociation& association, unsigned side, std::span<const Octets> chunks) {
  const SctpAssociation::Side& from = association.sides[side];
  const SctpAssociation::Side& to = association.sides[1 - side];
  return ethernet(sctp_packet(
      from.address, to.address,
      sctp::packet({.source_port = from.port, .destination_port = to.port, .tag = from.tag},
                   chunks)));
}

}  // namespace

Tap::Tap(const WorldOptions& options, const WorldOutputs& outputs, Timestamp end)
    : options_(options),
      outputs_(outputs),
      end_(end),
      random_(options.seed + 77),
      user_data_(user_data()) {}

Tap::Slot& Tap::add(Timestamp at, TappedInterface tapped, Stage stage) {
  if (free_.empty()) {
    free_.push_back(static_cast<std::uint32_t>(slots_.size()));
    slots_.emplace_back();
  }
  const std::uint32_t index = free_.back();
  free_.pop_back();
  due_.push_back({at.ns, order_++, index});
  std::push_heap(due_.begin(), due_.end());
  Slot& slot = slots_[index];
  slot.octets.clear();
  slot.told = {};
  slot.tapped = tapped;
  slot.stage = stage;
  return slot;
}

void Tap::frame(Timestamp at, TappedInterface tapped, std::span<const std::uint8_t> frame,
                const MadeSighting& told) {
  Slot& slot = add(at, tapped, Stage::frame);
  slot.octets.assign(frame.begin(), frame.end());
  slot.told = told;
}

void Tap::datagram(Timestamp at, TappedInterface tapped, const UdpFlow& flow,
                   std::span<const std::uint8_t> message, const MadeSighting& told) {
  Slot& slot = add(at, tapped, Stage::frame);
  slot.octets = udp_frame(flow, message);
  slot.told = told;
}

void Tap::message(Timestamp at, TappedInterface tapped, SctpAssociation& association, unsigned side,
                  std::span<const std::uint8_t> message, const MadeSighting& told) {
  Slot& slot = add(at, tapped, Stage::sctp);
  slot.octets.assign(message.begin(), message.end());
  slot.told = told;
  slot.association = &association;
  slot.side = static_cast<std::uint8_t>(side);
}

bool Tap::advance(Timestamp to) {
  to = std::min(to, end_);
  while (writable_ && !due_.empty() && due_.front().at < to.ns) {
    std::pop_heap(due_.begin(), due_.end());
    const Due due = due_.back();
    due_.pop_back();
    Slot slot = std::move(slots_[due.slot]);
    pass({due.at}, slot);
    slots_[due.slot] = std::move(slot);
    free_.push_back(due.slot);
  }
  return writable_;
}

void Tap::pass(Timestamp at, Slot& slot) {
  const std::span<const MadeSighting> told{&slot.told, slot.told.real() ? 1u : 0u};
  switch (slot.stage) {
    case Stage::frame: return send(at, slot.tapped, slot.octets, told);
    case Stage::bundle: return flush(at, slot);
    case Stage::late: write(at, slot.tapped, slot.octets); return tell(at, told);
    case Stage::sctp: break;
  }
  if (options_.bundle) return bundle(at, slot);
  const Octets chunk = chunk_of(*slot.association, slot.side, slot.octets);
  send(at, slot.tapped, frame_of(*slot.association, slot.side, {&chunk, 1}), told);
}

// The first message of a side opens a bundle, which is sent when it is full or its time is over.
void Tap::bundle(Timestamp at, Slot& slot) {
  SctpAssociation::Side& side = slot.association->sides[slot.side];
  const bool first = side.waiting.empty();
  side.waiting.push_back(chunk_of(*slot.association, slot.side, slot.octets));
  side.octets += side.waiting.back().size();
  if (slot.told.real()) side.told.push_back(slot.told);
  if (side.octets > kBundleOctets) return flush(at, slot);
  if (!first) return;
  Slot& later = add({at.ns + kBundleNs}, slot.tapped, Stage::bundle);
  later.association = slot.association;
  later.side = slot.side;
}

void Tap::flush(Timestamp at, const Slot& slot) {
  SctpAssociation::Side& side = slot.association->sides[slot.side];
  if (side.waiting.empty()) return;  // it was full before
  send(at, slot.tapped, frame_of(*slot.association, slot.side, side.waiting), side.told);
  side.waiting.clear();
  side.told.clear();
  side.octets = 0;
}

void Tap::send(Timestamp at, TappedInterface tapped, std::span<const std::uint8_t> frame,
               std::span<const MadeSighting> told) {
  const auto happens = [&](std::uint32_t per_mille) {
    return per_mille > 0 && random_.below(1000) < per_mille;
  };
  if (happens(options_.lost_per_mille)) return;
  // Of a bundle that is late only the first sighting could wait with it.
  if (told.size() < 2 && happens(options_.reordered_per_mille)) {
    Slot& late = add({at.ns + random_.between(1, 20 * kMillisecond)}, tapped, Stage::late);
    late.octets.assign(frame.begin(), frame.end());
    if (!told.empty()) late.told = told[0];
    return;
  }
  if (happens(options_.doubled_per_mille)) {
    Slot& copy = add({at.ns + random_.between(1'000, 2 * kMillisecond)}, tapped, Stage::late);
    copy.octets.assign(frame.begin(), frame.end());
  }
  if (happens(options_.fragmented_per_mille)) {
    write_fragments(at, tapped, frame);
  } else {
    write(at, tapped, frame);
  }
  tell(at, told);
}

void Tap::write_fragments(Timestamp at, TappedInterface tapped,
                          std::span<const std::uint8_t> frame) {
  constexpr std::size_t kFragmentOctets = 96;
  for (const Octets& each : frame_fragments(frame, kFragmentOctets, ++identification_)) {
    write(at, tapped, each);
  }
}

void Tap::write(Timestamp at, TappedInterface tapped, std::span<const std::uint8_t> frame) {
  const auto put = [&](std::span<const std::uint8_t> octets) {
    if (options_.mirror == Mirror::none) {
      writable_ = outputs_.packet(tapped, at, octets);
    } else {
      writable_ =
          outputs_.packet(tapped, at, mirrored(options_.mirror, octets, mirror_sequence_++));
    }
  };
  put(frame);
  while (options_.user_plane_percent > 0 && random_.percent(options_.user_plane_percent)) {
    put(user_data_);
  }
}

void Tap::tell(Timestamp at, std::span<const MadeSighting> told) {
  if (!outputs_.sighting) return;
  for (MadeSighting each : told) {
    each.at = at;
    outputs_.sighting(each);
  }
}

}  // namespace celltally

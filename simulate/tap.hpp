#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "simulate/made_sighting.hpp"
#include "simulate/octets.hpp"
#include "simulate/sctp_association.hpp"
#include "simulate/split_mix.hpp"
#include "simulate/tapped_interface.hpp"
#include "simulate/udp_flow.hpp"
#include "simulate/world_options.hpp"
#include "simulate/world_outputs.hpp"

namespace celltally {

// The taps of the made-up world: takes messages for the near future, and gives frames in the order
// of time, with what happens to them on the way to a probe. What is under way is all that is kept.
class Tap {
 public:
  // Borrows the outputs. Nothing of `end` or later is written.
  Tap(const WorldOptions& options, const WorldOutputs& outputs, Timestamp end);

  // A finished frame, copied.
  void frame(Timestamp at, TappedInterface tapped, std::span<const std::uint8_t> frame,
             const MadeSighting& told = {});
  // A message in a UDP datagram.
  void datagram(Timestamp at, TappedInterface tapped, const UdpFlow& flow,
                std::span<const std::uint8_t> message, const MadeSighting& told = {});
  // A message of an SCTP association, from a side of it (0 or 1). The association must outlive the
  // tap.
  void message(Timestamp at, TappedInterface tapped, SctpAssociation& association, unsigned side,
               std::span<const std::uint8_t> message, const MadeSighting& told = {});

  // Writes all that is earlier. False when no more can be written.
  bool advance(Timestamp to);

 private:
  // What is under way, and how far it is.
  enum class Stage : std::uint8_t { frame, sctp, bundle, late };
  struct Slot {
    Octets octets;
    MadeSighting told;
    SctpAssociation* association = nullptr;
    TappedInterface tapped = TappedInterface::s11;
    Stage stage = Stage::frame;
    std::uint8_t side = 0;
  };
  struct Due {
    std::int64_t at;
    std::uint64_t order;
    std::uint32_t slot;
    friend bool operator<(const Due& a, const Due& b) noexcept {  // for a heap: the earliest on top
      return a.at != b.at ? a.at > b.at : a.order > b.order;
    }
  };

  Slot& add(Timestamp at, TappedInterface tapped, Stage stage);
  void pass(Timestamp at, Slot& slot);
  void bundle(Timestamp at, Slot& slot);
  void flush(Timestamp at, const Slot& slot);
  void send(Timestamp at, TappedInterface tapped, std::span<const std::uint8_t> frame,
            std::span<const MadeSighting> told);
  void write(Timestamp at, TappedInterface tapped, std::span<const std::uint8_t> frame);
  void write_fragments(Timestamp at, TappedInterface tapped, std::span<const std::uint8_t> frame);
  void tell(Timestamp at, std::span<const MadeSighting> told);

  const WorldOptions options_;
  const WorldOutputs& outputs_;
  Timestamp end_;
  SplitMix random_;
  std::vector<Slot> slots_;
  std::vector<std::uint32_t> free_;
  std::vector<Due> due_;
  std::uint64_t order_ = 0;
  Octets user_data_;  // a frame
  std::uint32_t mirror_sequence_ = 0;
  std::uint16_t identification_ = 0;
  bool writable_ = true;
};

}  // namespace celltally

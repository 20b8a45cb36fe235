#pragma once

#include <array>
#include <cstdint>

#include "simulate/octets.hpp"
#include "simulate/packet_log.hpp"
#include "simulate/split_mix.hpp"
#include "simulate/town_core.hpp"
#include "simulate/town_person.hpp"
#include "simulate/town_step.hpp"
#include "simulate/truth_book.hpp"

namespace celltally {

// The small town's networks: turns steps into messages between the nodes (TS 23.401 procedures) and
// notes in the truth what can be known from them. Steps come in the order of time.
class TownNetwork {
 public:
  // Borrows both, which must outlive the network.
  TownNetwork(std::uint64_t seed, PacketLog& log, TruthBook& truth);

  void perform(const TownStep& step, TownPerson& person);

  // Path management and the user plane, which tell of nobody: once a minute.
  void tick(Timestamp at);

  // A session that the capture does not see begin.
  TownSession earlier_session(std::size_t core, Timestamp at);

 private:
  TownCore& core_of(TownCell cell) { return cores_.at(cell == TownCell::works ? 1 : 0); }
  TownSession new_session(std::size_t core, Timestamp at);
  void note(const TownStep& step, const TownPerson& person, Timestamp at, EventKind kind,
            Presence presence);

  void attach(const TownStep& step, TownPerson& person);
  void refuse(const TownStep& step, const TownPerson& person);
  void answer_attach(Timestamp at, std::uint32_t sequence, const TownStep& step,
                     const TownSession& session);
  void connect(const TownStep& step, TownPerson& person, bool with_cell);
  void release(Timestamp at, const TownSession& session);
  void page(const TownStep& step, const TownPerson& person);
  void report(const TownStep& step, const TownPerson& person);
  void detach(const TownStep& step, TownPerson& person);
  void emergency_call(const TownStep& step, TownPerson& person);
  void third_generation(const TownStep& step, const TownPerson& person);

  Octets create_session(const TownStep& step, const TownPerson& person, const TownSession& session,
                        std::uint32_t sequence, bool s5) const;

  SplitMix random_;
  PacketLog& log_;
  TruthBook& truth_;
  std::array<TownCore, 2> cores_;
  UdpFlow gn_;  // SGSN to GGSN
  std::uint32_t gn_teid_ = 0x00100000;
  std::uint16_t gn_sequence_ = 0;
  std::uint8_t ticks_ = 0;
};

}  // namespace celltally

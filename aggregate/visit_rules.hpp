#pragma once

#include <cstdint>

#include "aggregate/cell_table.hpp"
#include "aggregate/log_blocks.hpp"
#include "aggregate/person.hpp"
#include "aggregate/sighting.hpp"
#include "aggregate/visit_pruner.hpp"

namespace celltally {

// Makes a person's visits of their events as these come, cleaned (privacy reference 1.0): the rules
// are numbered in the README. What is left out here is still in the statistic of events. One
// thread; never fails, never allocates.
class VisitRules {
 public:
  // A-B-A in less is A, when A and B are that near each other or nobody knows.
  static constexpr std::uint32_t kPingPongS = 120;
  static constexpr float kNeighbourM = 5000;
  // A jump: so far, and faster.
  static constexpr float kJumpM = 10'000;
  static constexpr float kJumpMetresPerS = 55;
  // For so long an event that tells less well of the place says nothing against a better one.
  static constexpr std::uint32_t kSameMomentS = 120;
  // For so long a gateway's copy with the cell that was left before says nothing against an exact
  // event.
  static constexpr std::uint32_t kStaleS = 900;
  // What comes so soon after leaving belongs to it.
  static constexpr std::uint32_t kTrailS = 10;
  // How many visits an event that comes late is put back, at most.
  static constexpr std::size_t kBackMax = 48;

  // Of sightings; each is in one of these at most.
  struct Counters {
    std::uint64_t ping_pong = 0;  // visits to B that became A
    std::uint64_t jumps = 0;      // left out: too far away
    std::uint64_t stale = 0;      // left out: a copy, or another place at the same time
    std::uint64_t misplaced = 0;  // left out: came late, in the middle of a visit elsewhere
  };

  // Borrows all three.
  VisitRules(VisitLog& log, const CellTable& cells, Counters& counters) noexcept
      : log_(log), cells_(cells), counters_(counters) {}

  // See VisitPruner. REQUIRES: no sighting comes of before `until`, but restated ones.
  void settle(std::uint32_t from, std::uint32_t until) noexcept {
    pruner_.settle(from, until > kPingPongS ? until - kPingPongS : 0);
  }

  // Whether see() might want a block of the log when there is none.
  bool full_for(const Person& person, const Sighting& sighting) const noexcept;

  // REQUIRES: !full_for(person, sighting).
  void see(Person& person, const Sighting& sighting) noexcept;

  // Left the network, and no cell was told.
  void leave(Person& person, std::uint32_t second) noexcept;

  // Leaves out what is settled by now, where much was not settled before.
  void prune(Person& person) noexcept { pruner_.prune(log_, person); }

  // All visits are somebody else's.
  void take_back(Person& person) noexcept;

 private:
  // Between two visits, or within `before`.
  struct Gap {
    Visit* before = nullptr;  // nullptr: there is none
    Visit* after = nullptr;
    std::size_t newer = 0;  // visits of the log behind it; more than kBackMax: not looked further
  };

  void begin(Person& person, const Sighting& sighting) noexcept;
  void move(Person& person, const Sighting& sighting) noexcept;
  void settle_held(Person& person, const Sighting& sighting) noexcept;
  void drop_held(Person& person) noexcept;
  void leave_at(Person& person, const Sighting& sighting) noexcept;
  void put_back(Person& person, const Sighting& sighting) noexcept;
  Gap gap_of(Person& person, std::uint32_t second) noexcept;
  bool goes_on(const Visit& now, const Sighting& sighting) const noexcept;
  bool stale(const Person& person, const Sighting& sighting) noexcept;
  bool ping_pong(Person& person, const Sighting& sighting) noexcept;
  bool jumps(std::uint64_t from, std::uint32_t second, const Sighting& to) const noexcept;
  bool neighbours(std::uint64_t a, std::uint64_t b) const noexcept;
  void insert(Person& person, std::size_t newer, const Visit& visit) noexcept;

  VisitLog& log_;
  const CellTable& cells_;
  Counters& counters_;
  VisitPruner pruner_;
};

}  // namespace celltally

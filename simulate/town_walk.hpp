#pragma once

#include <optional>
#include <vector>

#include "simulate/split_mix.hpp"
#include "simulate/town_person.hpp"
#include "simulate/town_step.hpp"
#include "vocabulary/timestamp.hpp"

namespace celltally {

// One person's way through the day: from cell to cell, with signs of life in between. Between two
// steps there are at least three minutes, so that their messages never mix, and there is one every
// 150 minutes at least, so that no session grows too old to be known.
class TownWalk {
 public:
  static constexpr std::int64_t kBreathNs = 180'000'000'000;

  // Borrows all three. Nothing happens after `end`.
  TownWalk(SplitMix& random, const TownPerson& person, Timestamp end, std::vector<TownStep>& steps);

  // Is in a cell; left out when too little time is left after what was before.
  void stay(TownCell cell, Timestamp from, Timestamp until);

  // Switches off.
  void leave(Timestamp at);

 private:
  void arrive(TownCell cell, Timestamp at);
  void add(Timestamp at, TownStep::Action action, TownCell cell);

  SplitMix& random_;
  const TownPerson& person_;
  Timestamp end_;
  std::vector<TownStep>& steps_;
  std::optional<TownCell> cell_;  // none: not attached
  Timestamp free_;                // no step before
};

}  // namespace celltally

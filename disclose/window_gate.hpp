#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "aggregate/closed_window.hpp"
#include "disclose/day_keys.hpp"
#include "disclose/noise_release.hpp"
#include "disclose/noise_rules.hpp"
#include "disclose/release_rules.hpp"
#include "disclose/released_rows.hpp"

namespace celltally {

// The way out for a running probe: window by window, as they close. Which rows there are is settled
// beforehand, by the operator's lists of cells and kinds, and never by the traffic; a cell that is
// seen but not listed has no rows. A window has the rows of the list that it was counted by, which
// its edition says; a list goes when a day of a later one is over. One thread; move only.
//
// A cell is in sight once its network and radio technology had `people_min` people in one window,
// or, with noise, numbers that tell so by themselves: from that window on, for good. Before, its
// rows are no_data, so that no state tells of fewer.
class WindowGate {
 public:
  // `events`: kinds and services of Statistic::events; any order.
  // By a threshold. REQUIRES: rules.consistent().
  WindowGate(const ReleaseRules& rules, std::vector<Detail> events);
  // By noise; borrows the source. REQUIRES: a valid scale in each family.
  WindowGate(NoiseRules rules, std::vector<Detail> events, RandomSource& random);

  // For windows of this edition, from the next one on. One that was used before is replaced.
  void use_list(std::uint32_t edition, const PlaceList& list);

  // Whether windows of this statistic have any rows.
  bool releases(Statistic statistic) const noexcept;

  // Draws some of the noise for the windows that come, for a tenth of a second or so. Call it when
  // none is being closed, after use_list() and then now and again. True when it is all there, and
  // when no more can be had.
  bool draw_ahead();

  // Call it once for each window, in the order of closing. Nothing when there is too little noise:
  // the window may not be released. REQUIRES: use_list() of its edition; releases() of its
  // statistic.
  std::optional<ReleasedRows> release(const ClosedWindow& exact);

  // Of the cells seen in `exact`, those that no row of events tells of. REQUIRES: of visitors, and
  // use_list() of its edition, which may not have gone.
  std::size_t unlisted(const ClosedWindow& exact) const;

  std::size_t lists() const noexcept { return lists_.size(); }

 private:
  struct List {
    DayKeys keys;
    std::set<Place> in_sight;  // sites and zones by themselves: their numbers are the list's
  };

  std::optional<ReleasedRows> release_with_noise(const ClosedWindow& exact, List& list);
  void look(const ClosedWindow& exact, List& list);
  void look(const std::vector<NoisyRow>& rows, Statistic statistic, List& list);
  bool see(const NoisyRow& row, List& list);
  void look_again();

  ReleaseRules rules_;
  std::optional<NoiseRelease> noise_;    // then the rules are its own
  std::vector<Detail> events_;           // in order of words
  std::map<std::uint32_t, List> lists_;  // by edition
  std::set<RadioNetwork> in_sight_;
};

}  // namespace celltally

#include "daemon/publisher.hpp"

#include <algorithm>
#include <utility>

namespace celltally {
namespace {

// Whether one row, or all rows together where each person is in one only, have enough people
// behind them for a share of them to be told. Machines are no people.
bool enough_people(const ClosedWindow& exact, std::uint64_t people_min) {
  if (exact.statistic == Statistic::machines) return false;
  std::uint64_t together = 0, most = 0;
  for (const Tally& tally : exact.tallies) {
    together += tally.people;
    most = std::max(most, tally.people);
  }
  return (exact.statistic == Statistic::presence ? together : most) >= people_min;
}

SegmentHeader::Noise noise_of(const NoiseRules& rules, Statistic statistic) {
  const FamilyRules& family = rules.of(statistic).value();
  return {.shape = family.noise.shape,
          .scale_tenths = family.noise.scale.tenths,
          .cap = family.cap,
          .threshold = family.threshold,
          .near_below = family.threshold == 0 ? 0 : family.threshold + rules.near_below,
          .hard_floor = rules.hard_floor};
}

}  // namespace

Publisher::Publisher(Words words, WindowGate gate, Outbox& outbox, const QualityHistory& history)
    : words_(std::move(words)),
      gate_(std::move(gate)),
      outbox_(outbox),
      history_(history),
      names_(outbox.epochs()) {}

void Publisher::publish(EpochWindow closed, Timestamp now) {
  const QualityHistory::Quality quality = quality_of(closed.window);
  // Live, the capture runs though no packet comes.
  if (quality.silent) closed.window.captured = false;
  auto rows = release(closed.window, now);
  if (!rows) return;
  for (const ReleasedCount& row : rows->counts) {
    switch (row.state()) {
      case ReleaseState::published: ++counters_.rows_published; break;
      case ReleaseState::withheld: ++counters_.rows_withheld; break;
      case ReleaseState::no_data: ++counters_.rows_no_data; break;
    }
  }
  if (closed.window.statistic == Statistic::visitors) {
    counters_.cells_seen = closed.window.cells_seen.size();
    counters_.cells_unlisted = gate_.unlisted(closed.window);
  }
  SegmentHeader about = header_of(closed, quality);
  about.epoch = name_of(closed.epoch);
  outbox_.add(std::move(about), std::move(*rows), now);
}

std::optional<ReleasedRows> Publisher::release(const ClosedWindow& window, Timestamp now) {
  if (!gate_.releases(window.statistic)) return ++counters_.windows_not_chosen, std::nullopt;
  if (words_.noise && window.window.to > now) return ++counters_.windows_cut_off, std::nullopt;
  // Captures close a day's windows within a second, and nobody watches when they do.
  while (words_.packet_clock && !gate_.draw_ahead()) {
  }
  auto rows = gate_.release(window);
  ++(rows ? counters_.windows : counters_.windows_without_noise);
  return rows;
}

// After the names that are a little ahead, not only between them: a probe that starts again and
// again is ahead of the clock, and what it called so first may be gone from the outbox. Names far
// ahead are of a clock that was wrong.
Timestamp Publisher::name_of(Timestamp epoch) {
  if (epoch == epoch_) return epoch_name_;
  constexpr std::int64_t kLittleS = 3600;
  std::int64_t name = epoch.seconds();
  const Timestamp far_ahead = Timestamp::from_seconds(name + kLittleS);
  for (auto taken = names_.lower_bound(epoch); taken != names_.end() && *taken < far_ahead;
       ++taken) {
    name = taken->seconds() + 1;
  }
  while (!names_.insert(Timestamp::from_seconds(name)).second) ++name;
  epoch_ = epoch;
  epoch_name_ = Timestamp::from_seconds(name);
  return epoch_name_;
}

QualityHistory::Quality Publisher::quality_of(const ClosedWindow& window) const {
  return words_.packet_clock ? history_.of_all(window.captured) : history_.of(window.window);
}

SegmentHeader Publisher::header_of(const EpochWindow& closed,
                                   const QualityHistory::Quality& quality) const {
  const ClosedWindow& window = closed.window;
  SegmentHeader about;
  about.probe = words_.probe;
  about.statistic = window.statistic;
  about.window = window.window;
  about.coverage_ppm = quality.coverage_ppm;
  about.loss_ppm = quality.loss_ppm;
  if (enough_people(window, words_.rules.people_min)) {
    about.unknown_percent = quality.unknown_percent;
    about.temporary_percent = quality.temporary_percent;
  }
  about.protection.people_min = words_.rules.people_min;
  if (words_.noise) {
    about.protection.noise = noise_of(*words_.noise, window.statistic);
  } else {
    about.protection.rounding = words_.rules.rounding;
  }
  return about;
}

}  // namespace celltally

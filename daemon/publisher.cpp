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

}  // namespace

Publisher::Publisher(Words words, WindowGate gate, Outbox& outbox, const QualityHistory& history,
                     std::optional<Spending> spending)
    : words_(std::move(words)),
      gate_(std::move(gate)),
      spending_(std::move(spending)),
      outbox_(outbox),
      history_(history),
      names_(outbox.epochs()) {}

void Publisher::publish(EpochWindow closed, Timestamp now) {
  const QualityHistory::Quality quality = quality_of(closed.window);
  // Live, the capture runs though no packet comes.
  if (quality.silent) closed.window.captured = false;
  SegmentHeader about = header_of(closed, quality);
  auto rows = release(closed.window, now, about);
  if (!rows) return;
  ++counters_.windows;
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
  about.epoch = name_of(closed.epoch);
  outbox_.add(std::move(about), std::move(*rows), now);
}

// Into `about`: what is to be said of the protection.
std::optional<ReleasedRows> Publisher::release(const ClosedWindow& window, Timestamp now,
                                               SegmentHeader& about) {
  if (!gate_.releases(window.statistic)) return ++counters_.windows_not_chosen, std::nullopt;
  if (!spending_) {
    about.protection = {words_.rules.people_min, words_.rules.rounding, {}};
    return gate_.release(window);
  }
  if (window.window.to > now) return ++counters_.windows_cut_off, std::nullopt;
  // Captures close a day's windows within a second, and nobody watches when they do.
  while (words_.packet_clock && !gate_.draw_ahead()) {
  }
  auto rows = gate_.release(window);
  if (!rows) return refuse("the system gives no randomness for noise");
  auto noted = spending_->spend(words_.probe, window, now);
  if (!noted) return refuse(noted.error());
  about.protection = spending_->protection_of(window.statistic);
  about.ledger = std::move(*noted);
  return rows;
}

std::nullopt_t Publisher::refuse(std::string reason) {
  ++counters_.windows_refused;
  trouble_ = std::move(reason);
  return std::nullopt;
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
  // With noise nothing leaves that is exact of people.
  if (!spending_ && enough_people(window, words_.rules.people_min)) {
    about.unknown_percent = quality.unknown_percent;
    about.temporary_percent = quality.temporary_percent;
  }
  return about;
}

}  // namespace celltally

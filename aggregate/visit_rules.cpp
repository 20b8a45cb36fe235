#include "aggregate/visit_rules.hpp"

#include <algorithm>
#include <array>
#include <cassert>

namespace celltally {

namespace {

constexpr std::uint32_t kSeconds = (1u << 17) - 1;

Visit visit_of(const Sighting& sighting) noexcept {
  Visit visit{};
  visit.cell = sighting.cell & (Visit::kCellsMax - 1);
  visit.first = visit.last = sighting.second & kSeconds;
  visit.rank = static_cast<unsigned>(sighting.rank) & 3;
  visit.arrived = sighting.arrives;
  visit.left = sighting.leaves;
  return visit;
}

Sighting sighting_of(const Visit& held) noexcept {
  return {.cell = static_cast<std::uint32_t>(held.cell),
          .second = static_cast<std::uint32_t>(held.first),
          .rank = static_cast<Visit::Rank>(held.rank),
          .arrives = held.arrived != 0};
}

void improve(Visit& visit, Visit::Rank rank) noexcept {
  if (static_cast<unsigned>(rank) < visit.rank) visit.rank = static_cast<unsigned>(rank) & 3;
}

void reach(Visit& visit, const Sighting& sighting) noexcept {
  visit.last = sighting.second & kSeconds;
  improve(visit, sighting.rank);
}

}  // namespace

bool VisitRules::full_for(const Person& person, const Sighting& sighting) const noexcept {
  if (!log_.full() || !person.visits) return false;
  const bool stays =
      !person.holds && sighting.second >= person.now.last && goes_on(person.now, sighting);
  const std::uint32_t more = person.holds ? 2 : 1;
  return !stays &&
         (log_.needs_block(person.log) || log_[person.log].used + more > VisitLog::kPerBlock);
}

void VisitRules::see(Person& person, const Sighting& sighting) noexcept {
  if (!person.visits) return begin(person, sighting);
  if (sighting.second < person.now.last) return put_back(person, sighting);
  if (sighting.leaves) return leave_at(person, sighting);
  const bool trails =
      person.now.left && !sighting.arrives && sighting.second - person.now.last <= kTrailS;
  if (trails) {
    ++counters_.stale;
  } else if (person.holds) {
    settle_held(person, sighting);
  } else if (jumps(person.now.cell, person.now.last, sighting)) {
    person.held = visit_of(sighting);
    person.holds = 1;
  } else {
    move(person, sighting);
  }
}

void VisitRules::begin(Person& person, const Sighting& sighting) noexcept {
  person.now = visit_of(sighting);
  person.visits = 1;
}

// The next event decides: from where the held one was it came by a possible way, and from where the
// person was before it did not, or it is of the same cell. Otherwise the held one is left out; and
// who is in a third place is believed.
void VisitRules::settle_held(Person& person, const Sighting& sighting) noexcept {
  const Visit held = person.held;
  person.holds = 0;
  person.held = Visit{};
  const bool confirmed =
      sighting.cell == held.cell ||
      (!jumps(held.cell, held.last, sighting) && jumps(person.now.cell, person.now.last, sighting));
  if (confirmed) {
    move(person, sighting_of(held));
  } else {
    ++counters_.jumps;
  }
  if (sighting.second < person.now.last) return put_back(person, sighting);
  move(person, sighting);
}

// REQUIRES: nothing is held, the sighting is not before the last one.
void VisitRules::move(Person& person, const Sighting& sighting) noexcept {
  Visit& now = person.now;
  if (goes_on(now, sighting)) return reach(now, sighting);
  Sighting next = sighting;
  if (now.cell != next.cell && !next.arrives && !now.left) {
    if (stale(person, next)) return void(++counters_.stale);
    if (ping_pong(person, next)) return;
    // A better event of the same second: the one before was not so.
    while (now.cell != next.cell && now.first == next.second && now.last == next.second) {
      ++counters_.stale;
      next.arrives = next.arrives || now.arrived;
      if (person.log == VisitLog::kNone) return begin(person, next);
      now = log_.pop(person.log);
    }
    if (goes_on(now, next)) return reach(now, next);
  }
  if (log_.needs_block(person.log)) pruner_.prune(log_, person);
  log_.append(person.log, now);
  now = visit_of(next);
}

bool VisitRules::goes_on(const Visit& now, const Sighting& sighting) const noexcept {
  const std::uint32_t gap = sighting.second - now.last;
  if (now.cell != sighting.cell || now.left || gap > Visit::kGapMaxS) return false;
  return !sighting.arrives || gap <= kSameMomentS;
}

// REQUIRES: another cell than now.
bool VisitRules::stale(const Person& person, const Sighting& sighting) noexcept {
  const Visit& now = person.now;
  const std::uint32_t gap = sighting.second - now.last;
  const auto rank = static_cast<unsigned>(sighting.rank);
  if (rank > now.rank && gap <= kSameMomentS) return true;
  if (gap == 0 && rank == now.rank) return true;
  const bool copy_of_before = sighting.rank == Visit::Rank::last_known && rank > now.rank &&
                              gap <= kStaleS && person.log != VisitLog::kNone;
  return copy_of_before && log_.newest(person.log).cell == sighting.cell;
}

// REQUIRES: another cell than now.
bool VisitRules::ping_pong(Person& person, const Sighting& sighting) noexcept {
  const Visit& now = person.now;
  if (now.arrived || person.log == VisitLog::kNone) return false;
  if (sighting.second - now.first >= kPingPongS) return false;
  const Visit& before = log_.newest(person.log);
  if (before.cell != sighting.cell || before.left || !neighbours(before.cell, now.cell) ||
      sighting.second - before.last > Visit::kGapMaxS) {
    return false;
  }
  person.now = log_.pop(person.log);
  reach(person.now, sighting);
  ++counters_.ping_pong;
  return true;
}

// Where they were last we know better than the message does.
void VisitRules::leave_at(Person& person, const Sighting& sighting) noexcept {
  drop_held(person);
  if (person.now.left) return;
  if (sighting.second - person.now.last <= Visit::kGapMaxS) return leave(person, sighting.second);
  log_.append(person.log, person.now);
  person.now = visit_of(sighting);
}

void VisitRules::drop_held(Person& person) noexcept {
  counters_.jumps += person.holds;
  person.holds = 0;
}

void VisitRules::leave(Person& person, std::uint32_t second) noexcept {
  Visit& now = person.now;
  if (!person.visits || now.left || second < now.last) return;
  drop_held(person);
  if (second - now.last <= Visit::kGapMaxS) now.last = second & kSeconds;
  now.left = 1;
}

void VisitRules::take_back(Person& person) noexcept {
  log_.drop(person.log);
  person.now = person.held = Visit{};
  person.visits = person.holds = 0;
}

VisitRules::Gap VisitRules::gap_of(Person& person, std::uint32_t second) noexcept {
  Gap gap{.after = &person.now};
  if (second >= person.now.first) return {.before = &person.now};
  for (std::uint32_t list = person.log; list != VisitLog::kNone; list = log_[list].older) {
    for (std::uint32_t i = log_[list].used; i-- > 0;) {
      Visit& visit = log_[list].items[i];
      if (visit.first <= second) {
        gap.before = &visit;
        return gap;
      }
      gap.after = &visit;
      if (++gap.newer > kBackMax) return gap;
    }
  }
  return gap;
}

// A late one goes into the gap that it belongs to: makes the visit before or after it longer, or is
// one of its own. Within a visit it tells something new only of the same cell.
void VisitRules::put_back(Person& person, const Sighting& sighting) noexcept {
  const auto [before, after, newer] = gap_of(person, sighting.second);
  if (newer > kBackMax) return void(++counters_.misplaced);
  if (before != nullptr && sighting.second <= before->last) {
    if (before->cell != sighting.cell) return void(++counters_.misplaced);
    improve(*before, sighting.rank);
  } else if (before != nullptr && goes_on(*before, sighting) && !after->pruned) {
    reach(*before, sighting);
    before->left = sighting.leaves;
  } else if (after->cell == sighting.cell && !after->arrived && !sighting.leaves &&
             after->first - sighting.second <= Visit::kGapMaxS) {
    after->first = sighting.second & kSeconds;
    improve(*after, sighting.rank);
    after->arrived = sighting.arrives;
  } else {
    insert(person, newer, visit_of(sighting));
  }
}

void VisitRules::insert(Person& person, std::size_t newer, const Visit& visit) noexcept {
  std::array<Visit, kBackMax> moved{};
  for (std::size_t i = 0; i < newer; ++i) moved[i] = log_.pop(person.log);
  log_.append(person.log, visit);
  for (std::size_t i = newer; i-- > 0;) log_.append(person.log, moved[i]);
}

bool VisitRules::jumps(std::uint64_t from, std::uint32_t second,
                       const Sighting& to) const noexcept {
  const CellSpot& a = cells_.spot(static_cast<std::uint32_t>(from));
  const CellSpot& b = cells_.spot(to.cell);
  if (from == to.cell || !a.known() || !b.known()) return false;
  const float squared = squared_distance(a, b);
  if (squared < kJumpM * kJumpM) return false;
  const auto seconds =
      static_cast<float>(to.second > second ? to.second - second : second - to.second);
  const float most = kJumpMetresPerS * seconds;
  return squared > most * most;
}

bool VisitRules::neighbours(std::uint64_t a, std::uint64_t b) const noexcept {
  const CellSpot& one = cells_.spot(static_cast<std::uint32_t>(a));
  const CellSpot& other = cells_.spot(static_cast<std::uint32_t>(b));
  if (!one.known() || !other.known()) return true;
  return squared_distance(one, other) <= kNeighbourM * kNeighbourM;
}

}  // namespace celltally

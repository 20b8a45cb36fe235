#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "vocabulary/geo_point.hpp"
#include "vocabulary/place.hpp"

namespace celltally::test {

// The rules of cleaning once more, slow and on lists of events: who was where, as it looks after
// the events that came so far. Shares nothing with the product but the nouns. Seconds are of the
// day.
class ObviousVisits {
 public:
  struct Event {
    std::int64_t second;
    Place cell;
    int rank;  // 0 exact, 1 last known, 2 a site
    bool arrives;
    bool leaves;
  };
  // In one cell, with nothing in between.
  using Visit = std::vector<Event>;
  using Map = std::map<Place, GeoPoint>;

  explicit ObviousVisits(const Map* map) : map_(map) {}

  const std::vector<Visit>& visits() const { return visits_; }
  std::uint64_t ping_pong = 0, jumps = 0, stale = 0, misplaced = 0;

  void see(Event event) {
    if (visits_.empty()) return visits_.push_back({event});
    if (event.second < last().second) return put_between(event);
    if (event.leaves) return leave_with(event);
    if (last().leaves && !event.arrives && event.second <= last().second + 10) {
      ++stale;
    } else if (held_) {
      const Event held = *std::exchange(held_, std::nullopt);
      const bool meant = held.cell == event.cell || (!jump(held, event) && jump(last(), event));
      meant ? go(held) : void(++jumps);
      event.second < last().second ? put_between(event) : go(event);
    } else if (jump(last(), event)) {
      held_ = event;
    } else {
      go(event);
    }
  }

  void leave(std::int64_t second) {
    if (visits_.empty() || last().leaves || second < last().second) return;
    if (held_) ++jumps;
    held_.reset();
    if (second - last().second > 7200) {
      visits_.back().back().leaves = true;
    } else {
      visits_.back().push_back({second, last().cell, 2, false, true});
    }
  }

  void forget() {
    visits_.clear();
    held_.reset();
  }

  // By the definition: the nearest event, the earlier of two. Of one before which, or after which,
  // there is none: as far as `before_all` and `after_all`.
  std::optional<Place> at(std::int64_t moment, std::int64_t before_all,
                          std::int64_t after_all) const {
    const Event* before = nullptr;
    const Event* after = nullptr;
    for (const Visit& visit : visits_) {
      for (const Event& each : visit) {
        if (each.second <= moment && (!before || each.second >= before->second)) before = &each;
        if (each.second > moment && (!after || each.second < after->second)) after = &each;
      }
    }
    const std::int64_t forward = after ? 3600 : after_all;
    const std::int64_t back = before ? 3600 : before_all;
    if (before && before->leaves && before->second < moment) before = nullptr;
    if (after && after->arrives) after = nullptr;
    const bool left = before && moment - before->second <= forward;
    const bool right = after && after->second - moment <= back;
    if (left && (!right || moment - before->second <= after->second - moment)) return before->cell;
    if (right) return after->cell;
    return std::nullopt;
  }

 private:
  Event& last() { return visits_.back().back(); }

  static int best(const Visit& visit) {
    int rank = 2;
    for (const Event& each : visit) rank = std::min(rank, each.rank);
    return rank;
  }

  std::optional<double> metres(Place a, Place b) const {
    if (map_ == nullptr || map_->count(a) == 0 || map_->count(b) == 0) return std::nullopt;
    const GeoPoint p = map_->at(a), q = map_->at(b);
    const double k = M_PI / 180;
    const double u = std::sin((p.latitude - q.latitude) * k / 2);
    const double v = std::sin((p.longitude - q.longitude) * k / 2);
    return 2 * 6'371'000 *
           std::asin(
               std::sqrt(u * u + std::cos(p.latitude * k) * std::cos(q.latitude * k) * v * v));
  }

  bool jump(const Event& from, const Event& to) const {
    const auto way = metres(from.cell, to.cell);
    return way && *way >= 10'000 &&
           *way > 55.0 * static_cast<double>(std::abs(to.second - from.second));
  }

  bool joins(const Visit& visit, const Event& event) const {
    const Event& end = visit.back();
    const std::int64_t gap = event.second - end.second;
    return end.cell == event.cell && !end.leaves && gap <= 7200 && (!event.arrives || gap <= 120);
  }

  static void join(Visit& visit, Event event) {
    event.arrives = false;
    visit.push_back(event);
  }

  void go(Event event) {
    if (joins(visits_.back(), event)) return join(visits_.back(), event);
    if (last().cell != event.cell && !event.arrives && !last().leaves) {
      const std::int64_t gap = event.second - last().second;
      const int known = best(visits_.back());
      const bool old_copy = event.rank == 1 && known == 0 && gap <= 900 && visits_.size() > 1 &&
                            visits_[visits_.size() - 2].front().cell == event.cell;
      if ((event.rank > known && gap <= 120) || (gap == 0 && event.rank == known) || old_copy) {
        return void(++stale);
      }
      if (is_ping_pong(event)) {
        ++ping_pong;
        visits_.pop_back();
        return join(visits_.back(), event);
      }
      while (!visits_.empty() && last().cell != event.cell &&
             visits_.back().front().second == event.second) {
        ++stale;
        event.arrives = event.arrives || visits_.back().front().arrives;
        visits_.pop_back();
      }
      if (!visits_.empty() && joins(visits_.back(), event)) return join(visits_.back(), event);
    }
    visits_.push_back({event});
  }

  bool is_ping_pong(const Event& event) const {
    if (visits_.size() < 2) return false;
    const Visit& a = visits_[visits_.size() - 2];
    const Visit& b = visits_.back();
    const auto way = metres(a.front().cell, b.front().cell);
    return a.front().cell == event.cell && !a.back().leaves && !b.front().arrives &&
           event.second - b.front().second < 120 && event.second - a.back().second <= 7200 &&
           (!way || *way <= 5000);
  }

  void leave_with(const Event& event) {
    if (held_) ++jumps;
    held_.reset();
    if (last().leaves) return;
    if (event.second - last().second <= 7200) return leave(event.second);
    visits_.push_back({event});
  }

  void put_between(const Event& event) {
    std::size_t at = visits_.size();
    while (at > 0 && visits_[at - 1].front().second > event.second) --at;
    if (visits_.size() - at > 49) return void(++misplaced);
    Visit* before = at > 0 ? &visits_[at - 1] : nullptr;
    Visit* after = at < visits_.size() ? &visits_[at] : nullptr;
    if (before != nullptr && event.second <= before->back().second) {
      if (before->front().cell != event.cell) return void(++misplaced);
      before->front().rank = std::min(before->front().rank, event.rank);
    } else if (before != nullptr && joins(*before, event)) {
      join(*before, event);
    } else if (after != nullptr && after->front().cell == event.cell && !after->front().arrives &&
               !event.leaves && after->front().second - event.second <= 7200) {
      after->insert(after->begin(), event);
    } else {
      visits_.insert(visits_.begin() + static_cast<std::ptrdiff_t>(at), {event});
    }
  }

  const Map* map_;
  std::vector<Visit> visits_;
  std::optional<Event> held_;
};

}  // namespace celltally::test

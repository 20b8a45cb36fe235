#pragma once

#include <algorithm>
#include <cstdlib>
#include <map>
#include <memory>
#include <set>
#include <tuple>
#include <vector>

#include "aggregate/closed_window.hpp"
#include "aggregate/counting_basis.hpp"
#include "aggregate/day_count.hpp"
#include "tests/aggregate/obvious_hours.hpp"
#include "tests/aggregate/obvious_person.hpp"
#include "tests/aggregate/packet_stream.hpp"
#include "vocabulary/zone.hpp"

namespace celltally::test {

// The counting rules once more, slow and straight from the formulas, over the list of all packets.
// Shares nothing with the product but the nouns, and DayCount, which has an obvious twin of its
// own.
class ObviousCount {
 public:
  ObviousCount(const PacketStream& stream, const ObviousZone& zone, const Calendar& calendar,
               const CountingBasis& basis, std::int64_t grace_s, bool drop_test_networks)
      : calendar_(calendar),
        basis_(basis),
        grace_ns_(grace_s * kSecond),
        drop_test_(drop_test_networks) {
    if (stream.empty()) return;
    for (const CellSite& each : basis.cells()) {
      if (each.position) map_[each.cell] = *each.position;
    }
    for (const StreamPacket& packet : stream) {
      clocks_.push_back(clocks_.empty() ? packet.at : std::max(clocks_.back(), packet.at));
    }
    hours_ = obvious_hours(zone, clocks_.front().seconds(), clocks_.back().seconds() + 1);
    list_runs();
    make_bins();
    for (std::size_t i = 0; i < stream.size(); ++i) {
      close_until(clocks_[i]);
      clock_ = clocks_[i];
      mark(clock_);
      if (stream[i].event) judge(*stream[i].event);
    }
    close_until(last());
  }

  Shard::Counters counters;

  // Sorted by end, statistic, start.
  std::vector<ClosedWindow> windows() const {
    std::vector<ClosedWindow> all = closed_;
    for (const ObviousHour& hour : hours_) {
      if (listed(hour.window)) all.push_back(events_of(hour.window));
    }
    std::sort(all.begin(), all.end(), [](const ClosedWindow& a, const ClosedWindow& b) {
      return std::tuple(a.window.to, a.statistic, a.window.from) <
             std::tuple(b.window.to, b.statistic, b.window.from);
    });
    return all;
  }

 private:
  static constexpr std::int64_t kSecond = 1'000'000'000;
  // From the hour of a first clock to the last before a long gap.
  struct Run {
    Timestamp from;
    Timestamp last;
  };
  struct Bin {
    Statistic statistic;
    Window window;
    Window day;
  };

  static Timestamp last() { return {INT64_MAX}; }

  std::size_t hour_at(Timestamp at) const {
    for (std::size_t i = 0; i < hours_.size(); ++i) {
      if (hours_[i].window.contains(at)) return i;
    }
    return hours_.size();
  }

  // Hours between two packets are listed too, unless they are more than 48.
  void list_runs() {
    std::size_t before = hour_at(clocks_.front());
    runs_.push_back({hours_[before].window.from, clocks_.front()});
    for (const Timestamp clock : clocks_) {
      const std::size_t hour = hour_at(clock);
      if (hour > before + 49) runs_.push_back({hours_[hour].window.from, clock});
      runs_.back().last = clock;
      before = hour;
    }
  }

  bool listed(Window window) const {
    return std::any_of(runs_.begin(), runs_.end(), [&](const Run& run) {
      return window.from <= run.last && run.from < window.to;
    });
  }

  void make_bins() {
    const std::int64_t grain = basis_.plan().grain_minutes;
    for (std::size_t i = 0; i < hours_.size();) {
      std::size_t end = i;
      while (end < hours_.size() && hours_[end].day == hours_[i].day) ++end;
      const Window day = hours_[i].day;
      for (std::size_t j = i; j < end; j += grain == 180 ? 3 : 1) {
        const std::size_t to = std::min(end, grain == 180 ? j + 3 : j + 1) - 1;
        const Window whole{hours_[j].window.from, hours_[to].window.to};
        const std::int64_t parts = grain < 60 ? 60 / grain : 1;
        for (std::int64_t k = 0; k < parts; ++k) {
          const std::int64_t step = (whole.to.ns - whole.from.ns) / parts;
          bins_.push_back({Statistic::presence,
                           {{whole.from.ns + k * step}, {whole.from.ns + (k + 1) * step}},
                           day});
        }
      }
      for (std::size_t j = i; j < end; ++j) {
        bins_.push_back({Statistic::machines, hours_[j].window, day});
      }
      bins_.push_back({Statistic::visitors, day, day});
      i = end;
    }
    std::stable_sort(bins_.begin(), bins_.end(),
                     [this](const Bin& a, const Bin& b) { return due(a) < due(b); });
  }

  static Timestamp middle(Window window) { return {(window.from.ns + window.to.ns) / 2}; }
  Timestamp due(const Bin& bin) const {
    if (bin.statistic == Statistic::visitors) return bin.day.to;
    const std::int64_t after = middle(bin.window).ns + (3600 + 120) * kSecond;
    const std::int64_t open = std::max(after, bin.window.to.ns) + grace_ns_;
    return std::min(Timestamp{open}, bin.day.to);
  }

  // A long gap ends the day before it at once.
  void close_until(Timestamp clock) {
    for (; next_ < bins_.size() && due(bins_[next_]) <= clock; ++next_) {
      const Bin& bin = bins_[next_];
      if (!listed(bin.window)) continue;
      if (bin.statistic == Statistic::visitors) {
        close_day(bin.day);
        people_.clear();
        cells_.clear();
      } else {
        closed_.push_back(present(bin));
      }
    }
  }

  void judge(const SignallingEvent& event) {
    const std::size_t hour = hour_at(event.at);
    const bool late = hour == hours_.size() || !listed(hours_[hour].window) ||
                      clock_.ns >= hours_[hour].window.to.ns + grace_ns_ ||
                      clock_ >= hours_[hour].day.to || !same_run(event.at);
    if (!late) mark(event.at);
    if (event.kind == EventKind::none) {
      ++counters.no_event;
    } else if (event.retransmission) {
      ++counters.retransmission;
    } else if (!is_cell(event.cell.kind())) {
      ++counters.no_cell;
      if (!late) nowhere(event, hours_[hour].day);
    } else if (late) {
      ++counters.late;
    } else if (drop_test_ && (event.home.mcc() == 1 || event.home.mcc() == 999)) {
      ++counters.test_network;
    } else {
      count(event, hours_[hour]);
    }
  }

  bool same_run(Timestamp at) const {
    const auto run = std::find_if(runs_.begin(), runs_.end(),
                                  [&](const Run& one) { return clock_ <= one.last; });
    return at >= run->from;
  }

  static std::int64_t second(Timestamp at, Window day) { return (at.ns - day.from.ns) / kSecond; }

  void nowhere(const SignallingEvent& event, Window day) {
    const auto found = people_.find(event.person);
    if (found == people_.end()) return;
    found->second.note(event.kind, second(event.at, day));
    if (event.presence == Presence::leaves) found->second.visits.leave(second(event.at, day));
  }

  void count(const SignallingEvent& event, const ObviousHour& hour) {
    const bool proof = event.presence != Presence::none && event.presence != Presence::intended;
    const auto found = people_.find(event.person);
    const bool known_machine = found != people_.end() && found->second.machine;
    const bool known = event.person.known() &&
                       !(event.known_by == KnownBy::temporary && basis_.plan().leave_out_temporary);
    const bool a_person =
        event.machine == MachineHint::none && !event.unauthenticated && known && proof;
    const bool machine = event.machine != MachineHint::none || (a_person && known_machine);
    ++(machine                 ? counters.counted_machine
       : event.unauthenticated ? counters.counted_unauthenticated
       : !known                ? counters.counted_unknown
       : !proof                ? counters.counted_no_presence
                               : counters.counted_person);
    auto& seen =
        cells_.try_emplace(event.cell, SeenCell{event.cell, event.at, event.at}).first->second;
    seen.first = std::min(seen.first, event.at);
    seen.last = std::max(seen.last, event.at);
    std::vector<Detail> details{Detail::of(event.kind)};
    if (event.service != ServiceClass::none) details.push_back(Detail::of(event.service));
    for (const Detail detail : details) {
      auto& [events, people] = events_[{hour.window, event.cell, detail}];
      ++events;
      if (a_person && !machine) people.insert(event.person);
    }
    if ((a_person || (machine && proof)) && event.person.known()) {
      ObviousPerson fresh{
          .visits = ObviousVisits{&map_}, .seconds = {}, .acts = {}, .reports = {}, .guest = {}};
      auto& person = people_.try_emplace(event.person, fresh).first->second;
      person.see(event, second(event.at, hour.day));
    }
  }

  void mark(Timestamp at) { marked_.insert(at); }
  bool captured(Window window) const {
    const auto first = marked_.lower_bound(window.from);
    return first != marked_.end() && *first < window.to;
  }

  ClosedWindow window(Statistic statistic, Window of) const {
    ClosedWindow closed;
    closed.statistic = statistic;
    closed.window = of;
    closed.captured = captured(of);
    closed.edition = basis_.edition();
    return closed;
  }

  ClosedWindow events_of(Window hour) const {
    ClosedWindow closed = window(Statistic::events, hour);
    for (const auto& [key, sum] : events_) {
      const auto& [of, cell, detail] = key;
      if (of == hour) closed.tallies.push_back({{cell, {}, detail}, sum.first, sum.second.size()});
    }
    return closed;
  }

  Place place_at(CountLevel level, Place cell) const {
    const CellSite site = basis_.site_of(cell);
    if (level == CountLevel::cell) return cell;
    if (level == CountLevel::site) return site.site.known() ? site.site : cell;
    return site.zone.known() ? site.zone : kNoZone;
  }

  ClosedWindow present(const Bin& bin) const {
    ClosedWindow closed = window(bin.statistic, bin.window);
    const bool machines = bin.statistic == Statistic::machines;
    std::map<Place, std::uint64_t> sums;
    for (const auto& [tag, person] : people_) {
      if (person.seems_a_machine() != machines) continue;
      const auto cell = person.at(second(middle(bin.window), bin.day));
      if (cell) ++sums[place_at(machines ? CountLevel::zone : basis_.plan().level, *cell)];
    }
    for (const auto& [place, sum] : sums) closed.tallies.push_back({{.place = place}, sum, sum});
    return closed;
  }

  void close_day(Window day) {
    std::vector<CellSite> sites;
    std::map<Place, std::uint64_t> numbers;
    for (const auto& [cell, seen] : cells_) {
      numbers[cell] = sites.size();
      sites.push_back(basis_.site_of(cell));
    }
    DayCount count(DayParts(calendar_, day.from), basis_.plan().level, sites);
    std::uint64_t all = 0;
    for (const auto& [tag, person] : people_) {
      if (person.seems_a_machine()) continue;
      ++all;
      std::vector<Visit> visits;
      for (const ObviousVisits::Visit& each : person.visits.visits()) {
        Visit visit{};
        visit.cell = numbers.at(each.front().cell) & (Visit::kCellsMax - 1);
        visit.first = static_cast<std::uint64_t>(each.front().second) & 0x1ffff;
        visit.last = static_cast<std::uint64_t>(each.back().second) & 0x1ffff;
        visit.arrived = each.front().arrives;
        visit.left = each.back().leaves;
        visits.push_back(visit);
      }
      count.add({visits, person.country, {}, person.gap_class(), person.draw});
    }
    for (ClosedWindow& each : count.windows()) {
      each.captured = captured(each.window);
      each.edition = basis_.edition();
      if (each.statistic == Statistic::visitors) {
        each.people = all;
        for (const auto& [cell, seen] : cells_) each.cells_seen.push_back(seen);
      }
      closed_.push_back(std::move(each));
    }
  }

  const Calendar& calendar_;
  const CountingBasis& basis_;
  std::int64_t grace_ns_;
  bool drop_test_;
  ObviousVisits::Map map_;
  std::vector<Timestamp> clocks_;
  std::vector<ObviousHour> hours_;
  std::vector<Run> runs_;
  std::vector<Bin> bins_;  // by due
  std::size_t next_ = 0;
  Timestamp clock_{};
  std::set<Timestamp> marked_;
  std::map<std::tuple<Window, Place, Detail>, std::pair<std::uint64_t, std::set<Tag>>> events_;
  std::map<Tag, ObviousPerson> people_;  // of the day
  std::map<Place, SeenCell> cells_;      // of the day
  std::vector<ClosedWindow> closed_;
};

}  // namespace celltally::test

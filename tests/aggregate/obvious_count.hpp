#pragma once

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>
#include <tuple>
#include <vector>

#include "aggregate/closed_window.hpp"
#include "tests/aggregate/obvious_hours.hpp"
#include "tests/aggregate/packet_stream.hpp"

namespace celltally::test {

// The counting rules once more, slow and straight from the formulas, over the list of all packets.
// Shares nothing with the product but the nouns.
class ObviousCount {
 public:
  ObviousCount(const PacketStream& stream, const ObviousZone& zone, std::int64_t grace_s,
               bool drop_test_networks)
      : grace_ns_(grace_s * 1'000'000'000), drop_test_(drop_test_networks) {
    if (stream.empty()) return;
    for (const StreamPacket& packet : stream) {
      clocks_.push_back(clocks_.empty() ? packet.at : std::max(clocks_.back(), packet.at));
    }
    hours_ = obvious_hours(zone, clocks_.front().seconds(), clocks_.back().seconds() + 1);
    list_hours();
    for (std::size_t i = 0; i < stream.size(); ++i) judge(stream[i], clocks_[i], i);
  }

  Shard::Counters counters;

  // Sorted by end, statistic, start.
  std::vector<ClosedWindow> windows() const {
    std::vector<ClosedWindow> all;
    std::set<Window> days;
    for (const std::size_t hour : listed_) {
      all.push_back(events_of(hour));
      all.push_back(presence_of(hour));
      days.insert(hours_[hour].day);
    }
    for (const Window& day : days) all.push_back(visitors_of(day));
    std::sort(all.begin(), all.end(), [](const ClosedWindow& a, const ClosedWindow& b) {
      return std::tuple(a.window.to, a.statistic, a.window.from) <
             std::tuple(b.window.to, b.statistic, b.window.from);
    });
    return all;
  }

 private:
  struct Counted {
    SignallingEvent event;
    std::size_t hour;
    std::size_t packet;
    Timestamp clock;
    bool person;
  };

  static constexpr std::int64_t kHourNs = 3'600'000'000'000;

  std::size_t hour_at(Timestamp at) const {
    for (std::size_t i = 0; i < hours_.size(); ++i) {
      if (hours_[i].window.contains(at)) return i;
    }
    return hours_.size();
  }

  Timestamp half(std::size_t hour) const {
    return {(hours_[hour].window.from.ns + hours_[hour].window.to.ns) / 2};
  }
  Timestamp events_due(std::size_t hour) const {
    return std::min(Timestamp{hours_[hour].window.to.ns + grace_ns_}, hours_[hour].day.to);
  }
  Timestamp presence_due(std::size_t hour) const {
    return std::min(Timestamp{half(hour).ns + kHourNs + grace_ns_}, hours_[hour].day.to);
  }

  // Hours between two packets are listed too, unless they are more than 48.
  void list_hours() {
    std::size_t last = hour_at(clocks_.front());
    listed_.insert(last);
    for (const Timestamp clock : clocks_) {
      const std::size_t hour = hour_at(clock);
      const bool long_gap = hour > last + 49;
      for (std::size_t i = long_gap ? hour : last; i <= hour; ++i) listed_.insert(i);
      captured_.insert(hour);
      last = hour;
    }
  }

  void judge(const StreamPacket& packet, Timestamp clock, std::size_t index) {
    if (!packet.event) return;
    const SignallingEvent& event = *packet.event;
    const std::size_t hour = hour_at(event.at);
    const bool late = listed_.count(hour) == 0 || clock >= events_due(hour);
    if (!late) captured_.insert(hour);
    if (event.kind == EventKind::none) {
      ++counters.no_event;
    } else if (event.retransmission) {
      ++counters.retransmission;
    } else if (!is_cell(event.cell.kind())) {
      ++counters.no_cell;
    } else if (late) {
      ++counters.late;
    } else if (drop_test_ && (event.home.mcc() == 1 || event.home.mcc() == 999)) {
      ++counters.test_network;
    } else {
      counted_.push_back({event, hour, index, clock, sort_out(event)});
    }
  }

  bool sort_out(const SignallingEvent& event) {
    const bool proof = event.presence != Presence::none && event.presence != Presence::intended;
    ++(event.machine != MachineHint::none ? counters.counted_machine
       : event.unauthenticated            ? counters.counted_unauthenticated
       : event.person.value == 0          ? counters.counted_unknown
       : !proof                           ? counters.counted_no_presence
                                          : counters.counted_person);
    return proof && event.machine == MachineHint::none && !event.unauthenticated &&
           event.person.value != 0;
  }

  ClosedWindow window(Statistic statistic, Window window) const {
    ClosedWindow closed;
    closed.statistic = statistic;
    closed.window = window;
    closed.captured = false;
    for (const std::size_t hour : captured_) {
      closed.captured |=
          window.from <= hours_[hour].window.from && hours_[hour].window.to <= window.to;
    }
    return closed;
  }

  ClosedWindow events_of(std::size_t hour) const {
    ClosedWindow closed = window(Statistic::events, hours_[hour].window);
    std::map<std::pair<Place, EventKind>, std::pair<std::uint64_t, std::set<Tag>>> sums;
    for (const Counted& one : counted_) {
      if (one.hour != hour) continue;
      auto& [events, people] = sums[{one.event.cell, one.event.kind}];
      ++events;
      if (one.person) people.insert(one.event.person);
    }
    for (const auto& [key, sum] : sums) {
      closed.tallies.push_back(
          {{key.first, {}, Detail::of(key.second)}, sum.first, sum.second.size()});
    }
    return closed;
  }

  ClosedWindow presence_of(std::size_t hour) const {
    ClosedWindow closed = window(Statistic::presence, hours_[hour].window);
    using Candidate = std::tuple<int, std::int64_t, Timestamp, Place>;
    std::map<Tag, Candidate> best;
    for (const Counted& one : counted_) {
      const std::int64_t distance = std::abs(one.event.at.ns - half(hour).ns);
      if (!one.person || distance > kHourNs || one.clock >= presence_due(hour) ||
          !(hours_[one.hour].day == hours_[hour].day)) {
        continue;
      }
      const int rank = one.event.presence == Presence::exact  ? 0
                       : one.event.presence == Presence::area ? 2
                                                              : 1;
      const Candidate candidate{rank, distance, one.event.at, one.event.cell};
      const auto [found, is_new] = best.try_emplace(one.event.person, candidate);
      if (!is_new) found->second = std::min(found->second, candidate);
    }
    std::map<Place, std::uint64_t> sums;
    for (const auto& [person, candidate] : best) ++sums[std::get<Place>(candidate)];
    for (const auto& [place, sum] : sums) {
      closed.tallies.push_back({{.place = place}, sum, sum});
    }
    return closed;
  }

  ClosedWindow visitors_of(Window day) const {
    ClosedWindow closed = window(Statistic::visitors, day);
    std::map<Place, std::set<Tag>> visitors;
    std::set<Tag> all;
    std::set<Place> cells;
    for (const Counted& one : counted_) {
      if (!(hours_[one.hour].day == day)) continue;
      cells.insert(one.event.cell);
      if (!one.person) continue;
      visitors[one.event.cell].insert(one.event.person);
      all.insert(one.event.person);
    }
    for (const Place& each : cells) closed.cells_seen.push_back({.cell = each});
    closed.people = all.size();
    for (const auto& [place, people] : visitors) {
      closed.tallies.push_back({{.place = place}, people.size(), people.size()});
    }
    return closed;
  }

  std::int64_t grace_ns_;
  bool drop_test_;
  std::vector<Timestamp> clocks_;
  std::vector<ObviousHour> hours_;
  std::set<std::size_t> listed_;    // hours that have windows
  std::set<std::size_t> captured_;  // hours in which a packet came
  std::vector<Counted> counted_;
};

}  // namespace celltally::test

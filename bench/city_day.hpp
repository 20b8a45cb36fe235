#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "vocabulary/cell_site.hpp"
#include "vocabulary/signalling_event.hpp"

namespace celltally {

// A day of a large city from 04:00 to 04:00 UTC, as events without identifiers, minute by minute:
// people with a home, work and evenings out, on the way between them through the cells in between;
// phones that act all day and quiet ones; a quiet night; 8 % of the acts in a cell beside and back;
// guests, things, groups of people. A grid of 100 x 100 cells a kilometre apart, in 250 zones. Who
// is where follows from hashes of their number: nothing is kept of anybody. The same day each time.
class CityDay {
 public:
  static constexpr std::uint32_t kPeople = 1'000'000;
  static constexpr std::uint32_t kThings = kPeople / 100 * 8;
  static constexpr std::uint32_t kSide = 100;
  static constexpr std::uint32_t kCells = kSide * kSide;
  static constexpr std::uint32_t kMinutes = 24 * 60;
  static constexpr Timestamp kBegin = Timestamp::from_seconds(1'767'240'000);  // 2026-01-01T04:00Z

  // In the order of their places.
  static std::vector<CellSite> sites() {
    std::vector<CellSite> sites;
    for (std::uint32_t cell = 0; cell < kCells; ++cell) {
      const std::uint32_t x = cell % kSide, y = cell / kSide;
      sites.push_back({.cell = place(cell),
                       .site = Place{PlaceKind::site, Plmn{}, cell / 3},
                       .zone = Place{PlaceKind::zone, Plmn{}, y / 4 * 10 + x / 10},
                       .position = GeoPoint{48 + y * 0.009, 2 + x * 0.0134}});
    }
    return sites;
  }

  // Takes and touches the room that the minutes will need.
  CityDay() {
    minute_.resize(1u << 17);
    for (auto& second : seconds_) {
      second.resize(1u << 11);
      second.clear();
    }
  }

  // The events of a minute in the order of their seconds, until the next call. To be called for
  // each minute of the day in turn.
  std::span<const SignallingEvent> next_minute() {
    act();
    travel();
    if (hour() >= 20 || hour() < 2) update(0, kPeople);
    if (hour() < 20 && hour() >= 2) update(0, kQuiet);
    report();
    minute_.clear();
    for (std::uint32_t second = 0; second < 60; ++second) {
      auto& events = seconds_[(now_ * 60 + second) % seconds_.size()];
      minute_.insert(minute_.end(), events.begin(), events.end());
      events.clear();
    }
    ++now_;
    return minute_;
  }

  Timestamp minute_begins() const { return Timestamp::from_seconds(kBegin.seconds() + now_ * 60); }

 private:
  static constexpr Plmn kOwn{0x00f110};                        // 001-01
  static constexpr Plmn kForeign{0x02f839};                    // 208-93
  static constexpr std::uint32_t kQuiet = kPeople / 100 * 12;  // the first ones
  static constexpr std::uint32_t kUpdateMinutes = 54;
  static constexpr std::uint32_t kReportMinutes = 30;
  static constexpr double kActs = 20;  // of a phone that is used, a day
  // How busy hours are beside each other, from 04:00 on.
  static constexpr std::array<double, 24> kBusy{.1,  .2,  .6,  1,   1.2, 1.2, 1.2, 1.2,
                                                1.3, 1.2, 1.2, 1.2, 1.3, 1.4, 1.4, 1.3,
                                                1.2, 1,   .7,  .5,  .3,  .15, .08, .05};

  struct Spot {
    std::uint32_t x, y;
    std::uint32_t cell() const { return y * kSide + x; }
  };

  // The last step of SplitMix64.
  static constexpr std::uint64_t mix(std::uint64_t x) {
    x += 0x9e3779b97f4a7c15;
    x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9;
    x = (x ^ x >> 27) * 0x94d049bb133111eb;
    return x ^ x >> 31;
  }
  std::uint64_t random() { return mix(state_++); }
  std::uint32_t hour() const { return now_ / 60; }

  static Place place(std::uint32_t cell) { return {PlaceKind::ecgi, kOwn, cell}; }

  static Spot home(std::uint64_t who) {
    return {static_cast<std::uint32_t>(who % kSide),
            static_cast<std::uint32_t>(who / kSide % kSide)};
  }
  static std::uint32_t beside(std::uint32_t at, std::uint64_t draw, std::uint32_t reach) {
    const auto moved = at + kSide + static_cast<std::uint32_t>(draw % (2 * reach + 1)) - reach;
    return moved < kSide ? 0 : moved - kSide >= kSide ? kSide - 1 : moved - kSide;
  }
  static Spot around(Spot from, std::uint64_t draw, std::uint32_t reach) {
    return {beside(from.x, draw, reach), beside(from.y, draw >> 16, reach)};
  }
  static Spot between(Spot from, Spot to, std::uint32_t part, std::uint32_t whole) {
    const auto step = [&](std::uint32_t a, std::uint32_t b) {
      return (a * (whole - part) + b * part) / whole;
    };
    return {step(from.x, to.x), step(from.y, to.y)};
  }

  // Where somebody is at a minute of the day. Three in five go to work; of all, two in five go out
  // in the evening, and half of the others for an errand at noon.
  static Spot whereabouts(std::uint32_t person, std::uint32_t minute) {
    const std::uint64_t who = mix(person), more = mix(who);
    const Spot at_home = home(who);
    const bool works = (who >> 32 & 1023) < 614;
    const bool goes_out = (who >> 42 & 1023) < 410;
    const Spot work = around(at_home, more, 12), out = around(at_home, more >> 24, 8);
    const auto leaves = static_cast<std::uint32_t>(150 + (more >> 48) % 150);
    const std::uint32_t back = leaves + 480 + static_cast<std::uint32_t>(more >> 56) % 90;
    constexpr std::uint32_t kWay = 36, kOutWay = 18, kEvening = 150;
    if (!works) {
      const std::uint32_t from = leaves + 180;
      return goes_out ? on_trip(at_home, out, from, from + 60 + (more >> 56) % 120, kOutWay, minute)
                      : at_home;
    }
    if (minute >= back + 90 && goes_out) {
      return on_trip(at_home, out, back + 90, back + 90 + kEvening, kOutWay, minute);
    }
    return on_trip(at_home, work, leaves, back, kWay, minute);
  }
  // There from `from` on, back from `back` on, each way taking so long.
  static Spot on_trip(Spot here, Spot there, std::uint64_t from, std::uint64_t back,
                      std::uint32_t way, std::uint32_t minute) {
    if (minute < from || minute >= back + way) return here;
    if (minute < from + way) {
      return between(here, there, minute - static_cast<std::uint32_t>(from), way);
    }
    if (minute < back) return there;
    return between(there, here, minute - static_cast<std::uint32_t>(back), way);
  }

  static SignallingEvent person_event(std::uint32_t person) {
    SignallingEvent event;
    event.person = {mix(person + (std::uint64_t{1} << 40)) | 1};
    event.known_by = KnownBy::session;
    const std::uint64_t draw = mix(person + (std::uint64_t{1} << 50));
    event.home = draw % 100 < 4 ? kForeign : kOwn;
    if (event.home == kOwn && draw % 10 != 0) {
      event.segment.code =
          static_cast<std::uint8_t>(1 + draw / 100 % (PopulationSegment::kCodes - 1));
    }
    return event;
  }
  void tell(SignallingEvent event, std::uint32_t cell, std::uint64_t second, EventKind kind) {
    event.at = Timestamp::from_seconds(kBegin.seconds() + static_cast<std::int64_t>(second));
    event.cell = place(cell);
    event.kind = kind;
    event.presence = kind == EventKind::session_modify ? Presence::last_known : Presence::exact;
    if (kind == EventKind::call) event.service = ServiceClass::voice;
    if (kind == EventKind::session_modify) event.service = ServiceClass::data;
    seconds_[second % seconds_.size()].push_back(event);
  }

  // What phones that are used do: connect, mostly for data, and fall idle less than a minute later.
  void act() {
    static constexpr double kSum = [] {
      double sum = 0;
      for (const double busy : kBusy) sum += busy;
      return sum;
    }();
    expected_ += kBusy[hour()] / kSum * kActs / 60 * (kPeople - kQuiet);
    for (; expected_ >= 1; --expected_) {
      const std::uint64_t draw = random();
      const auto person = static_cast<std::uint32_t>(kQuiet + draw % (kPeople - kQuiet));
      const SignallingEvent event = person_event(person);
      const Spot spot = whereabouts(person, now_);
      const std::uint32_t cell = spot.cell();
      const std::uint64_t second = now_ * 60 + draw / 7 % 60;
      tell(event, cell, second, EventKind::service_request);
      const std::uint64_t kind = draw >> 48 & 15;
      if (kind < 2) tell(event, cell, second + 1, EventKind::session_modify);
      if (kind == 2) tell(event, cell, second + 2, EventKind::call);
      if ((draw >> 52) % 100 < 8) {
        tell(event, around(spot, draw >> 20, 1).cell(), second + 5, EventKind::handover);
        tell(event, cell, second + 5 + draw / 11 % 20, EventKind::handover);
      }
      tell(event, cell, second + 26 + draw / 13 % 30, EventKind::idle);
    }
  }

  // On the way phones that are used are handed over from cell to cell.
  void travel() {
    constexpr std::uint32_t kEvery = 3;  // a look at a third of them each minute
    if (now_ < kEvery) return;
    for (std::uint32_t person = kQuiet + now_ % kEvery; person < kPeople; person += kEvery) {
      const std::uint32_t cell = whereabouts(person, now_).cell();
      if (cell == whereabouts(person, now_ - kEvery).cell()) continue;
      tell(person_event(person), cell, now_ * 60 + mix(person) % 60, EventKind::handover);
    }
  }

  // Signs of life of who is not heard of otherwise.
  void update(std::uint32_t from, std::uint32_t to) {
    for (std::uint32_t person = from + now_ % kUpdateMinutes; person < to;
         person += kUpdateMinutes) {
      tell(person_event(person), whereabouts(person, now_).cell(), now_ * 60 + mix(person) % 60,
           EventKind::periodic_update);
    }
  }

  // Things report at fixed times from fixed places; what one in four is only its behaviour tells.
  void report() {
    for (std::uint32_t thing = now_ % kReportMinutes; thing < kThings; thing += kReportMinutes) {
      SignallingEvent event = person_event(kPeople + thing);
      if (thing % 4 != 0) event.machine = MachineHint::subscription;
      tell(event, home(mix(kPeople + thing)).cell(), now_ * 60 + mix(thing) % 60,
           EventKind::service_request);
    }
  }

  std::uint64_t state_ = 1;
  std::uint32_t now_ = 0;  // the minute
  double expected_ = 0;    // acts that are due
  std::array<std::vector<SignallingEvent>, 128> seconds_;
  std::vector<SignallingEvent> minute_;
};

}  // namespace celltally

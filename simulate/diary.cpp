#include "simulate/diary.hpp"

#include <algorithm>

#include "simulate/split_mix.hpp"

namespace celltally {

namespace {

constexpr std::uint32_t kMinute = 60;
constexpr std::uint32_t kHour = 3600;
constexpr std::uint32_t kMetresPerSecond = 8;
constexpr std::uint32_t kGettingGoing = 90;  // seconds from the door to the road and back
constexpr std::uint32_t kMetresPerStep = 350;
constexpr std::uint32_t kStepsMost = 200;
constexpr std::uint32_t kShortestStay = 120;

// Seconds since the day began.
constexpr std::uint32_t at_hour(std::uint32_t hour, std::uint32_t minute = 0) {
  return (hour - 4) * kHour + minute * kMinute;
}

class DiaryMaker {
 public:
  DiaryMaker(const DeviceProfile& profile, const Geography& geography, std::uint32_t day)
      : profile_(profile),
        geography_(geography),
        layer_(geography.layer(profile.radio)),
        random_(profile.diary_seed + day * 0x9e3779b97f4a7c15) {}

  Diary make() {
    switch (profile_.kind) {
      case DeviceKind::worker: live_and_work(at_hour(8), at_hour(16, 30)); break;
      case DeviceKind::pupil: live_and_work(at_hour(7, 50), at_hour(14)); break;
      case DeviceKind::commuter: commute(); break;
      case DeviceKind::homebody: go_out_twice(); break;
      case DeviceKind::day_visitor: come_for_hours(); break;
      case DeviceKind::hotel_guest:
      case DeviceKind::tourist: see_the_sights(); break;
      case DeviceKind::passer_by: cross(); break;
      case DeviceKind::tracker: drive_around(); break;
      case DeviceKind::test_device:
      case DeviceKind::meter:
      case DeviceKind::silent_meter: stay(0, Diary::kDay, profile_.home); break;
      case DeviceKind::no_sim: call(); break;
    }
    return diary_;
  }

 private:
  std::uint32_t about(std::uint32_t second, std::uint32_t minutes) {
    const auto spread = static_cast<std::int64_t>(minutes) * kMinute;
    return static_cast<std::uint32_t>(std::max<std::int64_t>(
        0, static_cast<std::int64_t>(second) + random_.between(-spread, spread)));
  }
  std::uint32_t minutes(std::uint32_t least, std::uint32_t most) {
    return static_cast<std::uint32_t>(random_.between(least * kMinute, most * kMinute));
  }

  // Adds a stay, where there is time for one.
  void stay(std::uint32_t from, std::uint32_t to, std::uint32_t cell, bool public_place = false) {
    to = std::min(to, Diary::kDay);
    if (to < from + kShortestStay || diary_.count == Diary::kStaysMost) return;
    const bool wifi = public_place && profile_.uses_wifi && profile_.radio == Radio::lte &&
                      geography_.access_point(cell) != Geography::kNone;
    diary_.stays[diary_.count++] = {from, to, cell, Diary::Then::travels, wifi};
  }
  // Goes to a cell from where the device is, and stays until then; where it is late, it stays out.
  void go(std::uint32_t cell, std::uint32_t until, bool public_place = false) {
    if (diary_.count == 0) return stay(0, until, cell, public_place);
    const Diary::Stay& before = diary_.stays[diary_.count - 1u];
    const std::uint32_t metres = layer_.distance(before.cell, cell);
    stay(before.to + kGettingGoing + metres / kMetresPerSecond, until, cell, public_place);
  }
  void then(Diary::Then what) {
    if (diary_.count > 0) diary_.stays[diary_.count - 1u].then = what;
  }
  std::uint32_t now() const { return diary_.count == 0 ? 0 : diary_.stays[diary_.count - 1u].to; }

  // The night at home before and after; who switches off at night is away meanwhile.
  void wake(std::uint32_t leaves) {
    const std::uint32_t wakes =
        profile_.off_at_night ? leaves - std::min(leaves, minutes(20, 60)) : 0;
    stay(wakes, leaves, profile_.home);
  }
  void sleep() {
    go(profile_.home, profile_.off_at_night ? about(at_hour(23, 15), 60) : Diary::kDay);
    if (profile_.off_at_night) then(Diary::Then::switches_off);
  }
  void enter(std::uint32_t at) { stay(at, at + kShortestStay, profile_.gate); }
  void leave() {
    pass(profile_.gate);
    then(Diary::Then::leaves);
  }

  void pass(std::uint32_t cell) {
    const std::uint8_t before = diary_.count;
    go(cell, now() + 4 * kHour);
    if (diary_.count > before) diary_.stays[before].to = diary_.stays[before].from + kShortestStay;
  }

  void live_and_work(std::uint32_t begins, std::uint32_t ends) {
    wake(about(begins, 40) - 30 * kMinute);
    const std::uint32_t over = about(ends, 60);
    if (random_.percent(35)) {
      const std::uint32_t lunch = about(at_hour(12), 30);
      go(profile_.work, lunch);
      go(profile_.leisure, now() + minutes(30, 60), true);
    }
    go(profile_.work, over);
    if (random_.percent(45)) go(profile_.shop, now() + minutes(12, 50), true);
    if (random_.percent(35)) {
      go(profile_.home, now() + minutes(60, 110));
      go(profile_.leisure, now() + minutes(60, 150), true);
    }
    sleep();
  }

  void commute() {
    enter(about(at_hour(7, 45), 50));
    go(profile_.work, about(at_hour(12), 25));
    go(profile_.leisure, now() + minutes(25, 60), true);
    go(profile_.work, about(at_hour(17), 60));
    if (random_.percent(30)) go(profile_.shop, now() + minutes(12, 60), true);
    leave();
  }

  void go_out_twice() {
    wake(about(at_hour(9, 45), 60));
    go(profile_.shop, now() + minutes(20, 70), true);
    go(profile_.home, about(at_hour(15), 60));
    if (random_.percent(60)) go(profile_.leisure, now() + minutes(40, 180), true);
    sleep();
  }

  void come_for_hours() {
    enter(about(at_hour(11, 30), 150));
    go(profile_.leisure, now() + minutes(40, 120), true);
    go(profile_.shop, now() + minutes(20, 90), true);
    if (random_.percent(50)) go(profile_.leisure, now() + minutes(20, 90), true);
    leave();
  }

  void see_the_sights() {
    wake(about(at_hour(9), 45));
    go(profile_.leisure, now() + minutes(60, 150), true);
    go(profile_.shop, now() + minutes(20, 90), true);
    go(profile_.home, now() + minutes(45, 120));
    go(profile_.work, now() + minutes(60, 150), true);
    sleep();
  }

  void cross() {
    enter(about(at_hour(14), 8 * 60));
    const std::uint32_t other = layer_.by_distance_from_middle(layer_.size() - 1);
    pass(random_.percent(50) ? profile_.home : other);
    then(Diary::Then::leaves);
  }

  void drive_around() {
    stay(0, about(at_hour(6), 60), profile_.home);
    for (const std::uint32_t cell :
         {profile_.shop, profile_.work, profile_.leisure, profile_.gate}) {
      go(cell, now() + minutes(30, 150));
    }
    go(profile_.home, Diary::kDay);
  }

  void call() {
    const std::uint32_t from = about(at_hour(15), 9 * 60);
    stay(from, from + 3 * kMinute, profile_.leisure);
    then(Diary::Then::leaves);
  }

  const DeviceProfile& profile_;
  const Geography& geography_;
  const CellLayer& layer_;
  SplitMix random_;
  Diary diary_;
};

DiaryVisit visit_of(const Diary::Stay& stay, const Geography& geography) {
  DiaryVisit visit{.from = stay.from, .to = stay.to, .cell = stay.cell};
  if (stay.on_wifi) visit.access_point = geography.access_point(stay.cell);
  return visit;
}

}  // namespace

Diary diary_of(const DeviceProfile& profile, const Geography& geography, std::uint32_t day) {
  return DiaryMaker{profile, geography, day}.make();
}

std::optional<DiaryVisit> DiaryReader::next(const Diary& diary, const DeviceProfile& profile,
                                            const Geography& geography) {
  if (const auto moving = next_of_journey(diary, profile, geography)) return moving;
  if (stay_ >= diary.count) return std::nullopt;
  step_ = steps_ = 0;
  return visit_of(diary.stays[stay_++], geography);
}

// In a straight line, in equal steps of time; where it is served is looked up at the middle of
// each.
std::optional<DiaryVisit> DiaryReader::next_of_journey(const Diary& diary,
                                                       const DeviceProfile& profile,
                                                       const Geography& geography) {
  if (stay_ == 0 || stay_ >= diary.count) return std::nullopt;
  const Diary::Stay& before = diary.stays[stay_ - 1u];
  const Diary::Stay& after = diary.stays[stay_];
  if (before.then != Diary::Then::travels || before.to >= after.from) return std::nullopt;
  const CellLayer& layer = geography.layer(profile.radio);
  if (steps_ == 0) {
    const std::uint32_t metres = layer.distance(before.cell, after.cell);
    const std::uint32_t least = (after.from - before.to) / 5;  // no step of less than five seconds
    steps_ = static_cast<std::uint8_t>(
        std::clamp(std::min(metres / kMetresPerStep, least), 1u, kStepsMost));
  }
  if (step_ >= steps_) return std::nullopt;
  const std::int64_t seconds = after.from - before.to;
  const std::int64_t twice = 2 * step_ + 1;
  const WorldCell& a = layer.at(before.cell);
  const WorldCell& b = layer.at(after.cell);
  DiaryVisit visit{.moving = true};
  visit.from = before.to + static_cast<std::uint32_t>(seconds * step_ / steps_);
  ++step_;
  visit.to = before.to + static_cast<std::uint32_t>(seconds * step_ / steps_);
  const auto between = [&](std::int64_t from, std::int64_t to) {
    return static_cast<std::int32_t>(from + (to - from) * twice / (2 * steps_));
  };
  visit.cell = layer.nearest(between(a.x, b.x), between(a.y, b.y));
  // A hole every thirtieth step on the way: the same place for everybody who takes the same way.
  visit.covered = (visit.cell * 2'654'435'761u + step_) % 30 != 0;
  return visit;
}

}  // namespace celltally

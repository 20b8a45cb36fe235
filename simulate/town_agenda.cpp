#include "simulate/town_agenda.hpp"

#include <algorithm>
#include <cassert>
#include <string>
#include <utility>

#include "simulate/split_mix.hpp"
#include "simulate/town_timing.hpp"
#include "simulate/town_walk.hpp"

namespace celltally {

namespace {

constexpr std::int64_t kMinuteMs = 60'000;
constexpr std::int64_t kMinuteNs = kMinuteMs * 1'000'000;
constexpr std::int64_t kMidnight = 1'768'435'200;  // 2026-01-15T00:00:00Z

std::string digits(std::uint64_t number, std::size_t count) {
  std::string text = std::to_string(number);
  return std::string(count - text.size(), '0') + text;
}

class AgendaMaker {
 public:
  explicit AgendaMaker(const SmallTown::Options& options)
      : random_(options.seed), people_(options.people) {
    agenda_.captured = {Timestamp::from_seconds(kMidnight + std::int64_t{options.from_hour} * 3600),
                        Timestamp::from_seconds(kMidnight + std::int64_t{options.to_hour} * 3600)};
    imsi_base_ = static_cast<std::uint64_t>(random_.between(1'000'000'000, 4'000'000'000));
    number_base_ = random_.below(10'000'000);
    serial_base_ = random_.below(1'000'000);
  }

  TownAgenda make() && {
    for (std::uint32_t i = 0; i < people_; ++i) plan(add_person(), i);
    for (std::uint32_t i = 0; i < people_ / 50; ++i) plan_machine(add_person());
    for (std::uint32_t i = 0; i < people_ / 100; ++i) plan_emergency(add_person());
    std::ranges::stable_sort(agenda_.steps, {}, &TownStep::at);
    return std::move(agenda_);
  }

 private:
  using Action = TownStep::Action;
  struct Stay {
    Timestamp from;
    TownCell cell;
  };
  // Always written in braces, which are evaluated from left to right: arguments of a call are not,
  // and the drawn numbers would differ between compilers.
  struct Day {
    std::vector<Stay> stays;
    Timestamp end;
    bool leaves = false;  // switches off at the end
  };

  // The three factors keep numbers different among 50,000 persons.
  TownPerson& add_person() {
    const auto number = static_cast<std::uint32_t>(agenda_.persons.size());
    const std::string home = number % 10 == 3 ? "99970" : "00101";
    TownPerson person;
    person.number = number;
    person.imsi = home + digits((imsi_base_ + number * std::uint64_t{99'991}) % 10'000'000'000, 10);
    person.msisdn = "99970" + digits((number_base_ + number * std::uint64_t{97}) % 10'000'000, 7);
    person.imeisv =
        "00100100" + digits((serial_base_ + number * std::uint64_t{19}) % 1'000'000, 6) + "01";
    return agenda_.persons.emplace_back(std::move(person));
  }

  // A time of the usual day from 06:00 to 22:00, in minutes since midnight, in the captured hours.
  Timestamp at_minute(std::int64_t minute) {
    const Window& all = agenda_.captured;
    const std::int64_t scaled = (all.to.ns - all.from.ns) / 960 * (minute - 360);
    const Timestamp at = after({all.from.ns + scaled}, random_.between(5'000, kMinuteMs));
    return {std::clamp(at.ns, all.from.ns, all.to.ns - TownWalk::kBreathNs) +
            random_.below(1'000'000)};
  }

  Timestamp between_minutes(std::int64_t low, std::int64_t high) {
    return at_minute(random_.between(low, high));
  }

  TownCell one_of(std::initializer_list<TownCell> cells) {
    return std::data(cells)[random_.below(static_cast<std::uint32_t>(cells.size()))];
  }

  void plan(TownPerson& person, std::uint32_t i) {
    if (i % 30 == 29) return plan_old_quarter(person);
    const Timestamp first = agenda_.captured.from;
    const Timestamp second = after(first, 60 * kMinuteMs);
    if (i % 50 == 11)
      return plan_clockwork(person, first, {{20, TownCell::station}, {40, TownCell::market}});
    if (i % 50 == 12) return plan_clockwork(person, second, {{30, TownCell::hospital}});
    if (i % 50 == 13) return plan_clockwork(person, first, {{30, TownCell::school}});
    person.from_before = i % 30 == 7;
    const std::uint32_t role = i % 20;
    if (role < 9) return plan_resident(person);
    if (role < 14) return plan_worker(person);
    if (role < 19) return plan_visitor(person);
    plan_passer_by(person);
  }

  void plan_resident(const TownPerson& person) {
    using enum TownCell;
    const TownCell home = one_of({homes_north, homes_south});
    const TownCell errand = one_of({high_street, market, school, hospital});
    const Day day{{{between_minutes(360, 450), home},
                   {between_minutes(500, 700), errand},
                   {between_minutes(720, 800), home},
                   {between_minutes(840, 960), one_of({high_street, market, station})},
                   {between_minutes(1000, 1100), home}},
                  between_minutes(1200, 1310),
                  random_.percent(40)};
    walk(person, day);
  }

  void plan_worker(const TownPerson& person) {
    using enum TownCell;
    const TownCell home = one_of({homes_north, homes_south});
    const Day day{{{between_minutes(360, 400), home},
                   {between_minutes(430, 460), station},
                   {between_minutes(480, 520), works},
                   {between_minutes(960, 1050), high_street},
                   {between_minutes(1080, 1140), home}},
                  between_minutes(1200, 1310),
                  random_.percent(20)};
    walk(person, day);
  }

  void plan_visitor(const TownPerson& person) {
    using enum TownCell;
    const std::int64_t arrives = random_.between(420, 900);
    const Day day{
        {{at_minute(arrives), station},
         {at_minute(arrives + 15), high_street},
         {at_minute(arrives + random_.between(60, 120)), one_of({market, high_street, hospital})},
         {at_minute(arrives + random_.between(150, 260)), station}},
        at_minute(arrives + 290),
        true};
    walk(person, day);
  }

  void plan_passer_by(const TownPerson& person) {
    const std::int64_t arrives = random_.between(370, 1250);
    const Day day{{{at_minute(arrives), TownCell::station}}, at_minute(arrives + 12), true};
    walk(person, day);
  }

  void plan_old_quarter(const TownPerson& person) {
    for (const std::int64_t minute : {400, 700, 1000}) {
      const Timestamp at = between_minutes(minute, minute + 250);
      if (at.ns + 15 * kMinuteNs > agenda_.captured.to.ns) continue;
      add(person, at, Action::third_generation, TownCell::old_quarter);
    }
  }

  // To the nanosecond at the same minutes of every second hour: as far from the middle of the hour
  // on one side as on the other, or just near enough to count for the hours beside it.
  void plan_clockwork(const TownPerson& person, Timestamp first_hour,
                      const std::vector<std::pair<int, TownCell>>& minutes) {
    Action action = Action::attach;
    const Timestamp end = agenda_.captured.to;
    for (Timestamp hour = first_hour; hour < end; hour = after(hour, 120 * kMinuteMs)) {
      for (const auto& [minute, cell] : minutes) {
        add(person, after(hour, minute * kMinuteMs), action, cell);
        action = Action::service_request;
      }
    }
  }

  void plan_machine(TownPerson& person) {
    person.machine = true;
    const TownCell cell = person.number % 2 == 0 ? TownCell::works : TownCell::high_street;
    Timestamp at = between_minutes(360, 390);
    add(person, at, Action::attach, cell);
    const std::int64_t end = agenda_.captured.to.ns - TownWalk::kBreathNs;
    while ((at = after(at, random_.between(50 * kMinuteMs, 70 * kMinuteMs))).ns < end) {
      add(person, at, random_.percent(50) ? Action::report : Action::service_request, cell);
    }
  }

  void plan_emergency(TownPerson& person) {
    person.imsi.clear();
    const Timestamp at = between_minutes(420, 1200);
    if (at.ns + 5 * kMinuteNs > agenda_.captured.to.ns) return;
    add(person, at, Action::emergency_call, one_of({TownCell::high_street, TownCell::station}));
  }

  void walk(const TownPerson& person, const Day& day) {
    const Timestamp over = day.leaves ? day.end : agenda_.captured.to;
    TownWalk way{random_, person, agenda_.captured.to, agenda_.steps};
    for (std::size_t i = 0; i < day.stays.size(); ++i) {
      const bool last = i + 1 == day.stays.size();
      const Timestamp until = last ? over : std::min(day.stays[i + 1].from, over);
      way.stay(day.stays[i].cell, day.stays[i].from, until);
    }
    if (day.leaves) way.leave(over);
  }

  void add(const TownPerson& person, Timestamp at, Action action, TownCell cell) {
    agenda_.steps.push_back({at, person.number, action, cell});
  }

  SplitMix random_;
  std::uint32_t people_;
  std::uint64_t imsi_base_ = 0;
  std::uint64_t number_base_ = 0;
  std::uint64_t serial_base_ = 0;
  TownAgenda agenda_;
};

}  // namespace

TownAgenda make_agenda(const SmallTown::Options& options) {
  assert(options.people <= 50'000 && options.from_hour >= 4 && options.to_hour <= 28);
  assert(options.from_hour < options.to_hour);
  return AgendaMaker{options}.make();
}

}  // namespace celltally

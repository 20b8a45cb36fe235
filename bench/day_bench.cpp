// A day of a million people in 10,000 cells (CityDay) through one shard, all statistics on, and
// beside it presence alone: each minute goes through the one, then through the other, so that both
// meet the same machine. Two days; the quickest and the largest are told:
//   ns_event        counting, for each event, of processor time; ns_event_all: with closing and
//   counting out the day ns_presence     presence alone; ns_presence_all: with its closing ms_hour
//   closing an hour: no packet is read meanwhile s_day           counting out the day and
//   forgetting it octets_tables   that became resident with the shard until the day is over, for
//   each person octets_peak     likewise, at most, the counting out of the day included

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <ctime>
#include <limits>
#include <memory>

#include "aggregate/shard.hpp"
#include "bench/city_day.hpp"
#include "bench/presence_alone.hpp"
#include "bench/resident_memory.hpp"

namespace celltally {
namespace {

constexpr std::size_t kBurst = 32;

// Of this thread on a processor: what other programs take is not in it.
double seconds() {
  std::timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

class MeasuredDay {
 public:
  MeasuredDay()
      : alone_(std::size_t{1} << 20, CityDay::kCells, CityDay::kBegin),
        before_(touch_all()),
        shard_({}, Calendar::in_zone("UTC").value(),
               std::make_shared<const CountingBasis>(CountingPlan{}, CityDay::sites(), 0)) {}

  void run() {
    shard_.count({}, CityDay::kBegin);
    for (std::uint32_t minute = 0; minute < CityDay::kMinutes; ++minute) {
      const Timestamp now = city_.minute_begins();
      if (now >= shard_.next_due()) close(now);
      if (minute % 60 == 31 && minute > 60) close_alone(minute / 60 - 1);
      const auto events = city_.next_minute();
      events_ += events.size();
      count(events);
      count_alone(events);
    }
    close_alone(CityDay::kMinutes / 60 - 1);
    tables_ = ResidentMemory::now() - before_;
    const double start = seconds();
    benchmark::DoNotOptimize(shard_.close(city_.minute_begins()));
    day_s_ = seconds() - start;
    peak_ = ResidentMemory::peak() - before_;
  }

  bool complete() const { return shard_.counters().table_full == 0; }

  void tell(benchmark::State& state) const {
    const auto events = static_cast<double>(events_);
    least(state, "ns_event", count_s_ / events * 1e9);
    least(state, "ns_event_all", (count_s_ + closing_s_ + day_s_) / events * 1e9);
    least(state, "ns_presence", alone_s_ / events * 1e9);
    least(state, "ns_presence_all", (alone_s_ + alone_closing_s_) / events * 1e9);
    least(state, "ms_hour", hour_s_ * 1e3);
    least(state, "s_day", day_s_);
    state.counters["events_person"] = events / CityDay::kPeople;
    most(state, "octets_tables", tables_);
    most(state, "octets_peak", peak_);
  }

 private:
  static void least(benchmark::State& state, const char* name, double value) {
    benchmark::Counter& counter = state.counters[name];
    counter = counter == 0 ? value : std::min<double>(counter, value);
  }
  static void most(benchmark::State& state, const char* name, std::size_t octets) {
    benchmark::Counter& counter = state.counters[name];
    counter = std::max<double>(counter, static_cast<double>(octets) / CityDay::kPeople);
  }

  // So that nothing grows afterwards but the shard.
  std::size_t touch_all() {
    alone_.close(0);
    ResidentMemory::forget_peak();
    return ResidentMemory::now();
  }

  void count(std::span<const SignallingEvent> events) {
    const double start = seconds();
    for (; !events.empty(); events = events.subspan(std::min(kBurst, events.size()))) {
      const auto burst = events.first(std::min(kBurst, events.size()));
      shard_.count(burst, burst.back().at);
    }
    count_s_ += seconds() - start;
  }

  void count_alone(std::span<const SignallingEvent> events) {
    const double start = seconds();
    for (; !events.empty(); events = events.subspan(std::min(kBurst, events.size()))) {
      alone_.count(events.first(std::min(kBurst, events.size())));
    }
    alone_s_ += seconds() - start;
  }

  // The longest of the hour's: of the events at its end, or of presence half an hour later.
  void close(Timestamp now) {
    const double start = seconds();
    benchmark::DoNotOptimize(shard_.close(now));
    const double took = seconds() - start;
    closing_s_ += took;
    hour_s_ = std::max(hour_s_, took);
  }

  void close_alone(std::size_t hour) {
    const double start = seconds();
    benchmark::DoNotOptimize(alone_.close(hour));
    alone_closing_s_ += seconds() - start;
  }

  CityDay city_;
  PresenceAlone alone_;
  std::size_t before_;
  Shard shard_;
  std::uint64_t events_ = 0;
  std::size_t tables_ = 0, peak_ = 0;
  double count_s_ = 0, closing_s_ = 0, hour_s_ = 0, day_s_ = 0;
  double alone_s_ = 0, alone_closing_s_ = 0;
};

void BM_DayOfAMillion(benchmark::State& state) {
  for (auto _ : state) {
    const auto day = std::make_unique<MeasuredDay>();
    day->run();
    if (!day->complete()) return state.SkipWithError("a table is full");
    day->tell(state);
  }
}
BENCHMARK(BM_DayOfAMillion)->Iterations(2)->Unit(benchmark::kSecond);

}  // namespace
}  // namespace celltally

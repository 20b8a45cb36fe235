// What counting costs. Each event is one of a million people in one of 10,000 cells.
//   at_random     any person in any cell, the worst case for every cache
//   at_home       each person in the same few cells, many events in a row: what networks do
// BM_RoaringAdd is the alternative that HourMarks replaces: a bitmap of people for each cell.

#include <benchmark/benchmark.h>
#include <roaring/roaring.h>

#include <cstdint>
#include <memory>
#include <random>
#include <vector>

#include "aggregate/shard.hpp"

namespace celltally {
namespace {

constexpr std::uint32_t kPeople = 1'000'000;
constexpr std::uint32_t kCells = 10'000;
constexpr std::size_t kBurst = 64;
constexpr Timestamp kNoon = Timestamp::from_seconds(1'767'268'800);  // 2026-01-01T12:00:00Z

Tag tag_of(std::uint64_t person) {
  std::uint64_t mixed = (person + 1) * 0x9e3779b97f4a7c15;
  mixed = (mixed ^ mixed >> 31) * 0xbf58476d1ce4e5b9;
  return {(mixed ^ mixed >> 29) | 1};
}

SignallingEvent event_of(std::uint64_t person, std::uint64_t cell, Timestamp at) {
  SignallingEvent event;
  event.at = at;
  event.person = tag_of(person);
  event.cell = Place{PlaceKind::ecgi, Plmn{0x00f110}, cell};
  event.kind = EventKind::service_request;
  event.presence = Presence::exact;
  event.known_by = KnownBy::identity;
  return event;
}

// Events at the same place in the hour: time is not what is measured.
std::vector<SignallingEvent> random_events(std::size_t count) {
  std::mt19937_64 random{1};
  std::vector<SignallingEvent> events;
  for (std::size_t i = 0; i < count; ++i) {
    events.push_back(event_of(random() % kPeople, random() % kCells, kNoon));
  }
  return events;
}

// A person has 4 cells near home and stays in one of them for 8 events.
std::vector<SignallingEvent> home_events(std::size_t count) {
  std::mt19937_64 random{1};
  std::vector<SignallingEvent> events;
  std::vector<std::uint8_t> seen(kPeople);
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint64_t person = random() % kPeople;
    const std::uint64_t stay = seen[person]++ / 8 % 4;
    events.push_back(event_of(person, (person * 7 + stay) % kCells, kNoon));
  }
  return events;
}

Shard shard_in_utc() {
  return Shard{Shard::Limits{}, Calendar::in_zone("UTC").value()};
}

void count_all(benchmark::State& state, const std::vector<SignallingEvent>& events) {
  Shard shard = shard_in_utc();
  const std::span all{events};
  for (std::size_t i = 0; i < all.size(); i += kBurst) shard.count(all.subspan(i, kBurst), kNoon);
  std::size_t at = 0;
  for (auto _ : state) {
    shard.count(all.subspan(at, kBurst), kNoon);
    at = (at + kBurst) % all.size();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kBurst));
}

void BM_CountAtRandom(benchmark::State& state) {
  count_all(state, random_events(1u << 22));
}
BENCHMARK(BM_CountAtRandom);

void BM_CountAtHome(benchmark::State& state) {
  count_all(state, home_events(1u << 22));
}
BENCHMARK(BM_CountAtHome);

// An empty shard fills up: every page is touched for the first time, every pair is new.
void BM_CountFirstTime(benchmark::State& state) {
  const auto events = random_events(1u << 22);
  const std::span all{events};
  for (auto _ : state) {
    Shard shard = shard_in_utc();
    for (std::size_t i = 0; i < all.size(); i += kBurst) {
      shard.count(all.subspan(i, kBurst), kNoon);
    }
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(all.size()));
}
BENCHMARK(BM_CountFirstTime)->Iterations(2)->Unit(benchmark::kMillisecond);

void BM_RoaringAdd(benchmark::State& state) {
  std::vector<roaring_bitmap_t*> visitors;
  for (std::uint32_t i = 0; i < kCells; ++i) visitors.push_back(roaring_bitmap_create());
  std::mt19937_64 random{1};
  std::vector<std::pair<std::uint32_t, std::uint32_t>> visits(1u << 22);
  for (auto& [cell, person] : visits) {
    cell = static_cast<std::uint32_t>(random() % kCells);
    person = static_cast<std::uint32_t>(random() % kPeople);
    roaring_bitmap_add(visitors[cell], person);
  }
  std::size_t at = 0;
  for (auto _ : state) {
    roaring_bitmap_add(visitors[visits[at].first], visits[at].second);
    at = (at + 1) % visits.size();
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
  for (roaring_bitmap_t* bitmap : visitors) roaring_bitmap_free(bitmap);
}
BENCHMARK(BM_RoaringAdd);

// Events and presence of one hour, a million people in it.
void BM_CloseHour(benchmark::State& state) {
  const auto events = random_events(1u << 22);
  const std::span all{events};
  for (auto _ : state) {
    state.PauseTiming();
    Shard shard = shard_in_utc();
    for (std::size_t i = 0; i < all.size(); i += kBurst) {
      shard.count(all.subspan(i, kBurst), kNoon);
    }
    state.ResumeTiming();
    benchmark::DoNotOptimize(shard.close(Timestamp::from_seconds(kNoon.seconds() + 2 * 3600)));
  }
}
BENCHMARK(BM_CloseHour)->Iterations(2)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace celltally

// What a packet costs at each station and in the whole loop. Items per second are packets.

#include <benchmark/benchmark.h>

#include <array>
#include <memory>
#include <utility>

#include "bench/busy_source.hpp"
#include "bench/running_probe.hpp"

namespace celltally {
namespace {

// Polls and decodes, in cache: the capture is small.
void decode_only(benchmark::State& state, const BusyNetwork::Options& options) {
  MemorySource source = endless(BusyNetwork{options});
  Decoder decoder;
  MessageBurst burst;
  std::array<Packet, 32> room;
  for (auto _ : state) {
    for (const Packet& packet : source.poll(room)) {
      benchmark::DoNotOptimize(decoder.decode(packet, burst));
      if (!burst.has_room()) burst.clear();
    }
    burst.clear();
  }
  state.SetItemsProcessed(state.iterations() * 32);
}

void BM_SourceOnly(benchmark::State& state) {
  MemorySource source = endless(BusyNetwork{{.packets = 4096, .people = 1000, .cells = 100}});
  std::array<Packet, 32> room;
  for (auto _ : state) benchmark::DoNotOptimize(source.poll(room).data());
  state.SetItemsProcessed(state.iterations() * 32);
}
BENCHMARK(BM_SourceOnly);

void BM_DiscardGtpU(benchmark::State& state) {
  decode_only(state, {.packets = 4096, .people = 1000, .cells = 100, .user_plane_percent = 100});
}
BENCHMARK(BM_DiscardGtpU);

void BM_DecodeGtpv2(benchmark::State& state) {
  decode_only(state, {.packets = 4096, .people = 1000, .cells = 100});
}
BENCHMARK(BM_DecodeGtpv2);

// Made once for each set of arguments: the library calls a benchmark several times.
RunningProbe& running_probe(std::uint32_t people, std::uint32_t user_plane_percent) {
  static std::unique_ptr<RunningProbe> probe;
  static std::pair<std::uint32_t, std::uint32_t> of;
  if (!probe || of != std::pair{people, user_plane_percent}) {
    probe.reset();
    of = {people, user_plane_percent};
    const std::size_t packets = std::size_t{8} * people;
    const BusyNetwork::Options options{.packets = packets,
                                       .people = people,
                                       .cells = people / 100,
                                       .user_plane_percent = user_plane_percent};
    probe = std::make_unique<RunningProbe>([&] { return endless(BusyNetwork{options}); }, packets);
  }
  return *probe;
}

// The whole loop on one core: source, decoding, tagging, joining, counting, wiping, and the closing
// of windows as they fall due.
void BM_WholeLoop(benchmark::State& state) {
  RunningProbe& probe = running_probe(static_cast<std::uint32_t>(state.range(0)),
                                      static_cast<std::uint32_t>(state.range(1)));
  const std::uint64_t before = probe.worker.packets();
  for (auto _ : state) probe.worker.step();
  state.SetItemsProcessed(static_cast<std::int64_t>(probe.worker.packets() - before));
  const auto& counted = probe.shard.counters();
  state.counters["people"] = static_cast<double>(probe.shard.people());
  state.counters["cells"] = static_cast<double>(probe.shard.cells());
  state.counters["lost"] = static_cast<double>(counted.table_full + counted.late);
  state.counters["joined"] = static_cast<double>(probe.anonymiser.counters().session_hit) /
                             static_cast<double>(probe.worker.packets());
}
BENCHMARK(BM_WholeLoop)
    ->ArgNames({"people", "gtpu%"})
    ->Args({10'000, 0})
    ->Args({1'000'000, 0})
    ->Args({1'000'000, 90})
    ->MinTime(3);

}  // namespace
}  // namespace celltally

#pragma once

#include <cstdint>
#include <vector>

#include "daemon/port_status.hpp"
#include "daemon/shard_totals.hpp"
#include "daemon/worker_totals.hpp"
#include "vocabulary/timestamp.hpp"

namespace celltally {

// What the capture has done since it began: all workers and shards together, and each. Copies, each
// taken between two bursts of its thread: the numbers of one thread agree with one another. Exact,
// so it stays inside the process; ProbeStatus says what may be told.
struct CaptureTotals : WorkerTotals {
  Shard::Counters counted;
  std::uint64_t people = 0;  // of this epoch, machines included
  std::uint64_t cells = 0;   // of this epoch; with several shards, of the shard that has seen most

  Timestamp epoch;            // when the current key was born
  std::uint64_t windows = 0;  // closed
  std::uint64_t clock_steps = 0;

  std::vector<WorkerTotals> workers;
  std::vector<ShardTotals> shards;

  // Events that name a cell and were counted.
  std::uint64_t located() const noexcept {
    return counted.counted_person + counted.counted_machine + counted.counted_unauthenticated +
           counted.counted_unknown + counted.counted_no_presence;
  }
};

}  // namespace celltally

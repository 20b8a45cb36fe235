#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "aggregate/counting_basis.hpp"
#include "aggregate/shard.hpp"
#include "anonymise/anonymiser.hpp"
#include "anonymise/subscriber_lists.hpp"
#include "vocabulary/machine_rules.hpp"

namespace celltally {

// How CapturePipeline captures.
struct CaptureSettings {
  // What makes windows close.
  enum class Clock : std::uint8_t {
    wall,     // the machine's clock, whether or not packets come
    packets,  // the packets' own time, as in replay
  };

  Clock clock = Clock::wall;
  std::size_t workers = 1;      // threads that capture
  std::size_t shards = 1;       // that count; with one of each, one thread does both
  Anonymiser::Limits sessions;  // of each worker
  Shard::Limits counting;       // of all shards together
  // nullptr: nothing is known of any cell, and the plan is the default.
  std::shared_ptr<const CountingBasis> basis;
  std::shared_ptr<const MachineRules> machines;  // beside what protocols say; nullptr: none
  std::shared_ptr<const SubscriberLists> lists;  // of the operator; nullptr: none
  std::size_t ring_items = 65'536;               // events between a worker and a shard
  std::vector<std::uint32_t> cores;              // of the workers, then of the shards; empty: any
  bool interrupts = false;            // sleep until the queue wakes its worker, where it can
  bool spin = false;                  // never rest between polls
  std::uint64_t ring_packets = 4096;  // of the smallest queue: what it holds while we rest
  std::int64_t drain_ms = 1000;       // at the end, for what waits in the ports

  bool one_thread() const noexcept { return workers == 1 && shards == 1; }
};

}  // namespace celltally

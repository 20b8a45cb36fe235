#pragma once

#include <cstdint>
#include <vector>

#include "capture/memory_source.hpp"
#include "simulate/busy_network.hpp"

namespace celltally {

// A busy network's packets as a source that never ends: each round comes two minutes after the one
// before, so that nothing is taken for a retransmission.
inline MemorySource endless(BusyNetwork network) {
  std::vector<MemorySource::Record> records;
  records.reserve(network.records().size());
  for (const BusyNetwork::Record& record : network.records()) {
    records.push_back({record.at, static_cast<std::uint32_t>(record.offset), record.length});
  }
  const std::int64_t span_ns = records.back().at.ns - records.front().at.ns;
  const auto store = network.store();
  return MemorySource({store.begin(), store.end()}, std::move(records),
                      {.rounds = UINT64_MAX, .shift_ns = span_ns + 120'000'000'000});
}

}  // namespace celltally

#pragma once

#include <cstdint>
#include <utility>

#include "capture/memory_source.hpp"
#include "daemon/inline_shard.hpp"
#include "daemon/worker.hpp"

namespace celltally {

// A probe that has seen the first packets of a source: its tables are warm.
struct RunningProbe {
  // `make_source` gives the MemorySource, in place.
  template <typename MakeSource>
  RunningProbe(MakeSource make_source, std::uint64_t first) : source(make_source()) {
    while (worker.packets() < first) worker.step();
  }

  static Calendar utc() { return std::move(Calendar::in_zone("UTC").value()); }
  static EpochKey fresh_key() { return std::move(EpochKey::generate().value()); }

  MemorySource source;
  Decoder decoder;
  Anonymiser anonymiser{fresh_key(), {}, Anonymiser::Join::telling_messages};
  Shard shard{{}, utc()};
  InlineShard feed{shard, [](const EpochWindow&) {}};
  Worker worker{source,
                decoder,
                anonymiser,
                utc(),
                [](Window, Timestamp now) {
                  return EpochStart{fresh_key(), now};
                },
                feed};
};

}  // namespace celltally

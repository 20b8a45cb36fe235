#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "vocabulary/timestamp.hpp"

namespace celltally {

// What is remembered of one sink over restarts. Every sequence number in (begun, done] is in
// exactly one of delivered, refused and dropped.
struct SinkState {
  static constexpr std::size_t kNamesMost = 100;

  std::uint64_t begun = 0;    // the sequence before the first one this state counts
  std::uint64_t done = 0;     // nothing up to here will be delivered any more
  std::string done_sha256{};  // of the segment `done` where it was delivered, else empty

  std::uint64_t delivered = 0;
  std::uint64_t refused = 0;  // put aside: the sink would not take them
  std::uint64_t dropped = 0;  // gone from the outbox, or damaged, before they were delivered
  std::uint64_t damaged = 0;  // of the dropped: were there, and could not be read whole

  std::string last_error{};                  // of the attempt that failed last; stays after success
  std::optional<Timestamp> failing_since{};  // absent when the last attempt succeeded
  // The segments put aside, oldest first, at most kNamesMost: "17 presence 2026-01-01T12:00:00Z".
  std::vector<std::string> refused_names{};

  friend bool operator==(const SinkState&, const SinkState&) = default;
};

}  // namespace celltally

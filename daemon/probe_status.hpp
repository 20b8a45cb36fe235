#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "daemon/capture_totals.hpp"
#include "daemon/publisher.hpp"
#include "outbox/outbox_counters.hpp"

namespace celltally {

// How the probe is, for `celltally status`, the shipper's metrics and whoever is on call. About the
// system, never about a cell; what people did is told in steps of `people_step`, and only once that
// many were seen, so that nobody's single step shows.
struct ProbeStatus {
  std::string probe;
  std::string version;
  Timestamp at;
  Timestamp started;
  bool packet_clock = false;
  std::uint64_t people_step = 1;
  std::uint64_t cell_step = 1;  // of numbers of cells
  bool enough_people = false;   // as many as people_step were once seen in an epoch
  CaptureTotals capture;
  Publisher::Counters published;
  OutboxCounters outbox;
  std::uint64_t outbox_bytes_max = 0;
  std::string outbox_trouble;
  std::string release_trouble;             // why a window was not released; "" when all were
  std::string reload_problem;              // why the last reload was refused; "" when it was not
  std::optional<bool> clock_synchronised;  // absent: not known here
  Timestamp key_due;                       // when the next one must have come
  std::uint64_t resident_bytes = 0;
  std::string confinement;  // as words

  // What somebody should look at, a line each; in the order of urgency.
  std::vector<std::string> problems(std::int64_t no_packets_s_max) const;
};

// One object on one line, with a line break. Its numbers, truths and texts at the top level are
// those of docs/formats/metrics.md; the objects and lists below them are for `celltally status`.
std::string to_json(const ProbeStatus& status, std::int64_t no_packets_s_max);

}  // namespace celltally

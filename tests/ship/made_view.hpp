#pragma once

#include <string>

#include "ship/shipper_view.hpp"
#include "tests/ship/made_segments.hpp"
#include "vocabulary/utc_text.hpp"

namespace celltally::testing {

inline Now made_now(std::int64_t seconds = 0) {
  return {std::chrono::seconds{1000 + seconds}, Timestamp::from_seconds(kSomeHour + seconds)};
}

// A report as the probe writes it, of that moment; `changes` replaces or adds keys.
inline std::string made_report(const Now& now, const std::string& changes = "") {
  return "{\"at\":\"" + utc_seconds(now.wall) +
         "\",\"probe\":\"north\",\"version\":\"0.1.0\",\"packets_total\":1000000,"
         "\"packets_lost_total\":10,\"packets_damaged_total\":20,\"ports\":2,\"ports_up\":2,"
         "\"windows_closed_total\":72,\"seconds_since_packet\":0.5,\"clock_synchronised\":true,"
         "\"key_age_s\":3600,\"key_overdue\":false" +
         changes + "}";
}

// Everything as it should be.
inline ShipperView made_view() {
  ShipperView view;
  SinkView sink;
  sink.name = "local";
  sink.tally = {.closed = 100,
                .delivered = 90,
                .waiting = 10,
                .attempts = 91,
                .failures = 1,
                .rows = 9000,
                .done = 90};
  view.sinks = {sink, sink};
  view.sinks[1].name = "upstream";
  view.outbox = {.segments = 40,
                 .bytes = 123456,
                 .acknowledged = 90,
                 .oldest_waiting = Timestamp::from_seconds(kSomeHour - 30),
                 .problem = ""};
  view.probe.saw(probe_report_from(made_report(made_now())), made_now());
  return view;
}

}  // namespace celltally::testing

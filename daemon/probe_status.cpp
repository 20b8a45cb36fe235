#include "daemon/probe_status.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <numeric>

#include "vocabulary/utc_text.hpp"

namespace celltally {
namespace {

using Json = nlohmann::ordered_json;

double seconds_between(Timestamp from, Timestamp to) {
  const std::int64_t milliseconds = std::max<std::int64_t>(to.ns - from.ns, 0) / 1'000'000;
  return static_cast<double>(milliseconds) / 1000;
}

std::uint64_t damaged(const Decoder::Counters& decoded) {
  const auto first = static_cast<std::size_t>(PacketOutcome::unsupported_link);
  return std::accumulate(decoded.packets.begin() + static_cast<std::ptrdiff_t>(first),
                         decoded.packets.end(), std::uint64_t{0});
}

std::uint64_t sum_of(const auto& counters) {
  return std::accumulate(counters.begin(), counters.end(), std::uint64_t{0});
}

struct PortSums {
  std::uint64_t octets = 0;
  std::uint64_t lost = 0;
  std::uint64_t up = 0;
};

PortSums sums_of(const std::vector<PortStatus>& ports) {
  PortSums sums;
  for (const PortStatus& port : ports) {
    sums.octets += port.octets;
    sums.lost += port.lost();
    sums.up += port.up ? 1 : 0;
  }
  return sums;
}

Json port_object(const PortStatus& port) {
  Json object{{"name", port.name},
              {"driver", port.driver},
              {"up", port.up},
              {"packets", port.packets},
              {"octets", port.octets},
              {"lost_queue_full", port.lost_queue_full},
              {"lost_no_buffer", port.lost_no_buffer},
              {"lost_errors", port.lost_errors},
              {"loss_known", port.loss_known}};
  if (!port.problem.empty()) object["problem"] = port.problem;
  return object;
}

Json worker_object(const WorkerTotals& worker) {
  return {{"packets", worker.packets}, {"ring_waits", worker.ring_waits}};
}

// Of people as much as is told of all of them together.
Json shard_object(const ShardTotals& shard, const ProbeStatus& status) {
  Json object = Json::object();
  if (status.enough_people) {
    object["people"] = shard.people - shard.people % status.people_step;
    object["cells"] = shard.cells - shard.cells % status.cell_step;
  }
  object["ring_most_used"] = shard.ring_most_used;
  object["ring_capacity"] = shard.ring_capacity;
  return object;
}

Json outcomes_object(const Decoder::Counters& decoded) {
  Json object = Json::object();
  for (std::size_t i = 0; i < decoded.packets.size(); ++i) {
    if (decoded.packets[i] == 0) continue;
    object[std::string{to_text(static_cast<PacketOutcome>(i))}] = decoded.packets[i];
  }
  return object;
}

void add_packets(const ProbeStatus& status, Json& json) {
  const CaptureTotals& capture = status.capture;
  const PortSums ports = sums_of(capture.ports);
  json["packets_total"] = capture.packets;
  json["packet_bytes_total"] = ports.octets;
  json["packets_lost_total"] = ports.lost;
  json["packets_damaged_total"] = damaged(capture.decoded);
  json["messages_total"] = sum_of(capture.decoded.messages);
  json["ports"] = capture.ports.size();
  json["ports_up"] = ports.up;
  if (capture.last_packet.ns > 0) {
    json["seconds_since_packet"] = seconds_between(capture.last_packet, status.at);
  }
}

// What people did, in steps.
void add_people(const ProbeStatus& status, Json& json) {
  const std::uint64_t step = status.people_step;
  const auto stepped = [step](std::uint64_t number) { return number - number % step; };
  const auto cells = [&](std::uint64_t number) { return number - number % status.cell_step; };
  const Shard::Counters& counted = status.capture.counted;
  json["tables_full_total"] = counted.table_full;
  if (!status.enough_people) return;
  json["people"] = stepped(status.capture.people);
  json["cells"] = cells(status.capture.cells);
  json["cells_unlisted"] = cells(status.published.cells_unlisted);
  json["events_total"] = stepped(status.capture.located());
  json["events_unknown_person_total"] = stepped(counted.counted_unknown);
  json["events_temporary_person_total"] = stepped(counted.counted_temporary);
  json["events_late_total"] = stepped(counted.late);
}

void add_outbox(const ProbeStatus& status, Json& json) {
  const OutboxCounters& outbox = status.outbox;
  json["windows_closed_total"] = status.capture.windows;
  json["windows_not_chosen_total"] = status.published.windows_not_chosen;
  json["windows_cut_off_total"] = status.published.windows_cut_off;
  json["windows_refused_total"] = status.published.windows_refused;
  json["rows_published_total"] = status.published.rows_published;
  json["rows_withheld_total"] = status.published.rows_withheld;
  json["rows_no_data_total"] = status.published.rows_no_data;
  json["segments_written_total"] = outbox.written;
  json["segments_dropped_total"] = outbox.dropped_for_bytes + outbox.dropped_for_age +
                                   outbox.dropped_for_disk + outbox.dropped_for_memory +
                                   outbox.dropped_for_length;
  json["segments_quarantined_total"] = outbox.quarantined;
  json["outbox_segments_waiting"] = outbox.waiting;
  json["outbox_segments_acknowledged"] = outbox.acknowledged;
  json["outbox_segments_in_memory"] = outbox.in_memory;
  json["outbox_bytes"] = outbox.bytes;
  json["outbox_bytes_max"] = status.outbox_bytes_max;
  if (!status.outbox_trouble.empty()) json["outbox_trouble"] = status.outbox_trouble;
}

void add_system(const ProbeStatus& status, Json& json) {
  const CaptureTotals& capture = status.capture;
  json["epoch"] = utc_seconds(capture.epoch);
  json["key_age_s"] = seconds_between(capture.epoch, status.at);
  json["key_overdue"] = status.key_due.ns > 0 && status.at > status.key_due;
  json["key_protection"] = to_text(capture.key);
  json["clock"] = status.packet_clock ? "packets" : "wall";
  json["clock_steps_total"] = capture.clock_steps;
  if (status.clock_synchronised) json["clock_synchronised"] = *status.clock_synchronised;
  json["uptime_s"] = seconds_between(status.started, status.at);
  json["resident_bytes"] = status.resident_bytes;
  json["confinement"] = status.confinement;
}

}  // namespace

std::vector<std::string> ProbeStatus::problems(std::int64_t no_packets_s_max) const {
  std::vector<std::string> lines;
  for (const PortStatus& port : capture.ports) {
    if (port.up) continue;
    lines.push_back("port " + port.name + " is down" +
                    (port.problem.empty() ? "" : ": " + port.problem));
  }
  const Timestamp since = std::max(capture.last_packet, started);
  const auto silent_s = static_cast<std::int64_t>(seconds_between(since, at));
  if (!packet_clock && silent_s > no_packets_s_max) {
    lines.push_back("no packet for " + std::to_string(silent_s) + " s");
  }
  if (!outbox_trouble.empty()) lines.push_back("the outbox cannot be written: " + outbox_trouble);
  if (!release_trouble.empty()) {
    lines.push_back("windows were not released (" + std::to_string(published.windows_refused) +
                    " so far): " + release_trouble);
  }
  if (capture.counted.table_full > 0) {
    lines.push_back("events were not counted, for a table was full (" +
                    std::to_string(capture.counted.table_full) +
                    " so far): raise counting.people_max");
  }
  if (enough_people && published.cells_seen > 0 &&
      published.cells_unlisted == published.cells_seen) {
    lines.push_back(
        "none of the cells seen in the last day is in probe.cells, so that nothing is told of "
        "them: list the cells of this network");
  }
  if (capture.joined.listed_people_full > 0) {
    lines.push_back(
        "people were not found in the lists of subscribers again, for a table was full: raise "
        "counting.people_max");
  }
  if (key_due.ns > 0 && at > key_due) lines.push_back("the key should have been replaced by now");
  if (!reload_problem.empty()) {
    lines.push_back("the last reload was refused, and what was in force stays: " + reload_problem);
  }
  if (clock_synchronised == false) lines.push_back("the machine's clock is not synchronised");
  return lines;
}

std::string to_json(const ProbeStatus& status, std::int64_t no_packets_s_max) {
  Json json{{"at", utc_seconds(status.at)}, {"probe", status.probe}, {"version", status.version}};
  add_system(status, json);
  add_packets(status, json);
  add_people(status, json);
  add_outbox(status, json);
  json["problems"] = status.problems(no_packets_s_max);
  json["port_list"] = Json::array();
  for (const PortStatus& port : status.capture.ports) {
    json["port_list"].push_back(port_object(port));
  }
  json["worker_list"] = Json::array();
  for (const WorkerTotals& worker : status.capture.workers) {
    json["worker_list"].push_back(worker_object(worker));
  }
  json["shard_list"] = Json::array();
  for (const ShardTotals& shard : status.capture.shards) {
    json["shard_list"].push_back(shard_object(shard, status));
  }
  json["packets_by_outcome"] = outcomes_object(status.capture.decoded);
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace celltally

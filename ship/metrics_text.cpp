#include "ship/metrics_text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace celltally {

namespace {

struct ProbeMetric {
  std::string_view key;  // in probe.json
  std::string_view name;
  std::string_view type;
  std::string_view help;
};

// The numbers of probe.json that are shown; all others are ignored.
constexpr std::array kProbeMetrics{
    ProbeMetric{"packets_total", "celltally_packets_received_total", "counter",
                "Packets that reached the probe."},
    ProbeMetric{"packet_bytes_total", "celltally_received_bytes_total", "counter",
                "Octets of the packets that reached the probe."},
    ProbeMetric{"packets_lost_total", "celltally_packets_lost_total", "counter",
                "Packets lost before decoding, at ports, queues and rings."},
    ProbeMetric{"packets_damaged_total", "celltally_packets_damaged_total", "counter",
                "Packets that could not be decoded."},
    ProbeMetric{"messages_total", "celltally_messages_decoded_total", "counter",
                "Signalling messages decoded."},
    ProbeMetric{"events_total", "celltally_events_total", "counter", "Signalling events."},
    ProbeMetric{"events_unknown_person_total", "celltally_events_unknown_person_total", "counter",
                "Signalling events whose person is not known."},
    ProbeMetric{"events_temporary_person_total", "celltally_events_temporary_person_total",
                "counter", "Signalling events whose person is known by a temporary identity only."},
    ProbeMetric{"tables_full_total", "celltally_tables_full_total", "counter",
                "Times something was not kept because a table was full."},
    ProbeMetric{"ports", "celltally_ports", "gauge", "Ports that the probe listens on."},
    ProbeMetric{"ports_up", "celltally_ports_up", "gauge", "Ports whose link is up."},
    ProbeMetric{"windows_closed_total", "celltally_windows_closed_total", "counter",
                "Windows closed."},
    ProbeMetric{"windows_not_chosen_total", "celltally_windows_not_chosen_total", "counter",
                "Windows of statistics that do not leave the probe."},
    ProbeMetric{"windows_cut_off_total", "celltally_windows_cut_off_total", "counter",
                "Windows not released, for the probe ended before they did."},
    ProbeMetric{"windows_refused_total", "celltally_windows_refused_total", "counter",
                "Windows not released, for the ledger or the noise did not allow it."},
    ProbeMetric{"segments_written_total", "celltally_outbox_segments_written_total", "counter",
                "Segments written into the outbox."},
    ProbeMetric{"segments_dropped_total", "celltally_outbox_segments_dropped_total", "counter",
                "Segments removed from the outbox before every sink had them."},
    ProbeMetric{"segments_quarantined_total", "celltally_outbox_segments_quarantined_total",
                "counter", "Segments found damaged in the outbox."},
    ProbeMetric{"seconds_since_packet", "celltally_last_packet_age_seconds", "gauge",
                "Time since the last packet."},
    ProbeMetric{"clock_synchronised", "celltally_clock_synchronised", "gauge",
                "1 when the machine's clock follows a source of time."},
    ProbeMetric{"key_age_s", "celltally_key_age_seconds", "gauge",
                "Age of the key that tells people apart."},
    ProbeMetric{"key_overdue", "celltally_key_overdue", "gauge",
                "1 when the key should have been replaced."},
    ProbeMetric{"uptime_s", "celltally_probe_uptime_seconds", "gauge", "Since the probe started."},
    ProbeMetric{"resident_bytes", "celltally_probe_resident_memory_bytes", "gauge",
                "Resident memory of the probe."},
};

std::string number_text(double number) {
  if (std::isnan(number)) return "NaN";
  if (std::isinf(number)) return number > 0 ? "+Inf" : "-Inf";
  std::array<char, 40> room{};
  // 15 digits show every whole number below 10^15 as it is.
  const bool whole = number == std::floor(number) && std::abs(number) < 1e15;
  static_cast<void>(std::snprintf(room.data(), room.size(), whole ? "%.0f" : "%.15g", number));
  return room.data();
}

// Backslash, quote and line feed, as the format wants it.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\' || c == '"') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else {
      out += c;
    }
  }
  return out;
}

class Page {
 public:
  // Each family once: what follows are its samples.
  void family(std::string_view name, std::string_view type, std::string_view help) {
    name_ = name;
    text_.append("# HELP ").append(name).append(" ").append(help).append("\n");
    text_.append("# TYPE ").append(name).append(" ").append(type).append("\n");
  }
  void sample(double value, const std::string& labels = "") {
    text_.append(name_).append(labels).append(" ").append(number_text(value)).append("\n");
  }
  std::string take() && { return std::move(text_); }

 private:
  std::string name_;
  std::string text_;
};

double age_s(Timestamp at, const Now& now) {
  return std::max(0.0, static_cast<double>(now.wall.ns - at.ns) / 1e9);
}

void add_probe(const ProbeWatch& probe, const Now& now, Page& page) {
  page.family("celltally_probe_report_read", "gauge", "1 when the probe's report could be read.");
  page.sample(probe.problem().empty() ? 1 : 0);
  if (!probe.report()) return;
  const ProbeReport& report = *probe.report();
  page.family("celltally_probe_info", "gauge", "The probe's name and version.");
  page.sample(1, "{probe=\"" + escaped(report.text("probe")) + "\",version=\"" +
                     escaped(report.text("version")) + "\"}");
  page.family("celltally_probe_report_age_seconds", "gauge", "Age of the probe's report.");
  page.sample(age_s(report.at, now));
  for (const ProbeMetric& metric : kProbeMetrics) {
    const auto number = report.number(metric.key);
    if (!number) continue;
    page.family(metric.name, metric.type, metric.help);
    page.sample(*number);
  }
}

void add_outbox(const OutboxView& outbox, const Now& now, Page& page) {
  page.family("celltally_outbox_listed", "gauge", "1 when the outbox could be listed.");
  page.sample(outbox.problem.empty() ? 1 : 0);
  page.family("celltally_outbox_segments", "gauge", "Segments that lie in the outbox.");
  page.sample(static_cast<double>(outbox.segments));
  page.family("celltally_outbox_bytes", "gauge", "Octets of the segments in the outbox.");
  page.sample(static_cast<double>(outbox.bytes));
  page.family("celltally_outbox_acknowledged_sequence", "gauge",
              "Every sink is done with every segment up to here.");
  page.sample(static_cast<double>(outbox.acknowledged));
  page.family("celltally_outbox_oldest_waiting_age_seconds", "gauge",
              "Age of the oldest segment that some sink has not taken; 0 when there is none.");
  page.sample(outbox.oldest_waiting ? age_s(*outbox.oldest_waiting, now) : 0);
}

struct SinkMetric {
  std::string_view name;
  std::string_view type;
  std::string_view help;
  std::uint64_t SinkTally::*number;
};

constexpr std::array kSinkMetrics{
    SinkMetric{"celltally_sink_segments_closed_total", "counter",
               "Segments written since the sink began: delivered, waiting, refused or dropped.",
               &SinkTally::closed},
    SinkMetric{"celltally_sink_segments_delivered_total", "counter", "Segments the sink took.",
               &SinkTally::delivered},
    SinkMetric{"celltally_sink_segments_refused_total", "counter",
               "Segments the sink would not take, put aside.", &SinkTally::refused},
    SinkMetric{"celltally_sink_segments_dropped_total", "counter",
               "Segments gone or damaged before the sink had them.", &SinkTally::dropped},
    SinkMetric{"celltally_sink_segments_damaged_total", "counter",
               "Of the dropped, those that came damaged.", &SinkTally::damaged},
    SinkMetric{"celltally_sink_segments_waiting", "gauge", "Segments that wait for the sink.",
               &SinkTally::waiting},
    SinkMetric{"celltally_sink_attempts_total", "counter", "Attempts to deliver a segment.",
               &SinkTally::attempts},
    SinkMetric{"celltally_sink_failures_total", "counter", "Attempts that failed.",
               &SinkTally::failures},
    SinkMetric{"celltally_sink_rows_delivered_total", "counter", "Rows of the segments taken.",
               &SinkTally::rows},
};

void add_sinks(const std::vector<SinkView>& sinks, const Now& now, Page& page) {
  if (sinks.empty()) return;
  const auto label = [](const SinkView& sink) { return "{sink=\"" + escaped(sink.name) + "\"}"; };
  for (const SinkMetric& metric : kSinkMetrics) {
    page.family(metric.name, metric.type, metric.help);
    for (const SinkView& sink : sinks) {
      page.sample(static_cast<double>(sink.tally.*metric.number), label(sink));
    }
  }
  page.family("celltally_sink_failing_seconds", "gauge",
              "How long the sink takes nothing; 0 when the last attempt went well.");
  for (const SinkView& sink : sinks) {
    const auto& since = sink.tally.failing_since;
    page.sample(since ? age_s(*since, now) : 0, label(sink));
  }
  page.family("celltally_sink_oldest_waiting_age_seconds", "gauge",
              "Age of the oldest segment that waits for the sink; 0 when none does.");
  for (const SinkView& sink : sinks) {
    page.sample(sink.oldest_waiting ? age_s(*sink.oldest_waiting, now) : 0, label(sink));
  }
  page.family("celltally_sink_state_saved", "gauge", "1 when the sink's state could be saved.");
  for (const SinkView& sink : sinks) page.sample(sink.state_problem.empty() ? 1 : 0, label(sink));
}

}  // namespace

std::string metrics_text(const ShipperView& view, const Now& now) {
  Page page;
  add_outbox(view.outbox, now, page);
  add_sinks(view.sinks, now, page);
  add_probe(view.probe, now, page);
  return std::move(page).take();
}

}  // namespace celltally

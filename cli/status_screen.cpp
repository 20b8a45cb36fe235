#include "cli/status_screen.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "cli/printable.hpp"

namespace celltally {
namespace {

using Object = DaemonStatus::Object;

// 1,234,567
std::string grouped(double number) {
  std::string digits = fmt::format("{:.0f}", number);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

std::string octets(double number) {
  static constexpr std::array<std::string_view, 5> kUnits{"B", "KiB", "MiB", "GiB", "TiB"};
  std::size_t unit = 0;
  for (; number >= 1024 && unit + 1 < kUnits.size(); ++unit) number /= 1024;
  return fmt::format("{:.{}f} {}", number, unit == 0 || number >= 100 ? 0 : 1, kUnits[unit]);
}

std::string duration(double seconds) {
  const auto whole = static_cast<std::int64_t>(seconds);
  if (whole >= 86'400) return fmt::format("{} d {} h", whole / 86'400, whole % 86'400 / 3600);
  if (whole >= 3600) return fmt::format("{} h {} min", whole / 3600, whole % 3600 / 60);
  if (whole >= 60) return fmt::format("{} min {} s", whole / 60, whole % 60);
  return fmt::format("{} s", whole);
}

class Screen {
 public:
  Screen(const StatusLook& now, const StatusLook* before, const Terminal& terminal)
      : now_(now), before_(before), terminal_(terminal) {}

  std::string draw() {
    draw_probe();
    draw_shipper();
    return std::move(text_);
  }

 private:
  void draw_probe() {
    if (!now_.probe) return problem("probe", now_.probe_problem);
    const DaemonStatus& probe = *now_.probe;
    line("probe",
         fmt::format("{}, celltallyd {}, up {}, {}", probe.text("probe"), probe.text("version"),
                     duration(of(probe, "uptime_s")), octets(of(probe, "resident_bytes"))));
    draw_packets(probe);
    draw_ports(probe);
    draw_threads(probe);
    draw_counts(probe);
    draw_outbox(probe);
    for (const std::string& words : lines_of(probe, "problems")) problem("problem", words);
  }

  void draw_packets(const DaemonStatus& probe) {
    std::string words = grouped(of(probe, "packets_total")) + " packets";
    if (const auto rate = rate_of("packets_total")) words += fmt::format(", {}/s", grouped(*rate));
    words += fmt::format(", {} lost, {} damaged", grouped(of(probe, "packets_lost_total")),
                         grouped(of(probe, "packets_damaged_total")));
    if (const auto silent = probe.number("seconds_since_packet"); silent && *silent >= 5) {
      words += fmt::format(", the last {} ago", duration(*silent));
    }
    line("packets", words);
    words = grouped(of(probe, "messages_total")) + " messages";
    if (const auto rate = rate_of("messages_total")) words += fmt::format(", {}/s", grouped(*rate));
    line("decoded", words);
    const auto outcomes = probe.objects.find("packets_by_outcome");
    if (outcomes == probe.objects.end()) return;
    for (const auto& [outcome, packets] : outcomes->second) {
      if (outcome != "signalling") {
        line("", fmt::format("{:>15} {}", grouped(of(outcomes->second, outcome)), outcome));
      }
    }
  }

  void draw_ports(const DaemonStatus& probe) {
    const auto ports = probe.lists.find("port_list");
    if (ports == probe.lists.end()) return;
    std::size_t index = 0;
    for (const Object& port : ports->second) {
      const bool up = text_of(port, "up") == "true";
      const double lost =
          of(port, "lost_queue_full") + of(port, "lost_no_buffer") + of(port, "lost_errors");
      std::string words =
          fmt::format("{} ({}) {}, {} packets", text_of(port, "name"), text_of(port, "driver"),
                      up ? "up" : "DOWN", grouped(of(port, "packets")));
      if (const auto rate = port_rate(index++, "packets")) {
        words += fmt::format(", {}/s", grouped(*rate));
      }
      words += fmt::format(", {} lost", grouped(lost));
      if (text_of(port, "loss_known") == "false") words += ", maybe more";
      line("port", words);
    }
  }

  // Both are told in steps, rounded down.
  static std::string people_in_cells(double people, double cells) {
    return grouped(people) + "+ people in " + (cells > 0 ? grouped(cells) + "+" : "a few") +
           " cells";
  }

  // One worker and one shard are a single thread: nothing to tell of it that is not told above.
  void draw_threads(const DaemonStatus& probe) {
    const auto workers = probe.lists.find("worker_list");
    const auto shards = probe.lists.find("shard_list");
    if (workers == probe.lists.end() || shards == probe.lists.end()) return;
    if (workers->second.size() == 1 && shards->second.size() == 1) return;
    std::size_t number = 0;
    for (const Object& worker : workers->second) {
      line("worker",
           fmt::format("{}: {} packets, waited {} times for a shard", number++,
                       grouped(of(worker, "packets")), grouped(of(worker, "ring_waits"))));
    }
    number = 0;
    for (const Object& shard : shards->second) {
      const double room = std::max(of(shard, "ring_capacity"), 1.0);
      std::string words = fmt::format("{}: rings {:.0f} % full at most", number++,
                                      100 * of(shard, "ring_most_used") / room);
      if (shard.contains("people")) {
        words += ", " + people_in_cells(of(shard, "people"), of(shard, "cells"));
      }
      line("shard", words);
    }
  }

  void draw_counts(const DaemonStatus& probe) {
    if (const auto people = probe.number("people")) {
      line("people", people_in_cells(*people, of(probe, "cells")) + ", this epoch");
    } else {
      line("people", "too few to be told");
    }
    if (const double unlisted = of(probe, "cells_unlisted"); unlisted > 0) {
      line("", grouped(unlisted) + " or a few more cells of the last day are not listed: no rows");
    }
    line("epoch",
         fmt::format("since {}, key in {}{}", probe.text("epoch"), probe.text("key_protection"),
                     probe.text("key_overdue") == "true" ? ", OVERDUE" : ""));
    line("windows", fmt::format("{} closed; rows: {} published, {} withheld, {} without data",
                                grouped(of(probe, "windows_closed_total")),
                                grouped(of(probe, "rows_published_total")),
                                grouped(of(probe, "rows_withheld_total")),
                                grouped(of(probe, "rows_no_data_total"))));
  }

  void draw_outbox(const DaemonStatus& probe) {
    std::string words =
        fmt::format("{} segments wait, {} of {}", grouped(of(probe, "outbox_segments_waiting")),
                    octets(of(probe, "outbox_bytes")), octets(of(probe, "outbox_bytes_max")));
    if (const double dropped = of(probe, "segments_dropped_total"); dropped > 0) {
      words += fmt::format(", {} DROPPED", grouped(dropped));
    }
    if (const double damaged = of(probe, "segments_quarantined_total"); damaged > 0) {
      words += fmt::format(", {} damaged", grouped(damaged));
    }
    line("outbox", words);
  }

  void draw_shipper() {
    if (!now_.shipper) return problem("shipper", now_.shipper_problem);
    const DaemonStatus& shipper = *now_.shipper;
    line("shipper", fmt::format("celltally-shipd {}, up {}", shipper.text("version"),
                                duration(of(shipper, "uptime_s"))));
    const auto sinks = shipper.lists.find("sinks");
    if (sinks != shipper.lists.end()) {
      for (const Object& sink : sinks->second) draw_sink(sink);
    }
    for (const std::string& words : lines_of(shipper, "problems")) problem("problem", words);
  }

  void draw_sink(const Object& sink) {
    std::string words = fmt::format("{}: {} delivered, {} wait", text_of(sink, "name"),
                                    grouped(of(sink, "delivered")), grouped(of(sink, "waiting")));
    if (const double refused = of(sink, "refused"); refused > 0) {
      words += fmt::format(", {} REFUSED", grouped(refused));
    }
    if (const double dropped = of(sink, "dropped"); dropped > 0) {
      words += fmt::format(", {} dropped", grouped(dropped));
    }
    line("sink", words);
    if (const auto error = text_of(sink, "last_error"); !error.empty()) {
      problem("", std::string{error});
    }
  }

  // --- lines -------------------------------------------------------------------------------------

  void line(std::string_view name, std::string_view words) {
    add(fmt::format("{:<9}{}", name, words));
  }
  void problem(std::string_view name, std::string_view words) {
    const std::string whole = cut(fmt::format("{:<9}{}", name, words));
    text_ += terminal_.colours ? "\x1b[31m" + whole + "\x1b[0m\n" : whole + "\n";
  }
  void add(const std::string& whole) { text_ += cut(whole) + "\n"; }
  // What a daemon says may be what a driver or a server said to it.
  std::string cut(std::string_view whole) const {
    return printable(whole.substr(0, terminal_.columns));
  }

  // --- values ------------------------------------------------------------------------------------

  static double of(const DaemonStatus& status, std::string_view key) {
    return status.number(key).value_or(0);
  }
  static double of(const Object& object, std::string_view key) {
    return DaemonStatus::number(object, key).value_or(0);
  }
  static std::string_view text_of(const Object& object, std::string_view key) {
    const auto found = object.find(key);
    return found == object.end() ? std::string_view{} : std::string_view{found->second};
  }
  static std::vector<std::string> lines_of(const DaemonStatus& status, std::string_view key) {
    const auto found = status.lines.find(key);
    return found == status.lines.end() ? std::vector<std::string>{} : found->second;
  }
  // Nothing when the daemon began anew in between.
  std::optional<double> rate(double before, double now) const {
    const double seconds = now_.at_s - before_->at_s;
    if (seconds <= 0 || now < before) return std::nullopt;
    return std::round((now - before) / seconds);
  }
  std::optional<double> rate_of(std::string_view key) const {
    if (before_ == nullptr || !before_->probe) return std::nullopt;
    return rate(of(*before_->probe, key), of(*now_.probe, key));
  }
  std::optional<double> port_rate(std::size_t index, std::string_view key) const {
    if (before_ == nullptr || !before_->probe) return std::nullopt;
    const auto before = before_->probe->lists.find("port_list");
    if (before == before_->probe->lists.end() || index >= before->second.size()) {
      return std::nullopt;
    }
    return rate(of(before->second[index], key), of(now_.probe->lists.at("port_list")[index], key));
  }

  const StatusLook& now_;
  const StatusLook* before_;
  const Terminal& terminal_;
  std::string text_;
};

}  // namespace

std::string status_screen(const StatusLook& now, const StatusLook* before,
                          const Terminal& terminal) {
  return Screen{now, before, terminal}.draw();
}

}  // namespace celltally

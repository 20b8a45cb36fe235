#include "capture/dpdk/eal_problem.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <string_view>

namespace celltally {

namespace {

// What EAL says after the line that matters, or always.
constexpr std::array<std::string_view, 12> kNoise{
    "FATAL: ",
    "Invalid 'command line' arguments",
    "Driver cannot attach the device",
    "Failed to attach device on primary process",
    "Cannot init memory",
    "rte_service_init() failed",
    "Detected ",
    "Multi-process socket",
    "Selected IOVA mode",
    "Physical addresses are unavailable",
    "Static memory layout is selected",
    "Usage: ",
};

// "EAL: text" and "open_single_rx_pcap(): text" become "text".
std::string_view without_origin(std::string_view line) {
  if (line.starts_with("EAL: ")) line.remove_prefix(5);
  const auto call = line.find("(): ");
  if (call != std::string_view::npos && line.find(' ') > call) line.remove_prefix(call + 4);
  while (line.starts_with(' ')) line.remove_prefix(1);
  while (line.ends_with(' ') || line.ends_with('.')) line.remove_suffix(1);
  return line;
}

bool has(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

std::string mend(std::string_view reason, int error, const DpdkSettings& settings) {
  if (error == EALREADY) return "it starts only once in a process; restart the process";
  if (settings.huge_pages && has(reason, "hugepage")) {
    return "reserve huge pages as root: sysctl vm.nr_hugepages=512; or set huge_pages to false";
  }
  if (has(reason, "lcore") || has(reason, "core list")) {
    return "set main_core to a core that this process may use";
  }
  if (error == ENOMEM) return "lower memory_mb, or free memory";
  if (has(reason, "option") || has(reason, "Option")) return "correct extra_arguments";
  if (error == EACCES || error == EPERM) {
    return "give the user the rights: see \"Without root\" in docs/capture.md";
  }
  return "see docs/capture.md";
}

}  // namespace

std::string telling_line(std::span<const std::string> log, const std::string& device) {
  for (const std::string& line : log) {
    std::string_view text = without_origin(line);
    if (text.starts_with(device + ": ")) text.remove_prefix(device.size() + 2);
    if (text.empty() || std::any_of(kNoise.begin(), kNoise.end(), [text](std::string_view noise) {
          return text.starts_with(noise);
        })) {
      continue;
    }
    return std::string{text};
  }
  return {};
}

std::string start_problem(std::span<const std::string> log, int error,
                          const DpdkSettings& settings) {
  std::string reason = telling_line(log);
  if (error == EALREADY) reason = "it was started before";
  if (reason.empty()) reason = std::strerror(error);
  return "DPDK does not start: " + reason + "; " + mend(reason, error, settings);
}

}  // namespace celltally

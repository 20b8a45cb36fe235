#include "daemon/ports/open_ports.hpp"

#include <algorithm>
#include <utility>

#include "capture/dpdk/dpdk_runtime.hpp"
#include "daemon/ports/dpdk_capture_port.hpp"
#include "daemon/ports/files_port.hpp"
#include "daemon/ports/interface_port.hpp"

namespace celltally {
namespace {

bool is_dpdk(const PortConfig& port) {
  return !port.pci.empty() || !port.vdev.empty();
}

// What a port is called in messages: its name, or what it is opened by.
std::string name_of(const PortConfig& port) {
  if (!port.name.empty()) return port.name;
  if (!port.pci.empty()) return port.pci;
  if (!port.vdev.empty()) return port.vdev.substr(0, port.vdev.find(','));
  return port.interface.empty() ? "files" : port.interface;
}

// Ordinary memory is not found by itself: as much as the buffers of all ports take, and some for
// rings and drivers.
std::uint32_t memory_mb(const CaptureConfig& capture) {
  constexpr std::uint64_t kOverhead = 512, kRest = 64, kMb = 1u << 20;
  std::uint64_t octets = 0;
  for (const PortConfig& port : capture.ports) {
    if (is_dpdk(port)) octets += capture.dpdk.mempool_packets * (port.max_frame + kOverhead);
  }
  return static_cast<std::uint32_t>(octets / kMb + octets / kMb / 8 + kRest);
}

DpdkSettings runtime_settings(const CaptureConfig& capture) {
  DpdkSettings settings;
  settings.huge_pages = capture.dpdk.huge_pages;
  settings.memory_mb = capture.dpdk.memory_mb;
  if (!settings.huge_pages && settings.memory_mb == 0) settings.memory_mb = memory_mb(capture);
  settings.file_prefix = capture.dpdk.file_prefix;
  if (!capture.cores.empty()) settings.main_core = capture.cores.front();
  for (const PortConfig& port : capture.ports) {
    if (!port.pci.empty()) settings.pci.push_back(port.pci);
  }
  settings.extra_arguments = capture.dpdk.extra_args;
  return settings;
}

DpdkPortSettings port_settings(const PortConfig& port, const DpdkConfig& dpdk) {
  DpdkPortSettings settings;
  settings.device = port.pci.empty() ? port.vdev : port.pci;
  settings.queues = static_cast<std::uint16_t>(port.queues);
  settings.descriptors =
      static_cast<std::uint16_t>(std::min<std::uint32_t>(dpdk.ring_descriptors, 32'768));
  settings.buffers = dpdk.mempool_packets / port.queues;
  settings.frame_bytes_max = port.max_frame;
  settings.promiscuous = port.promiscuous;
  return settings;
}

}  // namespace

OpenPorts::OpenPorts(std::unique_ptr<DpdkRuntime> runtime) : runtime_(std::move(runtime)) {}
OpenPorts::OpenPorts(OpenPorts&&) noexcept = default;
OpenPorts& OpenPorts::operator=(OpenPorts&&) noexcept = default;
OpenPorts::~OpenPorts() = default;

Result<OpenPorts, std::string> OpenPorts::open(const CaptureConfig& capture) {
  std::unique_ptr<DpdkRuntime> runtime;
  if (std::any_of(capture.ports.begin(), capture.ports.end(), is_dpdk)) {
    auto started = DpdkRuntime::start(runtime_settings(capture));
    if (!started) return fail("DPDK: " + started.error());
    runtime = std::move(*started);
  }
  OpenPorts ports{std::move(runtime)};
  for (const PortConfig& port : capture.ports) {
    if (const std::string problem = ports.add(port, capture.dpdk); !problem.empty()) {
      return fail("port " + name_of(port) + ": " + problem);
    }
  }
  return ports;
}

void OpenPorts::add_notes(const std::string& port, const std::vector<std::string>& notes) {
  for (const std::string& note : notes) {
    std::string line = "port ";
    line.append(port).append(": ").append(note);
    notes_.push_back(std::move(line));
  }
}

// The reason; "" when it receives.
std::string OpenPorts::add(const PortConfig& config, const DpdkConfig& dpdk) {
  const std::string name = name_of(config);
  if (is_dpdk(config)) {
    auto port = DpdkPort::open(*runtime_, port_settings(config, dpdk));
    if (!port) return port.error();
    add_notes(name, (*port)->notes());
    ports_.push_back(std::make_unique<DpdkCapturePort>(name, std::move(*port)));
    return "";
  }
  if (!config.files.empty()) {
    ports_.push_back(std::make_unique<FilesPort>(name, config.files));
    return "";
  }
  auto interface = LiveInterface::open(
      {.interface = config.interface, .promiscuous = config.promiscuous}, LinkTypes{});
  if (!interface) return interface.error();
  add_notes(name, (*interface)->notes());
  ports_.push_back(std::make_unique<InterfacePort>(name, std::move(*interface)));
  return "";
}

}  // namespace celltally

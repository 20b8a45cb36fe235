#include "capture/dpdk/port_device.hpp"

#include <rte_dev.h>
#include <rte_ethdev.h>

#include <algorithm>
#include <utility>

#include "capture/dpdk/eal_problem.hpp"
#include "capture/dpdk/pci_device.hpp"

namespace celltally {

namespace {

bool has(const std::string& text, const char* part) {
  return text.find(part) != std::string::npos;
}

const char* bus(bool pci) noexcept {
  return pci ? "pci" : "vdev";
}

std::string vdev_problem(const std::string& name, const std::vector<std::string>& log) {
  const std::string reason = telling_line(log, name);
  const std::string port = "port " + name + ": ";
  if (reason.empty()) {
    return port + "the driver refused its arguments; correct them as docs/capture.md lists them";
  }
  if (has(reason, "failed to parse device")) {
    return port + "DPDK has no such driver; write net_af_packet0, net_pcap0, or a PCI address";
  }
  if (has(reason, "AF_PACKET socket")) {
    return port + reason + "; run with CAP_NET_RAW";
  }
  if (has(reason, "SIOCGIFINDEX")) {
    return port + "there is no such interface; list them with ip link";
  }
  return port + reason + "; correct the device's arguments";
}

}  // namespace

Result<std::unique_ptr<PortDevice>, std::string> PortDevice::take(DpdkRuntime& runtime,
                                                                  const std::string& device) {
  const auto comma = std::min(device.find(','), device.size());
  std::string name = device.substr(0, comma);
  std::string arguments = device.substr(std::min(comma + 1, device.size()));
  const bool pci = is_pci_address(name);
  std::uint16_t id = 0;
  const bool known = rte_eth_dev_get_port_by_name(name.c_str(), &id) == 0;
  if (known && !pci) return fail("port " + name + ": is open already; name each port once");
  runtime.clear_log();
  // A card is known from the start, but not once its port has been closed.
  if (!known && (rte_eal_hotplug_add(bus(pci), name.c_str(), arguments.c_str()) != 0 ||
                 rte_eth_dev_get_port_by_name(name.c_str(), &id) != 0)) {
    return fail(pci ? pci_port_problem(name) : vdev_problem(name, runtime.log()));
  }
  return std::unique_ptr<PortDevice>(
      new PortDevice{id, std::move(name), std::move(arguments), pci});
}

PortDevice::PortDevice(std::uint16_t id, std::string name, std::string arguments, bool pci)
    : id_(id), name_(std::move(name)), arguments_(std::move(arguments)), pci_(pci) {}

PortDevice::~PortDevice() {
  rte_eth_dev_close(id_);
  rte_eal_hotplug_remove(bus(pci_), name_.c_str());
}

}  // namespace celltally

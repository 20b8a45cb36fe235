#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "capture/dpdk/dpdk_runtime.hpp"
#include "vocabulary/result.hpp"

namespace celltally {

// A device that DPDK drives: a card of the allow-list, or a vdev that is made for this and goes
// with it. Control thread.
class PortDevice {
 public:
  // `device` is a PCI address, or a vdev's name with its arguments. The error is one line.
  static Result<std::unique_ptr<PortDevice>, std::string> take(DpdkRuntime& runtime,
                                                               const std::string& device);

  PortDevice(const PortDevice&) = delete;
  PortDevice& operator=(const PortDevice&) = delete;
  ~PortDevice();  // REQUIRES: the port is stopped

  std::uint16_t id() const noexcept { return id_; }
  const std::string& name() const noexcept { return name_; }
  const std::string& arguments() const noexcept { return arguments_; }
  bool is_pci() const noexcept { return pci_; }

 private:
  PortDevice(std::uint16_t id, std::string name, std::string arguments, bool pci);

  std::uint16_t id_;
  std::string name_;
  std::string arguments_;
  bool pci_;
};

}  // namespace celltally

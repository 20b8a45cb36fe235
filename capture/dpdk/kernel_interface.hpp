#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>

#include "capture/dpdk/port_link.hpp"

namespace celltally {

// A network interface of the kernel's, under a port of ours. Asked through sockets and /proc,
// because /sys shows the interfaces of the network namespace in which it was mounted.
class KernelInterface {
 public:
  KernelInterface() = default;  // none: the port is not on top of the kernel
  explicit KernelInterface(unsigned index);

  bool exists_in_kernel() const noexcept { return index_ != 0; }
  unsigned index() const noexcept { return index_; }
  const std::string& name() const noexcept { return name_; }  // as it was when opened

  PortLink link() const;

  // Frames that the kernel dropped on receipt; 0 when it cannot be read.
  std::uint64_t dropped() const;

  std::uint32_t mtu() const;  // 0: not known

 private:
  unsigned index_ = 0;
  std::string name_;
};

// The "drop" of the interface's received frames in a table like /proc/net/dev; 0 when not there.
std::uint64_t dropped_in(std::istream& table, const std::string& interface);

}  // namespace celltally

#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace celltally {

// "0000:03:00.0" and the like: domain, bus, device, function, in hexadecimal digits.
bool is_pci_address(std::string_view text) noexcept;

// What is wrong with the address itself, with its mend; empty when nothing is.
std::string pci_address_problem(const std::string& address);

// Why DPDK gave no port for this card, with the mend, by what the kernel says about it under
// `devices`.
std::string pci_port_problem(const std::string& address,
                             const std::filesystem::path& devices = "/sys/bus/pci/devices");

}  // namespace celltally

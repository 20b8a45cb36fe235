#include "capture/dpdk/pci_device.hpp"

#include <algorithm>
#include <array>
#include <system_error>

namespace celltally {

namespace {

namespace fs = std::filesystem;

bool is_hexadecimal(char letter) noexcept {
  return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'f') ||
         (letter >= 'A' && letter <= 'F');
}

// The kernel's driver that has the card; empty when none has.
std::string driver_of(const fs::path& device) {
  std::error_code none;
  return fs::read_symlink(device / "driver", none).filename().string();
}

bool is_for_user_space(std::string_view driver) {
  constexpr std::array<std::string_view, 3> kDrivers{"vfio-pci", "uio_pci_generic", "igb_uio"};
  return std::find(kDrivers.begin(), kDrivers.end(), driver) != kDrivers.end();
}

}  // namespace

bool is_pci_address(std::string_view text) noexcept {
  constexpr std::string_view kShape = "hhhh:hh:hh.h";
  return std::equal(text.begin(), text.end(), kShape.begin(), kShape.end(),
                    [](char letter, char shape) {
                      return shape == 'h' ? is_hexadecimal(letter) : letter == shape;
                    });
}

std::string pci_address_problem(const std::string& address) {
  if (is_pci_address(address)) return {};
  return "PCI address " + address + ": not an address; write it as lspci -D does: 0000:03:00.0";
}

std::string pci_port_problem(const std::string& address, const fs::path& devices) {
  const fs::path device = devices / address;
  std::error_code unknown;
  if (!fs::exists(device, unknown)) {
    return "port " + address + ": there is no such PCI device; list them with dpdk-devbind.py -s";
  }
  const std::string driver = driver_of(device);
  const std::string bind = "bind it as root: dpdk-devbind.py --bind=vfio-pci " + address;
  if (driver.empty()) return "port " + address + ": no driver has the card; " + bind;
  if (!is_for_user_space(driver)) {
    return "port " + address + ": the kernel's driver " + driver + " has the card; " + bind;
  }
  return "port " + address + ": DPDK got no port from the card, which " + driver +
         " has; name it in the allow-list, check the rights on /dev/vfio, and whether DPDK has a "
         "driver for it";
}

}  // namespace celltally

#include "capture/dpdk/driver_traits.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace celltally {

namespace {

// The kernel puts a frame this far into its place in the ring, and cuts what does not fit then:
// TPACKET2_HDRLEN (52) and 16, aligned to 16, less the 14 octets of the Ethernet header.
constexpr std::uint32_t kKernelFrameOffset = 66;
constexpr std::uint32_t kKernelFrameSize = 2048;  // the driver's default for framesz
constexpr std::uint32_t kPcapLiveLength = 9728;   // the driver's snapshot length for interfaces

constexpr std::uint32_t kXdpFillRing = 4096;  // buffers that the kernel may hold to fill

DriverTraits pcap_traits(std::string_view arguments) {
  DriverTraits traits;
  if (argument_of(arguments, "rx_pcap").empty()) {
    traits.time_unit_ns = 1000;
    traits.cut_from = kPcapLiveLength;
    return traits;
  }
  traits.file_ends = argument_of(arguments, "infinite_rx") != "1";
  if (!traits.file_ends) return traits;
  traits.time_unit_ns = 1000;
  traits.blind_spots = {
      "damage in a capture file ends it without a word; replay the file to be told"};
  return traits;
}

DriverTraits af_packet_traits(std::string_view arguments) {
  DriverTraits traits;
  traits.kernel_ring = true;
  std::uint32_t size = kKernelFrameSize;
  const std::string_view given = argument_of(arguments, "framesz");
  std::from_chars(given.data(), given.data() + given.size(), size);
  traits.cut_from = size > kKernelFrameOffset ? size - kKernelFrameOffset : 0;
  return traits;
}

}  // namespace

std::string_view argument_of(std::string_view arguments, std::string_view key) noexcept {
  while (!arguments.empty()) {
    const auto comma = std::min(arguments.find(','), arguments.size());
    const std::string_view argument = arguments.substr(0, comma);
    const auto equals = argument.find('=');
    if (equals != std::string_view::npos && argument.substr(0, equals) == key) {
      return argument.substr(equals + 1);
    }
    arguments.remove_prefix(std::min(comma + 1, arguments.size()));
  }
  return {};
}

DriverTraits driver_traits(std::string_view driver, std::string_view arguments) {
  if (driver == "net_pcap") return pcap_traits(arguments);
  if (driver == "net_af_packet") return af_packet_traits(arguments);
  DriverTraits traits;
  if (driver == "net_ring") {
    traits.blind_spots = {"what did not fit into the ring is known only to who writes into it"};
  }
  if (driver == "net_af_xdp" || driver == "net_tap") {
    traits.blind_spots = {"what did not fit into the kernel's queue is in interface_dropped"};
  }
  if (driver == "net_af_xdp") traits.own_buffers = kXdpFillRing;
  return traits;
}

}  // namespace celltally

// What is pure: EAL's arguments, reasons from its log, cards in /sys, drivers' traits.

#include <gtest/gtest.h>

#include <cerrno>
#include <filesystem>
#include <sstream>

#include "capture/dpdk/driver_traits.hpp"
#include "capture/dpdk/eal_arguments.hpp"
#include "capture/dpdk/eal_log.hpp"
#include "capture/dpdk/eal_problem.hpp"
#include "capture/dpdk/kernel_interface.hpp"
#include "capture/dpdk/pci_device.hpp"
#include "tests/capture/temporary_folder.hpp"

namespace celltally {
namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

TEST(EalArguments, TouchNoCardThatIsNotNamed) {
  EXPECT_EQ(eal_arguments({}, 3), (Words{"celltally", "--in-memory", "-l", "3", "--no-pci",
                                         "--no-telemetry", "--log-level=*:warning"}));
  EXPECT_EQ(eal_arguments({.pci = {"0000:03:00.0", "0000:03:00.1"}}, 0),
            (Words{"celltally", "--in-memory", "-l", "0", "-a", "0000:03:00.0", "-a",
                   "0000:03:00.1", "--no-telemetry", "--log-level=*:warning"}));
}

TEST(EalArguments, FollowTheSettings) {
  EXPECT_EQ(eal_arguments({.huge_pages = false}, 0),
            (Words{"celltally", "--no-huge", "--no-shconf", "-m", "64", "-l", "0", "--no-pci",
                   "--no-telemetry", "--log-level=*:warning"}));
  EXPECT_EQ(eal_arguments({.memory_mb = 512,
                           .in_memory = false,
                           .file_prefix = "east",
                           .main_core = 5,
                           .extra_arguments = {"--iova-mode=va"}},
                          0),
            (Words{"celltally", "--file-prefix=east", "-m", "512", "-l", "5", "--no-pci",
                   "--no-telemetry", "--log-level=*:warning", "--iova-mode=va"}));
}

TEST(EalLog, KeepsTheLastLines) {
  EalLog log;
  std::fputs("first\nsecond ", log.stream());
  std::fputs("half\r\n\n", log.stream());
  std::fflush(log.stream());
  EXPECT_EQ(log.lines(), (Words{"first", "second half?"}));
  for (int i = 0; i < 1000; ++i) std::fprintf(log.stream(), "line %d\n", i);
  std::fflush(log.stream());
  ASSERT_EQ(log.lines().size(), EalLog::kLinesMax);
  EXPECT_EQ(log.lines().back(), "line 999");
  log.clear();
  std::fputs(std::string(10'000, 'x').c_str(), log.stream());
  std::fflush(log.stream());
  EXPECT_EQ(log.lines(), (Words{std::string(EalLog::kLineBytesMax, 'x')}));
}

TEST(EalProblem, TellsTheCauseNotItsConsequence) {
  EXPECT_EQ(telling_line(Words{"EAL: Detected CPU lcores: 2", "EAL: Selected IOVA mode 'VA'",
                               "open_single_rx_pcap(): Couldn't open /x: No such file",
                               "EAL: Driver cannot attach the device (net_pcap0)",
                               "EAL: Failed to attach device on primary process"}),
            "Couldn't open /x: No such file");
  EXPECT_EQ(telling_line(Words{"EAL: FATAL: Cannot init memory", "EAL: Cannot init memory"}), "");
  EXPECT_EQ(telling_line({}), "");
}

TEST(EalProblem, HasAMendForTheUsualFailures) {
  struct Case {
    const char* line;
    int error;
    const char* text;
  };
  const Case kCases[] = {
      {"EAL: No free 2048 kB hugepages reported on node 0", ENOMEM,
       "DPDK does not start: No free 2048 kB hugepages reported on node 0; reserve huge pages as "
       "root: sysctl vm.nr_hugepages=512; or set huge_pages to false"},
      {"EAL: FATAL: Cannot init memory", ENOMEM,
       "DPDK does not start: Cannot allocate memory; lower memory_mb, or free memory"},
      {"EAL: Cannot open /dev/vfio/noiommu-0: Permission denied", EACCES,
       "DPDK does not start: Cannot open /dev/vfio/noiommu-0: Permission denied; give the user the "
       "rights: see \"Without root\" in docs/capture.md"},
      {"EAL: something new", EINVAL, "DPDK does not start: something new; see docs/capture.md"},
      {"", EALREADY,
       "DPDK does not start: it was started before; it starts only once in a process; restart the "
       "process"},
  };
  for (const Case& c : kCases) EXPECT_EQ(start_problem(Words{c.line}, c.error, {}), c.text);
}

TEST(PciDevice, KnowsAnAddress) {
  for (const char* good : {"0000:03:00.0", "00ff:af:1F.7"}) EXPECT_TRUE(is_pci_address(good));
  for (const char* bad : {"", "03:00.0", "0000:03:00", "0000:03:00.00", "0000-03:00.0",
                          "000g:03:00.0", "net_pcap0,x=", " 0000:03:00.0"}) {
    EXPECT_FALSE(is_pci_address(bad)) << bad;
  }
}

TEST(PciDevice, SaysWhyThereIsNoPort) {
  const testing::TemporaryFolder folder;
  const fs::path devices = folder.path("devices");
  const auto add = [&](const std::string& address, const std::string& driver) {
    fs::create_directories(devices / address);
    if (!driver.empty()) {
      fs::create_directory_symlink("../../drivers/" + driver, devices / address / "driver");
    }
  };
  add("0000:01:00.0", "");
  add("0000:02:00.0", "ixgbe");
  add("0000:03:00.0", "vfio-pci");
  EXPECT_EQ(pci_port_problem("0000:09:00.0", devices),
            "port 0000:09:00.0: there is no such PCI device; list them with dpdk-devbind.py -s");
  EXPECT_EQ(pci_port_problem("0000:01:00.0", devices),
            "port 0000:01:00.0: no driver has the card; bind it as root: dpdk-devbind.py "
            "--bind=vfio-pci 0000:01:00.0");
  EXPECT_EQ(pci_port_problem("0000:02:00.0", devices),
            "port 0000:02:00.0: the kernel's driver ixgbe has the card; bind it as root: "
            "dpdk-devbind.py --bind=vfio-pci 0000:02:00.0");
  EXPECT_EQ(pci_port_problem("0000:03:00.0", devices),
            "port 0000:03:00.0: DPDK got no port from the card, which vfio-pci has; name it in the "
            "allow-list, check the rights on /dev/vfio, and whether DPDK has a driver for it");
}

TEST(DriverTraits, KnowTimesEndsAndCuts) {
  EXPECT_EQ(driver_traits("net_pcap", "rx_pcap=a").time_unit_ns, 1000);
  EXPECT_TRUE(driver_traits("net_pcap", "rx_pcap=a").file_ends);
  EXPECT_TRUE(driver_traits("net_pcap", "rx_pcap=a,infinite_rx=0").file_ends);
  EXPECT_FALSE(driver_traits("net_pcap", "rx_pcap=a,infinite_rx=1").file_ends);
  EXPECT_EQ(driver_traits("net_pcap", "infinite_rx=1,rx_pcap=a").time_unit_ns, 0);
  EXPECT_FALSE(driver_traits("net_pcap", "rx_iface=eth0").file_ends);
  EXPECT_EQ(driver_traits("net_af_packet", "iface=eth0").cut_from, 1982U);
  EXPECT_EQ(driver_traits("net_af_packet", "framesz=16384,iface=a").cut_from, 16318U);
  EXPECT_EQ(driver_traits("net_af_packet", "framesz=0").cut_from, 0U);
  EXPECT_EQ(driver_traits("net_af_xdp", "iface=eth0").own_buffers, 4096U);
  EXPECT_EQ(driver_traits("net_af_xdp", "iface=eth0").blind_spots.size(), 1U);
  EXPECT_EQ(driver_traits("net_ixgbe", "").own_buffers, 0U);
  EXPECT_EQ(driver_traits("net_ixgbe", "").time_unit_ns, 0);
  EXPECT_FALSE(driver_traits("net_ixgbe", "rx_pcap=a").file_ends);
}

TEST(DriverTraits, FindsAnArgument) {
  EXPECT_EQ(argument_of("a=1,bb=2,b=3", "b"), "3");
  EXPECT_EQ(argument_of("a=1,bb=2,b=3", "a"), "1");
  EXPECT_EQ(argument_of("a=1", "c"), "");
  EXPECT_EQ(argument_of("a,b=,=c,", "b"), "");
  EXPECT_EQ(argument_of("", ""), "");
}

TEST(KernelInterface, ReadsItsDropsFromTheKernelsTable) {
  const std::string table =
      "Inter-|   Receive                                                |  Transmit\n"
      " face |bytes    packets errs drop fifo frame compressed multicast|bytes\n"
      "    lo: 1340 10 0 0 0 0 0 0 1340 10 0 0 0 0 0 0\n"
      "  eth1: 1 2 3 45678 5 6 7 8 9\n"
      "eth1.5:1 2 3 9 0 0 0 0 0\n";
  const auto dropped = [&](const char* interface) {
    std::istringstream text{table};
    return dropped_in(text, interface);
  };
  EXPECT_EQ(dropped("eth1"), 45678U);
  EXPECT_EQ(dropped("eth1.5"), 9U);
  EXPECT_EQ(dropped("lo"), 0U);
  EXPECT_EQ(dropped("eth"), 0U);
}

}  // namespace
}  // namespace celltally

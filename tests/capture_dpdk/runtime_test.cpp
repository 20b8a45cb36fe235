// Starting DPDK and opening ports: what goes wrong, told in one line with its mend.

#include <gtest/gtest.h>
#include <sched.h>
#include <unistd.h>

#include <fstream>
#include <thread>

#include "tests/capture/capture_bytes.hpp"
#include "tests/capture/in_child.hpp"
#include "tests/capture/temporary_folder.hpp"
#include "tests/capture_dpdk/kept_packets.hpp"
#include "tests/capture_dpdk/small_runtime.hpp"

namespace celltally {
namespace {

using testing::in_child;
using testing::small_settings;
using testing::start_small;

std::string start_error(const DpdkSettings& settings) {
  const auto runtime = DpdkRuntime::start(settings);
  return runtime ? std::string{"started"} : runtime.error();
}

std::string open_error(DpdkRuntime& runtime, const DpdkPortSettings& settings) {
  const auto port = DpdkPort::open(runtime, settings);
  return port ? std::string{"opened"} : port.error();
}

bool has_huge_pages() {
  std::ifstream file{"/proc/sys/vm/nr_hugepages"};
  unsigned pages = 0;
  return (file >> pages) && pages > 0;
}

TEST(DpdkRuntime, SaysWhyItDoesNotStart) {
  struct Case {
    const char* name;
    DpdkSettings settings;
    const char* error;
  };
  std::vector<Case> cases(5, {"", small_settings(), ""});
  cases[0].name = "a core that is not there";
  cases[0].settings.main_core = 100;
  cases[0].error =
      "DPDK does not start: lcore 100 unavailable; set main_core to a core that this process may "
      "use";
  cases[1].name = "an argument that does not exist";
  cases[1].settings.extra_arguments = {"--nonsense"};
  cases[1].error =
      "DPDK does not start: celltally: unrecognized option '--nonsense'; correct extra_arguments";
  cases[2].name = "too much memory";
  cases[2].settings.memory_mb = 99'999'999;
  cases[2].error =
      "DPDK does not start: Cannot allocate memseg list: Invalid argument; lower memory_mb, or "
      "free memory";
  cases[3].name = "no PCI address";
  cases[3].settings.pci = {"0000:03:00.0", "eth0"};
  cases[3].error = "PCI address eth0: not an address; write it as lspci -D does: 0000:03:00.0";
  cases[4].name = "arguments against each other";
  cases[4].settings.extra_arguments = {"--in-memory"};
  cases[4].error =
      "DPDK does not start: Option --legacy-mem is not compatible with --in-memory; correct "
      "extra_arguments";
  for (const Case& c : cases) {
    in_child([&c] { EXPECT_EQ(start_error(c.settings), c.error) << c.name; });
  }
}

TEST(DpdkRuntime, SaysThatThereAreNoHugePages) {
  if (has_huge_pages()) GTEST_SKIP() << "skipped: this machine has huge pages";
  in_child([] {
    const std::string error = start_error({});
    EXPECT_TRUE(error.starts_with("DPDK does not start: No free ")) << error;
    EXPECT_TRUE(
        error.ends_with("; reserve huge pages as root: sysctl vm.nr_hugepages=512; or set "
                        "huge_pages to false"))
        << error;
  });
}

TEST(DpdkRuntime, StartsOnceInAProcess) {
  in_child([] {
    {
      const auto runtime = start_small();
      EXPECT_EQ(start_error(small_settings()),
                "DPDK does not start: it was started before; it starts only once in a process; "
                "restart the process");
    }
    EXPECT_EQ(start_error(small_settings()),
              "DPDK does not start: it was started before; it starts only once in a process; "
              "restart the process");
  });
}

TEST(DpdkRuntime, IsQuietWhenItFails) {
  in_child([] {
    const testing::TemporaryFolder folder;
    const std::string path = folder.path("output");
    ASSERT_NE(std::freopen(path.c_str(), "w", stdout), nullptr);
    ASSERT_NE(std::freopen(path.c_str(), "a", stderr), nullptr);
    auto settings = small_settings();
    settings.extra_arguments = {"--nonsense"};
    const bool started = DpdkRuntime::start(settings).has_value();
    std::fflush(nullptr);
    std::ifstream file{path};
    _exit(!started && file.peek() == std::ifstream::traits_type::eof() ? 0 : 1);
  });
}

TEST(DpdkRuntime, IsQuietAndLeavesTheCoresAlone) {
  in_child([] {
    const testing::TemporaryFolder folder;
    const std::string path = folder.path("output");
    ASSERT_NE(std::freopen(path.c_str(), "w", stdout), nullptr);
    ASSERT_NE(std::freopen(path.c_str(), "a", stderr), nullptr);
    cpu_set_t before{};
    cpu_set_t after{};
    sched_getaffinity(0, sizeof before, &before);
    bool opened = true;
    {
      const auto runtime = start_small();
      opened = DpdkPort::open(*runtime, {.device = "net_pcap0,rx_pcap=/nowhere"}).has_value();
    }
    sched_getaffinity(0, sizeof after, &after);
    std::fflush(nullptr);
    std::ifstream file{path};
    const bool silent = file.peek() == std::ifstream::traits_type::eof();
    // The streams are gone, so the answer goes by the exit code.
    _exit(silent && !opened && CPU_EQUAL(&before, &after) ? 0 : 1);
  });
}

TEST(DpdkRuntime, GivesThreadsThatPollACacheOfTheirOwn) {
  in_child([] {
    const auto runtime = start_small();
    const auto port = testing::open_port(*runtime, {.device = "net_null0"});
    std::thread worker{[&] {
      EXPECT_TRUE(DpdkRuntime::register_thread());
      EXPECT_TRUE(DpdkRuntime::register_thread());
      std::array<Packet, 32> room;
      for (int i = 0; i < 1000; ++i) EXPECT_EQ(port->queue(0).poll(room).size(), 32U);
      port->queue(0).release();
      DpdkRuntime::unregister_thread();
    }};
    worker.join();
    port->stop();
    EXPECT_EQ(port->buffers_in_use(), 0U);
  });
}

TEST(DpdkPort, SaysWhyItDoesNotOpen) {
  const testing::TemporaryFolder folder;
  const std::string capture =
      folder.file("one.pcap", testing::CaptureBytes{}.pcap().packet(1, 0).octets());
  struct Case {
    DpdkPortSettings settings;
    std::string error;
  };
  const std::vector<Case> cases{
      {{.device = "net_pcap0,rx_pcap=/nowhere/a.pcap"},
       "port net_pcap0: Couldn't open /nowhere/a.pcap: /nowhere/a.pcap: No such file or directory; "
       "correct the device's arguments"},
      {{.device = "net_pcap0"},
       "port net_pcap0: Error - No rx or tx queues provided; correct the device's arguments"},
      {{.device = "net_pcap0,rx_pcapp=x"},
       "port net_pcap0: the driver refused its arguments; correct them as docs/capture.md lists "
       "them"},
      {{.device = "net_af_packet0,iface=nowhere"},
       "port net_af_packet0: there is no such interface; list them with ip link"},
      {{.device = "net_af_packet0,iface=lo,framesz=5000"},
       "port net_af_packet0: AF_PACKET MMAP frame size exceeds block size!; "
       "correct "
       "the device's arguments"},
      {{.device = "net_af_packet0,iface=lo,framesz=16384,blocksz=65536,framecnt=64"},
       "port net_af_packet0: 16352 bytes will not fit in mbuf (2048 bytes); raise "
       "frame_bytes_max to that"},
      {{.device = "eth0"},
       "port eth0: DPDK has no such driver; write net_af_packet0, net_pcap0, or a PCI address"},
      {{.device = ""},
       "port : DPDK has no such driver; write net_af_packet0, net_pcap0, or a PCI address"},
      {{.device = "00ff:1f:07.7"},
       "port 00ff:1f:07.7: there is no such PCI device; list them with dpdk-devbind.py -s"},
      {{.device = "net_pcap0,rx_pcap=" + capture, .queues = 2},
       "port net_pcap0: queues is 2; set it to 1, what the driver has"},
      {{.device = "net_null0", .queues = 0},
       "port net_null0: queues is 0; set it to 1 to 1024, what the driver has"},
      {{.device = "net_null0", .frame_bytes_max = 63},
       "port net_null0: frame_bytes_max is 63; set it to 64 to 65000"},
      {{.device = "net_null0", .frame_bytes_max = 65'001},
       "port net_null0: frame_bytes_max is 65001; set it to 64 to 65000"},
      {{.device = "net_null0", .buffers = 1'000'000},
       "port net_null0: no memory for 1000000 buffers of 2176 octets for queue 0; raise memory_mb "
       "or reserve more huge pages, or lower descriptors or buffers"},
  };
  in_child([&cases] {
    const auto runtime = start_small();
    for (const Case& c : cases) EXPECT_EQ(open_error(*runtime, c.settings), c.error);
    // What failed leaves nothing behind.
    const auto port = testing::open_port(*runtime, {.device = "net_null0"});
    EXPECT_EQ(open_error(*runtime, {.device = "net_null0"}),
              "port net_null0: is open already; name each port once");
  });
}

TEST(DpdkPort, SaysThatARightIsMissing) {
  in_child([] {
    ASSERT_EQ(setresuid(65534, 65534, 65534), 0);
    const auto runtime = start_small();
    EXPECT_EQ(open_error(*runtime, {.device = "net_af_packet0,iface=lo"}),
              "port net_af_packet0: Could not open AF_PACKET socket; run with CAP_NET_RAW");
    EXPECT_EQ(open_error(*runtime, {.device = "net_null0"}), "opened");
  });
}

}  // namespace
}  // namespace celltally

#include "config/schema.hpp"

namespace celltally {

namespace {

void describe(SettingVisitor& in, PortConfig& port) {
  in.text({"name", "how the port is called in metrics", NeededBy::nobody, "mirror0"}, port.name,
          TextRules::kName);
  in.text({"pci", "a network card that DPDK drives, by its PCI address", NeededBy::nobody,
           "\"0000:03:00.0\""},
          port.pci, TextRules::kPci);
  in.text({"vdev", "a virtual device of DPDK", NeededBy::nobody, "\"net_af_packet0,iface=eth1\""},
          port.vdev, TextRules::kVdev);
  in.text(
      {"interface", "a network interface, through libpcap: for laptops", NeededBy::nobody, "eth1"},
      port.interface, TextRules::kInterface);
  in.texts({"files", "captures, merged by time", NeededBy::nobody, "[/srv/captures/town.pcap]"},
           port.files, TextRules::kFile, 1);
  in.number({"queues", "receive queues, polled in turn"}, port.queues, 1, 16);
  in.flag({"promiscuous", "take frames that are for others, as a mirror port has them"},
          port.promiscuous);
  in.number({"max_frame", "longest frame that there is room for, in octets"}, port.max_frame, 64,
            16384);
  in.exactly_one({"pci", "vdev", "interface", "files"});
  in.rule({"queues"}, port.queues == 1 || !(port.pci.empty() && port.vdev.empty()),
          "is for pci and vdev; write 1");
}

void describe(SettingVisitor& in, DpdkConfig& dpdk) {
  in.flag({"huge_pages", "packet buffers in huge pages; without them capture is slower"},
          dpdk.huge_pages);
  in.number({"memory_mb", "memory for packet buffers in MiB; 0 is as much as they need"},
            dpdk.memory_mb, 0, 1'048'576);
  in.number({"mempool_packets", "packet buffers of each port"}, dpdk.mempool_packets, 1024,
            4'194'303);
  in.number({"ring_descriptors", "descriptors of each receive queue"}, dpdk.ring_descriptors, 64,
            32768);
  in.text({"file_prefix", "keeps this program apart from other DPDK programs"}, dpdk.file_prefix,
          TextRules::kFilePrefix);
  in.texts({"extra_args", "further arguments for DPDK's environment layer, as they are",
            NeededBy::nobody, "[\"--log-level=7\"]"},
           dpdk.extra_args, TextRules::kArgument, 0);
  in.rule({"mempool_packets", "ring_descriptors"}, dpdk.mempool_packets >= dpdk.ring_descriptors,
          "is less than ring_descriptors, and the ring could never be filled; write " +
              std::to_string(dpdk.ring_descriptors) + " or more");
}

// How many workers can have one.
std::uint32_t queues_of(const CaptureConfig& capture) {
  std::uint32_t queues = 0;
  for (const PortConfig& port : capture.ports) queues += port.queues;
  return queues;
}

bool only_files(const CaptureConfig& capture) {
  for (const PortConfig& port : capture.ports) {
    if (port.files.empty()) return false;
  }
  return true;
}

}  // namespace

void describe(SettingVisitor& in, CaptureConfig& capture) {
  in.choice({"clock", "what closes windows: the machine's clock, or the packets' time in a replay"},
            capture.clock, {{"wall", 0}, {"packets", 1}});
  in.choice(
      {"idle",
       "what a worker does without packets: spin (a whole core), backoff (sleeps a little), or "
       "interrupt (sleeps until its only queue has something, where the driver offers that, else "
       "as backoff)"},
      capture.idle, {{"spin", 0}, {"backoff", 1}, {"interrupt", 2}});
  in.number({"workers", "threads that capture; the queues of all ports are shared out among them"},
            capture.workers, 1, 64);
  in.numbers({"cores",
              "where the workers run, then the threads of counting.shards, one core each; none: "
              "wherever the system likes",
              NeededBy::nobody, "[2, 3]"},
             capture.cores, 1023);
  in.list({"ports", "where packets arrive; each has exactly one of pci, vdev, interface and files",
           NeededBy::everybody},
          capture.ports, [](SettingVisitor& item, PortConfig& port) { describe(item, port); });
  in.unique("ports", "name");
  in.unique("ports", "pci");
  in.unique("ports", "vdev");
  in.unique("ports", "interface");
  in.section({"dpdk", "what all ports of DPDK share"}, true,
             [&capture](SettingVisitor& section) { describe(section, capture.dpdk); });
  const std::uint32_t queues = queues_of(capture);
  in.rule({"workers", "ports"}, capture.ports.empty() || capture.workers <= queues,
          "is more than the " + std::to_string(queues) +
              " queues of all ports, and each worker polls one at least; write " +
              std::to_string(queues) + " or less, or raise queues");
  in.rule({"clock", "ports"},
          capture.clock == CaptureClock::packets || capture.ports.empty() || !only_files(capture),
          "files are old, and by the machine's clock every event in them is late; write clock: "
          "packets");
}

}  // namespace celltally

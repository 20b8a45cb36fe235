// Writes a busy network's packets as a capture, so that other programs can be measured with the
// same packets: celltally_busy_capture FILE PACKETS PEOPLE CELLS

#include <cstdio>
#include <cstdlib>

#include "simulate/busy_network.hpp"
#include "simulate/capture_writer.hpp"

int main(int argc, char** argv) {
  if (argc != 5) {
    std::fputs("usage: celltally_busy_capture FILE PACKETS PEOPLE CELLS\n", stderr);
    return 2;
  }
  const celltally::BusyNetwork network{
      {.packets = std::strtoull(argv[2], nullptr, 10),
       .people = static_cast<std::uint32_t>(std::strtoul(argv[3], nullptr, 10)),
       .cells = static_cast<std::uint32_t>(std::strtoul(argv[4], nullptr, 10))}};
  auto writer = celltally::CaptureWriter::open(argv[1]);
  if (!writer) {
    std::fprintf(stderr, "%s\n", writer.error().c_str());
    return 1;
  }
  for (const auto& record : network.records()) writer->write(record.at, network.bytes(record));
  return writer->close() ? 0 : 1;
}

// Any octets as a capture file: what is read, and that it is read in the same way each time.

#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "capture/pcap_files.hpp"
#include "fuzz/allocation.hpp"

namespace celltally {
namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

struct Seen {
  std::uint64_t packets = 0;
  std::uint64_t digest = 14695981039346656037U;
  std::vector<std::string> problems;
  std::vector<std::string> notes;

  friend bool operator==(const Seen&, const Seen&) = default;
};

void digest(Seen& seen, std::uint64_t value) {
  seen.digest = (seen.digest ^ value) * 1099511628211U;
}

void look_at(Seen& seen, const Packet& packet) {
  ++seen.packets;
  require(packet.bytes.size() <= PcapFile::kPacketBytesMax);
  digest(seen, static_cast<std::uint64_t>(packet.at.ns));
  digest(seen, packet.wire_length);
  digest(seen, static_cast<std::uint64_t>(packet.link));
  digest(seen, packet.bytes.size());
  for (std::uint8_t& octet : packet.bytes) {
    digest(seen, octet);
    octet = 0;  // as the pipeline may
  }
}

std::vector<std::string> lines_of(const std::vector<CaptureProblem>& problems) {
  std::vector<std::string> lines;
  for (const CaptureProblem& problem : problems) {
    lines.push_back(to_text(problem));
    for (const char c : lines.back()) require(static_cast<unsigned char>(c) >= 0x20);
  }
  return lines;
}

// Reads the same file `copies` times at once; what is seen is that of the first copy.
Seen read(const std::string& path, std::size_t copies, std::size_t burst) {
  const std::vector<std::string> paths(copies, path);
  PcapFiles files{paths, LinkTypes{}};
  std::vector<Packet> room(burst);
  std::vector<std::uint64_t> frames(copies);
  Seen seen;
  while (!files.finished()) {
    const auto packets = files.poll(room);
    require(!packets.empty() || files.finished());
    for (const Packet& packet : packets) {
      require(packet.frame == ++frames[packet.source]);
      if (packet.source == 0) look_at(seen, packet);
    }
    require(files.bytes_read() <= files.bytes_total());
  }
  for (const std::uint64_t last : frames) require(last == frames[0]);
  require(files.problems().size() == 0 || files.problems().size() == copies);
  require(files.notes().size() <= copies * PcapFiles::kNotesPerFileMax);
  require(files.bytes_read() == files.bytes_total());
  seen.problems = lines_of(files.problems());
  seen.notes = lines_of(files.notes());
  seen.problems.resize(seen.problems.size() / copies);
  seen.notes.resize(seen.notes.size() / copies);
  return seen;
}

// Where memory fails in the midst of a file, as much as was read before.
void read_what_can_be(const std::string& path) {
  const std::vector<std::string> paths(2, path);
  PcapFiles files{paths, LinkTypes{}};
  std::vector<Packet> room(7);
  while (!files.finished()) static_cast<void>(files.poll(room));
}

}  // namespace
}  // namespace celltally

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace celltally;
  const int descriptor = memfd_create("capture", MFD_CLOEXEC);
  require(descriptor >= 0);
  require(write(descriptor, data, size) == static_cast<ssize_t>(size));
  const std::string path = "/proc/self/fd/" + std::to_string(descriptor);
  with_allocation_fault({data, size}, [&] { read_what_can_be(path); });
  const Seen once = read(path, 1, 1);
  require(read(path, 1, 32) == once);
  require(read(path, 2, 7) == once);
  require(once.packets * 16 <= size);  // a packet's header alone
  close(descriptor);
  return 0;
}

#include "outbox/acknowledgement_file.hpp"

#include <cassert>

#include "outbox/line_cursor.hpp"
#include "outbox/segment_header.hpp"

namespace celltally {

Result<std::uint64_t, std::string> read_acknowledgement(const std::string& path) {
  constexpr std::size_t kMost = 32;  // octets; the longest number has 18 digits
  const auto bytes = bytes_of_file(path, kMost);
  if (!bytes && bytes.error().kind == SegmentFault::Kind::gone) return std::uint64_t{0};
  if (!bytes) return fail(bytes.error().text);
  LineCursor line{*bytes};
  const std::uint64_t sequence = line.number("sequence", 0, SegmentHeader::kSequenceMost);
  line.expect("\n");
  line.expect_end();
  if (!line.ok()) return fail(path + ": it must be a line with the number of a segment");
  return sequence;
}

std::optional<WriteFault> write_acknowledgement(const std::string& path, std::uint64_t sequence) {
  constexpr std::uint32_t kMode = 0644;  // for the probe, which is another user
  const std::size_t slash = path.rfind('/');
  assert(slash != std::string::npos);
  const std::string folder = path.substr(0, slash);
  auto fault =
      write_whole_file(folder, path.substr(slash + 1), std::to_string(sequence) + "\n", kMode);
  return fault ? fault : sync_folder(folder);
}

}  // namespace celltally

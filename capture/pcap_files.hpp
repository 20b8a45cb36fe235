#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "capture/burst_arena.hpp"
#include "capture/capture_problem.hpp"
#include "capture/link_types.hpp"
#include "capture/packet_source.hpp"
#include "capture/pcap_file.hpp"

namespace celltally {

// Capture files, merged by time into one stream of packets. Each file keeps its own order, also
// where its time goes back; among files the earliest next packet comes first, and of equal moments
// the file that was named first. Owns the bytes it gives. One thread.
class PcapFiles final : public PacketSource {
 public:
  static constexpr std::size_t kFilesMax = 65536;  // Packet::source has 16 bits

  // Opens all files and reads the first packet of each, so it may wait for a pipe. Files that
  // cannot be opened are in problems(); the others are read. "-" is the standard input.
  PcapFiles(std::span<const std::string> paths, const LinkTypes& links);

  // Packet::source is the file's place in `paths`. Damage ends a file, not the others.
  std::span<Packet> poll(std::span<Packet> room) override;
  bool finished() const noexcept override { return order_.empty() && !due_; }

  // Everything that was wrong so far: in the order of `paths` for opening, of time for damage.
  // When it is empty at the end, all packets of all files were given.
  const std::vector<CaptureProblem>& problems() const noexcept { return problems_; }

  // What is no error but good to know: link types that are not read, once a file has packets of
  // such a type. At most kNotesPerFileMax for a file.
  static constexpr std::size_t kNotesPerFileMax = 4;
  const std::vector<CaptureProblem>& notes() const noexcept { return notes_; }

  // How often a packet was earlier than the one before it in the same file.
  std::uint64_t backward_steps() const noexcept { return backward_steps_; }

  // For progress, in octets of the files. The total is 0 when it is not known, because one of them
  // is a pipe.
  std::uint64_t bytes_read() const noexcept;
  std::uint64_t bytes_total() const noexcept;

 private:
  struct Input {
    PcapFile file;
    std::uint16_t source;
    Timestamp last{};               // of the packet given before
    std::vector<int> unread_types;  // link types that notes_ speaks of
  };

  void open_all(std::span<const std::string> paths);
  bool open_one(std::span<const std::string> paths, std::size_t index);
  void read_ahead(std::size_t input);
  bool later(std::size_t a, std::size_t b) const noexcept;
  void give(Input& input, Packet& packet);
  void note_unread(Input& input);

  LinkTypes links_;
  std::vector<Input> inputs_;
  std::vector<std::size_t> order_;  // heap of the inputs whose next packet is read; earliest first
  std::optional<std::size_t> due_;  // the input that gave the last packet: its next is not read yet
  BurstArena arena_;
  std::vector<CaptureProblem> problems_;
  std::vector<CaptureProblem> notes_;
  std::uint64_t backward_steps_ = 0;
};

}  // namespace celltally

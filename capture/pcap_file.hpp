#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "capture/capture_problem.hpp"
#include "capture/capture_stream.hpp"
#include "vocabulary/result.hpp"
#include "vocabulary/timestamp.hpp"

struct pcap;  // libpcap's handle, pcap_t

namespace celltally {

// One pcap or pcapng file, read from the front through libpcap, a packet at a time. The format is
// known by its content, never by the name. One thread; blocks when the file is a pipe.
class PcapFile {
 public:
  // What libpcap gives at most, but for link types that carry no network traffic (USB, D-Bus);
  // longer packets are cut to this.
  static constexpr std::size_t kPacketBytesMax = std::size_t{256} * 1024;

  struct Record {
    Timestamp at;                         // moments outside Timestamp's range become its ends
    std::span<const std::uint8_t> bytes;  // libpcap's memory
    std::uint64_t frame = 0;              // counts from 1
    std::uint32_t wire_length = 0;        // may be less than there are bytes
    int link_type = -1;                   // libpcap's (DLT_...); -1: not known
  };

  // `path` may be "-", the standard input. The error tells what is wrong with the file.
  static Result<PcapFile, CaptureProblem> open(const std::string& path);

  // Reads the next packet. False when there is none: the end, or damage(). The file is closed then.
  bool advance();

  // The packet of the last advance(), valid until the next. REQUIRES: it returned true.
  const Record& record() const noexcept { return record_; }

  // Why reading stopped before the end of the file.
  const std::optional<CaptureProblem>& damage() const noexcept { return damage_; }

  const std::string& name() const noexcept { return name_; }  // for messages

  // For progress: how far it has been read, and its length when it was opened; 0 for what has no
  // length, such as a pipe. At the end both are the same.
  std::uint64_t bytes_read() const noexcept;
  std::uint64_t bytes_total() const noexcept { return bytes_total_; }

 private:
  struct Closer {
    void operator()(pcap* handle) const noexcept;
  };

  PcapFile(std::string name, std::unique_ptr<CaptureStream> stream, pcap* handle);
  int link_type();
  CaptureProblem describe_damage() const;

  std::string name_;
  std::unique_ptr<CaptureStream> stream_;  // both empty after the end
  std::unique_ptr<pcap, Closer> handle_;   // reads from stream_, so it goes first
  std::uint64_t bytes_total_;
  Record record_;
  std::optional<CaptureProblem> damage_;
};

}  // namespace celltally

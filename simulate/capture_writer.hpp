#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "vocabulary/result.hpp"
#include "vocabulary/timestamp.hpp"

namespace celltally {

// Writes a capture file: pcap with nanoseconds, Ethernet, one thread. The file is whole after
// close() only.
class CaptureWriter {
 public:
  // "-" is standard output. Fails with libpcap's reason in one line.
  static Result<CaptureWriter, std::string> open(const std::string& path);

  // REQUIRES: not closed; at is not before 1970.
  void write(Timestamp at, std::span<const std::uint8_t> frame);

  // False when something could not be written; what is in a buffer counts as written. REQUIRES: not
  // closed.
  bool good() const;

  // True when every octet was written; false for a full disk or a closed pipe.
  bool close();

  CaptureWriter(CaptureWriter&&) noexcept;
  CaptureWriter& operator=(CaptureWriter&&) noexcept;
  ~CaptureWriter();

 private:
  struct File;
  explicit CaptureWriter(std::unique_ptr<File> file);
  std::unique_ptr<File> file_;
};

}  // namespace celltally

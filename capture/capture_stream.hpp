#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "capture/capture_problem.hpp"
#include "capture/foreign_file.hpp"
#include "capture/pcapng_interfaces.hpp"
#include "vocabulary/result.hpp"

namespace celltally {

// A file on its way into libpcap: opened, its beginning looked at (also of a pipe, which cannot be
// rewound), its octets counted, pcapng interfaces made alike. One thread; read() blocks on a pipe.
class CaptureStream {
 public:
  // `path` may be "-", the standard input. The error tells why there is nothing to read: no such
  // file, a directory, no permission, ...
  static Result<std::unique_ptr<CaptureStream>, CaptureProblem> open(const std::string& path);

  CaptureStream(const CaptureStream&) = delete;
  CaptureStream& operator=(const CaptureStream&) = delete;
  ~CaptureStream();

  // For libpcap, once; nothing when there is no memory. It reads from this object: whoever closes
  // it does so first.
  std::FILE* make_file();

  // How the file begins; shorter than kFirstOctets only when the file is.
  std::span<const std::uint8_t> first() const noexcept {
    return std::span{first_}.first(first_count_);
  }

  // Octets that libpcap's stream has taken, up to a buffer ahead of libpcap.
  std::uint64_t bytes_read() const noexcept { return bytes_read_; }

  // The file's length when it was opened; 0 for what has none, such as a pipe.
  std::uint64_t bytes_total() const noexcept { return bytes_total_; }

  // Of the next packet libpcap gives, where the file has a link type per packet (pcapng).
  bool is_pcapng() const noexcept { return interfaces_.has_value(); }
  std::optional<int> take_link_type() {
    return interfaces_->take_link_type();
  }  // REQUIRES: is_pcapng()

 private:
  explicit CaptureStream(int descriptor) : descriptor_(descriptor) {}
  int look_at_first();
  std::ptrdiff_t read(std::span<std::uint8_t> room);  // as read(2)
  std::ptrdiff_t read_file(std::span<std::uint8_t> room) noexcept;
  struct Cookie;  // what stdio calls

  int descriptor_;
  std::uint64_t bytes_total_ = 0;
  std::uint64_t bytes_read_ = 0;
  std::array<std::uint8_t, kFirstOctets> first_{};
  std::size_t first_count_ = 0;
  std::optional<PcapngInterfaces> interfaces_;
};

}  // namespace celltally

#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <span>
#include <string>

#include "simulate/octets.hpp"
#include "vocabulary/timestamp.hpp"

namespace celltally {

// A capture as it is written: to a file, or to a named pipe whose reader says how fast. pcap with
// nanoseconds, Ethernet. Throws std::runtime_error when it cannot be written, and AuditStopped.
class PacketFeed {
 public:
  // A file of its own.
  static PacketFeed to_file(const std::string& path);

  // A named pipe, which is made. Nobody is waited for. While it is full, `alive` is asked; when it
  // says no, or nobody read for half a minute, that is an error.
  static PacketFeed to_pipe(const std::string& path, std::function<bool()> alive);

  PacketFeed(PacketFeed&& other) noexcept;
  PacketFeed& operator=(PacketFeed&&) = delete;
  ~PacketFeed();

  void write(Timestamp at, std::span<const std::uint8_t> frame);
  // What is in a buffer, too.
  void flush();
  // The end of the capture.
  void close();

 private:
  PacketFeed(int descriptor, std::string path, std::function<bool()> alive);

  int descriptor_;
  std::string path_;
  std::function<bool()> alive_;
  Octets buffer_;
};

}  // namespace celltally

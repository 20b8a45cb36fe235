#pragma once

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <span>
#include <string>
#include <vector>

namespace celltally::test {

// At most 16 octets to look for, kept so that they are not found where they are kept.
class Needle {
 public:
  static constexpr std::size_t kOctets = 16;
  static constexpr std::uint8_t kMask = 0x5a;

  explicit Needle(std::span<const std::uint8_t> octets) : length_(octets.size()) {
    for (std::size_t i = 0; i < length_; ++i) {
      masked_[i] = static_cast<std::uint8_t>(octets[i] ^ kMask);
    }
  }
  std::uint8_t first() const { return static_cast<std::uint8_t>(masked_[0] ^ kMask); }
  bool at(const std::uint8_t* memory) const {
    for (std::size_t i = 0; i < length_; ++i) {
      if ((memory[i] ^ kMask) != masked_[i]) return false;
    }
    return true;
  }
  // Writes the octets themselves.
  void reveal(std::uint8_t* memory) const {
    for (std::size_t i = 0; i < length_; ++i) {
      memory[i] = static_cast<std::uint8_t>(masked_[i] ^ kMask);
    }
  }

 private:
  std::size_t length_;
  std::array<std::uint8_t, kOctets> masked_{};
};

// This process's memory, as a debugger would see it.
class ProcessMemory {
 public:
  struct Region {
    std::uint64_t from = 0;
    std::uint64_t to = 0;
    std::string name;
  };

  ProcessMemory() : file_(::open("/proc/self/mem", O_RDONLY | O_CLOEXEC)) {
    void* const memory =
        ::mmap(nullptr, kChunk, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    chunk_ = {static_cast<std::uint8_t*>(memory), kChunk};
  }
  ProcessMemory(const ProcessMemory&) = delete;
  ProcessMemory& operator=(const ProcessMemory&) = delete;
  ~ProcessMemory() {
    ::munmap(chunk_.data(), chunk_.size());
    ::close(file_);
  }

  static std::vector<Region> regions() {
    std::vector<Region> found;
    std::ifstream maps("/proc/self/maps");
    for (std::string line; std::getline(maps, line);) {
      Region region;
      const std::size_t dash = line.find('-');
      region.from = std::stoull(line.substr(0, dash), nullptr, 16);
      region.to = std::stoull(line.substr(dash + 1), nullptr, 16);
      if (const std::size_t at = line.find_first_of("/["); at != std::string::npos) {
        region.name = line.substr(at);
      }
      found.push_back(region);
    }
    return found;
  }
  static std::vector<Region> secret_regions() {
    std::vector<Region> found;
    for (const Region& region : regions()) {
      if (region.name.find("secretmem") != std::string::npos) found.push_back(region);
    }
    return found;
  }

  // What read(2) says there: 0, or errno.
  int read_error(std::uint64_t address) const {
    std::uint8_t octet = 0;
    return ::pread(file_, &octet, 1, static_cast<off_t>(address)) == 1 ? 0 : errno;
  }

  // Where any of the needles stands. Reads whatever can be read, except its own buffer and
  // reservations of gigabytes (a sanitizer's).
  std::vector<std::uint64_t> find(const std::vector<Needle>& needles) const {
    std::vector<std::uint64_t> hits;
    for (const Region& region : regions()) {
      if (region.to - region.from > (std::uint64_t{1} << 30)) continue;
      for (std::uint64_t at = region.from; at < region.to; at += kChunk - Needle::kOctets) {
        const std::size_t wanted = std::min<std::uint64_t>(kChunk, region.to - at);
        const ssize_t got = ::pread(file_, chunk_.data(), wanted, static_cast<off_t>(at));
        if (got < static_cast<ssize_t>(Needle::kOctets)) continue;
        scan(at, chunk_.first(static_cast<std::size_t>(got)), needles, hits);
      }
    }
    std::memset(chunk_.data(), 0, chunk_.size());
    std::erase_if(hits, [this](std::uint64_t hit) {
      return hit - address_of(chunk_) < chunk_.size();  // what was read before
    });
    return hits;
  }

 private:
  static constexpr std::size_t kChunk = 1u << 20;

  static std::uint64_t address_of(std::span<const std::uint8_t> bytes) {
    return reinterpret_cast<std::uint64_t>(bytes.data());
  }
  static void scan(std::uint64_t base, std::span<const std::uint8_t> bytes,
                   const std::vector<Needle>& needles, std::vector<std::uint64_t>& hits) {
    for (const Needle& needle : needles) {
      const std::uint8_t* at = bytes.data();
      const std::uint8_t* const last = bytes.data() + (bytes.size() - Needle::kOctets);
      while (at <= last) {
        at = static_cast<const std::uint8_t*>(
            std::memchr(at, needle.first(), static_cast<std::size_t>(last - at) + 1));
        if (at == nullptr) break;
        if (needle.at(at)) hits.push_back(base + static_cast<std::uint64_t>(at - bytes.data()));
        ++at;
      }
    }
  }

  int file_;
  std::span<std::uint8_t> chunk_;
};

// Overwrites what earlier calls left on the stack below.
[[gnu::noinline]] inline void clear_stack() {
  std::array<std::uint8_t, 65536> room;
  ::explicit_bzero(room.data(), room.size());
}

}  // namespace celltally::test

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace celltally {

// While one lives, what OpenSSL allocates on this thread comes out of `room` and not from the heap:
// so an expanded key schedule, which is as secret as its key, stands in the key's own page. What
// OpenSSL frees must be freed under a SecretAllocation over the same room; nothing is used twice,
// and the page is overwritten as a whole when the key dies. At most one per thread at a time.
class SecretAllocation {
 public:
  // Whether OpenSSL's allocations go through here at all. Arranged before main(); false when
  // OpenSSL had already allocated something by then, after which it lets nobody in.
  static bool installed() noexcept;

  explicit SecretAllocation(std::span<std::uint8_t> room) noexcept;
  SecretAllocation(const SecretAllocation&) = delete;
  SecretAllocation& operator=(const SecretAllocation&) = delete;
  ~SecretAllocation();

  // Octets given out under this object.
  std::size_t used() const noexcept { return used_; }

  // For OpenSSL's calls: nullptr when the room is used up.
  void* take(std::size_t octets) noexcept;
  bool owns(const void* memory) const noexcept;

 private:
  std::span<std::uint8_t> room_;
  std::size_t used_ = 0;
};

}  // namespace celltally

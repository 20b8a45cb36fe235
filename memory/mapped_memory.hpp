#pragma once

#include <cstddef>

namespace celltally {

// Memory taken once and straight from the system: zeroed, not in core dumps, and free of cost until
// it is touched, so that a table may be sized for the busiest day. Owned; cannot be copied.
class MappedMemory {
 public:
  // For live capture, before any table is made: from now on, memory is touched when it is taken and
  // when it is cleared, and never swapped out where the system allows. Else a packet that is the
  // first to touch a page waits until the system has found and zeroed one, which can take a
  // millisecond, and the packets behind it are lost. Whether it will not be swapped.
  static bool keep_at_hand() noexcept;

  // Throws std::bad_alloc when the system refuses. REQUIRES: bytes > 0.
  explicit MappedMemory(std::size_t bytes);
  ~MappedMemory();
  MappedMemory(const MappedMemory&) = delete;
  MappedMemory& operator=(const MappedMemory&) = delete;

  void* data() const noexcept { return data_; }

  // All zero again, at the same address; what was there is given back to the system.
  void clear() noexcept;

 private:
  void advise() const noexcept;

  std::size_t bytes_;
  void* data_;
};

}  // namespace celltally

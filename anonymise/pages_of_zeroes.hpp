#pragma once

#include <cstddef>

namespace celltally {

// Zeroed pages for a table that is as large as its limits say: taken from the kernel at once, used
// only where written, in huge pages where there are any, never in a core dump.
class PagesOfZeroes {
 public:
  // Throws std::bad_alloc: for start-up only.
  explicit PagesOfZeroes(std::size_t octets);
  PagesOfZeroes(const PagesOfZeroes&) = delete;
  PagesOfZeroes& operator=(const PagesOfZeroes&) = delete;
  ~PagesOfZeroes();

  void* data() const noexcept { return memory_; }

  // Zeroes again; what was written is gone from memory.
  void forget() noexcept;

 private:
  void* memory_ = nullptr;
  std::size_t octets_ = 0;
};

}  // namespace celltally

#include "anonymise/pages_of_zeroes.hpp"

#include <sys/mman.h>

#include <cstring>
#include <new>

namespace celltally {

PagesOfZeroes::PagesOfZeroes(std::size_t octets) : octets_(octets) {
  void* const memory = ::mmap(nullptr, octets, PROT_READ | PROT_WRITE,
                              MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED) throw std::bad_alloc();
  memory_ = memory;
  // Wishes: the table works without them.
  ::madvise(memory_, octets_, MADV_HUGEPAGE);
  ::madvise(memory_, octets_, MADV_DONTDUMP);
}

PagesOfZeroes::~PagesOfZeroes() {
  ::munmap(memory_, octets_);
}

void PagesOfZeroes::forget() noexcept {
  // Refused for locked memory; then by hand.
  if (::madvise(memory_, octets_, MADV_DONTNEED) != 0) std::memset(memory_, 0, octets_);
}

}  // namespace celltally

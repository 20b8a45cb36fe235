#include "memory/mapped_memory.hpp"

#include <sys/mman.h>

#include <atomic>
#include <cstring>
#include <new>

namespace celltally {

namespace {

std::atomic<bool> at_hand{false};

void* map(void* where, std::size_t bytes, int flags) noexcept {
  return ::mmap(where, bytes, PROT_READ | PROT_WRITE,
                MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | flags, -1, 0);
}

}  // namespace

bool MappedMemory::keep_at_hand() noexcept {
  at_hand = true;
  return ::mlockall(MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT) == 0;
}

MappedMemory::MappedMemory(std::size_t bytes) : bytes_(bytes), data_(map(nullptr, bytes, 0)) {
  if (data_ == MAP_FAILED) throw std::bad_alloc();
  advise();
}

MappedMemory::~MappedMemory() {
  ::munmap(data_, bytes_);
}

// A new mapping over the old one also works where memory is locked, which MADV_DONTNEED does not.
void MappedMemory::clear() noexcept {
  if (map(data_, bytes_, MAP_FIXED) == MAP_FAILED) {
    std::memset(data_, 0, bytes_);
    return;
  }
  advise();
}

// Tables are read at random: huge pages save most of the misses of the address cache. Tags must not
// get into a core dump. Both are requests; counting is right without them.
void MappedMemory::advise() const noexcept {
  ::madvise(data_, bytes_, MADV_HUGEPAGE);
  ::madvise(data_, bytes_, MADV_DONTDUMP);
  if (at_hand && ::madvise(data_, bytes_, MADV_POPULATE_WRITE) != 0) {  // before Linux 5.14
    std::memset(data_, 0, bytes_);
  }
}

}  // namespace celltally

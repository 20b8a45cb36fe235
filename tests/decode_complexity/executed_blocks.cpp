#include "tests/decode_complexity/executed_blocks.hpp"

#include <cstddef>

namespace {

std::uint64_t blocks = 0;

void count_octets(std::size_t octets) {
  blocks += octets / 16;
}

}  // namespace

namespace celltally {

std::uint64_t executed_blocks() noexcept {
  return blocks;
}

}  // namespace celltally

extern "C" {

// The compiler calls it at the beginning of every block.
void __sanitizer_cov_trace_pc() {
  ++blocks;
}

// The linker puts these in place of the C library's (--wrap).
void* __real_memcpy(void* to, const void* from, std::size_t octets);
void* __wrap_memcpy(void* to, const void* from, std::size_t octets) {
  count_octets(octets);
  return __real_memcpy(to, from, octets);
}
void* __real_memmove(void* to, const void* from, std::size_t octets);
void* __wrap_memmove(void* to, const void* from, std::size_t octets) {
  count_octets(octets);
  return __real_memmove(to, from, octets);
}
void* __real_memset(void* to, int octet, std::size_t octets);
void* __wrap_memset(void* to, int octet, std::size_t octets) {
  count_octets(octets);
  return __real_memset(to, octet, octets);
}
int __real_memcmp(const void* one, const void* other, std::size_t octets);
int __wrap_memcmp(const void* one, const void* other, std::size_t octets) {
  count_octets(octets);
  return __real_memcmp(one, other, octets);
}
// Up to where it is found: the octets behind that were not looked at.
void* __real_memchr(const void* octets, int octet, std::size_t count);
void* __wrap_memchr(const void* octets, int octet, std::size_t count) {
  void* const found = __real_memchr(octets, octet, count);
  count_octets(found == nullptr ? count
                                : static_cast<std::size_t>(static_cast<const char*>(found) -
                                                           static_cast<const char*>(octets)));
  return found;
}
}

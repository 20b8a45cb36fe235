#include "fuzz/allocation.hpp"

#include <cstdio>
#include <cstdlib>

// Of the sanitizers, where there are any: it sees malloc too.
extern "C" __attribute__((weak)) int __sanitizer_install_malloc_and_free_hooks(
    void (*on_malloc)(const volatile void*, std::size_t), void (*on_free)(const volatile void*));

namespace celltally {
namespace {

thread_local int forbidden = 0;
thread_local std::uint32_t until_fault = 0;  // 0: none to come
thread_local bool fault_happened = false;

void require_allowed() {
  if (forbidden == 0) return;
  forbidden = 0;  // so that this can be told
  std::fputs("memory was asked for on the path of a packet\n", stderr);
  std::abort();
}

void* allocate(std::size_t size, std::size_t alignment) {
  require_allowed();
  if (until_fault != 0 && --until_fault == 0) {
    fault_happened = true;
    return nullptr;
  }
  if (size == 0) size = 1;
  if (alignment <= alignof(std::max_align_t)) return std::malloc(size);
  return std::aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment);
}

void* allocate_or_throw(std::size_t size, std::size_t alignment = 1) {
  void* const memory = allocate(size, alignment);
  if (memory == nullptr) throw std::bad_alloc{};
  return memory;
}

[[maybe_unused]] const bool hooked = [] {
  if (__sanitizer_install_malloc_and_free_hooks == nullptr) return false;
  return __sanitizer_install_malloc_and_free_hooks(
             [](const volatile void*, std::size_t) { require_allowed(); },
             [](const volatile void*) {}) != 0;
}();

}  // namespace

NoAllocation::NoAllocation() noexcept {
  ++forbidden;
}
NoAllocation::~NoAllocation() {
  --forbidden;
}

AllocationFault::AllocationFault(std::uint32_t nth) noexcept {
  until_fault = nth;
  fault_happened = false;
}
AllocationFault::~AllocationFault() {
  until_fault = 0;
}
bool AllocationFault::happened() noexcept {
  return fault_happened;
}

std::uint32_t nth_allocation(std::span<const std::uint8_t> input) noexcept {
  std::uint32_t digest = 2166136261;  // FNV-1a
  for (const std::uint8_t octet : input) digest = (digest ^ octet) * 16777619;
  return 1 + (digest >> 8 & ((1u << digest % 13) - 1));
}

}  // namespace celltally

// All forms of both, for the sanitizer's own would not fit together with one of them.
using celltally::allocate;
using celltally::allocate_or_throw;
using Alignment = std::align_val_t;

void* operator new(std::size_t size) {
  return allocate_or_throw(size);
}
void* operator new[](std::size_t size) {
  return allocate_or_throw(size);
}
void* operator new(std::size_t size, Alignment alignment) {
  return allocate_or_throw(size, static_cast<std::size_t>(alignment));
}
void* operator new[](std::size_t size, Alignment alignment) {
  return allocate_or_throw(size, static_cast<std::size_t>(alignment));
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  return allocate(size, 1);
}
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept {
  return allocate(size, 1);
}
void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete[](void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}
void operator delete[](void* memory, std::size_t) noexcept {
  std::free(memory);
}
void operator delete(void* memory, Alignment) noexcept {
  std::free(memory);
}
void operator delete[](void* memory, Alignment) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t, Alignment) noexcept {
  std::free(memory);
}
void operator delete[](void* memory, std::size_t, Alignment) noexcept {
  std::free(memory);
}
void operator delete(void* memory, const std::nothrow_t&) noexcept {
  std::free(memory);
}
void operator delete[](void* memory, const std::nothrow_t&) noexcept {
  std::free(memory);
}

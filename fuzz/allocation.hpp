#pragma once

#include <cstddef>
#include <cstdint>
#include <new>
#include <span>

// The fuzz targets' own operator new (allocation.cpp), which can be forbidden, or made to fail
// once. Both hold for the thread that asks.
namespace celltally {

// While one is there, who asks for memory ends the program: nothing on the path of a packet may.
class NoAllocation {
 public:
  NoAllocation() noexcept;
  ~NoAllocation();
  NoAllocation(const NoAllocation&) = delete;
  NoAllocation& operator=(const NoAllocation&) = delete;
};

template <typename Action>
auto without_allocation(Action action) {
  const NoAllocation forbidden;
  return action();
}

// While one is there, its `nth` allocation (from 1) throws std::bad_alloc.
class AllocationFault {
 public:
  explicit AllocationFault(std::uint32_t nth) noexcept;
  ~AllocationFault();
  AllocationFault(const AllocationFault&) = delete;
  AllocationFault& operator=(const AllocationFault&) = delete;

  static bool happened() noexcept;
};

// 1 to 4096, small numbers more often; follows from the input, so that a finding is found again.
std::uint32_t nth_allocation(std::span<const std::uint8_t> input) noexcept;

// Does something with one allocation failing: that may be told by an error or by std::bad_alloc,
// and nothing else. What leaks, the sanitizer tells.
template <typename Action>
void with_allocation_fault(std::span<const std::uint8_t> input, Action action) {
  const AllocationFault fault{nth_allocation(input)};
  try {
    action();
  } catch (const std::bad_alloc&) {
    if (!AllocationFault::happened()) throw;
  }
}

}  // namespace celltally

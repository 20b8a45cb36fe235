#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "decode/datagram_key.hpp"

namespace celltally {

// Numbers datagrams: from key to slot number and back, in the order in which they came. All memory
// is taken when made. Every call takes constant time on average, whatever the keys are: their hash
// starts from a random number, which changes no result. One thread.
class DatagramIndex {
 public:
  static constexpr std::uint32_t kNone = UINT32_MAX;

  // REQUIRES: 0 < slots_max < 2^30.
  explicit DatagramIndex(std::size_t slots_max);

  std::size_t size() const noexcept { return size_; }
  bool full() const noexcept { return size_ == entries_.size(); }

  // The slot of `key`, or kNone.
  std::uint32_t find(const DatagramKey& key) noexcept;

  // Gives `key` a slot; it is now the newest. REQUIRES: !full(), and find(key) gives kNone.
  std::uint32_t insert(const DatagramKey& key) noexcept;

  // Gives the slot back. REQUIRES: it is in use.
  void erase(std::uint32_t slot) noexcept;

  // The slot that has been in use longest, or kNone.
  std::uint32_t oldest() const noexcept { return oldest_; }

  const DatagramKey& key(std::uint32_t slot) const noexcept { return entries_[slot].key; }

  // Keys looked at since the start: the work done, for tests that it is bounded.
  std::uint64_t steps() const noexcept { return steps_; }

 private:
  struct Entry {
    DatagramKey key;
    std::uint32_t next_in_bucket = kNone;  // or the next free slot
    std::uint32_t older = kNone;
    std::uint32_t newer = kNone;
  };

  std::uint32_t& bucket_of(const DatagramKey& key) noexcept;
  void unchain(std::uint32_t slot) noexcept;
  void unlist(std::uint32_t slot) noexcept;

  std::vector<Entry> entries_;
  std::vector<std::uint32_t> buckets_;  // first slot of each; a power of two of them
  std::uint64_t seed_;
  std::uint64_t steps_ = 0;
  std::size_t size_ = 0;
  std::uint32_t free_ = 0;
  std::uint32_t oldest_ = kNone;
  std::uint32_t newest_ = kNone;
};

}  // namespace celltally

#pragma once

#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace celltally {

// For the hash of an index. Who sends packets chooses the keys, so it must not be one that can be
// computed outside: it starts from a random number, which changes no result.
std::uint64_t random_hash_seed();
std::uint64_t hash_of(std::span<const std::uint64_t> words, std::uint64_t seed) noexcept;

// Numbers things that come and go: from key to slot number and back, in the order in which they
// came or were touched. All memory is taken when made. Every call takes constant time on average,
// whatever the keys are. A key is compared by == and gives words() to hash. One thread.
template <typename Key>
class SlotIndex {
 public:
  static constexpr std::uint32_t kNone = UINT32_MAX;

  // REQUIRES: 0 < slots_max < 2^30.
  explicit SlotIndex(std::size_t slots_max)
      : entries_(slots_max),
        buckets_(std::bit_ceil(slots_max * 2), kNone),
        seed_(random_hash_seed()) {
    assert(slots_max > 0 && slots_max < 1u << 30);
    for (std::uint32_t slot = 0; slot + 1 < slots_max; ++slot) {
      entries_[slot].next_in_bucket = slot + 1;
    }
  }

  std::size_t size() const noexcept { return size_; }
  bool full() const noexcept { return size_ == entries_.size(); }

  // The slot of `key`, or kNone.
  std::uint32_t find(const Key& key) noexcept {
    std::uint32_t slot = bucket_of(key);
    while (slot != kNone && entries_[slot].key != key) {
      ++steps_;
      slot = entries_[slot].next_in_bucket;
    }
    return slot;
  }

  // Gives `key` a slot; it is now the newest. REQUIRES: !full(), and find(key) gives kNone.
  std::uint32_t insert(const Key& key) noexcept {
    assert(!full());
    const std::uint32_t slot = free_;
    Entry& entry = entries_[slot];
    free_ = entry.next_in_bucket;
    std::uint32_t& bucket = bucket_of(key);
    entry = {key, bucket, kNone, kNone};
    bucket = slot;
    list(slot);
    ++size_;
    return slot;
  }

  // Makes it the newest. REQUIRES: it is in use.
  void touch(std::uint32_t slot) noexcept {
    if (slot == newest_) return;
    unlist(slot);
    list(slot);
  }

  // Gives the slot back. REQUIRES: it is in use.
  void erase(std::uint32_t slot) noexcept {
    assert(size_ > 0);
    unchain(slot);
    unlist(slot);
    entries_[slot] = {{}, free_, kNone, kNone};
    free_ = slot;
    --size_;
  }

  // The slot that has been in use, or untouched, longest; and the next one. kNone when there is
  // none.
  std::uint32_t oldest() const noexcept { return oldest_; }
  std::uint32_t newer_than(std::uint32_t slot) const noexcept { return entries_[slot].newer; }

  const Key& key(std::uint32_t slot) const noexcept { return entries_[slot].key; }

  // Keys looked at since the start: the work done, for tests that it is bounded.
  std::uint64_t steps() const noexcept { return steps_; }

 private:
  struct Entry {
    Key key;
    std::uint32_t next_in_bucket = kNone;  // or the next free slot
    std::uint32_t older = kNone;
    std::uint32_t newer = kNone;
  };

  std::uint32_t& bucket_of(const Key& key) noexcept {
    return buckets_[hash_of(key.words(), seed_) & (buckets_.size() - 1)];
  }

  void unchain(std::uint32_t slot) noexcept {
    std::uint32_t* link = &bucket_of(entries_[slot].key);
    while (*link != slot) {
      ++steps_;
      link = &entries_[*link].next_in_bucket;
    }
    *link = entries_[slot].next_in_bucket;
  }

  void list(std::uint32_t slot) noexcept {
    entries_[slot].older = newest_;
    entries_[slot].newer = kNone;
    (newest_ == kNone ? oldest_ : entries_[newest_].newer) = slot;
    newest_ = slot;
  }

  void unlist(std::uint32_t slot) noexcept {
    const Entry& entry = entries_[slot];
    (entry.older == kNone ? oldest_ : entries_[entry.older].newer) = entry.newer;
    (entry.newer == kNone ? newest_ : entries_[entry.newer].older) = entry.older;
  }

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

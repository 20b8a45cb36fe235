#include "decode/datagram_index.hpp"

#include <bit>
#include <cassert>
#include <cstring>
#include <random>

namespace celltally {
namespace {

// The finaliser of MurmurHash3: each bit of the input flips about half of the output's.
std::uint64_t mix(std::uint64_t word) noexcept {
  word ^= word >> 33;
  word *= 0xff51afd7ed558ccd;
  word ^= word >> 33;
  word *= 0xc4ceb9fe1a85ec53;
  return word ^ word >> 33;
}

std::uint64_t hash(const DatagramKey& key, std::uint64_t seed) noexcept {
  std::array<std::uint64_t, 4> addresses;
  std::memcpy(addresses.data(), key.source.data(), 16);
  std::memcpy(addresses.data() + 2, key.destination.data(), 16);
  std::uint64_t state = mix(seed ^ (std::uint64_t{key.address_length} << 32 | key.id));
  for (const std::uint64_t word : addresses) state = mix(state ^ word) + seed;
  return state;
}

// Who sends fragments chooses the keys, so the hash must not be one that can be computed outside.
std::uint64_t random_seed() {
  std::random_device random;
  return std::uint64_t{random()} << 32 | random();
}

}  // namespace

DatagramIndex::DatagramIndex(std::size_t slots_max)
    : entries_(slots_max), buckets_(std::bit_ceil(slots_max * 2), kNone), seed_(random_seed()) {
  assert(slots_max > 0 && slots_max < 1u << 30);
  for (std::uint32_t slot = 0; slot + 1 < slots_max; ++slot) {
    entries_[slot].next_in_bucket = slot + 1;
  }
}

std::uint32_t& DatagramIndex::bucket_of(const DatagramKey& key) noexcept {
  return buckets_[hash(key, seed_) & (buckets_.size() - 1)];
}

std::uint32_t DatagramIndex::find(const DatagramKey& key) noexcept {
  std::uint32_t slot = bucket_of(key);
  while (slot != kNone && entries_[slot].key != key) {
    ++steps_;
    slot = entries_[slot].next_in_bucket;
  }
  return slot;
}

std::uint32_t DatagramIndex::insert(const DatagramKey& key) noexcept {
  assert(!full());
  const std::uint32_t slot = free_;
  Entry& entry = entries_[slot];
  free_ = entry.next_in_bucket;
  std::uint32_t& bucket = bucket_of(key);
  entry = {key, bucket, newest_, kNone};
  bucket = slot;
  (newest_ == kNone ? oldest_ : entries_[newest_].newer) = slot;
  newest_ = slot;
  ++size_;
  return slot;
}

void DatagramIndex::erase(std::uint32_t slot) noexcept {
  assert(size_ > 0);
  unchain(slot);
  unlist(slot);
  entries_[slot] = {{}, free_, kNone, kNone};
  free_ = slot;
  --size_;
}

void DatagramIndex::unchain(std::uint32_t slot) noexcept {
  std::uint32_t* link = &bucket_of(entries_[slot].key);
  while (*link != slot) {
    ++steps_;
    link = &entries_[*link].next_in_bucket;
  }
  *link = entries_[slot].next_in_bucket;
}

void DatagramIndex::unlist(std::uint32_t slot) noexcept {
  const Entry& entry = entries_[slot];
  (entry.older == kNone ? oldest_ : entries_[entry.older].newer) = entry.newer;
  (entry.newer == kNone ? newest_ : entries_[entry.newer].older) = entry.older;
}

}  // namespace celltally

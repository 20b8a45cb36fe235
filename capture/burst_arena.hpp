#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace celltally {

// The memory in which a source keeps the bytes of one burst. Taken once, when made; wiped when it
// ends, because packets hold identifiers. One thread.
class BurstArena {
 public:
  explicit BurstArena(std::size_t bytes)
      : store_(std::make_unique_for_overwrite<std::uint8_t[]>(bytes)), size_(bytes) {}
  BurstArena(const BurstArena&) = delete;
  BurstArena& operator=(const BurstArena&) = delete;
  ~BurstArena();

  // A new burst: everything that copy() gave becomes invalid.
  void rewind() noexcept { used_ = 0; }

  bool has_room(std::size_t bytes) const noexcept { return bytes <= size_ - used_; }

  // The bytes' copy, valid until rewind(). REQUIRES: has_room(bytes.size()).
  std::span<std::uint8_t> copy(std::span<const std::uint8_t> bytes) noexcept;

 private:
  std::unique_ptr<std::uint8_t[]> store_;
  std::size_t size_;
  std::size_t used_ = 0;
  std::size_t dirty_ = 0;  // the most that was ever used
};

}  // namespace celltally

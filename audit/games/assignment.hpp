#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace celltally {

// What each row costs in each column; as many rows as columns.
class Costs {
 public:
  explicit Costs(std::size_t size) : size_(size), costs_(size * size) {}

  std::size_t size() const noexcept { return size_; }
  std::int32_t& at(std::size_t row, std::size_t column) noexcept {
    return costs_[row * size_ + column];
  }
  std::int32_t at(std::size_t row, std::size_t column) const noexcept {
    return costs_[row * size_ + column];
  }

 private:
  std::size_t size_;
  std::vector<std::int32_t> costs_;
};

// The column of each row, each once, so that all together cost least (the Hungarian method, with
// shortest augmenting paths). Takes up to the cube of the size.
std::vector<std::size_t> cheapest_assignment(const Costs& costs);

}  // namespace celltally

#pragma once

#include <cstddef>
#include <vector>

#include "daemon/epoch_window.hpp"

namespace celltally {

// Adds up what the shards say of the same window, as soon as all have. One thread at a time.
class WindowMerge {
 public:
  // REQUIRES: shards > 0.
  explicit WindowMerge(std::size_t shards) noexcept : shards_(shards) {}

  // One shard's. The shards close the same windows in the same order, each in its own time.
  void add(EpochWindow window);

  // Those that are whole, in the order of closing.
  std::vector<EpochWindow> take();

  // No shard will say any more: also those that some shard said nothing of.
  void finish();

 private:
  struct Parts {
    Timestamp epoch;
    std::vector<ClosedWindow> windows;  // one at least
  };

  bool same(const Parts& parts, const EpochWindow& window) const noexcept;

  std::size_t shards_;
  std::vector<Parts> open_;
  std::vector<EpochWindow> whole_;
};

}  // namespace celltally

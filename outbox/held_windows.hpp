#pragma once

#include <cstdint>
#include <deque>

#include "disclose/released_rows.hpp"
#include "outbox/segment_header.hpp"

namespace celltally {

// Windows in memory that the disk would not take yet, their sequence numbers given. Bounded by
// octets, but for one window, which may always stay.
class HeldWindows {
 public:
  struct Window {
    SegmentHeader about;
    ReleasedRows rows;
  };

  void push(Window window);
  void pop();  // REQUIRES: !empty()

  // Whether the oldest must go for the others to stay.
  bool too_many(std::uint64_t bytes_most) const noexcept {
    return windows_.size() > 1 && bytes_ > bytes_most;
  }

  bool empty() const noexcept { return windows_.empty(); }
  std::size_t size() const noexcept { return windows_.size(); }
  std::uint64_t bytes() const noexcept { return bytes_; }
  const Window& oldest() const { return windows_.front(); }  // REQUIRES: !empty()

 private:
  std::deque<Window> windows_;
  std::uint64_t bytes_ = 0;
};

}  // namespace celltally

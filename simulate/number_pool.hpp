#pragma once

#include <cstdint>
#include <deque>
#include <utility>

#include "vocabulary/timestamp.hpp"

namespace celltally {

// Numbers that a node gives: those that came back are given to others after a rest, as real nodes
// do.
class NumberPool {
 public:
  // The first number, and how far it is from one to the next.
  NumberPool(std::uint32_t first, std::uint32_t step, std::int64_t rest_seconds)
      : next_(first), step_(step), rest_ns_(rest_seconds * 1'000'000'000) {}

  std::uint32_t take(Timestamp now) {
    if (free_.empty() || free_.front().first > now) return std::exchange(next_, next_ + step_);
    const std::uint32_t number = free_.front().second;
    free_.pop_front();
    return number;
  }

  void give_back(std::uint32_t number, Timestamp now) {
    free_.emplace_back(Timestamp{now.ns + rest_ns_}, number);
  }

 private:
  std::uint32_t next_;
  std::uint32_t step_;
  std::int64_t rest_ns_;
  std::deque<std::pair<Timestamp, std::uint32_t>> free_;
};

}  // namespace celltally

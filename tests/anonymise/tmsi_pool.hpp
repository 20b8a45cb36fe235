#pragma once

#include <cstdint>
#include <deque>

namespace celltally::test {

// TMSIs of a made-up network: those that are free are given again.
class TmsiPool {
 public:
  // Longer than a registration is remembered (Anonymiser::Limits).
  static constexpr std::int64_t kOutOfAge = 7300;

  explicit TmsiPool(std::uint32_t first) : next_(first) {}

  // One that has been free for so long, or a new one.
  std::uint32_t take(std::int64_t second, std::int64_t rests_s) {
    for (auto each = free_.begin(); each != free_.end(); ++each) {
      if (second - each->since < rests_s) continue;
      const std::uint32_t tmsi = each->tmsi;
      free_.erase(each);
      return tmsi;
    }
    return next_++;
  }

  void give_back(std::uint32_t tmsi, std::int64_t second) { free_.push_back({tmsi, second}); }

 private:
  struct Free {
    std::uint32_t tmsi;
    std::int64_t since;
  };

  std::deque<Free> free_;
  std::uint32_t next_;
};

}  // namespace celltally::test

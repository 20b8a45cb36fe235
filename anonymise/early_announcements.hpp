#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "anonymise/node_table.hpp"
#include "anonymise/session_tag.hpp"
#include "decode/session_references.hpp"

namespace celltally {

// Endpoints announced to a receiver, kept for a moment: where the two directions come over
// different fibres, a response may be seen before its request, and only the request says whose the
// receiver's session is. Small and bounded: of a full bucket the oldest gives way.
class EarlyAnnouncements {
 public:
  static constexpr std::int64_t kSecondsMax = 2;

  struct Endpoint {
    SessionTag tag;
    NodeTable::Life node;
  };
  struct Announcement {
    std::array<Endpoint, SessionReferences::kAnnouncedMax> endpoints;
    std::uint8_t count = 0;
    std::uint8_t sender = SessionReferences::kNone;     // as SessionReferences::sender()
    std::uint8_t at_source = SessionReferences::kNone;  // as SessionReferences::at_source
  };

  EarlyAnnouncements();

  // The announcement to this receiver, to be filled at once: all of it but the endpoints beyond its
  // count. Takes the place of an earlier one to the same receiver. `second` is of packet time.
  Announcement& remember(SessionTag receiver, std::int64_t second) noexcept;

  // What was announced to this receiver within kSecondsMax of this second, and is here no longer;
  // count is 0 when there is nothing.
  Announcement take(SessionTag receiver, std::int64_t second) noexcept;

  // How many lost their place within kSecondsMax.
  std::uint64_t evicted() const noexcept { return evicted_; }

  void forget() noexcept;

 private:
  static constexpr std::size_t kWays = 4;
  static constexpr std::size_t kBuckets = 256;

  struct alignas(64) Bucket {
    std::array<SessionTag, kWays> receivers;
    std::array<std::int64_t, kWays> seconds{};
    std::array<Announcement, kWays> announcements;
  };

  static bool in_time(std::int64_t then, std::int64_t second) noexcept {
    return second - then <= kSecondsMax && then - second <= kSecondsMax;
  }
  Bucket& bucket_of(SessionTag receiver) noexcept { return buckets_[receiver.value % kBuckets]; }

  std::vector<Bucket> buckets_;
  std::uint64_t evicted_ = 0;
};

}  // namespace celltally

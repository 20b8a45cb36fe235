#include "anonymise/early_announcements.hpp"

#include <algorithm>

namespace celltally {

EarlyAnnouncements::EarlyAnnouncements() : buckets_(kBuckets) {}

EarlyAnnouncements::Announcement& EarlyAnnouncements::remember(SessionTag receiver,
                                                               std::int64_t second) noexcept {
  Bucket& bucket = bucket_of(receiver);
  const auto begin = bucket.receivers.begin();
  const auto end = bucket.receivers.end();
  auto place = std::find(begin, end, receiver);
  if (place == end) place = std::find(begin, end, SessionTag{});
  auto way = static_cast<std::size_t>(place - begin);
  if (way == kWays) {
    const auto oldest = std::min_element(bucket.seconds.begin(), bucket.seconds.end());
    way = static_cast<std::size_t>(oldest - bucket.seconds.begin());
    if (in_time(*oldest, second)) ++evicted_;
  }
  bucket.receivers[way] = receiver;
  bucket.seconds[way] = second;
  return bucket.announcements[way];
}

EarlyAnnouncements::Announcement EarlyAnnouncements::take(SessionTag receiver,
                                                          std::int64_t second) noexcept {
  Bucket& bucket = bucket_of(receiver);
  const auto place = std::find(bucket.receivers.begin(), bucket.receivers.end(), receiver);
  if (place == bucket.receivers.end()) return {};
  const auto way = static_cast<std::size_t>(place - bucket.receivers.begin());
  *place = SessionTag{};
  return in_time(bucket.seconds[way], second) ? bucket.announcements[way] : Announcement{};
}

void EarlyAnnouncements::forget() noexcept {
  std::ranges::fill(buckets_, Bucket{});
}

}  // namespace celltally

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "anonymise/table_memory.hpp"
#include "anonymise/temporary_person.hpp"
#include "vocabulary/signalling_event.hpp"

namespace celltally {

// Remembers what people were counted for who are known by a temporary identity only. Bounded, in
// buckets of four: of a full one, who was seen least recently gives way, and stays counted as
// somebody of their own whoever they turn out to be.
class TemporaryPeople {
 public:
  // Events of one kind and service in one cell within so many seconds are one sighting, from the
  // first to the last of them, as long as nothing is known of another cell in between: what a visit
  // is made of is all there.
  static constexpr std::int64_t kSameSeconds = 600;

  // Throws std::bad_alloc. REQUIRES: 0 < people_max < 2^32.
  explicit TemporaryPeople(std::size_t people_max);

  // Asks the processor to bring near what note() will read: first the one, then, when that has
  // come, the other. Always inline: g++ drops calls of functions that do nothing but prefetch, for
  // want of an effect.
  [[gnu::always_inline]] void prefetch(Tag person) const noexcept {
    __builtin_prefetch(&memory_.of(person.value).heads, 1);
  }
  [[gnu::always_inline]] void prefetch_sightings(Tag person) const noexcept {
    const Bucket& bucket = memory_.of(person.value);
    for (std::size_t way = 0; way < kWays; ++way) {
      const Head& head = bucket.heads[way];
      if (head.tag == person) __builtin_prefetch(&bucket.sightings[way][head.last()], 1);
    }
  }

  // The event was counted for a person. REQUIRES: event.person.known().
  void note(const SignallingEvent& event) noexcept;

  // What is known of this person, and is here no longer; its tag is unknown when nothing is.
  TemporaryPerson take(Tag person) noexcept;

  // How many gave way.
  std::uint64_t evicted() const noexcept { return evicted_; }

  void forget() noexcept { memory_.forget(); }

 private:
  static constexpr std::size_t kWays = 4;
  using Sightings = std::array<TemporaryPerson::Sighting, TemporaryPerson::kSightingsMax>;

  // All octets zero: nobody.
  struct Head {
    Tag tag;
    std::uint32_t last_second;  // of packet time, when they were last seen; wraps around in 2106
    std::uint8_t count;
    bool left_out;

    constexpr std::size_t last() const noexcept { return count == 0 ? 0u : count - 1u; }
  };
  struct alignas(64) Bucket {
    std::array<Head, kWays> heads;
    std::array<Sightings, kWays> sightings;
  };
  static_assert(sizeof(std::array<Head, kWays>) == 64, "a cache line says who is there");

  // Their way in the bucket.
  std::size_t find_or_enter(Bucket& bucket, Tag person) noexcept;
  static bool is_one_of(Sightings& sightings, std::size_t count,
                        const SignallingEvent& event) noexcept;
  static void leave_out_oldest(Head& head, Sightings& sightings,
                               const SignallingEvent& event) noexcept;

  TableMemory<Bucket> memory_;
  std::uint64_t evicted_ = 0;
};

}  // namespace celltally

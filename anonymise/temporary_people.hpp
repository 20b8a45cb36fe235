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
  // Sightings of one kind in one cell within so many seconds are one: counting makes no difference
  // between them.
  static constexpr std::int64_t kSameSeconds = 600;

  // Throws std::bad_alloc. REQUIRES: 0 < people_max < 2^32.
  explicit TemporaryPeople(std::size_t people_max);

  // The event was counted for a person. REQUIRES: event.person.known().
  void note(const SignallingEvent& event) noexcept;

  // What is known of this person, and is here no longer; its tag is unknown when nothing is.
  TemporaryPerson take(Tag person) noexcept;

  // How many gave way.
  std::uint64_t evicted() const noexcept { return evicted_; }

  void forget() noexcept { memory_.forget(); }

 private:
  static constexpr std::size_t kWays = 4;
  using Bucket = std::array<TemporaryPerson, kWays>;

  TemporaryPerson& find_or_enter(Tag person) noexcept;

  TableMemory<Bucket> memory_;
  std::uint64_t evicted_ = 0;
};

}  // namespace celltally

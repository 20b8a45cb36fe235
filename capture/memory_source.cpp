#include "capture/memory_source.hpp"

#include <algorithm>
#include <cassert>

namespace celltally {

namespace {

constexpr std::size_t kArenaBytes = std::size_t{1024} * 1024;
static_assert(MemorySource::kPacketBytesMax <= kArenaBytes);

}  // namespace

MemorySource::MemorySource(std::vector<std::uint8_t> store, std::vector<Record> records,
                           const Plan& plan)
    : store_(std::move(store)),
      records_(std::move(records)),
      arena_(plan.serve == Serve::copied ? kArenaBytes : 0),
      plan_(plan) {
  assert(std::all_of(records_.begin(), records_.end(), [this](const Record& record) {
    return record.length <= kPacketBytesMax && record.offset <= store_.size() &&
           record.length <= store_.size() - record.offset;
  }));
  if (records_.empty()) round_ = plan_.rounds;
}

std::span<Packet> MemorySource::poll(std::span<Packet> room) {
  return plan_.serve == Serve::copied ? serve<Serve::copied>(room) : serve<Serve::in_place>(room);
}

// A network card would have written the next bursts near the core already.
void MemorySource::prefetch_later() const noexcept {
  constexpr std::size_t kPacketsAhead = 64;
  constexpr std::size_t kLine = 64;
  const std::size_t later = next_ + kPacketsAhead;
  if (later >= records_.size()) return;
  const auto bytes = std::span{store_}.subspan(records_[later].offset, records_[later].length);
  for (std::size_t at = 0; at < bytes.size(); at += kLine) __builtin_prefetch(&bytes[at]);
}

template <MemorySource::Serve kServe>
std::span<Packet> MemorySource::serve(std::span<Packet> room) noexcept {
  arena_.rewind();
  std::size_t count = 0;
  while (count < room.size() && !finished()) {
    const Record& record = records_[next_];
    std::span<std::uint8_t> bytes{std::span{store_}.subspan(record.offset, record.length)};
    prefetch_later();
    if constexpr (kServe == Serve::copied) {
      if (!arena_.has_room(bytes.size())) break;
      bytes = arena_.copy(bytes);
    }
    room[count++] = {.at = {record.at.ns + shift_ns_},
                     .bytes = bytes,
                     .frame = ++frame_,
                     .wire_length = record.length,
                     .source = plan_.source,
                     .link = plan_.link};
    if (++next_ == records_.size()) {
      next_ = 0;
      ++round_;
      shift_ns_ += plan_.shift_ns;
    }
  }
  return room.first(count);
}

}  // namespace celltally

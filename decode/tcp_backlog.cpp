#include "decode/tcp_backlog.hpp"

#include <algorithm>
#include <cassert>

#include "decode/wipe.hpp"

namespace celltally {

TcpBacklog::TcpBacklog(const Limits& limits)
    : limits_(limits),
      index_(limits.streams_max),
      held_(limits.streams_max),
      octets_(limits.streams_max * limits.octets_max) {
  assert(limits.octets_max <= UINT32_MAX);
}

TcpBacklog::~TcpBacklog() {
  wipe(octets_);
}

bool TcpBacklog::has_hole(std::uint32_t place) const noexcept {
  const Held& held = held_[place];
  return held.ranges > 1 || (held.ranges == 1 && held.range[0].begin != held.begin);
}

std::uint32_t TcpBacklog::open(std::uint32_t owner, Timestamp at) noexcept {
  const std::uint32_t place = index_.insert({++serial_});
  held_[place] = {};
  held_[place].owner = owner;
  held_[place].since = at;
  return place;
}

std::size_t TcpBacklog::close(std::uint32_t place) noexcept {
  Held& held = held_[place];
  std::size_t waiting = 0;
  for (const Range& each : std::span{held.range}.first(held.ranges)) {
    waiting += each.end - each.begin;
  }
  octets_waiting_ -= waiting;
  wipe(memory(place).first(held.reach));
  held = {};
  index_.erase(place);
  return waiting;
}

bool TcpBacklog::put(std::uint32_t place, std::size_t from, std::span<const std::uint8_t> octets,
                     Timestamp at, std::size_t& fresh) noexcept {
  Held& held = held_[place];
  if (from > limits_.octets_max || held.begin + from + octets.size() > limits_.octets_max) {
    return false;
  }
  const Range whole{static_cast<std::uint32_t>(held.begin + from),
                    static_cast<std::uint32_t>(held.begin + from + octets.size())};
  // Those that it overlaps or touches become one with it.
  std::uint32_t first = 0;
  while (first < held.ranges && held.range[first].end < whole.begin) ++first;
  std::uint32_t last = first;
  while (last < held.ranges && held.range[last].begin <= whole.end) ++last;
  steps_ += held.ranges + 1;
  if (first == last && held.ranges == kRangesMax) return false;

  const bool had_hole = has_hole(place);
  fresh = fill_gaps(place, whole, octets, std::span{held.range}.subspan(first, last - first));
  join_ranges(held, whole, first, last);
  held.reach = std::max(held.reach, whole.end);
  octets_waiting_ += fresh;
  if (!had_hole && has_hole(place)) held.hole_since = at;
  return true;
}

// Copies what of `octets`, which belong to `whole`, is in none of the ranges that are there.
std::size_t TcpBacklog::fill_gaps(std::uint32_t place, const Range& whole,
                                  std::span<const std::uint8_t> octets,
                                  std::span<const Range> there) noexcept {
  std::size_t fresh = 0;
  std::uint32_t next = whole.begin;
  const auto fill = [&](std::uint32_t end) {
    if (end <= next) return;
    const auto part = octets.subspan(next - whole.begin, end - next);
    std::ranges::copy(part, memory(place).subspan(next).begin());
    fresh += part.size();
  };
  for (const Range& each : there) {
    fill(std::min(each.begin, whole.end));
    next = std::max(next, each.end);
  }
  fill(whole.end);
  return fresh;
}

// Puts `whole` in the place of ranges `first` to `last`, and makes it one with them. There is room.
void TcpBacklog::join_ranges(Held& held, Range whole, std::uint32_t first,
                             std::uint32_t last) noexcept {
  const auto ranges = std::span{held.range};
  if (first == last) {
    std::ranges::copy_backward(ranges.subspan(first, held.ranges - first),
                               ranges.first(held.ranges + 1).end());
    ++held.ranges;
  } else {
    whole.begin = std::min(whole.begin, held.range[first].begin);
    whole.end = std::max(whole.end, held.range[last - 1].end);
    std::ranges::copy(ranges.subspan(last, held.ranges - last), ranges.subspan(first + 1).begin());
    held.ranges -= last - first - 1;
  }
  held.range[first] = whole;
}

std::span<std::uint8_t> TcpBacklog::ready(std::uint32_t place) noexcept {
  const Held& held = held_[place];
  if (held.ranges == 0 || held.range[0].begin != held.begin) return {};
  return memory(place).subspan(held.begin, held.range[0].end - held.begin);
}

void TcpBacklog::consume(std::uint32_t place, std::size_t octets) noexcept {
  Held& held = held_[place];
  if (octets == 0) return;
  assert(held.ranges != 0 && held.range[0].begin == held.begin &&
         octets <= held.range[0].end - held.begin);
  octets_waiting_ -= octets;
  drop_first(held, held.begin + static_cast<std::uint32_t>(octets));
}

std::size_t TcpBacklog::skip_hole(std::uint32_t place, Timestamp at,
                                  std::size_t& given_up) noexcept {
  given_up = 0;
  if (!has_hole(place)) return 0;
  Held& held = held_[place];
  const std::uint32_t begin = held.begin;
  given_up = ready(place).size();
  consume(place, given_up);
  held.begin = held.range[0].begin;
  held.hole_since = at;
  return held.begin - begin;
}

void TcpBacklog::touch(std::uint32_t place, Timestamp at) noexcept {
  held_[place].since = at;
  index_.touch(place);
}

void TcpBacklog::compact(std::uint32_t place) noexcept {
  Held& held = held_[place];
  if (held.begin == 0) return;
  const std::uint32_t gone = held.begin;
  const auto all = memory(place).first(held.reach);
  std::ranges::copy(all.subspan(gone), all.begin());
  wipe(all.last(gone));
  steps_ += (held.reach - gone) / 64;
  for (Range& each : std::span{held.range}.first(held.ranges)) {
    each.begin -= gone;
    each.end -= gone;
  }
  held.begin = 0;
  held.reach -= gone;
}

// Number 0 is at `up_to`, within the first range or at its end.
void TcpBacklog::drop_first(Held& held, std::uint32_t up_to) noexcept {
  held.begin = up_to;
  held.range[0].begin = up_to;
  if (held.range[0].end != up_to) return;
  const auto ranges = std::span{held.range}.first(held.ranges);
  std::ranges::copy(ranges.subspan(1), ranges.begin());
  --held.ranges;
}

std::span<std::uint8_t> TcpBacklog::memory(std::uint32_t place) noexcept {
  return std::span{octets_}.subspan(place * limits_.octets_max, limits_.octets_max);
}

}  // namespace celltally

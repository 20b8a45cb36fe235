#pragma once

#include <cstddef>
#include <cstdint>

#include "aggregate/visit.hpp"
#include "vocabulary/event_kind.hpp"
#include "vocabulary/service_class.hpp"

namespace celltally {

// That a person was in a cell in an hour, and which kinds and services of events were seen of it.
// All zero: of no hour.
struct HourMark {
  static constexpr unsigned kBits = kEventKinds - 1 + kServiceClasses - 1;

  std::uint64_t cell : 22;
  std::uint64_t hour_plus_1 : 5;
  std::uint64_t seen : kBits;  // see bits_of()

  // A bit for each EventKind but none, then one for each ServiceClass but none.
  static constexpr std::size_t index_of(EventKind kind) noexcept {
    return static_cast<std::size_t>(kind) - 1;
  }
  static constexpr std::size_t index_of(ServiceClass service) noexcept {
    return kEventKinds - 2 + static_cast<std::size_t>(service);
  }
  // REQUIRES: kind != EventKind::none.
  static constexpr std::uint32_t bits_of(EventKind kind, ServiceClass service) noexcept {
    const std::uint32_t of_kind = 1u << index_of(kind);
    return service == ServiceClass::none ? of_kind : of_kind | 1u << index_of(service);
  }

  bool is_of(std::uint32_t of_cell, std::size_t hour) const noexcept {
    return cell == of_cell && hour_plus_1 == hour + 1;
  }
};

static_assert(sizeof(HourMark) == 8);
static_assert(Visit::kCellsMax == 1u << 22);

}  // namespace celltally

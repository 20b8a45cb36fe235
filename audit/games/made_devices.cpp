#include "audit/games/made_devices.hpp"

#include <algorithm>

namespace celltally {

namespace {

constexpr std::int64_t kBeginsS = 1'767'585'600;  // 2026-01-05T04:00:00Z
constexpr std::int64_t kDayS = 86'400;
constexpr std::uint32_t kCells = 240;
constexpr std::uint32_t kCellsOfSite = 3;
constexpr std::uint32_t kCellsOfZone = 12;
constexpr Plmn kHome{0x00f110};                       // 001-01
constexpr Plmn kElsewhere[]{{0x99f999}, {0x99f929}};  // 999-99, 999-92

Place place(PlaceKind kind, std::uint64_t number) {
  return {kind, is_cell(kind) ? kHome : Plmn{}, number};
}

}  // namespace

Window MadeDevices::day() {
  return {Timestamp::from_seconds(kBeginsS), Timestamp::from_seconds(kBeginsS + kDayS)};
}

std::vector<CellSite> MadeDevices::cells() {
  std::vector<CellSite> cells;
  for (std::uint32_t i = 0; i < kCells; ++i) {
    cells.push_back({.cell = place(PlaceKind::ecgi, i + 1),
                     .site = place(PlaceKind::site, i / kCellsOfSite),
                     .zone = place(PlaceKind::zone, i / kCellsOfZone)});
  }
  return cells;
}

// In seconds of the day.
std::vector<std::int64_t> MadeDevices::moments(Kind kind) {
  std::vector<std::int64_t> moments;
  std::int64_t at = random_.below(7200);
  const auto many = kind == Kind::traveller ? 400 : 4 + random_.below(60);
  while (moments.size() < many && at < kDayS) {
    moments.push_back(at);
    switch (kind) {
      case Kind::ordinary: at += random_.exponential(1500); break;
      case Kind::traveller: at += random_.between(30, 400); break;
      // Around hours, half hours and the lengths that make a stay.
      case Kind::at_borders: at += 300 * random_.between(0, 6) + random_.between(-1, 1); break;
      case Kind::settled: at += 1800 + random_.between(-1, 1); break;
      case Kind::meter: at += 900; break;
    }
    at = std::max(at, moments.back());
  }
  if (kind == Kind::at_borders) moments.push_back(kDayS - 1);
  return moments;
}

std::uint32_t MadeDevices::cell(Kind kind, std::uint32_t before) {
  switch (kind) {
    case Kind::ordinary: return random_.percent(70) ? before : random_.below(kCells);
    case Kind::traveller: return (before + 1 + random_.below(20)) % kCells;
    case Kind::at_borders: return random_.percent(50) ? before : random_.below(kCells);
    case Kind::settled:
    case Kind::meter: return before;
  }
  return before;
}

SignallingEvent MadeDevices::first_of(Tag tag, Kind kind) {
  SignallingEvent event;
  event.person = tag;
  event.known_by = KnownBy::identity;
  event.home = random_.percent(20) ? kElsewhere[random_.below(2)] : kHome;
  event.segment.code = static_cast<std::uint8_t>(random_.below(PopulationSegment::kCodes));
  if (kind == Kind::meter) event.machine = MachineHint::device;
  return event;
}

std::vector<SignallingEvent> MadeDevices::device(Tag tag) {
  const auto kind = static_cast<Kind>(random_.below(5));
  SignallingEvent event = first_of(tag, kind);
  std::uint32_t number = random_.below(kCells);
  std::vector<SignallingEvent> events;
  for (const std::int64_t second : moments(kind)) {
    event.at = Timestamp::from_seconds(kBeginsS + std::min(second, kDayS - 1));
    event.cell = place(PlaceKind::ecgi, number + 1);
    event.kind = random_.percent(50) ? EventKind::service_request : EventKind::location_report;
    event.presence = random_.percent(90) ? Presence::exact : Presence::last_known;
    // Things become known as things at any time of the day, or never.
    if (kind == Kind::ordinary && random_.percent(1)) event.machine = MachineHint::network;
    events.push_back(event);
    number = cell(kind, number);
  }
  return events;
}

}  // namespace celltally

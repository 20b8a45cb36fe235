// The life of the world's radios: what devices do when, on top of where they are.

#include "simulate/world.hpp"

namespace celltally {

namespace {

using Kind = RadioAct::Kind;

constexpr std::int64_t kMillisecond = 1'000'000;
constexpr std::int64_t kSecond = 1'000 * kMillisecond;
constexpr std::int64_t kMinute = 60 * kSecond;
constexpr std::int64_t kUpdatePeriod = 54 * kMinute;  // T3412, T3512
constexpr std::uint32_t kPingPongPercent = 8;
constexpr std::uint32_t kBusyOnTheWayPercent = 5;  // in each cell on it
constexpr std::uint32_t kSaysGoodByePercent = 50;

constexpr std::int64_t at_second(const DiaryVisit& visit, std::int64_t begins) {
  return begins + std::int64_t{visit.to} * kSecond;
}

}  // namespace

void World::act(const DeviceProfile& profile, DeviceState& device, std::int64_t now) {
  if (device.border == now) return cross_border(profile, device, now);
  if (device.release == now) {
    device.release = DeviceState::kNever;
    device.connected = false;
    return perform(profile, device, now, Kind::release, device.serving);
  }
  if (device.event == now) return happen(profile, device, now);
  device.update = now + kUpdatePeriod;
  const bool reachable = device.present && device.attached && device.visit.covered;
  if (!reachable || device.connected || device.on_wifi) return;
  perform(profile, device, now, Kind::periodic_update, device.visit.cell);
}

// From one visit to the next, or off, or back.
void World::cross_border(const DeviceProfile& profile, DeviceState& device, std::int64_t now) {
  const bool over = device.present && at_second(device.visit, begins_) <= now;
  if (!over) return enter(profile, device, now);
  const auto next = device.reader.next(device.diary, profile, geography_);
  if (!next || time_of(next->from) > now) {
    const std::uint8_t last = device.reader.stays();
    const Diary::Stay& before = device.diary.stays[next ? last - 2u : last - 1u];
    if (device.visit.to < Diary::kDay) go_away(profile, device, now, before.then);
    device.border = next ? time_of(next->from) : DeviceState::kNever;
    if (next) device.visit = *next;
    return;
  }
  device.visit = *next;
  enter(profile, device, now);
}

void World::enter(const DeviceProfile& profile, DeviceState& device, std::int64_t now) {
  const bool first = !device.present;
  device.present = true;
  device.flipped = false;
  device.border = at_second(device.visit, begins_);
  change_wifi(profile, device, now);
  if (!device.visit.covered) {
    device.event = DeviceState::kNever;
    if (device.connected) device.release = now + 1;
    return;
  }
  if (!device.attached) {
    if (!first || device.event < now || device.event == DeviceState::kNever) {
      device.event = now + device.random.between(1'000, 20'000) * kMillisecond;
    }
    return;
  }
  const CellLayer& layer = geography_.layer(profile.radio);
  const std::uint32_t cell = device.visit.cell;
  const std::uint32_t area = static_cast<std::uint32_t>(layer.at(cell).area.id());
  if (device.connected) {
    if (device.serving != cell) perform(profile, device, now, Kind::handover, cell);
  } else if (area != device.area) {
    perform(profile, device, now, Kind::area_update, cell);
    device.update = now + kUpdatePeriod;
  } else if (device.visit.moving && !profile.idle && !is_machine(profile.kind) &&
             device.random.percent(kBusyOnTheWayPercent)) {
    connect(profile, device, now, Kind::service, cell, device.random.between(120, 900));
  }
  device.serving = cell;
  device.area = area;
  if (device.visit.moving) {
    device.event = DeviceState::kNever;
  } else {
    next_event(profile, device, now);
  }
}

// Out of the world: with a farewell, or just gone. What the network keeps of it, it forgets later.
void World::go_away(const DeviceProfile& profile, DeviceState& device, std::int64_t now,
                    Diary::Then how) {
  device.visit.access_point = Geography::kNone;
  change_wifi(profile, device, now);
  const bool tells = how == Diary::Then::switches_off || profile.kind == DeviceKind::no_sim ||
                     device.random.percent(kSaysGoodByePercent);
  if (device.attached && device.visit.covered && tells) {
    perform(profile, device, now, Kind::detach, device.serving);
  } else if (device.connected) {
    perform(profile, device, now, Kind::release, device.serving);
  }
  device.attached = device.connected = device.present = false;
  device.event = device.release = device.update = DeviceState::kNever;
}

void World::change_wifi(const DeviceProfile& profile, DeviceState& device, std::int64_t now) {
  const bool wanted = device.visit.access_point != Geography::kNone;
  if (wanted == device.on_wifi) return;
  device.on_wifi = wanted;
  if (wanted) {
    device.wifi_cell = device.visit.access_point;
    if (device.connected) {
      device.connected = false;
      device.release = DeviceState::kNever;
      perform(profile, device, now, Kind::release, device.serving);
    }
  }
  perform(profile, device, now, wanted ? Kind::wifi_start : Kind::wifi_stop, device.wifi_cell);
}

void World::happen(const DeviceProfile& profile, DeviceState& device, std::int64_t now) {
  device.event = DeviceState::kNever;
  if (!device.present || !device.visit.covered) return;
  const std::uint32_t cell = device.visit.cell;
  if (!device.attached) {
    device.attached = true;
    connect(profile, device, now, Kind::attach, cell, device.random.between(10, 30));
    device.serving = cell;
    device.area = static_cast<std::uint32_t>(geography_.layer(profile.radio).at(cell).area.id());
    if (!device.visit.moving) next_event(profile, device, now);
    return;
  }
  if (device.on_wifi) {
    perform(profile, device, now, Kind::wifi_interim, device.wifi_cell);
  } else {
    use(profile, device, now);
  }
  if (device.event == DeviceState::kNever) next_event(profile, device, now);
}

// In its cell, or for a moment in the one beside it.
void World::use(const DeviceProfile& profile, DeviceState& device, std::int64_t now) {
  const std::uint32_t own = device.visit.cell;
  const bool person = !is_machine(profile.kind);
  std::uint32_t cell = own;
  if (!device.flipped && person && device.random.percent(kPingPongPercent)) {
    cell = geography_.layer(profile.radio).neighbour(own);
    if (geography_.layer(profile.radio).at(cell).area !=
        geography_.layer(profile.radio).at(own).area) {
      cell = own;
    }
  }
  device.flipped = cell != own;
  if (device.flipped) {
    device.event = now + device.random.between(20'000, 100'000) * kMillisecond;
  }
  if (device.connected) {
    if (cell != device.serving) perform(profile, device, now, Kind::handover, cell);
  } else {
    const std::uint32_t what = device.random.below(100);
    Kind kind = Kind::service;
    if (person && what >= 80) kind = what < 88 ? Kind::call : Kind::text;
    if (person && what >= 60 && what < 80) kind = Kind::answer;
    const std::int64_t seconds = kind == Kind::call ? device.random.between(40, 240)
                                 : person           ? device.random.between(10, 60)
                                                    : 5;
    connect(profile, device, now, kind, cell, seconds);
  }
  device.serving = cell;
}

void World::next_event(const DeviceProfile& profile, DeviceState& device, std::int64_t now) {
  const std::int64_t gap_ms = std::int64_t{options_.event_gap_minutes} * 60'000;
  switch (profile.kind) {
    case DeviceKind::no_sim: device.event = DeviceState::kNever; return;
    case DeviceKind::meter:
    case DeviceKind::silent_meter: {  // by the clock, give or take two seconds
      const std::int64_t period = (15 + profile.number % 4 * 15) * kMinute;
      device.event = now + period + device.random.between(-2'000, 2'000) * kMillisecond;
      return;
    }
    default: break;
  }
  if (profile.idle && !device.on_wifi) {
    device.event = DeviceState::kNever;
    return;
  }
  // A nanosecond at the least, and not at a whole second, where borders are.
  const std::int64_t wait = device.random.exponential(gap_ms) * kMillisecond;
  device.event = now + 1 + wait + device.random.below(999'999);
}

void World::connect(const DeviceProfile& profile, DeviceState& device, std::int64_t now, Kind kind,
                    std::uint32_t cell, std::int64_t seconds) {
  device.connected = true;
  device.release = now + seconds * kSecond + device.random.below(999'999'999);
  device.update = now + kUpdatePeriod;
  perform(profile, device, now, kind, cell);
}

void World::perform(const DeviceProfile& profile, DeviceState& device, std::int64_t now, Kind kind,
                    std::uint32_t cell) {
  const bool wifi =
      kind == Kind::wifi_start || kind == Kind::wifi_interim || kind == Kind::wifi_stop;
  const std::uint32_t number = geography_.number(wifi ? Radio::wifi : profile.radio, cell);
  const bool sim = profile.kind != DeviceKind::no_sim;
  RadioAct act{.kind = kind,
               .at = {now},
               .profile = profile,
               .context = device.context,
               .cell = number,
               .where = geography_.numbered(number),
               .imsi = sim ? population_.imsi(profile) : 0,
               .msisdn = population_.msisdn(profile),
               .imeisv = population_.imeisv(profile)};
  networks_.perform(act);
}

}  // namespace celltally

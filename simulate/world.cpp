// The world's days: plans, truth, and the queue of what happens next.

#include "simulate/world.hpp"

#include <algorithm>
#include <ostream>

#include "vocabulary/utc_text.hpp"

namespace celltally {

namespace {

constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::int64_t kHour = 3600 * kSecond;
constexpr int kDayBegins = 4;
constexpr std::int64_t kFirstAttachSeconds = 600;

Timestamp end_of(const WorldOptions& options) {
  return {options.midnight.ns + (std::int64_t{options.days} - 1) * 24 * kHour +
          options.to_hour * kHour};
}

}  // namespace

World::World(const WorldOptions& options, const Geography& geography, const WorldOutputs& outputs)
    : options_(options),
      geography_(geography),
      outputs_(outputs),
      seen_outputs_{.packet = outputs.packet,
                    .sighting = [this](const MadeSighting& each) { see(each); }},
      population_(options, geography),
      tap_(options, seen_outputs_, end_of(options)),
      networks_(options, tap_),
      truth_(geography),
      devices_(population_.size()) {
  for (std::uint32_t i = 0; i < devices_.size(); ++i) {
    devices_[i].random = SplitMix{SplitMix{options.seed * 31 + i}.next()};
  }
  if (!outputs.sighting && outputs.truth == nullptr) seen_outputs_.sighting = nullptr;
}

bool World::run() {
  if (outputs_.whereabouts != nullptr) *outputs_.whereabouts << "device,kind,place,from,to\n";
  if (outputs_.truth != nullptr) TruthTables::write_header(*outputs_.truth);
  for (std::uint32_t day = 0; day < options_.days; ++day) {
    begin_day(day);
    if (!live()) return false;
    end_day();
  }
  return tap_.advance({DeviceState::kNever});
}

void World::begin_day(std::uint32_t day) {
  begins_ = options_.midnight.ns + day * 24 * kHour + kDayBegins * kHour;
  from_ = day == 0 ? options_.midnight.ns + options_.from_hour * kHour : begins_;
  to_ = std::min(begins_ + 24 * kHour, end_of(options_).ns);
  truth_.begin_day({begins_}, static_cast<std::uint32_t>((from_ - begins_) / kSecond),
                   static_cast<std::uint32_t>((to_ - begins_) / kSecond));
  queue_.clear();
  for (std::uint32_t i = 0; i < devices_.size(); ++i) plan(i, day);
  std::make_heap(queue_.begin(), queue_.end());
}

void World::plan(std::uint32_t number, std::uint32_t day) {
  const DeviceProfile profile = population_.profile(number);
  DeviceState& device = devices_[number];
  device.diary = diary_of(profile, geography_, day);
  device.gaps = {};
  device.seen = false;
  if (outputs_.truth != nullptr || outputs_.whereabouts != nullptr) {
    visits_.clear();
    DiaryReader all;
    while (const auto visit = all.next(device.diary, profile, geography_))
      visits_.push_back(*visit);
    if (outputs_.truth != nullptr) truth_.add(profile, visits_);
    if (outputs_.whereabouts != nullptr) write_whereabouts(profile, visits_);
  }
  device.reader = {};
  const bool was_present = device.present;
  device.border = DeviceState::kNever;
  while (const auto visit = device.reader.next(device.diary, profile, geography_)) {
    if (time_of(visit->to) <= from_) continue;
    device.visit = *visit;
    device.border = std::max(from_, time_of(visit->from));
    break;
  }
  device.present = was_present && device.border == from_;
  // All at once would be a storm.
  if (device.border == from_ && day == 0) {
    device.event = from_ + device.random.between(0, kFirstAttachSeconds * 1000) * 1'000'000;
  }
  if (device.next() < to_) queue_.push_back({device.next(), number});
}

void World::write_whereabouts(const DeviceProfile& profile, const std::vector<DiaryVisit>& visits) {
  std::ostream& out = *outputs_.whereabouts;
  const auto cell_of = [&](const DiaryVisit& visit) {
    return visit.access_point == Geography::kNone
               ? geography_.number(profile.radio, visit.cell)
               : geography_.number(Radio::wifi, visit.access_point);
  };
  for (std::size_t i = 0; i < visits.size(); ++i) {
    if (!visits[i].covered) continue;
    const std::uint32_t cell = cell_of(visits[i]);
    const std::int64_t from = std::max(from_, time_of(visits[i].from));
    while (i + 1 < visits.size() && visits[i + 1].covered && visits[i + 1].from == visits[i].to &&
           cell_of(visits[i + 1]) == cell) {
      ++i;
    }
    const std::int64_t to = std::min(to_, time_of(visits[i].to));
    if (from >= to) continue;
    out << profile.number << ',' << (profile.opted_out ? "opted_out" : to_text(profile.kind)) << ','
        << to_text(geography_.numbered(cell).place) << ',' << utc_seconds({from}) << ','
        << utc_seconds({to}) << '\n';
  }
}

bool World::live() {
  while (!queue_.empty()) {
    std::pop_heap(queue_.begin(), queue_.end());
    const Next next = queue_.back();
    queue_.pop_back();
    if (!tap_.advance({next.at})) return false;
    DeviceState& device = devices_[next.device];
    act(population_.profile(next.device), device, next.at);
    if (device.next() >= to_) continue;
    queue_.push_back({device.next(), next.device});
    std::push_heap(queue_.begin(), queue_.end());
  }
  return tap_.advance({to_});
}

void World::end_day() {
  if (outputs_.truth == nullptr) return;
  for (std::uint32_t i = 0; i < devices_.size(); ++i) {
    if (population_.profile(i).counts()) truth_.add_gaps(devices_[i].gaps);
  }
  truth_.write(*outputs_.truth);
}

void World::see(const MadeSighting& sighting) {
  if (outputs_.sighting) outputs_.sighting(sighting);
  if (outputs_.truth == nullptr) return;
  truth_.add_event(sighting.cell, sighting.kind, sighting.at);
  constexpr std::array<std::uint32_t, kGapClasses - 1> kBounds{120, 300, 600, 1200};
  DeviceState& device = devices_[sighting.device];
  const auto second = static_cast<std::uint32_t>((sighting.at.ns - begins_) / kSecond);
  if (device.seen && second - device.last_seen >= 60) {
    const auto bound = std::ranges::lower_bound(kBounds, second - device.last_seen);
    ++device.gaps[static_cast<std::size_t>(bound - kBounds.begin())];
  }
  device.seen = true;
  device.last_seen = second;
}

}  // namespace celltally

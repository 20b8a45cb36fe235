#include "simulate/truth_tables.hpp"

#include <algorithm>

#include "simulate/day_part.hpp"

namespace celltally {

namespace {

constexpr std::uint32_t kHour = 3600;
constexpr std::uint32_t kMinute = 60;
constexpr std::uint32_t kLongestGap = 2 * kHour;
constexpr std::uint32_t kVisit = 10 * kMinute;
constexpr std::uint32_t kStay = 15 * kMinute;
constexpr std::uint32_t kHours = 24;

// Less than so many minutes; the first class begins at five.
constexpr std::array<std::uint32_t, 5> kDwellBounds{15, 30, 60, 120, 240};

// Rows of a day to which a device adds at most.
constexpr std::uint64_t kVisitorsCap = 6;
constexpr std::uint64_t kDwellCap = 4;
constexpr std::uint64_t kFlowsCap = 4;
constexpr std::uint64_t kOriginCap = 2;
constexpr std::uint64_t kSegmentsCap = 3;
constexpr std::uint64_t kRoamersCap = 2;

std::size_t dwell_class(std::uint32_t seconds) {
  const auto above = std::ranges::upper_bound(kDwellBounds, seconds / kMinute);
  return static_cast<std::size_t>(above - kDwellBounds.begin());
}

}  // namespace

TruthTables::TruthTables(const Geography& geography)
    : geography_(geography), site_zones_(geography.sites().size()) {
  for (std::uint32_t i = 0; i < geography.numbers(); ++i) {
    site_zones_[geography.numbered(i).site] = geography.numbered(i).zone;
  }
}

void TruthTables::begin_day(Timestamp begins, std::uint32_t from, std::uint32_t to) {
  begins_ = begins;
  from_ = from;
  to_ = to;
  const std::array<std::size_t, kLevels> keys{geography_.numbers(), geography_.sites().size(),
                                              geography_.zones().size()};
  for (std::size_t level = 0; level < kLevels; ++level) {
    presence_[level].assign(keys[level] * kHours, 0);
    visitors_[level].assign(keys[level] * kVisitorClasses, {});
    dwell_[level].assign(keys[level] * kDwellClasses, {});
  }
  machines_.assign(geography_.zones().size() * kHours, 0);
  for (Counts* const each : {&flows_, &origins_, &segments_, &roamers_}) each->clear();
  events_.clear();
  quality_ = {};
}

void TruthTables::add(const DeviceProfile& profile, std::span<const DiaryVisit> visits) {
  const bool machine = is_machine(profile.kind);
  if (!machine && !profile.counts()) return;
  clip(profile, visits);
  if (machine) return add_machine();
  find_runs(2);
  const std::uint32_t overnight = overnight_zone();
  for (std::size_t level = 0; level < kLevels; ++level) {
    find_runs(level);
    add_presence(level);
    add_visits(level, overnight);
  }
  find_runs(0);
  add_flows();
  if (profile.inbound_roamer()) return add_roamer(profile.mcc);
  add_origins(overnight);
  add_segments(profile.segment);
}

void TruthTables::add_event(std::uint32_t cell, EventKind kind, Timestamp at) {
  const auto hour = static_cast<std::uint64_t>((at.ns - begins_.ns) / 1'000'000'000 / kHour);
  ++events_[(std::uint64_t{cell} << 16) | (hour << 8) | static_cast<std::uint64_t>(kind)];
}

void TruthTables::add_gaps(const Gaps& gaps) {
  std::uint32_t all = 0;
  for (const std::uint16_t each : gaps) all += each;
  if (all == 0) return;
  std::uint32_t passed = 0;
  std::size_t middle = 0;
  while ((passed += gaps[middle]) <= (all - 1) / 2) ++middle;
  ++quality_[middle];
}

std::uint32_t TruthTables::key_of(std::size_t level, std::uint32_t cell) const noexcept {
  if (level == 0) return cell;
  const WorldCell& where = geography_.numbered(cell);
  return level == 1 ? where.site : where.zone;
}

std::uint32_t TruthTables::zone_of(std::size_t level, std::uint32_t key) const noexcept {
  if (level == 2) return key;
  return level == 1 ? site_zones_[key] : geography_.numbered(key).zone;
}

// Cells where there is coverage, in the hours that count.
void TruthTables::clip(const DeviceProfile& profile, std::span<const DiaryVisit> visits) {
  cells_.clear();
  for (const DiaryVisit& each : visits) {
    const std::uint32_t from = std::max(each.from, from_);
    const std::uint32_t to = std::min(each.to, to_);
    if (!each.covered || from >= to) continue;
    const std::uint32_t cell = each.access_point == Geography::kNone
                                   ? geography_.number(profile.radio, each.cell)
                                   : geography_.number(Radio::wifi, each.access_point);
    cells_.push_back({cell, from, to});
  }
}

void TruthTables::find_runs(std::size_t level) {
  runs_.clear();
  for (const Run& each : cells_) {
    const std::uint32_t key = key_of(level, each.key);
    if (!runs_.empty() && runs_.back().key == key && each.from - runs_.back().to <= kLongestGap) {
      runs_.back().to = each.to;
    } else {
      runs_.push_back({key, each.from, each.to});
    }
  }
}

// One to each row; what of it is within the cap.
void TruthTables::add_bounded(std::vector<Number*>& rows, std::uint64_t cap) {
  for (Number* const row : rows) {
    ++row->value;
    row->bounded += rows.size() <= cap ? kShares : kShares * cap / rows.size();
  }
  rows.clear();
}

// REQUIRES: the runs are those of zones.
std::uint32_t TruthTables::overnight_zone() const {
  std::map<std::uint32_t, std::uint32_t> seconds;
  for (const Run& each : runs_) {
    const std::uint32_t to = std::min(each.to, 2 * kHour);
    if (each.from < to) seconds[each.key] += to - each.from;
  }
  std::uint32_t best = Geography::kNone;
  std::uint32_t most = kHour - 1;
  for (const auto& [zone, time] : seconds) {
    if (time > most) best = zone, most = time;
  }
  return best;
}

void TruthTables::add_machine() {
  for (const Run& each : cells_) {
    for (std::uint32_t hour = 0; hour < kHours; ++hour) {
      const std::uint32_t middle = hour * kHour + kHour / 2;
      if (each.from > middle || middle >= each.to) continue;
      ++machines_[zone_of(0, each.key) * kHours + hour];
    }
  }
}

// Of the cells themselves: in a hole a device is nowhere.
void TruthTables::add_presence(std::size_t level) {
  for (const Run& each : cells_) {
    const std::uint32_t first =
        (each.from + kHour / 2 - 1) / kHour;  // the first middle from there on
    for (std::uint32_t hour = first; hour < kHours && hour * kHour + kHour / 2 < each.to; ++hour) {
      ++presence_[level][key_of(level, each.key) * kHours + hour];
    }
  }
}

void TruthTables::add_visits(std::size_t level, std::uint32_t overnight) {
  done_.clear();
  std::vector<Number*> stays;
  for (const Run& each : runs_) {
    if (std::ranges::find(done_, each.key) != done_.end()) continue;
    done_.push_back(each.key);
    std::uint32_t longest = 0;
    for (const Run& other : runs_) {
      if (other.key == each.key) longest = std::max(longest, other.length());
    }
    if (longest >= 5 * kMinute) {
      stays.push_back(&dwell_[level][each.key * kDwellClasses + dwell_class(longest)]);
    }
    if (longest < kVisit) continue;
    const VisitorClass kind = overnight == Geography::kNone           ? VisitorClass::unknown
                              : zone_of(level, each.key) == overnight ? VisitorClass::resident
                                                                      : VisitorClass::visitor;
    rows_.push_back(&visitors_[level][each.key * kVisitorClasses + static_cast<std::size_t>(kind)]);
  }
  add_bounded(stays, kDwellCap);
  add_bounded(rows_, kVisitorsCap);
}

// REQUIRES, as those below: the runs are those of cells.
void TruthTables::add_flows() {
  const Run* before = nullptr;
  std::vector<Counts::key_type> made;
  for (const Run& each : runs_) {
    if (each.length() < kStay) continue;
    if (before != nullptr) {
      const std::uint32_t left = zone_of(0, before->key);
      const std::uint32_t reached = zone_of(0, each.key);
      const Counts::key_type trip{left, reached, day_part_of(before->to)};
      if (left != reached && std::ranges::find(made, trip) == made.end()) {
        made.push_back(trip);
        rows_.push_back(&flows_[trip]);
      }
    }
    before = &each;
  }
  add_bounded(rows_, kFlowsCap);
}

void TruthTables::add_origins(std::uint32_t overnight) {
  done_.clear();
  for (const Run& each : runs_) {
    const std::uint32_t zone = zone_of(0, each.key);
    if (each.length() < kVisit || zone == overnight) continue;
    if (std::ranges::find(done_, zone) != done_.end()) continue;
    done_.push_back(zone);
    rows_.push_back(&origins_[{zone, overnight, 0}]);
  }
  add_bounded(rows_, kOriginCap);
}

void TruthTables::add_segments(std::uint8_t segment) {
  done_.clear();
  for (const Run& each : runs_) {
    if (each.length() < kVisit) continue;
    for (std::uint32_t part = 0; part < kDayParts.size(); ++part) {
      if (each.from >= kDayParts[part].to || each.to <= kDayParts[part].from) continue;
      const std::uint32_t zone = zone_of(0, each.key);
      const std::uint32_t key = zone * static_cast<std::uint32_t>(kDayParts.size()) + part;
      if (std::ranges::find(done_, key) != done_.end()) continue;
      done_.push_back(key);
      rows_.push_back(&segments_[{zone, part, segment}]);
    }
  }
  add_bounded(rows_, kSegmentsCap);
}

void TruthTables::add_roamer(std::uint32_t mcc) {
  done_.clear();
  for (const Run& each : runs_) {
    const std::uint32_t zone = zone_of(0, each.key);
    if (each.length() < kVisit || std::ranges::find(done_, zone) != done_.end()) continue;
    done_.push_back(zone);
    rows_.push_back(&roamers_[{zone, mcc, 0}]);
  }
  add_bounded(rows_, kRoamersCap);
}

}  // namespace celltally

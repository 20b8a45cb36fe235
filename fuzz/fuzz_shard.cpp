// Any stream of packets through a shard: every event ends in one counter, windows follow each other
// and hold sense, the size of bursts and the number of shards change nothing, and the slow obvious
// count finds the same.

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "tests/aggregate/obvious_count.hpp"
#include "tests/aggregate/packet_stream.hpp"

namespace celltally {
namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

constexpr std::array<Place, 3> kZones{Place{PlaceKind::zone, {}, 1}, Place{PlaceKind::zone, {}, 2},
                                      Place{PlaceKind::zone, {}, 3}};

// What the first bytes choose.
struct Setting {
  const char* zone;
  const test::ObviousZone* clocks;
  std::int64_t from_s;
  Shard::Limits limits;
  std::shared_ptr<const CountingBasis> basis;
};

Setting setting_from(std::span<const std::uint8_t> head) {
  struct Clocks {
    const char* zone;
    const test::ObviousZone* clocks;
    std::int64_t around_s;
  };
  const std::array<Clocks, 6> places{{{"UTC", &test::kUtc, 1'767'268'800},
                                      {"Europe/Paris", &test::kParis, 1'774'746'000},
                                      {"Europe/Paris", &test::kParis, 1'792'890'000},
                                      {"Australia/Lord_Howe", &test::kLordHowe, 1'775'314'800},
                                      {"Pacific/Apia", &test::kApia, 1'325'239'200},
                                      {"Asia/Kathmandu", &test::kKathmandu, 1'767'268'800}}};
  const Clocks& place = places.at(head[0] % places.size());
  const bool tight = (head[0] & 0x80) != 0;
  CountingPlan plan;
  plan.grain_minutes = std::array<std::uint32_t, 4>{15, 30, 60, 180}.at(head[1] >> 6);
  plan.level = static_cast<CountLevel>(head[0] / places.size() % 3);
  // Cells stand ever farther apart, of the last nobody knows where.
  std::vector<CellSite> cells;
  for (std::uint64_t i = 0; i < 9; ++i) {
    std::optional<GeoPoint> where;
    if (i < 7) where = GeoPoint{48.85 + 0.01 * static_cast<double>(i * i * i), 2.35};
    cells.push_back({.cell = test::cell(i + 1),
                     .site = {PlaceKind::site, {}, i / 2},
                     .zone = i == 8 ? Place{} : kZones.at(i / 3),
                     .position = where});
  }
  return {.zone = place.zone,
          .clocks = place.clocks,
          .from_s = place.around_s - 1800 * std::int64_t{head[1] % 64},
          .limits = {.people_max = tight ? 5u : 32u,
                     .cells_max = tight ? 3u : 16u,
                     .visits_max = tight ? 7u : 4096u,
                     .grace_s = std::int64_t{head[2]} * (head[2] > 220 ? 60 : 7),
                     .drop_test_networks = (head[0] & 0x40) != 0},
          .basis = std::make_shared<const CountingBasis>(plan, std::move(cells), 1)};
}

// Five bytes a packet: how much later, how far back, who, what, where.
test::PacketStream stream_from(std::span<const std::uint8_t> bytes, std::int64_t from_s) {
  constexpr std::array<std::int64_t, 4> kUnits{1, 60, 600, 7200};
  constexpr std::int64_t kSpanS = 6 * 86'400;
  test::PacketStream stream;
  std::int64_t clock_s = from_s;
  for (; bytes.size() >= 5 && stream.size() < 150; bytes = bytes.subspan(5)) {
    clock_s += (bytes[0] & 0x3f) * kUnits.at(bytes[0] >> 6);
    if (clock_s > from_s + kSpanS) break;
    const std::int64_t back_s = (bytes[1] & 0x3f) * ((bytes[1] & 0x40) != 0 ? 60 : 1);
    stream.push_back({Timestamp::from_seconds(clock_s - back_s), std::nullopt});
    if ((bytes[1] & 0x80) != 0) continue;
    SignallingEvent event;
    event.at = stream.back().at;
    event.person = {bytes[2] & 0x1fu};
    event.machine = (bytes[2] & 0xe0) == 0xe0 ? MachineHint::device : MachineHint::none;
    event.unauthenticated = (bytes[2] & 0xe0) == 0x60;
    event.retransmission = (bytes[2] & 0xe0) == 0xc0;
    event.kind = static_cast<EventKind>(bytes[3] % kEventKinds);
    event.home = Plmn{bytes[3] > 200 ? 0x00f110u : 0x02f839u};
    event.known_by = bytes[3] % 5 == 0 ? KnownBy::temporary : KnownBy::identity;
    event.service = static_cast<ServiceClass>(bytes[3] % kServiceClasses);
    event.presence = static_cast<Presence>(bytes[4] % 6);
    event.cell = bytes[4] > 240 ? Place{PlaceKind::tai, Plmn{0x00f110}, 1}
                                : test::cell(1u + bytes[4] / 6 % 12);
    stream.push_back({event.at, event});
  }
  return stream;
}

std::array<std::uint64_t, 11> figures(const Shard::Counters& c) {
  return {c.no_event,
          c.retransmission,
          c.no_cell,
          c.late,
          c.test_network,
          c.table_full,
          c.counted_person,
          c.counted_machine,
          c.counted_unauthenticated,
          c.counted_unknown,
          c.counted_no_presence};
}

bool same(const ClosedWindow& a, const ClosedWindow& b) {
  return a.statistic == b.statistic && a.window == b.window && a.captured == b.captured &&
         a.tallies == b.tallies && a.edition == b.edition && a.cells_seen == b.cells_seen &&
         a.people == b.people;
}

void require_same(const std::vector<ClosedWindow>& a, const std::vector<ClosedWindow>& b) {
  require(a.size() == b.size());
  for (std::size_t i = 0; i < a.size(); ++i) require(same(a[i], b[i]));
}

void require_sense(const std::vector<ClosedWindow>& windows, const Setting& setting,
                   const Shard::Counters& c) {
  std::map<Statistic, Timestamp> ends;
  std::uint64_t events = 0;
  for (const ClosedWindow& window : windows) {
    require(window.window.from < window.window.to);
    const auto [end, first] = ends.try_emplace(window.statistic, window.window.from);
    require(first || end->second <= window.window.from);
    end->second = window.window.to;
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < window.tallies.size(); ++i) {
      const Tally& tally = window.tallies[i];
      require(i == 0 || window.tallies[i - 1] < tally);
      require(tally.value > 0 && tally.people <= tally.value);
      require(tally.people <= setting.limits.people_max);
      const bool again = window.statistic == Statistic::events && tally.key.detail.is_service();
      if (!again) sum += tally.value;
    }
    if (window.statistic == Statistic::events) events += sum;
    require(window.statistic != Statistic::presence || sum <= setting.limits.people_max);
  }
  require(events == c.counted_person + c.counted_machine + c.counted_unauthenticated +
                        c.counted_unknown + c.counted_no_presence);
}

void sort_by_end(std::vector<ClosedWindow>& windows) {
  std::sort(windows.begin(), windows.end(), [](const ClosedWindow& a, const ClosedWindow& b) {
    return std::tuple(a.window.to, a.statistic, a.window.from) <
           std::tuple(b.window.to, b.statistic, b.window.from);
  });
}

// One shard does it, then others that must agree with it.
void run(const test::PacketStream& stream, const Setting& setting) {
  const Calendar calendar = Calendar::in_zone(setting.zone).value();
  Shard shard(setting.limits, calendar, setting.basis);
  const auto windows = test::windows_of(stream, shard, 32);
  const auto counted = figures(shard.counters());
  std::uint64_t events = 0;
  for (const auto& packet : stream) events += packet.event ? 1 : 0;
  for (const std::uint64_t figure : counted) events -= figure;
  require(events == 0);
  require_sense(windows, setting, shard.counters());

  Shard again(setting.limits, calendar, setting.basis);
  require_same(test::windows_of(stream, again, 1), windows);
  require(figures(again.counters()) == counted);
  if (shard.counters().table_full != 0) return;

  Shard even(setting.limits, calendar, setting.basis);
  Shard odd(setting.limits, calendar, setting.basis);
  test::StreamFeed feed({&even, &odd}, 5);
  for (const auto& packet : stream) feed.packet(packet);
  const auto halves = feed.finish();
  require(halves[0].size() == windows.size() && halves[1].size() == windows.size());
  for (std::size_t i = 0; i < windows.size(); ++i) {
    require(same(merge({halves[0][i], halves[1][i]}), windows[i]));
  }

  // May close earlier (DayHours), and the obvious count knows nobody by their behaviour.
  if (setting.limits.grace_s >= 1800 || shard.counters().machines_by_behaviour > 0) return;
  const test::ObviousCount obvious(stream, *setting.clocks, calendar, *setting.basis,
                                   setting.limits.grace_s, setting.limits.drop_test_networks);
  require(figures(obvious.counters) == counted);
  auto sorted = windows;
  sort_by_end(sorted);
  require_same(obvious.windows(), sorted);
}

}  // namespace
}  // namespace celltally

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace celltally;
  const std::span bytes{data, size};
  if (bytes.size() < 3) return 0;
  const Setting setting = setting_from(bytes.first(3));
  run(stream_from(bytes.subspan(3), setting.from_s), setting);
  return 0;
}

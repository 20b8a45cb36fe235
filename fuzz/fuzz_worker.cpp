// Packets of arbitrary times and bytes through the whole path to closed windows and released rows:
// every packet ends in one outcome, every event in one counter of the shard, every counted event in
// one window, and no time makes an epoch of every packet.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

#include "aggregate/closed_day.hpp"
#include "capture/memory_source.hpp"
#include "daemon/inline_shard.hpp"
#include "daemon/worker.hpp"
#include "disclose/gate.hpp"

namespace {

using namespace celltally;

void require(bool holds) {
  if (!holds) std::abort();
}

// The packets of an input. First what they are wrapped in, then for each: how its time follows from
// the one before, and its length.
class Input {
 public:
  explicit Input(std::span<const std::uint8_t> bytes) : rest_(bytes) {
    constexpr std::array kLinks{LinkType::gtp_c, LinkType::raw_ip, LinkType::ethernet};
    plan_.link = kLinks.at(number(1) % kLinks.size());
    while (!rest_.empty() && records_.size() < kPacketsMax) add_packet();
  }

  std::size_t packets() const { return records_.size(); }
  MemorySource source() const { return MemorySource{store_, records_, plan_}; }

 private:
  static constexpr std::size_t kPacketsMax = 200;

  std::uint64_t number(std::size_t octets) {
    std::uint64_t value = 0;
    for (; octets > 0 && !rest_.empty(); --octets) {
      value = value << 8 | rest_.front();
      rest_ = rest_.subspan(1);
    }
    return value;
  }

  void add_packet() {
    constexpr std::uint64_t kSecondNs = 1'000'000'000;
    const auto how = number(1);
    // Wrapping is fine: any time is acceptable.
    switch (how % 4) {
      case 0: at_ += number(1) * kSecondNs; break;
      case 1: at_ += number(1) * 600 * kSecondNs; break;
      case 2: at_ -= number(1) * kSecondNs; break;
      case 3: at_ = number(8); break;
    }
    const std::size_t length = std::min<std::size_t>(number(how & 4 ? 2 : 1), rest_.size());
    records_.push_back({{static_cast<std::int64_t>(at_)},
                        static_cast<std::uint32_t>(store_.size()),
                        static_cast<std::uint32_t>(length)});
    store_.insert(store_.end(), rest_.begin(), rest_.begin() + static_cast<std::ptrdiff_t>(length));
    rest_ = rest_.subspan(length);
  }

  std::span<const std::uint8_t> rest_;
  MemorySource::Plan plan_;
  std::vector<std::uint8_t> store_;
  std::vector<MemorySource::Record> records_;
  std::uint64_t at_ = 1'767'268'800'000'000'000;  // 2026-01-01T12:00:00Z
};

EpochKey key() {
  return EpochKey::from_bytes_for_test(std::array<std::uint8_t, 32>{7}).value();
}

std::uint64_t sum(std::span<const std::uint64_t> counters) {
  return std::accumulate(counters.begin(), counters.end(), std::uint64_t{0});
}

std::uint64_t counted(const Shard::Counters& c) {
  return c.counted_person + c.counted_machine + c.counted_unauthenticated + c.counted_unknown +
         c.counted_no_presence;
}

std::uint64_t not_counted(const Shard::Counters& c) {
  return c.no_event + c.retransmission + c.no_cell + c.late + c.test_network + c.table_full;
}

// Every cell that was seen has its rows of events and visitors, and no other.
void check_rows(const std::vector<ReleasedCount>& rows, const ClosedDay& day) {
  const std::size_t cells = day.visitors().cells_seen.size();
  std::size_t events = 0, visitors = 0;
  for (const ReleasedCount& row : rows) {
    events += row.statistic() == Statistic::events ? 1u : 0u;
    visitors += row.statistic() == Statistic::visitors ? 1u : 0u;
    require(!row.value() || *row.value() >= 5);
  }
  require(cells == 0 ? events == 0 : events % cells == 0);
  require(visitors == cells * kVisitorClasses);
}

// Takes the windows as they close.
struct Days {
  ClosedDay day;
  std::uint64_t events = 0;
  std::uint64_t ended = 0;

  void add(ClosedWindow window) {
    static const Gate gate{{.people_min = 5}, {}};
    require(window.window.from < window.window.to);
    if (window.statistic == Statistic::events) {
      for (const Tally& tally : window.tallies) {
        if (!tally.key.detail.is_service()) events += tally.value;  // services are told beside
      }
    }
    day.add(std::move(window));
    if (!day.complete()) return;
    check_rows(gate.release(day), day);
    day = {};
    ++ended;
  }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Calendar calendar = Calendar::in_zone("Europe/Paris").value();
  static Anonymiser anonymiser(key(), {.sessions_max = 64, .transactions_max = 64});
  const Input input{std::span{data, size}};
  auto source = input.source();
  Decoder decoder{{.frames = {.reassembly = {.datagrams_max = 8},
                              .sctp = {.directions_max = 8, .fragments = {.fragments_max = 8}},
                              .tcp = {.directions_max = 8,
                                      .backlog = {.streams_max = 2, .octets_max = 8192}}}}};
  Shard shard({.people_max = 16, .cells_max = 8, .visits_max = 64}, calendar);
  Days days;
  std::uint64_t keys = 0;
  InlineShard feed{shard, [&](EpochWindow closed) { days.add(std::move(closed.window)); }};
  Worker worker{source,
                decoder,
                anonymiser,
                calendar,
                [&](Window, Timestamp now) {
                  return ++keys, EpochStart{key(), now};
                },
                feed};
  while (worker.step()) {
  }
  require(keys <= days.ended + 1);
  worker.finish();
  require(days.day.windows().empty());
  require(worker.packets() == input.packets());
  require(sum(decoder.counters().packets) == input.packets());
  const Shard::Counters& c = shard.counters();
  require(counted(c) + not_counted(c) == sum(decoder.counters().messages));
  require(counted(c) == days.events);
  return 0;
}

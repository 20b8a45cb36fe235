// The whole path on one page: packets with made-up people in, released counts out.

#include "daemon/worker.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <numeric>
#include <vector>

#include "capture/memory_source.hpp"
#include "daemon/inline_shard.hpp"
#include "disclose/gate.hpp"
#include "simulate/frame_builder.hpp"
#include "simulate/gtpv2_builder.hpp"

namespace celltally {
namespace {

const Timestamp kNoon = Timestamp::from_seconds(1'768'478'400);  // 2026-01-15T12:00:00Z
const NodeAddress kMme = node("10.0.0.1");
const NodeAddress kSgw = node("10.0.0.2");

Timestamp minutes_after_noon(int minutes) {
  return {kNoon.ns + std::int64_t{minutes} * 60'000'000'000};
}

// Packets for a MemorySource.
class Tap {
 public:
  void add(Timestamp at, const UdpFlow& flow, const Octets& message) {
    const Octets frame = udp_frame(flow, message);
    records_.push_back(
        {at, static_cast<std::uint32_t>(store_.size()), static_cast<std::uint32_t>(frame.size())});
    store_.insert(store_.end(), frame.begin(), frame.end());
  }
  MemorySource source() const { return MemorySource{store_, records_, {}}; }

 private:
  std::vector<std::uint8_t> store_;
  std::vector<MemorySource::Record> records_;
};

void attach(Tap& tap, std::uint32_t person, Timestamp at, const char* cell) {
  using namespace gtpv2;
  const std::uint32_t mme_teid = 0x1000 + person, sgw_teid = 0x2000 + person;
  const std::string digits = "00101" + std::to_string(1'000'000'000 + person);
  tap.add(
      at, {kMme, kSgw},
      create_session_request({imsi(digits), uli({cell}), fteid(Interface::s11_mme, mme_teid, kMme)},
                             {.sequence = person}));
  tap.add(at, {kSgw, kMme},
          create_session_response({cause(16), fteid(Interface::s11_sgw, sgw_teid, kSgw)},
                                  {.teid = mme_teid, .sequence = person}));
}

void serve(Tap& tap, std::uint32_t person, Timestamp at, const char* cell) {
  using namespace gtpv2;
  tap.add(at, {kMme, kSgw},
          modify_bearer_request({uli({cell}), bearer_context({fteid(Interface::s1u_enb, 7, kMme)})},
                                {.teid = 0x2000 + person, .sequence = 100'000 + person}));
}

struct Replayed {
  std::vector<ClosedWindow> windows;
  Decoder::Counters decoded;
  Anonymiser::Counters joined;
  Shard::Counters counted;
  std::uint64_t packets = 0;
  int keys = 0;  // new ones
};

Replayed replay(MemorySource source) {
  Replayed result;
  Decoder decoder;
  Anonymiser anonymiser{std::move(EpochKey::generate().value()), {}};
  Shard shard{{.people_max = 4096, .cells_max = 256, .visits_max = 16384},
              std::move(Calendar::in_zone("UTC").value())};
  InlineShard feed{shard,
                   [&](EpochWindow closed) { result.windows.push_back(std::move(closed.window)); }};
  Worker worker{source,
                decoder,
                anonymiser,
                std::move(Calendar::in_zone("UTC").value()),
                [&](Window, Timestamp now) {
                  ++result.keys;
                  return EpochStart{std::move(EpochKey::generate().value()), now};
                },
                feed};
  while (worker.step()) {
  }
  worker.finish();
  result.decoded = decoder.counters();
  result.joined = anonymiser.counters();
  result.counted = shard.counters();
  result.packets = worker.packets();
  return result;
}

// Of all days, each anew.
std::uint64_t people_of(const Replayed& replayed) {
  std::uint64_t sum = 0;
  for (const ClosedWindow& window : replayed.windows) sum += window.people;
  return sum;
}

std::uint64_t value_at(const Replayed& replayed, Statistic statistic, Timestamp from,
                       const char* cell) {
  std::uint64_t sum = 0;
  for (const ClosedWindow& window : replayed.windows) {
    if (window.statistic != statistic || window.window.from != from) continue;
    for (const Tally& tally : window.tallies) {
      if (to_text(tally.key.place) == cell) sum += tally.value;
    }
  }
  return sum;
}

constexpr const char* kStation = "ecgi:001-01-0000101";
constexpr const char* kMarket = "ecgi:001-01-0000202";
const Timestamp kDay = Timestamp::from_seconds(1'768'449'600);  // 2026-01-15T04:00:00Z

TEST(Worker, CountsEachPersonInTheCellNearestToHalfPast) {
  Tap tap;
  for (std::uint32_t person = 0; person < 30; ++person) {
    attach(tap, person, minutes_after_noon(5), kStation);
  }
  // Ten of them are at the market at 12:25, known by their TEID alone.
  for (std::uint32_t person = 0; person < 10; ++person) {
    serve(tap, person, minutes_after_noon(25), kMarket);
  }
  const Replayed replayed = replay(tap.source());
  EXPECT_EQ(value_at(replayed, Statistic::presence, kNoon, kStation), 20u);
  EXPECT_EQ(value_at(replayed, Statistic::presence, kNoon, kMarket), 10u);
  EXPECT_EQ(people_of(replayed), 30u);
  EXPECT_EQ(value_at(replayed, Statistic::events, kNoon, kMarket), 10u);
  EXPECT_EQ(replayed.joined.session_hit, 40u);  // 30 responses, 10 service requests
}

TEST(Worker, PublishesNothingAboutFewPeople) {
  Tap tap;
  for (std::uint32_t person = 0; person < 30; ++person) {
    attach(tap, person, minutes_after_noon(5), person < 20 ? kStation : kMarket);
  }
  PlaceList list;
  list.cells.push_back({.cell = *place_from_text("ecgi:001-02-0000303")});
  const Gate gate{{}, list};
  ClosedDay day;
  for (ClosedWindow& window : replay(tap.source()).windows) day.add(std::move(window));
  std::vector<std::string> rows;
  for (const ReleasedCount& row : gate.release(day)) {
    if (row.statistic() != Statistic::presence) continue;
    rows.push_back(to_text(row.key().place) + " " + std::string{to_text(row.state())} + " " +
                   std::to_string(row.value().value_or(0)));
  }
  EXPECT_EQ(rows, (std::vector<std::string>{"ecgi:001-01-0000101 published 20",
                                            "ecgi:001-01-0000202 withheld 0",
                                            "ecgi:001-02-0000303 no_data 0"}));
}

TEST(Worker, LosesNoPacketNoMessageAndNoEvent) {
  Tap tap;
  for (std::uint32_t person = 0; person < 500; ++person) {
    attach(tap, person, minutes_after_noon(static_cast<int>(person / 8)), kStation);
    tap.add(minutes_after_noon(static_cast<int>(person / 8)), {kMme, kSgw, 2123, 2123},
            {0xff, 0xff, 0, 0});
    tap.add(minutes_after_noon(static_cast<int>(person / 8)), {kMme, kSgw, 2152, 2152},
            {0x30, 0xff, 0, 0});
  }
  const Replayed replayed = replay(tap.source());
  EXPECT_EQ(replayed.packets, 2000u);
  const auto& packets = replayed.decoded.packets;
  EXPECT_EQ(std::accumulate(packets.begin(), packets.end(), std::uint64_t{0}), 2000u);
  const auto& messages = replayed.decoded.messages;
  const auto all_messages = std::accumulate(messages.begin(), messages.end(), std::uint64_t{0});
  EXPECT_EQ(all_messages, 1000u);
  const auto& joined = replayed.joined;
  EXPECT_EQ(joined.by_identity + joined.session_hit + joined.session_miss + joined.session_expired +
                joined.no_reference,
            all_messages);
  const auto& counted = replayed.counted;
  EXPECT_EQ(counted.no_event + counted.retransmission + counted.no_cell + counted.late +
                counted.test_network + counted.table_full + counted.counted_person +
                counted.counted_machine + counted.counted_unauthenticated +
                counted.counted_unknown + counted.counted_no_presence,
            all_messages);
}

std::uint64_t sum_of(const Replayed& replayed, Statistic statistic) {
  std::uint64_t sum = 0;
  for (const ClosedWindow& window : replayed.windows) {
    if (window.statistic != statistic) continue;
    for (const Tally& tally : window.tallies) sum += tally.value;
  }
  return sum;
}

// A capture with a broken clock: counted like any other, as of the end of time that it is beyond.
TEST(Worker, CountsPacketsOfTimesThatNoCalendarHas) {
  constexpr auto kFirst = std::numeric_limits<std::int64_t>::min();
  constexpr auto kLast = std::numeric_limits<std::int64_t>::max();
  struct Case {
    const char* name;
    std::int64_t from_ns;
  };
  const Case kCases[] = {{"the first moment", kFirst},
                         {"before the calendar", Calendar::kEarliest.ns - 2'000'000'000},
                         {"over its beginning", Calendar::kEarliest.ns - 20'000'000},
                         {"over its end", Calendar::kLatest.ns - 20'000'000},
                         {"after the calendar", Calendar::kLatest.ns + 2'000'000'000},
                         {"the last moment", kLast - 1'000'000'000}};
  for (const Case& test : kCases) {
    SCOPED_TRACE(test.name);
    Tap tap;
    for (std::uint32_t person = 0; person < 40; ++person) {
      attach(tap, person, {test.from_ns + person * 1'000'000}, kStation);
    }
    const Replayed replayed = replay(tap.source());
    EXPECT_EQ(replayed.packets, 80u);
    EXPECT_EQ(replayed.counted.counted_person, 40u);
    EXPECT_EQ(replayed.counted.late, 0u);
    EXPECT_EQ(sum_of(replayed, Statistic::events), 40u);
    EXPECT_EQ(people_of(replayed), 40u);
    EXPECT_EQ(replayed.keys, 1) << "all within one day";
    EXPECT_EQ(replayed.windows.size(), 20u);
  }
}

TEST(Worker, GoesFromOneEndOfTimeToTheOther) {
  Tap tap;
  attach(tap, 1, {std::numeric_limits<std::int64_t>::min()}, kStation);
  attach(tap, 2, kNoon, kStation);
  attach(tap, 3, {std::numeric_limits<std::int64_t>::max()}, kStation);
  const Replayed replayed = replay(tap.source());
  EXPECT_EQ(replayed.counted.counted_person, 3u);
  EXPECT_EQ(replayed.keys, 3);
  EXPECT_EQ(people_of(replayed), 3u);
}

TEST(Worker, StartsEachDayWithNobodyKnown) {
  Tap tap;
  attach(tap, 1, minutes_after_noon(0), kStation);
  serve(tap, 1, minutes_after_noon(60), kStation);       // the same day: joined
  serve(tap, 1, minutes_after_noon(16 * 60), kStation);  // 04:00: another key, another day
  const Replayed replayed = replay(tap.source());
  EXPECT_EQ(replayed.counted.counted_person, 3u);
  EXPECT_EQ(replayed.counted.counted_temporary, 1u) << "by a session that nobody has named today";
  EXPECT_EQ(value_at(replayed, Statistic::visitors, kDay, kStation), 1u);
}

TEST(Worker, ClosesWindowsByThePacketClockAndNeverLosesTheLastOne) {
  Tap tap;
  for (int hour = 0; hour < 5; ++hour) {
    attach(tap, static_cast<std::uint32_t>(hour), minutes_after_noon(60 * hour + 30), kStation);
  }
  const Replayed replayed = replay(tap.source());
  for (int hour = 0; hour < 5; ++hour) {
    EXPECT_EQ(value_at(replayed, Statistic::events, minutes_after_noon(60 * hour), kStation), 1u)
        << hour;
  }
}

// 46 minutes in A with a look into B, then in C: where the session was older than the capture,
// its subscriber is named in C only.
Replayed a_day_named(bool from_the_start) {
  Tap tap;
  constexpr std::uint32_t kPerson = 1;
  if (from_the_start) attach(tap, kPerson, kNoon, "ecgi:001-01-000000a");
  struct Served {
    int second;
    const char* cell;
  };
  for (const Served& each :
       {Served{0, "ecgi:001-01-000000a"}, Served{1500, "ecgi:001-01-000000a"},
        Served{1530, "ecgi:001-01-000000b"}, Served{1560, "ecgi:001-01-000000a"},
        Served{2800, "ecgi:001-01-000000a"}}) {
    serve(tap, kPerson, {kNoon.ns + each.second * std::int64_t{1'000'000'000}}, each.cell);
  }
  using namespace gtpv2;
  tap.add(minutes_after_noon(57), {kMme, kSgw},
          create_session_request({imsi("001011000000001"), uli({"ecgi:001-01-000000c"}),
                                  fteid(Interface::s11_mme, 0x1001, kMme)},
                                 {.teid = 0x2001, .sequence = 9}));
  return replay(tap.source());
}

TEST(Worker, CountsWhoIsNamedLateAsIfTheyHadBeenNamedFromTheStart) {
  const Replayed late = a_day_named(false);
  const Replayed soon = a_day_named(true);
  EXPECT_EQ(late.joined.merged, 1u);
  EXPECT_EQ(people_of(late), 1u);
  for (const Statistic statistic : {Statistic::dwell, Statistic::visitors, Statistic::quality}) {
    const auto tallies_of = [statistic](const Replayed& replayed) {
      std::vector<Tally> tallies;
      for (const ClosedWindow& window : replayed.windows) {
        if (window.statistic != statistic) continue;
        tallies.insert(tallies.end(), window.tallies.begin(), window.tallies.end());
      }
      return tallies;
    };
    EXPECT_TRUE(tallies_of(late) == tallies_of(soon)) << to_text(statistic);
  }
}

}  // namespace
}  // namespace celltally

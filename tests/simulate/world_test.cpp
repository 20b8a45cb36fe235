#include "simulate/world.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>
#include <string>

#include "simulate/octets.hpp"
#include "simulate/wire_digits.hpp"
#include "vocabulary/utc_text.hpp"

namespace celltally {
namespace {

struct Packet {
  TappedInterface tapped;
  Timestamp at;
  Octets frame;
};

// Everything that a world gives, kept.
struct KeptWorld {
  std::vector<Packet> packets;
  std::vector<MadeSighting> sightings;
  std::string whereabouts;
  std::string truth;
  std::string identifiers;

  explicit KeptWorld(const WorldOptions& options) {
    std::ostringstream where, values, list;
    WorldOutputs outputs;
    outputs.packet = [&](TappedInterface tapped, Timestamp at,
                         std::span<const std::uint8_t> frame) {
      packets.push_back({tapped, at, {frame.begin(), frame.end()}});
      return true;
    };
    outputs.sighting = [&](const MadeSighting& each) { sightings.push_back(each); };
    outputs.whereabouts = &where;
    outputs.truth = &values;
    const Geography geography = Geography::made_up(options.cells, options.seed);
    World world{options, geography, outputs};
    EXPECT_TRUE(world.run());
    write_identifiers(list, world.population());
    whereabouts = where.str();
    truth = values.str();
    identifiers = list.str();
  }
};

constexpr TappedInterfaces kAll{
    TappedInterface::s1ap,  TappedInterface::s11, TappedInterface::ngap, TappedInterface::pfcp,
    TappedInterface::gtpv1, TappedInterface::gx,  TappedInterface::sgs,  TappedInterface::radius};

WorldOptions small(TappedInterfaces tapped = kAll) {
  WorldOptions options;
  options.people = 120;
  options.cells = 24;
  options.tapped = tapped;
  return options;
}

std::uint64_t sum_of(const KeptWorld& world) {
  std::uint64_t sum = 0xcbf29ce484222325;  // FNV-1a
  const auto add = [&](std::uint64_t value) { sum = (sum ^ value) * 0x100000001b3; };
  for (const Packet& packet : world.packets) {
    for (const std::uint8_t octet : packet.frame) add(octet);
    add(static_cast<std::uint64_t>(packet.at.ns));
  }
  for (const char c : world.truth) add(static_cast<std::uint8_t>(c));
  return sum;
}

TEST(World, IsTheSameForTheSameOptions) {
  EXPECT_EQ(sum_of(KeptWorld{small()}), sum_of(KeptWorld{small()}));
  WorldOptions other = small();
  other.seed = 2;
  EXPECT_NE(sum_of(KeptWorld{small()}), sum_of(KeptWorld{other}));
}

TEST(World, IsTheSameWhateverTheCompiler) {
  // A change of the world changes it; a change of the compiler must not.
  EXPECT_EQ(sum_of(KeptWorld{small()}), 4743787872759497840u);
}

TEST(World, GivesPacketsInTheOrderOfTimeWithinItsHours) {
  WorldOptions options = small();
  options.from_hour = 8;
  options.to_hour = 10;
  for (const std::uint32_t disorder : {0u, 100u}) {
    options.reordered_per_mille = options.doubled_per_mille = disorder;
    options.bundle = disorder > 0;
    const KeptWorld world{options};
    ASSERT_GT(world.packets.size(), 100u);
    EXPECT_TRUE(std::ranges::is_sorted(world.packets, {}, &Packet::at));
    EXPECT_GE(world.packets.front().at.ns, options.midnight.ns + 8 * 3'600'000'000'000);
    EXPECT_LT(world.packets.back().at.ns, options.midnight.ns + 10 * 3'600'000'000'000);
    EXPECT_TRUE(std::ranges::is_sorted(world.sightings, {}, &MadeSighting::at));
  }
}

TEST(World, TellsOfEveryInterfaceAndEveryKindOfEvent) {
  const KeptWorld world{small()};
  std::set<TappedInterface> tapped;
  for (const Packet& each : world.packets) tapped.insert(each.tapped);
  EXPECT_EQ(tapped.size(), kTappedInterfaces);
  std::set<std::string> kinds;
  std::set<DeviceKind> who;
  for (const MadeSighting& each : world.sightings) {
    kinds.emplace(to_text(each.kind));
    who.insert(each.who);
    EXPECT_TRUE(each.place.known());
  }
  EXPECT_THAT(kinds,
              ::testing::ElementsAre("area_update", "attach", "call", "detach", "handover", "idle",
                                     "location_report", "periodic_update", "service_request",
                                     "session_end", "session_new", "text"));
  EXPECT_GE(who.size(), 9u);
}

// What a perfect probe tells is where the device was; only for a moment it may be beside it.
TEST(World, SeesDevicesWhereTheyAre) {
  WorldOptions options = small({TappedInterface::s11});
  const KeptWorld world{options};
  std::map<std::pair<std::uint32_t, std::string>, std::vector<std::pair<std::string, std::string>>>
      stays;
  std::istringstream lines{world.whereabouts};
  std::string line;
  std::getline(lines, line);
  EXPECT_EQ(line, "device,kind,place,from,to");
  while (std::getline(lines, line)) {
    std::vector<std::string> parts;
    std::istringstream fields{line};
    for (std::string field; std::getline(fields, field, ',');) parts.push_back(field);
    ASSERT_EQ(parts.size(), 5u);
    stays[{static_cast<std::uint32_t>(std::stoul(parts[0])), parts[2]}].emplace_back(parts[3],
                                                                                     parts[4]);
  }
  std::size_t right = 0;
  for (const MadeSighting& each : world.sightings) {
    const std::string at = utc_seconds(each.at);
    const auto found = stays.find({each.device, to_text(each.place)});
    if (found == stays.end()) continue;
    right += std::ranges::any_of(
        found->second, [&](const auto& stay) { return stay.first <= at && at <= stay.second; });
  }
  EXPECT_GT(right, world.sightings.size() * 90 / 100);
  EXPECT_LT(right, world.sightings.size() * 97 / 100) << "ping-pong";
}

TEST(World, LosesPacketsAndWhatTheyTell) {
  WorldOptions options = small({TappedInterface::s11});
  const KeptWorld whole{options};
  options.lost_per_mille = 200;
  const KeptWorld holes{options};
  EXPECT_NEAR(static_cast<double>(holes.packets.size()) / static_cast<double>(whole.packets.size()),
              0.8, 0.02);
  EXPECT_NEAR(
      static_cast<double>(holes.sightings.size()) / static_cast<double>(whole.sightings.size()),
      0.8, 0.02);
}

TEST(World, GivesEveryDeviceNumbersOfItsOwnAndPutsThemIntoPackets) {
  const KeptWorld world{small({TappedInterface::s11})};
  std::set<std::string> different;
  std::size_t listed = 0, found = 0;
  std::istringstream lines{world.identifiers};
  for (std::string each; std::getline(lines, each); ++listed) {
    different.insert(each);
    const Octets wanted = tbcd(each);
    found += std::ranges::any_of(world.packets, [&](const Packet& packet) {
      return std::search(packet.frame.begin(), packet.frame.end(), wanted.begin(), wanted.end()) !=
             packet.frame.end();
    });
  }
  EXPECT_EQ(different.size(), listed);
  EXPECT_EQ(found, listed);
}

TEST(World, HasTwoDaysThatDiffer) {
  WorldOptions options = small({TappedInterface::s11});
  options.days = 2;
  const KeptWorld world{options};
  const auto of_day = [&](const char* day) {
    std::size_t count = 0;
    std::istringstream lines{world.truth};
    for (std::string line; std::getline(lines, line);) {
      count += line.starts_with("visitors,") && line.find(day) != std::string::npos ? 1u : 0u;
    }
    return count;
  };
  EXPECT_GT(of_day("2026-01-15T04:00:00Z"), 20u);
  EXPECT_GT(of_day("2026-01-17T04:00:00Z"), 20u);
  // Nobody attaches again at the turn of a day.
  const auto turn = options.midnight.ns + 28 * 3'600'000'000'000;
  EXPECT_LT(std::ranges::count_if(world.sightings,
                                  [&](const MadeSighting& each) {
                                    return each.kind == EventKind::attach && each.at.ns >= turn &&
                                           each.at.ns < turn + 3'600'000'000'000;
                                  }),
            10);
}

}  // namespace
}  // namespace celltally

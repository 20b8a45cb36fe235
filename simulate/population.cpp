#include "simulate/population.hpp"

#include <algorithm>
#include <array>

#include "simulate/split_mix.hpp"

namespace celltally {

namespace {

constexpr std::array<std::string_view, 13> kKinds{
    "worker",    "commuter",    "pupil", "homebody", "day_visitor",  "hotel_guest", "tourist",
    "passer_by", "test_device", "meter", "tracker",  "silent_meter", "no_sim"};

constexpr std::array<std::string_view, 15> kSegments{
    "0-15/f",  "0-15/m",  "16-24/f", "16-24/m", "25-34/f", "25-34/m", "35-44/f", "35-44/m",
    "45-54/f", "45-54/m", "55-64/f", "55-64/m", "65+/f",   "65+/m",   "unknown"};

// Of a thousand people.
struct Share {
  std::uint32_t up_to;
  DeviceKind kind;
};
constexpr std::array kShares{
    Share{330, DeviceKind::worker},      Share{450, DeviceKind::commuter},
    Share{570, DeviceKind::pupil},       Share{720, DeviceKind::homebody},
    Share{840, DeviceKind::day_visitor}, Share{880, DeviceKind::hotel_guest},
    Share{930, DeviceKind::tourist},     Share{998, DeviceKind::passer_by},
    Share{1000, DeviceKind::test_device}};

struct Network {
  std::uint16_t mcc;
  std::uint8_t mnc;
};
constexpr std::array<Network, 5> kAbroad{{{208, 93}, {911, 1}, {922, 2}, {933, 3}, {944, 4}}};

SplitMix random_of(std::uint64_t seed, std::uint64_t what, std::uint64_t number) {
  SplitMix mixed{seed + what * 0x9e3779b97f4a7c15 + 1};
  return SplitMix{mixed.next() ^ (number + 1) * 0xd1342543de82ef95};
}

// One of the `share` per cent of cells that are nearest to the middle, or of the others.
std::uint32_t inner(const CellLayer& layer, SplitMix& random, std::uint32_t share) {
  return layer.by_distance_from_middle(random.below(
      std::max(1u, static_cast<std::uint32_t>(std::uint64_t{layer.size()} * share / 100))));
}
std::uint32_t outer(const CellLayer& layer, SplitMix& random, std::uint32_t share) {
  const auto count =
      std::max(1u, static_cast<std::uint32_t>(std::uint64_t{layer.size()} * share / 100));
  return layer.by_distance_from_middle(layer.size() - 1 - random.below(count));
}

std::uint8_t segment_of(DeviceKind kind, SplitMix& random) {
  const std::uint32_t gender = random.below(2);
  std::uint32_t band = 1 + random.below(6);
  if (kind == DeviceKind::pupil) band = random.below(2);
  if (kind == DeviceKind::worker || kind == DeviceKind::commuter) band = 1 + random.below(5);
  if (kind == DeviceKind::homebody && random.percent(60)) band = 6;
  if (random.percent(8)) return DeviceProfile::kSegmentUnknown;
  return static_cast<std::uint8_t>(band * 2 + gender);
}

}  // namespace

std::string_view to_text(DeviceKind kind) noexcept {
  return kKinds[static_cast<std::size_t>(kind)];
}

std::string_view segment_text(std::uint8_t segment) noexcept {
  return kSegments[segment];
}

Population::Population(const WorldOptions& options, const Geography& geography)
    : geography_(geography),
      seed_(options.seed),
      people_(options.people),
      machines_(options.people * 8 / 100),
      callers_(options.people / 300) {
  using enum TappedInterface;
  const auto any = [&](std::initializer_list<TappedInterface> list) {
    return std::ranges::any_of(list,
                               [&](TappedInterface each) { return options.tapped.has(each); });
  };
  lte_ = any({s1ap, s11, gx, sgs});
  nr_ = any({ngap, pfcp}) && geography.layer(Radio::nr).size() > 0;
  umts_ = any({gtpv1}) && geography.layer(Radio::umts).size() > 0;
  wifi_ = any({radius}) && geography.layer(Radio::wifi).size() > 0;
  lte_ = lte_ || (!nr_ && !umts_);
}

// Everybody has a radio that some tapped interface tells of.
Radio Population::radio_of(std::uint64_t draw) const noexcept {
  const std::uint64_t percent = draw % 100;
  if (nr_ && (!lte_ || percent < 30))
    return umts_ && !lte_ && percent < 10 ? Radio::umts : Radio::nr;
  if (umts_ && (!lte_ || percent < 37)) return Radio::umts;
  return Radio::lte;
}

DeviceProfile Population::profile(std::uint32_t number) const noexcept {
  DeviceProfile profile{.number = number, .mcc = 1, .mnc = 1};
  SplitMix random = random_of(seed_, 1, number);
  profile.diary_seed = random.next();
  profile.radio = radio_of(random.next() >> 32);
  if (number >= people_ + machines_) {
    profile.kind = DeviceKind::no_sim;
    profile.radio = Radio::lte;
  } else if (number >= people_) {
    constexpr std::array kMachines{
        DeviceKind::meter,   DeviceKind::meter,   DeviceKind::meter,       DeviceKind::meter,
        DeviceKind::tracker, DeviceKind::tracker, DeviceKind::silent_meter};
    constexpr std::array kMarks{MachineMark::rat,  MachineMark::apn, MachineMark::tac,
                                MachineMark::imsi, MachineMark::apn, MachineMark::imsi,
                                MachineMark::none};
    profile.kind = kMachines[number % kMachines.size()];
    profile.mark = kMarks[number % kMarks.size()];
    if (profile.mark == MachineMark::rat) {  // NB-IoT, a radio of LTE's
      if (lte_)
        profile.radio = Radio::lte;
      else
        profile.mark = MachineMark::imsi;
    }
  } else {
    // Every 25th of odd number is the second SIM of the one before.
    const bool second = number % 50 == 49;
    const std::uint32_t pocket = second ? number - 1 : number;
    SplitMix shared = random_of(seed_, 2, pocket);
    const std::uint32_t draw = shared.below(1000);
    profile.kind =
        std::ranges::find_if(kShares, [&](const Share& each) { return draw < each.up_to; })->kind;
    profile.diary_seed = shared.next();
    profile.segment = segment_of(profile.kind, shared);
    if (second || number % 50 == 48) profile.radio = Radio::lte;
    profile.idle = random.percent(12);
    profile.off_at_night = shared.percent(25);
    profile.opted_out = random.below(100) == 0;
    profile.uses_wifi = wifi_ && random.percent(40);
    if (profile.kind == DeviceKind::tourist) {
      const Network& home = kAbroad[random.below(kAbroad.size())];
      profile.mcc = home.mcc;
      profile.mnc = home.mnc;
    } else if (profile.kind == DeviceKind::test_device) {
      profile.mcc = 999;
      profile.mnc = 99;
    } else if (random.percent(3)) {
      profile.mnc = 2;  // a national roamer
    }
    if (!lte_ && profile.radio == Radio::lte) profile.radio = nr_ ? Radio::nr : Radio::umts;
  }
  settle(profile, profile.diary_seed);
  return profile;
}

void Population::settle(DeviceProfile& profile, std::uint64_t seed) const noexcept {
  const CellLayer& layer = geography_.layer(profile.radio);
  SplitMix random = random_of(seed, 3, 0);
  const bool hotel = profile.kind == DeviceKind::hotel_guest || profile.kind == DeviceKind::tourist;
  profile.home = hotel ? inner(layer, random, 20) : outer(layer, random, 80);
  profile.work = random.percent(60) ? inner(layer, random, 30) : outer(layer, random, 100);
  profile.leisure = random.percent(70) ? inner(layer, random, 25) : outer(layer, random, 100);
  profile.shop = random.percent(50) ? inner(layer, random, 25) : outer(layer, random, 100);
  profile.gate = outer(layer, random, 15);
}

// The factor keeps numbers different: it has no factor in common with ten.
std::uint64_t Population::imsi(const DeviceProfile& profile) const noexcept {
  const std::uint64_t home = profile.mcc * std::uint64_t{100} + profile.mnc;
  if (profile.mark == MachineMark::imsi) {
    return home * 10'000'000'000 + 9'000'000'000 +
           profile.number * std::uint64_t{33} % 1'000'000'000;
  }
  const std::uint64_t number =
      (seed_ % 997 * 7'654'321 + profile.number * std::uint64_t{99'991}) % 8'000'000'000;
  return home * 10'000'000'000 + 1'000'000'000 + number;
}

std::uint64_t Population::msisdn(const DeviceProfile& profile) const noexcept {
  return 999'700'000'000 +
         (seed_ % 991 * 12'345 + profile.number * std::uint64_t{97}) % 100'000'000;
}

// TAC of eight digits, serial number of six, software version of two.
std::uint64_t Population::imeisv(const DeviceProfile& profile) const noexcept {
  const std::uint64_t models = is_machine(profile.kind) ? 90 : 10;
  std::uint64_t tac = 100'100 + models % 99 + profile.number / 1'000'000 % 9;
  if (profile.mark == MachineMark::tac) tac = 100'199;
  return (tac * 1'000'000 + profile.number * std::uint64_t{19} % 1'000'000) * 100 + 1;
}

}  // namespace celltally

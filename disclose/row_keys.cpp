#include "disclose/row_keys.hpp"

#include "disclose/every_row.hpp"

namespace celltally {

namespace {

using Listed = ListedPlaces::Listed;

constexpr std::uint32_t kCountries = 1000;  // mobile country codes have three digits

// The night's zones of those who are in `there`: not known first, as words are sorted.
void each_other_zone(const std::vector<Listed>& zones, const Listed& there, bool unknown_too,
                     const std::function<void(const Listed&, const TallyKey&)>& visit) {
  if (unknown_too) visit(there, {.place = there.place});
  for (const Listed& other : zones) {
    if (other.place == there.place) continue;
    visit(there, {.place = there.place, .other = other.place});
  }
}

}  // namespace

void each_row_key(Statistic statistic, const DayKeys& keys,
                  const std::function<void(const Listed&, const TallyKey&)>& visit) {
  const std::vector<Listed>& places = keys.places.of(statistic);
  const bool pairs = statistic == Statistic::flows || statistic == Statistic::origin;
  std::vector<Detail> details;
  if (has_every_row(statistic)) details = keys.details(statistic);
  if (statistic == Statistic::roamers) {
    for (std::uint32_t mcc = 0; mcc < kCountries; ++mcc) {
      details.push_back(Detail::of_country(mcc));
    }
  }
  for (const Listed& each : places) {
    if (pairs) each_other_zone(places, each, statistic == Statistic::origin, visit);
    for (const Detail detail : details) visit(each, {.place = each.place, .detail = detail});
  }
}

std::size_t count_row_keys(Statistic statistic, const DayKeys& keys) {
  const std::size_t places = keys.places.of(statistic).size();
  switch (statistic) {
    case Statistic::flows: return places * (places - 1);
    case Statistic::origin: return places * places;
    case Statistic::roamers: return places * kCountries;
    default: return places * keys.details(statistic).size();
  }
}

}  // namespace celltally

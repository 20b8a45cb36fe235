#include "audit/box/canary_person.hpp"

#include <set>

#include "simulate/split_mix.hpp"

namespace celltally {
namespace {

std::string digits(std::string text, std::size_t length, SplitMix& random) {
  while (text.size() < length) text += static_cast<char>('0' + random.below(10));
  return text;
}

}  // namespace

std::vector<CanaryPerson> canary_people(std::uint32_t number, std::uint64_t seed) {
  SplitMix random{seed};
  std::set<std::string> taken;
  std::vector<CanaryPerson> people;
  while (people.size() < number) {
    CanaryPerson person{.imsi = digits("00101", 15, random),
                        .msisdn = digits("999", 12, random),
                        .imeisv = digits("0010010", 16, random)};
    if (taken.insert(person.imsi).second) people.push_back(std::move(person));
  }
  return people;
}

std::vector<std::string> identifiers_of(const std::vector<CanaryPerson>& people) {
  std::vector<std::string> all;
  for (const CanaryPerson& person : people) {
    all.insert(all.end(), {person.imsi, person.msisdn, person.imeisv});
  }
  return all;
}

}  // namespace celltally

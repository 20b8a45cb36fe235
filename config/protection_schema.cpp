#include <string>

#include "config/schema.hpp"

namespace celltally {

namespace {

std::vector<ValueShape::Choice> statistics_with_noise() {
  std::vector<ValueShape::Choice> choices;
  for (std::uint64_t i = 0; i < kStatistics; ++i) {
    const auto statistic = static_cast<Statistic>(i);
    if (statistic != Statistic::events) choices.push_back({to_text(statistic), i});
  }
  return choices;
}

void describe(SettingVisitor& in, ProtectionConfig::Family& family) {
  in.choice({"statistic", "whose noise it is", NeededBy::everybody, "presence"}, family.statistic,
            statistics_with_noise());
  in.tenths({"scale",
             "how wide the noise is: the standard deviation of gaussian noise; 0: what "
             "follows from the other settings"},
            family.scale_tenths, 0, 10'000);
  in.number({"threshold",
             "the least noisy count that is released; 0: what follows from people_min "
             "and scale"},
            family.threshold, 0, 1'000'000);
  in.number(
      {"cap",
       "how many numbers of a day one person is in at most, whatever the mode: more keep more "
       "of those who move about, and cost more privacy; 0: as the statistic has it"},
      family.cap, 0, 24);
  const bool fixed = family.statistic == Statistic::presence ||
                     family.statistic == Statistic::machines ||
                     family.statistic == Statistic::quality;
  in.rule({"cap"}, family.cap == 0 || !fixed,
          std::string{to_text(family.statistic)} +
              " has as many as follow from the grain, or one; leave cap out");
}

void describe_threshold_only(SettingVisitor& in, ProtectionConfig& protection) {
  in.number({"rounding", "released counts are multiples of it"}, protection.rounding, 1, 1000);
  const std::uint64_t least = protection.people_min - protection.people_min % protection.rounding;
  const bool too_few =
      protection.people_min < ProtectionConfig::kPeopleMinFloor && !protection.allow_small_groups;
  in.rule({"people_min", "rounding"},
          protection.mode == ProtectionConfig::Mode::noise || too_few ||
              protection.people_min % protection.rounding == 0,
          std::to_string(protection.people_min) + " is no multiple of rounding, " +
              std::to_string(protection.rounding) + "; write " +
              (least > 0 ? std::to_string(least) + " or " : "") +
              std::to_string(least + protection.rounding));
  in.rule({"people_min", "allow_small_groups"}, !too_few,
          std::to_string(protection.people_min) +
              " is out of range; write 10 to 1000000, or add allow_small_groups: true (fewest "
              "people behind a released count)");
}

void describe_noise(SettingVisitor& in, ProtectionConfig& protection) {
  in.choices({"statistics",
              "which statistics leave the probe; the fewer, the less is lost of "
              "privacy",
              NeededBy::nobody, "[presence, visitors]"},
             protection.statistics, statistics_with_noise());
  in.choice({"shape",
             "of noise: gaussian, or geometric, which is better where few statistics "
             "leave"},
            protection.shape, {{"gaussian", 0}, {"geometric", 1}});
  in.tenths({"epsilon", "of geometric noise: what a day of one device may lose; scales follow"},
            protection.epsilon_tenths, 1, 1000);
  in.flag({"hard_floor",
           "of noise: ask for people_min people themselves as well, with higher "
           "thresholds"},
          protection.hard_floor);
  in.number({"start_above", "of noise: how far above its threshold a series of counts begins"},
            protection.start_above, 0, 1000);
  in.number({"near_below",
             "of noise: how far above its threshold a count is still marked as near "
             "it"},
            protection.near_below, 0, 1000);
  in.texts({"sensitive",
            "of noise: cells without counts of their own, such as a clinic's; they "
            "are in their zone's rest",
            NeededBy::nobody, "[\"ecgi:001-01-0000101\"]"},
           protection.sensitive, TextRules::kCell, 0);
  in.list({"families", "of noise: what differs from the standard, a statistic each"},
          protection.families,
          [](SettingVisitor& item, ProtectionConfig::Family& family) { describe(item, family); });
  in.unique("families", "statistic");
}

}  // namespace

void describe(SettingVisitor& in, ProtectionConfig& protection) {
  in.choice({"mode",
             "how counts are protected: by noise in each; threshold_only does not protect against "
             "those who know almost everybody in a cell"},
            protection.mode, {{"noise", 1}, {"threshold_only", 0}});
  in.number({"people_min", "fewest people behind a released count"}, protection.people_min, 2,
            1'000'000, ProtectionConfig::kPeopleMinFloor);
  in.flag({"allow_small_groups", "allow people_min below 10: small groups identify people"},
          protection.allow_small_groups);
  describe_threshold_only(in, protection);
  describe_noise(in, protection);
}

}  // namespace celltally

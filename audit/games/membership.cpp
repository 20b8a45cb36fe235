#include "audit/games/membership.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "audit/games/hour_likelihood.hpp"
#include "audit/games/region.hpp"
#include "audit/games/roc.hpp"
#include "simulate/split_mix.hpp"

namespace celltally {

namespace {

constexpr std::uint32_t kDays = 7;
constexpr std::size_t kHours = Region::kHours;

using Scores = std::pair<std::vector<double>, std::vector<double>>;  // in, out

// A week as it was: the crowd, and those of the targets who are in beside it.
struct Week {
  std::vector<Region::Table> crowd;
  std::vector<Region::Table> days;  // all together
  std::vector<bool> in;             // by target
};

// A week as the attacker sees it.
struct SeenWeek {
  std::vector<SeenRow> rows;  // by bin of the week, then cell
};

// Presence is of so many bins a day as a person may be in. People of the region stay where they are
// for an hour, so that of shorter bins each has the same people, and of longer ones the first hour
// counts.
struct Bins {
  std::size_t of_day;

  std::size_t hour(std::size_t bin) const noexcept { return bin * kHours / of_day; }
};

// The people of the region and those who are asked for, who come after them in number.
class Weeks {
 public:
  Weeks(const MembershipSize& size, std::uint64_t seed)
      : size_(size), region_({.cells = size.cells}, seed), coins_(seed ^ 0xc0145) {}

  const Region& region() const noexcept { return region_; }

  Region::Day day_of(std::uint32_t target, std::uint32_t week, std::uint32_t day) const {
    return region_.day_of(size_.people + target, week * kDays + day);
  }

  Week week(std::uint32_t number) {
    Week made;
    for (std::uint32_t i = 0; i < size_.targets; ++i) made.in.push_back(coins_.percent(50));
    for (std::uint32_t day = 0; day < kDays; ++day) {
      Region::Table table = region_.count(size_.people, number * kDays + day);
      made.crowd.push_back(table);
      for (std::uint32_t i = 0; i < size_.targets; ++i) {
        if (made.in[i]) table.add(day_of(i, number, day));
      }
      made.days.push_back(std::move(table));
    }
    return made;
  }

 private:
  MembershipSize size_;
  Region region_;
  SplitMix coins_;
};

// What somebody with the exact numbers of the crowd in other weeks believes of this one. The other
// targets are taken to be known: there are more of them than somebody would wonder about.
class Reference {
 public:
  Reference(const Region& region, const MembershipSize& size) {
    for (std::uint32_t day = 0; day < kDays * size.reference_weeks; ++day) {
      days_.push_back(region.count(size.people, day));
    }
    spread_ = spread(size.cells);
  }

  // Of an hour with so many of the other targets in it.
  HourBelief of(std::uint32_t day, std::size_t hour, std::uint32_t cell, double others) const {
    double sum = 0;
    for (std::size_t at = day; at < days_.size(); at += kDays) sum += days_[at].at(hour, cell);
    const double mean = sum / weeks();
    return {.mean = mean + others, .variance = std::max(1.0, spread_ * mean) * (1 + 1 / weeks())};
  }

 private:
  // Variance of a number from week to week, as a share of its mean: the same for all, for four
  // weeks tell too little of each.
  double spread(std::uint32_t cells) const {
    double variances = 0;
    double means = 0;
    for (std::uint32_t number = 0; number < kDays * kHours * cells; ++number) {
      double sum = 0;
      double squares = 0;
      for (std::size_t at = number / (kHours * cells); at < days_.size(); at += kDays) {
        const double people = days_[at].at(number / cells % kHours, number % cells);
        sum += people;
        squares += people * people;
      }
      means += sum / weeks();
      variances += (squares - sum * sum / weeks()) / std::max(1.0, weeks() - 1);
    }
    return variances / std::max(1.0, means);
  }

  double weeks() const {
    const std::size_t whole = days_.size() / kDays;
    return static_cast<double>(whole);
  }

  std::vector<Region::Table> days_;
  double spread_ = 0;
};

SeenWeek see(const Region& region, const Week& week, Bins bins, const Release& release) {
  SeenWeek seen;
  seen.rows.resize(kDays * bins.of_day * region.cells());
  for (std::uint32_t day = 0; day < kDays; ++day) {
    for (std::size_t bin = 0; bin < bins.of_day; ++bin) {
      const std::size_t number = day * bins.of_day + bin;
      const std::size_t begin = number * region.cells();
      const auto exact =
          region.presence(week.days[day], bins.hour(bin), static_cast<std::int64_t>(number));
      for (const SeenRow& row : release(exact)) {
        if (!is_cell(row.key.place.kind()) || row.rest_of > 0) continue;
        seen.rows[begin + region.number_of(row.key.place)] = row;
      }
    }
  }
  return seen;
}

// One attacker's scores for every target: of the week, or of each day apart.
class Attack {
 public:
  Attack(const FamilyRules& family, const NoiseRules& rules, const Weeks& weeks)
      : family_(family), rules_(rules), weeks_(weeks), bins_{family.cap} {}

  // `belief`: target, day, hour, cell -> what the attacker believes of that number.
  template <typename Belief>
  void play(const Week& week, const SeenWeek& seen, std::uint32_t number, const Belief& belief) {
    for (std::uint32_t target = 0; target < week.in.size(); ++target) {
      double of_week = 0;
      for (std::uint32_t day = 0; day < kDays; ++day) {
        const Region::Day trace = weeks_.day_of(target, number, day);
        double of_day = 0;
        for (std::size_t bin = 0; bin < bins_.of_day; ++bin) {
          const std::size_t hour = bins_.hour(bin);
          const std::uint32_t cell = trace[hour];
          const std::size_t at = day * bins_.of_day + bin;
          const HourBelief knows = with_rules(belief(target, day, hour, cell), seen, at, cell);
          of_day += log_likelihood_ratio(row(seen, at, cell), knows);
        }
        (week.in[target] ? days_.first : days_.second).push_back(of_day);
        of_week += of_day;
      }
      (week.in[target] ? weeks_of_.first : weeks_of_.second).push_back(of_week);
    }
  }

  Roc of_weeks() const { return {weeks_of_.first, weeks_of_.second}; }
  Roc of_days() const { return {days_.first, days_.second}; }

 private:
  const SeenRow& row(const SeenWeek& seen, std::size_t bin, std::uint32_t cell) const {
    return seen.rows[bin * weeks_.region().cells() + cell];
  }

  HourBelief with_rules(HourBelief belief, const SeenWeek& seen, std::size_t bin,
                        std::uint32_t cell) const {
    const bool ran = bin > 0 && row(seen, bin - 1, cell).published();
    belief.noise = family_.noise.standard_deviation();
    belief.threshold = static_cast<double>(family_.threshold + (ran ? 0 : rules_.start_above));
    return belief;
  }

  const FamilyRules& family_;
  const NoiseRules& rules_;
  const Weeks& weeks_;
  Bins bins_;
  Scores weeks_of_;
  Scores days_;
};

// The best that any attacker can do. What pure epsilon says of a week of geometric noise is next to
// nothing; that the divergence is at most rho says more (Pinsker's inequality).
double best_advantage(const PrivacyLoss& loss) {
  return std::min(loss.advantage(), std::sqrt(loss.rho / 2));
}

// No curve with this advantage has more below it than the one that has it nearly everywhere.
double best_area(const PrivacyLoss& loss) {
  const double best = best_advantage(loss);
  return std::min(loss.area_under_curve(), 0.5 + best - best * best / 2);
}

void add_figures(AuditCheck& check, const Roc& roc, const PrivacyLoss& loss,
                 const std::string& who) {
  check.figures.push_back({.what = "advantage over guessing, " + who,
                           .measured = roc.advantage(),
                           .bound = best_advantage(loss) + roc.allowance_of_advantage()});
  check.figures.push_back({.what = "area under the curve, " + who,
                           .measured = roc.area(),
                           .bound = best_area(loss) + roc.allowance_of_area()});
}

AuditCheck described() {
  return {.name = "membership",
          .attacker =
              "Somebody who knows where a person was in every hour of a week asks whether "
              "that person is in the tables of presence.",
          .defence = "Noise as wide as what one person adds in a day asks for.",
          .said =
              "The marks are what the rules' privacy loss allows, and 3.5 standard deviations "
              "for chance."};
}

}  // namespace

AuditCheck check_membership(const NoiseRules& rules, std::uint64_t seed, const Probe& probe,
                            const MembershipSize& size) {
  AuditCheck check = described();
  if (!rules.of(Statistic::presence)) {
    check.said = "Presence is not released.";
    return check;
  }
  const FamilyRules& family = *rules.of(Statistic::presence);
  Weeks weeks(size, seed);
  const Reference reference(weeks.region(), size);
  Attack with_reference(family, rules, weeks);
  Attack with_all_others(family, rules, weeks);
  for (std::uint32_t i = 0; i < size.weeks; ++i) {
    const std::uint32_t number = size.reference_weeks + i;
    const Week week = weeks.week(number);
    const Release release = probe(only(rules, Statistic::presence), weeks.region().list());
    const SeenWeek seen = see(weeks.region(), week, Bins{family.cap}, release);
    // Without the target.
    const auto others = [&week](std::uint32_t target, std::uint32_t day, std::size_t hour,
                                std::uint32_t cell) {
      return week.days[day].at(hour, cell) - (week.in[target] ? 1.0 : 0.0);
    };
    with_reference.play(
        week, seen, number,
        [&](std::uint32_t target, std::uint32_t day, std::size_t hour, std::uint32_t cell) {
          const double known = others(target, day, hour, cell) - week.crowd[day].at(hour, cell);
          return reference.of(day, hour, cell, known);
        });
    with_all_others.play(
        week, seen, number,
        [&](std::uint32_t target, std::uint32_t day, std::size_t hour, std::uint32_t cell) {
          return HourBelief{.mean = others(target, day, hour, cell)};
        });
  }
  const PrivacyLoss day = family.loss();
  add_figures(check, with_reference.of_weeks(), day.times(kDays), "a week, other weeks known");
  add_figures(check, with_all_others.of_weeks(), day.times(kDays), "a week, all others known");
  add_figures(check, with_all_others.of_days(), day, "a day, all others known");
  check.plots.push_back({.title = "Telling who is in a week of presence",
                         .x_label = "wrongly said to be in",
                         .y_label = "rightly said to be in",
                         .series = {with_reference.of_weeks().curve("other weeks known"),
                                    with_all_others.of_weeks().curve("all others known"),
                                    promised_curve(day.times(kDays), "promised")}});
  check.judge(
      "The noise of presence is not what the rules say: see the scale of its family, and "
      "the check of the sampler.");
  return check;
}

}  // namespace celltally

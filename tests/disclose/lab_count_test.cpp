#include "disclose/lab_count.hpp"

#include <gtest/gtest.h>

#include "disclose/gate.hpp"
#include "tests/disclose/day_builder.hpp"

namespace celltally {
namespace {

using test::cell;
using test::DayBuilder;
using test::hour;

TEST(LabCount, IsTheExactNumberOfEveryRowZeroesIncluded) {
  const Place out_of_sight{PlaceKind::cgi, test::kTestNetwork, 3};
  const auto counts = exact_for_lab(
      DayBuilder{}
          .window(Statistic::events, 8, {test::events_of(cell(1), EventKind::attach, 7, 1)})
          .seen(cell(2))
          .build(),
      test::list_of({out_of_sight}));
  ASSERT_EQ(counts.size(), 12u);  // events, then visitors
  EXPECT_EQ(counts[0].state, ReleaseState::no_data);
  EXPECT_EQ(counts[0].window, hour(8));
  EXPECT_EQ(counts[1].key.place, cell(1));
  EXPECT_EQ(counts[1].state, ReleaseState::published);
  EXPECT_EQ(counts[1].value, 7u);
  EXPECT_EQ(counts[2].state, ReleaseState::published);
  EXPECT_EQ(counts[2].value, 0u);
}

TEST(LabCount, HasTheSameRowsAsAGateThatWithholdsNothing) {
  const PlaceList inventory =
      test::list_of({cell(5), cell(4), Place{PlaceKind::cgi, test::kTestNetwork, 3}});
  const ClosedDay day = DayBuilder{}
                            .window(Statistic::events, 7,
                                    {test::events_of(cell(1), EventKind::attach, 7, 1),
                                     test::events_of(cell(1), EventKind::paging, 7, 0),
                                     test::events_of(cell(2), EventKind::idle, 70, 30)})
                            .window(Statistic::events, 8, {}, false)
                            .seen(cell(5))
                            .build();
  const auto released = Gate({.people_min = 1, .rounding = 1}, inventory).release(day);
  const auto exact = exact_for_lab(day, inventory);
  EXPECT_EQ(exact.size(), 5u * (2 * 2 + 3));
  ASSERT_EQ(released.size(), exact.size());
  for (std::size_t i = 0; i < exact.size(); ++i) {
    EXPECT_EQ(released[i].key(), exact[i].key);
    EXPECT_EQ(released[i].statistic(), exact[i].statistic);
    EXPECT_EQ(released[i].state() == ReleaseState::no_data,
              exact[i].state == ReleaseState::no_data);
  }
}

}  // namespace
}  // namespace celltally

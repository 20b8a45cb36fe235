#include "simulate/geography.hpp"

#include <gtest/gtest.h>

#include <array>
#include <sstream>

#include "simulate/split_mix.hpp"

namespace celltally {
namespace {

constexpr std::array kAllRadios{Radio::lte, Radio::nr, Radio::umts, Radio::wifi};

std::string written(const Geography& geography) {
  std::ostringstream out;
  geography.write(out, kAllRadios);
  return out.str();
}

TEST(Geography, IsReadAsItWasWritten) {
  const std::string text = written(Geography::made_up(100, 3));
  std::istringstream in{text};
  const auto read = Geography::read(in, "cells.csv");
  ASSERT_TRUE(read) << read.error();
  const Geography made = Geography::made_up(100, 3);
  EXPECT_EQ(read->sites(), made.sites());
  for (const Radio radio : kAllRadios) {
    ASSERT_EQ(read->layer(radio).size(), made.layer(radio).size());
    for (std::uint32_t i = 0; i < made.layer(radio).size(); ++i) {
      const WorldCell& one = read->layer(radio).at(i);
      const WorldCell& two = made.layer(radio).at(i);
      EXPECT_EQ(one.place, two.place);
      EXPECT_EQ(one.area, two.area);
      EXPECT_EQ(read->zones()[one.zone], made.zones()[two.zone]);
    }
  }
}

TEST(Geography, HasSitesOfThreeSectorsInZonesThatEachCellIsInOnce) {
  const Geography geography = Geography::made_up(1000, 1);
  EXPECT_EQ(geography.sites().size(), 334u);
  EXPECT_EQ(geography.zones().size(), 25u);
  std::vector<int> cells_of(geography.zones().size());
  for (const WorldCell& each : geography.layer(Radio::lte).cells()) ++cells_of.at(each.zone);
  for (const int count : cells_of) EXPECT_GT(count, 5);
}

TEST(Geography, TheNearestCellIsTheOneThatLookingAtAllFinds) {
  const Geography geography = Geography::made_up(500, 7);
  const CellLayer& layer = geography.layer(Radio::lte);
  SplitMix random{1};
  for (int i = 0; i < 2000; ++i) {
    const auto x = static_cast<std::int32_t>(random.between(-3000, 12000));
    const auto y = static_cast<std::int32_t>(random.between(-3000, 12000));
    std::uint32_t best = 0;
    std::int64_t least = INT64_MAX;
    for (std::uint32_t cell = 0; cell < layer.size(); ++cell) {
      const std::int64_t east = layer.at(cell).x - x;
      const std::int64_t north = layer.at(cell).y - y;
      if (east * east + north * north < least) least = east * east + north * north, best = cell;
    }
    ASSERT_EQ(layer.nearest(x, y), best) << x << ' ' << y;
  }
}

TEST(Geography, NeighboursAreOfOneSite) {
  const Geography geography = Geography::made_up(300, 1);
  const CellLayer& layer = geography.layer(Radio::lte);
  for (std::uint32_t cell = 0; cell < layer.size(); ++cell) {
    EXPECT_NE(layer.neighbour(cell), cell);
    EXPECT_EQ(layer.at(layer.neighbour(cell)).site, layer.at(cell).site);
  }
}

TEST(Geography, SaysWhichLineIsWrong) {
  struct Case {
    const char* text;
    const char* reason;
  };
  const Case kCases[] = {
      {"", "x: there is no LTE cell in it"},
      {"radio,mcc,net,area,cell,lon,lat\nGSM,1,1,1,1,0,0\n",
       "x:2: no cell; write LTE, NR or UMTS, with mcc, net, area and cell"},
      {"radio,mcc,net,area,cell,lon,lat\nLTE,1,1,1,1,0,0\nLTE,1,1,1,2,,0\n",
       "x:3: lon and lat are needed, in degrees"},
      {"place,lon,lat\nwifi:02-00-5e-00-00-01,0,0\n", "x: there is no LTE cell in it"},
  };
  for (const Case& each : kCases) {
    std::istringstream in{each.text};
    const auto read = Geography::read(in, "x");
    ASSERT_FALSE(read) << each.text;
    EXPECT_EQ(read.error(), each.reason);
  }
}

}  // namespace
}  // namespace celltally

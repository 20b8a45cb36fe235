#include "config/cell_inventory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "config/zone_polygons.hpp"

namespace celltally {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::SizeIs;

Result<CellInventory, CellInventoryProblems> read(const std::string& text) {
  std::istringstream in{text};
  return read_cell_inventory(in, "cells.csv", {}, {});
}

std::vector<std::string> texts(const CellInventory& inventory) {
  std::vector<std::string> texts;
  for (const Place place : inventory.places()) texts.push_back(to_text(place));
  std::sort(texts.begin(), texts.end());
  return texts;
}

constexpr const char* kHeader =
    "radio,mcc,net,area,cell,unit,lon,lat,range,samples,changeable,created,updated,averageSignal\n";

TEST(CellInventory, ReadsTheColumnsOfOpenCellId) {
  const auto inventory =
      read(std::string{kHeader} +
           "GSM,1,1,771,1028,,0.1,51.5,1000,1,1,1459692342,1459692342,0\n"
           "UMTS,001,01,771,66052,-1,0.1,51.5,1000,1,1,1459692342,1459692342,0\n"
           "LTE,208,93,1,19088641,0,0.1,51.5,1000,1,1,1459692342,1459692342,0\n"
           "NR,999,70,1,4886718345,0,0.1,51.5,1000,1,1,1459692342,1459692342,0\n");
  ASSERT_TRUE(inventory);
  EXPECT_THAT(texts(*inventory), ElementsAre("cgi:001-01-0303-0404", "ecgi:208-93-1234501",
                                             "ncgi:999-70-123456789", "sai:001-01-0303-0204"));
  EXPECT_EQ(inventory->duplicates, 0u);
}

TEST(CellInventory, ReadsTheSameCellInEveryWayThatItMayBeWritten) {
  const char* const kSame[] = {
      "LTE,208,93,1,19088641\n",
      "LTE,208,93,1,19088641",
      "lte, 208 ,\t93,1, 19088641 \r\n",
      "\"LTE\",\"208\",\"93\",\"1\",\"19088641\"\n",
      "\n\n  \nLTE,208,93,1,19088641\n\n",
      "\xef\xbb\xbfLTE,208,93,1,19088641\n",
      "radio,mcc,net,area,cell\nLTE,208,93,1,19088641\n",
      "cell,name,Radio,MCC,net,area\n19088641,\"Old Town, north\",LTE,208,93,1\n",
      "ecgi:208-93-1234501\n",
      "ecgi:208-93-1234501,Old Town\n",
      "place\necgi:208-93-1234501\n",
      "name,place,owner\n\"He said \"\"hi\"\", twice\",ecgi:208-93-1234501,me\n",
  };
  for (const char* const text : kSame) {
    const auto inventory = read(text);
    ASSERT_TRUE(inventory) << text << inventory.error().front();
    EXPECT_THAT(texts(*inventory), ElementsAre("ecgi:208-93-1234501")) << text;
  }
}

TEST(CellInventory, GivesAnMncTheLengthOfItsCountry) {
  const auto inventory = read(
      "LTE,208,1,1,1\n"      // France: two digits
      "LTE,310,26,1,1\n"     // United States: three
      "LTE,310,410,1,1\n"    //
      "LTE,208,500,1,1\n");  // nothing else is possible
  ASSERT_TRUE(inventory);
  EXPECT_THAT(texts(*inventory), ElementsAre("ecgi:208-01-0000001", "ecgi:208-500-0000001",
                                             "ecgi:310-026-0000001", "ecgi:310-410-0000001"));
}

TEST(CellInventory, TellsWhatIsWrongWithARowAndWhatToWrite) {
  struct Case {
    const char* row;
    const char* problem;
  };
  const Case kCases[] = {
      {"CDMA,1,1,1,1", "radio is \"CDMA\"; write GSM, UMTS, LTE or NR"},
      {"LTE,0,1,1,1", "mcc is \"0\"; write the MCC as digits, 001 to 999"},
      {"LTE,1000,1,1,1", "mcc is \"1000\"; write the MCC as digits, 001 to 999"},
      {"LTE,,1,1,1", "mcc is \"\"; write the MCC as digits, 001 to 999"},
      {"LTE,1,abc,1,1", "net is \"abc\"; write the MNC as digits"},
      {"LTE,1,-1,1,1", "net is \"-1\"; write the MNC as digits"},
      {"LTE,1,1000,1,1", "net is \"1000\"; write the MNC as digits"},
      {"GSM,1,1,65536,1", "area is \"65536\"; write the LAC as digits, at most 65535"},
      {"GSM,1,1,1,65536", "cell is \"65536\"; write the CI as digits, at most 65535"},
      {"UMTS,1,1,1,268435456", "cell is \"268435456\"; write the cell's number, at most 268435455"},
      {"LTE,1,1,1,268435456", "cell is \"268435456\"; write the ECI as digits, at most 268435455"},
      {"NR,1,1,1,68719476736",
       "cell is \"68719476736\"; write the NCI as digits, at most 68719476735"},
      {"LTE,1,1,1", "cell is \"\"; write the ECI as digits, at most 268435455"},
      {"LTE,1,1,1,1e3", "cell is \"1e3\"; write the ECI as digits, at most 268435455"},
      {"LTE,1,1,1,99999999999999999999999",
       "cell is \"99999999999999999999999\"; write the ECI as digits, at most 268435455"},
      {"\033[31m,1", "radio is \"?[31m\"; write GSM, UMTS, LTE or NR"},
  };
  for (const Case& test : kCases) {
    const auto inventory = read(std::string{kHeader} + "LTE,1,1,1,1\n" + test.row + "\n");
    ASSERT_FALSE(inventory) << test.row;
    EXPECT_THAT(inventory.error(), ElementsAre(std::string{"cells.csv:3: "} + test.problem));
  }
}

TEST(CellInventory, TellsWhatIsWrongWithAPlace) {
  const auto inventory = read(
      "ecgi:208-93-1234501\n"
      "ecgi:208-93-123450\n"
      "tai:208-93-0001\n"
      "LTE,208,93,1,1\n"
      "ecgi:208-93-1234501 and more that is far too long to be shown in full\n");
  ASSERT_FALSE(inventory);
  EXPECT_THAT(
      inventory.error(),
      ElementsAre("cells.csv:2: place is \"ecgi:208-93-123450\"; write it like ecgi:208-93-1234501",
                  "cells.csv:3: place is \"tai:208-93-0001\"; write a cell, not an area",
                  "cells.csv:4: place is \"LTE\"; write it like ecgi:208-93-1234501",
                  "cells.csv:5: place is \"ecgi:208-93-1234501 and more that is far too long to be "
                  "show...\"; write it like ecgi:208-93-1234501"));
}

TEST(CellInventory, MergesDuplicatesAndSortsTheCells) {
  const auto inventory = read("LTE,1,1,1,7\nLTE,1,1,2,7\nLTE,1,1,1,3\nLTE,1,1,1,7\n");
  ASSERT_TRUE(inventory);
  EXPECT_EQ(inventory->cells.size(), 2u);
  EXPECT_EQ(inventory->duplicates, 2u);
  EXPECT_TRUE(std::ranges::is_sorted(inventory->places()));
}

TEST(CellInventory, TellsOfEveryBadRowUnlessThereAreThousands) {
  struct Case {
    std::size_t bad_rows;
    std::size_t problems;
    const char* last;
  };
  const Case kCases[] = {{25, 25, "cells.csv:26: net is \"x\"; write the MNC as digits"},
                         {1000, 1000, "cells.csv:1001: net is \"x\"; write the MNC as digits"},
                         {3000, 1001, "cells.csv: 2000 more rows like these"}};
  for (const Case& test : kCases) {
    std::string text{"LTE,1,1,1,1\n"};
    for (std::size_t i = 0; i < test.bad_rows; ++i) text += "LTE,1,x,1,1\n";
    const auto inventory = read(text);
    ASSERT_FALSE(inventory);
    EXPECT_THAT(inventory.error(), AllOf(SizeIs(test.problems), Contains(test.last)));
  }
}

TEST(CellInventory, RefusesRowsThatAreTooLong) {
  for (const std::size_t length : {4096u, 4097u, 4098u, 4099u, 100'000u}) {
    const auto inventory = read("LTE,1,1,1,1\n" + std::string(length, 'x') + "\nLTE,1,1,1,2\n");
    ASSERT_FALSE(inventory) << length;
    EXPECT_THAT(inventory.error(), SizeIs(1)) << length;
  }
  const auto inventory = read("LTE,1,1,1,1\n" + std::string(5000, 'x'));
  ASSERT_FALSE(inventory);
  EXPECT_THAT(
      inventory.error(),
      ElementsAre("cells.csv:2: the row is longer than 4096 octets; write one cell per row"));
}

TEST(CellInventory, RefusesAFileWithoutCells) {
  constexpr const char* kNone =
      "cells.csv: no row names a cell; write radio,mcc,net,area,cell (OpenCelliD), or one place "
      "per "
      "line such as ecgi:208-93-1234501";
  EXPECT_THAT(read("").error(), ElementsAre(kNone));
  EXPECT_THAT(read(kHeader).error(), ElementsAre(kNone));
  EXPECT_THAT(read("hello\n").error(),
              ElementsAre("cells.csv:1: radio is \"hello\"; write GSM, UMTS, LTE or NR"));
  EXPECT_THAT(
      read("radio,mcc,mnc,lac,cell\n").error(),
      ElementsAre(
          "cells.csv:1: the header has no column net; write radio,mcc,net,area,cell or one column "
          "place, or say how your columns are called (cells_columns)"));
  EXPECT_THAT(read(std::string("LTE,1,1,1,1\nab\0cd\n", 18)).error(),
              ElementsAre("cells.csv:2: not a text file; write CSV"));
}

TEST(CellInventory, TellsWhyAFileCannotBeRead) {
  const auto folder = std::filesystem::path{testing::TempDir()};
  EXPECT_THAT(
      load_cell_inventory("/nowhere/cells.csv", {}, {}).error(),
      ElementsAre("/nowhere/cells.csv: No such file or directory; name a CSV file of cells"));
  EXPECT_THAT(load_cell_inventory(folder.string(), {}, {}).error(),
              ElementsAre(folder.string() + ": is a directory; name a CSV file of cells"));
}

TEST(CellInventory, GivesUpAtOnceOnAHugeFileThatIsNoText) {
  const auto file = std::filesystem::path{testing::TempDir()} / "cell_inventory_sparse.csv";
  std::ofstream{file} << "";
  std::filesystem::resize_file(file, std::uintmax_t{4} << 30);
  const auto inventory = load_cell_inventory(file.string(), {}, {});
  std::filesystem::remove(file);
  EXPECT_THAT(inventory.error(), ElementsAre(file.string() + ":1: not a text file; write CSV"));
}

TEST(CellInventory, ReadsHundredsOfThousandsOfRows) {
  std::string text{kHeader};
  for (int i = 0; i < 300'000; ++i) {
    text +=
        "LTE,208,93,1," + std::to_string(i) + ",0,2.35,48.85,1000,1,1,1459692342,1459692342,0\n";
  }
  const auto inventory = read(text);
  ASSERT_TRUE(inventory);
  EXPECT_EQ(inventory->cells.size(), 300'000u);
}

}  // namespace
}  // namespace celltally

// Where the cells of an inventory are: positions, sites, zones, and columns of other names.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "config/cell_inventory.hpp"
#include "config/zone_polygons.hpp"
#include "tests/build_places.hpp"

namespace celltally {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

Result<CellInventory, CellInventoryProblems> read(const std::string& text,
                                                  const CellColumns& columns = {},
                                                  const ZonePolygons& polygons = {}) {
  std::istringstream in{text};
  return read_cell_inventory(in, "cells.csv", columns, polygons);
}

// "ecgi:001-01-0000001 51.5 0.1 site:a zone:b", and what is not known as "-".
std::vector<std::string> told(const Result<CellInventory, CellInventoryProblems>& inventory) {
  std::vector<std::string> lines;
  if (!inventory) return inventory.error();
  for (const CellSite& cell : inventory->cells) {
    std::ostringstream line;
    line << to_text(cell.cell) << ' ';
    if (cell.position) line << cell.position->latitude << ' ' << cell.position->longitude;
    for (const Place place : {cell.site, cell.zone}) {
      line << ' ' << (place.known() ? inventory->names.text_of(place) : "-");
    }
    lines.push_back(line.str());
  }
  return lines;
}

CellColumns columns(std::string_view text) {
  const auto columns = cell_columns_from_text(text);
  EXPECT_TRUE(columns) << columns.error();
  return columns ? *columns : CellColumns{};
}

TEST(CellGeography, IsInFurtherColumns) {
  EXPECT_THAT(
      told(read("radio,mcc,net,area,cell,lon,lat,site,zone\n"
                "LTE,1,1,1,1,0.125,51.5,church,old town\n"
                "LTE,1,1,1,2,,,church,\n"
                "LTE,1,1,1,3,-180,-90,,Ørsted\n"
                "LTE,1,1,1,4,180,90\n")),
      ElementsAre("ecgi:001-01-0000001 51.5 0.125 site:church zone:old town",
                  "ecgi:001-01-0000002  site:church -",
                  "ecgi:001-01-0000003 -90 -180 - zone:Ørsted", "ecgi:001-01-0000004 90 180 - -"));
  EXPECT_THAT(
      told(read("zone,place,lat,lon\nb,cgi:001-01-0001-0001,1,2\na,wifi:02-00-5e-10-20-30\n")),
      ElementsAre("cgi:001-01-0001-0001 1 2 site:at 1.00000 2.00000 zone:b",
                  "wifi:02-00-5e-10-20-30  - zone:a"));
}

TEST(CellGeography, HasPositionsWhereOpenCellIdHasThemWithoutAHeader) {
  EXPECT_THAT(told(read("GSM,1,1,771,1028,,0.125,51.5,1000,1,1,1459692342,1459692342,0\n")),
              ElementsAre("cgi:001-01-0303-0404 51.5 0.125 site:at 51.50000 0.12500 -"));
}

TEST(CellGeography, NamesOfOtherSystemsAreMapped) {
  const std::string rows =
      "SITE_ID;CELL_ID;mcc;MNC;Lat;Long;TOWN;Tech\n"
      "\"m;1\";19088641;208;93;48,8566;2,3522;Paris 1;4G\n";
  const auto named =
      columns("radio=LTE,cell=CELL_ID,net=mnc,latitude=LAT,longitude=Long,zone=TOWN,separator=;");
  EXPECT_THAT(told(read(rows, named)),
              ElementsAre("ecgi:208-93-1234501 48.8566 2.3522 site:enb 208-93-12345 zone:Paris 1"));
  EXPECT_THAT(told(read("Ort\tZelle\nNord\tecgi:001-01-0000001\n\tecgi:001-01-0000002\n",
                        columns("place=Zelle,zone=Ort,separator=tab"))),
              ElementsAre("ecgi:001-01-0000001  site:enb 001-01-00000 zone:Nord",
                          "ecgi:001-01-0000002  site:enb 001-01-00000 -"));
  EXPECT_THAT(told(read("LTE|1|1|1|1\n", columns("separator=|"))),
              ElementsAre("ecgi:001-01-0000001  site:enb 001-01-00000 -"));
}

TEST(CellGeography, TellsWhichColumnTheHeaderHasNot) {
  const auto first = [](const std::string& text, std::string_view named) {
    return read(text, named.empty() ? CellColumns{} : columns(named)).error().front();
  };
  EXPECT_EQ(
      first("radio,mcc,net,area,cell\nLTE,1,1,1,1\n", "zone=TOWN"),
      "cells.csv:1: the header has no column TOWN (zone); it begins with \"radio\" \"mcc\" "
      "\"net\" \"area\" \"cell\": name one of its columns, and its separator if it is no comma");
  EXPECT_EQ(first("a;b;TOWN\n", "zone=TOWN"),
            "cells.csv:1: the header has no column TOWN (zone); it begins with \"a;b;TOWN\": name "
            "one of its columns, and its separator if it is no comma");
  EXPECT_EQ(
      first("radio,mcc,net,area,cell,lat\n", ""),
      "cells.csv:1: the header has no column lon; write radio,mcc,net,area,cell or one column "
      "place, or say how your columns are called (cells_columns)");
}

TEST(CellGeography, ColumnsOnTheCommandLineAreCheckedWordByWord) {
  struct Case {
    const char* text;
    const char* problem;
  };
  const Case kCases[] = {
      {"", "\"\" is no KEY=COLUMN; write it like cell=CELL_ID"},
      {"cell=A,", "\"\" is no KEY=COLUMN; write it like cell=CELL_ID"},
      {"cell", "\"cell\" is no KEY=COLUMN; write it like cell=CELL_ID"},
      {"town=A",
       "\"town\" is not known; write one of place, radio, mcc, net, area, cell, longitude, "
       "latitude, site, zone, separator"},
      {"cell=",
       "cell is \"\"; write the column's name in the header, without , ; | = and quotes, 80 octets "
       "at most"},
      {"cell=A,cell=B", "cell is written twice; keep one"},
      {"separator=x", "separator is \"x\"; write \",\", \";\", \"|\" or tab"},
  };
  for (const Case& test : kCases) {
    const auto columns = cell_columns_from_text(test.text);
    ASSERT_FALSE(columns) << test.text;
    EXPECT_EQ(columns.error(), test.problem);
  }
}

TEST(CellGeography, TellsWhatIsWrongInARow) {
  struct Case {
    const char* row;
    const char* problem;
  };
  const Case kCases[] = {
      {"x,1,,",
       "lon is \"x\"; write degrees such as 48.8566, -180 to 180, or nothing in both lon and lat"},
      {"180.1,1,,",
       "lon is \"180.1\"; write degrees such as 48.8566, -180 to 180, or nothing in both lon and "
       "lat"},
      {"1,-90.1,,",
       "lat is \"-90.1\"; write degrees such as 48.8566, -90 to 90, or nothing in both lon and "
       "lat"},
      {"1,,,",
       "lat is \"\"; write degrees such as 48.8566, -90 to 90, or nothing in both lon and lat"},
      {"1,nan,,",
       "lat is \"nan\"; write degrees such as 48.8566, -90 to 90, or nothing in both lon and lat"},
      {",,a:b,",
       "site is \"a:b\"; write letters, digits, spaces and - _ . ' only, 120 octets at most, and "
       "not "
       "none; or nothing"},
      {",,,none",
       "zone is \"none\"; write letters, digits, spaces and - _ . ' only, 120 octets at most, and "
       "not none; or nothing"},
  };
  for (const Case& test : kCases) {
    EXPECT_THAT(told(read("place,lon,lat,site,zone\necgi:001-01-0000001,1,1,a,b\n"
                          "ecgi:001-01-0000002," +
                          std::string{test.row} + "\n")),
                ElementsAre(std::string{"cells.csv:3: "} + test.problem));
  }
}

TEST(CellGeography, ACellInTwoZonesOrSitesIsAnError) {
  EXPECT_THAT(
      told(read("place,site,zone\n"
                "ecgi:001-01-0000007,a,north\n"
                "ecgi:001-01-0000003,x,\n"
                "ecgi:001-01-0000007,,\n"
                "ecgi:001-01-0000007,a,south\n"
                "nowhere,,\n"
                "ecgi:001-01-0000003,y,north\n")),
      ElementsAre("cells.csv:5: ecgi:001-01-0000007 is in zone \"south\" here and in "
                  "\"north\" before (it is first in line 2); write one zone",
                  "cells.csv:6: place is \"nowhere\"; write it like ecgi:208-93-1234501",
                  "cells.csv:7: ecgi:001-01-0000003 is in site \"y\" here and in \"x\" before "
                  "(it is first in line 3); write one site"));
}

TEST(CellGeography, RowsOfOneCellAreTakenTogether) {
  const auto inventory = read(
      "place,lat,lon,site,zone\necgi:001-01-0000007,,,,\necgi:001-01-0000007,1,2,,a\n"
      "ecgi:001-01-0000007,3,4,b,a\n");
  EXPECT_THAT(told(inventory), ElementsAre("ecgi:001-01-0000007 1 2 site:b zone:a"));
  EXPECT_EQ(inventory->duplicates, 2u);
}

TEST(CellGeography, WithoutAColumnOfSitesTheyAreENodeBsAndEqualPositions) {
  EXPECT_THAT(told(read("place,lat,lon\n"
                        "cgi:001-01-0001-0001,-0.5,0\n"
                        "sai:001-01-0001-0002,-0.500004,-0.000004\n"
                        "ncgi:001-01-000000003,-0.50001,0\n"
                        "ncgi:001-01-000000004,,\n"
                        "ecgi:001-01-12345ff,-0.5,0\n"
                        "ecgi:001-01-1234500,7,7\n"
                        "ecgi:001-02-1234500,,\n")),
              ElementsAre("cgi:001-01-0001-0001 -0.5 0 site:at -0.50000 0.00000 -",
                          "sai:001-01-0001-0002 -0.500004 -4e-06 site:at -0.50000 0.00000 -",
                          "ecgi:001-01-1234500 7 7 site:enb 001-01-12345 -",
                          "ecgi:001-01-12345ff -0.5 0 site:enb 001-01-12345 -",
                          "ecgi:001-02-1234500  site:enb 001-02-12345 -",
                          "ncgi:001-01-000000003 -0.50001 0 site:at -0.50001 0.00000 -",
                          "ncgi:001-01-000000004  - -"));
}

TEST(CellGeography, PolygonsGiveZonesToCellsThatHaveNone) {
  const auto polygons = read_zone_polygons(
      R"({"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"name":"west"},"geometry":{"type":"Polygon","coordinates":
          [[[0,0],[2,0],[2,2],[0,2],[0,0]]]}},
        {"type":"Feature","properties":{"name":"east"},"geometry":{"type":"Polygon","coordinates":
          [[[1,0],[3,0],[3,2],[1,2],[1,0]]]}},
        {"type":"Feature","properties":{"name":"sea"},"geometry":{"type":"Polygon","coordinates":
          [[[9,9],[10,9],[10,10],[9,9]]]}}]})",
      "zones.geojson");
  ASSERT_TRUE(polygons) << polygons.error().front();
  const auto inventory = read(
      "place,lon,lat,zone\necgi:001-01-0000101,0.5,1,\necgi:001-01-0000102,1.5,1,\n"
      "ecgi:001-01-0000103,2.5,1,\necgi:001-01-0000104,2.5,1,abroad\necgi:001-01-0000105,5,1,\n"
      "ecgi:001-01-0000106,,,\n",
      {}, *polygons);
  EXPECT_THAT(told(inventory),
              ElementsAre("ecgi:001-01-0000101 1 0.5 site:enb 001-01-00001 zone:west",
                          "ecgi:001-01-0000102 1 1.5 site:enb 001-01-00001 zone:west",
                          "ecgi:001-01-0000103 1 2.5 site:enb 001-01-00001 zone:east",
                          "ecgi:001-01-0000104 1 2.5 site:enb 001-01-00001 zone:abroad",
                          "ecgi:001-01-0000105 1 5 site:enb 001-01-00001 -",
                          "ecgi:001-01-0000106  site:enb 001-01-00001 -"));
  EXPECT_EQ(inventory->summary(),
            "5 with a position, 1 site, 3 zones, 2 in no zone, 1 in polygons of several zones (the "
            "first in the file is theirs), 1 zone without a cell");
}

TEST(CellGeography, IsReadFromTheExamples) {
  const std::string folder{CELLTALLY_SOURCE_DIR "/docs/examples/"};
  EXPECT_THAT(told(load_cell_inventory(folder + "cells.csv", {}, folder + "zones.geojson")),
              ElementsAre("cgi:001-01-0303-0404  - -",
                          "ecgi:001-01-0000101 48.85 2.35 site:church zone:Old Town",
                          "ecgi:001-01-0000102 48.85 2.35 site:church zone:Old Town",
                          "ecgi:001-01-0000201 48.853 2.361 site:town hall zone:Old Town",
                          "ecgi:001-01-0000301 48.846 2.38 site:quay 3 zone:Harbour",
                          "ncgi:001-01-000001001 48.853 2.361 site:town hall zone:Old Town"));
}

TEST(CellGeography, TellsTheProblemsOfBothFiles) {
  const auto folder = std::filesystem::path{testing::TempDir()};
  const std::string cells = (folder / "geography_cells.csv").string();
  const std::string zones = (folder / "geography_zones.geojson").string();
  std::ofstream{cells} << "place\nnowhere\n";
  std::ofstream{zones} << "{}";
  EXPECT_THAT(
      load_cell_inventory(cells, {}, zones).error(),
      ElementsAre(cells + ":2: place is \"nowhere\"; write it like ecgi:208-93-1234501",
                  zones + ": the file: is no FeatureCollection; write a FeatureCollection of "
                          "Polygons, each with a property name"));
  std::ofstream{cells} << "place\necgi:001-01-0000001\n";
  EXPECT_THAT(load_cell_inventory(cells, {}, zones).error(), SizeIs(1));
  EXPECT_THAT(load_cell_inventory(cells, {}, folder.string()).error(),
              ElementsAre(folder.string() + ": is a directory; name a GeoJSON file of zones"));
  std::filesystem::remove(cells);
  std::filesystem::remove(zones);
}

}  // namespace
}  // namespace celltally

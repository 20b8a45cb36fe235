#include <gtest/gtest.h>
#include <sqlite3.h>

#include <string>

#include "ship/sqlite_sink.hpp"
#include "tests/capture/temporary_folder.hpp"
#include "tests/ship/made_segments.hpp"
#include "tests/ship/sqlite_reading.hpp"

namespace celltally {
namespace {

using testing::made_noisy_segment;
using testing::made_segment;
using testing::sqlite_says;

class SqliteNoiseTest : public ::testing::Test {
 protected:
  testing::TemporaryFolder folder_;
  std::string path_ = folder_.path("counts.sqlite");
  SqliteSink sink_{{.path = path_}};
};

// As version 3 made it: today's without what came with noise.
TEST_F(SqliteNoiseTest, FileThatKnowsOfNoNoiseIsMadeLikeANewOneAndKeepsItsRows) {
  const std::string path = folder_.path("old3");
  {
    SqliteSink first{{.path = path}};
    ASSERT_TRUE(first.deliver(made_segment(1)).ok());
    ASSERT_TRUE(sink_.deliver(made_segment(1)).ok());
  }
  std::string less = "PRAGMA user_version = 3;";
  for (const char* view : {"keyed_rows", "counts", "current_segments", "current_rows", "latest",
                           "dwell", "events", "flows", "machines", "origin", "presence", "quality",
                           "roamers", "population_segments", "visitors"}) {
    less += std::string{"DROP VIEW "} + view + ";";
  }
  for (const char* column : {"hard_floor", "shape", "scale", "cap", "threshold", "near_below",
                             "ledger_number", "ledger_sha256"}) {
    less += std::string{"ALTER TABLE segments DROP COLUMN "} + column + ";";
  }
  for (const char* column : {"sigma", "near_threshold", "rest_of"}) {
    less += std::string{"ALTER TABLE segment_rows DROP COLUMN "} + column + ";";
  }
  sqlite3* old = nullptr;
  ASSERT_EQ(sqlite3_open(path.c_str(), &old), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(old, less.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
      << sqlite3_errmsg(old);
  sqlite3_close(old);
  SqliteSink sink{{.path = path}};
  ASSERT_TRUE(sink.deliver(made_segment(2)).ok());
  ASSERT_TRUE(sink_.deliver(made_segment(2)).ok());
  for (const char* question :
       {"SELECT name, (SELECT group_concat(name) FROM (SELECT name FROM pragma_table_info(m.name) "
        "ORDER BY name)) FROM sqlite_schema AS m WHERE type IN ('table', 'view') ORDER BY name",
        "SELECT * FROM current_rows ORDER BY 1,2,3,4,5,6", "PRAGMA user_version"}) {
    EXPECT_EQ(sqlite_says(path, question), sqlite_says(path_, question)) << question;
  }
}

TEST_F(SqliteNoiseTest, NoiseIsToldBesideTheNumbers) {
  ASSERT_TRUE(sink_.deliver(made_noisy_segment()).ok());
  EXPECT_EQ(sqlite_says(path_,
                        "SELECT place, state, value, sigma, near_threshold, rest_of FROM presence "
                        "ORDER BY place; SELECT mode, shape, scale, cap, threshold, near_below, "
                        "hard_floor, ledger_number FROM segments; SELECT value, variance, rest_of "
                        "FROM latest WHERE rest_of > 0"),
            "ecgi:001-01-0000000|published|100|18.0|1|0\n"
            "ecgi:001-01-0000001|withheld|||0|0\n"
            "zone:none|published|230|25.5|0|2\n"
            "noise|gaussian|18.0|24|80|120|0|7\n"
            "230|650.25|2\n");
}

}  // namespace
}  // namespace celltally

#include "config/subscriber_file.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

#include "config/operator_key_file.hpp"
#include "tests/capture/temporary_folder.hpp"

namespace celltally {
namespace {

using Of = SubscriberFile::Of;
using testing::TemporaryFolder;

constexpr std::string_view kKeyLine = "# celltally key 0123456789abcdef\n";

// 64 digits that begin so.
std::string hash(std::string_view beginning) {
  return std::string{beginning} + std::string(64 - beginning.size(), '7');
}

std::string text(std::string_view rows) {
  return std::string{kKeyLine} + std::string{rows};
}

TEST(SubscriberFile, OfThoseWhoHaveOptedOutHasAHashARow) {
  std::istringstream in{text("\n# a remark\n" + hash("00112233445566ff") + "\n" +
                             hash("FFEEDDCCBBAA9988") + "  \r\n")};
  const auto file = read_subscriber_file(in, "out.list", Of::opted_out);
  ASSERT_TRUE(file) << file.error().front();
  EXPECT_EQ(file->key, 0x0123456789abcdefu);
  const std::vector<ListedPerson> expected{
      ListedPerson::of(0x00112233445566ff, ListedAs::opted_out()),
      ListedPerson::of(0xffeeddccbbaa9988, ListedAs::opted_out())};
  EXPECT_EQ(file->people, expected);
}

TEST(SubscriberFile, OfSegmentsHasTheSegmentBehindTheHash) {
  std::istringstream in{
      text(hash("1") + ",25-34/f\n" + hash("2") + ",65+/m\n" + hash("3") + ",unknown")};
  const auto file = read_subscriber_file(in, "segments.list", Of::segments);
  ASSERT_TRUE(file) << file.error().front();
  ASSERT_EQ(file->people.size(), 3u);
  EXPECT_EQ(file->people[0].as(), ListedAs::in(PopulationSegment::of(2, false)));
  EXPECT_EQ(file->people[1].as(), ListedAs::in(PopulationSegment::of(6, true)));
  EXPECT_EQ(file->people[2].as(), ListedAs{});
}

TEST(SubscriberFile, MayBeEmptyButForItsKey) {
  for (const std::string_view whole : {kKeyLine.substr(0, kKeyLine.size() - 1), kKeyLine}) {
    std::istringstream in{std::string{whole}};
    const auto file = read_subscriber_file(in, "x", Of::opted_out);
    ASSERT_TRUE(file);
    EXPECT_TRUE(file->people.empty());
  }
}

TEST(SubscriberFile, TellsEveryBadRowAndNeverWhatStandsInIt) {
  struct Case {
    Of of;
    std::string text;
    std::vector<std::string> problems;
  };
  const std::string no_key =
      "l:1: does not say under which key its identities are hashed; write it with celltally "
      "prepare-list, whose first line is # celltally key and 16 digits";
  const std::string no_hash =
      "does not begin with 64 hexadecimal digits, a hashed identity; make the list with celltally "
      "prepare-list";
  const std::string no_segment =
      "has no segment behind the hash; write one such as ,25-34/f or ,65+/m, with ages 0-15, "
      "16-24, 25-34, 35-44, 45-54, 55-64, 65+, or ,unknown";
  const std::string another_column =
      "has a second column, as a list of segments has; name that with segments, and leave the "
      "column out of the opted out";
  const Case cases[] = {
      {Of::opted_out, "", {no_key}},
      {Of::opted_out, hash("1") + "\n", {no_key}},
      {Of::opted_out, "# celltally key 0123456789abcde\n", {no_key}},
      {Of::opted_out, "# celltally key 0123456789abcdeg\n", {no_key}},
      {Of::opted_out, "\n" + std::string{kKeyLine}, {no_key}},
      {Of::opted_out, text("208930000000001\n"), {"l:2: " + no_hash}},
      {Of::opted_out, text(hash("1") + "7\n"), {"l:2: " + no_hash}},
      {Of::opted_out,
       text(hash("x") + "\n\n" + hash("1") + "\n001010000000001"),
       {"l:2: " + no_hash, "l:5: " + no_hash}},
      {Of::opted_out, text(hash("1") + ",65+/m\n"), {"l:2: " + another_column}},
      {Of::segments, text(hash("1") + "\n"), {"l:2: " + no_segment}},
      {Of::segments, text(hash("1") + ",\n"), {"l:2: " + no_segment}},
      {Of::segments, text(hash("1") + ",66+/m\n"), {"l:2: " + no_segment}},
      {Of::segments, text(hash("1") + ",65+/m,x\n"), {"l:2: " + no_segment}},
      {Of::segments, text(std::string(5000, '1') + "\n"), {"l:2: " + no_hash}},
      {Of::segments, text(std::string(1, '\0') + "\n"), {"l:2: no text; write rows of text"}},
  };
  for (const Case& one : cases) {
    std::istringstream in{one.text};
    const auto file = read_subscriber_file(in, "l", one.of);
    ASSERT_FALSE(file) << one.text.substr(0, 80);
    EXPECT_EQ(file.error(), one.problems) << one.text.substr(0, 80);
  }
}

TEST(SubscriberFile, OfManyProblemsTellsAThousand) {
  std::string rows;
  for (int i = 0; i < 1200; ++i) rows += "x\n";
  std::istringstream in{text(rows)};
  const auto file = read_subscriber_file(in, "l", Of::opted_out);
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().size(), 1001u);
  EXPECT_EQ(file.error().back(), "l: 200 more rows like these");
}

TEST(SubscriberFile, ThatIsNotThereIsTold) {
  const TemporaryFolder folder;
  const auto missing = load_subscriber_file(folder.path("none"), Of::segments);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().front(), folder.path("none") +
                                         ": cannot be read: No such file or directory; name a "
                                         "file of hashed identities");
  const auto no_file = load_subscriber_file(folder.path(""), Of::segments);
  ASSERT_FALSE(no_file);
  EXPECT_EQ(no_file.error().front(),
            folder.path("") + ": is a folder; name a file of hashed identities");
}

using KeyOctets = std::array<std::uint8_t, 32>;

std::string problem_of(const std::string& path, KeyOctets& key) {
  return read_operator_key(path, key);
}

TEST(OperatorKeyFile, Holds64HexadecimalDigits) {
  const TemporaryFolder folder;
  const std::string path = folder.path("key");
  const std::string digits = "00ff" + std::string(58, '1') + "aB";
  for (const char* const end : {"", "\n", "\r\n"}) {
    std::ofstream{path} << digits << end;
    chmod(path.c_str(), 0600);
    KeyOctets key{};
    EXPECT_EQ(problem_of(path, key), "");
    EXPECT_EQ(key[0], 0x00);
    EXPECT_EQ(key[1], 0xff);
    EXPECT_EQ(key[2], 0x11);
    EXPECT_EQ(key[31], 0xab);
  }
}

TEST(OperatorKeyFile, SaysWhatIsWrongAndNothingOfWhatIsInIt) {
  const TemporaryFolder folder;
  const std::string path = folder.path("key");
  const std::string no_key = "\"" + path +
                             "\" is not the operator's key: 64 hexadecimal digits; make one with "
                             "openssl rand -hex 32";
  KeyOctets key{};
  for (const std::string& text :
       {std::string{}, std::string{"\n"}, std::string(63, 'a'), std::string(65, 'a'),
        std::string(63, 'a') + "g", " " + std::string(64, 'a'), std::string(100'000, 'a')}) {
    std::ofstream{path} << text;
    chmod(path.c_str(), 0640);
    EXPECT_EQ(problem_of(path, key), no_key) << text.size();
  }
  chmod(path.c_str(), 0644);
  EXPECT_EQ(problem_of(path, key),
            "\"" + path + "\" is open to others (mode 0644); chmod 0600 it, or 0640");
  unlink(path.c_str());
  EXPECT_EQ(problem_of(path, key), "\"" + path +
                                       "\" cannot be read: No such file or directory; put the "
                                       "file there, or mend the path");
}

}  // namespace
}  // namespace celltally

#include <gtest/gtest.h>

#include <filesystem>

#include "tests/cli/crowd_capture.hpp"
#include "tests/cli/program_run.hpp"

namespace celltally {
namespace {

using testing::CrowdCapture;
using testing::ProgramRun;
using testing::TemporaryFolder;

std::vector<std::uint8_t> octets(std::string_view text) {
  return {text.begin(), text.end()};
}

// Both commands say the same and exit with 1.
void expect_refused(const std::string& file, const std::string& error) {
  for (const char* const command : {"replay", "decode"}) {
    const auto run = ProgramRun::of({command, file});
    EXPECT_EQ(run.exit_code, 1) << file;
    EXPECT_EQ(run.err, "celltally: " + error + "\n");
    EXPECT_EQ(run.out, "") << file;
  }
}

TEST(BadFiles, EachIsRefusedWithWhatItIsAndWhatToDo) {
  const TemporaryFolder folder;
  const std::string none = folder.path("none.pcap");
  expect_refused(none, none + ": no such file; check the name");
  expect_refused(folder.path(""), folder.path("") + ": a directory; name the files in it");
  const std::string empty = folder.file("empty.pcap", {});
  expect_refused(empty, empty + ": empty, without even a file header; copy it or capture it again");
  const std::string text = folder.file("notes.txt", octets("hello, this is no capture\n"));
  expect_refused(text, text + ": text, not a capture; give a pcap or pcapng file");
  const std::string noise = folder.file("noise.pcap", {0x9e, 0x37, 0x79, 0xb9, 0x7f, 0x4a, 0x7c,
                                                       0x15, 0xf3, 0x9c, 0xc0, 0x60, 0x5c, 0xed});
  expect_refused(noise, noise +
                            ": neither pcap nor pcapng; if Wireshark opens it, convert it: "
                            "editcap -F pcap " +
                            noise + " NEW.pcap");
  const std::string gzip = folder.file("c.pcap.gz", {0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3});
  expect_refused(gzip,
                 gzip + ": gzip-compressed; run: gunzip -c " + gzip + " | celltally replay -");
}

TEST(BadFiles, AHugeFileOfNothingIsRefusedAtOnce) {
  const TemporaryFolder folder;
  const std::string sparse = folder.file("sparse.pcap", {});
  std::filesystem::resize_file(sparse, std::uintmax_t{4} << 30);
  expect_refused(
      sparse,
      sparse + ": begins with zeroes instead of a file header; copy it or capture it again");
}

TEST(BadFiles, TheOthersAreCountedAllTheSame) {
  const TemporaryFolder folder;
  const std::string good = folder.path("good.pcap");
  CrowdCapture{good}.attach(CrowdCapture::kNoon, 0, 30, "ecgi:001-01-0000001");
  const std::string none = folder.path("none.pcap");
  const auto alone = ProgramRun::of({"replay", "--json", good});
  EXPECT_EQ(alone.exit_code, 0);
  const auto both = ProgramRun::of({"replay", "--json", none, good});
  EXPECT_EQ(both.exit_code, 1);
  EXPECT_EQ(both.out, alone.out);
  EXPECT_NE(both.out, "");
  EXPECT_TRUE(both.err.starts_with("celltally: " + none + ": no such file; check the name\n"));
  EXPECT_NE(both.err.find("complete                    no: the counts are too low, see above\n"),
            std::string::npos);
}

TEST(BadFiles, ADamagedOneIsCountedAsFarAsItGoes) {
  const TemporaryFolder folder;
  const std::string file = folder.path("cut.pcap");
  CrowdCapture{file}.attach(CrowdCapture::kNoon, 0, 30, "ecgi:001-01-0000001");
  std::filesystem::resize_file(file, std::filesystem::file_size(file) - 10);
  const auto run = ProgramRun::of({"replay", "--json", file});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_NE(run.out.find(R"("stat":"presence","place":"ecgi:001-01-0000001",)"
                         R"("from":"2026-01-01T12:00:00Z","to":"2026-01-01T13:00:00Z",)"
                         R"("state":"published","value":30})"),
            std::string::npos)
      << run.out;
  EXPECT_NE(run.err.find("damaged after packet 59"), std::string::npos) << run.err;
}

TEST(BadFiles, ACaptureWithoutPacketsIsNoError) {
  const TemporaryFolder folder;
  const std::string file = folder.path("header.pcap");
  { const CrowdCapture nobody{file}; }
  const auto run = ProgramRun::of({"replay", file});
  EXPECT_EQ(run.exit_code, 0);
  EXPECT_EQ(run.err, "celltally: there are no packets\n");
  EXPECT_EQ(run.out, "");
}

TEST(BadFiles, AListOfCellsThatCannotBeReadStopsTheReplay) {
  const TemporaryFolder folder;
  const std::string file = folder.path("c.pcap");
  CrowdCapture{file}.attach(CrowdCapture::kNoon, 0, 1, "ecgi:001-01-0000001");
  const auto run = ProgramRun::of({"replay", "--cells", folder.path("none.csv"), file});
  EXPECT_EQ(run.exit_code, 78);
  EXPECT_EQ(run.err, "celltally: " + folder.path("none.csv") +
                         ": No such file or directory; name a CSV file of cells\n");
  EXPECT_EQ(run.out, "");
}

}  // namespace
}  // namespace celltally

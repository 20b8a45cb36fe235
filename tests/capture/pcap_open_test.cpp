// What a file is called when it is no capture: the exact texts.

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "capture/pcap_file.hpp"
#include "tests/capture/capture_bytes.hpp"
#include "tests/capture/read_all.hpp"
#include "tests/capture/temporary_folder.hpp"

namespace celltally {
namespace {

using namespace std::string_view_literals;
using testing::CaptureBytes;
using testing::TemporaryFolder;

std::string open_error(const std::string& path) {
  const auto file = PcapFile::open(path);
  return file ? "no error" : to_text(file.error());
}

struct Refused {
  const char* name;
  CaptureBytes bytes;
  std::string what_and_mend;  // FILE stands for the path
};

std::string with_path(std::string text, const std::string& path) {
  for (std::size_t at = text.find("FILE"); at != std::string::npos; at = text.find("FILE")) {
    text.replace(at, 4, path);
  }
  return text;
}

const Refused kRefused[] = {
    {"empty", {}, "empty, without even a file header; copy it or capture it again"},
    {"text", CaptureBytes{}.text("hello\tworld\r\n"),
     "text, not a capture; give a pcap or pcapng file"},
    {"short text", CaptureBytes{}.text("a"), "text, not a capture; give a pcap or pcapng file"},
    {"gzip", CaptureBytes{}.text("\x1f\x8b\x08\0\0\0\0\0\0"sv),
     "gzip-compressed; run: gunzip -c FILE | celltally replay -"},
    {"zstd", CaptureBytes{}.text("\x28\xb5\x2f\xfd\x04"),
     "zstd-compressed; run: zstd -dc FILE | celltally replay -"},
    {"xz",
     CaptureBytes{}.text("\xfd"
                         "7zXZ\0\0"sv),
     "xz-compressed; run: xz -dc FILE | celltally replay -"},
    {"bzip2", CaptureBytes{}.text("BZh91AY"),
     "bzip2-compressed; run: bunzip2 -c FILE | celltally replay -"},
    {"lz4", CaptureBytes{}.text("\x04\x22\x4d\x18\x64"),
     "lz4-compressed; run: lz4 -dc FILE | celltally replay -"},
    {"zip", CaptureBytes{}.text("PK\x03\x04\x14"),
     "a zip archive; run: unzip -p FILE | celltally replay -"},
    {"snoop", CaptureBytes{}.text("snoop\0\0\0\0\0\0\2"sv),
     "a capture in the format of snoop; convert it: editcap -F pcap FILE NEW.pcap"},
    {"netmon", CaptureBytes{}.text("GMBU\0\2"sv),
     "a capture in the format of Microsoft Network Monitor; convert it: editcap -F pcap FILE "
     "NEW.pcap"},
    {"zeroes", CaptureBytes{}.fill(100'000, 0),
     "begins with zeroes instead of a file header; copy it or capture it again"},
    {"random", CaptureBytes{}.text("\x93\x1c\xf0\x07\xaa\x81\x5e\x99\x12"),
     "neither pcap nor pcapng; if Wireshark opens it, convert it: editcap -F pcap FILE NEW.pcap"},
    {"half a magic", CaptureBytes{}.text("\xd4\xc3\xb2"),
     "ends inside its file header; copy it or capture it again"},
    {"half a pcap header", CaptureBytes{}.pcap().cut(23),
     "ends inside its file header; copy it or capture it again"},
    {"half a pcapng header", CaptureBytes{}.section().cut(20),
     "ends inside its file header; copy it or capture it again"},
    {"no interface", CaptureBytes{}.section(),
     "a pcapng file without an interface, so without packets; capture it again"},
    {"version 5", CaptureBytes{}.u32(CaptureBytes::kMicroseconds).u16(5).u16(4).fill(16, 0),
     "unsupported pcap savefile version 5.4; if Wireshark opens it, convert it: editcap -F pcap "
     "FILE NEW.pcap"},
};

TEST(PcapOpen, SaysWhatIsWrongWithAFileThatIsNoCapture) {
  const TemporaryFolder folder;
  for (const Refused& one : kRefused) {
    const std::string path = folder.file("a.pcap", one.bytes.octets());
    EXPECT_EQ(open_error(path), path + ": " + with_path(one.what_and_mend, path)) << one.name;
  }
}

TEST(PcapOpen, QuotesTheNameInACommand) {
  const TemporaryFolder folder;
  const std::string path = folder.file("two words.gz", {0x1f, 0x8b, 8, 0});
  EXPECT_EQ(open_error(path),
            path + ": gzip-compressed; run: gunzip -c '" + path + "' | celltally replay -");
}

TEST(PcapOpen, SaysWhyThereIsNothingToRead) {
  const TemporaryFolder folder;
  const std::string missing = folder.path("missing.pcap");
  EXPECT_EQ(open_error(missing), missing + ": no such file; check the name");
  const std::string directory = folder.path("");
  EXPECT_EQ(open_error(directory), directory + ": a directory; name the files in it");
  const std::string loop = folder.path("loop");
  std::filesystem::create_symlink(loop, loop);
  EXPECT_EQ(open_error(loop), loop +
                                  ": cannot be read: Too many levels of symbolic links; check the "
                                  "file and its disk");
  EXPECT_EQ(open_error("/dev/null"),
            "/dev/null: empty, without even a file header; copy it or capture it again");
}

TEST(PcapOpen, SaysThatItHasNoPermission) {
  const TemporaryFolder folder;
  const std::string path = folder.file("a.pcap", CaptureBytes{}.pcap().octets());
  ASSERT_EQ(chmod(path.c_str(), 0), 0);
  constexpr uid_t kNobody = 65534;  // root may read everything
  const bool root = geteuid() == 0;
  if (root) {
    ASSERT_EQ(seteuid(kNobody), 0);
  }
  const std::string error = open_error(path);
  if (root) {
    ASSERT_EQ(seteuid(0), 0);
  }
  EXPECT_EQ(error,
            path + ": no permission to read it; run as a user who may; who may: ls -l " + path);
}

TEST(PcapOpen, LooksAtTheBeginningOnlyOfAHugeFileOfZeroes) {
  const TemporaryFolder folder;
  const std::string path = folder.file("a.pcap", {});
  std::filesystem::resize_file(path, std::uintmax_t{4} << 30);
  EXPECT_EQ(open_error(path),
            path + ": begins with zeroes instead of a file header; copy it or capture it again");
}

// The limit is the process's: set in a child.
TEST(PcapOpenDeathTest, SaysThatTooManyFilesAreOpenAndStopsTrying) {
  const TemporaryFolder folder;
  const std::string path = folder.file("a.pcap", CaptureBytes{}.pcap().packet(1, 0).octets());
  const auto child = [&path] {
    const int next = dup(0);
    close(next);
    rlimit before{};
    getrlimit(RLIMIT_NOFILE, &before);
    const rlimit limit{static_cast<rlim_t>(next) + 4, before.rlim_max};
    setrlimit(RLIMIT_NOFILE, &limit);
    const std::vector<std::string> paths(10, path);
    PcapFiles files{paths, LinkTypes{}};
    setrlimit(RLIMIT_NOFILE, &before);  // sanitizers open files too
    const std::size_t opened = testing::read_all(files).size();
    const std::string text = ": too many open files (the limit is " +
                             std::to_string(limit.rlim_cur) + "), also for the " +
                             std::to_string(9 - opened) +
                             " files after it; raise it: ulimit -n 65536, or merge files first: "
                             "mergecap -w ALL.pcapng FILE...";
    std::fputs(testing::texts(files.problems()).at(0).c_str(), stderr);
    const bool as_expected =
        opened > 0 && testing::texts(files.problems()) == std::vector<std::string>{path + text};
    std::_Exit(as_expected ? 0 : 1);
  };
  EXPECT_EXIT(child(), ::testing::ExitedWithCode(0), "too many open files");
}

}  // namespace
}  // namespace celltally

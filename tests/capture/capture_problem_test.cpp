#include "capture/capture_problem.hpp"

#include <gtest/gtest.h>

namespace celltally {
namespace {

TEST(CaptureProblem, IsOneLineWithWhatAndMend) {
  EXPECT_EQ(to_text({.file = "a.pcap", .offset = {}, .what = "empty", .mend = "capture it again"}),
            "a.pcap: empty; capture it again");
}

TEST(CaptureProblem, NamesTheOffsetWhereThereIsOne) {
  EXPECT_EQ(to_text({.file = "a.pcap", .offset = 77, .what = "damaged", .mend = "copy it again"}),
            "a.pcap:offset 77: damaged; copy it again");
}

TEST(CaptureProblem, NeverSendsControlCharactersOfAFileNameToTheTerminal) {
  EXPECT_EQ(to_text({.file = "a\nb\x1b[31m\x7f", .offset = {}, .what = "empty", .mend = "x"}),
            "a?b?[31m?: empty; x");
}

TEST(CaptureProblem, QuotesNamesForTheShellWhereNeeded) {
  const struct {
    const char* name;
    const char* word;
  } cases[] = {
      {"/tmp/a-b_1.pcap.gz", "/tmp/a-b_1.pcap.gz"},
      {"two words.pcap", "'two words.pcap'"},
      {"it's.pcap", "'it'\\''s.pcap'"},
      {"$(reboot)", "'$(reboot)'"},
      {"", "''"},
  };
  for (const auto& one : cases) EXPECT_EQ(shell_word(one.name), one.word);
}

}  // namespace
}  // namespace celltally

#include "decode/mac_in_text.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace celltally {
namespace {

struct Case {
  std::string_view text;
  std::uint64_t mac;  // 0: none
  bool separated = false;
  std::string_view behind = "";
};

const Case kCases[] = {
    {"02-00-5E-10-20-30", 0x02005e102030, true},
    {"02:00:5e:10:20:30", 0x02005e102030, true},
    {"0200.5e10.2030", 0x02005e102030, true},
    {"02005e102030", 0x02005e102030},
    {"02-00-5E-10-20-30:OperatorWiFi", 0x02005e102030, true, ":OperatorWiFi"},
    {"02:00:5e:10:20:30:a:b", 0x02005e102030, true, ":a:b"},
    {"02005e102030:net", 0x02005e102030, false, ":net"},
    {"336123456789", 0},  // a group address, as it happens
    {"346123456789", 0x346123456789},
    {"", 0},
    {"02-00-5e-10-20", 0},
    {"02-00-5e-10-20-3", 0},
    {"02-00-5e-10-20:30", 0},
    {"02-005e-10-20-30", 0},
    {"0-2-0-0-5-e", 0},
    {"-02005e102030", 0},
    {"02005e10203g", 0},
    {"internet", 0},
    {"00-00-00-00-00-00", 0},
    {"ff-ff-ff-ff-ff-ff", 0},
    {"01-00-5e-10-20-30", 0},
    {"0200-5e10-2030", 0x02005e102030, true},
};

TEST(MacInText, IsReadInEveryWriting) {
  for (const Case& one : kCases) {
    const std::vector<std::uint8_t> octets(one.text.begin(), one.text.end());
    const MacInText got = mac_in_text(octets);
    EXPECT_EQ(got.present, one.mac != 0) << one.text;
    if (one.mac == 0) continue;
    EXPECT_EQ(got.mac, one.mac) << one.text;
    EXPECT_EQ(got.separated, one.separated) << one.text;
    EXPECT_EQ(std::string(got.behind.begin(), got.behind.end()), one.behind) << one.text;
  }
}

}  // namespace
}  // namespace celltally

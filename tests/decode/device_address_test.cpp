#include "decode/device_address.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "simulate/node_address.hpp"
#include "simulate/octets.hpp"
#include "tests/decode/tagger_double.hpp"

namespace celltally {
namespace {

using namespace std::string_view_literals;

Octets name_of(const std::string& address, std::string_view network) {
  const NodeAddress device = node(address);
  const auto octets = device.v4() ? device.octets() : device.octets().first(8);
  return Tagger::octets_of(device_address(octets, Octets(network.begin(), network.end())));
}

TEST(DeviceAddress, IsANameByItselfWhereOnlyOneNetworkGivesIt) {
  for (const char* const address :
       {"203.0.113.1", "9.255.255.255", "11.0.0.0", "172.15.0.1", "172.32.0.1", "192.167.0.1",
        "100.63.0.1", "100.128.0.1", "2001:db8:1:2::", "fbff::"}) {
    EXPECT_FALSE(name_of(address, "").empty()) << address;
    EXPECT_EQ(name_of(address, ""), name_of(address, "internet")) << address;
  }
}

TEST(DeviceAddress, IsANameTogetherWithItsNetworkWhereManyGiveIt) {
  for (const char* const address : {"10.0.0.0", "10.255.255.255", "172.16.0.1", "172.31.255.255",
                                    "192.168.0.1", "100.64.0.1", "100.127.255.255", "169.254.1.1",
                                    "255.255.255.254", "0.0.0.0", "fc00::", "fdff::", "fe80::"}) {
    EXPECT_TRUE(name_of(address, "").empty()) << address;
    EXPECT_FALSE(name_of(address, "internet").empty()) << address;
    EXPECT_NE(name_of(address, "internet"), name_of(address, "corporate")) << address;
  }
  EXPECT_NE(name_of("10.0.0.1", "internet"), name_of("10.0.0.2", "internet"));
}

TEST(DeviceAddress, TakesTheNetworkInAllItsSpellings) {
  const Octets internet = name_of("10.0.0.1", "internet");
  for (const auto text : {"INTERNET"sv, "internet.mnc093.mcc208.gprs"sv, "\x08internet"sv,
                          "\x08internet\x06mnc093\x06mcc208\x04gprs"sv}) {
    EXPECT_EQ(name_of("10.0.0.1", text), internet) << text;
  }
  EXPECT_NE(name_of("10.0.0.1", "internet.example"), internet);
  EXPECT_TRUE(name_of("10.0.0.1", ".mnc093.mcc208.gprs").empty());
}

TEST(DeviceAddress, IsNoneWhereThereIsNone) {
  EXPECT_FALSE(device_address({}, Octets{'a'}).present());
}

}  // namespace
}  // namespace celltally

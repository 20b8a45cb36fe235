#include "simulate/radius_builder.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>

#include "tests/simulate/hex.hpp"

namespace celltally::radius {
namespace {

// Made by an independent encoder and read with tshark, but for the authenticator.
constexpr std::string_view kSeveralInOne =
    "04080043000102030405060708090a0b0c0d0e0f2806000000031a29000028af0111323038393330"
    "303030303030303031160f8202f839303902f83901234501150306";

TEST(RadiusBuilder, MakesAnAccountingRequest) {
  const std::array<std::uint8_t, 13> location{0x82, 0x02, 0xf8, 0x39, 0x30, 0x39, 0x02,
                                              0xf8, 0x39, 0x01, 0x23, 0x45, 0x01};
  const std::array<std::uint8_t, 1> eutran{6};
  const Octets built =
      accounting_request({acct_status_type(kInterim),
                          vendor_specific(kTgpp, {attribute(1, "208930000000001"),
                                                  attribute(22, location), attribute(21, eutran)})},
                         {.identifier = 8, .authenticator = 0});
  std::string expected{kSeveralInOne};
  expected.replace(8, 32, std::string(32, '0'));
  EXPECT_EQ(hex(built), expected);
}

}  // namespace
}  // namespace celltally::radius

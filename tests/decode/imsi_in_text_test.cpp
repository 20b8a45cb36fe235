#include "decode/imsi_in_text.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "tests/decode/decoded_pdu.hpp"

namespace celltally {
namespace {

constexpr std::string_view kWlan = "@wlan.mnc093.mcc208.3gppnetwork.org";
constexpr std::string_view kNai = "@nai.epc.mnc093.mcc208.3gppnetwork.org";

struct Case {
  std::string name;
  std::string imsi;  // empty: none
};

std::string at(std::string_view user, std::string_view realm) {
  return std::string{user} + std::string{realm};
}

const Case kCases[] = {
    {"208930000000001", "208930000000001"},
    {"20893000000001", "20893000000001"},
    {"001010123456789", "001010123456789"},
    {"208930000000001@operator.example", "208930000000001"},
    {"208930000000001@ims.mnc093.mcc208.3gppnetwork.org", "208930000000001"},
    {"208930000000001@private.ims.mnc093.mcc208.3gppnetwork.org", "208930000000001"},
    {at("0208930000000001", kWlan), "208930000000001"},
    {at("1208930000000001", kWlan), "208930000000001"},
    {at("6208930000000001", kWlan), "208930000000001"},
    {at("0208930000000001", kNai), "208930000000001"},
    {at("020893000000001", kNai), "20893000000001"},
    {at("6208930000000001", "@NAI.EPC.MNC093.MCC208.3GPPNETWORK.ORG"), "208930000000001"},
    {at("wlan.mnc001.mcc001.3gppnetwork.org!0208930000000001", kNai), "208930000000001"},
    {"0208930000000001@operator.example", "208930000000001"},
    {"0208930000000001", "208930000000001"},
    // Pseudonyms, fast re-authentication, and what is not the permanent name.
    {at("2208930000000001", kWlan), ""},
    {at("4208930000000001", kWlan), ""},
    {at("208930000000001", kWlan), ""},
    {at("7abcdefghij", kWlan), ""},
    {at("0", kWlan), ""},
    {at("", kWlan), ""},
    {"2208930000000001@operator.example", ""},
    {"anonymous@operator.example", ""},
    {"33612345678", ""},
    {"33612345678@operator.example", ""},
    {"108930000000001", ""},
    {"830930000000001", ""},
    {"imei353456789012345@sos.nai.epc.mnc093.mcc208.3gppnetwork.org", ""},
    {"208930000000001@sos.ims.mnc093.mcc208.3gppnetwork.org", ""},
    {"02089300000000011@operator.example", ""},
    {"20893000000000a", ""},
    {"@", ""},
    {"", ""},
    {"!", ""},
};

TEST(ImsiInText, IsReadFromUserNames) {
  for (const Case& one : kCases) {
    const std::vector<std::uint8_t> octets(one.name.begin(), one.name.end());
    const ImsiInText got = imsi_of_user_name(octets);
    EXPECT_EQ(text_of(got.imsi), one.imsi) << one.name;
    EXPECT_EQ(got.home.known(), !one.imsi.empty()) << one.name;
  }
}

TEST(ImsiInText, GivesTheHomeNetwork) {
  const std::string_view digits = "310410123456789";
  const std::vector<std::uint8_t> octets(digits.begin(), digits.end());
  EXPECT_EQ(to_text(imsi_of_digits(octets).home), "310-410");
}

}  // namespace
}  // namespace celltally

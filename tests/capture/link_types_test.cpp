#include "capture/link_types.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace celltally {
namespace {

const std::string kForm =
    "; write for example user3=raw-ip; link types are ethernet, linux-sll, linux-sll2, raw-ip, "
    "null, loop, gtp-c";

TEST(LinkTypes, KnowThoseOfTheFileFormats) {
  const struct {
    int dlt;
    LinkType type;
  } cases[] = {
      {1, LinkType::ethernet},       {113, LinkType::linux_sll},   {276, LinkType::linux_sll2},
      {12, LinkType::raw_ip},        {14, LinkType::raw_ip},       {101, LinkType::raw_ip},
      {228, LinkType::raw_ip},       {229, LinkType::raw_ip},      {0, LinkType::null_host},
      {108, LinkType::null_network}, {9, LinkType::unsupported},   {105, LinkType::unsupported},
      {-1, LinkType::unsupported},   {9999, LinkType::unsupported}};
  const LinkTypes types;
  for (const auto& one : cases) EXPECT_EQ(types.of(one.dlt), one.type) << one.dlt;
}

TEST(LinkTypes, LeaveThePrivateOnesUnsupportedUntilTheyAreMapped) {
  for (int dlt = 146; dlt <= 163; ++dlt) EXPECT_EQ(LinkTypes{}.of(dlt), LinkType::unsupported);
  const std::vector<std::string> mappings{"user0=ethernet", "user3=raw-ip", "162=gtp-c"};
  const auto types = LinkTypes::parse(mappings);
  ASSERT_TRUE(types);
  EXPECT_EQ(types->of(147), LinkType::ethernet);
  EXPECT_EQ(types->of(148), LinkType::unsupported);
  EXPECT_EQ(types->of(150), LinkType::raw_ip);
  EXPECT_EQ(types->of(162), LinkType::gtp_c);
  EXPECT_EQ(types->of(163), LinkType::unsupported);
}

TEST(LinkTypes, CanBeMappedToEveryNameThatIsListed) {
  for (const char* name :
       {"ethernet", "linux-sll", "linux-sll2", "raw-ip", "null", "loop", "gtp-c"}) {
    const std::vector<std::string> mapping{std::string{"user15="} + name};
    const auto types = LinkTypes::parse(mapping);
    ASSERT_TRUE(types) << name;
    EXPECT_EQ(to_text(types->of(162)), name);
  }
}

TEST(LinkTypes, ExplainAWrongMapping) {
  const struct {
    std::vector<std::string> mappings;
    std::string error;
  } cases[] = {
      {{"user3"}, "\"user3\" has no '='" + kForm},
      {{""}, "\"\" has no '='" + kForm},
      {{"user3=rawip"}, "\"user3=rawip\": no link type is called \"rawip\"" + kForm},
      {{"user3="}, "\"user3=\": no link type is called \"\"" + kForm},
      {{"user3=unsupported"},
       "\"user3=unsupported\": no link type is called \"unsupported\"" + kForm},
      {{"user16=raw-ip"},
       "\"user16=raw-ip\": only user0 to user15 (147 to 162) can be mapped, not \"user16\"" +
           kForm},
      {{"user=null"},
       "\"user=null\": only user0 to user15 (147 to 162) can be mapped, not \"user\"" + kForm},
      {{"user-1=null"},
       "\"user-1=null\": only user0 to user15 (147 to 162) can be mapped, not \"user-1\"" + kForm},
      {{"1=raw-ip"},
       "\"1=raw-ip\": only user0 to user15 (147 to 162) can be mapped, not \"1\"" + kForm},
      {{"150x=raw-ip"},
       "\"150x=raw-ip\": only user0 to user15 (147 to 162) can be mapped, not \"150x\"" + kForm},
      {{"99999999999=null"},
       "\"99999999999=null\": only user0 to user15 (147 to 162) can be mapped, not "
       "\"99999999999\"" +
           kForm},
      {{"user3=raw-ip", "150=ethernet"},
       "\"150=ethernet\": 150 is mapped to raw-ip already; keep one of the two"},
  };
  for (const auto& one : cases) {
    const auto types = LinkTypes::parse(one.mappings);
    ASSERT_FALSE(types) << one.error;
    EXPECT_EQ(types.error(), one.error);
  }
}

TEST(LinkTypes, TakeTheSameMappingTwice) {
  const std::vector<std::string> mappings{"user3=raw-ip", "150=raw-ip"};
  EXPECT_TRUE(LinkTypes::parse(mappings));
}

TEST(LinkTypes, HaveNamesForMessages) {
  EXPECT_EQ(link_type_name(150), "user3 (150)");
  EXPECT_EQ(link_type_name(9), "PPP (9)");
  EXPECT_EQ(link_type_name(9999), "9999");
}

}  // namespace
}  // namespace celltally

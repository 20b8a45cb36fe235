// Contexts that end otherwise than by their own messages, and the people whom nobody remembers.

#include <gtest/gtest.h>

#include <cstdint>

#include "tests/anonymise/on_s1_and_s11.hpp"
#include "tests/anonymise/probe.hpp"
#include "tests/anonymise/s1_messages.hpp"

namespace celltally {
namespace {

using namespace test;

TEST_F(OnS1AndS11, EndsEachOfSeveralContextsThatAreReset) {
  const auto ask = [this](const TemporaryId& id, std::int64_t second) {
    return probe.see(s1(kStart + second, {id})).person;
  };
  probe.see(initial_ue(kStart + 600, 6, {s_tmsi(0xaa)}));
  probe.see(context_setup(kStart + 600, 6, 78, 900));
  const Tag other = probe.see(initial_ue(kStart + 600, 7, {s_tmsi(0xcc)})).person;
  const Tag third = probe.see(initial_ue(kStart + 600, 8, {s_tmsi(0xdd)})).person;
  MessageSpec reset = s1(kStart + 601, {enb_ue(6, Role::ends), mme_ue(78, Role::ends),
                                        enb_ue(7, Role::ends), enb_ue(99, Role::ends)});
  reset.ends_several = true;
  const std::uint64_t nobody = probe.counters().no_reference;
  const SignallingEvent event = probe.see(reset);
  EXPECT_FALSE(event.person.known());
  EXPECT_EQ(probe.counters().no_reference, nobody + 1);
  EXPECT_EQ(probe.counters().merged, 0u) << "they are not one person";
  EXPECT_EQ(ask(enb_ue(6), 610), Tag{});
  EXPECT_EQ(ask(mme_ue(78), 610), Tag{});
  EXPECT_EQ(ask(enb_ue(7), 610), Tag{});
  EXPECT_EQ(ask(enb_ue(8), 610), third) << "it was not among them";
  EXPECT_EQ(ask(s_tmsi(0xaa), 610), alice) << "a registration outlives its context";
  EXPECT_EQ(ask(s_tmsi(0xcc), 610), other);
}

// The MME gives the id of a context that was lost with its eNB to another device, in the second
// after it was first named: two taps out of step may look like that.
TEST_F(OnS1AndS11, LosesTheIdsOfBothEndsWithTheEnb) {
  const Tag lost = probe.see(initial_ue(kStart + 600, 6, {s_tmsi(0xbb)})).person;
  probe.see(s1(kStart + 600, {enb_ue(6), mme_ue(78)}));
  MessageSpec setup = s1(kStart + 601, {});
  setup.reset_node = kEnb;
  setup.reset_core = kSgw;  // another MME, it may be: what is with this one is not lost
  probe.see(setup);
  EXPECT_EQ(probe.see(s1(kStart + 601, {mme_ue(78)})).person, lost);
  setup.reset_core = kMme;
  probe.see(setup);
  EXPECT_EQ(probe.see(s1(kStart + 601, {mme_ue(78)})).person, Tag{});
  probe.see(initial_ue(kStart + 601, 9, {s_tmsi(0xaa)}, kOtherEnb));
  const SignallingEvent request =
      probe.see(s1(kStart + 601, {mme_ue(78, Role::given), tunnel(900)}));
  EXPECT_EQ(request.person, alice);
  EXPECT_EQ(probe.counters().merged, 0u) << "whoever had the id is somebody else";
  EXPECT_EQ(probe.see(initial_ue(kStart + 602, 10, {s_tmsi(0xbb)})).person, lost);
}

TEST_F(OnS1AndS11, LosesTheMmesIdWithTheEnbWhereTheDeviceIsNow) {
  probe.see(initial_ue(kStart + 600, 6, {s_tmsi(0xaa)}));
  probe.see(context_setup(kStart + 600, 6, 78, 900));
  probe.see(s1(kStart + 610, {enb_ue(40, Role::given, kOtherEnb), mme_ue(78)}));
  const auto reset = [this](int enb) {
    MessageSpec setup = s1(kStart + 620, {});
    setup.reset_node = enb;
    setup.reset_core = kMme;
    probe.see(setup);
  };
  reset(kEnb);
  EXPECT_EQ(probe.see(s1(kStart + 621, {mme_ue(78)})).person, alice) << "it has left there";
  reset(kOtherEnb);
  EXPECT_EQ(probe.see(s1(kStart + 622, {mme_ue(78)})).person, Tag{});
}

TEST(TemporaryPeopleLimit, IsCounted) {
  Anonymiser::Limits limits = kSmallLimits;
  limits.temporary_people_max = 4;
  Probe probe(limits);
  for (std::uint32_t i = 1; i <= 10; ++i) probe.see(initial_ue(kStart + i, i, {s_tmsi(i)}));
  EXPECT_EQ(probe.counters().temporary_people, 10u);
  EXPECT_EQ(probe.counters().temporary_people_evicted, 6u);
}

}  // namespace
}  // namespace celltally
